"""Share metadata, and where each tag stands."""

from __future__ import annotations

import pytest
from markup_helpers import page_of

from indexaudit.config import Limits
from indexaudit.extract.cards import read_cards

HTML = """<html><head>
<meta property="og:title" content=" Tea ☕ ">
<meta name="twitter:card" content="summary">
<meta name="Description" property="OG:Description" content="x">
<meta property="og:image twitter:image" content="/a.png">
<meta name="fediverse:creator" content="@ada@example.org">
<meta name="viewport" content="og:title">
</head><body><template><meta property="og:url" content="/no"></template>
<meta property="og:locale" content=""><p>"""


@pytest.mark.parametrize("limits", [Limits(), Limits(elements=5)])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_properties_with_their_places(encoding: str, limits: Limits) -> None:
    body = HTML.encode(encoding)
    cards = read_cards(page_of(body, charset=encoding if encoding != "utf-16" else None, limits=limits))
    assert [(p.name, p.content, p.attribute) for p in cards.properties] == [
        ("og:title", "Tea ☕", "property"),
        ("twitter:card", "summary", "name"),
        ("og:description", "x", "property"),
        ("og:image", "/a.png", "property"),
        ("twitter:image", "/a.png", "property"),
        ("fediverse:creator", "@ada@example.org", "name"),
        ("og:locale", "", "property"),
    ]
    wide = "utf-16-le" if encoding == "utf-16" else encoding
    for item in cards.properties[:-1]:
        assert item.byte is not None
        assert body[item.byte :].decode(wide).startswith("<meta ")
        assert item.name in body[item.byte :].decode(wide).lower().split(">")[0]
    assert [p.line for p in cards.properties[:3]] == [2, 3, 4]


def test_a_tag_behind_the_head_is_found_in_the_bytes() -> None:
    body = '<body><p>☕<svg><title/></svg><meta property="og:title" content="x">'.encode()
    (item,) = read_cards(page_of(body)).properties
    assert item.byte == body.index(b"<meta")


def test_the_first_filled_one_counts() -> None:
    cards = read_cards(page_of("<meta property=og:title><meta name=og:title content=b><meta name=og:title content=c>"))
    assert cards.text("og:title") == "b"
    assert cards.first("og:url") is None


def test_a_long_list_is_cut() -> None:
    cards = read_cards(page_of("<meta property=og:image content=/a>" * 301))
    assert len(cards.properties) == 300
    assert cards.gaps == ("only the first 300 of 301 share properties were kept",)

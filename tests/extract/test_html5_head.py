"""Where the head ends for a parser that follows HTML5, and what it loses by that."""

from __future__ import annotations

import pytest
from markup_helpers import head_of, page_of

from indexaudit.extract.html5_head import read_html5_head

TITLE = "<title>Tea</title>"
LINK = "<link rel=canonical href=/c>"


PLACES = [
    ("a plain head", f"<html><head>{TITLE}{LINK}</head><body>", 1),
    ("tags left out", f"<!doctype html>\n<!-- x -->{TITLE}\n{LINK}\n<p>x", 1),
    ("behind the head", f"<head>{TITLE}</head>\n{LINK}<body>", 1),
    ("behind the head and a comment", f"<head></head><!-- x -->{LINK}<script>1</script>{LINK}<body>", 2),
    ("in the body", f"<head>{TITLE}</head><body>{LINK}", 0),
    ("behind text", f"<head>{TITLE}text{LINK}</head>", 0),
    ("behind a stray byte order mark", f"<head>\ufeff{LINK}</head>", 0),
    ("behind a no-break space", f"<head>&nbsp;{LINK}</head>", 0),
    ("behind a sign", f"<head>< {LINK}</head>", 0),
    ("behind an image", f"<head>{LINK}<img src=x>{LINK}</head>", 1),
    ("behind a custom element", f"<head><x-y></x-y>{LINK}</head>", 0),
    ("a div in a script", f"<head><script>'<div>'</script>{LINK}</head>", 1),
    ("a script in a script", f"<head><script><!-- <script> </script> <div> --></script>{LINK}</head>", 1),
    ("a comment in a script", f"<head><script><!--\nx\n//--></script>{LINK}</head>", 1),
    ("a div in a comment", f"<head><!-- <div> -->{LINK}</head>", 1),
    ("a short comment", f"<head><!--><!--->{LINK}</head>", 1),
    ("a comment with a bang", f"<head><!-- a --!>{LINK}</head>", 1),
    ("a comment without an end", f"<head><!-- {LINK}</head>", 0),
    ("a div in a title", f"<head><title><div></title>{LINK}</head>", 1),
    ("a title without an end", f"<head><title>Tea {LINK}</head><body>", 0),
    ("a sign in a value", f"<head><meta content='a>b' name=x>{LINK}</head>", 1),
    ("a quote in a bare value", f"<head><meta content=it's name=x>{LINK}</head>", 1),
    ("a value without an end", f"<head><meta content='x>{LINK}</head>", 0),
    ("upper case", f"<HEAD><SCRIPT>'<DIV>'</SCRIPT>{LINK.upper()}</HEAD>", 1),
    ("noscript with a link", f"<head><noscript><link rel=x href=y></noscript>{LINK}</head>", 2),
    ("noscript with an image", f"<head><noscript><img src=x></noscript>{LINK}</head>", 0),
    ("noscript with a script", f"<head><noscript><script>1</script></noscript>{LINK}</head>", 1),
    ("noscript behind the head", f"<head></head><noscript></noscript>{LINK}", 0),
    ("a template with a div", f"<head><template><div>{LINK}</div></template>{LINK}</head>", 1),
    ("templates in a template", f"<head><template><template></template>{LINK}</template>{LINK}</head>", 1),
    ("stray end tags", f"<head></div></p>{LINK}</head>", 1),
    ("a stray line break end", f"<head></br>{LINK}</head>", 0),
    ("two heads", f"<head></head><head>{LINK}</head>", 1),
    ("styles and frames", f"<head><style>a>b</style><noframes><p></noframes>{LINK}</head>", 1),
]


@pytest.mark.parametrize(("case", "html", "links"), PLACES)
def test_which_links_are_in_the_head(case: str, html: str, links: int) -> None:
    assert len(read_html5_head(html).places["link"]) == links


def test_the_standard_says_the_same() -> None:
    """html5lib, where it is installed, over the table above."""
    html5lib = pytest.importorskip("html5lib")
    for case, html, links in PLACES:
        if "<template>" in html:
            continue  # html5lib 1.1 is older than the element
        tree = html5lib.parse(html, namespaceHTMLElements=False)
        assert len(list(tree.find("head").iter("link"))) == links, case


@pytest.mark.parametrize(
    ("case", "html", "element", "lost"),
    [
        ("an iframe before everything", (f"<head>\n<iframe src=x></iframe>{LINK}{TITLE}<meta name=robots content=noindex>"
         "<meta name=description content=x><link rel=alternate hreflang=de href=/de></head>"), "iframe",
         ("canonical", "robots", "hreflang", "description", "title")),
        ("text", f"<head>{TITLE}\nstray {LINK}</head>", "#text", ("canonical",)),
        ("nothing behind it", f"<head>{TITLE}<div></div></head><body>", "div", ()),
        ("the second canonical", f"<head>{LINK}<div></div>{LINK}</head>", "div", ()),
        ("a custom element", f"<head><x-a></x-a>{TITLE}</head>", "x-a", ("title",)),
    ],
)  # fmt: skip
def test_what_ended_the_head(case: str, html: str, element: str, lost: tuple[str, ...]) -> None:
    end = head_of(html).end
    assert end is not None
    assert (end.element, end.lost) == (element, lost)
    shown = html.encode()[end.byte :].decode()
    assert shown.startswith("stray" if element == "#text" else f"<{element}")
    assert end.line == html[: html.index(shown)].count("\n") + 1
    assert " ".join(shown.split()).startswith(end.text)


@pytest.mark.parametrize(
    "html",
    [f"<head>{TITLE}{LINK}</head><body>", f"{TITLE}<p>x", f"<head>{TITLE}<body>{LINK}", f"{TITLE}{LINK}", "",
     f"<head>{TITLE}</head><div>{LINK}</div>"],
)  # fmt: skip
def test_a_head_that_ends_as_it_should(html: str) -> None:
    assert head_of(html).end is None


def test_the_byte_of_the_end_counts_what_was_decoded() -> None:
    html = '<meta charset="windows-1251"><title>Чай</title><div></div><link rel=canonical href=/c></head>'
    body = html.encode("cp1251")
    page = page_of(body, charset=None)
    assert page.document.encoding == "windows-1251"
    assert page.head.ending is not None
    assert body[page.byte_at(page.head.ending.offset) :].startswith(b"<div>")

"""Bodies that are not what they claim to be, each by its id: read as browsers read them, or said not to be."""

from __future__ import annotations

import time

import pytest

from indexaudit.api import audit_html
from indexaudit.config import Limits
from indexaudit.extract.document import Page, parse
from indexaudit.model import PageAudit

URL = "https://www.example.com/plums"
TITLE = "Pflaumen für Ömer – сливы"
PAGE = f"<!doctype html><html><head><title>{TITLE}</title></head><body><p>Plums keep for a week.</p></body></html>"


def read(body: bytes, kind: str | None = "text/html", charset: str | None = None) -> Page:
    return parse(body, url=URL, media_type=kind, charset=charset, limits=Limits())


def titles(page: Page) -> list[str]:
    return [tag.text for tag in page.tags("title")]


@pytest.mark.parametrize(
    ("body", "charset", "encoding"),
    [
        pytest.param(PAGE.encode("utf-16-le"), None, "utf-16le", id="B15 UTF-16 without a mark"),
        pytest.param(PAGE.encode("utf-16-be"), None, "utf-16be", id="B15 UTF-16 of the other order"),
        pytest.param(PAGE.replace("<title>", "<meta charset=utf-16><title>").encode(), None, "utf-8", id="B16"),
        pytest.param(PAGE.encode(), None, "utf-8", id="B17"),
        pytest.param(
            PAGE.replace("für Ömer –", "").replace("<title>", "<meta charset=windows-1251><title>").encode("cp1251"),
            None, "windows-1251", id="B18",
        ),
        pytest.param(PAGE.replace("<title>", "<meta charset=koi8-r><title>").encode(), "utf-8", "utf-8", id="B19 header"),
        pytest.param(PAGE.encode(), "x-nothing", "utf-8", id="B19 unknown"),
        pytest.param(PAGE.encode(), "utf-7", "utf-8", id="B19 utf-7"),
    ],
)  # fmt: skip
def test_the_text_is_right(body: bytes, charset: str | None, encoding: str) -> None:
    page = read(body, charset=charset)
    assert page.document.encoding == encoding
    assert [t.replace("für Ömer –", "").split() for t in titles(page)] == [["Pflaumen", "сливы"]]


def test_B13_an_empty_body_is_said_to_be_empty() -> None:
    page = read(b"")
    assert page.document.notes == ("the document is empty",)
    assert titles(page) == []


@pytest.mark.parametrize("kind", ["text/html", None, "application/octet-stream", "image/png"])
def test_B14_binary_is_no_page_whatever_it_is_called(kind: str | None) -> None:
    png = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 50
    page = read(png, kind)
    assert page.document.media_type in ("image/png", "application/octet-stream")
    assert page.tree is None
    noise = bytes(n * 7919 % 256 for n in range(50_000))
    assert read(noise, kind).tree is None or kind == "text/html"


def test_B20_NUL_bytes_are_no_text() -> None:
    page = read(b"<ti\0tle>a</title><title>Pl\0ums</title><meta name=robots content='no\0index'>")
    assert [t for t in titles(page) if "\0" in t] == []
    robots = [tag.attributes["content"] for tag in page.tags("meta")]
    assert robots == ["no\ufffdindex"]


def test_B21_no_surrogate_and_no_control_survives_into_a_report() -> None:
    audit = audit_html("<title>a&#0;b&#xD800;c&#x1b;[31md&#x202e;e\ud800</title><p>x", URL)
    text = audit.to_json()
    assert "\ud800" not in text
    assert "\\ud800" not in text
    assert "\x1b" not in text
    assert PageAudit.from_json(text) == audit


def test_B22_ten_megabytes_without_a_charset_are_not_guessed_at_length() -> None:
    began = time.process_time()
    page = read(("<title>Caf\xe9</title><p>" + "na\xefve caf\xe9 " * 1_000_000).encode("latin-1"))
    assert time.process_time() - began < 3
    assert titles(page) == ["Café"]
    assert page.document.notes
    assert page.document.gaps


@pytest.mark.parametrize(
    ("headers", "title"),
    [
        pytest.param({}, TITLE, id="H25 no type"),
        pytest.param({"Content-Type": "text/plain"}, None, id="H25 plain text"),
        pytest.param({"Content-Type": "html"}, TITLE, id="H25 no type at all"),
        pytest.param({"Content-Type": "text/html; charset=utf-8; charset=koi8-r"}, TITLE, id="H25 two charsets"),
    ],
)
def test_H25_the_type_is_looked_at_and_the_first_charset_wins(headers: dict[str, str], title: str | None) -> None:
    audit = audit_html(PAGE.encode(), URL, headers=headers)
    assert (audit.facts.title if audit.facts else None) == title

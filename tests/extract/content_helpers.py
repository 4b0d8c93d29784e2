"""Pages and fact groups for the tests of content, walls, main text and page type."""

from __future__ import annotations

from indexaudit.config import Limits
from indexaudit.extract.content import read_content
from indexaudit.extract.document import Page, parse
from indexaudit.facts import Content, Head, Meta, Text

URL = "https://example.com/blog/winter-tyres-for-cargo-bikes"

SENTENCE = (
    "A cargo bike that carries two children and the shopping needs a tyre which grips on wet leaves and cold stone. "
)
"""21 words, more than the 80 characters of a run of running text."""


def prose(paragraphs: int, sentences: int = 3) -> str:
    return "".join(f"<p>{SENTENCE * sentences}</p>" for _ in range(paragraphs))


def page(body: str, *, url: str = URL, head: str = "", lang: str = "en", limits: Limits | None = None) -> Page:
    if "<body" not in body:
        body = f"<body>{body}</body>"
    html = f'<!doctype html>\n<html lang="{lang}"><head>{head}</head>\n{body}</html>'
    return parse(html.encode(), url=url, media_type="text/html", charset="utf-8", limits=limits or Limits())


def head(title: str = "", *, language: str | None = "en", metas: dict[str, str] | None = None) -> Head:
    return Head(
        titles=(Text(text=title, line=1),) if title else (),
        metas=tuple(
            Meta(name=name, content=content, attribute="name", line=1) for name, content in (metas or {}).items()
        ),
        canonicals=(),
        hreflangs=(),
        feeds=(),
        icons=(),
        oembeds=(),
        base=None,
        language=language,
        refresh=None,
        end=None,
    )


def content(
    body: str,
    *,
    title: str = "",
    url: str = URL,
    language: str | None = "en",
    metas: dict[str, str] | None = None,
    in_head: str = "",
) -> Content:
    return read_content(page(body, url=url, head=in_head), head(title, language=language, metas=metas))

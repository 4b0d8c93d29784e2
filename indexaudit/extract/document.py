"""Bytes to one parsed page: decide the encoding, bound the work, build one tree or read the tags in a stream."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final

import lxml.html
from lxml import etree

from indexaudit.config import Limits
from indexaudit.extract.encoding import Decoded, decode, decode_text
from indexaudit.extract.html5_head import Html5Head, read_html5_head
from indexaudit.extract.markup_tokens import long_tag
from indexaudit.extract.paths import texts_of
from indexaudit.extract.positions import Positions
from indexaudit.extract.repair import as_browsers_read, differs, is_misplaced
from indexaudit.extract.sniff import HTML_TYPES, media_type_of
from indexaudit.extract.stream import Streamed, read_stream
from indexaudit.extract.stream_text import stream_text
from indexaudit.extract.tag import Tag, is_json_ld
from indexaudit.facts import Document
from indexaudit.web.urls import join

__all__ = ["UNREAD", "Page", "Tag", "parse"]

_WITH_TEXT: Final = frozenset({"title", "h1", "h2", "h3", "h4", "h5", "h6", "a", "time"})
_SIGNALS: Final = ("html", "title", "meta", "link", "base", "script")
_FOREIGN: Final = ("svg", "math")
UNREAD: Final = ("script", "style", "textarea", "option", "title")
"""Elements whose text is not shown as text of the page."""
_LAST_LINE: Final = 65_535
"""libxml2 keeps line numbers in two bytes and stops counting here."""
_SMALL: Final = 32 * 1024
"""Characters below which one tag cannot hold enough attributes to make the tree builder slow, whose work grows with
their square (8,000 take it 0.03 s, 30,000 0.8 s)."""
_FATAL: Final = etree.ErrorLevels.FATAL
_CLASSES: Final = etree.ElementDefaultClassLookup(
    element=lxml.html.HtmlElement, comment=lxml.html.HtmlComment, pi=lxml.html.HtmlProcessingInstruction
)
"""One class for every element. The lookup of ``lxml.html`` is a Python function that is called for each element seen,
to give forms and fields classes of their own, which nobody here needs."""


class Page:
    """One page, parsed once. Not a fact: extract/ keeps it to itself.

    What counts: ``<noscript>`` is read like any element, because the readers of its content are many; the content of
    ``<template>``, of comments and of ``iframe srcdoc`` is no part of the page.
    """

    def __init__(
        self,
        *,
        body: bytes,
        decoded: Decoded,
        url: str,
        document: Document,
        tree: lxml.html.HtmlElement | None,
        stream: Streamed | None,
        gaps: tuple[str, ...],
        limits: Limits,
    ) -> None:
        self.body = body
        self.text = decoded.text
        """The decoded page; no BOM, no lone surrogates, no NUL."""
        self.url = url
        """The final URL; links resolve against :attr:`base`."""
        self.document = document
        self.tree = tree
        """The one tree (``lxml.html`` elements), or null when a limit stood in the way."""
        self.stream = stream
        """The tags without a tree, when a limit stood in the way."""
        self.gaps = gaps
        """What of head, cards, links and structured data was not read. A lost tree alone is no gap for them: the
        stream reads every tag."""
        self.limits = limits
        self._positions = Positions(body, decoded)
        self._tags: dict[tuple[str, ...], tuple[Tag, ...]] = {}

    @property
    def is_html(self) -> bool:
        """Whether there is markup to judge."""
        return self.document.media_type in HTML_TYPES

    @cached_property
    def base(self) -> str:
        """Where relative links resolve: the first ``<base href>``, else the final URL.

        HTML standard §4.2.3: only the first ``<base>`` with an ``href`` counts; one that is no URL, or a ``data:`` or
        ``javascript:`` URL, changes nothing.
        """
        for tag in self.tags("base"):
            href = tag.attributes.get("href")
            if href is not None:
                url = join(self.url, href)
                return url if url and not url.startswith(("data:", "javascript:")) else self.url
        return self.url

    @cached_property
    def head(self) -> Html5Head:
        """What is in the head for a parser that follows HTML5."""
        return read_html5_head(self.text)

    def line_at(self, offset: int) -> int:
        """The 1-based line of a character of :attr:`text`."""
        return self._positions.line(offset)

    def byte_at(self, offset: int) -> int:
        """The 0-based offset in the body's bytes of a character of :attr:`text`."""
        return self._positions.byte(offset)

    def tags(self, *names: str) -> tuple[Tag, ...]:
        """The elements of these names in document order, from the tree or from the stream."""
        found = self._tags.get(names)
        if found is None:
            found = tuple(self._read_tags(names)) if self.stream is None else self.stream.tags(*names)
            self._tags[names] = found
        return found

    @cached_property
    def flat(self) -> str:
        """The text of the page by one pass over its markup, for pages without a tree; read once."""
        return stream_text(self.text)

    def count(self, name: str) -> int:
        """How many elements of this name there are, whether or not all were kept."""
        if self.stream is not None:
            return self.stream.counts.get(name, 0)
        return len(self.elements(name))

    def elements(self, *names: str) -> Sequence[lxml.html.HtmlElement]:
        """The same as :meth:`tags` as elements of the tree; empty without one."""
        if self.tree is None:
            return ()
        if len(names) == 1 and names[0] in self._signals:
            return self._signals[names[0]]
        elements = list(self.tree.iter(*names))
        if self._templates and elements:
            inert = {e for template in self._templates for e in template.iterdescendants(*names)}
            elements = [e for e in elements if e not in inert]
        return elements

    @cached_property
    def anchors(self) -> Sequence[tuple[lxml.html.HtmlElement, str | None]]:
        """Every ``<a>`` and ``<area>`` of the tree with its ``href``, which two readers ask for; empty without one."""
        return [(element, element.get("href")) for element in self.elements("a", "area")]

    @cached_property
    def texts(self) -> Sequence[str]:
        """Every text of the body in order, scripts included; of the tree where there is no body; empty without one."""
        if self.tree is None:
            return ()
        return texts_of(self._root)

    @cached_property
    def unread(self) -> frozenset[str | None]:
        """The texts of scripts, styles, form fields and titles in the body; empty without a tree."""
        return frozenset() if self.tree is None else frozenset(e.text for e in self._root.iter(*UNREAD))

    @cached_property
    def pieces(self) -> Sequence[str]:
        """:attr:`texts` without blank ones and those that are :attr:`unread`, hidden ones included."""
        unread = self.unread
        return [text for text in self.texts if not text.isspace() and text not in unread]

    @property
    def _root(self) -> lxml.html.HtmlElement:
        """The body; the tree where there is none."""
        body = None if self.tree is None else self.tree.find("body")
        return self.tree if body is None else body

    @cached_property
    def _templates(self) -> list[lxml.html.HtmlElement]:
        return [] if self.tree is None else list(self.tree.iter("template"))

    @cached_property
    def _signals(self) -> Mapping[str, Sequence[lxml.html.HtmlElement]]:
        """The elements that every audit asks for, gathered in one walk over the tree."""
        if self.tree is None:
            return {}
        found: dict[str, list[lxml.html.HtmlElement]] = {name: [] for name in _SIGNALS}
        for element in self.tree.iter(*_SIGNALS):
            found[element.tag].append(element)
        if self._templates:
            inert = {e for template in self._templates for e in template.iterdescendants(*_SIGNALS)}
            found = {name: [e for e in elements if e not in inert] for name, elements in found.items()}
        return found

    @cached_property
    def json_ld(self) -> tuple[Tag, ...]:
        """The scripts that hold JSON-LD."""
        if self.stream is not None:
            return tuple(tag for tag in self.stream.tags("script") if is_json_ld(tag.attributes.get("type")))
        scripts = [e for e in self.elements("script") if is_json_ld(e.get("type"))]
        return tuple(
            Tag(name="script", attributes=dict(e.items()), line=_line(e), text=e.text or "", order=order)
            for order, e in enumerate(scripts)
        )

    def _read_tags(self, names: tuple[str, ...]) -> Iterable[Tag]:
        for order, element in enumerate(self.elements(*names)):
            name = element.tag
            attributes = dict(element.items())
            text, in_svg, in_noscript = "", False, False
            if name in _WITH_TEXT:
                text = element.text_content() if len(element) else element.text or ""
                if name == "title":
                    in_svg = next(element.iterancestors(*_FOREIGN), None) is not None
            elif name == "script" and is_json_ld(attributes.get("type")):
                text = element.text or ""
            elif name == "meta" and "http-equiv" in attributes:
                in_noscript = next(element.iterancestors("noscript"), None) is not None
            yield Tag(name, attributes, _line(element), text, in_svg, in_noscript, order)


def _line(element: lxml.html.HtmlElement) -> int | None:
    line = element.sourceline
    return None if line is None or line >= _LAST_LINE else line


def parse(
    body: bytes,
    *,
    url: str,
    media_type: str | None = None,
    charset: str | None = None,
    text: str | None = None,
    truncated: bool = False,
    limits: Limits,
) -> Page:
    """Read one page. Never raises for what the bytes are.

    ``media_type`` and ``charset`` are those of the Content-Type header. ``text`` is the page when the caller decoded
    it; ``body`` is then its UTF-8 form. ``truncated`` says that the body is longer than what is given.
    """
    size = len(body)
    cut = size > limits.body_bytes
    if cut:
        body = body[: limits.body_bytes]
    if text is None:
        decoded = decode(body, charset, cut=cut or truncated)
    else:
        decoded = decode_text(body.decode("utf-8", "ignore") if cut else text)
    kind, notes = media_type_of(body, decoded.text, media_type)
    gaps = (f"the body was cut at {len(body)} bytes",) if cut or truncated else ()
    tree, reason = _tree(decoded, body, limits) if kind in HTML_TYPES else (None, None)
    stream = read_stream(decoded.text, limits) if reason else None
    if not decoded.text.strip():
        notes += ("the document is empty",)
    return Page(
        body=body,
        decoded=decoded,
        url=url,
        document=Document(
            media_type=kind,
            size=size,
            encoding=decoded.encoding,
            encoding_basis=decoded.basis,
            reader="tree" if stream is None else "stream",
            notes=decoded.notes + notes,
            gaps=(*gaps, reason) if reason else gaps,
        ),
        tree=tree,
        stream=stream,
        gaps=gaps,
        limits=limits,
    )


def _tree(decoded: Decoded, body: bytes, limits: Limits) -> tuple[lxml.html.HtmlElement | None, str | None]:
    """The tree, else why there is none."""
    text = decoded.text
    same = decoded.exact and decoded.encoding == "utf-8" and decoded.basis != "text" and not decoded.bom
    data = body if same else text.encode("utf-8")
    if len(data) > 3 * limits.elements:
        tags = data.count(b"<")
        # End tags that end nothing cost the second parser of the main text as much as elements.
        if tags - data.count(b"</") > limits.elements or tags > 3 * limits.elements:
            return None, f"more than {limits.elements} elements: no tree was built"
    if len(data) > _SMALL and long_tag(text, limits.attributes):
        return None, f"a tag with more than {limits.attributes} attributes: no tree was built"
    if differs(text):
        return _built(as_browsers_read(text).encode("utf-8"))
    tree, reason = _built(data)
    if tree is not None and is_misplaced(tree):
        return _built(as_browsers_read(text).encode("utf-8"))
    return tree, reason


def _built(data: bytes) -> tuple[lxml.html.HtmlElement | None, str | None]:
    parser = etree.HTMLParser(encoding="utf-8")
    parser.set_element_class_lookup(_CLASSES)
    try:
        tree = lxml.html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError):
        # Nothing but comments, a doctype or white space: complete, and empty.
        return lxml.html.document_fromstring(b"<html><body></body></html>"), None
    for entry in parser.error_log:
        if entry.level == _FATAL:
            # libxml2 drops the rest and returns a tree that looks whole; only the log tells.
            return None, f"nesting or text beyond the parser's limits ({entry.message[:80].strip()}): no tree was kept"
    return tree, None

"""The entries of an XML file that lists many, one small tree after another.

The file is cut in front of entries into batches, and each batch is parsed on its own under a copy of the root element.
So memory does not grow with the file, damage in one entry leaves the others alone, and every line is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from lxml import etree

from indexaudit.extract.problems import Problems
from indexaudit.extract.xml_root import Opening
from indexaudit.extract.xml_text import Tidy

__all__ = [
    "Batch",
    "Element",
    "batches",
    "elements",
    "parsed",
    "plain_name",
    "text_of",
]

Element = Any
"""An lxml element, which has no type of its own."""

_BATCH: Final = 256 * 1024
_LONGEST: Final = 1024 * 1024
"""Characters of one entry of a sitemap. The longest that Google documents, with 1,000 images, has a fifth of it."""
_TAGS: Final = 100_000
"""Tags of an entry that is longer than that: each takes some hundred bytes of memory."""
_LONGEST_TAG: Final = 200
"""Characters that the start of an entry's tag has at most."""
_CUT_BY_US: Final = ("too_large_decoded", "too_damaged", "gzip_cut", "gzip_broken")
"""What says already that the text ends early."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some entries, and what stands between them."""

    text: str
    starts: tuple[int, ...]
    """Where an entry begins. What stands before the first belongs to none."""
    line: int
    """1-based, of the start of the text."""
    cut: bool
    """Whether the last entry is not whole."""


def batches(
    opening: Opening,
    pieces: Iterable[str],
    names: frozenset[str],
    problems: Problems,
    *,
    wanted: Callable[[], bool],
    longest: int = _LONGEST,
) -> Iterator[Batch]:
    """Cut what follows the root's start tag in front of its entries, elements of these names (in lower case).

    ``wanted`` is asked before each batch: when it says no, what follows is counted without being given. ``longest``
    is the most characters of an entry.
    """
    prefix = rf"(?:{re.escape(opening.prefix)}:)?" if opening.prefix else ""
    start = re.compile(rf"<{prefix}(?:{'|'.join(sorted(names))})(?=[\s/>])", re.IGNORECASE)
    tidy = Tidy(problems, opening.line)
    buffer, line = "", opening.line
    starts: list[int] = []
    searched, skipping = 0, False
    for piece in pieces:
        buffer += tidy.feed(piece)
        if tidy.spent:
            break
        if len(buffer) < _BATCH:
            continue
        starts += (m.start() for m in start.finditer(buffer, searched))
        searched = max(len(buffer) - _LONGEST_TAG, starts[-1] + 1 if starts else 0)
        if not starts or starts[-1] == 0:
            if len(buffer) > longest or (len(buffer) > _LONGEST and buffer.count("<") > _TAGS):
                if not skipping:
                    problems.add("entry_too_long", line)
                line += buffer.count("\n")
                buffer, starts, searched, skipping = "", [], 0, True
            continue
        end = starts.pop()
        yield Batch(text=buffer[:end] if wanted() else "", starts=tuple(starts), line=line, cut=False)
        line += buffer.count("\n", 0, end)
        buffer, starts, searched, skipping = buffer[end:], [0], 1, False
    if not tidy.spent:
        buffer += tidy.feed("", last=True)
    buffer, cut = _ended(buffer, opening, problems, line, section=tidy.open, text=tidy.in_text)
    starts += (m.start() for m in start.finditer(buffer, searched))
    yield Batch(text=buffer if wanted() else "", starts=tuple(starts), line=line, cut=cut)


def _ended(
    buffer: str, opening: Opening, problems: Problems, line: int, *, section: bool, text: bool
) -> tuple[str, bool]:
    """The last text without its half-written end, and whether it breaks off. ``section``, ``text``: whether a section
    of some kind, or one of text, is still open at its end."""
    root_end = re.compile(rf"</(?:[\w.-]{{1,60}}:)?{re.escape(opening.name)}\s*>", re.IGNORECASE)
    match = None if section else root_end.search(buffer)
    if match is not None:
        if buffer[match.end() :].strip():
            problems.add("after_root", line + buffer.count("\n", 0, match.end()))
        return buffer, False
    if opening.empty and not buffer.strip():
        return "", False
    if not any(code in problems for code in _CUT_BY_US):
        problems.add("cut", line + buffer.count("\n"))
    tag = buffer.rfind("<")
    if tag >= 0 and buffer.find(">", tag) < 0:
        return buffer[:tag], True  # in a tag: the texts before it are whole
    half = text or buffer[buffer.rfind(">") + 1 :].strip()
    return (buffer[:tag] if tag >= 0 and half else buffer), True


def elements(
    opening: Opening, batch: Batch, names: frozenset[str], problems: Problems
) -> Iterator[tuple[Element, int, bool]]:
    """The elements of a batch, entries and others between them, each with its 1-based line, and whether it is whole."""
    if not batch.text or not batch.starts:
        return
    first = batch.starts[0]
    ends = (*batch.starts[1:], len(batch.text))
    line = batch.line + batch.text.count("\n", 0, first)
    children, _, sound = parsed(opening, batch.text[first : _without_ends(batch.text, batch.starts[-1])])
    if sound and sum(plain_name(child.tag) in names for child in children) == len(batch.starts):
        for child in children:
            yield child, line + child.sourceline - 1, True
        return
    line = batch.line
    position = 0
    for start, end in zip(batch.starts, ends, strict=True):
        line += batch.text.count("\n", position, start)
        position = start
        entry = batch.text[start : _without_ends(batch.text, start, end)]
        children, _, sound = parsed(opening, entry)
        whole = not batch.cut or start != batch.starts[-1]
        if not sound and whole:
            problems.add("markup_damaged", line)
            if not any(len(child) for child in children):
                # Behind an attribute that is none libxml2 takes the tag for empty, and what it holds for its followers.
                children, _, _ = parsed(opening, _ATTRIBUTES.sub(r"\1>", entry, count=1))
        for child in children:
            yield child, line + child.sourceline - 1, whole


_ATTRIBUTES: Final = re.compile(r"(<[^\s<>/]++)[^<>]*+>")
_END: Final = re.compile(r"</(?:[\w.-]{1,60}:)?(?:urlset|sitemapindex|channel|rss|rdf|feed)\s*>", re.IGNORECASE)


def _without_ends(text: str, start: int, end: int | None = None) -> int:
    """Where the end tags of root and channel begin behind a place."""
    end = len(text) if end is None else end
    match = _END.search(text, start, end)
    return match.start() if match else end


def parsed(opening: Opening, text: str) -> tuple[list[Element], Element | None, bool]:
    """The children of a copy of the root that holds this text, the copy, and whether the markup is sound."""
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8"
    )
    source = f"{opening.start}{text}{opening.end}".encode("utf-8", "replace")
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError:
        return [], None, False
    if root is None:
        return [], None, False
    sound = all(error.level < etree.ErrorLevels.FATAL for error in parser.error_log)
    return [child for child in root if isinstance(child.tag, str)], root, sound


@lru_cache(maxsize=512)
def plain_name(tag: str) -> str:
    """The name of an element in lower case, without namespace and prefix."""
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def text_of(element: Element) -> str:
    """The text of an element with that of all elements inside, white space around it stripped."""
    text = element.text or "" if len(element) == 0 else "".join(element.itertext())
    return str(text).strip()

"""The tags of a page without a tree: for pages that nest deeper, or hold more, than a tree may.

libxml2's tree builder drops what lies below nesting level 255 and needs quadratic time for attributes; its event
interface has neither limit. Every element that some reader asks for is kept, up to a cap for each name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

from indexaudit.config import Limits
from indexaudit.extract.tag import Tag, is_json_ld

__all__ = ["Streamed", "read_stream"]

_PIECE: Final = 64 * 1024
_TEXT: Final = 10_000
"""Characters kept of the text of one heading, title or link."""

_TEXTS: Final = frozenset({"title", "h1", "h2", "h3", "h4", "h5", "h6", "a", "script", "time"})
_KEPT: Final = _TEXTS | {
    "html", "head", "body", "meta", "link", "base", "area", "img", "video", "audio", "iframe", "embed", "object",
    "picture", "source", "svg", "canvas", "article", "main", "section", "form", "input", "table", "ul", "ol", "pre",
    "blockquote", "template", "noscript", "math",
}  # fmt: skip
_FOREIGN: Final = frozenset({"svg", "math"})


class Streamed:
    """What one pass over the tags gave."""

    def __init__(
        self, tags: Mapping[str, list[Tag]], counts: Mapping[str, int], *, links: int, microdata: bool
    ) -> None:
        self._tags = tags
        self.links = links
        """How many ``<a href>`` and ``<area href>`` there are."""
        self.counts = counts
        """How many elements of each name there are, kept or not."""
        self.microdata = microdata
        """Whether some element has an ``itemscope``."""

    def tags(self, *names: str) -> tuple[Tag, ...]:
        """The kept elements of these names in document order."""
        found = [tag for name in dict.fromkeys(names) for tag in self._tags.get(name, ())]
        return tuple(sorted(found, key=lambda tag: tag.order)) if len(names) > 1 else tuple(found)


def read_stream(text: str, limits: Limits) -> Streamed:
    """Read the tags of a decoded page. Linear, and never raises."""
    target = _Target(limits)
    parser = etree.HTMLParser(target=target, huge_tree=True, encoding="utf-8")
    data = text.encode("utf-8")
    try:
        for start in range(0, len(data), _PIECE):
            parser.feed(data[start : start + _PIECE])
        parser.close()
    except (etree.LxmlError, ValueError):
        # Nothing at all to parse; what came before an error was kept.
        pass
    target.end_all()
    return Streamed(target.tags, target.counts, links=target.links, microdata=target.microdata)


class _Open:
    """An element whose text is being read."""

    __slots__ = ("left", "name", "pieces", "slot")

    def __init__(self, name: str, slot: int, left: int) -> None:
        self.name = name
        self.slot = slot
        self.left = left
        self.pieces: list[str] = []


class _Target:
    """The receiver of lxml's parser events."""

    def __init__(self, limits: Limits) -> None:
        self.tags: dict[str, list[Tag]] = {}
        self.counts: dict[str, int] = {}
        self.links = 0
        self.microdata = False
        self._limits = limits
        self._most = 4 * limits.links
        self._json_ld_left = limits.json_ld_page_bytes
        self._open: list[_Open] = []
        self._foreign = 0
        self._noscript = 0
        self._templates = 0
        self._order = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name not in _KEPT:
            if attributes and "itemscope" in attributes:
                self.microdata = True
            return
        self._start(name, attributes)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "template":
            self._templates += 1
        if self._templates:
            return
        if name in _FOREIGN:
            self._foreign += 1
        elif name == "noscript":
            self._noscript += 1
            return
        if "itemscope" in attributes:
            self.microdata = True
        if name in ("a", "area") and "href" in attributes:
            self.links += 1
        count = self.counts.get(name, 0) + 1
        self.counts[name] = count
        if count > self._most:
            return
        self._order += 1
        kept = self._kept(attributes)
        text = name in _TEXTS and (name != "script" or is_json_ld(kept.get("type")))
        found = self.tags.setdefault(name, [])
        found.append(
            Tag(
                name=name,
                attributes=kept,
                line=None,
                in_svg=self._foreign > 0,
                in_noscript=self._noscript > 0,
                order=self._order,
            )
        )
        if text:
            left = min(self._limits.json_ld_block_bytes + 1, self._json_ld_left) if name == "script" else _TEXT
            self._open.append(_Open(name, len(found) - 1, left))

    def _kept(self, attributes: Mapping[str, str]) -> dict[str, str]:
        most, longest = self._limits.attributes, self._limits.attribute_bytes
        kept: dict[str, str] = {}
        for key, value in attributes.items():
            if len(kept) >= most:
                break
            kept[key] = value if len(value) <= longest else value[:longest]
        return kept

    def end(self, name: str) -> None:
        if name == "template":
            self._templates = max(0, self._templates - 1)
        if self._templates:
            return
        if name in _FOREIGN:
            self._foreign = max(0, self._foreign - 1)
        elif name == "noscript":
            self._noscript = max(0, self._noscript - 1)
        if self._open and name in _TEXTS:
            for position in range(len(self._open) - 1, max(-1, len(self._open) - 9), -1):
                if self._open[position].name == name:
                    for element in reversed(self._open[position:]):
                        self._close(element)
                    del self._open[position:]
                    return

    def _close(self, element: _Open) -> None:
        text = "".join(element.pieces)
        if element.name == "script":
            self._json_ld_left -= len(text)
        found = self.tags[element.name]
        found[element.slot] = found[element.slot]._replace(text=text)

    def data(self, data: str) -> None:
        for element in self._open[-8:]:
            if element.left > 0:
                element.pieces.append(data[: element.left])
                element.left -= len(data)

    def end_all(self) -> None:
        """Close what the page left open."""
        for element in reversed(self._open):
            self._close(element)
        self._open.clear()

    def close(self) -> None:
        """Called by the parser at its end."""

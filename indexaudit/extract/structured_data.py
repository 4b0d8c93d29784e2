"""Structured data of a page as one list of nodes, whatever its syntax."""

from __future__ import annotations

from typing import Literal

from indexaudit.extract.document import Page
from indexaudit.extract.json_ld import Block, read_blocks
from indexaudit.extract.linked_data import NodeMaker
from indexaudit.extract.microdata import read_microdata
from indexaudit.facts import BrokenBlock, Node, StructuredData

__all__ = ["read_structured_data"]


def read_structured_data(page: Page, syntaxes: Literal["default", "all"] = "default") -> StructuredData:
    """JSON-LD and microdata; with ``all`` also RDFa and microformats, read in a process that can be killed."""
    objects = []
    broken: list[BrokenBlock] = []
    for read in read_blocks(_blocks(page), page.limits):
        broken += read.broken
        objects += [(value, read.line) for value in read.objects]
    maker = NodeMaker(page.limits.json_ld_nodes)
    nodes: list[Node] = list(maker.nodes(objects))
    gaps = list(page.gaps)
    if maker.cut:
        gaps.append(f"only the first {page.limits.json_ld_nodes} things of JSON-LD were kept")
    if any(b.code == "too_large" for b in broken):
        gaps.append("a block of JSON-LD was left unread")
    items, microdata_gaps = read_microdata(page)
    nodes += items
    gaps += microdata_gaps
    if page.tree is None and page.is_html and "itemscope" in page.text:
        gaps.append("microdata was not read, because there is no tree")
    if syntaxes == "all":
        from indexaudit.extract.other_syntaxes import read_other_syntaxes

        others, other_gaps = read_other_syntaxes(page)
        nodes += others
        gaps += other_gaps
    return StructuredData(nodes=tuple(nodes), broken=tuple(broken), gaps=tuple(gaps))


def _blocks(page: Page) -> list[Block]:
    """Scripts whose type is JSON-LD by its essence: parameters, case and white space do not matter (MIME §4.5)."""
    return [
        Block(text=tag.text, line=tag.line)
        for tag in page.tags("script")
        if tag.attributes.get("type", "").split(";", 1)[0].strip().lower() == "application/ld+json"
    ]

"""Structured data of a page as one list of nodes, whatever its syntax."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from indexaudit.extract.document import Page
from indexaudit.extract.json_ld import Block, Read, read_blocks
from indexaudit.extract.linked_data import NodeMaker, is_schema_org
from indexaudit.extract.microdata import read_microdata
from indexaudit.facts import BrokenBlock, StructuredData

__all__ = ["read_structured_data"]


def read_structured_data(page: Page, syntaxes: Literal["default", "all"] = "default") -> StructuredData:
    """JSON-LD and microdata; with ``all`` also RDFa and microformats, read in a process that can be killed."""
    objects: list[tuple[dict[str, Any], int | None]] = []
    broken: list[BrokenBlock] = []
    blocks = [Block(text=tag.text, line=tag.line) for tag in page.json_ld]
    for read in read_blocks(blocks, page.limits):
        broken += read.broken
        broken += _foreign(read)
        objects += [(value, read.line) for value in read.objects]
    maker = NodeMaker(page.limits.json_ld_nodes, base=page.base)
    nodes = [*maker.nodes(objects)]
    gaps = list(page.gaps)
    if maker.cut:
        gaps.append(f"only the first {page.limits.json_ld_nodes} things of JSON-LD were kept")
    if any(b.code in ("too_large", "too_deep") for b in broken):
        gaps.append("a block of JSON-LD was left unread, because it is too large or too deep")
    if page.stream is not None and page.count("script") > len(page.tags("script")):
        gaps.append(f"only the first {len(page.tags('script'))} scripts were looked at")
    items, unread = read_microdata(page)
    nodes += items
    gaps += unread
    if syntaxes == "all":
        from indexaudit.extract.other_syntaxes import read_other_syntaxes

        others, unread = read_other_syntaxes(page)
        nodes += others
        gaps += unread
    return StructuredData(nodes=tuple(nodes), broken=tuple(broken), gaps=tuple(dict.fromkeys(gaps)))


def _say_their_own(graph: object) -> bool:
    """Whether each thing of a graph names schema.org itself (JSON-LD 1.1, 4.1: a context may stand in any object)."""
    return (
        isinstance(graph, list)
        and bool(graph)
        and all(isinstance(thing, dict) and is_schema_org(thing.get("@context")) for thing in graph[:100])
    )


def _foreign(read: Read) -> Iterator[BrokenBlock]:
    """Typed objects whose vocabulary is not said, or is not schema.org: no search engine reads those."""
    for value in read.objects:
        if ("@type" not in value and "@graph" not in value) or is_schema_org(value.get("@context")):
            continue
        context = value.get("@context")
        if context is None and _say_their_own(value.get("@graph")):
            continue
        yield BrokenBlock(
            code="context",
            reason="there is no @context" if context is None else "the @context is not https://schema.org",
            syntax="json-ld",
            line=read.line,
            text="" if context is None else str(context)[:200],
            lost=False,
        )
        return

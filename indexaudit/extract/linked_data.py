"""JSON-LD objects to frozen nodes: types without vocabulary, ``@graph`` unfolded, references resolved once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Any, Final, Literal

from indexaudit.facts import Node

__all__ = ["NodeMaker", "short_name"]

Syntax = Literal["json-ld", "microdata", "rdfa", "microformat"]

_VOCABULARIES: Final = (
    "https://schema.org/",
    "http://schema.org/",
    "https://www.schema.org/",
    "http://www.schema.org/",
)
_LONGEST_ID: Final = 2000


def short_name(name: str) -> str:
    """A type or property without the address or prefix of its vocabulary: ``BlogPosting``."""
    name = name.strip()
    for vocabulary in _VOCABULARIES:
        if name.startswith(vocabulary):
            return name[len(vocabulary) :]
    if name.startswith("schema:"):
        return name[len("schema:") :]
    if "://" in name:
        return name.rstrip("/#").rsplit("#", 1)[-1].rsplit("/", 1)[-1]
    return name


class NodeMaker:
    """Makes nodes within a budget; beyond it values are left out and :attr:`cut` says so."""

    def __init__(self, budget: int, syntax: Syntax = "json-ld") -> None:
        self.budget = budget
        self.syntax: Syntax = syntax
        self.cut = False
        self._by_id: dict[str, dict[str, Any]] = {}
        self._referenced: dict[str, Node] = {}

    def nodes(self, objects: Iterable[tuple[dict[str, Any], int | None]]) -> tuple[Node, ...]:
        """Every object of a page with the line of its block, as top-level nodes."""
        top = [(item, line) for value, line in objects for item in _unfolded(value)]
        for item, _ in top:
            id_ = item.get("@id")
            if isinstance(id_, str) and len(item) > 1:
                self._by_id.setdefault(id_, item)
        made = (self._node(item, line, resolve=True) for item, line in top)
        return tuple(node for node in made if node is not None)

    def _node(self, item: dict[str, Any], line: int | None, *, resolve: bool) -> Node | None:
        if self.budget <= 0:
            self.cut = True
            return None
        self.budget -= 1
        properties = {}
        for key, value in item.items():
            if not key.startswith("@"):
                values = tuple(self._values(value, line, resolve=resolve))
                if values:
                    properties[short_name(key)] = values
        id_ = item.get("@id", item.get("id"))
        return Node(
            types=tuple(dict.fromkeys(_types(item.get("@type", item.get("type"))))),
            id=id_[:_LONGEST_ID] if isinstance(id_, str) else None,
            properties=MappingProxyType(properties),
            syntax=self.syntax,
            line=line,
        )

    def _values(self, value: Any, line: int | None, *, resolve: bool) -> Iterator[str | int | float | bool | Node]:
        if isinstance(value, list):
            for item in value:
                yield from self._values(item, line, resolve=resolve)
        elif isinstance(value, dict):
            for key in ("@value", "@list", "@set"):
                if key in value:
                    yield from self._values(value[key], line, resolve=resolve)
                    return
            node = self._reference(value, line) if resolve else None
            node = node or self._node(value, line, resolve=resolve)
            if node is not None:
                yield node
        elif value is not None:
            yield value

    def _reference(self, value: dict[str, Any], line: int | None) -> Node | None:
        """The thing that ``{"@id": …}`` points to, when it stands on the page. One level: its own references stay."""
        id_ = value.get("@id")
        if not isinstance(id_, str) or any(key not in ("@id", "@type") for key in value):
            return None
        target = self._by_id.get(id_)
        if target is None or target is value:
            return None
        if id_ not in self._referenced:
            node = self._node(target, line, resolve=False)
            if node is None:
                return None
            self._referenced[id_] = node
        return self._referenced[id_]


def _unfolded(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    graph = value.get("@graph")
    if isinstance(graph, (list, dict)):
        for item in graph if isinstance(graph, list) else [graph]:
            if isinstance(item, dict):
                yield from _unfolded(item)
    if graph is None or any(not key.startswith("@") or key == "@type" for key in value):
        yield value


def _types(value: Any) -> Iterator[str]:
    if isinstance(value, str) and value.strip():
        yield short_name(value)
    elif isinstance(value, list):
        for item in value:
            yield from _types(item)

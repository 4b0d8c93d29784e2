"""JSON-LD objects to frozen nodes: types without vocabulary, ``@graph`` unfolded, references resolved once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Any, Final, Literal

from indexaudit.facts import Node
from indexaudit.web.urls import join

__all__ = ["NodeMaker", "is_schema_org", "short_name"]

Syntax = Literal["json-ld", "microdata", "rdfa", "microformat"]

_SCHEMA_HOSTS: Final = ("schema.org", "www.schema.org")
_LONGEST_ID: Final = 2_000
_REFERENCE: Final = frozenset({"@id", "@type"})
_VALUES: Final = ("@value", "@list", "@set")


def short_name(name: str) -> str:
    """A type or property without the address or prefix of its vocabulary: ``BlogPosting``."""
    name = name.strip()
    if "://" in name:
        return name.rstrip("/#").rsplit("#", 1)[-1].rsplit("/", 1)[-1]
    return name.removeprefix("schema:")


class NodeMaker:
    """Makes nodes within a budget; beyond it values are left out and :attr:`cut` says so."""

    def __init__(self, budget: int, syntax: Syntax = "json-ld", base: str | None = None) -> None:
        self.budget = budget
        self.syntax: Syntax = syntax
        self.cut = False
        self._base = base
        self._ids: dict[str, str] = {}
        self._by_id: dict[str, dict[str, Any]] = {}
        self._referenced: dict[str, Node] = {}

    def nodes(self, objects: Iterable[tuple[dict[str, Any], int | None]]) -> tuple[Node, ...]:
        """Every object of a page with the line of its block, as top-level nodes."""
        top = [(item, line) for value, line in objects for item in _unfolded(value)]
        for item, _ in top:
            self._index(item)
        for item, _ in top:
            for nested in _nested(item):
                self._index(nested)
        made = (self._node(item, line, resolve=True) for item, line in top)
        return tuple(node for node in made if node is not None)

    def _index(self, item: dict[str, Any]) -> None:
        id_ = item.get("@id")
        if isinstance(id_, str) and any(key not in _REFERENCE for key in item):
            self._by_id.setdefault(self._absolute(id_), item)

    def _absolute(self, id_: str) -> str:
        """JSON-LD resolves ``@id`` against the page: ``#author`` and its full address are one thing."""
        found = self._ids.get(id_)
        if found is None:
            text = id_[:_LONGEST_ID]
            blank = self._base is None or text.startswith("_:") or not text.strip()
            found = text if blank or self._base is None else join(self._base, text) or text
            self._ids[id_] = found
        return found

    def _node(self, item: dict[str, Any], line: int | None, *, resolve: bool) -> Node | None:
        if self.budget <= 0:
            self.cut = True
            return None
        self.budget -= 1
        properties: dict[str, tuple[str | int | float | bool | Node, ...]] = {}
        for key, value in item.items():
            if not key.startswith("@"):
                values = tuple(self._values(value, line, resolve=resolve))
                if values:
                    name = short_name(key)
                    properties[name] = properties.get(name, ()) + values
        id_ = item.get("@id", item.get("id"))
        if self.syntax == "rdfa" and isinstance(id_, str) and id_.startswith("_:"):
            id_ = None  # numbered by the reader, each time anew
        return Node(
            types=tuple(dict.fromkeys(_types(item.get("@type", item.get("type"))))),
            id=self._absolute(id_) if isinstance(id_, str) and id_.strip() else None,
            properties=MappingProxyType(properties),
            syntax=self.syntax,
            line=line,
        )

    def _values(self, value: Any, line: int | None, *, resolve: bool) -> Iterator[str | int | float | bool | Node]:
        if isinstance(value, list):
            for item in value:
                yield from self._values(item, line, resolve=resolve)
        elif isinstance(value, dict):
            for key in _VALUES:
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
        if not isinstance(id_, str) or any(key not in _REFERENCE for key in value):
            return None
        id_ = self._absolute(id_)
        target = self._by_id.get(id_)
        if target is None:
            return None
        if id_ not in self._referenced:
            node = self._node(target, line, resolve=False)
            if node is None:
                return None
            self._referenced[id_] = node
        return self._referenced[id_]


def is_schema_org(context: Any) -> bool:
    """Whether a ``@context`` names schema.org, alone or among others."""
    if isinstance(context, str):
        return context.split("://", 1)[-1].split("/", 1)[0].strip().lower() in _SCHEMA_HOSTS
    if isinstance(context, list):
        return any(is_schema_org(item) for item in context)
    if isinstance(context, dict):
        return any(is_schema_org(item) for item in context.values() if isinstance(item, str))
    return False


def _nested(value: Any) -> Iterator[dict[str, Any]]:
    """Every object inside one, itself left out."""
    stack = list(value.values())
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            yield item
            stack += item.values()
        elif isinstance(item, list):
            stack += item


def _unfolded(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    graph = value.get("@graph")
    if isinstance(graph, (list, dict)):
        for item in graph if isinstance(graph, list) else [graph]:
            if isinstance(item, dict):
                yield from _unfolded(item)
    if graph is None or any(not key.startswith("@") or key == "@type" for key in value):
        yield value


def _types(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if name := short_name(value):
            yield name
    elif isinstance(value, list):
        for item in value:
            yield from _types(item)

"""Addresses that a site makes without end: each kind has a budget, and the rest of the site is crawled.

Addresses are judged by their form alone, and by how many of one form were admitted; :meth:`Traps.seen_body` adds what
pages turned out to hold. What a trap costs is bounded, and so is what is remembered.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from indexaudit.crawl.address_shapes import Shape, read_shape, shortened
from indexaudit.crawl.options import CrawlOptions
from indexaudit.crawl.schema import url_hash
from indexaudit.crawl.scope import Refusal

__all__ = ["Traps"]

PARAMETER_REPEATED: Final = 2
"""Times that one parameter may stand in a query. Links that add themselves to their own address repeat it without end;
a list of checkboxes with more values is a filter."""
PARAMETERS: Final = 10
"""In one query. Forms have more, and links to their results are filters."""
CALENDAR: Final = 400
"""Pages of one calendar: the months of 33 years, as long as there have been websites. An archive by month is never
cut; one by day is, and its posts stand in the archive by month too. A calendar without end goes on for ever."""
PAGINATION: Final = 1_000
"""Pages of one list. At ten entries a page that is a list of 10,000, which a sitemap shows better."""
SELECTED: Final = 1_000
"""Variants of one path that differ in one parameter of one name: it may select the content (``?recipe=plum-jam``).
Filters are several, whose combinations double with each: they have :attr:`CrawlOptions.query_variants`."""
TOKENS: Final = 3
"""Addresses that differ in a session's id alone. Two show that it changes nothing, one more is for good measure."""
SAME_BODY: Final = 20
"""Pages with one text, more than with other texts lately, after which their pattern is closed: nobody writes twenty
pages of one text, and programs that answer anything with "not found" do."""
REMEMBERED: Final = 50_000
"""Addresses and patterns that are counted, and patterns whose texts are compared: 40 MB at most, when both are used up.
Beyond, the pattern that was met longest ago begins anew."""


@dataclass(slots=True)
class _Admitted:
    """Addresses of one pattern."""

    items: set[int] = field(default_factory=set)
    names: frozenset[str] = frozenset()
    """Of the parameters in which they differ."""


@dataclass(slots=True)
class _Bodies:
    """Texts of the pages of one pattern, by a majority vote (Boyer and Moore), which needs two numbers."""

    body: str
    pages: int = 0
    alike: int = 0
    """Pages with this body, since it leads."""
    lead: int = 0
    """Pages with this body less those with others."""


@dataclass(frozen=True, slots=True)
class _Budget:
    reason: str
    pattern: str
    item: int
    most: int
    kind: str = ""
    """Tells apart what has one reason and one pattern."""
    names: frozenset[str] = frozenset()


class Traps:
    """The budgets of one crawl.

    :meth:`admits` is for addresses that pages link to: what a sitemap or feed lists has an end. State comes from
    admitted addresses and read pages alone, so that a crawl that is resumed has the old state once it has handed over
    those that it knows, in their order.
    """

    def __init__(self, options: CrawlOptions) -> None:
        """Of the options ``query_variants`` counts."""
        self._variants = options.query_variants
        self._admitted: OrderedDict[int, _Admitted] = OrderedDict()
        self._size = 0
        self._bodies: OrderedDict[int, _Bodies] = OrderedDict()
        self._closed: set[int] = set()

    def admits(self, key: str) -> Refusal | None:
        """Why an address is not followed; null when it is, which counts it. Never raises.

        An address that was admitted is admitted again and not counted twice.
        """
        shape = read_shape(key)
        if (pattern := shape.repeated()) is not None:
            return _refusal("trap_repeated", pattern)
        if (pattern := shape.repeated_parameter(PARAMETER_REPEATED)) is not None:
            return _refusal("trap_query", pattern)
        if len(shape.pairs) > PARAMETERS:
            return _refusal("trap_query", f"{shape.host}{shape.path}?…")
        if (refusal := self._closed_for(shape)) is not None:
            return refusal
        budgets = tuple(self._budgets(shape, key))
        for budget in budgets:
            if not self._has_room(budget):
                return _refusal(budget.reason, budget.pattern)
        for budget in budgets:
            self._count(budget)
        return None

    def seen_body(self, body: str, key: str) -> None:
        """The text of a page that was read: once for every page.

        ``body`` is a hash of what the page says (:attr:`indexaudit.crawl.digest.Digest.text_hash`). Pages without
        text are not to be given: that they are alike says nothing.
        """
        shape = read_shape(key)
        if (pattern := shape.folded()) is not None:
            self._vote(pattern, body, share=0.5)
        for pattern in shape.directories():
            self._vote(pattern, body, share=0.9)

    def closed(self, key: str) -> Refusal | None:
        """Whether an address that was admitted lies in a pattern that has been closed since (``trap_same_body``)."""
        return self._closed_for(read_shape(key))

    def _budgets(self, shape: Shape, key: str) -> Iterator[_Budget]:
        item = url_hash(key)
        if (pattern := shape.calendar()) is not None:
            yield _Budget("trap_calendar", pattern, item, CALENDAR)
        if (pattern := shape.pagination()) is not None:
            yield _Budget("trap_pagination", pattern, item, PAGINATION)
        if not shape.pairs:
            return
        if (pattern := shape.token()) is not None:
            yield _Budget("trap_session", pattern, item, TOKENS)
        if (facets := shape.facets()) is not None:
            variant = url_hash(facets.variant)
            yield _Budget("trap_facets", facets.pattern, variant, self._variants, names=facets.names)
        if (selection := shape.selection()) is not None:
            yield _Budget("trap_facets", selection.pattern, url_hash(selection.variant), self._variants, "names")

    def _has_room(self, budget: _Budget) -> bool:
        known = self._admitted.get(_id(budget))
        if known is None or budget.item in known.items:
            return True
        one_name = len(budget.names) == 1 and known.names == budget.names
        return len(known.items) < (max(SELECTED, budget.most) if one_name else budget.most)

    def _count(self, budget: _Budget) -> None:
        number = _id(budget)
        known = self._admitted.get(number)
        if known is None:
            known = self._admitted[number] = _Admitted()
            self._size += 1
        self._admitted.move_to_end(number)
        known.names |= budget.names
        if budget.item not in known.items:
            known.items.add(budget.item)
            self._size += 1
        while self._size > REMEMBERED:
            _, oldest = self._admitted.popitem(last=False)
            self._size -= 1 + len(oldest.items)

    def _vote(self, pattern: str, body: str, *, share: float) -> None:
        number = url_hash(pattern)
        known = self._bodies.get(number)
        if known is None:
            known = self._bodies[number] = _Bodies(body)
            if len(self._bodies) > REMEMBERED:
                self._bodies.popitem(last=False)
        self._bodies.move_to_end(number)
        known.pages += 1
        if body == known.body:
            known.alike += 1
            known.lead += 1
        elif known.lead:
            known.lead -= 1
        else:
            known.body, known.alike, known.lead = body, 1, 1
        if known.lead > SAME_BODY and known.alike >= share * known.pages:
            self._closed.add(number)

    def _closed_for(self, shape: Shape) -> Refusal | None:
        if not self._closed:
            return None
        for pattern in (shape.folded(), *shape.directories()):
            if pattern is not None and url_hash(pattern) in self._closed:
                return _refusal("trap_same_body", pattern)
        return None


def _id(budget: _Budget) -> int:
    return url_hash(f"{budget.reason} {budget.kind} {budget.pattern}")


def _refusal(reason: str, pattern: str) -> Refusal:
    return Refusal(reason=reason, pattern=shortened(pattern))

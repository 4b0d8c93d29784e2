"""An item whose page was not seen to what can be judged of it all the same: address, length, control."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, Final

from indexaudit.audit import chosen_rules, judged
from indexaudit.config import Config
from indexaudit.engine import judge
from indexaudit.extract.type_address import type_unseen
from indexaudit.facts import MainText, Moment, Permalink, Unavailable
from indexaudit.model import Address, Outcome, PageKind, PageType, Scores, Status
from indexaudit.page_facts import PageFactReader
from indexaudit.rules.base import Rule
from indexaudit.rules.thresholds import Thresholds
from indexaudit.scoring import scores_and_gains
from indexaudit.snapshot import Snapshot
from indexaudit.web.permalinks import read_permalink
from indexaudit.web.plain_text import without_addresses
from indexaudit.web.words import count_words

__all__ = ["Known", "Unseen"]

_NOWHERE: Final = "https://example.invalid/"
_UNKNOWN: Final = PageType(type=PageKind.OTHER, confidence=0.0, basis=("no page was seen",))
_WRITTEN: Final = PageType(type=PageKind.ARTICLE, confidence=0.5, basis=("the source holds a text of it",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What was judged without a page."""

    page_type: PageKind
    words: int | None
    scores: Scores
    faults: tuple[tuple[Rule, Outcome, float], ...]
    """Warns and fails with their gains in points."""


class Unseen:
    """Judges the items of one ledger, by the same rules and prices as pages.

    Rules that need a page are unknown, as after a fetch that failed; there are some seventy of them, the same for each
    item, so they are asked once and counted for all.
    """

    def __init__(self, config: Config, moment: datetime) -> None:
        self._config = config
        self._moment = Moment(moment)
        self._thresholds = Thresholds.from_overrides(config.thresholds)
        rules = chosen_rules(config)
        # What a snapshot without an answer gives: why each fact could not be had, or was not asked for.
        self._nothing = PageFactReader(Snapshot(url=_NOWHERE, fetched_at=moment, exchange=None), config)
        self._able = {True: _able(rules, told=True), False: _able(rules, told=False)}
        blind = judge(rules, _Facts(MappingProxyType({}), self._nothing))
        self._unknown = {
            told: tuple((r, o) for r, o in blind if r not in able and o.status is Status.UNKNOWN)
            for told, able in self._able.items()
        }

    def is_stale(self, reviewed: str) -> bool:
        """Whether the review of a platform's file was longer ago than a review lasts (``Thresholds.review_days``)."""
        return self._moment.at.date() > date.fromisoformat(reviewed) + timedelta(days=self._thresholds.review_days)

    def judge(self, address: Address, text: str | None, *, written: bool = False) -> Known:
        """One item. ``text``: its own words, when a source holds them all. ``written``: the source says that it is a
        text, which tells the type of page where the address does not."""
        page_type = type_unseen(address) or (_WRITTEN if written else _UNKNOWN)
        words = None if text is None else count_words(without_addresses(text))
        found: dict[type[Any], Any] = {
            Address: address,
            Permalink: read_permalink(address.url),
            PageType: page_type,
            Config: self._config,
            Moment: self._moment,
            Thresholds: self._thresholds,
        }
        if text is not None and words is not None:
            found[MainText] = MainText(text=text[:300], words=words, comment_words=0, paragraphs=(), reader="stream")
        told = text is not None
        outcomes = judge(self._able[told], _Facts(MappingProxyType(found), self._nothing))
        scores, gains = self._scores(tuple(_bare(outcome) for _, outcome in outcomes), told=told, kind=page_type.type)
        return Known(
            page_type=page_type.type,
            words=words,
            scores=scores,
            faults=tuple(
                (rule, outcome, round(gains.get(rule.id, 0.0), 1))
                for rule, outcome in outcomes
                if outcome.status in (Status.WARN, Status.FAIL) and not outcome.expected
            ),
        )

    @lru_cache(maxsize=4096)  # noqa: B019 - lives as long as the ledger that is made with it
    def _scores(
        self, outcomes: tuple[Outcome, ...], *, told: bool, kind: PageKind
    ) -> tuple[Scores, Mapping[str, float]]:
        """Kept, for the posts of one platform differ in little more than the number of their words."""
        seen = [judged(rule, outcome) for rule, outcome in zip(self._able[told], outcomes, strict=True)]
        unseen = [judged(rule, outcome) for rule, outcome in self._unknown[told] if kind not in rule.not_on]
        return scores_and_gains(item for item in (*seen, *unseen) if item.outcome.status is not Status.SKIP)


@dataclass(frozen=True, slots=True)
class _Facts:
    """A provider of the few facts that there are."""

    found: Mapping[type[Any], Any]
    nothing: PageFactReader

    def get(self, group: type[Any]) -> Any:  # Any: the protocol's
        return self.found[group] if group in self.found else self.nothing.get(group)


@cache
def _given() -> frozenset[type[Any]]:
    return frozenset({Address, Permalink, PageType, Config, Moment, Thresholds})


def _able(rules: Sequence[Rule], *, told: bool) -> tuple[Rule, ...]:
    """Those that can answer from an address alone, or with the text too.

    A rule that judges a missing page itself (that nothing was fetched) has nothing to say of an item that nobody tried
    to fetch.
    """
    given = _given() | {MainText} if told else _given()
    return tuple(
        rule
        for rule in rules
        if rule.id != "fetch-reachable"
        and all(need.group in given or any(issubclass(Unavailable, a) for a in need.accepts) for need in rule.needs)
        and any(need.group in given - {Config, Moment, Thresholds} for need in rule.needs)
    )


@lru_cache(maxsize=4096)
def _same(status: Status, credit: float, repaired: float, *, expected: bool, stale: bool) -> Outcome:
    return Outcome(status=status, credit=credit, repaired=repaired, expected=expected, stale=stale)


def _bare(outcome: Outcome) -> Outcome:
    """What scores depend on."""
    return _same(
        outcome.status,
        outcome.credit,
        outcome.repaired,
        expected=outcome.expected,
        stale=outcome.stale,
    )

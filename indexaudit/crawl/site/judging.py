"""Every page of a store judged again beside the others: what site rules conclude, and the scores that follow.

No page is parsed again. The worker kept what each rule concluded (:class:`indexaudit.crawl.digest.Concluded`); what a
site rule concludes is put beside it, and :mod:`indexaudit.scoring` does its sums over both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from indexaudit.audit import chosen_rules, judged, takes_place
from indexaudit.config import Config
from indexaudit.crawl.site.facts import PageInSite, SiteFacts, WholeSite
from indexaudit.crawl.site.index import site_index
from indexaudit.crawl.site.pages import StoredPage, batches, read_blob
from indexaudit.crawl.store import Store
from indexaudit.engine import judge
from indexaudit.model import Outcome, Scores, Status
from indexaudit.rules.base import Rule
from indexaudit.rules.registry import site_parts
from indexaudit.scoring import scores_and_gains
from indexaudit.site_facts import Inlinks

__all__ = ["Judgement", "SiteJudge"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One page beside the others."""

    page: StoredPage
    inlinks: Inlinks
    outcomes: tuple[tuple[Rule, Outcome], ...]
    """What every site rule and site part concluded, the skipped ones too."""
    counted: tuple[tuple[Rule, Outcome], ...]
    """Those of them that count: not skipped, and not outdone by what the page alone showed."""
    kept: Mapping[str, Outcome]
    """What the page alone showed and still counts, by rule, without messages."""
    scores: Scores
    gains: Mapping[str, float]


class SiteJudge:
    """Judges the pages of a store, one batch in memory at a time."""

    def __init__(self, store: Store, config: Config | None = None) -> None:
        """Raises :class:`ConfigError` for rules that cannot be loaded, and :class:`StoreError`."""
        config = config or Config()
        self.index = site_index(store)
        self.facts = SiteFacts(store, self.index, config)
        self.whole = WholeSite(self.facts)
        self.rules = {rule.id: rule for rule in chosen_rules(config)}
        parts = (part for id_, part in site_parts().items() if id_ in self.rules)
        own = (rule for rule in self.rules.values() if rule.of_site and not rule.of_whole_site)
        self.site_rules = tuple(sorted((*own, *parts), key=lambda rule: rule.id))

    def pages(self) -> Iterator[Judgement]:
        """Every page that is done, in order of id."""
        for batch in batches(self.facts.store):
            providers = self.facts.of(batch)
            for page in batch.pages:
                yield self._judgement(page, providers[page.id])

    def of_whole(self) -> tuple[tuple[Rule, Outcome], ...]:
        """What is concluded once for the site."""
        return judge([rule for rule in self.rules.values() if rule.of_whole_site], self.whole)

    def _judgement(self, page: StoredPage, provider: PageInSite) -> Judgement:
        alone = self._alone(page)
        outcomes = judge(self.site_rules, provider)
        counted = tuple((rule, outcome) for rule, outcome in outcomes if takes_place(outcome, alone.get(rule.id)))
        replaced = {rule.id for rule, _ in counted}
        kept = {id_: outcome for id_, outcome in alone.items() if id_ not in replaced}
        scores, gains = scores_and_gains(
            judged(rule, outcome)
            for rule, outcome in (*((self.rules[id_], outcome) for id_, outcome in kept.items()), *counted)
        )
        return Judgement(
            page=page,
            inlinks=provider.get(Inlinks),
            outcomes=outcomes,
            counted=counted,
            kept=kept,
            scores=scores,
            gains=gains,
        )

    def _alone(self, page: StoredPage) -> dict[str, Outcome]:
        """What was concluded of the page alone, by the rules that are still there."""
        said: list[dict[str, Any]] = read_blob(page.outcomes)
        return {
            one["rule"]: Outcome(
                status=Status(one["status"]),
                credit=one["credit"],
                repaired=one["repaired"],
                expected=one["expected"],
                stale=one["stale"],
            )
            for one in said
            if one["rule"] in self.rules
        }

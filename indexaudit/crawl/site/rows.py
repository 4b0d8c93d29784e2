"""The pages of a store as rows and as audits, with what the site adds to them."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace
from typing import Any, Final

from indexaudit.audit import advised, finding
from indexaudit.comparison import ItemFinding
from indexaudit.config import Config
from indexaudit.crawl.packing import unpack
from indexaudit.crawl.site.judging import Judgement, SiteJudge
from indexaudit.crawl.site.pages import read_blob
from indexaudit.crawl.store import Store
from indexaudit.errors import StoreError
from indexaudit.model import Dimension, PageAudit, Skipped, Status
from indexaudit.serial import from_json
from indexaudit.site_audit import PageRow

__all__ = ["page_audits", "page_row", "site_rows"]

_FAULTS: Final = (Status.WARN, Status.FAIL)
_FOUND: Final = (*_FAULTS, Status.UNKNOWN, Status.CRASH)
_OTHERS: Final = """
SELECT id, url, final_url, state, reason, via, depth FROM page WHERE state <> 'done' AND id > ? ORDER BY id LIMIT 500
"""


def site_rows(store: Store, config: Config | None = None) -> Iterator[PageRow]:
    """One row for every page of a store: those that are done, then the others, each in the order in which they were
    found. Nothing is fetched or parsed, and one batch of pages is in memory at a time.

    Raises :class:`ConfigError` for rules that cannot be loaded, and :class:`StoreError`.
    """
    for judgement in SiteJudge(store, config).pages():
        yield page_row(judgement)
    last = 0
    while rows := list(store.rows(_OTHERS, (last,))):
        for row in rows:
            yield _not_done(row)
        last = rows[-1][0]


def page_audits(store: Store, config: Config | None = None) -> Iterator[PageAudit]:
    """The audit of every page that is done, with the findings of the site and the scores that follow.

    Raises as :func:`site_rows`.
    """
    judge = SiteJudge(store, config)
    whole = {rule.id for rule in judge.rules.values() if rule.of_whole_site}
    for judgement in judge.pages():
        yield _audit(judgement, whole)


def page_row(judgement: Judgement) -> PageRow:
    """The row of a page that is done."""
    page, gains = judgement.page, judgement.gains
    said: list[dict[str, Any]] = read_blob(page.audit)["findings"]
    found = [
        _item(one["rule"], Dimension(one["dimension"]), one["message"], one["fix"], gains[one["rule"]])
        for one in said
        if one["rule"] in judgement.kept and gains.get(one["rule"])
    ]
    found += [
        _item(rule.id, rule.dimension, outcome.message, outcome.fix, gains[rule.id])
        for rule, outcome in judgement.counted
        if outcome.status in _FAULTS and gains.get(rule.id)
    ]
    found.sort(key=lambda one: (-one.gain, one.rule))
    gain = max((one.gain for one in found if one.axis == "search"), default=0.0)
    return PageRow(
        url=page.url,
        final_url=page.answered,
        state="done",
        reason=None,
        via=page.via,
        depth=page.depth,
        page_type=page.kind,
        indexability=page.verdict,
        title=page.title,
        published=page.published,
        words=page.words,
        search=judgement.scores.search,
        share=judgement.scores.share,
        inlinks=judgement.inlinks.pages,
        clicks=page.clicks,
        gain=gain,
        weight=round(gain * (1 + judgement.inlinks.pages), 1),
        findings=tuple(found),
    )


def _item(rule: str, dimension: Dimension, message: str, fix: str | None, gain: float) -> ItemFinding:
    return ItemFinding(rule=rule, axis=dimension.axis, message=message, fix=fix, gain=gain)


def _not_done(row: tuple[Any, ...]) -> PageRow:
    _, url, final_url, state, reason, via, depth = row
    return PageRow(
        url=url,
        final_url=final_url or url,
        state=state,
        reason=reason,
        via=via,
        depth=depth,
        page_type=None,
        indexability=None,
        title=None,
        published=None,
        words=None,
        search=None,
        share=None,
        inlinks=0,
        clicks=None,
        gain=0.0,
        weight=0.0,
        findings=(),
    )


def _audit(judgement: Judgement, whole: Set[str]) -> PageAudit:
    try:
        audit = from_json(PageAudit, unpack(judgement.page.audit))
    except ValueError as error:
        problem = f"the audit of {judgement.page.url} in the store is damaged; crawl again"
        raise StoreError(problem, code="store_invalid") from error
    gains, scores = judgement.gains, judgement.scores
    counted = {rule.id: outcome for rule, outcome in judgement.counted}
    kept = [replace(one, gain=round(gains.get(one.rule, 0.0), 1)) for one in audit.findings if one.rule not in counted]
    added = [
        finding(rule, outcome, gains.get(rule.id, 0.0))
        for rule, outcome in judgement.counted
        if outcome.status in _FOUND
    ]
    gates = {id_ for score in (scores.search, scores.share) if score is not None for id_ in score.gates}
    passed = {id_ for id_ in audit.passed if id_ not in counted}
    passed |= {id_ for id_, outcome in counted.items() if outcome.status is Status.PASS}
    skipped = {one.rule: one.reason for one in audit.skipped if one.rule not in counted}
    # Skipped both times: the page's reason, that other pages were not there, does not hold any more.
    skipped |= {rule.id: outcome.message for rule, outcome in judgement.outcomes if rule.id in skipped}
    skipped |= dict.fromkeys(skipped.keys() & whole, "judged once for the site, not for its pages")
    return replace(
        audit,
        scores=scores,
        coverage=scores.search.coverage if scores.search else 0.0,
        findings=advised([*kept, *added], gates),
        passed=tuple(sorted(passed)),
        skipped=tuple(Skipped(rule=id_, reason=reason) for id_, reason in sorted(skipped.items())),
    )

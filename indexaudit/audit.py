"""The pipeline: a snapshot to facts, to outcomes, to scores, to a :class:`PageAudit`."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeVar

from indexaudit import __version__, facts
from indexaudit.config import Config
from indexaudit.engine import ask, judge
from indexaudit.errors import ConfigError
from indexaudit.looks import Probes, accounted
from indexaudit.model import (
    Address,
    Axis,
    CardFacts,
    Dimension,
    Finding,
    Indexability,
    KeyphraseFacts,
    Outcome,
    PageAudit,
    PageFacts,
    PageKind,
    PageType,
    RenderingFacts,
    Severity,
    Skipped,
    Status,
)
from indexaudit.page_facts import PageFactReader
from indexaudit.probed_site import learn_from_probes
from indexaudit.robots_access import agent_access
from indexaudit.rules.base import Rule, skip
from indexaudit.rules.registry import load, site_parts
from indexaudit.rules.share_card import share_image
from indexaudit.scoring import Judged, scores_and_gains
from indexaudit.snapshot import Snapshot
from indexaudit.web.urls import join

__all__ = [
    "SCHEMA",
    "Audited",
    "advised",
    "audit_snapshot",
    "audited",
    "chosen_rules",
    "finding",
    "judged",
    "takes_place",
]

G = TypeVar("G")

SCHEMA: Final = "page-audit/1"

_FOUND: Final = (Status.WARN, Status.FAIL, Status.UNKNOWN, Status.CRASH)
_ASKED: Final = (Status.WARN, Status.FAIL, Status.UNKNOWN)
_HELPS: Final = (None, Indexability.RENDERED_ONLY)
"""Gates of rules on how a page does in search; the others tell of a page that nobody reaches."""
_KEPT_OUT: Final = skip("the page is meant to stay out of search")
_SEVERITIES: Final = tuple(Severity)
_VERDICTS: Final = tuple(Indexability)
_FAULTS: Final = (Status.WARN, Status.FAIL)
_PROBED: Final = frozenset({"canonical-target-ok"})
"""Rules on a page whose part on a site rests on what second requests make up for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """An audit, with what it was made from: for those who judge the page again beside others."""

    audit: PageAudit
    outcomes: tuple[tuple[Rule, Outcome], ...]
    """Every rule that was run, in order of id."""
    reader: PageFactReader


def audit_snapshot(snapshot: Snapshot, config: Config | None = None) -> PageAudit:
    """Judge one snapshot: a pure function of the snapshot, the configuration and the version.

    Raises :class:`ConfigError` for rules that cannot be loaded or are not there, and :class:`InvalidURL` for a
    snapshot whose address is none.
    """
    return audited(snapshot, config).audit


def audited(snapshot: Snapshot, config: Config | None = None) -> Audited:
    """The same, with outcomes and facts."""
    config = config or _default_config()
    rules = chosen_rules(config)
    reader = PageFactReader(snapshot, config)
    if snapshot.probes is None:
        outcomes = _asked(judge(rules, reader))
    else:
        outcomes = _asked(_with_probes(rules, reader, snapshot.probes))
    counted = _counted(outcomes)
    # How a page is linked is shown here and scored for a site (design, part 6: "a site audit adds discovery").
    scored = [item for item in counted if item.dimension is not Dimension.DISCOVERY]
    result, gain = scores_and_gains(scored)
    verdict, reasons = _verdict(counted)
    page_type = _have(reader, PageType) or PageType(type=PageKind.OTHER, confidence=0.0, basis=())
    audit = PageAudit(
        schema=SCHEMA,
        version=__version__,
        url=snapshot.url,
        final_url=reader.final_url,
        fetched_at=snapshot.fetched_at,
        fetch_error=snapshot.fetch_error,
        address=reader.have(Address),
        page_type=page_type,
        indexability=verdict,
        indexability_reasons=reasons,
        indexed_at=_indexed_at(outcomes) if verdict is Indexability.ELSEWHERE else None,
        scores=result,
        coverage=result.search.coverage if result.search else 0.0,
        facts=_page_facts(reader),
        findings=_findings(outcomes, scored, gain),
        passed=tuple(r.id for r, o in outcomes if o.status is Status.PASS or o.expected),
        skipped=tuple(Skipped(rule=r.id, reason=o.message) for r, o in outcomes if o.status is Status.SKIP),
        agents=agent_access(ask(reader, facts.Robots)),
        probes=accounted(snapshot.rendered, snapshot.images, snapshot.probes),
        rendering=_rendering(reader) if snapshot.rendered is not None else None,
    )
    return Audited(audit=audit, outcomes=outcomes, reader=reader)


def _with_probes(rules: tuple[Rule, ...], reader: PageFactReader, probes: Probes) -> tuple[tuple[Rule, Outcome], ...]:
    """Every rule with its outcome, in order of id; those on a site last, since they read the verdict on the page."""
    gates = [rule for rule in rules if rule.gate is not None and not rule.of_site]

    def verdict(page: PageFactReader) -> Indexability:
        return _verdict(_counted(judge(gates, page)))[0]

    alone = judge([rule for rule in rules if not rule.of_site], reader)
    learn_from_probes(reader, probes, _verdict(_counted(alone))[0], verdict)
    together = judge([rule for rule in rules if rule.of_site], reader)
    parts = [part for id_, part in site_parts().items() if id_ in _PROBED]
    beside = {part.id: outcome for part, outcome in judge(parts, reader)}
    whole = (
        (rule, beside[rule.id] if rule.id in beside and takes_place(beside[rule.id], outcome) else outcome)
        for rule, outcome in alone
    )
    return tuple(sorted((*whole, *together), key=lambda pair: pair[0].id))


def takes_place(outcome: Outcome, alone: Outcome | None) -> bool:
    """Whether what the pages beside a page show takes the place of what it showed alone: where that was skipped, or is
    the better one."""
    if outcome.status is Status.SKIP:
        return False
    if alone is None or alone.status is Status.SKIP:
        return True
    if outcome.status in _FAULTS:
        return alone.status not in _FAULTS or outcome.credit < alone.credit
    return outcome.status is Status.CRASH


def _counted(outcomes: Iterable[tuple[Rule, Outcome]]) -> list[Judged]:
    return [judged(rule, outcome) for rule, outcome in outcomes if outcome.status is not Status.SKIP]


@cache
def _default_config() -> Config:
    """Made once: its values are checked when it is made, which costs as much as the parse of a page."""
    return Config()


def chosen_rules(config: Config) -> tuple[Rule, ...]:
    """The rules that a configuration runs, ours and the caller's own.

    Raises :class:`ConfigError` for rules that cannot be loaded or are not there.
    """
    rules = load(config.rules)
    ids = {rule.id for rule in rules}
    for id_ in config.ignore:
        if id_ not in ids:
            near = difflib.get_close_matches(id_, ids, n=1)
            hint = f"did you mean {near[0]!r}?" if near else "`indexaudit rules` lists them"
            raise ConfigError(f"ignore: there is no rule {id_!r}; {hint}")
    return tuple(rule for rule in rules if rule.id not in config.ignore)


def judged(rule: Rule, outcome: Outcome) -> Judged:
    """An outcome with the weight and place that its rule gives it."""
    return Judged(
        id=rule.id,
        dimension=rule.dimension,
        severity=rule.severity,
        evidence=rule.evidence,
        gate=rule.gate,
        lead=rule.lead,
        outcome=outcome,
    )


def _asked(outcomes: tuple[tuple[Rule, Outcome], ...]) -> tuple[tuple[Rule, Outcome], ...]:
    """Of a page that is meant to stay out of search nothing else is asked that would only help it there."""
    if not any(rule.gate is Indexability.EXCLUDED and outcome.expected for rule, outcome in outcomes):
        return outcomes
    return tuple(
        (rule, _KEPT_OUT)
        if outcome.status in _ASKED and rule.gate in _HELPS and rule.dimension.axis is Axis.SEARCH
        else (rule, outcome)
        for rule, outcome in outcomes
    )


def _verdict(judged: Sequence[Judged]) -> tuple[Indexability, tuple[str, ...]]:
    """The first verdict in the order of :class:`Indexability` that any gate gives, and every rule that gives it."""
    given: dict[Indexability, list[str]] = {}
    for item in judged:
        if item.gate is not None and item.outcome.status is Status.FAIL:
            given.setdefault(item.gate, []).append(item.id)
        elif item.unseen_gate:
            # What was asked for and could not be seen leaves the answer open.
            given.setdefault(Indexability.UNVERIFIED, []).append(item.id)
    for verdict in _VERDICTS:
        if verdict in given:
            return verdict, tuple(sorted(given[verdict]))
    return Indexability.INDEXABLE, ()


def _indexed_at(outcomes: Sequence[tuple[Rule, Outcome]]) -> str | None:
    return next((o.indexed_at for _, o in outcomes if o.indexed_at is not None), None)


def _findings(
    outcomes: Sequence[tuple[Rule, Outcome]], judged: Sequence[Judged], gain: Mapping[str, float]
) -> tuple[Finding, ...]:
    found = [
        finding(rule, outcome, gain.get(rule.id, 0.0))
        for rule, outcome in outcomes
        if outcome.status in _FOUND and not outcome.expected
    ]
    return advised(found, {j.id for j in judged if j.shut})


def finding(rule: Rule, outcome: Outcome, gain: float) -> Finding:
    """An outcome that is not as it should be, explained."""
    return Finding(
        rule=rule.id,
        status=outcome.status,
        severity=rule.severity,
        dimension=rule.dimension,
        evidence_strength=rule.evidence,
        message=outcome.message,
        evidence=outcome.evidence,
        fix=outcome.fix,
        gain=round(gain, 1),
        sources=rule.sources,
    )


def advised(findings: Iterable[Finding], shut: Set[str]) -> tuple[Finding, ...]:
    """In order of advice: the rules whose gates are shut first, then by gain."""
    order = (Status.FAIL, Status.WARN, Status.UNKNOWN, Status.CRASH)
    return tuple(
        sorted(
            findings,
            key=lambda f: (
                f.rule not in shut,
                -f.gain,
                order.index(f.status),
                _SEVERITIES.index(f.severity),
                f.rule,
            ),
        )
    )


def _have(reader: PageFactReader, group: type[G]) -> G | None:
    found = ask(reader, group)
    return None if isinstance(found, facts.Missing) else found


def _page_facts(reader: PageFactReader) -> PageFacts:
    head = _have(reader, facts.Head)
    headline = _have(reader, facts.Headline)
    authorship = _have(reader, facts.Authorship)
    content = _have(reader, facts.Content)
    main = _have(reader, facts.MainText)
    image = _have(reader, facts.PreferredImage)
    return PageFacts(
        title=head.title if head else None,
        headline=headline.headline.text if headline and headline.headline else None,
        description=head.description if head else None,
        canonical=head.canonical if head else None,
        image=image.url if image else None,
        language=content.language if content else None,
        author=tuple(a.text for a in authorship.authors) if authorship else (),
        published=authorship.published.value if authorship and authorship.published else None,
        modified=authorship.modified.value if authorship and authorship.modified else None,
        site_name=headline.site_name.text if headline and headline.site_name else None,
        words=main.words if main else None,
        comment_words=main.comment_words if main else None,
        main_text=main.text if main and reader.config.main_text else None,
        keyphrase=_keyphrase(_have(reader, facts.Keyphrase), main),
        card=_card(_have(reader, facts.Cards), reader.final_url),
    )


def _card(cards: facts.Cards | None, url: str) -> CardFacts | None:
    if cards is None:
        return None
    image = share_image(cards) or cards.first("twitter:image", "twitter:image:src")
    card = CardFacts(
        title=cards.text("og:title", "twitter:title"),
        description=cards.text("og:description", "twitter:description"),
        image=join(url, image.content) if image else None,
        image_alt=cards.text("og:image:alt", "twitter:image:alt"),
        site_name=cards.text("og:site_name"),
        large=(cards.text("twitter:card") or "").lower() == "summary_large_image",
    )
    return card if card.title or card.description or card.image else None


def _rendering(reader: PageFactReader) -> RenderingFacts | None:
    found = _have(reader, facts.Rendering)
    if found is None:
        return None
    return RenderingFacts(
        words=found.words,
        words_served=found.words_served,
        settled=found.complete,
        left_for=found.left_for,
        differences=found.differences,
    )


def _keyphrase(found: facts.Keyphrase | None, main: facts.MainText | None) -> KeyphraseFacts | None:
    if found is None:
        return None
    return KeyphraseFacts(
        text=found.text,
        basis=found.basis,
        words=found.words,
        found_in=found.found_in,
        occurrences=found.matches if main else None,
        density=round(found.density, 2) if main and found.text_words else None,
        sentence_share=round(found.sentence_share, 2) if main and found.sentences else None,
    )

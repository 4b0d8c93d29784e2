"""What every rule is made of: the decorator, the outcomes, and the check for half-read evidence."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from indexaudit import facts
from indexaudit.config import Config
from indexaudit.errors import ConfigError
from indexaudit.model import (
    Address,
    Dimension,
    Evidence,
    EvidenceStrength,
    Indexability,
    Known,
    Outcome,
    PageKind,
    PageType,
    Severity,
    Source,
    Status,
    Where,
    price,
)
from indexaudit.rules.thresholds import Thresholds
from indexaudit.site_facts import SITE_GROUPS, WHOLE_SITE
from indexaudit.snapshot import Exchange

__all__ = [
    "GROUPS",
    "KEPT",
    "Need",
    "Rule",
    "SitePart",
    "evidence",
    "fail",
    "ok",
    "rule",
    "site_part",
    "skip",
    "unknown",
    "unless_half_read",
    "warn",
]

GROUPS: Final[frozenset[type]] = frozenset(
    {
        Address,
        Config,
        Exchange,
        PageType,
        Thresholds,
        facts.AuthorPages,
        facts.Authorship,
        facts.Cards,
        facts.Claims,
        facts.Content,
        facts.DeadAnchors,
        facts.Directives,
        facts.Document,
        facts.Head,
        facts.Headline,
        facts.Inlined,
        facts.Keyphrase,
        facts.Links,
        facts.LoadedImage,
        facts.Moment,
        facts.MainEntities,
        facts.MainText,
        facts.MissingPage,
        facts.MixedContent,
        facts.NoSnippet,
        facts.Permalink,
        facts.PreferredImage,
        facts.RedirectAgain,
        facts.Rendering,
        facts.Robots,
        facts.StructuredData,
        *SITE_GROUPS,
    }
)
"""What a rule's parameters may be annotated with."""

KEPT: Final[frozenset[type]] = frozenset({Address, Config, PageType, Thresholds, facts.Permalink, *SITE_GROUPS})
"""What is left of a page when its site is judged: all that a rule with a site fact group may read."""

_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One parameter of a rule."""

    name: str
    group: type
    accepts: tuple[type, ...]
    """Kinds of :class:`indexaudit.facts.Missing` that the rule handles itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule as data, with the function that judges."""

    id: str
    """Kebab-case, never reused."""
    title: str
    """The good condition, as a sentence."""
    dimension: Dimension
    severity: Severity
    evidence: EvidenceStrength
    sources: tuple[Source, ...]
    since: str
    """The version that brought it."""
    gate: Indexability | None
    """The verdict when it fails."""
    lead: bool
    """Its credit is where its dimension starts."""
    not_on: tuple[PageKind, ...]
    """Page types on which there is nothing to judge."""
    check: Callable[..., Outcome]
    needs: tuple[Need, ...]
    summary: str
    """First line of the docstring."""
    why: str
    fix: str
    module: str
    together: str = ""
    """What is wrong with pages of a site, without their number, which stands beside it; empty: the title says it."""

    @property
    def of_site(self) -> bool:
        """Whether it reads a site fact group: in the audit of one page it is skipped."""
        return any(need.group in SITE_GROUPS for need in self.needs)

    @property
    def of_whole_site(self) -> bool:
        """Whether it is judged once for the site, and not for each page."""
        return any(need.group in WHOLE_SITE for need in self.needs)

    @property
    def price(self) -> float:
        """Share of its dimension that a fail costs, 0 to 0.5; 0 for gates and leads, which are not priced."""
        return 0.0 if self.severity is Severity.GATE or self.lead else price(self.severity, self.evidence)


def rule(
    id: str,
    title: str,
    *,
    dimension: Dimension,
    severity: Severity,
    evidence: EvidenceStrength,
    sources: Iterable[Source],
    since: str,
    gate: Indexability | None = None,
    lead: bool = False,
    not_on: Iterable[PageKind] = (),
    together: str = "",
) -> Callable[[Callable[..., Outcome]], Rule]:
    """Turn a function into a frozen :class:`Rule`.

    The annotations of its parameters name the fact groups it reads; ``Group | Unavailable`` (or ``| Missing``) says
    that it handles the missing kind itself, otherwise the engine answers skip or unknown for it. Raises
    :class:`ConfigError` with file and line when the declaration is not sound.
    """
    named, exempt = tuple(sources), tuple(not_on)

    def declare(check: Callable[..., Outcome]) -> Rule:
        where = f"{check.__code__.co_filename}:{check.__code__.co_firstlineno}"
        problems = []
        if not _ID.fullmatch(id):
            problems.append(f"the id {id!r} is not kebab-case")
        if (severity is Severity.GATE) != (gate is not None and gate.shuts) and gate is not Indexability.UNVERIFIED:
            problems.append("severity gate and a gate that shuts go together")
        if lead and gate is not None:
            problems.append("a lead is no gate")
        summary, why, fix = _sections(inspect.getdoc(check) or "")
        if not (summary and why and fix):
            problems.append("the docstring needs one line, then '## Why' and '## Fix'")
        needs, wrong = _needs(check)
        problems += wrong + _not_kept(needs)
        if not named:
            problems.append("no source is named")
        if problems:
            raise ConfigError(f"{where}: rule {id!r}: " + "; ".join(problems))
        return Rule(
            id=id,
            title=title,
            dimension=dimension,
            severity=severity,
            evidence=evidence,
            sources=named,
            since=since,
            gate=gate,
            lead=lead,
            not_on=exempt,
            check=check,
            needs=needs,
            summary=summary,
            why=why,
            fix=fix,
            module=check.__module__,
            together=together,
        )

    return declare


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePart:
    """What the site adds to a rule that judges a page alone."""

    rule: Rule
    """The rule, with the function and the needs of this part."""


def site_part(of: Rule, *, together: str = "") -> Callable[[Callable[..., Outcome]], SitePart]:
    """Turn a function into the part of a rule that is judged when a site is.

    What the rule read of the page is gone by then, so the part is a function of its own, which reads site fact groups.
    Its outcome takes the place of the page's where that was skipped, or is the better one of the two. Raises
    :class:`ConfigError` with file and line when the declaration is not sound.
    """

    def declare(check: Callable[..., Outcome]) -> SitePart:
        needs, problems = _needs(check)
        problems += _not_kept(needs)
        if not any(need.group in SITE_GROUPS - WHOLE_SITE for need in needs):
            problems.append("it reads no site fact group of a page")
        if not (check.__doc__ or "").strip():
            problems.append("it has no docstring")
        if problems:
            where = f"{check.__code__.co_filename}:{check.__code__.co_firstlineno}"
            raise ConfigError(f"{where}: site part of rule {of.id!r}: " + "; ".join(problems))
        return SitePart(rule=replace(of, check=check, needs=needs, module=check.__module__, together=together))

    return declare


def _not_kept(needs: tuple[Need, ...]) -> list[str]:
    groups = {need.group for need in needs}
    if groups.isdisjoint(SITE_GROUPS):
        return []
    problems = [
        f"parameter {need.name!r}: {need.group.__name__} is not there when a site is judged"
        for need in needs
        if need.group not in KEPT
    ]
    if groups & WHOLE_SITE and groups & ({Address, PageType, facts.Permalink} | (SITE_GROUPS - WHOLE_SITE)):
        problems.append("groups of a page and groups of the whole site do not go together")
    return problems


def _sections(docstring: str) -> tuple[str, str, str]:
    head, _, rest = docstring.partition("## Why")
    why, _, fix = rest.partition("## Fix")
    return head.strip(), why.strip(), fix.strip()


def _needs(check: Callable[..., Outcome]) -> tuple[tuple[Need, ...], list[str]]:
    needs, problems = [], []
    try:
        hints = get_type_hints(check)
    except NameError as error:
        return (), [f"an annotation cannot be resolved ({error})"]
    for name in inspect.signature(check).parameters:
        hint: Any = hints.get(name)  # Any: a type form
        parts = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
        groups = [p for p in parts if p in GROUPS]
        missing = tuple(p for p in parts if isinstance(p, type) and issubclass(p, facts.Missing))
        if len(groups) != 1 or len(groups) + len(missing) != len(parts):
            problems.append(f"parameter {name!r} must be annotated with one fact group (got {hint!r})")
            continue
        needs.append(Need(name=name, group=groups[0], accepts=missing))
    if hints.get("return") is not Outcome:
        problems.append("it must return Outcome")
    return tuple(needs), problems


_UNREAD: Final = ("\ufffd", "%EF%BF%BD")
"""The replacement character, and how it is written in an address."""

# --- outcomes -------------------------------------------------------------------------------------------------------

_OK: Final = Outcome(status=Status.PASS, credit=1.0)
"""What most rules say of most pages, made once."""


def ok(*seen: Evidence, credit: float = 1.0, message: str = "") -> Outcome:
    """The condition holds. Only a lead passes with a credit below 1."""
    if not seen and credit == 1.0 and not message:
        return _OK
    return Outcome(status=Status.PASS, evidence=seen, credit=credit, message=message)


def warn(
    message: str, *seen: Evidence, fix: str, credit: float = 0.5, repaired: float = 1.0, expected: bool = False
) -> Outcome:
    """Half right. ``message`` says what is wrong here; ``fix`` names element, present value and a good one."""
    return Outcome(
        status=Status.WARN,
        message=message,
        evidence=seen,
        fix=_writable(fix),
        credit=credit,
        repaired=repaired,
        expected=expected,
    )


def fail(
    message: str,
    *seen: Evidence,
    fix: str,
    credit: float = 0.0,
    repaired: float = 1.0,
    indexed_at: str | None = None,
    expected: bool = False,
) -> Outcome:
    """The condition does not hold. ``indexed_at`` goes with the verdict ``elsewhere``."""
    return Outcome(
        status=Status.FAIL,
        message=message,
        evidence=seen,
        fix=_writable(fix),
        credit=credit,
        repaired=repaired,
        indexed_at=indexed_at,
        expected=expected,
    )


def _writable(fix: str) -> str:
    """Without the character that stands for bytes that could not be read: nobody should be told to write it."""
    for unread in _UNREAD:
        if unread in fix:
            fix = fix.replace(unread, "…")
    return fix


@lru_cache(maxsize=256)
def skip(reason: str) -> Outcome:
    """Nothing here to judge, or a fact that this run was not asked for."""
    return Outcome(status=Status.SKIP, message=reason)


def unknown(reason: str, *seen: Evidence) -> Outcome:
    """A fact that was asked for and could not be had, or was only half read."""
    return Outcome(status=Status.UNKNOWN, message=reason, evidence=seen)


def unless_half_read(outcome: Outcome, *groups: facts.Group) -> Outcome:
    """``outcome`` when everything was read to the end, else unknown: an absence needs complete evidence."""
    for group in groups:
        if group.gaps:
            return unknown(f"only half read: {group.gaps[0]}")
    return outcome


def evidence(
    text: str,
    *,
    line: int | None = None,
    byte: int | None = None,
    where: Where = "html",
    known: Known = "observed",
) -> Evidence:
    """Something seen, cut to 300 characters. ``line`` is 1-based, ``byte`` 0-based."""
    short = text if len(text) <= 300 else text[:299] + "…"
    return Evidence(where=where, text=short, line=line, byte=byte, known=known)

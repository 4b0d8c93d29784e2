"""The kinds of all platforms, compiled: which one an address is, and what its parts are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Final, NamedTuple

from indexaudit.platforms import hosts, registry
from indexaudit.platforms.base import Kind, Platform
from indexaudit.platforms.patterns import compile_pattern, first_segments, literal_of, names_of, numbers_in

__all__ = ["Found", "Parts", "Rule", "RuleSet", "Site", "match_elsewhere", "rules_of", "site_of"]

_NAME: Final = re.compile(r"[A-Za-z0-9_.$\[\]-]+")
_DIGIT: Final = re.compile("[0-9]")
_YEAR: Final = re.compile("/(?:199|20[0-9])[0-9](?:/|$)")
_NOTHING: Final[Mapping[str, str]] = {}


class Parts(NamedTuple):
    """What of an address the patterns look at."""

    path: str
    """Percent-encoded, escapes that mean nothing decoded."""
    pairs: tuple[tuple[str, str], ...]
    """The query, decoded."""
    fragment: str


@dataclass(frozen=True, eq=False)
class Rule:
    """One kind of one platform, its patterns compiled on first use."""

    platform: Platform
    kind: Kind

    @cached_property
    def segments(self) -> frozenset[str] | None:
        """First segments of the paths that can fit; null for any."""
        found = [first_segments(pattern) for pattern in self.kind.paths]
        return None if None in found else frozenset().union(*filter(None, found))

    @cached_property
    def paths(self) -> tuple[tuple[str, int, re.Pattern[str]], ...]:
        """One of which must fit the whole path: what it must hold, as text and as numbers, and the pattern."""
        return tuple((literal_of(p), numbers_in(p), compile_pattern(p)) for p in self.kind.paths)

    @cached_property
    def names_slug(self) -> bool:
        """Whether some pattern has a part for the words that name the item."""
        return any(n == "slug" or n.startswith("slug_") for p in self.kind.paths for n in names_of(p))

    @cached_property
    def query(self) -> tuple[tuple[str, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
        """For each parameter that must be there: its name, or a pattern of it; and a pattern of its value."""
        made = []
        for condition in self.kind.query:
            name, _, value = condition.partition("=")
            plain = _NAME.fullmatch(name) is not None
            made.append(
                (
                    name,
                    None if plain else compile_pattern(name, path=False),
                    compile_pattern(value, path=False) if value else None,
                )
            )
        return tuple(made)

    @cached_property
    def fragments(self) -> tuple[re.Pattern[str], ...]:
        """One of which must fit the whole fragment, when there are any."""
        return tuple(compile_pattern(pattern, path=False) for pattern in self.kind.fragments)

    def complete(self, path: re.Match[str], parts: Parts) -> Mapping[str, str] | None:
        """The named parts of an address whose path fits, when its query and fragment fit, too; else null."""
        named: Mapping[str, str] = {n: t for n, t in path.groupdict().items() if t} if path.re.groups else _NOTHING
        if self.kind.query:
            taken = self._query(parts.pairs)
            if taken is None:
                return None
            named = {**named, **taken}
        if self.kind.fragments:
            anchor = next((m for p in self.fragments if (m := p.fullmatch(parts.fragment)) is not None), None)
            if anchor is None:
                return None
            named = {**named, **{n: t for n, t in anchor.groupdict().items() if t}}
        return named

    def _query(self, pairs: tuple[tuple[str, str], ...]) -> dict[str, str] | None:
        named: dict[str, str] = {}
        for name, names, values in self.query:
            for given, value in pairs:
                if given == name if names is None else (head := names.fullmatch(given)) is not None:
                    if names is not None and head is not None:
                        named.update({n: t for n, t in head.groupdict().items() if t})
                    if values is None:
                        break
                    if (fit := values.fullmatch(value)) is not None:
                        named.update({n: t for n, t in fit.groupdict().items() if t})
                        break
            else:
                return None
        return named

    def selects(self, name: str) -> bool:
        """Whether a parameter is one of those that tell this kind from its parent."""
        return name in self.kind.drop or any(
            name == plain if names is None else names.fullmatch(name) for plain, names, _ in self.query
        )


class Found(NamedTuple):
    """The kind of an address."""

    rule: Rule
    named: Mapping[str, str]


_Test = tuple[str, int, re.Pattern[str], Rule]
"""What a path must hold, as text and as numbers; a pattern of it; and the rule."""


class RuleSet:
    """Rules in order, laid out by the first segment of the path, so that few of them are tried."""

    __slots__ = ("_rules", "_segments", "_tests")

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(rules)
        self._segments = frozenset(segment for rule in self._rules for segment in rule.segments or ())
        self._tests: dict[tuple[str | None, bool, bool], tuple[_Test, ...]] = {}

    def find(self, parts: Parts) -> Found | None:
        """The first that fits."""
        whole = parts.path
        path = whole.lower()
        segment = path[1:].partition("/")[0]
        key = (segment if segment in self._segments else None, bool(parts.pairs), bool(parts.fragment))
        tests = self._tests.get(key)
        if tests is None:
            tests = self._tests[key] = self._chosen(*key)
        numbers = 2 if _YEAR.search(path) else 1 if _DIGIT.search(path) else 0
        for literal, least, pattern, rule in tests:
            # What every path that fits must hold is looked for first: that is ten times quicker than its pattern.
            if least <= numbers and literal in path and (found := pattern.fullmatch(whole)) is not None:
                named = rule.complete(found, parts)
                if named is not None:
                    return Found(rule, named)
        return None

    def _chosen(self, segment: str | None, queried: bool, anchored: bool) -> tuple[_Test, ...]:  # noqa: FBT001
        """What may fit a path with this first segment (null: one that no rule names)."""
        return tuple(
            (literal, least, pattern, rule)
            for rule in self._rules
            if (rule.segments is None or segment in rule.segments)
            and (queried or not rule.kind.query)
            and (anchored or not rule.kind.fragments)
            for literal, least, pattern in rule.paths
        )


@dataclass(frozen=True, slots=True)
class Site:
    """A host that a platform claims."""

    platform: Platform
    rules: RuleSet = field(repr=False)
    """Those that hold on this host."""
    canonical_host: str
    sub: str
    """The labels before the platform's own name; empty when there are none."""


@lru_cache(maxsize=8192)
def site_of(host: str) -> Site | None:
    """The platform that claims a host, compared by whole labels from the right; null when none does."""
    host = host.rstrip(".")
    found = _hosts().find(host)
    if found is None:
        return None
    platform, match = registry.known()[found[0]], found[1]
    if platform.other_sites and _holds(platform.other_sites, host):
        return None
    rules = tuple(r for r in _rules(platform.id) if not r.kind.elsewhere and _holds(r.kind.hosts, host))
    return Site(platform, _rule_set(rules), _canonical_host(platform, host, match), match.sub)


def match_elsewhere(parts: Parts) -> Found | None:
    """What the address alone tells on a host that nobody claims: by its query first."""
    by_query, others, names = _anywhere()
    if parts.pairs and any(name in names for name, _ in parts.pairs) and (found := by_query.find(parts)) is not None:
        return found
    return others.find(parts)


@cache
def rules_of(platform: str) -> RuleSet:
    """The rules of a platform that hold on a host of the author's own: all but those of single hosts (``wp.me``)."""
    rules = _rules(platform)
    return RuleSet(r for r in rules if not r.kind.hosts or any(h.startswith((".", "*.")) for h in r.kind.hosts))


@cache
def _anywhere() -> tuple[RuleSet, RuleSet, frozenset[str]]:
    """Rules by a query, the others, and the parameters without one of which none of the former can fit."""
    ways = [rule for platform in registry.load() for rule in _rules(platform.id) if rule.kind.anywhere is not None]
    ways.sort(key=lambda rule: rule.kind.anywhere or 0)
    queried = [rule for rule in ways if rule.kind.query]
    names = frozenset(name for rule in queried for name in rule.kind.query[0].partition("=")[0].strip("()").split("|"))
    return RuleSet(queried), RuleSet(rule for rule in ways if not rule.kind.query), names


@lru_cache(maxsize=512)
def _rule_set(rules: tuple[Rule, ...]) -> RuleSet:
    return RuleSet(rules)


@cache
def _rules(platform: str) -> tuple[Rule, ...]:
    known = registry.known()[platform]
    return tuple(Rule(known, kind) for kind in known.kinds if kind.paths)


@cache
def _hosts() -> hosts.HostIndex:
    return hosts.HostIndex({pattern: platform.id for platform in registry.load() for pattern in platform.hosts})


def _holds(patterns: tuple[str, ...], host: str) -> bool:
    return not patterns or any(hosts.fits(pattern, host) is not None for pattern in patterns)


def _canonical_host(platform: Platform, host: str, match: hosts.HostMatch) -> str:
    if platform.canonical_host is None or (platform.own_hosts and _holds(platform.own_hosts, host)):
        return host
    named = {"site": match.site, "sub": match.sub.removeprefix("www."), "bare": host.removeprefix("www.")}
    return platform.canonical_host.format_map(named)

"""robots.txt, read and matched by RFC 9309, with the departures that Google documents for its own reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import isfinite
from types import MappingProxyType
from typing import Final

from indexaudit.model import RobotsDecision
from indexaudit.web.robots_patterns import escaped, path_of, reach

__all__ = ["LARGEST", "CrawlDelay", "Group", "Line", "RobotsTxt", "Rule"]

LARGEST: Final = 500 * 1024
"""Bytes that are read (RFC 9309 §2.5: at least 500 KiB; Google ignores the rest)."""

LONGEST_LINE: Final = 2083 * 8
"""Bytes of a line that are read, its end included, as in Google's reader."""


_KEPT: Final = 1000
"""Sitemaps, unknown lines and typos that are kept, each."""

_LINE_END: Final = re.compile(rb"\r\n|\r|\n")
_SPACE: Final = " \t\n\v\f\r"
_TOKEN: Final = re.compile(r"[A-Za-z_-]*")
_TWO_WORDS: Final = re.compile(r"([^ \t]+)[ \t]+([^ \t]+)")

_FIELDS: Final = (
    ("user-agent", "user-agent", False),
    ("useragent", "user-agent", True),
    ("user agent", "user-agent", True),
    ("allow", "allow", False),
    ("disallow", "disallow", False),
    ("dissallow", "disallow", True),
    ("dissalow", "disallow", True),
    ("disalow", "disallow", True),
    ("diasllow", "disallow", True),
    ("disallaw", "disallow", True),
    ("sitemap", "sitemap", False),
    ("site-map", "sitemap", True),
    ("crawl-delay", "crawl-delay", False),
)
"""What a field starts with, what it is taken for, and whether only Google's tolerance takes it so."""

_FIRST_LETTERS: Final = frozenset(name[0] for name, _, _ in _FIELDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One allow or disallow line with a value."""

    allow: bool
    pattern: str
    """Bytes above ASCII percent-encoded, escapes in upper case."""
    line: int
    """1-based."""
    text: str
    """The line without comment, white space around it stripped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlDelay:
    """One crawl-delay line. Google ignores it; others honour it."""

    seconds: float | None
    """0 or more; null when it is not such a number."""
    line: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """User-agent lines and the rules that follow them."""

    agents: tuple[str, ...]
    """Product tokens in lower case, and ``*``."""
    line: int
    """Of the first user-agent line, 1-based."""
    rules: tuple[Rule, ...]
    crawl_delay: CrawlDelay | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that says something else than a rule."""

    line: int
    """1-based."""
    field: str
    """In lower case; empty when the line has no field."""
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsTxt:
    """A robots.txt file. Build it with :meth:`parse`."""

    groups: tuple[Group, ...]
    sitemaps: tuple[Line, ...]
    """At most the first 1000."""
    unknown: tuple[Line, ...]
    """Lines that are neither blank nor understood, at most the first 1000 (a page of HTML has many)."""
    typos: tuple[Line, ...]
    """Lines that are understood only because Google tolerates the typing error; others may ignore them."""
    orphans: tuple[Rule, ...]
    """Rules before any user-agent line: they hold for nobody."""
    size: int
    """Bytes of the body."""
    cut: bool
    """More than 500 KiB; what follows was not read."""
    cut_lines: tuple[int, ...]
    """Lines that are longer than 16,663 bytes; their ends were not read."""
    _of: Mapping[str, tuple[int, ...]] = field(repr=False, compare=False)

    @staticmethod
    def parse(body: str | bytes) -> RobotsTxt:
        """Read a file. Never raises: what is not understood is in ``unknown``.

        Bytes are not decoded: like Google's reader this takes UTF-8 (RFC 9309 §2.3) and matches octets. A byte order
        mark is skipped, also a cut one; a NUL ends its line. Linear.
        """
        if isinstance(body, str):
            body = body.encode("utf-8", "surrogatepass")
        return _Reader().read(body)

    def decide(self, agent: str, url: str, *, also: tuple[str, ...] = ()) -> RobotsDecision:
        """What the file says to a product token (``Googlebot``) about a URL or path. Never raises.

        The groups that name the agent are merged; without any, those of the first of ``also`` that has some (Applebot
        documents that it follows the rules for Googlebot); without those, the groups for ``*``. Among the rules that
        match, the longest pattern wins, and allow wins a tie (RFC 9309 §2.2.2). Nothing else is inherited:
        ``Googlebot-News`` without a group of its own falls back to ``*`` unless ``also`` says ``Googlebot``.

        ``url`` is matched as it would be asked for, percent-encoded; fragment and host do not count.
        """
        return self._decide(self._groups_of((agent, *also)), path_of(url))

    def decisions(self, agents: Iterable[tuple[str, ...]], url: str) -> tuple[RobotsDecision, ...]:
        """:meth:`decide` for many: each item is a product token and what it falls back to. Agents that the same groups
        speak to are decided once."""
        path, made = path_of(url), dict[tuple[int, ...], RobotsDecision]()
        found = []
        for tokens in agents:
            groups = self._groups_of(tokens)
            if groups not in made:
                made[groups] = self._decide(groups, path)
            found.append(made[groups])
        return tuple(found)

    def _decide(self, groups: tuple[int, ...], path: str) -> RobotsDecision:
        if path == "/robots.txt":
            # RFC 9309 §2.2.2: implicitly allowed.
            return RobotsDecision(allowed=True, line=0, rule="")
        best: Rule | None = None
        longest = 0
        for index in groups:
            for rule in self.groups[index].rules:
                if len(rule.pattern) < longest:
                    continue
                length = reach(rule.pattern, path, allow=rule.allow)
                if length > longest or (best and length == longest and rule.allow and not best.allow):
                    best, longest = rule, length
        if best is None:
            return RobotsDecision(allowed=True, line=0, rule="")
        return RobotsDecision(allowed=best.allow, line=best.line, rule=best.text)

    def crawl_delay(self, agent: str, *, also: tuple[str, ...] = ()) -> CrawlDelay | None:
        """The first crawl-delay of the groups that :meth:`decide` would use."""
        for index in self._groups_of((agent, *also)):
            if (delay := self.groups[index].crawl_delay) is not None:
                return delay
        return None

    def names(self, agent: str) -> bool:
        """Whether a group names this agent itself."""
        return _product(agent) in self._of

    def _groups_of(self, agents: tuple[str, ...]) -> tuple[int, ...]:
        for agent in agents:
            if groups := self._of.get(_product(agent)):
                return groups
        return self._of.get("*", ())


class _Reader:
    """The state of one reading, line by line."""

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self.agents: list[str] = []
        self.rules: list[Rule] = []
        self.delay: CrawlDelay | None = None
        self.first = 0
        self.closed = False
        self.sitemaps: list[Line] = []
        self.unknown: list[Line] = []
        self.typos: list[Line] = []
        self.orphans: list[Rule] = []
        self.cut_lines: list[int] = []

    def read(self, body: bytes) -> RobotsTxt:
        for number, raw in enumerate(_LINE_END.split(_without_mark(body[:LARGEST])), 1):
            line = raw
            if len(line) >= LONGEST_LINE:
                line = line[: LONGEST_LINE - 1]
                if len(self.cut_lines) < _KEPT:
                    self.cut_lines.append(number)
            self.line(number, line)
        self.close()
        groups: dict[str, list[int]] = {}
        for index, group in enumerate(self.groups):
            for agent in group.agents:
                groups.setdefault(agent, []).append(index)
        return RobotsTxt(
            groups=tuple(self.groups),
            sitemaps=tuple(self.sitemaps),
            unknown=tuple(self.unknown),
            typos=tuple(self.typos),
            orphans=tuple(self.orphans),
            size=len(body),
            cut=len(body) > LARGEST,
            cut_lines=tuple(self.cut_lines),
            _of=MappingProxyType({agent: tuple(indexes) for agent, indexes in groups.items()}),
        )

    def line(self, number: int, raw: bytes) -> None:
        text = raw.partition(b"\0")[0].partition(b"#")[0].decode("latin-1").strip(_SPACE)
        if not text:
            return
        name, colon, value = text.partition(":")
        colonless = False
        if not colon:
            words = _TWO_WORDS.fullmatch(text)
            if words is None:
                self.note(self.unknown, number, "", text)
                return
            name, value = words.groups()
            colonless = True
        name, value = name.strip(_SPACE).lower(), value.strip(_SPACE)
        kind, typo = _kind(name)
        if kind is None:
            self.note(self.unknown, number, name, value)
            return
        if typo or colonless:
            self.note(self.typos, number, name, value)
        if kind == "user-agent":
            self.agent(number, value)
        elif kind == "sitemap":
            self.note(self.sitemaps, number, name, value)
        elif kind == "crawl-delay":
            if self.agents and self.delay is None:
                self.delay = CrawlDelay(seconds=_seconds(value), line=number, text=_utf8(text))
        else:
            self.rule(number, value, text, allow=kind == "allow")

    def agent(self, number: int, value: str) -> None:
        if self.closed:
            self.close()
        if not self.agents:
            self.first = number
        if value.startswith("*") and (len(value) == 1 or value[1] in _SPACE):
            self.agents.append("*")
        else:
            # An unreadable name still opens a group, whose rules then hold for nobody.
            self.agents.append(_leading_token(value))

    def rule(self, number: int, value: str, text: str, *, allow: bool) -> None:
        rule = Rule(allow=allow, pattern=escaped(value), line=number, text=_utf8(text))
        if not self.agents:
            if value and len(self.orphans) < _KEPT:
                self.orphans.append(rule)
            return
        self.closed = True
        if value:
            self.rules.append(rule)

    def close(self) -> None:
        if self.agents:
            agents = tuple(dict.fromkeys(self.agents))
            self.groups.append(Group(agents=agents, line=self.first, rules=tuple(self.rules), crawl_delay=self.delay))
        self.agents, self.rules, self.delay, self.closed = [], [], None, False

    def note(self, into: list[Line], number: int, name: str, value: str) -> None:
        if len(into) < _KEPT:
            into.append(Line(line=number, field=_utf8(name), value=_utf8(value)))


def _kind(name: str) -> tuple[str | None, bool]:
    if name[:1] in _FIRST_LETTERS:
        for start, kind, typo in _FIELDS:
            if name.startswith(start):
                return kind, typo
    return None, False


def _utf8(latin1: str) -> str:
    """Bytes that were carried as latin-1, as the text they are."""
    return latin1 if latin1.isascii() else latin1.encode("latin-1").decode("utf-8", "replace")


def _without_mark(body: bytes) -> bytes:
    """A byte order mark off, also one that was cut short, byte by byte as Google's reader does."""
    for position, byte in enumerate(b"\xef\xbb\xbf"):
        if body[position : position + 1] != bytes([byte]):
            return body[position:]
    return body[3:]


def _leading_token(value: str) -> str:
    match = _TOKEN.match(value)
    return match[0].lower() if match else ""


def _product(agent: str) -> str:
    """The product of a ``product/version``, in lower case (RFC 9309 §2.2.1)."""
    return agent.partition("/")[0].strip().lower()


def _seconds(value: str) -> float | None:
    try:
        seconds = float(value)
    except ValueError:
        return None
    return seconds if isfinite(seconds) and seconds >= 0 else None

"""A robots.txt file to what is odd about it, line by line: harmless oddities and those that lose a rule alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from indexaudit.web.robots_txt import LARGEST, RobotsTxt

__all__ = ["NoteKind", "RobotsNote", "robots_notes"]

NoteKind = Literal["html", "unreadable", "challenge", "cut", "long_line", "orphan", "typo", "unknown_field", "bom"]
"""``html``: markup in place of rules; ``unreadable``: text in which nothing is understood; ``challenge``: the page of a
bot wall; ``cut``: more than 500 KiB; ``long_line``: its end is not read; ``orphan``: a rule before any user-agent line;
``typo``: understood by Google's tolerance alone; ``unknown_field``: ignored by all, or meant for some other reader."""

_MOST: Final = 20
"""Notes of one kind that are kept."""
_LINE_END: Final = re.compile(rb"\r\n|\r|\n")
_CHALLENGE: Final = re.compile(
    rb"_cf_chl_opt|<title>just a moment|_incapsula_resource|captcha-delivery\.com|px-captcha", re.IGNORECASE
)
_LONGEST_CHALLENGE: Final = 64 * 1024
"""Bytes: walls send little, while ordinary pages may carry a wall's scripts too."""
_SITEMAP: Final = ("sitemap", "site-map")


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsNote:
    """One oddity of a robots.txt file."""

    kind: NoteKind
    line: int | None
    """1-based; null when it is about the whole file."""
    text: str
    """The line as written, cut to 200 characters; of a whole file its first line."""


def robots_notes(body: bytes, rules: RobotsTxt) -> tuple[RobotsNote, ...]:
    """What is odd about a file and its reading, at most 20 notes of a kind. Linear, never raises."""
    if not (rules.unknown or rules.typos or rules.orphans or rules.cut or rules.cut_lines or body[:1] == b"\xef"):
        return ()
    lines = _LINE_END.split(body[:LARGEST])
    return tuple(_found(body, rules, lines))


def _found(body: bytes, rules: RobotsTxt, lines: list[bytes]) -> Iterator[RobotsNote]:
    marked = body.startswith(b"\xef\xbb\xbf")
    if marked:
        yield RobotsNote(kind="bom", line=1, text="byte order mark")
    start = body[3 if marked else 0 :][:1024].lstrip()
    markup = start.startswith(b"<")
    if rules.unknown and not rules.groups and (markup or not (rules.sitemaps or rules.orphans)):
        first = rules.unknown[0].line
        kind: NoteKind = "unreadable"
        if markup:
            kind = "challenge" if len(body) <= _LONGEST_CHALLENGE and _CHALLENGE.search(body) else "html"
        # What the lines of a page say is of no interest.
        yield RobotsNote(kind=kind, line=first, text=_written(lines, first))
        return
    if rules.cut:
        yield RobotsNote(kind="cut", line=None, text=f"{rules.size} bytes")
    yield from _noted("long_line", rules.cut_lines, lines)
    yield from _noted("orphan", (r.line for r in rules.orphans), lines)
    # A sitemap that others do not find costs nobody a rule.
    yield from _noted("typo", (t.line for t in rules.typos if not t.field.startswith(_SITEMAP)), lines)
    yield from _noted("unknown_field", (u.line for u in rules.unknown), lines)


def _noted(kind: NoteKind, numbers: Iterable[int], lines: list[bytes]) -> Iterator[RobotsNote]:
    for number, _ in zip(numbers, range(_MOST), strict=False):
        yield RobotsNote(kind=kind, line=number, text=_written(lines, number))


def _written(lines: list[bytes], number: int) -> str:
    # NULs stand between the letters of a file in UTF-16.
    return lines[number - 1][:1000].replace(b"\0", b"").decode("utf-8", "replace").strip("\ufeff\ufffd \t")[:200]

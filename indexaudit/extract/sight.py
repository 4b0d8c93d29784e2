"""What walls and shells are judged by, and the ways to look for a sign of one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Final, NamedTuple

from indexaudit.extract.document import Page
from indexaudit.extract.paths import Element, line_of
from indexaudit.extract.posts import Posts
from indexaudit.extract.shown import Shown
from indexaudit.facts import Head, Heading
from indexaudit.model import Evidence

__all__ = ["TEXT", "Sight", "Sign", "seen"]

_TITLE: Final = 300
TEXT: Final = 20_000
"""Characters of the visible text that are searched: a wall is a short page."""
_MATCHES: Final = 10
_SCRIPTS: Final = 100
_SCRIPT: Final = 4_000


class Sign(NamedTuple):
    """One thing seen."""

    text: str
    """In plain words."""
    evidence: Evidence


def seen(text: str, what: str, line: int | None) -> Sign:
    """A sign with what was seen in the HTML, and where."""
    return Sign(text, Evidence(where="html", text=" ".join(what.split())[:300], line=line))


@dataclass(frozen=True, kw_only=True)
class Sight:
    """One page, as the readers of walls and shells are given it."""

    page: Page
    head: Head
    shown: Shown
    posts: Posts
    headings: tuple[Heading, ...]
    scripts: tuple[Element, ...]

    @property
    def prose_words(self) -> int:
        """Words of running text: a cheap stand-in for the main text."""
        return self.posts.own_words + self.posts.listed_words

    @property
    def titles(self) -> tuple[tuple[str, int | None], ...]:
        """The document's title and its first headings, with their lines."""
        found = [(title.text, title.line) for title in self.head.titles[:1]]
        found += [(heading.text, heading.line) for heading in self.headings[:3]]
        return tuple(found)

    def in_url(self, pattern: re.Pattern[str], text: str) -> Sign | None:
        """Look in the address that answered."""
        match = pattern.search(self.page.url[:2_000])
        return Sign(text, Evidence(where="url", text=match.group()[:300])) if match else None

    def in_titles(self, pattern: re.Pattern[str], text: str) -> Sign | None:
        """Look in the title and the first headings."""
        for title, line in self.titles:
            if pattern.search(title[:_TITLE]):
                return seen(text, title, line)
        return None

    def in_title(self, pattern: re.Pattern[str], text: str) -> Sign | None:
        """Look in the document's title alone."""
        for title in self.head.titles[:1]:
            if pattern.search(title.text[:_TITLE]):
                return seen(text, title.text, title.line)
        return None

    def in_headings(self, pattern: re.Pattern[str], text: str) -> Sign | None:
        """Look in the first headings alone."""
        for heading in self.headings[:5]:
            if pattern.search(heading.text[:_TITLE]):
                return seen(text, heading.text, heading.line)
        return None

    @cached_property
    def lowered(self) -> str:
        """The beginning of the visible text in lower case."""
        return self.shown.text[:TEXT].lower()

    def says(self, words: Iterable[str]) -> bool:
        """Whether the visible text holds one of some plain words: much quicker than a pattern that needs one."""
        return any(word in self.lowered for word in words)

    def in_text(self, pattern: re.Pattern[str], text: str, *beside: Sign | None) -> Sign | None:
        """Look in the visible text. What a sign of ``beside`` says already is no second sign."""
        said = " ".join(sign.evidence.text.lower() for sign in beside if sign is not None)
        for match in islice(pattern.finditer(self.shown.text[:TEXT]), _MATCHES):
            phrase = " ".join(match.group().split())
            if phrase.lower() not in said:
                return seen(text, phrase, None)
        return None

    def in_scripts(self, pattern: re.Pattern[str], text: str) -> Sign | None:
        """Look in the addresses and the first lines of scripts."""
        for script in self.scripts[:_SCRIPTS]:
            source = (script.get("src") or "")[:500]
            match = pattern.search(source) or pattern.search((script.text or "")[:_SCRIPT])
            if match:
                return seen(text, f"<script> {match.group()}", line_of(script))
        return None

    def marked(self, path: Callable[[Element], list[Element]], text: str) -> Sign | None:
        """Look for an element."""
        for element in path(self.shown.root)[:1]:
            names = " ".join(f'{name}="{element.get(name)}"' for name in ("id", "class") if element.get(name))
            return seen(text, f"<{element.tag} {names}>", line_of(element))
        return None

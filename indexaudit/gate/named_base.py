"""Whether the pages of a folder say that they are served where the caller says: a wrong base address is well-formed."""

from __future__ import annotations

from collections import Counter
from urllib.parse import unquote, urlsplit

from indexaudit.gate.layouts import paths_of

__all__ = ["NamedBase"]


class NamedBase:
    """Counts the base addresses that canonicals and sitemaps of a folder imply."""

    def __init__(self, base: str) -> None:
        """``base``: the caller's, with its final slash."""
        self._base = base
        self._canonicals: Counter[str] = Counter()
        self._listed: Counter[str] = Counter()

    def canonical(self, name: str, url: str) -> None:
        """The page of a file names an address. One of another base that does not end like the file says nothing."""
        plain = unquote(url.partition("#")[0].partition("?")[0])
        for path in paths_of(name):
            if plain.endswith(f"/{path}"):
                self._canonicals[plain[: len(plain) - len(path)]] += 1
                return
        self._canonicals[self._base] += url.startswith(self._base)

    @property
    def doubtful(self) -> bool:
        """Whether canonicals speak for another base, or there is none that speaks for this one."""
        return self._other(self._canonicals) is not None or not self._canonicals

    def listed(self, url: str) -> None:
        """A sitemap lists an address."""
        parts = urlsplit(url)
        self._listed[self._base if url.startswith(self._base) else f"{parts.scheme}://{parts.netloc}/"] += 1

    def note(self) -> str | None:
        """What the caller should know; null when most speak for the base, or there is nothing to go by."""
        by_pages, by_sitemap = self._other(self._canonicals), self._other(self._listed)
        base = by_pages or by_sitemap
        if base is None or (by_pages is None and self._canonicals):
            return None
        said = []
        if by_pages is not None:
            said.append(f"{self._canonicals[by_pages]:,} of {self._canonicals.total():,} canonicals")
        if by_sitemap is not None and base.startswith(by_sitemap):
            said.append("the sitemap")
        verb = "name" if len(said) > 1 or by_pages is not None else "names"
        return f"{' and '.join(said)} {verb} {base}; is --base-url {self._base} right, and the site built for it?"

    def _other(self, counts: Counter[str]) -> str | None:
        """The base that more than half of the addresses imply, when it is not the caller's."""
        if not counts:
            return None
        # Of two that are even the first by name.
        base, most = min(counts.items(), key=lambda one: (-one[1], one[0]))
        return base if base != self._base and 2 * most > counts.total() else None

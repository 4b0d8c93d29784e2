"""One address on its way: whose it is, what kind, and its canonical form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from indexaudit.errors import InvalidURL
from indexaudit.platforms.base import Platform
from indexaudit.platforms.canonical import Query, filled, kept, target_of, tracks
from indexaudit.platforms.grammar import Found, Parts, Site, match_elsewhere, rules_of, site_of
from indexaudit.web.urls import Url, plain_escapes, read_url

__all__ = ["OWNED", "Reading"]

OWNED: Final = frozenset(("owned_blog", "web"))
"""Sorts of platforms whose addresses their owners make up."""

_DEEPEST: Final = 4
"""Wrappers within wrappers that are unwrapped."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An address with its platform and kind."""

    url: Url
    host: str
    """Without a dot at its end."""
    path: str
    """Escapes that mean nothing decoded; on a platform with ``#!`` addresses, their path."""
    pairs: tuple[Query, ...]
    fragment: str
    site: Site | None
    """Null when no platform claims the host."""
    found: Found | None
    """Null when the platform's file has no kind for it."""
    basis: str
    """``host``, ``path`` or ``page``: what told."""
    depth: int = 0

    @classmethod
    def of(cls, url: Url, *, known: str | None = None, depth: int = 0) -> Reading:
        """Read. ``known``: the software that is known to make the page."""
        host = url.host.rstrip(".") if url.host.endswith(".") and len(url.host) > 1 else url.host
        site = site_of(host)
        path, fragment, query = url.path, url.fragment, url.query
        if "%" in path:
            path = plain_escapes(path)
        if site is None:
            pairs = Query.read(query) if query else ()
            parts = Parts(path, tuple((p.name, p.value) for p in pairs), fragment)
            if known is not None and (found := rules_of(known).find(parts)) is not None:
                return cls(url, host, path, pairs, fragment, None, found, "page", depth)
            return cls(url, host, path, pairs, fragment, None, match_elsewhere(parts), "path", depth)
        if site.platform.hashbang and fragment.startswith("!"):
            path, _, query = fragment[1:].partition("?")
            path, fragment = path if path.startswith("/") else "/" + path, ""
        if "%" in path:
            path = path.replace("%40", "@").replace("%3A", ":")
        pairs = Query.read(query) if query else ()
        found = site.rules.find(Parts(path, tuple((p.name, p.value) for p in pairs), fragment))
        return cls(url, host, path, pairs, fragment, site, found, "host", depth)

    @property
    def platform(self) -> Platform | None:
        """Whose host it is, else whose software the address is typical of."""
        if self.site is not None:
            return self.site.platform
        return self.found.rule.platform if self.found else None

    def canonical(self) -> str | None:
        """The canonical form; null when only the network could tell."""
        if self.depth > _DEEPEST:
            return None
        if self.found is None:
            # What the file does not know may exist on this host alone; the root of each is the platform's home.
            whole = self._as_given(f"https://{self.host}")
            return self._origin() + "/" if self.path == "/" and "?" not in whole else whole
        kind, named = self.found.rule.kind, self.found.named
        if kind.target is not None:
            return self._target(kind.target, named)
        if kind.canonical is None:
            return self._as_given()
        if kind.canonical == "unknown":
            return None
        if kind.canonical == "parent":
            return self._parent()
        if self.site is not None:
            named = {"sub": self.site.sub, **named}
        made = filled(kind.canonical, named)
        if made is None:
            return None
        whole = made if made.startswith("https://") else self._origin() + made
        # A parent or target may have a canonical form of its own.
        return whole if kind.own_document or whole == self.url.href else self._again(whole)

    def _origin(self) -> str:
        if self.site is not None:
            return "https://" + self.site.canonical_host
        port = "" if self.url.port is None else f":{self.url.port}"
        return f"{self.url.scheme}://{self.host}{port}"

    def _as_given(self, origin: str | None = None) -> str:
        origin = origin or self._origin()
        path, kind, platform = self.path, self.found.rule.kind if self.found else None, self.platform
        if kind is not None and kind.slash is not None and len(path) > 1:
            path = path.rstrip("/") + "/" if kind.slash else path.rstrip("/") or "/"
        if not self.pairs:
            return origin + path
        selecting = kind is None or not kind.static or platform is None or platform.channel in OWNED
        query = plain_escapes(kept(self.pairs, platform, selecting=selecting))
        return f"{origin}{path}?{query}" if query else origin + path

    def _parent(self) -> str | None:
        """The canonical form without what makes it the child."""
        if self.found is None:
            return None
        rule = self.found.rule
        query = "&".join(pair.raw for pair in self.pairs if not rule.selects(pair.name))
        return self._again(self._origin() + self.path + (f"?{query}" if query else ""))

    def _target(self, template: str, named: Mapping[str, str]) -> str | None:
        if "{undashed}" in template and self.site is not None:
            label = self.site.sub.rpartition(".")[2]
            named = {**named, "undashed": label.replace("--", "\0").replace("-", ".").replace("\0", "-")}
        raw = "&".join(p.raw for p in self.pairs if self.platform is None or not tracks(self.platform, p.name))
        text = target_of(template, named, self.pairs, raw)
        return self._again(text, base=self._origin() + "/") if text else None

    def _again(self, text: str, base: str | None = None) -> str | None:
        try:
            read = read_url(text, base)
        except InvalidURL:
            return None
        if read.href == self.url.href:
            return None
        return Reading.of(read, depth=self.depth + 1).canonical()

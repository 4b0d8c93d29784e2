"""What a secure page loads over http and runs or lays itself out with: browsers block it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from indexaudit.extract.document import Page
from indexaudit.extract.paths import line_of
from indexaudit.facts import Head, InsecureLoad, MixedContent
from indexaudit.web.urls import host_of, join

__all__ = ["read_mixed_content"]

_LOADERS: Final = (("script",), ("link",), ("iframe", "frame", "object", "embed"))
_ATTRIBUTES: Final = {
    "script": "src", "link": "href", "iframe": "src", "frame": "src", "object": "data", "embed": "src",
}  # fmt: skip
_BY_HTTP: Final = re.compile(r"\s*http:", re.IGNORECASE)
_SCRIPT_TYPE: Final = re.compile(
    r"module|(?:text|application)/(?:x-)?(?:java|ecma|j|live)script\S{0,20}", re.IGNORECASE
)
"""HTML, "the script element": with another type it is data, and nothing is fetched."""
_LOCAL: Final = re.compile(r"localhost|.{1,200}\.localhost|127(?:\.[0-9]{1,3}){3}|\[::1\]")
"""Hosts of the reader's own machine (Secure Contexts §3.1: potentially trustworthy)."""
_UPGRADE: Final = "upgrade-insecure-requests"


def read_mixed_content(page: Page, head: Head, policies: Iterable[str]) -> MixedContent:
    """Scripts, style sheets, frames and plugins of a secure page that come by http ("Mixed Content" §3: what is
    blocked). Images, video and audio are upgraded or shown, and are left out. ``policies`` are the values of the
    header Content-Security-Policy."""
    if not page.url.startswith("https:"):
        return MixedContent(loads=(), total=0, upgraded=False, gaps=page.gaps)
    found = tuple(_insecure(page))
    metas = (m.content for m in head.metas if m.name == "content-security-policy" and m.attribute == "http-equiv")
    upgraded = bool(found) and any(_upgrades(policy) for policy in (*policies, *metas))
    return MixedContent(loads=found[: page.limits.listed], total=len(found), upgraded=upgraded, gaps=page.gaps)


def _insecure(page: Page) -> Iterator[InsecureLoad]:
    seen = set()
    for name, attributes, line in _loads(page):
        href = _reference(name, attributes)
        url = join(page.base, href) if href else None
        if url is None or not url.startswith("http:") or _LOCAL.fullmatch(host_of(url) or ""):
            continue
        if (name, url) not in seen:
            seen.add((name, url))
            yield InsecureLoad(element=name, href=href, url=url, line=line)


def _loads(page: Page) -> Iterator[tuple[str, Mapping[str, str], int | None]]:
    """The elements whose reference may be one by http. What stands in <noscript> is not loaded where scripts run."""
    everything = page.base.startswith("http:")  # a <base> by http makes every relative reference one by http
    for names in _LOADERS:
        if page.stream is not None:
            for tag in page.tags(*names):
                href = tag.attributes.get(_ATTRIBUTES[tag.name])
                if href and not tag.in_noscript and (everything or _BY_HTTP.match(href)):
                    yield tag.name, tag.attributes, tag.line
            continue
        for element in page.elements(*names):
            # Nearly every reference is by https or relative: told apart before anything else is looked at.
            href = element.get(_ATTRIBUTES[element.tag])
            if href and (everything or _BY_HTTP.match(href)) and next(element.iterancestors("noscript"), None) is None:
                yield element.tag, element.attrib, line_of(element)


def _reference(name: str, attributes: Mapping[str, str]) -> str:
    """What the element loads as written; empty when nothing is loaded."""
    kind = attributes.get("type", "").strip()
    if name == "script" and kind and not _SCRIPT_TYPE.fullmatch(kind):
        return ""
    if name == "link" and "stylesheet" not in attributes.get("rel", "").lower().split():
        return ""
    return attributes.get(_ATTRIBUTES[name], "").strip()


def _upgrades(policy: str) -> bool:
    """Whether a policy has the directive. Several policies may stand in one header, parted by commas (CSP §2.2)."""
    directives = policy[:20_000].lower().replace(",", ";").split(";")
    return any(directive.split()[:1] == [_UPGRADE] for directive in directives)

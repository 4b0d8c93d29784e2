"""Lines of a built page for what its site showed: the store of a site keeps addresses, and the file has the tags."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Final

from indexaudit.crawl.scope import key
from indexaudit.errors import InvalidURL
from indexaudit.extract.glance import Glance, glance
from indexaudit.model import Evidence, Finding, PageAudit
from indexaudit.web.urls import join

__all__ = ["with_lines"]

_RULES: Final = frozenset({"canonical-target-ok", "internal-links-live", "og-image-fetchable"})
"""Site rules whose evidence is a tag of the page."""
_ADDRESS: Final = re.compile(r"https?://[^\s\"'<>]{1,4000}")
_TAGS: Final = {
    "<link": re.compile(r"<link\b[^>]{0,4000}\bcanonical\b", re.IGNORECASE),
    "<meta": re.compile(r"<meta\b[^>]{0,4000}\bog:image\b", re.IGNORECASE),
}
"""How evidence begins that quotes a tag of which a page has one, to the tag."""
_IMAGE: Final = re.compile(r"<img\b[^>]{0,4000}?\ssrc\s{0,9}=\s{0,9}[\"']?([^\"'>\s]{1,4000})", re.IGNORECASE)
_LINKS: Final = 5_000


def with_lines(audit: PageAudit, body: bytes) -> PageAudit:
    """The page with lines in the evidence of site rules, for reviewers and for marks that let lines off.

    ``body``: the page's file. Evidence that is not found in it stays as it is.
    """
    if not any(_lacks_lines(finding) for finding in audit.findings):
        return audit
    seen = glance(body, audit.final_url, links=_LINKS)
    lines = _lines(seen)
    tags = {start: _first(tag, seen.text) for start, tag in _TAGS.items()}
    return replace(
        audit,
        findings=tuple(
            replace(f, evidence=tuple(_placed(one, lines, tags) for one in f.evidence)) if _lacks_lines(f) else f
            for f in audit.findings
        ),
    )


def _lacks_lines(finding: Finding) -> bool:
    return finding.rule in _RULES and any(one.line is None for one in finding.evidence)


def _placed(one: Evidence, lines: dict[str, int], tags: dict[str, int | None]) -> Evidence:
    if one.line is not None:
        return one
    for start, line in tags.items():
        if one.text.startswith(start):
            return one if line is None else replace(one, line=line)
    for address in _ADDRESS.findall(one.text):
        if (line := lines.get(_key(address) or "")) is not None:
            return replace(one, where="html", line=line)
    return one


def _lines(seen: Glance) -> dict[str, int]:
    """Address to the line of the first link to it, else of the first image at it."""
    lines: dict[str, int] = {}
    at = line = 0
    for anchor in seen.anchors:
        line += seen.text.count("\n", at, anchor.end)
        at = anchor.end
        if (url := join(seen.base, anchor.href)) is not None and (known := _key(url)) is not None:
            lines.setdefault(known, line + 1)
    at = line = 0
    for image in _IMAGE.finditer(seen.text):
        line += seen.text.count("\n", at, image.start())
        at = image.start()
        if (url := join(seen.base, unescape(image[1]))) is not None and (known := _key(url)) is not None:
            lines.setdefault(known, line + 1)
    return lines


def _first(tag: re.Pattern[str], text: str) -> int | None:
    found = tag.search(text)
    return None if found is None else text.count("\n", 0, found.start()) + 1


def _key(url: str) -> str | None:
    try:
        return key(url)
    except InvalidURL:
        return None

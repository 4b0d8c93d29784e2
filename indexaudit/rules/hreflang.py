"""The rule on links to versions of the page in other languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from indexaudit.facts import Alternate, Head
from indexaudit.model import Dimension, Evidence, EvidenceStrength, Outcome, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unless_half_read, warn
from indexaudit.rules.canonical_links import private_host
from indexaudit.rules.compare import loosely_same, quote
from indexaudit.rules.sources import GOOGLE_HREFLANG, SCREAMING_FROG_CONTENT
from indexaudit.snapshot import Exchange
from indexaudit.web.hreflang import HreflangCode, read_hreflang
from indexaudit.web.urls import normalize

_SHOWN: Final = 3
"""Faults that a message tells one by one."""


@rule(
    "hreflang-valid",
    "The links to other languages are ones that search engines follow",
    dimension=Dimension.METADATA,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.REQUIREMENT,
    sources=[GOOGLE_HREFLANG, SCREAMING_FROG_CONTENT],
    since="0.1",
)
def hreflang_valid(head: Head, exchange: Exchange) -> Outcome:
    """Every `hreflang` has a real code and an absolute address, no code has two addresses, and the page itself is among
    them.

    ## Why
    Google reads a language of ISO 639-1, then a script or a country of ISO 3166-1 or both, joined by hyphens; it is
    `en-GB`, though people say UK. An entry with another code or a relative address is ignored. Each version has to
    list itself as well, and an `x-default` says what everybody else gets to see. That the other versions link back,
    without which a pair is ignored, and can be indexed, is judged when a site is crawled.

    ## Fix
    Write one `<link rel="alternate" hreflang="en-GB" href="https://…">` into the head for each version, this one
    included.
    """
    entries = [a for a in head.hreflangs if a.hreflang is not None]
    if not entries:
        return unless_half_read(skip("the page names no version in another language"), head)
    if all(a.where == "body" for a in entries):
        if head.end is not None and "hreflang" in head.end.lost:
            return skip("the links were pushed out of the head; see head-markup-valid")
        return fail(
            "the hreflang links stand in the body, where they are not read",
            *_seen(entries),
            fix=f"Move the {len(entries)} links, such as {_written(entries[0])}, into the head.",
        )
    codes = [(a, read_hreflang(a.hreflang or "")) for a in entries]
    faults = list(_faults(codes))
    if faults:
        return fail(_listed([what for what, _, _ in faults]), *_seen(a for _, _, a in faults), fix=_fixes(faults))
    if len({code.key for _, code in codes}) == 1:
        return skip("the page names itself alone, and no version in another language")
    doubts = list(_doubts(codes, head, exchange))
    if not doubts:
        # Google calls an x-default optional: told, and never charged.
        bare = not any(code.key == "x-default" for _, code in codes)
        return ok(*_seen(entries), message="no x-default says what readers of other languages get" if bare else "")
    outcome = warn(
        _listed([what for what, _, _ in doubts]),
        *_seen(a for _, _, a in doubts if a is not None),
        fix=_fixes(doubts),
    )
    return unless_half_read(outcome, head)


def _faults(codes: Iterable[tuple[Alternate, HreflangCode]]) -> Iterator[tuple[str, str, Alternate]]:
    """What makes an entry count for nothing, how to mend it, and the entry; each kind of fault once for each code."""
    told = set()
    for alternate, code in codes:
        if code.verdict == "bad" and code.key not in told:
            told.add(code.key)
            good = f"Write `{code.meant}` instead of {quote(code.written)}" if code.meant else _no_code(code)
            yield f"hreflang {quote(code.written)}: {code.problem}", good, alternate
        href = alternate.href.strip()
        if alternate.url is None or not alternate.url.startswith(("http:", "https:")):
            yield f"the address {quote(href)} is none", f"Write the address of the {code.written} version", alternate
        elif not href.lower().startswith(("http:", "https:")) and "relative" not in told:
            told.add("relative")
            yield (
                f"the address {quote(href)} is not absolute",
                f"Write `{alternate.url}` instead of {quote(href)}",
                alternate,
            )


def _no_code(code: HreflangCode) -> str:
    return f"Name a language, such as `en`, or language and country, such as `en-GB`, instead of {quote(code.written)}"


def _doubts(
    codes: list[tuple[Alternate, HreflangCode]], head: Head, exchange: Exchange
) -> Iterator[tuple[str, str, Alternate | None]]:
    """What makes the set less than it could be."""
    targets: dict[str, Alternate] = {}
    for alternate, code in codes:
        first = targets.setdefault(code.key, alternate)
        if first.url and alternate.url and normalize(first.url) != normalize(alternate.url):
            yield (
                f"hreflang {quote(code.written)} has two addresses, {first.url} and {alternate.url}",
                f"Keep one address for {quote(code.written)}",
                alternate,
            )
            break
    known = None if private_host(head, exchange) else head.canonical
    own = [exchange.final_url, *([known] if known else [])]
    if not any(a.url and loosely_same(a.url, url) for a, _ in codes for url in own):
        good = normalize(known or exchange.final_url)
        language = f'hreflang="{head.language}"' if head.language else "its own hreflang"
        yield "the page itself is not among the versions", f"Add `{good}` with {language}", None
    for alternate, code in codes:
        # Where no documented code says the same (``fil``, ``es-419``), nothing better can be written.
        if code.verdict == "doubtful" and code.meant:
            good = f"Write `{code.meant}` instead of {quote(code.written)}"
            yield f"hreflang {quote(code.written)}: {code.problem}", good, alternate
            break


def _listed(parts: list[str]) -> str:
    more = len(parts) - _SHOWN
    return "; ".join(parts[:_SHOWN]) + (f"; and {more} more" if more > 0 else "")


def _fixes(found: Iterable[tuple[str, str, Alternate | None]]) -> str:
    parts = list(dict.fromkeys(fix for _, fix, _ in found))[:_SHOWN]
    return ". ".join(parts) + "."


def _seen(entries: Iterable[Alternate]) -> tuple[Evidence, ...]:
    return tuple(
        evidence(
            f'Link: <{a.href}>; rel="alternate"; hreflang="{a.hreflang}"' if a.where == "header" else _written(a),
            line=a.line,
            where="header" if a.where == "header" else "html",
        )
        for a in list(entries)[:5]
    )


def _written(alternate: Alternate) -> str:
    return f'<link rel="alternate" hreflang="{alternate.hreflang}" href="{alternate.href}">'

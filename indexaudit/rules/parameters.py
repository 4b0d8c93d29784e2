"""Rules on what stands in addresses beside their words: parameters, sessions, tracking, encoding, host variants."""

from __future__ import annotations

import re
from typing import Final

from indexaudit.facts import Canonical, Cards, Head, Link, Links, Missing, Permalink
from indexaudit.model import Address, Dimension, Evidence, EvidenceStrength, Outcome, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, unless_half_read, warn
from indexaudit.rules.compare import loosely_same, quote
from indexaudit.rules.sources import GOOGLE_URL, SCREAMING_FROG_URI
from indexaudit.rules.thresholds import Thresholds
from indexaudit.snapshot import Exchange
from indexaudit.web.urls import host_of, normalize, query_pairs, tracking_parameters

_PAGING: Final = frozenset({"page", "paged", "pg", "offset", "start", "from", "cursor"})
"""Names with which lists turn their pages; they select content, and do no harm."""

_SESSION: Final = re.compile(
    r"[?&;](phpsessid|jsessionid|aspsessionid[a-z]{0,16}|cfid|cftoken|sessionid|session_id)=[^&#;]", re.IGNORECASE
)
_OF_SESSIONS: Final = ("sess", "cfid", "cftoken")
"""Each of these names holds one of them."""
_ODD_PAIRS: Final = re.compile(r"[?&](?:[^=&#:]{1,64}:[^=&#]{0,256}|[^&#]{0,256},,[^&#]{0,256})(?=[&#]|$)")
"""A pair that is written with a colon and no equals sign, or a list with double commas."""

_MALFORMED: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_DOUBLED: Final = re.compile(r"%25(?:20|[C-Fc-f][0-9A-Fa-f]%25[89ABab][0-9A-Fa-f])")
"""A blank or a letter outside ASCII encoded twice. Other escapes behind ``%25`` may be a percent sign's own."""
_RAW: Final = re.compile(r"[^\x21-\x7e]")
_TEMPLATE: Final = re.compile(r"\{\{|\$\{|<%|%>|\[%|%[A-Za-z_]{3,40}%")
"""Marks of a template that scripts have yet to fill: no address, so nothing to encode."""


@rule(
    "url-params-minimal",
    "The address has no parameters that select nothing",
    dimension=Dimension.PERMALINK,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_URL],
    since="0.1",
)
def url_params_minimal(permalink: Permalink, address: Address, head: Head | Missing, thresholds: Thresholds) -> Outcome:
    """Few query parameters remain when tracking is taken off, and they are written as `name=value`.

    ## Why
    Every parameter that does not change the content makes another address for the same page, and crawlers fetch them
    all. Parameters that select the content (`?p=12`) and page numbers are not counted here: the first are judged by
    permalink-readable, the second are how lists work. Which of the rest change the content only a second fetch could
    tell. Where the canonical names the address without them, all is done.

    ## Fix
    Leave out parameters that change nothing, keep state in cookies, and write the rest as `?name=value&name=value`.
    """
    seen = evidence(address.url, where="url")
    if odd := _ODD_PAIRS.search(address.url):
        return fail(
            f"the query is written in a way that crawlers do not split: {quote(odd[0])}",
            seen,
            fix=f"Write {quote(odd[0])} as `?name=value&name=value`.",
        )
    counted = {*permalink.identity_parameters, *permalink.session_parameters}
    names = [name for name, _ in permalink.parameters if name not in counted and name.lower() not in _PAGING]
    if not names:
        return ok()
    if isinstance(head, Head) and head.canonical and _is_plain(head.canonical, address.url, names):
        return ok(seen, message=f"the canonical leaves out {', '.join(dict.fromkeys(names))}")
    listed = ", ".join(dict.fromkeys(names))
    fix = f"Leave out what changes nothing ({listed}), or name the plain address as canonical."
    if len(names) >= thresholds.url_parameters:
        return fail(f"the address carries {len(names)} parameters: {listed}", seen, fix=fix)
    return warn(f"the address carries parameters: {listed}", seen, fix=fix)


def _is_plain(canonical: str, url: str, names: list[str]) -> bool:
    """Whether the canonical is this very address without these parameters."""
    plain, _, query = canonical.partition("?")
    kept = {name for name, _ in query_pairs(query)}
    return kept.isdisjoint(names) and loosely_same(plain, url.partition("#")[0].partition("?")[0])


@rule(
    "url-no-session-id",
    "No address carries a session id",
    dimension=Dimension.PERMALINK,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_URL],
    since="0.1",
)
def url_no_session_id(permalink: Permalink, address: Address, links: Links) -> Outcome:
    """Neither the address nor the page's own links hold PHPSESSID, jsessionid or the like.

    ## Why
    A session id makes a new address at every visit, so that crawlers never come to an end and links are split over
    addresses that no longer work. Google advises cookies. A name that may mean something else (`sid`) is a warning.

    ## Fix
    Keep sessions in cookies, and turn off rewriting of links (`session.use_trans_sid`, `tracking-modes`).
    """
    for name in permalink.session_parameters:
        seen = evidence(address.url, where="url")
        fix = f"Take `{name}` out of the address; keep the session in a cookie."
        if name.lower() == "sid":
            return warn(f"the address carries {name}, which looks like a session id", seen, fix=fix)
        return fail(f"the address carries the session id {name}", seen, fix=fix)
    # All at once first: hardly any page has one.
    together = "\n".join([link.url or "" for link in links.inside]).lower()
    for link in links.inside if any(part in together for part in _OF_SESSIONS) else ():
        if found := _SESSION.search(link.url or ""):
            return fail(
                f"links of the page carry the session id {found[1]}",
                _written(link),
                fix=f"Take `{found[1]}` out of the links; keep the session in a cookie.",
            )
    return unless_half_read(ok(), links)


@rule(
    "url-no-tracking-params",
    "Canonical, og:url and internal links are free of tracking",
    dimension=Dimension.PERMALINK,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_URL, SCREAMING_FROG_URI],
    since="0.1",
)
def url_no_tracking_params(head: Head, cards: Cards, links: Links, exchange: Exchange) -> Outcome:
    """The addresses that a page gives for itself and for its neighbours hold no utm_, gclid, fbclid and the like.

    ## Why
    Tracking belongs to links that others follow to the site. In the canonical it makes the tracked address the one
    that is indexed; in internal links it makes a second address for every page. A link to another host of the same
    owner (a shop, a job board) may be counted as a visit from outside, and one with `nofollow` asks for no visit. The
    address under audit may carry tracking: it was copied from somewhere, and is read without.

    ## Fix
    Name the plain address. Measure clicks inside the site with events instead of parameters.
    """
    named = [("canonical", c.url, _written(c)) for c in head.canonicals if c.url]
    if card := cards.first("og:url"):
        named.append(("og:url", card.content, evidence(card.content, line=card.line, byte=card.byte)))
    for what, url, seen in named:
        if names := tracking_parameters(url):
            return fail(
                f"the {what} carries tracking: {', '.join(names)}",
                seen,
                fix=f"Write `{normalize(url)}` instead of `{url}`.",
            )
    here = _bare_host(exchange.final_url)
    tracked = [
        (link, names)
        for link in links.inside
        if link.url
        and "?" in link.url
        and link.href.strip()[:1] not in ("", "#")
        and "nofollow" not in link.rel
        and (names := tracking_parameters(link.url))
        and _bare_host(link.url) == here
    ]
    if tracked:
        link, names = tracked[0]
        count = "1 internal link carries" if len(tracked) == 1 else f"{len(tracked)} internal links carry"
        return warn(
            f"{count} tracking: {', '.join(names)}",
            *(_written(found) for found, _ in tracked[:5]),
            fix=f"Link to `{normalize(link.url or link.href)}` instead of `{link.url}`.",
        )
    return unless_half_read(ok(), head, cards, links)


def _bare_host(url: str) -> str:
    return (host_of(url) or "").removeprefix("www.")


@rule(
    "url-encoding-valid",
    "Addresses are validly encoded",
    dimension=Dimension.PERMALINK,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_URL],
    since="0.1",
)
def url_encoding_valid(permalink: Permalink, address: Address, head: Head, links: Links) -> Outcome:
    """The address, the canonical and the internal links are percent-encoded as RFC 3986 asks.

    ## Why
    A stray `%` or an address that was encoded twice (`%2520`) leads different readers to different pages. Spaces and
    letters outside ASCII in a link are repaired by browsers, in the same way by all; Google still asks for UTF-8,
    percent-encoded. Words in the audience's own script are welcome.

    ## Fix
    Encode every address once, when the link is written.
    """
    for fault in permalink.encoding_faults:
        seen, fix = evidence(address.url, where="url"), "Write the address percent-encoded once, in UTF-8."
        message = f"the address is not validly encoded: {fault}"
        return warn(message, seen, fix=fix) if fault.startswith("raw") else fail(message, seen, fix=fix)
    found: list[Canonical | Link] = [*head.canonicals, *[link for link in links.links if link.internal]]
    # All at once first, then each by what an address cannot be wrong without.
    if _is_odd("".join([item.href for item in found])):
        found = [item for item in found if _is_odd(item.href)]
    else:
        found = []
    written = [item for item in found if not _TEMPLATE.search(item.href)]
    for item in written:
        if broken := _MALFORMED.search(item.href) or _DOUBLED.search(_path(item.href)):
            around = quote(item.href[max(0, broken.start() - 20) : broken.end() + 20])
            return fail(
                f"a {_name(item)} is not validly encoded at {around}",
                _written(item),
                fix=f"Encode it once: a percent sign itself is `%25`, a space `%20`. Now: {around}.",
            )
    if lost := next((item for item in written if "\ufffd" in item.href), None):
        return warn(
            f"a {_name(lost)} holds bytes that are not of the page's encoding: {quote(lost.href)}",
            _written(lost),
            fix="Save the page in the encoding that it declares (UTF-8), so that the address can be read whole.",
        )
    for item in written:
        # A fragment is never sent.
        if raw := _RAW.search(item.href.strip(" \t\r\n\f").partition("#")[0]):
            what = "a space" if raw[0] == " " else quote(raw[0])
            return warn(
                f"a {_name(item)} holds {what} as it is, not percent-encoded",
                _written(item),
                fix=f"Write {what} percent-encoded, in UTF-8: `{_encoded(raw[0])}`.",
            )
    return unless_half_read(ok(), head, links)


def _is_odd(href: str) -> bool:
    return "%" in href or " " in href or not href.isascii() or not href.isprintable()


def _name(item: Canonical | Link) -> str:
    return "link" if isinstance(item, Link) else "canonical"


def _written(item: Canonical | Link) -> Evidence:
    if isinstance(item, Link):
        return evidence(f'<a href="{item.href}">', line=item.line)
    return evidence(item.href, line=item.line, where="header" if item.where == "header" else "html")


def _path(href: str) -> str:
    """Without the query: an address inside a parameter is rightly encoded twice."""
    return href.partition("?")[0]


def _encoded(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))

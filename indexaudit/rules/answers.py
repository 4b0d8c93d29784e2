"""Rules on the answer itself: whether one came, its status, its type, and how it was carried."""

from __future__ import annotations

from typing import Final

from indexaudit.facts import Content, Document, Head, Missing, MixedContent, Unavailable
from indexaudit.model import Dimension, EvidenceStrength, Indexability, Outcome, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unknown, warn
from indexaudit.rules.compare import loosely_same
from indexaudit.rules.refusals import refusal
from indexaudit.rules.sources import (
    GOOGLE_CANONICAL,
    GOOGLE_CRAWL_ERRORS,
    GOOGLE_FILE_TYPES,
    GOOGLE_TECHNICAL,
    MIXED_CONTENT,
)
from indexaudit.snapshot import Exchange
from indexaudit.web.urls import host_of, registrable_domain

_SUPPORTED: Final = frozenset(
    {
        "application/epub+zip",
        "application/msword",
        "application/pdf",
        "application/postscript",
        "application/rtf",
        "application/vnd.ms-excel",
        "application/vnd.ms-powerpoint",
        "application/xhtml+xml",
        "application/xml",
        "image/avif",
        "image/bmp",
        "image/gif",
        "image/jpeg",
        "image/png",
        "image/svg+xml",
        "image/webp",
    }
)
_SUPPORTED_FAMILIES: Final = (
    "application/vnd.google-earth",
    "application/vnd.oasis.opendocument",
    "application/vnd.openxmlformats-officedocument",
    "text/",
)
_UNSUPPORTED_TEXT: Final = frozenset({"text/css", "text/javascript"})
_HTML: Final = frozenset({"text/html", "application/xhtml+xml"})
_BLOCKED: Final = {
    "script": "script", "link": "style sheet", "iframe": "frame", "frame": "frame", "object": "plugin",
    "embed": "plugin",
}  # fmt: skip
"""What the elements that load something are called in a message."""


@rule(
    "fetch-reachable",
    "The address answers",
    dimension=Dimension.ACCESS,
    severity=Severity.GATE,
    evidence=EvidenceStrength.REQUIREMENT,
    sources=[GOOGLE_TECHNICAL],
    since="0.1",
    gate=Indexability.UNVERIFIED,
)
def fetch_reachable(exchange: Exchange | Unavailable) -> Outcome:
    """A name lookup, a connection and a whole answer were had.

    ## Why
    What does not answer cannot be indexed. One failed fetch proves little, though: the fault may lie between us and
    the host. So the verdict is "unverified", never "broken", and costs no points.

    ## Fix
    Open the address in a browser from another network. If it fails there too, look at DNS, certificate and server.
    """
    if isinstance(exchange, Unavailable):
        return fail(
            f"nothing was received: {exchange.reason}",
            evidence(exchange.reason, where="url"),
            fix="Try again later and from another network; if it stays so, repair DNS, certificate or server.",
        )
    return ok(evidence(f"{exchange.final_url} answered with status {exchange.status}", where="url"))


@rule(
    "http-status-ok",
    "The address answers with status 200 and a body",
    dimension=Dimension.ACCESS,
    severity=Severity.GATE,
    evidence=EvidenceStrength.REQUIREMENT,
    sources=[GOOGLE_TECHNICAL, GOOGLE_CRAWL_ERRORS],
    since="0.1",
    gate=Indexability.BROKEN,
)
def http_status_ok(exchange: Exchange, content: Content | Missing) -> Outcome:
    """The final status, after redirects, is one that is indexed.

    ## Why
    Google indexes pages that answer 200. A 4xx removes the page from the index, a lasting 5xx too, and an answer
    without a body is treated like a page that does not exist. A host that turns us away (403, 429, 999, a bot
    challenge) says nothing about what it serves to search engines: that is "unknown", never "broken".

    ## Fix
    Serve the page with status 200. If it is gone for good, let it answer 404 or 410 and take out the links to it; if it
    moved, redirect with 301.
    """
    status = exchange.status
    seen = evidence(f"{exchange.final_url} answered with status {status}", where="header")
    if status == 401 and exchange.header("www-authenticate"):
        return skip("the host asks for a login; see no-login-wall")
    if refused := refusal(exchange, content):
        return unknown(f"the host refused us: {refused}", seen)
    if status in (204, 205) or (status == 200 and exchange.size == 0):
        return fail(
            f"the answer has status {status} and no body",
            seen,
            fix=f"Status {status} without a body is indexed as nothing: send the page with status 200.",
        )
    if status in (203, 206, 304):
        return warn(
            f"the answer has status {status}, which is not the plain page",
            seen,
            fix=f"Status {status} is for caches and partial requests: answer a plain GET with status 200.",
        )
    if 200 <= status < 300:
        return ok(seen)
    if 300 <= status < 400 and exchange.header("location"):
        return unknown(f"the answer redirects to {exchange.header('location')[0]}, which was not followed", seen)
    return fail(f"the address answers with status {status}", seen, fix=_repair(status))


def _repair(status: int) -> str:
    if status in (404, 410):
        return f"Status {status}: bring the page back with status 200, or redirect it with 301 to where it moved."
    if status >= 500:
        return f"Status {status}: repair the server; an error that lasts more than two days drops the page."
    return f"Status {status}: answer a plain, anonymous GET with status 200."


@rule(
    "content-type-indexable",
    "The document has a type that search engines index",
    dimension=Dimension.ACCESS,
    severity=Severity.GATE,
    evidence=EvidenceStrength.REQUIREMENT,
    sources=[GOOGLE_FILE_TYPES],
    since="0.1",
    gate=Indexability.BROKEN,
)
def content_type_indexable(exchange: Exchange, document: Document) -> Outcome:
    """The Content-Type header names a type on Google's list of indexable files.

    ## Why
    Google decides by the Content-Type header what a file is, and indexes only the types on its list: HTML, PDF, plain
    text, XML, office documents, images and a few more. Archives, fonts, scripts and JSON are not on it.

    ## Fix
    Send `Content-Type: text/html; charset=utf-8` with a page.
    """
    if exchange.status >= 300 or exchange.size == 0:
        return skip("there is no document to judge")
    sniffed = document.media_type
    if exchange.headers is None:
        if _supported(sniffed):
            return skip("the headers were not given")
        return unknown(f"the headers were not given, and the bytes look like {sniffed}")
    sent = exchange.media_type
    lines = [evidence(f"Content-Type: {value}", where="header") for value in exchange.header("content-type")]
    good = "Send `Content-Type: text/html; charset=utf-8` with this page."
    if sent is None:
        if not exchange.headers_complete:
            return unknown("a malformed header line hides what follows it")
        return warn("no usable Content-Type is sent, so that every reader has to guess", *lines, fix=good)
    if sent in _HTML and sniffed not in _HTML:
        fix = f"Send `Content-Type: {sniffed}` with it, or publish it as an HTML page."
        return warn(f"the document is sent as {sent} and looks like {sniffed}", *lines, fix=fix)
    if sniffed in _HTML and sent not in _HTML:
        return warn(f"the page is HTML and is sent as {sent}", *lines, fix=good)
    if _supported(sent):
        return ok(*lines)
    return fail(
        f"documents of type {sent} are not indexed",
        *lines,
        fix=f"Publish the text as an HTML page, sent as `text/html` instead of `{sent}`.",
    )


def _supported(media_type: str) -> bool:
    if media_type in _SUPPORTED or media_type.endswith("+xml"):
        return True
    return media_type.startswith(_SUPPORTED_FAMILIES) and media_type not in _UNSUPPORTED_TEXT


@rule(
    "https-valid",
    "The page is served over https",
    dimension=Dimension.ACCESS,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_CANONICAL, MIXED_CONTENT],
    since="0.1",
)
def https_valid(exchange: Exchange, mixed: MixedContent | Missing, head: Head | Missing) -> Outcome:
    """The final address is https, the way to it does not fall back to http, and nothing that runs is loaded by http.

    ## Why
    Of two equal addresses Google prefers the https one as canonical, unless the certificate is bad or the way to it
    leads through http, or the page depends on what is not secure. A first hop from http to https is how it should be
    and costs nothing. Scripts, style sheets, frames and plugins by http are blocked by every browser, so that the page
    does not work; images by http are shown, and not judged, nor is a page whose Content-Security-Policy says
    `upgrade-insecure-requests`. A certificate that does not hold is seen as a page that could not be fetched. Where the
    http address names the same address with https as its canonical, only the redirect is missing.

    ## Fix
    Serve the page over https with a valid certificate, redirect the http address to it with 301, and load everything
    that runs or lays out the page by https.
    """
    final = exchange.final_url
    if registrable_domain(host_of(final) or "") is None:
        return skip("the host is not a public one")
    if not final.startswith("https:"):
        canonical = head.canonical if isinstance(head, Head) else None
        if canonical is not None and canonical.startswith("https:") and loosely_same(canonical, final):
            return warn(
                "the http address answers by itself, and its canonical is https",
                evidence(final, where="url"),
                evidence(f"canonical: {canonical}"),
                fix=f"Redirect {final} to {canonical} with 301.",
            )
        return fail(
            "the page is served over http",
            evidence(final, where="url"),
            fix=f"Serve {final} over https and redirect the http address to it with 301.",
        )
    for hop in exchange.hops[1:]:
        if not hop.url.startswith("https:"):
            return warn(
                "the way to the page leads through http",
                evidence(hop.url, where="url"),
                fix=f"Let the redirect skip {hop.url} and go straight to {final}.",
            )
    if isinstance(mixed, MixedContent) and mixed.loads and not mixed.upgraded:
        return _insecure(mixed, exchange)
    return ok(evidence(final, where="url"))


def _insecure(mixed: MixedContent, exchange: Exchange) -> Outcome:
    """What browsers block. Without headers nobody knows whether one makes them load it by https after all."""
    first, others = mixed.loads[0], mixed.total - 1
    beside = "" if not others else f", and {others} more thing{'' if others == 1 else 's'} by http"
    unless = "" if exchange.headers is not None else " (unless a header that was not given upgrades them)"
    return warn(
        f"browsers block a {_BLOCKED[first.element]} that the page loads by http: {first.url}{beside}{unless}",
        *(evidence(f'<{load.element} … "{load.href}">', line=load.line) for load in mixed.loads[:5]),
        fix=f"Load `{first.url}` by https, or take it out.",
    )

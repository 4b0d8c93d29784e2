"""The rule on how much of a page is read."""

from __future__ import annotations

from indexaudit.facts import Document, Inlined, Missing
from indexaudit.model import Address, Dimension, EvidenceStrength, Outcome, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unknown, warn
from indexaudit.rules.publishers import written_by
from indexaudit.rules.sources import GOOGLE_BOT
from indexaudit.rules.thresholds import Thresholds
from indexaudit.snapshot import Exchange

_HTML = frozenset({"text/html", "application/xhtml+xml"})


@rule(
    "html-size-limit",
    "The HTML is small enough to be read whole",
    dimension=Dimension.ACCESS,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.REQUIREMENT,
    sources=[GOOGLE_BOT],
    since="0.1",
)
def html_size_limit(
    exchange: Exchange, document: Document, inlined: Inlined | Missing, address: Address, thresholds: Thresholds
) -> Outcome:
    """The uncompressed HTML has less than the 2 MB that Googlebot reads.

    ## Why
    Googlebot reads the first 2 MB of a page, uncompressed, and drops the rest: text, links and structured data behind
    that are not there. What is sent may be far less, because it is compressed. Scripts, data of scripts, style sheets
    and pictures count when they are written into the page. Older texts say 15 MB.

    ## Fix
    Move data, scripts, styles and pictures into files of their own, and split lists over pages.
    """
    if document.media_type not in _HTML:
        return skip(f"the limit is one for HTML, and this is {document.media_type}")
    if not document.size:
        return skip("there is no document to judge")
    size, most = document.size, thresholds.html_bytes_most
    seen = evidence(f"{size} bytes of HTML, uncompressed", where="header")
    fix = f"Bring it below {_mb(thresholds.html_bytes)}: {_advice(inlined)}."
    platform = written_by(address)
    if platform:
        fix = f"{platform} makes it so long; put what matters to the front, or publish on a host of your own."
    if size > most:
        lost = "more" if exchange.truncated else _mb(size - most)
        said = f"the HTML has {'more than ' if exchange.truncated else ''}{_mb(size)} uncompressed"
        return fail(f"{said}, and Googlebot reads {_mb(most)}: {lost} at its end is not read", seen, fix=fix)
    if exchange.truncated:
        return unknown(f"only the first {_mb(size)} of the page were received", seen)
    if size > thresholds.html_bytes and not platform:
        return warn(f"the HTML has {_mb(size)} uncompressed, of {_mb(most)} that Googlebot reads", seen, fix=fix)
    return ok(seen)


def _advice(inlined: Inlined | Missing) -> str:
    """What to take out first: the largest thing that is written into the page."""
    if not isinstance(inlined, Inlined):
        return "move scripts and styles into files, and split long lists over pages"
    parts = [
        (inlined.files, "pictures and fonts are written into it in base64; link to them as files"),
        (inlined.scripts, "scripts and their data are written into it; load them from files"),
        (inlined.styles, "style sheets are written into it; link to them as files"),
    ]
    size, advice = max(parts, key=lambda part: part[0])
    return f"{_mb(size)} of {advice}" if size >= 100_000 else "split it over several pages"


def _mb(size: float) -> str:
    return f"{size / (1024 * 1024):.1f} MB"

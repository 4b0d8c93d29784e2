"""Rules on how an address is spelt: what joins its words, the case of its letters, its length."""

from __future__ import annotations

from typing import Final
from urllib.parse import unquote, urlsplit

from indexaudit.facts import Permalink
from indexaudit.model import (
    Address,
    Dimension,
    EvidenceStrength,
    Outcome,
    Severity,
)
from indexaudit.rules.base import evidence, fail, ok, rule, skip, warn
from indexaudit.rules.compare import quote
from indexaudit.rules.sources import (
    GOOGLE_URL,
    SCREAMING_FROG_URI,
    SITEMAPS_PROTOCOL,
)
from indexaudit.rules.thresholds import Thresholds
from indexaudit.web.urls import decoded

_CAMEL: Final = "camelCase"
_JOINERS: Final = ("_", "+", "%20")


@rule(
    "slug-separators",
    "Hyphens stand between the words of the address",
    dimension=Dimension.PERMALINK,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_URL],
    since="0.1",
)
def slug_separators(permalink: Permalink, address: Address) -> Outcome:
    """The words of the last path segment are parted by hyphens.

    ## Why
    Google advises hyphens: underscores have long been read as joining two words, and words that run together are hard
    to tell apart. The effect is small, and moving addresses that work costs more than it brings.

    ## Fix
    Use hyphens for new addresses. Leave old ones as they are, unless they move anyway.
    """
    if len(permalink.words) < 2 or permalink.identity_parameters:
        return skip("no two words of the path name the item")
    if address.basis == "host":
        return skip("the platform writes the addresses of its items")
    if _is_wiki(address):
        return skip("wikis write their titles into addresses this way")
    segment = permalink.segment.replace(" ", "%20")
    # An identifier is often hung on with another mark than the words.
    wrong = [s for s in permalink.separators if s in _JOINERS and segment.count(s) > segment.count("-")]
    # A brand may be written in one word with an inner capital (YouTube): three words are no brand.
    if permalink.separators == (_CAMEL,) and len(permalink.words) > 2:
        wrong.append(_CAMEL)
    if not wrong:
        return ok()
    between = "nothing but capitals" if wrong[0] == _CAMEL else f"“{wrong[0]}”"
    return warn(
        f"{between} stands between the words of {quote(permalink.segment)}",
        evidence(address.url, where="url"),
        fix=f"For new addresses: `{'-'.join(permalink.words).lower()}` instead of `{permalink.segment}`.",
    )


@rule(
    "url-case-consistent",
    "The path is in lower case",
    dimension=Dimension.PERMALINK,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_URL],
    since="0.1",
)
def url_case_consistent(permalink: Permalink, address: Address) -> Outcome:
    """No upper-case letters stand in the words of the path.

    ## Why
    Paths are case-sensitive: `/Plums` and `/plums` are two pages to a search engine. Lower case throughout leaves no
    room for a second spelling. It is a fail only when a crawl came upon both, each a page of its own.

    ## Fix
    Write addresses in lower case, and redirect other spellings with 301.
    """
    if permalink.is_root:
        return skip("there is no path to judge")
    if address.basis == "host":
        return skip("the platform writes the addresses of its items")
    if _is_wiki(address):
        return skip("wikis write their titles into addresses this way")
    if not permalink.uppercase_words:
        return ok()
    lower = unquote(urlsplit(address.url).path).lower()
    return warn(
        "the path holds upper-case letters",
        evidence(address.url, where="url"),
        fix=f"Write new addresses in lower case, as in `{lower}`, and redirect other spellings to one with 301.",
    )


def _is_wiki(address: Address) -> bool:
    """Whether the software of a wiki made the address: by its path, its platform, or the name of its host."""
    host = (urlsplit(address.url).hostname or "").split(".")
    return "/wiki/" in address.url or (address.platform or "").startswith("wiki") or "wiki" in host[:-1]


@rule(
    "url-length",
    "The address is short enough to be read and listed",
    dimension=Dimension.PERMALINK,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.CONVENTION,
    sources=[SCREAMING_FROG_URI, SITEMAPS_PROTOCOL],
    since="0.1",
)
def url_length(permalink: Permalink, address: Address, thresholds: Thresholds) -> Outcome:
    """The address has no more characters than people and sitemaps cope with.

    ## Why
    Length is no ranking matter, and Google names no limit. People cut long addresses when they share them, and a
    sitemap may not list one of 2,048 characters or more. Letters outside ASCII count as one each, though they are sent
    as up to nine.

    ## Fix
    Shorten the slug to the words that matter, and leave out parameters that select nothing.
    """
    seen = evidence(address.url, where="url")
    if permalink.length >= thresholds.url_characters_maximum:
        return fail(
            f"the address has {permalink.length} characters as sent; a sitemap may not list it",
            seen,
            fix=f"Shorten it to {thresholds.url_characters:g} characters: fewer folders, fewer parameters.",
        )
    if permalink.decoded_length > thresholds.url_characters:
        sent = f" ({permalink.length} as sent)" if permalink.length != permalink.decoded_length else ""
        return warn(
            f"the address has {permalink.decoded_length} characters{sent}",
            seen,
            fix=f"For new addresses: shorten {quote(_longest_part(address.url))} to the words that matter, to "
            f"{thresholds.url_characters:g} characters in all.",
        )
    return ok()


def _longest_part(url: str) -> str:
    """The segment of the path, or the query, that takes the most room, as a person reads it."""
    parts = urlsplit(decoded(url))
    return max((*parts.path.split("/"), f"?{parts.query}"), key=len)

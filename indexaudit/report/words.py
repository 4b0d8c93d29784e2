"""Terms of the results to the plain words of the reports."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from indexaudit.model import Evidence, Finding, Indexability, PageAudit, PageKind
from indexaudit.report.printable import printable

__all__ = ["LANGUAGES", "PLURALS", "PURPOSES", "SHORT", "place", "reasons", "sentence", "verdict"]

_VERDICTS: Final[Mapping[Indexability, str]] = MappingProxyType(
    {
        Indexability.UNADDRESSABLE: "Not indexable: it has no address of its own",
        Indexability.BROKEN: "Not indexable: the address does not answer with a page",
        Indexability.WALLED: "Not indexable: it stands behind a login",
        Indexability.BLOCKED: "Not indexable: robots.txt keeps search engines out",
        Indexability.EXCLUDED: "Not indexable: it tells search engines to leave it out",
        Indexability.ELSEWHERE: "Indexed elsewhere: Google will show another address instead of this one",
        Indexability.UNVERIFIED: "Not verified: whether Google can index this page could not be observed",
        Indexability.RENDERED_ONLY: "Google can index this page, but only after running its scripts",
        Indexability.INDEXABLE: "Google can index this page",
    }
)

SHORT: Final[Mapping[Indexability, str]] = MappingProxyType(
    {
        Indexability.UNADDRESSABLE: "no address",
        Indexability.BROKEN: "broken",
        Indexability.WALLED: "behind a login",
        Indexability.BLOCKED: "blocked",
        Indexability.EXCLUDED: "excluded",
        Indexability.ELSEWHERE: "elsewhere",
        Indexability.UNVERIFIED: "not verified",
        Indexability.RENDERED_ONLY: "scripts only",
        Indexability.INDEXABLE: "indexable",
    }
)
"""Verdicts for a table."""

PLURALS: Final[Mapping[PageKind, str]] = MappingProxyType(
    {
        PageKind.HOME: "Home pages",
        PageKind.LISTING: "Listings",
        PageKind.ARTICLE: "Articles",
        PageKind.POST: "Posts",
        PageKind.PROFILE: "Profiles",
        PageKind.VIDEO: "Videos",
        PageKind.PRODUCT: "Products",
        PageKind.OTHER: "Other pages",
    }
)

PURPOSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "search": "search",
        "ai_search": "AI search",
        "ai_training": "AI training",
        "user_fetch": "fetched for a user",
        "share_preview": "share previews",
    }
)

LANGUAGES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ar": "Arabic",
        "cs": "Czech",
        "da": "Danish",
        "de": "German",
        "el": "Greek",
        "en": "English",
        "es": "Spanish",
        "fa": "Persian",
        "fi": "Finnish",
        "fr": "French",
        "he": "Hebrew",
        "hi": "Hindi",
        "hu": "Hungarian",
        "id": "Indonesian",
        "it": "Italian",
        "ja": "Japanese",
        "ko": "Korean",
        "nl": "Dutch",
        "no": "Norwegian",
        "pl": "Polish",
        "pt": "Portuguese",
        "ro": "Romanian",
        "ru": "Russian",
        "sv": "Swedish",
        "th": "Thai",
        "tr": "Turkish",
        "uk": "Ukrainian",
        "vi": "Vietnamese",
        "zh": "Chinese",
    }
)
"""English names of the languages that most pages are written in; others are shown by their subtag."""

_PLACES: Final = MappingProxyType(
    {"html": "page", "header": "HTTP header", "robots_txt": "robots.txt", "url": "address", "platform": "platform"}
)


def verdict(audit: PageAudit) -> str:
    """One sentence: whether Google can index the page, and where the cause stands."""
    said = _VERDICTS[audit.indexability]
    if audit.indexability is Indexability.EXCLUDED and not reasons(audit):
        return said + ", as the configuration expects."
    if audit.indexability is Indexability.ELSEWHERE and audit.indexed_at:
        return f"{said}: {printable(audit.indexed_at)}"
    if audit.indexability is Indexability.UNVERIFIED:
        why = audit.fetch_error.message if audit.fetch_error else next((f.message for f in reasons(audit)), "")
        return f"{said}: {_ended(printable(why))}" if why else said + "."
    if not audit.indexability.shuts:
        return said + "."
    where = next((place(e) for f in reasons(audit) for e in f.evidence), "")
    return f"{said} ({where})." if where else said + "."


def reasons(audit: PageAudit) -> tuple[Finding, ...]:
    """The findings that decided the verdict; a fault that the configuration expects is none."""
    return tuple(f for f in audit.findings if f.rule in audit.indexability_reasons)


def place(evidence: Evidence) -> str:
    """Where it was seen: ``line 12``, ``HTTP header``, ``robots.txt, line 3`` …"""
    if evidence.line is None:
        return _PLACES[evidence.where]
    return f"line {evidence.line}" if evidence.where == "html" else f"{_PLACES[evidence.where]}, line {evidence.line}"


def sentence(message: str) -> str:
    """A message, safe to print, with a capital where it starts with a word (and not with a tag or a name)."""
    text = printable(message)
    word = text.partition(" ")[0].rstrip(",:;")
    return text[:1].upper() + text[1:] if word.isalpha() and word.islower() else text


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?", "…")) else sentence + "."

"""Texts that carry no author and no date by custom: documentation, legal and company pages. Holds no rule."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote, urlsplit

from indexaudit.facts import Claims, MainEntities, Missing
from indexaudit.model import Address, PageType

__all__ = ["hardly_an_article", "spoken_for_a_body", "unsigned"]

_LENGTH: Final = re.compile(r"\d+ words of running text|the address holds \d+ words|og:type article")
"""Signs of an article (PageType.basis) that a page of a company gives as well: publishing systems write og:type article
into each."""

_PATHS: Final = frozenset(
    {
        # documentation and help
        *("api", "doc", "docs", "documentation", "dokumentation", "dictionary", "faq", "faqs", "glossar", "glossary"),
        *(
            "guide",
            "guides",
            "help",
            "help-center",
            "hilfe",
            "howto",
            "kb",
            "knowledge-base",
            "knowledgebase",
            "lexikon",
        ),
        *("manual", "manuals", "reference", "support", "tutorial", "tutorials", "wiki", "aide", "ayuda", "w"),
        # law
        *("agb", "cookies", "datenschutz", "datenschutzerklaerung", "disclaimer", "impressum", "imprint", "legal"),
        *("mentions-legales", "nutzungsbedingungen", "policies", "policy", "privacy", "privacy-policy", "terms"),
        *("terms-and-conditions", "terms-of-service", "terms-of-use", "tos", "widerruf", "cgv", "aviso-legal"),
        # the company and what it offers
        *("about", "about-us", "ueber-uns", "uber-uns", "unternehmen", "company", "contact", "kontakt", "careers"),
        *("jobs", "karriere", "products", "produkte", "product", "produkt", "services", "service", "leistungen"),
        *("solutions", "loesungen", "pricing", "preise", "features", "team", "investors", "ueber", "a-propos"),
        *("quienes-somos", "sobre", "chi-siamo", "themen", "topics", "sortiment", "shop", "store"),
        # software and data
        *("dataset", "datasets", "download", "downloads", "package", "packages", "plugins"),
    }
)
"""Path segments, in lower case."""
_OWNED: Final = frozenset(
    {
        *("press", "presse", "press-release", "press-releases", "press-office", "pressemitteilung", "pressreleases"),
        *("pressemitteilungen", "pressemeldung", "pressemeldungen", "pressebereich", "presseinformationen", "newsroom"),
        *("communiques", "communique", "comunicados", "sala-de-prensa", "reden", "speeches", "statements-releases"),
        *("deals", "angebote", "gutscheine", "coupons", "events", "event", "veranstaltungen", "termine", "agenda"),
        *("seminar", "seminars", "seminare", "workshop", "workshops", "webinar", "webinars"),
        *("lyrics", "obituaries", "rezepte", "recipes"),
    }
)
"""Path segments of what an organisation says for itself, and of entries in lists: dated, and not signed."""
_PUBLIC: Final = re.compile(r"(?:^|\.)(?:gov|mil|gob|gouv|govt|gv|go)(?:\.[a-z]{2})?$")
"""Hosts of governments."""
_HOSTS: Final = frozenset(
    {
        *("api", "dev", "developer", "developers", "doc", "docs", "faq", "help", "hilfe", "kb", "manual", "shop"),
        *("store", "support", "wiki"),
    }
)
"""First labels of hosts."""
_WIKIS: Final = frozenset({"wikipedia.org", "wiktionary.org", "fandom.com", "wikibooks.org", "wikidata.org"})
_TYPES: Final = frozenset(
    {
        *("AboutPage", "APIReference", "CheckoutPage", "ContactPage", "Dataset", "Event", "FAQPage", "JobPosting"),
        *("MedicalWebPage", "Movie", "Place", "Product", "QAPage", "Service", "SoftwareApplication", "TechArticle"),
        *("LocalBusiness", "Course", "MusicAlbum", "MusicRecording", "DefinedTerm"),
    }
)
_LEGAL: Final = re.compile(r"privacy-?policy|terms-(?:of|and)|datenschutz|impressum|cookie-?(?:policy|richtlinie)")
_SEGMENT: Final = re.compile(r"\.(?:html?|php|aspx?|jsp)$")


def hardly_an_article(page_type: PageType, claims: Claims | Missing) -> str | None:
    """Why a page without a date that is only taken for an article may be none, in words; null when more tells."""
    if _dated(claims) or not all(map(_LENGTH.match, page_type.basis)):
        return None
    return "only the length of its text makes it look like an article, and it shows no date"


def spoken_for_a_body(address: Address) -> str | None:
    """Why a text with a date needs no byline, in words: its publisher says it; null when readers expect one."""
    parts = urlsplit(address.url)
    if _PUBLIC.search(parts.hostname or ""):
        return "a government says it, and no single author"
    for segment in parts.path.split("/")[:12]:
        word = _SEGMENT.sub("", unquote(segment[:60]).lower())
        if word in _OWNED:
            return f"texts under /{word} are not signed by custom"
    return None


def _dated(claims: Claims | Missing) -> bool:
    return isinstance(claims, Claims) and bool(claims.dates or claims.of("published") or claims.of("modified"))


def unsigned(address: Address, entities: MainEntities) -> str | None:
    """Why a text needs no byline and no date, in words; null when readers expect them.

    Only the folders of the address count and its last segment alone, never a word inside a slug.
    """
    for node in entities.nodes:
        for name in node.types:
            if name in _TYPES:
                return f"the page is described as {name}, which is not signed by custom"
    if address.registrable_domain in _WIKIS:
        return "articles of a wiki are written by many"
    parts = urlsplit(address.url)
    label = (parts.hostname or "").partition(".")[0]
    if label in _HOSTS:
        return f"texts on a host that begins with {label} are not signed by custom"
    for segment in parts.path.split("/")[:12]:
        word = _SEGMENT.sub("", unquote(segment[:60]).lower())
        if word in _PATHS or _LEGAL.search(word):
            return f"texts under /{word} are not signed by custom"
    return None

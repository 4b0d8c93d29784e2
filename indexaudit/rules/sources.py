"""The public documents that rules rest on, each with the day it was read.

Documents for which our notes give no day of their own carry the day on which the notes were closed.
"""

from __future__ import annotations

from typing import Final

from indexaudit.model import Source

_SEARCH_CENTRAL: Final = "https://developers.google.com/search/docs/"
_GOOGLE_READ: Final = "2026-07-08"
_NOTES_CLOSED: Final = "2026-09-25"


def _google(title: str, path: str) -> Source:
    return Source(title=f"Google Search Central: {title}", url=_SEARCH_CENTRAL + path, checked=_GOOGLE_READ)


# --- Google ---------------------------------------------------------------------------------------------------------

GOOGLE_TECHNICAL: Final = _google("technical requirements", "essentials/technical")
GOOGLE_SPAM: Final = _google("spam policies", "essentials/spam-policies")
GOOGLE_STARTER: Final = _google("SEO starter guide", "fundamentals/seo-starter-guide")
GOOGLE_HELPFUL: Final = _google("helpful content", "fundamentals/creating-helpful-content")
GOOGLE_URL: Final = _google("URL structure", "crawling-indexing/url-structure")
GOOGLE_FILE_TYPES: Final = _google("indexable file types", "crawling-indexing/indexable-file-types")
GOOGLE_CRAWL_ERRORS: Final = _google("crawling errors and soft 404", "crawling-indexing/troubleshoot-crawling-errors")
GOOGLE_ROBOTS_META: Final = _google("robots meta tag and X-Robots-Tag", "crawling-indexing/robots-meta-tag")
GOOGLE_NOINDEX: Final = _google("noindex", "crawling-indexing/block-indexing")
GOOGLE_HEAD: Final = _google("valid page metadata", "crawling-indexing/valid-page-metadata")
GOOGLE_CANONICAL: Final = _google("canonical URLs", "crawling-indexing/consolidate-duplicate-urls")
GOOGLE_CANONICAL_FIX: Final = _google(
    "canonicalization troubleshooting", "crawling-indexing/canonicalization-troubleshooting"
)
GOOGLE_REDIRECTS: Final = _google("redirects", "crawling-indexing/301-redirects")
GOOGLE_JAVASCRIPT: Final = _google("JavaScript basics", "crawling-indexing/javascript/javascript-seo-basics")
GOOGLE_JAVASCRIPT_FIX: Final = _google(
    "fixing JavaScript problems", "crawling-indexing/javascript/fix-search-javascript"
)
GOOGLE_TITLE: Final = _google("title links", "appearance/title-link")
GOOGLE_SNIPPET: Final = _google("snippets", "appearance/snippet")
GOOGLE_AI_FEATURES: Final = _google("AI features", "appearance/ai-features")
GOOGLE_PAYWALL: Final = _google("paywalled content", "appearance/structured-data/paywalled-content")
GOOGLE_ROBOTS_TXT: Final = Source(
    title="Google: robots.txt specification",
    url="https://developers.google.com/crawling/docs/robots-txt/robots-txt-spec",
    checked=_GOOGLE_READ,
)
GOOGLE_WORDS_IN_URL: Final = Source(
    title="Words in a URL are a very light factor (John Mueller, reported)",
    url="https://www.seroundtable.com/google-words-url-very-light-weight-factor-31081.html",
    checked=_NOTES_CLOSED,
)

# --- other engines and standards ------------------------------------------------------------------------------------

BING_GUIDELINES: Final = Source(
    title="Bing Webmaster Guidelines",
    url="https://www.bing.com/webmasters/help/webmasters-guidelines-30fba23a",
    checked=_NOTES_CLOSED,
)
RFC_9309: Final = Source(
    title="RFC 9309: Robots Exclusion Protocol",
    url="https://datatracker.ietf.org/doc/html/rfc9309",
    checked=_NOTES_CLOSED,
)
SITEMAPS_PROTOCOL: Final = Source(
    title="sitemaps.org protocol", url="https://www.sitemaps.org/protocol.html", checked=_NOTES_CLOSED
)

# --- tools: conventions, not documentation --------------------------------------------------------------------------

YOAST: Final = Source(
    title="Yoast SEO: how assessments are scored",
    url="https://github.com/Yoast/wordpress-seo/tree/main/packages/yoastseo/src/scoring/assessments",
    checked=_NOTES_CLOSED,
)
SCREAMING_FROG_URI: Final = Source(
    title="Screaming Frog: URL checks", url="https://www.screamingfrog.co.uk/guides/uri/", checked=_NOTES_CLOSED
)
SCREAMING_FROG_CONTENT: Final = Source(
    title="Screaming Frog: content checks",
    url="https://www.screamingfrog.co.uk/guides/content/",
    checked=_NOTES_CLOSED,
)
SEONAUT: Final = Source(
    title="SEOnaut: page issues",
    url="https://github.com/StJudeWasHere/seonaut/tree/main/internal/issues/page",
    checked="2025-09-13",
)
SQUIRRELSCAN: Final = Source(
    title="squirrelscan: rule documentation",
    url="https://github.com/squirrelscan/squirrelscan/tree/main/docs/rules",
    checked="2026-08-21",
)
AI_CRAWLERS: Final = Source(
    title="Vercel: the rise of the AI crawler",
    url="https://vercel.com/blog/the-rise-of-the-ai-crawler",
    checked=_NOTES_CLOSED,
)

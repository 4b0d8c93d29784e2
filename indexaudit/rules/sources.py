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
GOOGLE_CANONICALIZATION: Final = _google("what canonicalization is", "crawling-indexing/canonicalization")
GOOGLE_REDIRECTS: Final = _google("redirects", "crawling-indexing/301-redirects")
GOOGLE_SITE_MOVES: Final = _google("site moves", "crawling-indexing/site-move-with-url-changes")
GOOGLE_BOT: Final = _google("Googlebot", "crawling-indexing/googlebot")
GOOGLE_SITEMAPS: Final = _google("sitemaps", "crawling-indexing/sitemaps/build-sitemap")
GOOGLE_SITEMAPS_NEED: Final = _google("who needs a sitemap", "crawling-indexing/sitemaps/overview")
GOOGLE_PAGINATION: Final = _google(
    "pagination and incremental loading", "specialty/ecommerce/pagination-and-incremental-page-loading"
)
GOOGLE_HREFLANG: Final = _google("localized versions", "specialty/international/localized-versions")
GOOGLE_DISCOVER: Final = _google("Discover", "appearance/google-discover")
GOOGLE_SITE_NAMES: Final = _google("site names", "appearance/site-names")
GOOGLE_FAVICON: Final = _google("favicons", "appearance/favicon-in-search")
GOOGLE_JAVASCRIPT: Final = _google("JavaScript basics", "crawling-indexing/javascript/javascript-seo-basics")
GOOGLE_JAVASCRIPT_FIX: Final = _google(
    "fixing JavaScript problems", "crawling-indexing/javascript/fix-search-javascript"
)
GOOGLE_LINKS: Final = _google("link best practices", "crawling-indexing/links-crawlable")
GOOGLE_TITLE: Final = _google("title links", "appearance/title-link")
GOOGLE_SNIPPET: Final = _google("snippets", "appearance/snippet")
GOOGLE_AI_FEATURES: Final = _google("AI features", "appearance/ai-features")
GOOGLE_PAYWALL: Final = _google("paywalled content", "appearance/structured-data/paywalled-content")
GOOGLE_DATES: Final = _google("publication dates", "appearance/publication-dates")
GOOGLE_DATA_POLICIES: Final = _google("structured data policies", "appearance/structured-data/sd-policies")
GOOGLE_ARTICLE: Final = _google("article markup", "appearance/structured-data/article")
GOOGLE_FORUM: Final = _google("discussion forum markup", "appearance/structured-data/discussion-forum")
GOOGLE_PROFILE: Final = _google("profile page markup", "appearance/structured-data/profile-page")
GOOGLE_BREADCRUMB: Final = _google("breadcrumb markup", "appearance/structured-data/breadcrumb")
GOOGLE_VIDEO: Final = _google("video markup", "appearance/structured-data/video")
GOOGLE_ORGANIZATION: Final = _google("organization markup", "appearance/structured-data/organization")
GOOGLE_IMAGES: Final = _google("images", "appearance/google-images")
GOOGLE_RANKING: Final = _google("ranking systems", "appearance/ranking-systems-guide")
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
GOOGLE_SHORT_DUPLICATE: Final = Source(
    title="Of duplicates on one site Google prefers the shorter address (John Mueller, reported)",
    url="https://seoclaims.com/en/d/url-courtes-privilegiees-pour-la-canonicalisation",
    checked="2026-11-29",
)

# --- other engines and standards ------------------------------------------------------------------------------------

SCHEMA_ORG: Final = Source(
    title="schema.org: full hierarchy", url="https://schema.org/docs/full.html", checked=_NOTES_CLOSED
)
OGP: Final = Source(title="The Open Graph protocol", url="https://ogp.me", checked=_NOTES_CLOSED)
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
MIXED_CONTENT: Final = Source(
    title="W3C: Mixed Content", url="https://www.w3.org/TR/mixed-content/", checked=_NOTES_CLOSED
)
SITEMAPS_PROTOCOL: Final = Source(
    title="sitemaps.org protocol", url="https://www.sitemaps.org/protocol.html", checked=_NOTES_CLOSED
)

WEBSUB: Final = Source(title="W3C: WebSub", url="https://www.w3.org/TR/websub/", checked=_NOTES_CLOSED)

# --- agents that read for others ------------------------------------------------------------------------------------

GOOGLE_ROBOTS_PARSER: Final = Source(
    title="Google's robots.txt parser",
    url="https://github.com/google/robotstxt/blob/master/robots.cc",
    checked="2026-04-01",
)
OPENAI_BOTS: Final = Source(
    title="OpenAI: bots", url="https://developers.openai.com/api/docs/bots", checked="2026-08-28"
)
ANTHROPIC_BOTS: Final = Source(
    title="Anthropic: crawlers and how to block them",
    url="https://support.claude.com/en/articles/8896518-does-anthropic-crawl-data-from-the-web-and-how-can-site-owners-block-the-crawler",
    checked="2026-08-28",
)
PERPLEXITY_BOTS: Final = Source(
    title="Perplexity: crawlers", url="https://docs.perplexity.ai/guides/bots", checked="2026-08-28"
)
APPLEBOT: Final = Source(
    title="Apple: about Applebot", url="https://support.apple.com/en-us/119829", checked="2026-08-28"
)
META_CRAWLERS: Final = Source(
    title="Meta: web crawlers",
    url="https://developers.facebook.com/docs/sharing/webmasters/web-crawlers/",
    checked="2026-08-28",
)

# --- share cards ----------------------------------------------------------------------------------------------------

OPEN_GRAPH: Final = Source(title="The Open Graph protocol", url="https://ogp.me/", checked=_NOTES_CLOSED)
META_IMAGES: Final = Source(
    title="Meta: images in link shares",
    url="https://developers.facebook.com/docs/sharing/webmasters/images/",
    checked=_NOTES_CLOSED,
)
META_SHARE_CRAWLER: Final = Source(
    title="Meta: the sharing crawler",
    url="https://developers.facebook.com/docs/sharing/webmasters/crawler",
    checked=_NOTES_CLOSED,
)
X_CARDS: Final = Source(
    title="X: card markup (withdrawn by X, kept by the Internet Archive)",
    url="https://web.archive.org/web/20260116124848/https://developer.x.com/en/docs/x-for-websites/cards/overview/markup",
    checked=_NOTES_CLOSED,
)
SLACK_CRAWLING: Final = Source(
    title="OpenGraph+: how Slack reads a page (a third party)",
    url="https://opengraphplus.com/consumers/slack/crawling",
    checked=_NOTES_CLOSED,
)
MASTODON_CREATOR: Final = Source(
    title="Mastodon: authors on link cards",
    url="https://github.com/mastodon/mastodon/pull/30398",
    checked=_NOTES_CLOSED,
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

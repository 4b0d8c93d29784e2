"""Rules on the words of an address: what a person can read in it."""

from __future__ import annotations

from typing import Final

from indexaudit.facts import Content, Head, Permalink
from indexaudit.model import (
    Address,
    Dimension,
    Evidence,
    EvidenceStrength,
    Indexability,
    Outcome,
    PageKind,
    PageType,
    Severity,
)
from indexaudit.rules.base import evidence, fail, ok, rule, skip, warn
from indexaudit.rules.compare import quote, shared, tokens
from indexaudit.rules.sources import (
    GOOGLE_JAVASCRIPT_FIX,
    GOOGLE_STARTER,
    GOOGLE_URL,
    GOOGLE_WORDS_IN_URL,
    SCREAMING_FROG_URI,
    SITEMAPS_PROTOCOL,
    YOAST,
)
from indexaudit.rules.thresholds import Thresholds
from indexaudit.web.words import count_words

_TEXTS: Final = (PageKind.ARTICLE, PageKind.POST)
_GOOD: Final = "`/garden/pruning-an-apple-tree`"
_CAMEL: Final = "camelCase"
_JOINERS: Final = ("_", "+", "%20")


@rule(
    "permalink-readable",
    "The address names its item in words",
    dimension=Dimension.PERMALINK,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_URL, GOOGLE_STARTER, GOOGLE_WORDS_IN_URL],
    since="0.1",
    lead=True,
)
def permalink_readable(permalink: Permalink, page_type: PageType, address: Address, thresholds: Thresholds) -> Outcome:
    """The path of the address holds words that tell what the item is.

    ## Why
    Google advises readable words over long ids, and so do the people who see an address in a result, a message or a
    print. It is not a documented ranking factor: Google calls words in an address a very light hint at most. This rule
    leads its dimension because telling such addresses apart is what this library is for. Credit: 0 when a query or a
    fragment selects the item, 0.2 for nothing but an identifier, 0.5 for one word on an article or post, 0.7 for words
    beside a long identifier, 1 for two words and more, with or without a date or a short id.

    ## Fix
    Give the item a permalink of its own, made of two or more words of its title and hyphens. Redirect the old address
    to it with 301. A platform that names items by number cannot be mended: publish the text on a host of your own too.
    """
    seen = evidence(address.url, where="url")
    if not address.has_address:
        route = f"#{permalink.route_fragment}"
        return fail(
            f"the fragment {quote(route)} selects the item", seen, fix=f"Give it a path of words, such as {_GOOD}."
        )
    if permalink.identity_parameters:
        name = permalink.identity_parameters[0]
        return fail(
            f"the query parameter {name} selects the item", seen, fix=f"Give it a path of words, such as {_GOOD}."
        )
    if permalink.is_root or page_type.type is PageKind.HOME:
        return skip("a home page needs no words in its address")
    if not permalink.segment and page_type.type not in _TEXTS:
        return skip("the address of an archive is its date")
    shown = quote(permalink.segment)
    if not permalink.words:
        return fail(
            f"no word of the address names the item; it ends in {shown}",
            seen,
            credit=0.2,
            fix=f"Put words of the title into the path, such as {_GOOD}.",
        )
    one_word = _words(permalink.words) < 2 and page_type.type in _TEXTS
    long_id = next((i for i in permalink.ids if len(i) > thresholds.long_id_characters), None)
    if one_word:
        return warn(
            f"the address names the {page_type.type.value} with the one word {shown}",
            seen,
            credit=0.5,
            fix=f"Use two or more words of the title instead of {shown}, such as {_GOOD}.",
        )
    if long_id is not None:
        return warn(
            f"the words of the address stand beside the identifier {quote(long_id)}",
            seen,
            credit=0.7,
            fix=f"Leave out {quote(long_id)}, or use at most {thresholds.long_id_characters:g} characters for it.",
        )
    return ok(seen)


def _words(words: tuple[str, ...]) -> int:
    """How many words, also where a script writes them without blanks."""
    return max(len(words), sum(count_words(word) for word in words))


@rule(
    "hash-route-free",
    "No fragment selects the content",
    dimension=Dimension.PERMALINK,
    severity=Severity.GATE,
    evidence=EvidenceStrength.REQUIREMENT,
    sources=[GOOGLE_URL, GOOGLE_JAVASCRIPT_FIX],
    since="0.1",
    gate=Indexability.UNADDRESSABLE,
)
def hash_route_free(permalink: Permalink, address: Address) -> Outcome:
    """Path and query alone select the content.

    ## Why
    Search engines drop the fragment of an address, so every `#/route` of a site is one and the same page to them. An
    anchor inside a page (`#history`) and a text fragment are harmless. Where the path names an item already, a route
    behind it is a warning.

    ## Fix
    Use the History API and paths that the server answers: `/plums/drying` instead of `/#/plums/drying`.
    """
    if permalink.route_fragment is None:
        return ok()
    route, seen = f"#{permalink.route_fragment}", evidence(address.url, where="url")
    fix = f"Serve this content at a path of its own: `/{route.lstrip('#!/')}` instead of `{route}`."
    if address.has_address:
        return warn(f"the fragment {quote(route)} looks like a route, and search engines drop it", seen, fix=fix)
    return fail(f"the fragment {quote(route)} selects the content, and search engines drop it", seen, fix=fix)


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
    if "/wiki/" in address.url or (address.platform or "").startswith("wiki"):
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
    room for a second spelling. Whether the server really answers both takes a second fetch, so this is never a fail.

    ## Fix
    Write addresses in lower case, and redirect other spellings with 301.
    """
    if permalink.is_root:
        return skip("there is no path to judge")
    if address.platform is not None:
        return skip("the platform writes the addresses of its items")
    if "/wiki/" in address.url:
        return skip("wikis write their titles into addresses this way")
    if not permalink.uppercase_words:
        return ok()
    return warn(
        "the path holds upper-case letters",
        evidence(address.url, where="url"),
        fix="Use lower case for new addresses, and redirect other spellings to one of them with 301.",
    )


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
        return warn(
            f"the address has {permalink.decoded_length} characters ({permalink.length} as sent)",
            seen,
            fix=f"Shorten {quote(permalink.segment or address.url)} to the words that matter.",
        )
    return ok()


@rule(
    "slug-topic-match",
    "The words of the address are those of the title",
    dimension=Dimension.PERMALINK,
    severity=Severity.INFO,
    evidence=EvidenceStrength.CORRELATION,
    sources=[GOOGLE_WORDS_IN_URL, YOAST],
    since="0.1",
)
def slug_topic_match(
    permalink: Permalink, address: Address, head: Head, content: Content, thresholds: Thresholds
) -> Outcome:
    """Half of the words in the address are found in the title or in the main heading.

    ## Why
    An address that says something else than its page puzzles people. Its effect in search is close to none, so this is
    shown and never priced. Slugs in another language or script than the title are not judged.

    ## Fix
    Make the slug of a new page from its title. Do not move an old page for this.
    """
    if permalink.identity_parameters:
        return skip("the path does not name the item")
    titles = [head.title or "", *(h.text for h in content.headings if h.level == 1)]
    said = {_plain(word) for title in titles for word in tokens(title)}
    slug = {_plain(word) for part in permalink.words for word in tokens(part) if len(word) > 2 or not word.isascii()}
    if not slug or not said:
        return skip("there are no words to compare")
    if _is_latin(slug) != _is_latin(said):
        return skip("address and title are written in different scripts")
    share = sum(shared([word], said) for word in slug) / len(slug)
    if share >= thresholds.slug_topic_share:
        return ok()
    seen = _seen(address, head)
    missing = ", ".join(sorted(word for word in slug if not shared([word], said)))
    fix = f"For a new page make the slug from its title; {quote(missing)} stands in the address alone."
    if share > 0:
        return warn(f"only some words of the address are in title or heading; missing: {missing}", *seen, fix=fix)
    return fail("no word of the address is in title or heading", *seen, fix=fix)


def _is_latin(words: set[str]) -> bool:
    """Whether most letters are Latin: enough to tell a transliterated slug from its title."""
    letters = [c for word in words for c in word if c.isalpha()]
    return sum(c < "\u0250" for c in letters) * 2 >= len(letters)


def _plain(word: str) -> str:
    """Without the second vowel with which addresses write umlauts: ``loehne`` and ``lohne`` are one word."""
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _seen(address: Address, head: Head) -> tuple[Evidence, ...]:
    url = evidence(address.url, where="url")
    return (url, evidence(f"<title>{head.titles[0].text}</title>", line=head.titles[0].line)) if head.titles else (url,)

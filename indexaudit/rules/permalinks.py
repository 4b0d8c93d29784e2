"""Rules on the words of an address: what a person can read in it."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote, urlsplit

from indexaudit.facts import Content, Head, Headline, Missing, Permalink
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
from indexaudit.rules.compare import among, quote, shared, tokens
from indexaudit.rules.publishers import platform_name, slug_is_free
from indexaudit.rules.refusals import unless_shell
from indexaudit.rules.sources import (
    GOOGLE_JAVASCRIPT_FIX,
    GOOGLE_STARTER,
    GOOGLE_URL,
    GOOGLE_WORDS_IN_URL,
    YOAST,
)
from indexaudit.rules.thresholds import Thresholds
from indexaudit.web.slugs import GENERIC, read_slug
from indexaudit.web.words import count_words

_TEXTS: Final = (PageKind.ARTICLE, PageKind.POST)
_GOOD: Final = "`/garden/pruning-an-apple-tree`"
_JOINED: Final = 8
"""Letters from which a word that stands inside the joined words of a title is no accident."""
_LONG_WORD: Final = 10
"""Letters from which one word says as much as two: ``kondenswasser``, ``therapsids``."""
_LISTED: Final = 5
"""Words that a message lists."""
_PART: Final = re.compile(r"index\d{1,4}")
"""``index2.html``, the second part of a list."""
_HIRAGANA: Final = re.compile(r"[\u3041-\u309f]{1,2}")


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
def permalink_readable(
    permalink: Permalink,
    page_type: PageType,
    address: Address,
    headline: Headline | Missing,
    thresholds: Thresholds,
) -> Outcome:
    """The path of the address holds words that tell what the item is.

    ## Why
    Google advises readable words over long ids, and so do the people who see an address in a result, a message or a
    print. It is not a documented ranking factor: Google calls words in an address a very light hint at most. This rule
    leads its dimension because telling such addresses apart is what this library is for. Credit: 0 when a query or a
    fragment selects the item, 0.2 for nothing but an identifier, 0.5 for one word on an article or post, 0.7 for words
    beside a long identifier, 1 for two words and more, with or without a date or a short id. One word counts as more
    when it is all that the headline says, when it is a long word of it (as in languages that write compounds), or when
    the folder above says another. Where the last part is an identifier, words of the headline above it count.

    ## Fix
    Give the item a permalink of its own, made of two or more words of its title and hyphens. Redirect the old address
    to it with 301. A platform that names items by number cannot be mended: publish the text where the slug can be set.
    """
    seen = evidence(address.url, where="url")
    if not address.has_address:
        route = permalink.route_fragment
        what = "no address names the item" if route is None else f"the fragment {quote(f'#{route}')} selects the item"
        return fail(what, seen, fix=_mend(address))
    if permalink.identity_parameters:
        name = permalink.identity_parameters[0]
        return fail(f"the query parameter {name} selects the item", seen, fix=_mend(address))
    if permalink.is_root or page_type.type is PageKind.HOME:
        return skip("a home page needs no words in its address")
    if not permalink.segment and page_type.type not in _TEXTS:
        return skip("the address of an archive is its date")
    shown = quote(permalink.segment)
    kind_alone = address.id is not None and all(word.lower() in GENERIC for word in permalink.words)
    if address.basis == "host" and not address.slug:
        # The platform's grammar knows what its words stand for: a handle above a number names the author.
        return fail(
            f"no word of the address names the {(address.kind or 'item').replace('_', ' ')}; it ends in {shown}",
            seen,
            credit=0.2,
            fix=_mend(address),
        )
    if (not permalink.words or kind_alone) and not _named_above(address, headline):
        if page_type.type is PageKind.LISTING and _PART.fullmatch(permalink.segment):
            return skip("a later part of a list needs no words of its own")
        end = quote(address.id) if kind_alone and address.id and permalink.words else shown
        return fail(
            f"no word of the address names the item; it ends in {end}",
            seen,
            credit=0.2,
            fix=_mend(address),
        )
    one_word = len(permalink.words) > 0 and _words(permalink.words) < 2 and page_type.type in _TEXTS
    long_id = next((i for i in permalink.ids if len(i) > thresholds.long_id_characters), None)
    if one_word and not _says_enough(permalink.words[0], address, headline):
        return warn(
            f"the address names the {page_type.type.value} with the one word {shown}",
            seen,
            credit=0.5,
            fix=_mend(address, f"Use two or more words of the title instead of {shown}, such as {_GOOD}."),
        )
    if long_id is not None:
        return warn(
            f"the words of the address stand beside the identifier {quote(long_id)}",
            seen,
            credit=0.7,
            fix=_mend(
                address,
                f"Leave out {quote(long_id)}, or use at most {thresholds.long_id_characters:g} characters for it.",
            ),
        )
    return ok(seen)


def _named_above(address: Address, headline: Headline | Missing) -> bool:
    """Whether the folder right above an identifier holds two words and more, half of them at least in the headline."""
    said = _said(headline)
    folders = [f for f in _folders(address) if any(word.lower() not in GENERIC for word in f)]
    above = _meant(folders[-1]) if folders else []
    return len(above) > 1 and sum(shared([word], said) for word in above) * 2 >= len(above)


def _says_enough(word: str, address: Address, headline: Headline | Missing) -> bool:
    """Whether one word names the item as well as two: see the rule."""
    said = _meant(tuple(_said(headline)))
    own = _meant((word,))
    if not own or not shared(own, said):
        return False
    if len(said) == 1 or len(own[0]) >= _LONG_WORD:
        return True
    others = [w for w in said if not shared([w], own)]
    return any(shared([w], others) for folder in _folders(address)[-2:] for w in _meant(folder))


def _said(headline: Headline | Missing) -> list[str]:
    named = headline.headline if isinstance(headline, Headline) else None
    return tokens(named.text) if named is not None else []


def _meant(words: tuple[str, ...]) -> list[str]:
    return [_plain(token) for word in words for token in tokens(word) if _is_word(token)]


def _folders(address: Address) -> list[tuple[str, ...]]:
    """The words of every segment but the last."""
    return [
        read_slug(unquote(segment)).words
        for segment in urlsplit(address.url).path.rstrip("/").split("/")[:-1]
        if segment
    ]


def _mend(address: Address, own: str | None = None) -> str:
    """What an author can do. Few platforms let the path be set, and no host that names everything by identifiers."""
    elsewhere = "publish the text where you can set the slug, and link to it from here."
    if address.basis == "host" and not address.has_address:
        return "No slug can be set here: publish the text where you can set one; see own-address."
    if address.basis == "host" and not slug_is_free(address):
        return f"{platform_name(address)} makes this address: {elsewhere}"
    if own is not None:
        return own
    return f"Put words of the title into the path, such as {_GOOD}; if this host gives ids only, {elsewhere}"


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
    shown and never priced. Slugs in another script than the title are not judged, nor are titles that say nothing but
    the name of the site.

    ## Fix
    Make the slug of a new page from its title. Do not move an old page for this.
    """
    if permalink.identity_parameters:
        return skip("the path does not name the item")
    titles = [head.title or "", *(h.text for h in content.headings if h.level == 1)]
    said = {_plain(word) for title in titles for word in tokens(title)}
    # In the order of the address, each once, with the word as it stands there.
    named = [part for part in permalink.words if part.lower() not in GENERIC]
    written = {_plain(w): w for part in reversed(named) for w in reversed(tokens(part)) if _is_word(w)}
    slug = list(reversed(written))
    if not slug or not said:
        return skip("there are no words to compare")
    if said <= {_plain(word) for word in tokens(address.registrable_domain or "")}:
        return skip("the title is the name of the site alone; see title-descriptive")
    if _is_latin(set(slug)) != _is_latin(said):
        return skip("address and title are written in different scripts")
    there = set(among(slug, said))
    # Addresses run words together that titles part: "heresthething".
    joined = "".join(_plain(word) for title in titles for word in tokens(title))
    there |= {word for word in slug if len(word) >= _JOINED and word in joined}
    share = len(there) / len(slug)
    if share >= thresholds.slug_topic_share:
        return ok()
    seen = _seen(address, head)
    lacking = [written[word] for word in slug if word not in there]
    missing = ", ".join(lacking[:_LISTED]) + (" …" if len(lacking) > _LISTED else "")
    stand = "stands" if len(lacking) == 1 else "stand"
    fix = f"For a new page make the slug from its title; {quote(missing)} {stand} in the address alone."
    if share > 0:
        some = warn(f"only some words of the address are in title or heading; missing: {missing}", *seen, fix=fix)
        return unless_shell(some, content)
    return unless_shell(fail("no word of the address is in title or heading", *seen, fix=fix), content)


def _is_word(token: str) -> bool:
    """Whether a token means something by itself: no short Latin one, no single sign of another script, and no two
    hiragana, which are particles and endings."""
    return len(token) > 2 if token.isascii() else len(token) > 1 and not _HIRAGANA.fullmatch(token)


def _is_latin(words: set[str]) -> bool:
    """Whether most letters are Latin: enough to tell a transliterated slug from its title."""
    text = "".join(words)
    if text.isascii():
        return True
    letters = [c for c in text if c.isalpha()]
    return sum(c < "\u0250" for c in letters) * 2 >= len(letters)


def _plain(word: str) -> str:
    """Without the second vowel with which addresses write umlauts: ``loehne`` and ``lohne`` are one word."""
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u") if "e" in word else word


def _seen(address: Address, head: Head) -> tuple[Evidence, ...]:
    url = evidence(address.url, where="url")
    return (url, evidence(f"<title>{head.titles[0].text}</title>", line=head.titles[0].line)) if head.titles else (url,)

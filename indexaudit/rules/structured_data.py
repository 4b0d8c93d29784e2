"""Rules on structured data as such: that its blocks can be read, and that its things are complete and of a fitting
type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from indexaudit.facts import BrokenBlock, Headline, MainEntities, Missing, Node, StructuredData
from indexaudit.model import Dimension, Evidence, EvidenceStrength, Outcome, PageKind, PageType, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unknown, warn
from indexaudit.rules.compare import quote
from indexaudit.rules.schema_types import ARTICLES, ORGANISATIONS, PERSONS, REQUIRED, USER_POSTS
from indexaudit.rules.sources import (
    GOOGLE_BREADCRUMB,
    GOOGLE_DATA_POLICIES,
    GOOGLE_FORUM,
    GOOGLE_PROFILE,
    GOOGLE_VIDEO,
    SCHEMA_ORG,
)

_SHOWN: Final = 5
_NODES: Final = 2_000
"""Things that are looked at."""
_UNREAD: Final = frozenset({"too_large", "too_deep"})
"""Our own limits: they say nothing against the page."""
_SECOND: Final = "a second item"
_POSITION: Final = "the position of an item"
_EXAMPLES: Final = {
    "uploadDate": '"uploadDate": "2026-01-15T08:00:00+00:00"',
    "thumbnailUrl": '"thumbnailUrl": "https://example.com/pruning.jpg"',
    "name": '"name": "Pruning an apple tree in winter"',
    "author": '"author": {"@type": "Person", "name": "Ada Field"}',
    "author.name": '"author": {"@type": "Person", "name": "Ada Field"}',
    "datePublished": '"datePublished": "2026-01-15T08:00:00+00:00"',
    "mainEntity": '"mainEntity": {"@type": "Person", "name": "Ada Field"}',
    "mainEntity.name": '"mainEntity": {"@type": "Person", "name": "Ada Field"}',
    _SECOND: '{"@type": "ListItem", "position": 2, "name": "Pruning"}',
    _POSITION: '"position": 1',
}
_HARMLESS: Final = frozenset({"wrapped", "empty"})
"""What no reader loses anything by: comments around a block, and a block of which a template left nothing."""
_SCHEMA_ORG: Final = re.compile(r"//(?:www\.)?schemas?(?:\.(?:org|com|net))?(?:[/\"'}\s]|$)")
"""The address of the vocabulary, also misspelt."""
_HOLLOW: Final = frozenset({"", "[]", "{}", "null", "[ ]", "{ }", "false", "true", '""'})
"""What a template leaves when there is nothing to say."""


@rule(
    "structured-data-parses",
    "Every block of structured data can be read",
    dimension=Dimension.METADATA,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.REQUIREMENT,
    sources=[GOOGLE_DATA_POLICIES],
    since="0.1",
)
def structured_data_parses(data: StructuredData) -> Outcome:
    """Every block of JSON-LD is JSON, holds things, and names schema.org as its vocabulary.

    ## Why
    A search engine drops a block with a syntax error as a whole, and with it the rich result that it was written for.
    Trailing commas, comments and line breaks inside strings are forgiven by some readers and not by others. The rank of
    the page does not depend on it. HTML comments and CDATA around a block are fine.

    ## Fix
    Write the block with a JSON encoder instead of a template, and check it with a validator.
    """
    odd = [b for b in data.broken if b.code not in _HARMLESS and not _another_vocabulary(b)]
    unread = [b for b in odd if b.code in _UNREAD]
    faults = [b for b in odd if b.code not in _UNREAD and not (b.code == "not_object" and not _is_lost(b))]
    lost = [b for b in faults if _is_lost(b)]
    if faults:
        shown = (lost + [b for b in faults if b not in lost])[:_SHOWN]
        first = shown[0]
        where = f" (line {first.line})" if first.line is not None else ""
        more = f", and {len(faults) - 1} more" if len(faults) > 1 else ""
        if lost:
            what = f"a block of structured data cannot be read: {first.reason}{more}"
        else:
            what = f"a block of structured data is not as it should be: {first.reason}{more}"
        fix = _repair(first, where)
        seen = tuple(_seen(b) for b in shown)
        return fail(what, *seen, fix=fix) if lost else warn(what, *seen, fix=fix)
    if unread:
        return unknown(f"only half read: {unread[0].reason}", _seen(unread[0]))
    if not data.nodes:
        return skip("the page holds no structured data")
    syntaxes = sorted({node.syntax for node in data.nodes})
    types = list(dict.fromkeys(name for node in data.nodes[:_NODES] for name in node.types))[:8]
    return ok(evidence(f"{', '.join(syntaxes)}: {', '.join(types) or 'no type'}", line=data.nodes[0].line))


def _is_lost(block: BrokenBlock) -> bool:
    if block.code == "not_object":
        return block.lost and block.text.strip() not in _HOLLOW
    # A reader that keeps to the standard loses the whole block, even where ours saved its beginning.
    return block.lost or block.code == "syntax"


def _another_vocabulary(block: BrokenBlock) -> bool:
    """A context that does not try to be schema.org: data for other readers, with an address of their own."""
    if block.code != "context" or not block.text:
        return False
    text = block.text.lower()
    return "schema" not in text or ("//" in text and not _SCHEMA_ORG.search(text))


def _seen(block: BrokenBlock) -> Evidence:
    return evidence(block.text or f"<script type=application/ld+json>: {block.reason}", line=block.line)


def _repair(block: BrokenBlock, where: str) -> str:
    near = f" near {quote(block.text, 100)}" if block.text else ""
    if block.code == "context":
        old = f" instead of {quote(block.text)}" if block.text else ""
        return f'Write `"@context": "https://schema.org"`{old} at the top of the block{where}.'
    if block.code == "duplicate_keys":
        return f"Keep one of the two values, or write both as a list{where}: {block.reason}."
    hint = ""
    if block.reason.startswith(("Expecting ',' delimiter", "Expecting property name")):
        hint = '; most often a quotation mark inside a text, which is written `\\"`'
    return f"Correct the JSON{where}{near}: {block.reason}{hint}."


# --- types ----------------------------------------------------------------------------------------------------------


@rule(
    "schema-type-fits",
    "Structured data has the type that fits, with what this type requires",
    dimension=Dimension.METADATA,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.REQUIREMENT,
    sources=[GOOGLE_FORUM, GOOGLE_PROFILE, GOOGLE_BREADCRUMB, GOOGLE_VIDEO, SCHEMA_ORG],
    since="0.1",
)
def schema_type_fits(
    data: StructuredData, entities: MainEntities, headline: Headline | Missing, page_type: PageType
) -> Outcome:
    """User posts, profiles, breadcrumbs and videos carry their required properties; own articles are no user posts.

    ## Why
    Google documents required properties for these types and shows no rich result when one is missing. Types for what
    users post (`DiscussionForumPosting`, `SocialMediaPosting`) are not for articles of the publisher, even with
    comments below them. Articles require nothing; see article-schema-props.

    ## Fix
    Add the property that is named, or take the thing out: half a description gives nothing.
    """
    faults: list[tuple[Node, tuple[str, ...]]] = []
    judged = 0
    profiled = _named_by_their_page(data)
    for node in islice(data.walk(), _NODES):
        name = next((t for t in node.types if t in REQUIRED), None)
        if name is None or not node.properties or (name in USER_POSTS and _is_own_article(node)):
            continue
        if name == "VideoObject" and len(node.properties) < 2:
            continue  # a reference to a video that is described elsewhere
        judged += 1
        if missing := tuple(_missing(name, node, page_type, profiled=profiled)):
            faults.append((node, missing))
    if wrong := _posted_by_a_user(entities):
        return fail(
            f"an article of the publisher is described as {wrong.types[0]} too",
            evidence(f"{wrong.syntax} {', '.join(wrong.types)}", line=wrong.line),
            fix=f"Take the {wrong.types[0]} out: it is for what users post, and this page is an article of its own.",
        )
    if not judged:
        return skip("nothing on the page is of a type with required properties")
    if not faults:
        return ok()
    whats = list(dict.fromkeys(f"{node.types[0]} lacks {_listed(missing)}" for node, missing in faults))
    what = "; ".join(whats[:2]) + (f", and {len(whats) - 2} more" if len(whats) > 2 else "")
    seen = [evidence(f"{node.syntax} {node.types[0]} without {_listed(lost)}", line=node.line) for node, lost in faults]
    node, missing = faults[0]
    example = _EXAMPLES.get(missing[0], "")
    if isinstance(headline, Headline) and headline.headline and "Pruning" in example:
        title = " ".join(headline.headline.text.replace('"', "'").split())[:110]
        example = example.replace("Pruning an apple tree in winter", title).replace("Pruning", title)
    if node.syntax == "microdata" and missing[0] == _POSITION:
        example = '<meta itemprop="position" content="1">'
    example = f", for instance `{example}`" if example else ""
    fix = f"Add {_listed(missing)} to the {node.types[0]}{example}, or take it out."
    mild = all(missing == (_SECOND,) for _, missing in faults)
    return warn(what, *seen[:_SHOWN], fix=fix) if mild else fail(what, *seen[:_SHOWN], fix=fix)


def _is_own_article(node: Node) -> bool:
    """Also called an article of a kind that requires nothing."""
    return any(name in ARTICLES and name not in USER_POSTS for name in node.types)


def _missing(name: str, node: Node, page_type: PageType, *, profiled: bool) -> Iterator[str]:
    if name in USER_POSTS and "deleted" in " ".join(node.texts("creativeWorkStatus")).lower():
        return
    for group in REQUIRED[name]:
        if not any(node.properties.get(key) for key in group):
            if name == "ProfilePage" and profiled:
                continue
            if name in USER_POSTS and group[0] == "text" and node.properties.get("sharedContent"):
                continue
            yield group[0] if len(group) < 3 else "a text, image or video"
    if name in USER_POSTS:
        authors = node.nodes("author")
        # A reference to a thing elsewhere has nothing but its id.
        if any(a.properties and not a.text("name") and not a.text("alternateName") for a in authors[:1]):
            yield "author.name"
    elif name == "ProfilePage":
        for entity in node.nodes("mainEntity")[:1]:
            if entity.properties and not entity.text("name") and not entity.text("alternateName"):
                yield "mainEntity.name"
    elif name == "BreadcrumbList":
        yield from _crumbs(node, page_type)


def _crumbs(node: Node, page_type: PageType) -> Iterator[str]:
    items = node.nodes("itemListElement")
    if not items:
        if node.properties.get("itemListElement"):
            yield "things in itemListElement"
        return
    if len(items) < 2 and page_type.type is not PageKind.HOME:
        yield _SECOND
    last = len(items) - 1
    lacking: dict[str, None] = {}
    for number, item in enumerate(items[:50]):
        things = item.nodes("item")
        if not item.properties.get("position"):
            lacking[_POSITION] = None
        if not (item.text("name") or any(t.text("name") or t.text("headline") for t in things)):
            lacking["the name of an item"] = None
        # In microdata the item is often the link itself, and its address stands in the markup alone.
        linked = item.text("item") or item.text("url") or item.id or (things and item.syntax == "microdata")
        if number != last and not (linked or any(t.id or t.text("url") for t in things)):
            lacking["the address (item) of an item before the last"] = None
    yield from lacking


def _named_by_their_page(data: StructuredData) -> bool:
    """Whether a person or an organisation says that the page is about it."""
    return any(
        node.is_a(*PERSONS, *ORGANISATIONS) and node.properties.get("mainEntityOfPage") for node in data.nodes[:200]
    )


def _posted_by_a_user(entities: MainEntities) -> Node | None:
    """A user's post that the page's own markup calls an article of the publisher as well."""
    posts = [n for n in entities.nodes if n.is_a(*USER_POSTS) and not _is_own_article(n)]
    own = [n for n in entities.nodes if any(t in ARTICLES and t not in USER_POSTS for t in n.types)]
    return posts[0] if posts and own else None


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) < 2 else f"{', '.join(names[:-1])} and {names[-1]}"

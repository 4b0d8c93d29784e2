"""Rules on the markup of articles: that there is some, what it says, and whether readers see the same."""

from __future__ import annotations

import re
from typing import Final

from indexaudit.facts import Claims, Content, Headline, MainEntities, Missing, Node, PreferredImage, StructuredData
from indexaudit.model import Address, Dimension, Evidence, EvidenceStrength, Outcome, PageType, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unless_half_read, warn
from indexaudit.rules.compare import fold, long_tokens, quote, shared
from indexaudit.rules.exemptions import FOR_ARTICLES
from indexaudit.rules.json_ld import json_ld
from indexaudit.rules.publishers import elsewhere
from indexaudit.rules.refusals import unless_shell
from indexaudit.rules.schema_types import ARTICLES, OTHER_WORKS
from indexaudit.rules.sources import GOOGLE_ARTICLE, GOOGLE_DATA_POLICIES
from indexaudit.rules.thresholds import Thresholds
from indexaudit.rules.unsigned import hardly_an_article, unsigned
from indexaudit.web.plain_text import unescape

_LOGO: Final = re.compile(r"(?:^|[^a-z])(?:logo|icon|favicon|avatar|placeholder|default)")
"""In the address of a picture that is not that of an article."""
_FULL_NAME: Final = 2
"""Words from which a name can be told from a nickname."""


def _articles(entities: MainEntities) -> list[Node]:
    return [node for node in entities.nodes if any(name in ARTICLES for name in node.types)]


def _seen(node: Node, what: str = "") -> Evidence:
    return evidence(f"{node.syntax} {', '.join(node.types)}{what}", line=node.line)


@rule(
    "article-schema",
    "The article is described as an article",
    dimension=Dimension.METADATA,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_ARTICLE],
    since="0.1",
    not_on=FOR_ARTICLES,
)
def article_schema(  # noqa: PLR0917 - one argument a fact group
    entities: MainEntities,
    data: StructuredData,
    headline: Headline | Missing,
    address: Address,
    content: Content | Missing,
    page_type: PageType,
    claims: Claims | Missing,
) -> Outcome:
    """Structured data calls the page an `Article`, a `NewsArticle`, a `BlogPosting` or a subtype of these.

    ## Why
    Google reads headline, author, dates and image of an article from it, with no guessing. It does not require it, and
    no study found an effect on ranks. A page that is a recipe, a review or a video may be described as that instead.

    ## Fix
    Add one block of JSON-LD with `@type`, `headline`, `author`, `datePublished` and `image`.
    """
    articles = _articles(entities)
    if articles:
        return ok(*(_seen(node) for node in articles[:3]))
    works = [n for n in entities.nodes if n.is_a(*OTHER_WORKS)]
    if works:
        return ok(_seen(works[0]), message=f"described as {works[0].types[0]}")
    if reason := unsigned(address, entities):
        return skip(f"not an article: {reason}")
    if reason := hardly_an_article(page_type, claims):
        return unless_half_read(skip(reason), entities)
    if any(block.lost or block.code == "syntax" for block in data.broken):
        return skip("a block of structured data cannot be read; see structured-data-parses")
    if entities.unread:
        return skip("the page uses RDFa, which this run was not asked to read")
    # Of several articles none of which names this page, one may be it: said badly, but said.
    unclear = [n for n in data.nodes if any(name in ARTICLES for name in n.types)]
    title = headline.headline.text if isinstance(headline, Headline) and headline.headline else "Pruning an apple tree"
    example = json_ld("Article", headline=title[:200], more=True)
    if unclear:
        what = f"{len(unclear)} articles are described, and none of them says that it is this page"
        return warn(
            what,
            *(_seen(node, f" {quote(node.text('headline') or node.text('name') or '')}") for node in unclear[:3]),
            fix=f"Give the article of this page its `url` or `mainEntityOfPage`, and this headline: {quote(title)}.",
        )
    if entities.nodes:
        first = next((n for n in entities.nodes if any(t.endswith("Page") for t in n.types)), entities.nodes[0])
        missing = warn(
            f"the article is described as {first.types[0] if first.types else 'a thing without a type'} alone",
            _seen(first),
            fix=elsewhere(f"Add an article beside it: {example}.", address),
        )
    else:
        missing = fail(
            "no structured data describes the article", fix=elsewhere(f"Add {example} to the head.", address)
        )
    return unless_half_read(unless_shell(missing, content), entities)


@rule(
    "article-schema-props",
    "The markup of the article says headline, author, date and image",
    dimension=Dimension.METADATA,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_ARTICLE],
    since="0.1",
    not_on=FOR_ARTICLES,
)
def article_schema_props(  # noqa: PLR0917 - one argument a fact group
    entities: MainEntities,
    claims: Claims,
    headline: Headline,
    image: PreferredImage | Missing,
    address: Address,
    thresholds: Thresholds,
) -> Outcome:
    """`headline`, the name of `author`, `datePublished` and `image` are there.

    ## Why
    Google requires none of them and recommends all: each is a thing that it otherwise has to guess. `dateModified` is
    optional. The address of the author is judged by author-identity.

    ## Fix
    Add what is missing, with what the page shows.
    """
    articles = _articles(entities)
    if not articles:
        return skip("no article is described; see article-schema")
    lacking: dict[str, str] = {}
    if not any(a.text("headline") or (a.syntax != "json-ld" and a.text("name")) for a in articles):
        lacking["headline"] = f'"headline": "{headline.headline.text if headline.headline else "…"}"'
    if not any(_is_signed(a) for a in articles):
        by = claims.bylines[0] if claims.bylines else None
        kind = "Organization" if by and by.kind == "organisation" else "Person"
        lacking["author"] = f'"author": {{"@type": "{kind}", "name": "{by.name if by else "Ada Field"}"}}'
    if not any(a.text("datePublished") for a in articles):
        shown = next((d.value for d in claims.dates if d.kind == "published"), "2026-01-15")
        lacking["datePublished"] = f'"datePublished": "{shown}"'
    if not any(a.properties.get("image") or a.properties.get("thumbnailUrl") for a in articles):
        url = image.url if isinstance(image, PreferredImage) and image.url else None
        url = url if url and not _LOGO.search(url.lower()) else "https://…/picture-of-the-article.jpg"
        lacking["image"] = f'"image": "{url}"'
    seen = _seen(articles[0])
    if not lacking:
        return ok(seen)
    names = list(lacking)
    said = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    what = f"the {articles[0].types[0]} does not say {said}"
    fix = f"Add to the {articles[0].types[0]}, with what holds for this text: `{', '.join(lacking.values())}`."
    fix = elsewhere(fix, address)
    if len(lacking) > thresholds.article_properties_missing:
        return unless_half_read(fail(what, seen, fix=fix), entities)
    return unless_half_read(warn(what, seen, fix=fix), entities)


def _is_signed(article: Node) -> bool:
    """Whether an author is named, or referred to by address."""
    if article.texts("author") or article.texts("creator"):
        return True
    people = article.nodes("author") + article.nodes("creator")
    return any(p.text("name") or p.text("givenName") or p.text("alternateName") for p in people)


@rule(
    "schema-matches-page",
    "The markup of the article says what readers see",
    dimension=Dimension.METADATA,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_DATA_POLICIES],
    since="0.1",
    not_on=FOR_ARTICLES,
)
def schema_matches_page(entities: MainEntities, claims: Claims, headline: Headline, content: Content) -> Outcome:
    """Headline and author of the article's markup are those of the page.

    ## Why
    Structured data must describe what readers see; what contradicts it is dropped, and can cost the rich result. Only
    contradictions count: a shortened headline, another order of words, a tab that opens on a click are fine. What is
    not shown at all is judged by author-visible and date-visible, dates that differ by date-agreement.

    ## Fix
    Fill markup and page from the same fields.
    """
    articles = _articles(entities)
    if not articles:
        return skip("no article is described; see article-schema")
    if content.shell is not None:
        return skip("the page is empty until scripts have run; see content-in-raw-html")
    faults: list[tuple[str, Evidence, str]] = []
    heads = [claim for claim in claims.of("headline") if _of_article(claim.basis)]
    if heads and not any(c.shown or _is_headed(c.text, headline, content) for c in heads):
        title = headline.headline.text if headline.headline else ""
        faults.append(
            (
                f"the markup's headline {quote(heads[0].text)} does not stand on the page",
                evidence(f"{heads[0].basis}: {heads[0].text}", line=heads[0].line),
                f"Write the headline of the page into the markup: {quote(title)}.",
            )
        )
    authors = [claim for claim in claims.of("author") if _of_article(claim.basis)]
    persons = [b for b in claims.bylines if b.kind == "person" and b.certain and len(b.name.split()) >= _FULL_NAME]
    stands = any(c.shown for c in authors)
    if authors and persons and not stands and not any(_same_name(c.text, b.name) for c in authors for b in persons):
        faults.append(
            (
                f"the markup names {quote(authors[0].text)} as author, and the page {quote(persons[0].name)}",
                evidence(f"{authors[0].basis}: {authors[0].text}", line=authors[0].line),
                f"Name the author that readers see: {quote(persons[0].name)} instead of {quote(authors[0].text)}.",
            )
        )
    if not heads and not authors:
        return skip("the markup names neither headline nor author; see article-schema-props")
    if not faults:
        return ok(*(evidence(f"{c.basis}: {c.text}", line=c.line) for c in [*heads[:1], *authors[:1]]))
    what = "; ".join(fault for fault, _, _ in faults)
    seen = [item for _, item, _ in faults]
    fix = " ".join(repair for _, _, repair in faults)
    found = fail(what, *seen, fix=fix) if len(faults) > 1 else warn(what, *seen, fix=fix)
    return unless_half_read(found, claims)


def _of_article(basis: str) -> bool:
    """Whether the basis is a property of an article: ``json-ld BlogPosting.headline``."""
    return basis.partition(" ")[2].partition(".")[0] in ARTICLES


def _is_headed(text: str, headline: Headline, content: Content) -> bool:
    """Whether a heading or the page's own title says much the same."""
    words = long_tokens(unescape(text))
    said = [h.text for h in content.headings[:30]] + [s.text for s in headline.candidates[:5] if "json" not in s.basis]
    return any(shared(words, long_tokens(other)) >= 0.5 for other in said)


def _same_name(one: str, other: str) -> bool:
    """Whether two names may be of one person: they share a word, or the letters of a handle."""
    a, b = set(fold(one).split()), set(fold(other).split())
    if a & b:
        return True
    run, words = "".join(sorted(a, key=len)), "".join(fold(other).split())
    # Another script, or a handle: nothing to compare.
    return not one.isascii() or not other.isascii() or len(a) < _FULL_NAME or run == words

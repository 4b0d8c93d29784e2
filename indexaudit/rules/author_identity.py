"""The rule on who an author is: that the markup gives each an address, and what answers there when it was asked."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from indexaudit.facts import AuthorPage, AuthorPages, Claims, Headline, MainEntities, Missing, Node
from indexaudit.model import Address, Dimension, EvidenceStrength, Outcome, Severity
from indexaudit.rules.article_authors import NO_NAME, addresses_of, is_no_name, name_of, named_authors, publisher_of
from indexaudit.rules.author_names import is_address, is_body, name_fault
from indexaudit.rules.base import evidence, ok, rule, skip, unknown, warn
from indexaudit.rules.compare import fold, quote
from indexaudit.rules.exemptions import FOR_TEXTS
from indexaudit.rules.publishers import elsewhere
from indexaudit.rules.schema_types import ORGANISATIONS
from indexaudit.rules.sources import GOOGLE_ARTICLE, GOOGLE_PROFILE
from indexaudit.snapshot import Exchange
from indexaudit.web.urls import host_of, join, registrable_domain, same_page

_LETTERS: Final = re.compile(r"[^\W\d_]+")


@rule(
    "author-identity",
    "The markup says which person the author is",
    dimension=Dimension.OWNERSHIP,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_ARTICLE, GOOGLE_PROFILE],
    since="0.1",
    not_on=FOR_TEXTS,
)
def author_identity(
    *,
    entities: MainEntities,
    claims: Claims,
    headline: Headline | Missing,
    address: Address,
    exchange: Exchange,
    pages: AuthorPages | Missing,
) -> Outcome:
    """Each author in the article's markup has a `url` or `sameAs` that leads to a page about that person.

    ## Why
    Many people share a name. Google asks for an address that tells them apart: a profile on the site or elsewhere.
    Whether the address answers and names the author takes a request of its own (`--probe`); networks refuse most
    strangers, which says nothing.

    ## Fix
    Give the author a `url` that leads to the author's page, or profiles in `sameAs`.
    """
    found = named_authors(entities)
    publisher = publisher_of(found, headline)
    # What is no name, or several in one, is said by author-name-clean, and has no address of its own.
    authors = [(a, v) for a, v in found if not is_no_name(v, publisher)]
    if not authors:
        return skip("the markup of the article names no author; see article-schema-props and author-name-clean")
    if not any(isinstance(value, str) or value.properties for _, value in authors):
        return skip("the author is a reference to a thing that is not on this page")
    identified, faults = _identities(authors, publisher, claims, headline, exchange.final_url)
    unclear = [key for key in faults if key not in identified]
    if not unclear and not identified:
        return skip("the author in the markup is an organisation, which its name tells")
    if not unclear:
        return _answering(list(identified.values()), pages, exchange.final_url)
    article, name, what = faults[unclear[0]]
    # The byline may lead to the very address that is the fault.
    links = (b.url for b in claims.bylines if b.url and fold(b.name) == fold(name))
    link = next((url for url in links if _no_profile(url, name, headline, exchange.final_url) is None), None)
    more = f", and {len(unclear) - 1} more are unclear" if len(unclear) > 1 else ""
    # What else is wrong with the name is said by author-name-clean, and not repeated as an example.
    fault = name_fault(name, publisher, organisation=False)
    own = name if fault is None else fault.clean or name.partition(",")[0]
    return warn(
        f"the author {quote(name)} {what}{more}",
        evidence(f"{article.syntax} {article.types[0]}.author: {name}", line=article.line),
        fix=elsewhere(
            f'Write `"author": {{"@type": "Person", "name": "{own}", "url": "{link or "https://…/people/…"}"}}`'
            + (", the address that the byline links to." if link else ", with the address of a page about the author."),
            address,
        ),
    )


def author_addresses(
    entities: MainEntities, claims: Claims, headline: Headline | Missing, page: str
) -> tuple[str, ...]:
    """Absolute addresses, one for each author of the article whom the markup identifies by one."""
    found = named_authors(entities)
    publisher = publisher_of(found, headline)
    authors = [(a, v) for a, v in found if not is_no_name(v, publisher)]
    identified, _ = _identities(authors, publisher, claims, headline, page)
    return tuple(url for _, given in identified.values() if (url := join(page, given)) is not None)


_Identified = dict[str, tuple[str, str]]
"""Name and address, as written, by the folded name."""
_Unclear = dict[str, tuple[Node, str, str]]
"""Article, name and what is wrong, by the folded name."""


def _identities(
    authors: list[tuple[Node, Node | str]],
    publisher: str | None,
    claims: Claims,
    headline: Headline | Missing,
    page: str,
) -> tuple[_Identified, _Unclear]:
    # Two descriptions of one article complete each other.
    nobody = {fold(b.name) for b in claims.bylines if b.kind != "person"}
    identified: _Identified = {}
    faults: _Unclear = {}
    for article, author in authors:
        name, addresses = name_of(author), addresses_of(author)
        problems = [_no_profile(a, author, headline, page) for a in addresses]
        sound = [a for a, problem in zip(addresses, problems, strict=True) if problem is None]
        # A page of the same site first: it can be asked, and networks refuse.
        good = next((a for a in sound if _same_domain(join(page, a), page)), sound[0] if sound else None)
        body = fold(name) in nobody or fold(name) == fold(publisher or "") or is_body(name)
        if not addresses and (body or (isinstance(author, Node) and author.is_a(*ORGANISATIONS))):
            continue  # known by its name, and mostly the publisher
        if good is not None:
            identified.setdefault(fold(name), (name, good))
        else:
            what = (problems[0] if problems else None) or "has neither url nor sameAs"
            faults.setdefault(fold(name), (article, name, what))
    return identified, faults


def _answering(identified: list[tuple[str, str]], pages: AuthorPages | Missing, page: str) -> Outcome:
    """What is at the addresses of the authors: a page about each, as far as it was asked for."""
    seen, unseen, unasked = [], [], []
    for name, given in identified:
        url = join(page, given) or given
        found = pages.at(url) if isinstance(pages, AuthorPages) else None
        if found is None:
            unasked.append(given)
            continue
        if found.unseen is not None:
            unseen.append(f"{url} could not be seen: {found.unseen}")
            continue
        if what := _no_author_page(found, name):
            return warn(
                f"the address of the author {quote(name)}, {url}, {what}",
                evidence(f"status {found.status} at {found.final_url}", where="header"),
                fix=f"Give {name} the address of a page that answers 200 and is about {name}, instead of {url}.",
            )
        seen.append(evidence(f"status {found.status} at {found.final_url}, which names {name}", where="header"))
    if unseen:
        return unknown(unseen[0])
    if not seen:
        return skip(f"whether {quote(unasked[0])} answers and is a profile needs a request, which --probe makes")
    return ok(*seen)


def _no_author_page(found: AuthorPage, name: str) -> str | None:
    """What is wrong with what answers; null when it is a page that names the author."""
    if found.status != 200:
        return f"answers {found.status}"
    parts = urlsplit(found.final_url)
    if not same_page(found.url, found.final_url) and not parts.path.strip("/") and not parts.query:
        return f"redirects to the home page {found.final_url}"
    if name == NO_NAME or is_address(name) or _names(found.text, name):
        return None
    return "does not name the author"


def _names(text: str, name: str) -> bool:
    """Whether a text holds a name, its words one after another in either order, initials aside."""
    words, said = ([word for word in _LETTERS.findall(fold(each)) if len(word) > 1] for each in (name, text))
    runs = {" ".join(said[at : at + len(words)]) for at in range(len(said) - len(words) + 1)}
    if not words or {" ".join(words), " ".join(reversed(words))} & runs:
        return True
    # Scripts without blanks between words.
    return not name.isascii() and "".join(words) in "".join(said)


def _same_domain(url: str | None, page: str) -> bool:
    domain = registrable_domain(host_of(page) or "")
    return url is not None and domain is not None and registrable_domain(host_of(url) or "") == domain


def _no_profile(url: str, author: Node | str, headline: Headline | Missing, page: str) -> str | None:
    """Why an address cannot be that of a profile; null when it may be one."""
    absolute = join(page, url)
    if absolute is None or not absolute.startswith(("http://", "https://")):
        return f"has {quote(url)} for an address, which is none"
    if same_page(absolute, page):
        return "has the address of this very page for its url"
    if isinstance(author, Node) and author.is_a(*ORGANISATIONS):
        return None
    parts = urlsplit(absolute)
    if parts.path.strip("/") or parts.query or parts.fragment:
        return None
    here, there = registrable_domain(host_of(page) or ""), registrable_domain(parts.hostname or "")
    if here != there:
        return None  # the author's own site
    site = headline.site_name.text if isinstance(headline, Headline) and headline.site_name else ""
    name = name_of(author)
    # A site of one person: its home page is about the author.
    words = [w for w in _LETTERS.findall(fold(name)) if len(w) > 2]
    if fold(name) == fold(site) or any(w in (parts.hostname or "") for w in words):
        return None
    return f"has the home page {quote(absolute)} for its url, which is not about the author"

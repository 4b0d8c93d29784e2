"""Rules on who wrote the text: that readers see it, and that the markup says who it is."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote, urlsplit

from indexaudit.facts import Byline, Claims, Content, Headline, MainEntities, Missing, Node
from indexaudit.model import Address, Dimension, Evidence, EvidenceStrength, Outcome, PageKind, PageType, Severity
from indexaudit.rules.author_names import NameFault, is_address, is_body, is_nobody, name_fault
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unless_half_read, warn
from indexaudit.rules.compare import fold, quote
from indexaudit.rules.exemptions import FOR_TEXTS
from indexaudit.rules.publishers import elsewhere
from indexaudit.rules.refusals import unless_shell
from indexaudit.rules.schema_types import ARTICLES, ORGANISATIONS
from indexaudit.rules.sources import GOOGLE_ARTICLE, GOOGLE_HELPFUL, GOOGLE_PROFILE
from indexaudit.rules.unsigned import hardly_an_article, spoken_for_a_body, unsigned
from indexaudit.snapshot import Exchange
from indexaudit.web.urls import host_of, join, registrable_domain, same_page

_AUTHORS: Final = 20
_AGENCY: Final = re.compile(
    r"\b(?:AFP|ANP|ANSA|AP|APA|DPA|dpa|dapd|EFE|Efe|EPD|epd|KNA|NTB|PAP|PTI|RIA|SDA|sda|SID|TASS|TT|UPI"
    r"|Associated Press|Agence France-Presse|Bloomberg|Canadian Press|Kyodo|Press Association|Reuters|REUTERS|Ritzau"
    r"|Xinhua|Yonhap|ТАСС|РИА|Интерфакс|Agenc(?:ia|e|y)|Agenzia|Ag[êe]ncia|Wire|[Nn]ews ?(?:[Ss]ervice|[Ww]ire))\b"
    r"|[Aa]gentur\b"
)
"""News agencies: a text of theirs is signed as it should be."""
_COMPANY: Final = re.compile(
    r"\b(?:GmbH|mbH|AG|SE|KG|Inc|Ltd|LLC|PLC|Corp|S\.?A|S\.?L|e\. ?V|eG|B\.?V|[Ff]oundation|[Ss]tiftung)\b"
    r"|株式会社|有限会社"
    r"|(?:[Vv]erband|[Bb]und|[Vv]erein|[Ii]nstitut)\b"
)
"""Companies and associations that say themselves what they have to say: nobody looks for a reporter behind it."""
_LETTERS: Final = re.compile(r"[^\W\d_]+")


@rule(
    "author-visible",
    "Readers see who wrote the text",
    dimension=Dimension.OWNERSHIP,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_HELPFUL],
    since="0.1",
    not_on=FOR_TEXTS,
)
def author_visible(
    claims: Claims, entities: MainEntities, address: Address, page_type: PageType, content: Content
) -> Outcome:
    """A byline names a person or an organisation.

    ## Why
    "Is it self-evident to your visitors who authored your content?" is among the questions with which Google describes
    helpful content. It is advice and no ranking factor. A name anywhere in the text counts. Documentation, legal and
    company pages carry none by custom.

    ## Fix
    Write the name of the author below the headline, linked to a page about that person.
    """
    people = [b for b in claims.bylines if b.kind == "person"]
    others = [b for b in claims.bylines if b.kind == "organisation"]
    places = {fold(unquote(part)) for part in urlsplit(address.url).path.split("/")[:12]}
    others = [b for b in others if fold(b.name) not in places]  # the name of a section, not of an author
    speak = [b for b in others if _AGENCY.search(b.name) or _COMPANY.search(b.name) or _is_host(b.name, address)]
    signed = people + speak
    if signed:
        return ok(_byline(signed[0]))
    spoken = spoken_for_a_body(address)
    if others and spoken:
        return ok(_byline(others[0]))
    if others:
        return warn(
            f"the text is signed by an organisation alone: {quote(others[0].name)}",
            _byline(others[0]),
            fix=f"Name the person who wrote it, for instance “Ada Field, {others[0].name}”.",
        )
    if reason := unsigned(address, entities):
        return skip(reason)
    if spoken:
        return skip(spoken)
    hidden = [claim for claim in claims.of("author") if not is_nobody(claim.text)]
    accounts = [b for b in claims.bylines if b.kind == "account"]
    if accounts:
        return warn(
            f"the text is signed by an account: {quote(accounts[0].name)}",
            _byline(accounts[0]),
            fix=f"Give the account {quote(accounts[0].name)} the name of the person who writes with it.",
        )
    if page_type.type is PageKind.POST:
        return skip("a post is signed by its account, and no other name is given")
    if hidden:
        missing = fail(
            f"the markup names {quote(hidden[0].text)} as author, and the text of the page does not",
            evidence(f"{hidden[0].basis}: {hidden[0].text}", line=hidden[0].line),
            fix=f"Write “By {hidden[0].text}” below the headline."
            if " " in hidden[0].text
            else f"Write “By” and the name of the person behind {quote(hidden[0].text)} below the headline.",
        )
    elif reason := hardly_an_article(page_type, claims):
        return unless_half_read(skip(reason), claims)
    else:
        missing = fail(
            "nothing says who wrote the text",
            fix="Write the author's name below the headline, such as “By Ada Field”, in the language of the page.",
        )
    return unless_half_read(unless_shell(missing, content), claims)


def _is_host(name: str, address: Address) -> bool:
    """Whether a name of two or three words in capitals is that of the host: a site of one person."""
    words = name.split()
    run = "".join(_LETTERS.findall(fold(name)))
    return (
        1 < len(words) <= 3
        and all(word[:1].isupper() for word in words)
        and (address.registrable_domain or "").partition(".")[0].replace("-", "") == run
    )


def _byline(byline: Byline) -> Evidence:
    return evidence(f"byline: {byline.name}", line=byline.line)


# --- markup ---------------------------------------------------------------------------------------------------------


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
    entities: MainEntities, claims: Claims, headline: Headline | Missing, address: Address, exchange: Exchange
) -> Outcome:
    """Each author in the article's markup has a `url` or `sameAs` that leads to a page about that person.

    ## Why
    Many people share a name. Google asks for an address that tells them apart: a profile on the site or elsewhere.
    Whether the address answers, and is a profile, takes a request of its own; this rule asks the page alone.

    ## Fix
    Give the author a `url` that leads to the author's page, or profiles in `sameAs`.
    """
    found = _authors(entities)
    publisher = _publisher(found, headline)
    # What is no name, or several in one, is said by author-name-clean, and has no address of its own.
    authors = [(a, v) for a, v in found if not _is_no_name(v, publisher)]
    if not authors:
        return skip("the markup of the article names no author; see article-schema-props and author-name-clean")
    if not any(isinstance(value, str) or value.properties for _, value in authors):
        return skip("the author is a reference to a thing that is not on this page")
    # Two descriptions of one article complete each other.
    nobody = {fold(b.name) for b in claims.bylines if b.kind != "person"}
    identified: dict[str, str] = {}
    faults: dict[str, tuple[Node, str, str]] = {}
    for article, author in authors:
        name, addresses = _name(author), _addresses(author)
        problems = [_no_profile(a, author, headline, exchange.final_url) for a in addresses]
        good = next((a for a, problem in zip(addresses, problems, strict=True) if problem is None), None)
        body = fold(name) in nobody or fold(name) == fold(publisher or "") or is_body(name)
        if not addresses and (body or (isinstance(author, Node) and author.is_a(*ORGANISATIONS))):
            continue  # known by its name, and mostly the publisher
        if good is not None:
            identified.setdefault(fold(name), good)
        else:
            what = (problems[0] if problems else None) or "has neither url nor sameAs"
            faults.setdefault(fold(name), (article, name, what))
    unclear = [key for key in faults if key not in identified]
    if not unclear and not identified:
        return skip("the author in the markup is an organisation, which its name tells")
    if not unclear:
        profile = next(iter(identified.values()))
        return skip(f"whether {quote(profile)} answers and is a profile needs a request")
    article, name, what = faults[unclear[0]]
    link = next((b.url for b in claims.bylines if b.url and fold(b.name) == fold(name)), None)
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


def _authors(entities: MainEntities) -> list[tuple[Node, Node | str]]:
    """Every author of the articles of this page, with the article."""
    articles = [node for node in entities.nodes if any(name in ARTICLES for name in node.types)]
    return [
        (article, value)
        for article in articles
        for value in article.properties.get("author", ())[:_AUTHORS]
        if isinstance(value, Node) or (isinstance(value, str) and value.strip())
    ]


def _publisher(authors: list[tuple[Node, Node | str]], headline: Headline | Missing) -> str | None:
    site = headline.site_name.text if isinstance(headline, Headline) and headline.site_name else None
    return next((p.text("name") for n, _ in authors for p in n.nodes("publisher") if p.text("name")), site)


def _name(author: Node | str) -> str:
    if isinstance(author, str):
        return " ".join(author.split())
    return author.text("name") or author.text("givenName") or author.text("alternateName") or "without a name"


def _is_no_name(author: Node | str, publisher: str | None) -> bool:
    if isinstance(author, str) and is_address(author):
        return False  # an address alone says who it is
    fault = name_fault(_name(author), publisher, organisation=isinstance(author, Node) and author.is_a(*ORGANISATIONS))
    return fault is not None and fault.grave and fault.clean is None


def _addresses(author: Node | str) -> tuple[str, ...]:
    if isinstance(author, str):
        return (author,) if author.startswith(("http://", "https://")) else ()
    pages = [page.id for key in ("url", "sameAs", "mainEntityOfPage") for page in author.nodes(key) if page.id]
    found = [*author.texts("url"), *author.texts("sameAs"), *author.texts("mainEntityOfPage"), *pages]
    if not found and author.id and author.id.startswith("http") and "#" not in author.id:
        found.append(author.id)
    return tuple(found)


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
    name = _name(author)
    # A site of one person: its home page is about the author.
    words = [w for w in _LETTERS.findall(fold(name)) if len(w) > 2]
    if fold(name) == fold(site) or any(w in (parts.hostname or "") for w in words):
        return None
    return f"has the home page {quote(absolute)} for its url, which is not about the author"


@rule(
    "author-name-clean",
    "Each author in the markup is one name and nothing else",
    dimension=Dimension.OWNERSHIP,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_ARTICLE],
    since="0.1",
    not_on=FOR_TEXTS,
)
def author_name_clean(entities: MainEntities, headline: Headline | Missing) -> Outcome:
    """No "by", job title, publisher or e-mail address stands in an author's name, and no two authors share one.

    ## Why
    Google asks for one object for each author with the name alone, so that a name can be matched with the person. What
    else is known has its own property: `jobTitle`, `publisher`, `honorificPrefix`.

    ## Fix
    Write one object for each author, with the name in `name` and the rest in its own property.
    """
    authors = _authors(entities)
    if not authors:
        return skip("the markup of the article names no author; see article-schema-props")
    publisher = _publisher(authors, headline)
    names = 0
    found: list[tuple[Node, str, NameFault]] = []
    for article, author in authors:
        organisation = isinstance(author, Node) and author.is_a(*ORGANISATIONS)
        texts = (_name(author),) if isinstance(author, str) else author.texts("name")
        names += len(texts)
        if len({fold(t) for t in texts}) > 1 and not organisation and article.syntax == "json-ld":
            both = NameFault(f"has {len(texts)} names: {quote(', '.join(texts))}", grave=True, clean=None)
            found.append((article, texts[0], both))
        for text in texts:
            fault = name_fault(text, publisher, organisation=organisation)
            if fault is not None:
                found.append((article, text, fault))
    if not names:
        return skip("the author in the markup has no name; see article-schema-props")
    if not found:
        return ok(evidence(f"{authors[0][0].syntax} {authors[0][0].types[0]}.author: {_name(authors[0][1])}"))
    article, text, fault = next((f for f in found if f[2].grave), found[0])
    if fault.clean:
        fix = f'Write `"name": "{fault.clean}"` instead of {quote(text)}.'
    elif "more than one" in fault.what:
        fix = f"Write one object for each author instead of {quote(text)}, and what is no name into `jobTitle`."
    elif "names" in fault.what:
        fix = f"Write one object for each author instead of {quote(text)}."
    else:
        fix = f"Write the author's own name instead of {quote(text)}."
    seen = [evidence(f"{a.syntax} {a.types[0]}.author: {t}", line=a.line) for a, t, _ in found[:3]]
    said = f"in the markup the author {fault.what}"
    return fail(said, *seen, fix=fix) if fault.grave else warn(said, *seen, fix=fix)

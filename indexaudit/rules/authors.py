"""Rules on who wrote the text: that readers see it, and that the markup says who it is."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote, urlsplit

from indexaudit.facts import Byline, Claims, Content, Headline, MainEntities, Missing, Node
from indexaudit.model import Address, Dimension, Evidence, EvidenceStrength, Outcome, PageKind, PageType, Severity
from indexaudit.rules.article_authors import name_of, named_authors, publisher_of
from indexaudit.rules.author_names import NameFault, is_nobody, name_fault
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unless_half_read, warn
from indexaudit.rules.compare import fold, quote
from indexaudit.rules.exemptions import FOR_TEXTS
from indexaudit.rules.refusals import unless_shell
from indexaudit.rules.schema_types import ORGANISATIONS
from indexaudit.rules.sources import GOOGLE_ARTICLE, GOOGLE_HELPFUL
from indexaudit.rules.unsigned import hardly_an_article, spoken_for_a_body, unsigned

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
    authors = named_authors(entities)
    if not authors:
        return skip("the markup of the article names no author; see article-schema-props")
    publisher = publisher_of(authors, headline)
    names = 0
    found: list[tuple[Node, str, NameFault]] = []
    for article, author in authors:
        organisation = isinstance(author, Node) and author.is_a(*ORGANISATIONS)
        texts = (name_of(author),) if isinstance(author, str) else author.texts("name")
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
        return ok(evidence(f"{authors[0][0].syntax} {authors[0][0].types[0]}.author: {name_of(authors[0][1])}"))
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

"""Who wrote the page and when, reconciled from structured data, meta elements, markup, text and address."""

from __future__ import annotations

from datetime import datetime

from indexaudit.extract.authors import read_authors
from indexaudit.extract.byline_elements import Marks
from indexaudit.extract.document import Page
from indexaudit.extract.main_entity import main_entities
from indexaudit.extract.publication_dates import quick_search, read_dates
from indexaudit.extract.site_name import read_site_names
from indexaudit.facts import Authorship, Cards, Head, Headline, Node, StructuredData
from indexaudit.model import Address
from indexaudit.web.dates import precision

__all__ = ["read_authorship"]


def read_authorship(  # noqa: PLR0917 - one argument a fact group, in the order of all readers
    page: Page,
    head: Head,
    cards: Cards,
    data: StructuredData,
    address: Address,
    now: datetime,
    headline: Headline,
    *,
    entities: tuple[Node, ...] | None = None,
    quick_dates: bool = True,
) -> Authorship:
    """Reconcile authors and dates; every candidate is kept with where it was found.

    ``now`` is the moment of the fetch: later dates are no dates of publication. ``entities`` are those of
    :func:`main_entities` for this headline, where they are known. With ``quick_dates`` a page whose
    markup gives no day of publication is searched by htmldate (about one to five parses of the page).
    """
    titles = [s.text for s in (headline.headline, *headline.candidates[:3]) if s is not None]
    if entities is None:
        entities = main_entities(data, [u for u in (page.url, head.canonical) if u], titles)
    names = read_site_names(head, cards, data, entities=entities, url=page.url, shown=tuple(titles[:1]))
    microdata = any(node.syntax == "microdata" for node in data.nodes)
    marks = None if page.tree is None else Marks(page.tree, headline.headline, microdata=microdata)
    authors, author_candidates = read_authors(page, head, entities, marks, names)
    language = head.language or (cards.text("og:locale") or "").replace("_", "-") or None
    published, modified, dates = read_dates(
        page, head, entities=entities, marks=marks, address=address, now=now, language=language
    )
    if quick_dates and page.tree is not None and page.document.size <= page.limits.precise_bytes // 2:
        known = published is not None and precision(published.value) in ("day", "time")
        found = None if known else quick_search(page.tree, page.url, now)
        if found is not None:
            published, dates = found, (found, *dates)
    return Authorship(
        authors=authors,
        author_candidates=author_candidates,
        published=published,
        modified=modified,
        date_candidates=dates,
        gaps=page.document.gaps,
    )

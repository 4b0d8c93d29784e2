"""The authors that the markup of an article names: objects and texts, with their names and addresses. Holds no rule."""

from __future__ import annotations

from typing import Final

from indexaudit.facts import Headline, MainEntities, Missing, Node
from indexaudit.rules.author_names import is_address, name_fault
from indexaudit.rules.schema_types import ARTICLES, ORGANISATIONS

__all__ = ["NO_NAME", "addresses_of", "is_no_name", "name_of", "named_authors", "publisher_of"]

NO_NAME: Final = "without a name"
_AUTHORS: Final = 20
"""Authors of one article that are looked at."""


def named_authors(entities: MainEntities) -> list[tuple[Node, Node | str]]:
    """Every author of the articles of this page, with the article."""
    articles = [node for node in entities.nodes if any(name in ARTICLES for name in node.types)]
    return [
        (article, value)
        for article in articles
        for value in article.properties.get("author", ())[:_AUTHORS]
        if isinstance(value, Node) or (isinstance(value, str) and value.strip())
    ]


def publisher_of(authors: list[tuple[Node, Node | str]], headline: Headline | Missing) -> str | None:
    """Name of the publisher of the articles, else of the site."""
    site = headline.site_name.text if isinstance(headline, Headline) and headline.site_name else None
    return next((p.text("name") for n, _ in authors for p in n.nodes("publisher") if p.text("name")), site)


def name_of(author: Node | str) -> str:
    """The name as written; :data:`NO_NAME` where there is none."""
    if isinstance(author, str):
        return " ".join(author.split())
    return author.text("name") or author.text("givenName") or author.text("alternateName") or NO_NAME


def is_no_name(author: Node | str, publisher: str | None) -> bool:
    """Whether what stands for a name is none, or several in one: author-name-clean says so."""
    if isinstance(author, str) and is_address(author):
        return False  # an address alone says who it is
    fault = name_fault(
        name_of(author), publisher, organisation=isinstance(author, Node) and author.is_a(*ORGANISATIONS)
    )
    return fault is not None and fault.grave and fault.clean is None


def addresses_of(author: Node | str) -> tuple[str, ...]:
    """The addresses by which the markup identifies an author, as written."""
    if isinstance(author, str):
        return (author,) if author.startswith(("http://", "https://")) else ()
    pages = [page.id for key in ("url", "sameAs", "mainEntityOfPage") for page in author.nodes(key) if page.id]
    found = [*author.texts("url"), *author.texts("sameAs"), *author.texts("mainEntityOfPage"), *pages]
    if not found and author.id and author.id.startswith("http") and "#" not in author.id:
        found.append(author.id)
    return tuple(found)

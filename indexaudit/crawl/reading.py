"""One page's facts to what the other pages of its site need to know of it."""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

from indexaudit import facts
from indexaudit.audit import Audited
from indexaudit.crawl.digest import Alternate, Concluded, Digest, FoundImage, FoundLink
from indexaudit.engine import ask
from indexaudit.extract.discussion import Discussion, read_discussion
from indexaudit.extract.document import Page
from indexaudit.extract.pagination import Pagination, read_pagination
from indexaudit.rules.title_parts import key, site_keys, topic
from indexaudit.similarity.signatures import signature
from indexaudit.web.directives import effective
from indexaudit.web.urls import join

__all__ = ["concluded", "read_digest"]

_FOLLOWED: Final = ("http://", "https://")
_HASH_BYTES: Final = 16
_IMAGES: Final = 100
"""Of a page."""


def concluded(audited: Audited) -> tuple[Concluded, ...]:
    """What every rule concluded that was not skipped."""
    return tuple(
        Concluded(
            rule=rule.id,
            status=outcome.status,
            credit=outcome.credit,
            repaired=outcome.repaired,
            expected=outcome.expected,
            stale=outcome.stale,
        )
        for rule, outcome in audited.outcomes
        if outcome.status.value != "skip"
    )


def read_digest(audited: Audited) -> Digest:
    """From the page as it was parsed for its audit: nothing is parsed twice."""
    reader = audited.reader
    served = ask(reader, facts.Head)
    head = served if isinstance(served, facts.Head) else None
    links = ask(reader, facts.Links)
    main = ask(reader, facts.MainText)
    page = ask(reader, Page)
    text = " ".join(main.text.split()) if isinstance(main, facts.MainText) else ""
    pagination, discussion = _page_facts(page, links, head)
    directives = ask(reader, facts.Directives)
    follow = not (isinstance(directives, facts.Directives) and effective(directives.directives, "googlebot").nofollow)
    return Digest(
        title_key=_title_key(head, ask(reader, facts.Headline)),
        description_key=key(head.description) or None if head and head.description else None,
        text_hash=blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_HASH_BYTES).hexdigest() if text else None,
        signature=signature(text),
        links=_links(links, follow=follow) if isinstance(links, facts.Links) else (),
        links_dropped=max(0, links.total - len(links.links)) if isinstance(links, facts.Links) else 0,
        alternates=_alternates(head),
        feeds=tuple(dict.fromkeys(feed.url for feed in head.feeds if feed.url)) if head else (),
        next_pages=pagination.next_pages,
        more_button=pagination.more_button,
        comments=discussion.comments,
        comment_fragments=discussion.fragments,
        gaps=links.gaps if isinstance(links, facts.Links) else (),
        images=_images(ask(reader, facts.Content), ask(reader, facts.Cards), head, audited.audit.final_url),
    )


def _title_key(head: facts.Head | None, headline: facts.Headline | facts.Missing) -> str | None:
    if head is None or head.title is None:
        return None
    return key(topic(head.title, site_keys(headline))) or None


def _page_facts(
    page: Page | facts.Missing, links: facts.Links | facts.Missing, head: facts.Head | None
) -> tuple[Pagination, Discussion]:
    if not isinstance(page, Page) or not isinstance(links, facts.Links) or head is None:
        return Pagination(next_pages=(), relations=(), more_button=False), Discussion(comments=0, fragments=0)
    return read_pagination(page, links), read_discussion(page)


def _links(links: facts.Links, *, follow: bool) -> tuple[FoundLink, ...]:
    """Each address once, with the text of its first link that has one; followed when any of its links is."""
    found: dict[str, tuple[str, bool]] = {}
    for link in links.links:
        if link.url is None or not link.url.startswith(_FOLLOWED):
            continue
        url = link.url.partition("#")[0]
        followed = follow and "nofollow" not in link.rel
        text, before = found.get(url, ("", False))
        found[url] = text or link.text, before or followed
    return tuple(FoundLink(url=url, text=text, follow=followed) for url, (text, followed) in found.items())


def _images(
    content: facts.Content | facts.Missing, cards: facts.Cards | facts.Missing, head: facts.Head | None, final: str
) -> tuple[FoundImage, ...]:
    base = head.base if head is not None and head.base else final
    shared = cards.text("og:image", "og:image:url") if isinstance(cards, facts.Cards) else None
    named = [(shared, "", True)] if shared else []
    if isinstance(content, facts.Content):
        named += [(image.src, image.alt or "", False) for image in content.images[:_IMAGES]]
    found: dict[str, FoundImage] = {}
    for written, text, is_shared in named:
        # A template that scripts have yet to fill is no address.
        url = None if any(mark in written for mark in ("{{", "${", "<%")) else join(base, written.strip())
        if url is not None and url.startswith(_FOLLOWED):
            url = url.partition("#")[0]
            found.setdefault(url, FoundImage(url=url, text=" ".join(text.split())[:200], shared=is_shared))
    return tuple(found.values())


def _alternates(head: facts.Head | None) -> tuple[Alternate, ...]:
    if head is None:
        return ()
    return tuple(
        Alternate(language=alternate.hreflang, url=alternate.url)
        for alternate in head.hreflangs
        if alternate.hreflang and alternate.url
    )

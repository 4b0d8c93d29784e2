"""Links between pages, from the store: who links to a page, with which words, and what its own links lead to."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Final

from indexaudit.crawl.site.index import SiteIndex
from indexaudit.crawl.site.pages import Batch
from indexaudit.crawl.store import Store
from indexaudit.site_facts import AnchorText, Inlinks, LinkTarget, LinkTargets

__all__ = ["inlinks", "link_targets"]

_ANCHORS: Final = 20
_EXAMPLES: Final = 5
_TARGETS: Final = 10

_TEXTS: Final = """
SELECT t.page, l.text, count(*), min(l.source), max(l.source)
FROM temp.site_target t CROSS JOIN link l ON l.target = t.hash CROSS JOIN temp.site_page s ON s.id = l.source
WHERE t.page BETWEEN ? AND ? AND l.follow AND s.shown AND l.source <> t.page GROUP BY t.page, l.text
"""
_ASKED: Final = """
SELECT l.source, count(*) FROM link l CROSS JOIN temp.site_page s ON s.hash = l.target
WHERE l.source BETWEEN ? AND ? GROUP BY l.source
"""
_ODD: Final = """
SELECT l.source, l.text, p.url, p.status, p.final_url, o.broken, p.state, p.via
FROM link l CROSS JOIN temp.site_odd o ON o.hash = l.target CROSS JOIN page p ON p.id = o.page
WHERE l.source BETWEEN ? AND ? ORDER BY l.source, l.place
"""


def inlinks(store: Store, index: SiteIndex, batch: Batch) -> dict[int, Inlinks]:
    """For every page of a batch."""
    counts = {
        page: (pages, others)
        for page, pages, others in store.rows(
            "SELECT page, pages, others FROM temp.site_inlink WHERE page BETWEEN ? AND ?", batch.range
        )
    }
    texts: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    sources: defaultdict[int, set[int]] = defaultdict(set)
    for page, text, count, first, last in store.rows(_TEXTS, batch.range):
        texts[page].append((count, text))
        for source in (first, last):
            if len(sources[page]) < _EXAMPLES:
                sources[page].add(source)
    urls = _urls(store, {source for some in sources.values() for source in some})
    return {
        page.id: Inlinks(
            pages=counts.get(page.id, (0, 0))[0],
            unfollowed=(found := counts.get(page.id, (0, 0)))[1] - found[0],
            linked_by=tuple(urls[source] for source in sorted(sources.get(page.id, ()))),
            anchors=tuple(
                AnchorText(text=text, count=count)
                for count, text in sorted(texts.get(page.id, ()), key=lambda one: (-one[0], one[1]))[:_ANCHORS]
            ),
            clicks=page.clicks,
            is_seed=page.clicks == 0 or page.via in ("seed", "list"),
            gaps=index.gaps,
        )
        for page in batch.pages
    }


def link_targets(store: Store, batch: Batch) -> dict[int, LinkTargets]:
    """For every page of a batch."""
    asked = Counter(dict(store.rows(_ASKED, batch.range)))
    broken: defaultdict[int, list[LinkTarget]] = defaultdict(list)
    redirected: defaultdict[int, list[LinkTarget]] = defaultdict(list)
    counts: Counter[tuple[int, int]] = Counter()
    for source, text, url, status, final, is_broken, state, via in store.rows(_ODD, batch.range):
        counts[source, is_broken] += 1
        asked[source] += state == "failed"
        found = (broken if is_broken else redirected)[source]
        if len(found) < _TARGETS:
            found.append(
                LinkTarget(
                    url=url,
                    text=text,
                    status=status,
                    leads_to=None if is_broken else final,
                    image=via == "image",
                )
            )
    return {
        page.id: LinkTargets(
            asked=asked[page.id],
            broken=tuple(broken.get(page.id, ())),
            broken_count=counts[page.id, 1],
            redirected=tuple(redirected.get(page.id, ())),
            redirected_count=counts[page.id, 0],
        )
        for page in batch.pages
    }


def _urls(store: Store, ids: set[int]) -> dict[int, str]:
    """The addresses of some pages, a few hundred at most."""
    marks = ", ".join("?" * len(ids))
    return dict(store.rows(f"SELECT id, coalesce(final_url, url) FROM page WHERE id IN ({marks})", sorted(ids)))  # noqa: S608

"""The pages that pages name in their heads, and other spellings of their addresses, from the store."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from typing import Any, Final, Literal

from indexaudit.crawl.site.pages import Batch, StoredPage
from indexaudit.crawl.store import Store
from indexaudit.model import Indexability
from indexaudit.similarity.signatures import similarity
from indexaudit.site_facts import AlternateTarget, Arrival, Arrivals, Target, Targets, Variant, Variants
from indexaudit.web.spellings import difference, loose

__all__ = ["arrivals", "targets", "variants"]

_ANSWERED: Final = (Indexability.INDEXABLE, Indexability.RENDERED_ONLY, Indexability.ELSEWHERE)
_ALTERNATES: Final = 50
_VARIANTS: Final = 10
_SHOWN: Final = 20

_TARGET: Final = "q.id, q.state, q.status, q.indexability, q.url, q.final_url, q.canonical, r.hash, r.final, r.named"
_CANONICAL: Final = f"""
SELECT s.id, q.text_hash, q.signature, q.words, {_TARGET}
FROM temp.site_page s CROSS JOIN page p ON p.id = s.id
LEFT JOIN page q ON q.url_hash = p.canonical_hash LEFT JOIN temp.site_page r ON r.id = q.id
WHERE s.id BETWEEN ? AND ? AND p.canonical_hash IS NOT NULL AND p.canonical_hash NOT IN (s.hash, s.final)
"""  # noqa: S608 - names of our own
_NAMED: Final = f"""
SELECT s.id, a.language, a.url,
  EXISTS (SELECT 1 FROM alternate b WHERE b.page = coalesce(r.alias, r.id) AND b.target IN (s.hash, s.final)),
  {_TARGET}
FROM temp.site_page s CROSS JOIN alternate a ON a.page = s.id
LEFT JOIN page q ON q.url_hash = a.target LEFT JOIN temp.site_page r ON r.id = q.id
WHERE s.id BETWEEN ? AND ? AND a.target NOT IN (s.hash, s.final) ORDER BY s.id, a.language, a.url
"""  # noqa: S608 - names of our own
_SPELLINGS: Final = """
SELECT s.id, p.url, v.alias = s.id, v.canon = s.id, v.shown
FROM temp.site_page s CROSS JOIN temp.site_page v ON v.loose = s.loose CROSS JOIN page p ON p.id = v.id
WHERE s.id BETWEEN ? AND ? AND s.shown AND v.id <> s.id
UNION ALL
SELECT s.id, p.url, 1, 0, 0
FROM temp.site_page s CROSS JOIN page p ON p.id = s.id WHERE s.id BETWEEN ?1 AND ?2 AND s.shown AND s.hash <> s.final
ORDER BY 1, 2
"""


_ARRIVALS: Final = """
SELECT s.alias, p.redirects FROM temp.site_page s CROSS JOIN page p ON p.id = s.id
WHERE s.alias BETWEEN ? AND ? AND p.redirects IS NOT NULL ORDER BY s.alias, s.id
"""


def targets(store: Store, batch: Batch) -> dict[int, Targets]:
    """For every page of a batch."""
    pages = {page.id: page for page in batch.pages}
    canonical: dict[int, Target] = {}
    for id_, text, signature, words, *target in store.rows(_CANONICAL, batch.range):
        alike = _alike(pages[id_], text, signature, words if target[3] == Indexability.INDEXABLE else None)
        named = _target(pages[id_].canonical or "", target, alike)
        other = bool(pages[id_].void) and named.indexability in _ANSWERED
        canonical[id_] = replace(named, other=True) if other else named
    alternates: defaultdict[int, list[AlternateTarget]] = defaultdict(list)
    for id_, language, url, back, *target in store.rows(_NAMED, batch.range):
        if len(alternates[id_]) < _ALTERNATES:
            found = AlternateTarget(language=language, target=_target(url, target, None), links_back=bool(back))
            alternates[id_].append(found)
    return {
        page.id: Targets(canonical=canonical.get(page.id), alternates=tuple(alternates.get(page.id, ())))
        for page in batch.pages
    }


def _alike(page: StoredPage, text: bytes | None, signature: bytes | None, words: int | None) -> float | None:
    """The share of words that a page has in common with one of this text; null when that cannot be told."""
    if text is not None and text == page.text_hash:
        return 1.0
    if page.signature is None:
        return None
    if signature is not None:
        return round(similarity(signature.hex(), page.signature.hex()), 3)
    # A text that is too short for a signature: no more than all its words can be among those of the longer one.
    return None if words is None or not page.words or words >= page.words else round(words / page.words, 3)


def _target(named: str, row: list[Any], alike: float | None) -> Target:
    id_, state, status, verdict, url, final_url, canonical, hash_, final, own_canonical = row
    if id_ is None:
        return Target(url=named, state="unseen")
    done = hash_ is not None  # it answered: with a page, or with a redirect
    return Target(
        url=url,
        state="done" if done else state,
        status=status,
        indexability=Indexability(verdict) if done and verdict else None,
        leads_to=final_url if done and final != hash_ else None,
        canonical=canonical if done and own_canonical is not None else None,
        similarity=alike if done else None,
    )


def variants(store: Store, batch: Batch) -> dict[int, Variants]:
    """For every page of a batch; those that are not shown have none."""
    pages = {page.id: page for page in batch.pages}
    found: defaultdict[int, list[Variant]] = defaultdict(list)
    for id_, url, alias, canon, shown in store.rows(_SPELLINGS, batch.range):
        joined: Literal["redirect", "canonical", "none"] = "redirect" if alias else "canonical" if canon else "none"
        own = pages[id_].answered
        if (joined == "none" and not shown) or len(found[id_]) >= _VARIANTS or not _spelling(url, own):
            continue
        found[id_].append(Variant(url=url, difference=difference(url, own), joined=joined))
    return {page.id: Variants(found=tuple(found.get(page.id, ()))) for page in batch.pages}


def arrivals(store: Store, batch: Batch) -> dict[int, Arrivals]:
    """For every page of a batch."""
    found: defaultdict[int, list[Arrival]] = defaultdict(list)
    for id_, redirects in store.rows(_ARRIVALS, batch.range):
        hops = tuple((str(url), int(status)) for url, status in json.loads(redirects))
        if hops and len(found[id_]) < _SHOWN:
            found[id_].append(Arrival(hops=hops))
    return {page.id: Arrivals(found=tuple(found.get(page.id, ()))) for page in batch.pages}


def _spelling(one: str, other: str) -> bool:
    return one != other and loose(one) == loose(other)

"""What would make the owner's copy win: changes that somebody can make, drawn from what platforms allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexaudit.brand.copies.signals import Rival, Rivals, leaves, moved, name, names, pointed
from indexaudit.brand.copies.thresholds import ARTICLE, FULLER
from indexaudit.platforms.registry import known
from indexaudit.web.urls import host_of

__all__ = ["changes"]

_OPEN_WEB = ("web", "owned_blog", "proxy")
"""Channels of platforms that are software or sites of somebody, not a place with rules of its own."""


def changes(rivals: Rivals, excerpts: Sequence[Rival]) -> tuple[str, ...]:
    """In the order in which to make them: at home first, then at the copies."""
    own = [r for r in rivals if r.copy.owned and r.copy.url is not None]
    if not own:
        if max(r.words for r in rivals) < ARTICLE:
            return ()  # a post that was repeated is no article that lacks a home
        return tuple(dict.fromkeys((*_without_home(rivals, excerpts), *_at_copies(rivals, None))))
    home = min(own, key=lambda r: _worth(r, rivals))
    doubles = [r for r in own if r is not home and moved(r, rivals) is not home]
    found = [*_at_home(home, rivals)]
    if doubles:
        found.append(
            f"Redirect {names(doubles)} to {name(home.copy)}: you publish the same text twice on your own site."
        )
    return tuple(dict.fromkeys((*found, *_at_copies(rivals, home), *_next_time(home, rivals))))


def _worth(rival: Rival, rivals: Rivals) -> tuple[int, bool, bool, int, bool, int, str]:
    copy = rival.copy
    return (
        ("yes", "unknown", "no").index(copy.searchable),
        moved(rival, rivals) is not None,
        pointed(rival, rivals) is not None,
        -rival.words,
        not copy.in_sitemap,
        len(copy.id),
        copy.id,
    )


def _without_home(rivals: Rivals, excerpts: Sequence[Rival]) -> Iterator[str]:
    excerpt = next((r for r in excerpts if r.copy.owned and r.copy.url is not None), None)
    if excerpt is not None:
        most = max(r.words for r in rivals)
        yield (
            f"Publish the whole text at {name(excerpt.copy)}: it has {excerpt.words:,} of the {most:,} words that stand"
            f" at {name(rivals[0].copy)}."
        )
    else:
        yield "Publish the whole text on a site of your own: none of the copies stands on one."


def _at_home(home: Rival, rivals: Rivals) -> Iterator[str]:
    copy, url = home.copy, name(home.copy)
    if copy.noindex:
        yield f"Remove the noindex from {url}."
    elif copy.searchable == "no":
        yield f"Let search engines index {url}: {copy.searchable_reason}."
    elif copy.searchable == "unknown":
        yield f"Make sure that search engines can index {url}: so far {copy.searchable_reason}."
    if moved(home, rivals) is not None or leaves(home, copy.redirects_to):
        yield f"Serve the text at {url} itself: it redirects to {copy.redirects_to}."
    if pointed(home, rivals) is not None or leaves(home, copy.canonical):
        yield f"Let {url} name itself as canonical: it names {copy.canonical}."
    fullest = max(rivals, key=lambda r: r.words)
    if home.words < FULLER * fullest.words:
        yield (
            f"Publish the whole text at {url}: it has {home.words:,} words, and {name(fullest.copy)} has"
            f" {fullest.words:,}."
        )
    if url.startswith("http://"):
        yield f"Serve {url} over https."
    if copy.in_sitemap is False:
        yield f"List {url} in the sitemap of its site."


def _at_copies(rivals: Rivals, home: Rival | None) -> Iterator[str]:
    """One line for the copies on each platform; copies that cannot be shown or name the original need none."""
    at_home = name(home.copy) if home is not None else "the page there"
    places: dict[str, list[Rival]] = {}
    for rival in rivals:
        copy = rival.copy
        if copy.owned or copy.url is None or copy.searchable == "no" or (home and pointed(rival, rivals) is home):
            continue
        places.setdefault(_place(rival), []).append(rival)
    for place, found in places.items():
        platform, those = known().get(place), names(found)
        if platform is None:
            yield (
                f"Ask the owner of {place} to set noindex on {those}, as Google advises for syndicated texts, or to"
                f" name {at_home} as canonical, which Bing accepts."
            )
        elif platform.canonical_home == "yes":
            yield f"Set the canonical of {those} to {at_home}: {platform.name} lets the author do that."
        elif platform.canonical_home == "theme":
            yield (
                f"Let the theme of {those} name {at_home} as canonical: {platform.name} has no setting for it. Or cut"
                f" {_it(found)} to an excerpt that links there."
            )
        else:
            yield (
                f"Cut {those} to an excerpt that links to {at_home}: {platform.name} lets no author name another page"
                " as canonical."
            )


def _next_time(home: Rival, rivals: Rivals) -> Iterator[str]:
    day = (home.copy.published or "")[:10]
    dated = [r for r in rivals if not r.copy.owned and r.copy.published and r.copy.searchable != "no"]
    early = min(dated, key=lambda r: (r.copy.published or "")[:10], default=None)
    if day and early is not None and (early.copy.published or "")[:10] < day:
        yield (
            f"Next time publish at home first: {name(early.copy)} came out on {(early.copy.published or '')[:10]}, and"
            f" {name(home.copy)} on {day}."
        )


def _place(rival: Rival) -> str:
    """The platform's id, or the host of a site that somebody else runs."""
    platform = known().get(rival.copy.platform or "")
    if platform is not None and platform.channel not in _OPEN_WEB:
        return platform.id
    return host_of(rival.copy.url or "") or "the site"


def _it(rivals: Sequence[Rival]) -> str:
    return "it" if len(rivals) == 1 else "each"

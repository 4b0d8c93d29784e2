"""Platforms to text: what each is, how its items are addressed, what an author controls, and who may crawl it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from types import MappingProxyType
from typing import Final

from indexaudit.platforms.base import Control, CrawlPosition, Kind, Platform
from indexaudit.report.ink import Ink
from indexaudit.report.printable import wrap

__all__ = ["explanation", "table", "to_json"]

_CHANNELS: Final = MappingProxyType(
    {
        "social": "Social networks",
        "chat": "Chats",
        "forum": "Forums",
        "qa": "Questions and answers",
        "review": "Reviews",
        "code": "Code",
        "blog_platform": "Blog platforms",
        "owned_blog": "Software on hosts of the author's own",
        "web": "The open web",
        "proxy": "Front ends and wrappers",
    }
)
_CONTROLS: Final = MappingProxyType(
    {
        Control.CANONICAL: "title, slug and canonical",
        Control.TITLE: "title and description only",
        Control.NONE: "nothing: the platform writes the head",
    }
)
_HOME: Final = MappingProxyType({"yes": "yes", "no": "no", "theme": "only by changing the theme's code"})
_SHARE: Final = MappingProxyType(
    {
        "repost": "readers pass an item on to followers of theirs in one step",
        "feed": "followers are shown an item; nobody passes it on in one step",
        "none": "nobody is shown an item for following, nor passes it on in one step",
    }
)
_COLUMN: Final = 14


def explanation(platform: Platform, *, width: int = 80, colour: bool = False) -> str:
    """Everything about one platform. Ends with a newline."""
    ink = Ink(colour=colour)
    lines = [ink.strong(f"{platform.name} ({platform.id})")]
    for name, text in _facts(platform):
        lines += _row(name, text, width, ink)
    lines += ["", ink.strong("Kinds of items, in the order in which an address is held against them")]
    for kind in platform.kinds:
        lines += _kind(kind, platform, width, ink)
    for heading, texts in (
        ("What is known of its indexing", platform.notes),
        ("Signs of a wall", platform.wall),
        ("Signs of an empty shell, which tells nothing about the item", platform.shell),
        ("Signs of the software on other hosts", platform.fingerprints),
    ):
        lines += _list(heading, texts, width, ink)
    lines += _list("Sources", [f"{s.title}, as of {s.checked}\n{s.url}" for s in platform.sources], width, ink)
    if "K" in (*platform.cite, *platform.native_share_cite, *(key for kind in platform.kinds for key in kind.cite)):
        lines += ["", *wrap("Some of this is common knowledge that no source was found for.", width)]
    return "\n".join(lines) + "\n"


def table(platforms: Sequence[Platform], *, width: int = 80, colour: bool = False) -> str:
    """Every platform by sort. Ends with a newline."""
    ink = Ink(colour=colour)
    lines = [f"{len(platforms)} platforms; `indexaudit platforms NAME` tells all about one"]
    column = max((len(platform.id) for platform in platforms), default=0) + 2
    for channel, heading in _CHANNELS.items():
        inside = [platform for platform in platforms if platform.channel == channel]
        if not inside:
            continue
        lines += ["", ink.strong(heading)]
        for platform in inside:
            status = "" if platform.status == "active" else f" ({platform.status})"
            text = f"{platform.name}{status}: {len(platform.kinds)} kinds; an author sets {_CONTROLS[platform.control]}"
            first, *more = wrap(text, width - column - 2)
            lines += [f"  {platform.id:<{column}}{first}", *(" " * (column + 2) + line for line in more)]
    return "\n".join(lines) + "\n"


def to_json(platforms: Sequence[Platform]) -> str:
    """Every platform as an object of one array. Ends with a newline."""
    return json.dumps([asdict(platform) for platform in platforms], ensure_ascii=False, indent=2) + "\n"


def _facts(platform: Platform) -> Iterator[tuple[str, str]]:
    yield "Sort", _CHANNELS[platform.channel].lower()
    if platform.status != "active":
        yield "Status", platform.status
    yield "Hosts", ", ".join(platform.hosts) or "any: told by its addresses or its pages"
    if platform.canonical_host:
        yield "Canonical host", platform.canonical_host
    if platform.other_sites:
        yield "Not", ", ".join(platform.other_sites)
    if platform.aliases:
        yield "Also", "; ".join(platform.aliases)
    yield "Author sets", f"{_CONTROLS[platform.control]} (credit {platform.control.credit})"
    for name, said in platform.author:
        yield "", f"{name.replace('_', ' ')}: {said}"
    how = f" ({platform.canonical_how})" if platform.canonical_how else ""
    yield "Points home", f"a copy may name its source as canonical: {_HOME[platform.canonical_home]}{how}"
    if platform.native_share:
        yield "Sharing", f"{platform.native_share}: {_SHARE[platform.native_share]} (declared)"
    if platform.outbound_links:
        yield "Links out", platform.outbound_links
    if platform.limits:
        yield "Limits", ", ".join(f"{name.replace('_', ' ')} {most:,} characters" for name, most in platform.limits)
    if platform.track:
        yield "Tracks by", ", ".join(platform.track)
    if platform.drop:
        yield "Does not need", ", ".join(platform.drop)
    if platform.keep:
        yield "Needs", ", ".join(platform.keep)
    yield "Reviewed", platform.reviewed


def _kind(kind: Kind, platform: Platform, width: int, ink: Ink) -> Iterator[str]:
    flags = [kind.addressability.value]
    flags += [f"by {kind.form.value}"] if kind.form.value in ("query", "fragment") else []
    flags += [] if kind.own_document or not kind.addressed else ["not a document of its own"]
    flags += ["short-lived"] if kind.ephemeral else []
    flags += [f"author sets {_CONTROLS[kind.control]}"] if kind.control is not platform.control else []
    yield f"  {ink.strong(kind.kind)}: {', '.join(flags)}"
    for pattern in kind.paths:
        query = f"?{'&'.join(kind.query)}" if kind.query else ""
        anchor = f"#{' or #'.join(kind.fragments)}" if kind.fragments else ""
        yield f"    {pattern}{query}{anchor}"
    if kind.hosts:
        yield from (f"    {line}" for line in wrap(f"on {', '.join(kind.hosts)}", width - 4))
    if kind.anywhere is not None:
        yield "    also told by the address alone on hosts that no platform claims"
    if kind.examples:
        yield f"    {ink.faint('such as')} {kind.examples[0]}"
    if kind.crawl:
        yield from (f"    {line}" for line in wrap(f"crawl: {'; '.join(map(_position, kind.crawl))}", width - 4))
    if kind.note:
        yield from (f"    {line}" for line in wrap(kind.note, width - 4))


def _position(position: CrawlPosition) -> str:
    may = [
        name
        for name, allowed in (
            ("Googlebot", position.googlebot),
            ("Bingbot", position.bingbot),
            ("others", position.others),
        )
        if allowed
    ]
    return f"{position.date} {', '.join(may) or 'nobody'}"


def _row(name: str, text: str, width: int, ink: Ink) -> Iterator[str]:
    first, *more = wrap(text, width - _COLUMN - 1)
    yield f"{ink.faint(f'{name:<{_COLUMN}}')} {first}"
    yield from (" " * (_COLUMN + 1) + line for line in more)


def _list(heading: str, texts: Sequence[str], width: int, ink: Ink) -> Iterator[str]:
    if not texts:
        return
    yield ""
    yield ink.strong(heading)
    for text in texts:
        said, _, url = text.partition("\n")
        first, *more = wrap(said, width - 4)
        yield f"  - {first}"
        yield from (f"    {line}" for line in (*more, *([url] if url else [])))

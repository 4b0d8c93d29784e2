"""A snapshot to its fact groups: each computed at most once, and only when asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Any, Final, TypeVar, cast

from indexaudit import facts
from indexaudit.config import Config
from indexaudit.exchange import REFUSALS
from indexaudit.extract.authorship import read_authorship
from indexaudit.extract.cards import read_cards
from indexaudit.extract.claims import read_claims, read_main_entities
from indexaudit.extract.content import read_content
from indexaudit.extract.dead_anchors import read_dead_anchors
from indexaudit.extract.document import Page, parse
from indexaudit.extract.head import read_head
from indexaudit.extract.headline import read_headline
from indexaudit.extract.inlined import read_inlined
from indexaudit.extract.keyphrase import read_keyphrase
from indexaudit.extract.links import read_links
from indexaudit.extract.main_text import read_main_text
from indexaudit.extract.mixed_content import read_mixed_content
from indexaudit.extract.no_snippet import read_no_snippet
from indexaudit.extract.page_type import read_page_type
from indexaudit.extract.preferred_image import read_preferred_image
from indexaudit.extract.rendering import Side, differences, words_served
from indexaudit.extract.structured_data import read_structured_data
from indexaudit.extract.type_address import type_unseen
from indexaudit.facts import Group
from indexaudit.loaded_image import read_loaded_image
from indexaudit.looks import Look
from indexaudit.model import Address, PageKind, PageType
from indexaudit.platforms.address import read_address
from indexaudit.platforms.page import read_page
from indexaudit.probe_facts import read_author_pages, read_missing_page, read_redirect_again
from indexaudit.robots_access import read_robots
from indexaudit.rules.thresholds import Thresholds
from indexaudit.site_facts import REASONS
from indexaudit.snapshot import Exchange, Snapshot, seen_by
from indexaudit.web.directives import from_header, from_meta
from indexaudit.web.permalinks import Permalink, read_permalink

__all__ = ["PageFactReader"]

G = TypeVar("G")


class PageFactReader:
    """The fact groups of one snapshot. Not shared between threads."""

    def __init__(self, snapshot: Snapshot, config: Config) -> None:
        self.snapshot = snapshot
        self.config = config
        self._found: dict[type[Any], Any] = {}
        self._beside: dict[tuple[str, str], PageFactReader] = {}

    def get(self, group: type[G]) -> G | facts.Missing:
        """The group, or why it could not be had."""
        if group not in self._found:
            try:
                self._found[group] = _READERS[group](self)
            except Exception as error:
                # Kept, so that a reader that fails is not run again for every rule; the engine makes a crash of it.
                self._found[group] = _Failed(error)
        found = self._found[group]
        if isinstance(found, _Failed):
            raise found.error
        return cast("G | facts.Missing", found)

    def have(self, group: type[G]) -> G:
        """The group, for readers that need it; :class:`_Without` carries the reason up when it is missing."""
        found = self.get(group)
        if isinstance(found, facts.Missing):
            raise _Without(found)
        return found

    def beside(self, look: Look) -> PageFactReader:
        """The facts of the page that a second request saw."""
        key = look.kind, look.url
        if key not in self._beside:
            probes = self.snapshot.probes
            robots = probes.robots if probes is not None else ()
            self._beside[key] = PageFactReader(seen_by(look, robots, self.snapshot.fetched_at), self.config)
        return self._beside[key]

    def learn(self, group: Group) -> None:
        """A group that takes more than reading: it is what :meth:`get` gives from now on."""
        self._found[type(group)] = group

    @property
    def final_url(self) -> str:
        """The address that answered, else the address asked for."""
        return self.snapshot.exchange.final_url if self.snapshot.exchange else self.snapshot.url


@dataclass(frozen=True, slots=True)
class _Failed:
    error: Exception


class _Without(Exception):
    def __init__(self, missing: facts.Missing) -> None:
        self.missing = missing


Reader = Callable[[PageFactReader], Any]


def _or_missing(read: Reader) -> Reader:
    def guarded(reader: PageFactReader) -> Any:
        try:
            return read(reader)
        except _Without as error:
            return error.missing

    return guarded


def _exchange(reader: PageFactReader) -> Exchange | facts.Missing:
    if reader.snapshot.exchange is None:
        error = reader.snapshot.fetch_error
        return facts.Unavailable(error.message if error else "nothing was fetched")
    return reader.snapshot.exchange


def _page(reader: PageFactReader) -> Page:
    exchange = reader.have(Exchange)
    return parse(
        reader.snapshot.body,
        url=exchange.final_url,
        media_type=exchange.media_type,
        charset=exchange.charset,
        text=reader.snapshot.text,
        truncated=exchange.truncated,
        limits=reader.config.limits,
    )


def _markup(reader: PageFactReader) -> Page:
    """The page, when it is the page that was asked for, and has markup."""
    page = reader.have(Page)
    status = reader.have(Exchange).status
    if status in REFUSALS:
        raise _Without(facts.Unavailable(f"the host refused us (status {status})"))
    if not page.is_html:
        raise _Without(facts.NotApplicable(f"a document of type {page.document.media_type} has no markup to judge"))
    return page


@cache
def _default_thresholds() -> Thresholds:
    return Thresholds()


_INSTEAD: Final = (("challenge", "a bot challenge"), ("consent", "a consent page"))
"""Walls that stand in for the page, whatever its address."""


class _ServedHead:
    """The head of whatever was served, be it a bot challenge. Key of a reader."""


def _page_asked_for(reader: PageFactReader) -> Page:
    """The page, unless a bot challenge or a consent page was served in its place, which says nothing about it."""
    content = reader.get(facts.Content)
    if isinstance(content, facts.Content):
        for kind, served in _INSTEAD:
            if any(wall.kind == kind for wall in content.walls):
                raise _Without(facts.Unavailable(f"{served} was served instead of the page"))
    return _markup(reader)


def _head(reader: PageFactReader) -> facts.Head:
    _page_asked_for(reader)
    return reader.have(_ServedHead)  # type: ignore[return-value]  # the key stands for a Head


def _address(reader: PageFactReader) -> Address:
    """What the address says, corrected by the page at it: only the page can tell the software of an unclaimed host."""
    address = read_address(reader.final_url, reader.config.brand)
    if address.kind == "login_wall" and reader.final_url != reader.snapshot.url:
        # A platform that sends strangers to its login has not shown the item, whose own address says what it is.
        return read_address(reader.snapshot.url, reader.config.brand)
    head = reader.get(facts.Head) if address.basis != "host" else None
    return read_page(reader.final_url, head, reader.config.brand) if isinstance(head, facts.Head) else address


def _directives(reader: PageFactReader) -> facts.Directives:
    exchange = reader.have(Exchange)
    found = [d for value in exchange.header("x-robots-tag") for d in from_header(value)]
    gaps: tuple[str, ...] = () if exchange.headers_complete else ("a malformed header line hides what follows it",)
    head = reader.get(facts.Head)
    if isinstance(head, facts.Head):
        gaps += head.gaps
        for meta in head.metas:
            if meta.attribute == "name":
                text = f'<meta name="{meta.name}" content="{meta.content}">'
                found += from_meta(meta.name, meta.content, line=meta.line, text=text)
    elif isinstance(head, facts.Unavailable) and not found:
        raise _Without(head)
    return facts.Directives(directives=tuple(found), gaps=gaps)


def _authorship(reader: PageFactReader) -> facts.Authorship:
    address = reader.have(Address)
    if not address.has_address and address.canonical:
        # A copy in an archive, or behind a proxy: the address of the original dates the text.
        address = read_address(address.canonical)
    return read_authorship(
        _markup(reader),
        reader.have(facts.Head),
        reader.have(facts.Cards),
        reader.have(facts.StructuredData),
        address,
        reader.snapshot.fetched_at,
        reader.have(facts.Headline),
        entities=reader.have(facts.MainEntities).nodes,
        quick_dates=reader.config.content == "precise",
    )


def _keyphrase(reader: PageFactReader) -> facts.Keyphrase | facts.Missing:
    return read_keyphrase(
        reader.config.keyphrase,
        head=reader.have(facts.Head),
        headline=reader.get(facts.Headline),
        content=reader.get(facts.Content),
        main=reader.get(facts.MainText),
        slug=reader.have(Permalink).words,
        opening_words=int(reader.have(Thresholds).keyphrase_opening_words),
    )


def _page_type(reader: PageFactReader) -> PageType:
    try:
        return read_page_type(
            _markup(reader),
            reader.have(Address),
            reader.have(Permalink),
            reader.have(facts.Head),
            reader.have(facts.Cards),
            reader.have(facts.StructuredData),
            reader.have(facts.Content),
            reader.have(facts.Links),
        )
    except _Without as error:
        if (told := type_unseen(reader.have(Address))) is not None:
            return told
        if reader.have(Permalink).is_root:
            return PageType(type=PageKind.HOME, confidence=0.6, basis=("the address is the root of its host",))
        return PageType(type=PageKind.OTHER, confidence=0.0, basis=(error.missing.reason,))


_TRIFLES: Final = frozenset({"images", "fonts", "manifests", "reports"})
"""What no script looks for to tell that something is kept from the page; for frames and pings, those of ads do."""
_WANTED: Final = (
    "method ",
    "robots.txt",
    "no robots.txt",
    "too large",
    "streams",
    "beyond the budget",
    "addresses",
    "ports",
)
"""Beginnings of the reasons for which a page was not given what its text may hang on."""


def _rendering(reader: PageFactReader) -> facts.Rendering:
    """The rendered page, read as if it had been served."""
    page, rendered = _page_asked_for(reader), reader.snapshot.rendered
    if rendered is None:
        raise _Without(facts.NotAsked("what scripts make of the page can only be told with a browser"))
    if rendered.ended in ("failed", "unavailable"):
        raise _Without(facts.Unavailable(f"the page could not be rendered: {rendered.reason}"))
    gaps: tuple[str, ...] = (f"the rendering was ended: {rendered.reason}",) if rendered.ended == "budget" else ()
    if rendered.truncated:
        gaps += ("the rendered page is longer than what was kept",)
    made = PageFactReader(
        replace(reader.snapshot, body=rendered.html.encode(), text=rendered.html, rendered=None), reader.config
    )
    main = made.get(facts.MainText)
    total, served = None, None
    if isinstance(main, facts.MainText):
        before = reader.get(facts.MainText)
        total, served = words_served(main.text, page, before.text if isinstance(before, facts.MainText) else "")
    content = made.have(facts.Content)
    return facts.Rendering(
        words=total,
        words_served=served,
        visible_words=content.visible_words,
        head=made.have(facts.Head),
        cards=made.have(facts.Cards),
        directives=made.have(facts.Directives).directives,
        walls=content.walls,
        shell=content.shell,
        differences=differences(_side(reader), _side(made)),
        left_for=rendered.left_for,
        untouched=all(reason in (*_TRIFLES, "navigations") for reason, _ in rendered.blocked_by),
        refused=tuple(f"{reason} ({count})" for reason, count in rendered.blocked_by if reason.startswith(_WANTED)),
        gaps=gaps,
    )


def _side(reader: PageFactReader) -> Side:
    return Side(
        head=reader.have(facts.Head),
        cards=reader.have(facts.Cards),
        content=reader.have(facts.Content),
        data=reader.have(facts.StructuredData),
        links=reader.have(facts.Links),
    )


def _not_asked(reason: str) -> Reader:
    return lambda _: facts.NotAsked(reason)


_READERS: Final[Mapping[type[Any], Reader]] = MappingProxyType(
    {
        group: _or_missing(read)
        for group, read in {
            _ServedHead: lambda r: read_head(_markup(r), r.have(Exchange).headers),
            Address: _address,
            Config: lambda r: r.config,
            Exchange: _exchange,
            Page: _page,
            PageType: _page_type,
            Permalink: lambda r: read_permalink(r.final_url),
            Thresholds: lambda r: (
                Thresholds.from_overrides(r.config.thresholds) if r.config.thresholds else _default_thresholds()
            ),
            facts.Authorship: _authorship,
            facts.Cards: lambda r: read_cards(_page_asked_for(r)),
            facts.Claims: lambda r: read_claims(
                _page_asked_for(r),
                r.have(facts.Head),
                r.have(facts.MainEntities),
                r.have(facts.Headline),
                r.have(facts.Content),
                r.have(facts.Authorship),
            ),
            facts.Content: lambda r: read_content(_markup(r), r.have(_ServedHead)),
            facts.DeadAnchors: lambda r: read_dead_anchors(_page_asked_for(r)),
            facts.Directives: _directives,
            facts.Document: lambda r: r.have(Page).document,
            facts.Head: _head,
            facts.Headline: lambda r: read_headline(
                _markup(r),
                r.have(facts.Head),
                r.have(facts.Cards),
                r.have(facts.StructuredData),
                r.have(facts.Content),
            ),
            facts.Inlined: lambda r: read_inlined(_markup(r)),
            facts.Keyphrase: _keyphrase,
            facts.Links: lambda r: read_links(_page_asked_for(r)),
            facts.LoadedImage: lambda r: read_loaded_image(r.snapshot.images),
            facts.MainEntities: lambda r: read_main_entities(
                _page_asked_for(r), r.have(facts.Head), r.have(facts.Headline), r.have(facts.StructuredData)
            ),
            facts.MainText: lambda r: read_main_text(_markup(r), r.config.content, r.have(facts.Content)),
            facts.AuthorPages: lambda r: read_author_pages(r.snapshot.probes, r.beside),
            facts.MissingPage: lambda r: read_missing_page(r.snapshot.probes, r, r.final_url, r.beside),
            facts.RedirectAgain: lambda r: read_redirect_again(r.snapshot.probes, r.get(Exchange), r.config.limits),
            facts.MixedContent: lambda r: read_mixed_content(
                _page_asked_for(r), r.have(facts.Head), r.have(Exchange).header("content-security-policy")
            ),
            facts.NoSnippet: lambda r: read_no_snippet(_page_asked_for(r), r.have(facts.Content)),
            facts.Moment: lambda r: facts.Moment(r.snapshot.fetched_at),
            facts.PreferredImage: lambda r: read_preferred_image(
                _markup(r), r.have(facts.Head), r.have(facts.Cards), r.have(facts.StructuredData)
            ),
            facts.Rendering: _rendering,
            facts.Robots: lambda r: read_robots(r.snapshot),
            facts.StructuredData: lambda r: read_structured_data(_page_asked_for(r), r.config.structured_data),
            **{group: _not_asked(reason) for group, reason in REASONS.items()},
        }.items()
    }
)

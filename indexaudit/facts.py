"""Every fact group on one page: types only.

A group is computed at most once for a page, and only when a rule asks. A group that could not be had is a value:
:class:`NotApplicable`, :class:`NotAsked` or :class:`Unavailable`. Inside a group ``None`` means "the page does not
have it". Whatever was not read to the end says so in ``gaps``: an absence may be reported only when there are none.

The address (:class:`indexaudit.model.Address`), the way to the page (:class:`indexaudit.exchange.Exchange`) and the
page type (:class:`indexaudit.model.PageType`) are fact groups too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal, NamedTuple

from indexaudit.exchange import Exchange
from indexaudit.model import Difference, Evidence, FetchError, RobotsDecision
from indexaudit.web.directives import Directive
from indexaudit.web.image_header import ImageHeader
from indexaudit.web.permalinks import Permalink
from indexaudit.web.robots_notes import RobotsNote
from indexaudit.web.robots_txt import RobotsTxt
from indexaudit.web.urls import origin_of, same_page

__all__ = [
    "Alternate",
    "AuthorPage",
    "AuthorPages",
    "Authorship",
    "BrokenBlock",
    "Byline",
    "Canonical",
    "Cards",
    "Claim",
    "Claims",
    "Content",
    "Date",
    "DeadAnchor",
    "DeadAnchors",
    "Directives",
    "Document",
    "Group",
    "Head",
    "HeadEnd",
    "Heading",
    "Headline",
    "Image",
    "Inlined",
    "InsecureLoad",
    "Keyphrase",
    "Link",
    "Links",
    "LoadedImage",
    "MainEntities",
    "MainText",
    "Meta",
    "MetaRefresh",
    "Missing",
    "MissingPage",
    "MixedContent",
    "Moment",
    "NoSnippet",
    "Node",
    "NotApplicable",
    "NotAsked",
    "Permalink",
    "Place",
    "PreferredImage",
    "Property",
    "RedirectAgain",
    "Rendering",
    "Robots",
    "RobotsAnswer",
    "RobotsVerdict",
    "Shell",
    "Stated",
    "StructuredData",
    "Text",
    "Unavailable",
    "Wall",
]


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact group that could not be had, and why."""

    reason: str
    """One clause in plain words: "a PDF has no head"."""


@dataclass(frozen=True, slots=True)
class NotApplicable(Missing):
    """This page cannot have it."""


@dataclass(frozen=True, slots=True)
class NotAsked(Missing):
    """This run was not asked for it."""


@dataclass(frozen=True, slots=True)
class Unavailable(Missing):
    """It was asked for and could not be had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What every fact group says about itself."""

    gaps: tuple[str, ...] = ()
    """What was not read, each in plain words: "the tree ends at nesting level 255". Empty: read to the end."""

    @property
    def complete(self) -> bool:
        """Whether everything was read, so that an absence is an absence."""
        return not self.gaps


@dataclass(frozen=True, slots=True)
class Moment:
    """When the page was looked at: "now" for every judgement about time, there even when nothing answered."""

    at: datetime
    """With time zone."""


# --- the document ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Group):
    """How the bytes were read."""

    media_type: str
    """``type/subtype``: from the header, else sniffed, as it is for HTML that the bytes plainly are not."""
    size: int
    """Bytes of the body."""
    encoding: str
    """WHATWG name in lower case: ``utf-8``, ``windows-1252`` …"""
    encoding_basis: Literal["text", "bom", "header", "utf-8", "declared", "detected", "default"]
    reader: Literal["tree", "stream"]
    """The whole tree, or the streaming reader because a resource limit was in the way."""
    notes: tuple[str, ...] = ()
    """Other things worth knowing: a charset that disagrees, NUL bytes …"""


# --- robots.txt and directives ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsVerdict:
    """One agent, one hop: what robots.txt says, whether or not the agent obeys it."""

    agent: str
    """Its id, the product token in lower case."""
    url: str
    decision: RobotsDecision | None
    """Null when the robots.txt of that origin could not be had."""
    reason: str
    """In plain words: ``line 4: Disallow: /private/``, ``robots.txt answers 404``, ``no rule matches`` …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsAnswer:
    """What ``/robots.txt`` of one origin answered."""

    url: str
    """Where it was asked for."""
    status: int | None
    """HTTP status; null when there was no answer; see ``error``."""
    error: str | None
    """What the network did instead of an answer, in plain words."""
    size: int
    """Bytes of the body that were received."""
    media_type: str | None
    """``type/subtype`` of its Content-Type; null when none was sent or it was not kept."""
    redirects: tuple[str, ...]
    """Addresses that it was redirected to, in order."""
    rules: RobotsTxt | None
    """Null unless it answered 2xx."""
    notes: tuple[RobotsNote, ...]
    """What is odd about the file, most of it harmless."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots(Group):
    """What robots.txt says, per agent and hop. :class:`NotAsked` when no robots.txt was asked for."""

    hops: tuple[str, ...]
    """Addresses on the way to the page, the page last, each once."""
    files: tuple[RobotsAnswer, ...]
    """In the order in which they were asked for; they may be of other hosts too (that of an image)."""
    verdicts: Mapping[str, tuple[RobotsVerdict, ...]]
    """For every known agent, by its id, one for each of ``hops``."""

    def of(self, agent: str) -> tuple[RobotsVerdict, ...]:
        """The verdicts for one agent, in the order of the hops; empty for one that nobody knows."""
        return self.verdicts.get(agent.lower(), ())

    def file(self, url: str) -> RobotsAnswer | None:
        """The robots.txt that governs a URL: that of its scheme, host and port."""
        origin = origin_of(url)
        return next((file for file in self.files if origin_of(file.url) == origin), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Directives(Group):
    """Robots meta and X-Robots-Tag, normalised once."""

    directives: tuple[Directive, ...]
    """Every directive of every tag and header in order, whoever it is addressed to."""


# --- head -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text of the page and where it stands."""

    text: str
    """White space collapsed."""
    line: int | None
    in_head: bool = True
    """As an HTML5 parser sees it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """One ``<meta>`` with ``name``, ``property`` or ``http-equiv``."""

    name: str
    """In lower case, white space stripped."""
    content: str
    """As written; empty when there is no ``content``."""
    attribute: Literal["name", "property", "http-equiv", "itemprop"]
    line: int | None
    in_head: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Canonical:
    """One ``rel=canonical``, from the markup or from a Link header."""

    href: str
    """As written."""
    url: str | None
    """Absolute, resolved against ``<base>``; null when it is not a URL."""
    where: Literal["head", "body", "header"]
    """``head`` and ``body`` as an HTML5 parser sees it."""
    line: int | None
    disqualified_by: tuple[str, ...] = ()
    """Attributes that make Google ignore it: ``hreflang``, ``lang``, ``media``, ``type``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """One ``rel=alternate hreflang``, feed, icon or oEmbed link."""

    href: str
    url: str | None
    where: Literal["head", "body", "header"]
    line: int | None
    hreflang: str | None = None
    type: str | None = None
    """Media type in lower case."""
    title: str | None = None
    sizes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadEnd:
    """What ended the head before its end tag, for a parser that follows HTML5."""

    element: str
    """The tag name, or ``#text``."""
    line: int
    byte: int
    """0-based offset in the body's bytes."""
    text: str
    """The tag as written, cut to 100 characters."""
    lost: tuple[str, ...]
    """What stands behind it and is no longer in the head: ``canonical``, ``robots``, ``hreflang``, ``description``,
    ``title``."""
    in_noscript: bool = False
    """It stands in ``<noscript>``, which readers that run scripts take for text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MetaRefresh:
    """``<meta http-equiv=refresh>`` or the Refresh header."""

    seconds: float
    url: str | None
    """Absolute; null when it only reloads or is not a URL."""
    where: Literal["html", "header"]
    line: int | None


@dataclass(frozen=True, kw_only=True)  # no slots: it keeps an index
class Head(Group):
    """What the document says about itself, wherever in it."""

    titles: tuple[Text, ...]
    """Every HTML ``<title>`` (never an SVG's), in order."""
    metas: tuple[Meta, ...]
    """Every named meta, in order."""
    canonicals: tuple[Canonical, ...]
    """Link headers first, then markup in order."""
    hreflangs: tuple[Alternate, ...]
    feeds: tuple[Alternate, ...]
    icons: tuple[Alternate, ...]
    oembeds: tuple[Alternate, ...]
    base: str | None
    """The URL against which the page's links resolve when a ``<base href>`` changes it, else null."""
    language: str | None
    """``<html lang>`` as written, else ``xml:lang``, else content-language; null when absent or empty."""
    refresh: MetaRefresh | None
    end: HeadEnd | None
    """Null when the head ends as it should."""
    amp: bool = False
    """``<html amp>`` or ``<html ⚡>``: an AMP page."""

    @property
    def title(self) -> str | None:
        """The document's title: that of the first ``<title>``; null when absent or blank."""
        return self.titles[0].text or None if self.titles else None

    def meta(self, *names: str) -> Meta | None:
        """The first meta of any of these names with a non-blank content; names in the order of preference."""
        known = self._by_name
        return next((known[name] for name in names if name in known), None)

    @cached_property
    def _by_name(self) -> Mapping[str, Meta]:
        found: dict[str, Meta] = {}
        for meta in self.metas:
            if meta.name not in found and meta.content.strip():
                found[meta.name] = meta
        return found

    @property
    def description_meta(self) -> Meta | None:
        """The first non-blank ``<meta name=description>``. Microdata of a product or an author writes
        ``itemprop=description``, which is another thing."""
        for meta in self.metas:
            if meta.name == "description" and meta.attribute == "name" and meta.content.strip():
                return meta
        return None

    @property
    def description(self) -> str | None:
        """The text of :attr:`description_meta`, white space collapsed."""
        meta = self.description_meta
        return " ".join(meta.content.split()) if meta else None

    @property
    def canonical(self) -> str | None:
        """The first usable canonical as an absolute URL: in the head or a header, not disqualified."""
        for canonical in self.canonicals:
            if canonical.where != "body" and canonical.url and not canonical.disqualified_by:
                return canonical.url
        return None


# --- cards ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """One Open Graph or X card property."""

    name: str
    """In lower case: ``og:title``, ``twitter:card``, ``article:published_time`` …"""
    content: str
    """White space stripped; may be empty."""
    attribute: Literal["name", "property", "itemprop", "http-equiv"]
    line: int | None
    byte: int | None
    """0-based offset of the tag in the body's bytes; null when it was not found there."""


@dataclass(frozen=True, kw_only=True)  # no slots: it keeps an index
class Cards(Group):
    """Share metadata, in the order of the document."""

    properties: tuple[Property, ...]

    def first(self, *names: str) -> Property | None:
        """The first non-empty property of any of these names (ogp.me: the first wins on conflict)."""
        known = self._by_name
        return next((known[name] for name in names if name in known), None)

    @cached_property
    def _by_name(self) -> Mapping[str, Property]:
        found: dict[str, Property] = {}
        for item in self.properties:
            if item.name not in found and item.content:
                found[item.name] = item
        return found

    def text(self, *names: str) -> str | None:
        """The content of :meth:`first`."""
        found = self.first(*names)
        return found.content if found else None


# --- structured data ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One typed thing of schema.org, whatever its syntax."""

    types: tuple[str, ...]
    """Names without the vocabulary's address: ``BlogPosting``. Empty when untyped."""
    id: str | None
    properties: Mapping[str, tuple[str | int | float | bool | Node, ...]]
    """Every property has a tuple of values, in order; null values are left out."""
    syntax: Literal["json-ld", "microdata", "rdfa", "microformat"]
    line: int | None
    """Line of the block or element."""

    def nodes(self, name: str) -> tuple[Node, ...]:
        """The values of a property that are things."""
        return tuple(v for v in self.properties.get(name, ()) if isinstance(v, Node))

    def texts(self, name: str) -> tuple[str, ...]:
        """The values of a property that are non-blank texts or numbers, as text, white space collapsed."""
        found = (" ".join(str(v).split()) for v in self.properties.get(name, ()) if not isinstance(v, (Node, bool)))
        return tuple(text for text in found if text)

    def text(self, name: str) -> str | None:
        """The first of :meth:`texts`."""
        texts = self.texts(name)
        return texts[0] if texts else None

    def is_a(self, *types: str) -> bool:
        """Whether it is of one of these types (no inheritance)."""
        return any(t in types for t in self.types)


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenBlock:
    """A block of structured data that could not be read, or only leniently."""

    code: str
    """``syntax``, ``empty``, ``too_deep``, ``too_large``, ``not_object``, ``lenient``, ``duplicate_keys``,
    ``bad_number``, ``bad_character``, ``wrapped`` (a comment or CDATA around it), ``context`` (no or another
    vocabulary) …"""
    reason: str
    """In plain words, with the position inside the block."""
    syntax: Literal["json-ld", "microdata", "rdfa", "microformat"]
    line: int | None
    """Line in the HTML where the fault is (or where the block starts)."""
    text: str
    """The block near the fault, cut to 200 characters."""
    lost: bool = True
    """Nothing of the block could be used."""


@dataclass(frozen=True, kw_only=True)  # no slots: it keeps what several rules ask for
class StructuredData(Group):
    """JSON-LD and microdata (on request also RDFa and microformats)."""

    nodes: tuple[Node, ...]
    """Top-level things in order; ``@graph`` is unfolded and ``@id`` references inside the page are resolved one
    level deep."""
    broken: tuple[BrokenBlock, ...]

    def walk(self) -> tuple[Node, ...]:
        """Every thing, nested ones after their parent, each once."""
        return self._everything

    @cached_property
    def _everything(self) -> tuple[Node, ...]:
        found: list[Node] = []
        seen: set[int] = set()
        stack = list(reversed(self.nodes))
        while stack:
            node = stack.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            found.append(node)
            nested = [v for values in node.properties.values() for v in values if isinstance(v, Node)]
            stack.extend(reversed(nested))
        return tuple(found)

    def of_type(self, *types: str) -> tuple[Node, ...]:
        """Every thing of one of these types, nested ones included."""
        return tuple(node for node in self.walk() if node.is_a(*types))


# --- content --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """One ``<h1>`` to ``<h6>``."""

    level: int
    """1 to 6."""
    text: str
    """White space collapsed; of an image its ``alt``. May be empty."""
    line: int | None
    link: str | None = None
    """Absolute URL when the heading is, or holds, one link."""
    leads_up: bool = False
    """The link leads to a page above this one (``/``, ``/blog/``), as that of a logo does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """One ``<img>``."""

    src: str
    """As written (``src``, else the first of ``srcset``, else a lazy-loading attribute)."""
    alt: str | None
    """Null when there is no ``alt`` attribute; empty when it is empty."""
    line: int | None
    width: int | None
    """As declared, in CSS pixels."""
    height: int | None
    linked: bool
    """Inside a link."""
    hidden: bool
    """``aria-hidden``, ``role=presentation`` or ``role=none``."""
    in_main: bool
    """Inside the element that holds the main content, when one is marked; else outside header, footer and nav."""
    silent: bool = False
    """Without words, and all there is of a link: nothing says where the link leads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """Something that stands between an anonymous reader and the content."""

    kind: Literal["login", "paywall", "consent", "challenge", "not_found"]
    """``challenge``: a bot wall; what was served says nothing about the page."""
    signs: tuple[str, ...]
    """At least two independent ones for anything that shuts a gate, in plain words."""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """A page that is empty until scripts have run."""

    signs: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Content(Group):
    """What the page shows, main text apart (:class:`MainText`)."""

    headings: tuple[Heading, ...]
    images: tuple[Image, ...]
    visible_words: int
    """Words of everything a browser would show before scripts run, in the unit of :mod:`indexaudit.web.words`. Hidden
    parts and ``<noscript>`` are left out: engines render, and do not see them."""
    prose_words: int = 0
    """Words, roughly, of running text (runs of 80 characters and more) that belongs to no listed post: a cheap
    stand-in for the main text, for readers that must not wait for it."""
    language: str | None
    """BCP 47 primary subtag of the text itself: by its script where that tells, else as declared; else null."""
    language_basis: Literal["script", "declared", "text"] | None
    posts: int
    """Full or partial posts that the page lists, each with a permalink of its own elsewhere; 0 on a permalink page."""
    walls: tuple[Wall, ...]
    shell: Shell | None
    media: tuple[str, ...]
    """Elements that inform without text: ``video``, ``audio``, ``iframe``, ``canvas``, ``object``; each once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MainText(Group):
    """The main text: what the page is for, without navigation, boilerplate and comments.

    :class:`NotAsked` with ``content="none"``; :class:`Unavailable` behind a wall, in an empty shell, or when the
    extractor failed.
    """

    text: str
    """Paragraphs separated by newlines; empty when there is none."""
    words: int
    """In the unit of :mod:`indexaudit.web.words`."""
    comment_words: int
    paragraphs: tuple[int, ...]
    """Words of each paragraph."""
    reader: Literal["precise", "fast", "stream"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering(Group):
    """The page as scripts make it, beside the page as it was served.

    :class:`NotAsked` without a browser; :class:`Unavailable` when it could not be rendered, or when something else was
    rendered in its place. A page that did not come to rest has ``gaps``.
    """

    words: int | None
    """Words of the rendered main text; null when it was not asked for, or there is none."""
    words_served: int | None
    """Those of them that the HTML as served holds, in runs of four as they follow one another."""
    visible_words: int
    """Visible words of the rendered page, menus included."""
    head: Head
    cards: Cards
    directives: tuple[Directive, ...]
    """Those of the header among them."""
    walls: tuple[Wall, ...]
    shell: Shell | None
    """The signs that it is empty even when its scripts have run."""
    differences: tuple[Difference, ...]
    left_for: str | None
    """Where scripts lead the reader; null when they do not."""
    untouched: bool
    """Nothing but images, fonts and the like was kept from the page, so that no script can have acted on that."""
    refused: tuple[str, ...]
    """What the page asked for and was not given, though its text may hang on it, in plain words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoSnippet(Group):
    """What stands under ``data-nosnippet``, which no snippet may quote."""

    share: float
    """Its words over the visible words, 0 to 1. Banners that lie over the page, and what is hidden, are left out."""
    elements: int
    """Elements that carry the attribute where it counts: ``span``, ``div``, ``section``."""
    line: int | None
    """Line of the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inlined(Group):
    """What is written into a large page. :class:`NotApplicable` on a small one."""

    scripts: int
    """Characters of scripts and of the data in them."""
    styles: int
    """Characters of style sheets."""
    files: int
    """Characters of images and fonts in base64, wherever they stand; those in a style sheet count there too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InsecureLoad:
    """One element of a secure page that loads something by http."""

    element: str
    """``script``, ``link``, ``iframe``, ``frame``, ``object`` or ``embed``."""
    href: str
    """As written."""
    url: str
    """Absolute."""
    line: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MixedContent(Group):
    """What a page served over https loads by http, and browsers block. Images, video and audio are none of it."""

    loads: tuple[InsecureLoad, ...]
    """In order, each once, at most ``Limits.listed``."""
    total: int
    upgraded: bool
    """A Content-Security-Policy makes browsers load it by https after all."""


# --- who, when, what it is called -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """Something that the page states, and where."""

    text: str
    basis: str
    """Where it was found: ``json-ld BlogPosting.author``, ``meta article:author``, ``byline``, ``h1``, ``title`` …"""
    line: int | None = None
    url: str | None = None
    """The address that goes with it (an author's page), absolute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A date that the page states."""

    text: str
    """As written."""
    value: str
    """ISO 8601 as far as known: ``2024``, ``2024-05``, ``2024-05-17`` or with time and zone."""
    kind: Literal["published", "modified"]
    basis: str
    """``json-ld BlogPosting.datePublished``, ``meta article:published_time``, ``time``, ``url``, ``text`` …"""
    line: int | None = None
    visible: bool = False
    """Stands where readers see it."""
    near: bool = False
    """Stands beside the headline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline(Group):
    """The page's own main title, reconciled."""

    headline: Stated | None
    """Without the site's name."""
    candidates: tuple[Stated, ...]
    """Everything that was weighed, best first."""
    site_name: Stated | None
    site_names: tuple[str, ...] = ()
    """Every name of the site, case-folded and without blanks: stated ones, and those of its host and domain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorship(Group):
    """Who wrote it and when, reconciled from structured data, meta and visible text."""

    authors: tuple[Stated, ...]
    """Clean names, one each."""
    author_candidates: tuple[Stated, ...]
    published: Date | None
    modified: Date | None
    date_candidates: tuple[Date, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MainEntities(Group):
    """The things of the structured data that describe this page, and not its neighbours."""

    nodes: tuple[Node, ...]
    """Best first: an article before other works, and those before the web page."""
    unread: tuple[str, ...]
    """Syntaxes that the page uses for schema.org and this run did not read: ``rdfa``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What markup says of the page, and whether readers see it too."""

    what: Literal["headline", "author", "published", "modified"]
    text: str
    """As the markup says it; a date as ISO 8601 as far as known."""
    basis: str
    """As :attr:`Stated.basis`."""
    line: int | None
    shown: bool
    """It stands in the page's text, hidden tabs included; a date within one day, in whatever form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """A name that readers see in an author's place."""

    name: str
    kind: Literal["person", "organisation", "account"]
    """``account``: a login such as "admin"."""
    line: int | None
    url: str | None
    """Absolute, when the name is linked."""
    certain: bool = True
    """False for a line somewhere on the page that merely begins as a byline does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims(Group):
    """What the markup says of this page, held against what readers see."""

    claims: tuple[Claim, ...]
    """Headlines, authors and dates of the structured data and the meta elements, each once."""
    bylines: tuple[Byline, ...]
    """Best first."""
    dates: tuple[Date, ...]
    """Dates that readers see, those near the headline first."""
    relative_date: str | None
    """A date such as "2 days ago" near the headline, when no other is shown."""

    def of(self, what: str) -> tuple[Claim, ...]:
        """The claims of one kind."""
        return tuple(claim for claim in self.claims if claim.what == what)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferredImage(Group):
    """The image that stands for the page."""

    url: str | None
    """Absolute; null when the page names none."""
    basis: str | None
    """``meta og:image``, ``json-ld BlogPosting.image`` …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedImage(Group):
    """The image that previews show, as its host serves the beginning of it.

    :class:`NotAsked` unless the run was asked to look at images, :class:`NotApplicable` when the page names none.
    """

    url: str
    """Absolute address, as it was asked for."""
    exchange: Exchange | None
    """The way to it; null when nothing answered, see ``error``."""
    error: FetchError | None
    """What the network, robots.txt, the guard or the budget did instead of an answer."""
    header: ImageHeader
    """What the bytes say, whatever the host calls them."""
    received: int
    """Bytes that were read."""
    size: int | None
    """Bytes of the whole file, as the host says; null when it does not."""


# --- what second requests answered -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingPage(Group):
    """What answers beside the page at an address that nothing can be at.

    :class:`NotAsked` unless the run was asked to probe; :class:`Unavailable` when nothing could be told.
    """

    url: str
    """The address that was made up."""
    status: int
    """After redirects."""
    similarity: float | None
    """Share of the words that it and the page have in common, 0 to 1; null when that cannot be told."""
    leads_here: bool
    """It redirects to the page, or names it as canonical."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorPage:
    """What answers at the address that the markup gives to an author."""

    url: str
    unseen: str | None
    """Why nothing can be said of it, in plain words; null when it was seen."""
    status: int | None
    """After redirects; null when it was not seen."""
    final_url: str
    text: str
    """What it says: title, description, names in its structured data, and text; white space collapsed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorPages(Group):
    """The pages about the authors. :class:`NotAsked` unless the run was asked to probe."""

    pages: tuple[AuthorPage, ...]

    def at(self, url: str) -> AuthorPage | None:
        """The page at an absolute address; null when it was not asked for."""
        return next((page for page in self.pages if same_page(page.url, url)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectAgain(Group):
    """What an address answered that had redirected here for a while, when it was asked once more in another language.

    :class:`NotAsked` unless the run was asked to probe; :class:`NotApplicable` when no redirect left a doubt;
    :class:`Unavailable` when it could not be asked.
    """

    url: str
    status: int
    """Of that very address, not of what it leads to."""
    leads_to: str
    """After all redirects."""
    language: str
    """What was asked for: an Accept-Language header."""
    listed_in: str | None
    """A sitemap that lists the page under its own address; null when none that was read does."""


# --- what it is to be found for -------------------------------------------------------------------------------------

Place = Literal["title", "headline", "slug", "description", "opening", "headings", "text", "image_alts"]
"""Where a page may hold its keyphrase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyphrase(Group):
    """What the page is to be found for, and where it holds it.

    :class:`NotApplicable` when none was given and title, headline, address and text agree on none. A place holds the
    phrase when it holds all its content words, in any order and form (:mod:`indexaudit.web.stems`); ``long-tail``,
    ``long tail`` and ``longtail`` are the same. Without the text, ``gaps`` says why and what is counted in it is 0.
    """

    text: str
    """As given, white space collapsed; when inferred its words as the headline writes them."""
    basis: Literal["given", "inferred"]
    """``inferred``: title, headline, address and text agree on it. Shown, never judged."""
    words: tuple[str, ...]
    """Its content words as written, each once: without articles, prepositions and the like, unless it has no other."""
    found_in: tuple[Place, ...]
    """The places that hold all its words: ``opening`` is the first paragraph and what begins within 100 words,
    ``headings`` one heading beside the headline, ``text`` one sentence, ``image_alts`` one alternative text."""
    title_words: tuple[str, ...]
    """Those of ``words`` that the title holds."""
    opening_words: tuple[str, ...]
    """Those of ``words`` that the opening holds."""
    opening_sentence: bool
    """One sentence of the opening holds them all."""
    headings: tuple[str, ...]
    """The headings that hold all words, without the headline."""
    image_alts: int
    """Alternative texts that hold all words."""
    sentences: int
    """Sentences of the running text; rows of tables, items of lists and headings are none, where there is prose."""
    matches: int
    """Those of ``sentences`` that hold all words."""
    text_words: int
    """Words of the main text, in the unit of :mod:`indexaudit.web.words`."""
    fullest_sentence: str | None
    """The sentence that says the phrase most often; null when none does."""
    fullest_times: int
    """How often: the count of its rarest word in that sentence."""

    @property
    def density(self) -> float:
        """Sentences with the phrase for 100 words of the text; 0 without a text."""
        return 100 * self.matches / self.text_words if self.text_words else 0.0

    @property
    def sentence_share(self) -> float:
        """Share of the sentences that hold the phrase, 0 to 1; 0 without sentences."""
        return self.matches / self.sentences if self.sentences else 0.0


# --- links ----------------------------------------------------------------------------------------------------------


class Link(NamedTuple):
    """One ``<a href>`` or ``<area href>``.

    A named tuple, because pages have hundreds: it is made in a third of the time.
    """

    href: str
    """As written."""
    url: str | None
    """Absolute, fragment kept; null when it is not a URL."""
    rel: tuple[str, ...]
    """In lower case."""
    text: str
    """Anchor text, else the ``alt`` of its image, else ``title``, else ``aria-label``; white space collapsed, cut to
    200 characters."""
    internal: bool
    """Same registrable domain."""
    line: int | None


@dataclass(frozen=True, kw_only=True)  # no slots: it keeps what several rules ask for
class Links(Group):
    """Outgoing links in order."""

    links: tuple[Link, ...]
    total: int
    """How many there are; more than ``links`` when the list was cut."""

    @cached_property
    def inside(self) -> tuple[Link, ...]:
        """Those that lead to an address of the same site."""
        return tuple([link for link in self.links if link.internal and link.url])


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadAnchor:
    """An ``<a>`` that looks like a link to its readers, and leads nowhere without scripts."""

    markup: str
    """Its start tag as far as it matters here, cut to 200 characters."""
    text: str
    """As :attr:`Link.text`."""
    line: int | None
    target: str | None = None
    """The page of this site that its route or script names, absolute; null when it names none, as buttons do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadAnchors(Group):
    """Anchors that no crawler can follow."""

    anchors: tuple[DeadAnchor, ...]
    """In order, at most ``Limits.listed``."""
    hidden: int
    """How many of them name a page of this site, and so hide a link to it."""
    total: int

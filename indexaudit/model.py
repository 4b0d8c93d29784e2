"""The words of the library: every type that a result is made of.

Results are frozen. ``None`` means "the page does not have it" and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, Final, Literal, Self

__all__ = [
    "Address",
    "AddressForm",
    "Addressability",
    "AgentAccess",
    "Axis",
    "CardFacts",
    "Difference",
    "Dimension",
    "Ended",
    "Evidence",
    "EvidenceStrength",
    "FetchError",
    "Finding",
    "Indexability",
    "KeyphraseFacts",
    "Known",
    "Outcome",
    "PageAudit",
    "PageFacts",
    "PageKind",
    "PageType",
    "Probe",
    "RenderingFacts",
    "Result",
    "RobotsDecision",
    "Score",
    "Scores",
    "Severity",
    "Skipped",
    "Source",
    "Status",
    "Where",
    "price",
]


_SEVERITY_FACTORS: Final = {"gate": 0, "major": 3, "minor": 1, "info": 0}
_STRENGTH_FACTORS: Final = {
    "requirement": 1.0,
    "recommendation": 0.8,
    "correlation": 0.4,
    "convention": 0.25,
    "myth": 0.0,
}


class Axis(StrEnum):
    """What a score is for. The two are never averaged."""

    SEARCH = "search"
    """Pull: somebody looks for it."""
    SHARE = "share"
    """Push: it is put in front of somebody."""


class Dimension(StrEnum):
    """A part of an axis. Every rule belongs to one."""

    ACCESS = "access"
    PERMALINK = "permalink"
    METADATA = "metadata"
    CONTENT = "content"
    OWNERSHIP = "ownership"
    DISCOVERY = "discovery"
    SHARE = "share"

    @property
    def axis(self) -> Axis:
        """The axis that this dimension counts towards."""
        return Axis.SHARE if self is Dimension.SHARE else Axis.SEARCH


class Severity(StrEnum):
    """How much a fault matters for its own dimension."""

    GATE = "gate"
    """The page cannot be indexed while it fails. Carries no price."""
    MAJOR = "major"
    MINOR = "minor"
    INFO = "info"
    """Shown, never priced."""

    @property
    def factor(self) -> int:
        """The factor of the price: major 3, minor 1, info and gate 0."""
        return _SEVERITY_FACTORS[self.value]


class EvidenceStrength(StrEnum):
    """How well it is established that what a rule asks for matters."""

    REQUIREMENT = "requirement"
    """A search engine or consumer documents it as required."""
    RECOMMENDATION = "recommendation"
    """A search engine or consumer documents it as advice."""
    CORRELATION = "correlation"
    """A study found a correlation."""
    CONVENTION = "convention"
    """Tools and practitioners agree on it; no engine documents it."""
    MYTH = "myth"
    """Contradicted by the engine concerned."""

    @property
    def factor(self) -> float:
        """The factor of the price, 0 to 1."""
        return _STRENGTH_FACTORS[self.value]


@cache
def price(severity: Severity, strength: EvidenceStrength) -> float:
    """What a fault costs, 0 to 0.5 of its dimension: severity times evidence strength over 6 (design, part 5)."""
    return severity.factor * strength.factor / 6


class Status(StrEnum):
    """What a rule concluded."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    WARN = "warn"
    FAIL = "fail"
    SKIP = "skip"
    """Nothing here to judge, or a fact that this run was not asked for."""
    UNKNOWN = "unknown"
    """A fact that was asked for and could not be had, or was only half read."""
    CRASH = "crash"
    """A bug of ours: visible, and never charged to the page."""


class Indexability(StrEnum):
    """Whether Google can index the page at this address. With several causes the first in this order."""

    UNADDRESSABLE = "unaddressable"
    BROKEN = "broken"
    WALLED = "walled"
    BLOCKED = "blocked"
    EXCLUDED = "excluded"
    ELSEWHERE = "elsewhere"
    UNVERIFIED = "unverified"
    RENDERED_ONLY = "rendered_only"
    INDEXABLE = "indexable"

    @property
    def found(self) -> bool:
        """Whether Google can index the page, with or without running its scripts."""
        return self in (Indexability.RENDERED_ONLY, Indexability.INDEXABLE)

    @property
    def shuts(self) -> bool:
        """Whether this verdict is a shut gate: ``value`` is 0 while it lasts."""
        return self not in (Indexability.UNVERIFIED, Indexability.RENDERED_ONLY, Indexability.INDEXABLE)


class Addressability(StrEnum):
    """How good an address the item has: a ladder, worst first."""

    NONE = "none"
    IN_APP = "in_app"
    GATED = "gated"
    OPAQUE = "opaque"
    """Public, with no word that names the item."""
    READABLE = "readable"
    """Public, with words that name the item."""
    OWN = "own"
    """On the brand's own host, with words."""


class AddressForm(StrEnum):
    """Which part of the URL selects the item."""

    PATH = "path"
    QUERY = "query"
    FRAGMENT = "fragment"
    NONE = "none"


class PageKind(StrEnum):
    """What a page is for. Decided before any rule runs."""

    HOME = "home"
    LISTING = "listing"
    ARTICLE = "article"
    POST = "post"
    PROFILE = "profile"
    VIDEO = "video"
    PRODUCT = "product"
    OTHER = "other"


Where = Literal["html", "rendered", "header", "robots_txt", "url", "platform"]
"""Where a piece of evidence was seen; ``rendered``: in the page as a browser built it."""

Known = Literal["observed", "declared", "inferred"]
"""How a fact is known: seen in the answer, declared by a platform file (dated), or inferred from the address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Something seen, that a stranger can check."""

    where: Where
    text: str
    """The tag, header line, line of robots.txt or part of the URL, cut to 300 characters."""
    line: int | None = None
    """1-based line in the HTML or robots.txt."""
    byte: int | None = None
    """0-based offset in the bytes of the body."""
    known: Known = "observed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A public document that a rule rests on."""

    title: str
    url: str
    checked: str
    """The day it was read: ``YYYY-MM-DD``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one rule concluded about one page. Made with ``ok``, ``warn``, ``fail``, ``skip`` and ``unknown`` of
    :mod:`indexaudit.rules.base`."""

    status: Status
    message: str = ""
    """What is wrong here, in plain words; for skip and unknown, the reason."""
    evidence: tuple[Evidence, ...] = ()
    fix: str | None = None
    """What to change on this page: the element, its present value, and what a good one looks like."""
    credit: float = 0.0
    """0 to 1, the share of the price that is kept. pass 1, warn 0.5, fail 0; leads set their own."""
    repaired: float = 1.0
    """0 to 1, the credit that this rule gives once its fault is mended (a lead may pass with less than 1)."""
    indexed_at: str | None = None
    """For a verdict ``elsewhere``: the address that will be shown instead."""
    expected: bool = False
    """The fault is intended (``Config.expected_noindex``; a copy that points home): no finding and no gain."""
    stale: bool = False
    """Rests on a declared fact whose review is overdue: counts half in coverage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsDecision:
    """What a robots.txt says to one agent about one URL."""

    allowed: bool
    line: int
    """1-based line of the rule that decided; 0 when no rule matched."""
    rule: str
    """The text of that line, without comment; empty when no rule matched."""


class Result:
    """What can be written as JSON and read back."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain dictionaries, lists, strings and numbers, ready for JSON. Absent is ``None``, never left out."""
        from indexaudit import serial

        return serial.to_dict(self)

    def to_json(self, *, indent: int | None = None) -> str:
        """The same as one JSON object, keys in the order of the fields."""
        from indexaudit import serial

        return serial.to_json(self, indent=indent)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Read back what :meth:`to_json` wrote. Raises :class:`ValueError` for anything else."""
        from indexaudit import serial

        return serial.from_json(cls, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address(Result):
    """Everything that an address says by itself, without a network."""

    url: str
    """As given."""
    normalized: str
    """WHATWG serialisation without fragment and without tracking parameters."""
    canonical: str | None
    """The canonical form that the platform's grammar gives; null when only the network could tell."""
    registrable_domain: str | None
    """Null for IP addresses and hosts without a public suffix (``localhost``)."""
    platform: str | None
    kind: str | None
    basis: str | None
    """What told platform and kind: ``host``, ``path`` or ``page``."""
    channel: str | None
    addressability: Addressability
    visibility: Literal["public", "login", "app"]
    has_address: bool
    """Some URL, fragment removed, names the item."""
    address_form: AddressForm
    static: bool
    """No query string is needed to name the item."""
    slug: bool
    """The path holds at least one word that names the item; on the host of a platform: addresses of this kind do."""
    slug_words: tuple[str, ...]
    """The words of the last meaningful path segment, percent-decoded, in the page's own script."""
    own_document: bool
    """The item itself is what would be indexed at this address, not a parent or target."""
    id: str | None
    """The identifier in the path or query, when there is one."""
    date: str | None
    """A date in the path: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""
    tracking_parameters: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageType:
    """What the page is for, and what told."""

    type: PageKind
    confidence: float
    """0 to 1: 1 when markup or address states it, lower when it was concluded."""
    basis: tuple[str, ...]
    """The signs that told, strongest first, in plain words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchError:
    """What the network did instead of an answer."""

    code: str
    """Stable: ``dns_failure``, ``connect_refused``, ``read_timeout``, ``tls_error``, ``redirect_loop`` …"""
    message: str
    hop: int
    """0-based index of the request that failed."""
    retryable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """0 to 100, one decimal. Read ``value``, ``coverage`` and ``range`` together."""

    value: float | None
    """0 while a gate is shut, else ``potential``; null below coverage 0.4."""
    potential: float | None
    """What the page would have with every gate open; null below coverage 0.4."""
    coverage: float
    """0 to 1: what could be judged over what should have been."""
    range: tuple[float, float]
    """``value`` if every unknown failed, and if every unknown passed."""
    gates: tuple[str, ...]
    """Ids of the rules whose gates are shut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Two axes, and the dimensions of search. Null where nothing applied."""

    search: Score | None
    share: Score | None
    access: Score | None
    permalink: Score | None
    metadata: Score | None
    content: Score | None
    ownership: Score | None
    discovery: Score | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyphraseFacts:
    """What the page is to be found for, and where it holds it. Facts, not goals: no density is a good one."""

    text: str
    basis: Literal["given", "inferred"]
    """``inferred``: title, headline, address and text agree on it; never judged."""
    words: tuple[str, ...]
    """Its content words: the more there are, the more specific it is."""
    found_in: tuple[str, ...]
    """The places that hold all its words in any form and order: ``title``, ``headline``, ``slug``, ``description``,
    ``opening`` (first paragraph, first 100 words), ``headings``, ``text`` (one sentence), ``image_alts``."""
    occurrences: int | None
    """Sentences of the text that hold all its words; null when the text could not be read or was not asked for."""
    density: float | None
    """``occurrences`` for 100 words of the text, two decimals; null when ``occurrences`` is or the text is empty."""
    sentence_share: float | None
    """Share of the text's sentences that hold it, 0 to 1, two decimals; null when there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFacts:
    """What the page gives for the card of a shared link: its Open Graph tags, else those of X cards.

    What is null here readers of cards take from the title and the description of the page.
    """

    title: str | None
    description: str | None
    image: str | None
    """Absolute URL."""
    image_alt: str | None
    site_name: str | None
    large: bool
    """``twitter:card`` asks for a large image."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What the page says of itself, for people who read results and not markup."""

    title: str | None
    """The ``<title>`` text, white space collapsed."""
    headline: str | None
    """The page's own main title, without the site's name."""
    description: str | None
    canonical: str | None
    """Absolute URL."""
    image: str | None
    """Absolute URL of the preferred image."""
    language: str | None
    """BCP 47 primary subtag."""
    author: tuple[str, ...]
    published: str | None
    """ISO 8601, as far as known."""
    modified: str | None
    site_name: str | None
    words: int | None
    """Words of the main text; null when it could not be read or was not asked for."""
    comment_words: int | None
    main_text: str | None
    """Only when ``Config.main_text`` asks for it."""
    keyphrase: KeyphraseFacts | None = None
    """The one that was given, else the one that title, headline, address and text agree on; null when there is
    neither."""
    card: CardFacts | None = None
    """Null when the page has no share tags that a card is made from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One warn, fail, unknown or crash, explained."""

    rule: str
    status: Status
    severity: Severity
    dimension: Dimension
    evidence_strength: EvidenceStrength
    message: str
    evidence: tuple[Evidence, ...]
    fix: str | None
    gain: float
    """Points of the axis's ``potential`` won by mending it; for a shut gate, the ``potential`` it holds back."""
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A rule that had nothing to judge."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentAccess:
    """What robots.txt says to one agent about this page."""

    agent: str
    operator: str
    purpose: str
    """``search``, ``ai_search``, ``ai_training``, ``user_fetch`` or ``share_preview``."""
    allowed: bool | None
    """Null when robots.txt could not be had."""
    line: int | None
    rule: str | None
    reason: str


Ended = Literal["done", "refused", "budget", "failed"]
"""How a look beside the page ended: with an answer; it was not allowed, by robots.txt, the host or the guard of
addresses; a limit was reached; the network failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """What was looked at beside the page and its robots.txt because the run was asked to, and what that cost."""

    probe: str
    """``rendered``, ``image``, ``canonical``, ``variant``, ``missing``, ``author``, ``redirect`` or ``sitemap``."""
    requests: int
    """Requests that were sent: redirects, repetitions and robots.txt among them."""
    bytes: int
    """Bytes of the answers' bodies, as sent."""
    seconds: float
    """Pauses between two requests to one host included."""
    ended: Ended
    """The worst end, when several addresses were asked for."""
    reason: str
    """Why it did not end with an answer, in plain words; empty when it did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One kind of thing on the page that scripts change, add or remove: both sides, less what they share."""

    what: str
    """``title``, ``description``, ``robots``, ``canonical``, ``hreflang``, ``share tags``, ``main heading``,
    ``structured data`` or ``links``."""
    served: tuple[str, ...]
    """What only the HTML that was served has; at most 20."""
    rendered: tuple[str, ...]
    """What only the rendered page has; at most 20."""
    served_total: int
    rendered_total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderingFacts:
    """What scripts make of the page."""

    words: int | None
    """Words of the rendered main text; null when it was not asked for, or there is none."""
    words_served: int | None
    """Those of them that the HTML as served holds, in the same runs."""
    settled: bool
    """The page came to rest; else what seems to be missing may have been on its way."""
    left_for: str | None
    """Where scripts lead the reader; null when they do not."""
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAudit(Result):
    """Everything that is known and judged about one page."""

    schema: str
    """``page-audit/1``."""
    version: str
    """The version of indexaudit that judged."""
    url: str
    final_url: str
    """After redirects that were followed."""
    fetched_at: datetime
    """The moment that every judgement about time uses as "now"."""
    fetch_error: FetchError | None
    address: Address
    page_type: PageType
    indexability: Indexability
    indexability_reasons: tuple[str, ...]
    """Ids of the rules that decided it; empty when indexable."""
    indexed_at: str | None
    """For ``elsewhere``, the address that will be shown; the parent of an item that is not its own document."""
    scores: Scores
    coverage: float
    """That of ``scores.search``; 0 when nothing could be judged."""
    facts: PageFacts
    findings: tuple[Finding, ...]
    """In order of advice: shut gates first, then by gain."""
    passed: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    agents: tuple[AgentAccess, ...]
    probes: tuple[Probe, ...] = ()
    """What was looked at beside the page; empty when the run was not asked to, and in results of versions before."""
    rendering: RenderingFacts | None = None
    """Null when no rendering was asked for, or none could be had (``probes`` says why)."""

"""What the caller may choose: one frozen value, from keywords or from TOML."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal, Self

from indexaudit.brand_file import (
    SOURCE_KEYS,
    address_fault,
    brand_keywords,
    domain_fault,
    listed_twice,
    source_fault,
)
from indexaudit.checked import Checked, read_toml, unknown_key
from indexaudit.errors import ConfigError

__all__ = ["COMMAND_KEYS", "Brand", "ChannelSource", "Config", "Ignored", "Limits", "Period", "read_table"]

USER_AGENT = "indexaudit"

_FOREIGN_AGENTS = re.compile(
    r"googlebot|google-extended|adsbot|bingbot|bingpreview|applebot|yandex|baiduspider|duckduckbot|gptbot|chatgpt"
    r"|oai-searchbot|claudebot|claude-|perplexity|facebookexternalhit|twitterbot|linkedinbot|slackbot|pinterest"
    r"|discordbot|telegrambot|whatsapp|ccbot|amazonbot|bytespider",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period(Checked):
    """The days that count, both ends included; null: open."""

    _called = "period"

    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        self._check()
        if self.start and self.end and self.start > self.end:
            raise ConfigError(f"Period: it ends ({self.end}) before it starts ({self.start}); change one of them")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelSource(Checked):
    """One channel of a brand, and where its items are listed or kept. It has at least one source."""

    _called = "channel"

    name: str
    urls: tuple[str, ...] = ()
    """Addresses of items."""
    tables: tuple[str, ...] = ()
    """CSV files of items."""
    feeds: tuple[str, ...] = ()
    """Files or addresses of feeds (RSS, Atom, JSON Feed): each entry is an item."""
    sitemaps: tuple[str, ...] = ()
    """Files or addresses of sitemaps: each address in them is an item."""
    snapshots: tuple[str, ...] = ()
    """Folders of saved snapshots."""
    archives: tuple[str, ...] = ()
    """Folders or zip files that a platform exported for the account's owner."""
    stores: tuple[str, ...] = ()
    """Stores of crawls: each page that was read is an item."""
    fetch: bool = True
    """Whether pages of this channel that no snapshot holds are fetched."""

    def __post_init__(self) -> None:
        self._check()
        if not self.name.strip():
            raise ConfigError("channel: name: is empty")
        sources = {key: getattr(self, key) for key in SOURCE_KEYS}
        if (fault := source_fault(sources)) is not None:
            raise ConfigError(f"channel {self.name!r}: {fault}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand(Checked):
    """Whose pages these are, and where it publishes."""

    _called = "brand"

    name: str = ""
    domains: tuple[str, ...] = ()
    """Hosts and registrable domains that the brand owns; a domain covers its subdomains."""
    profiles: tuple[str, ...] = ()
    """Addresses of the brand's profiles on platforms."""
    channels: tuple[ChannelSource, ...] = ()
    keyphrases: tuple[str, ...] = ()
    """What the brand wants to be found for."""
    period: Period = field(default_factory=Period)

    def __post_init__(self) -> None:
        self._check()
        for key, fault_of in (("domains", domain_fault), ("profiles", address_fault)):
            for given in getattr(self, key):
                if (fault := fault_of(given)) is not None:
                    raise ConfigError(f"{key}: {fault}")
        names: set[str] = set()
        for channel in self.channels:
            if channel.name.casefold() in names:
                raise ConfigError(f"channel {channel.name!r}: there are two of this name; rename one, or join them")
            names.add(channel.name.casefold())
        for key in ("snapshots", "archives", "stores"):
            paths = [(path, channel.name) for channel in self.channels for path in getattr(channel, key)]
            if (fault := listed_twice(paths)) is not None:
                raise ConfigError(f"{key}: {fault}")

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any], *, where: str = "brand", folder: str | Path = ".") -> Self:
        """Build from plain values with the keys of a brand's file (``docs/brand-file.md``).

        ``where`` names the file in messages; paths are relative to ``folder``. Raises :class:`ConfigError`, also for a
        source that is not there.
        """
        try:
            read = brand_keywords(values, folder=Path(folder))
            period = Period(**read.pop("period"))
            channels = tuple(ChannelSource(**channel) for channel in read.pop("channels"))
            return cls(**read, period=period, channels=channels)
        except ConfigError as error:
            raise ConfigError(f"{where}: {error}") from None

    @classmethod
    def from_toml(cls, path: str | Path) -> Self:
        """Read a brand's file. Raises :class:`ConfigError` that names the file, the channel and the key."""
        return cls.from_mapping(read_toml(path), where=str(path), folder=Path(path).parent)

    def owns(self, host: str | None) -> bool:
        """Whether the host is one of the brand's own, compared by whole labels from the right."""
        if not host:
            return False
        host = host.lower().rstrip(".")
        owned = (_ascii(d.lower().strip().rstrip(".")) for d in self.domains)
        return any(host == domain or host.endswith("." + domain) for domain in owned if domain)


def _ascii(domain: str) -> str:
    """An international domain in the form that hosts of addresses have (RFC 3490 §4.1)."""
    try:
        return domain if domain.isascii() else domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain


_MAY_BE_0: Final = frozenset(
    {"delay_seconds", "redirects", "retries"}
    | {f"{look}_{unit}" for look in ("render", "image", "probe") for unit in ("seconds", "requests", "bytes")}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits(Checked):
    """Bounds on the work that one page may cause. What lies beyond is left unread, and said so."""

    _called = "limits"

    body_bytes: int = 5 * 1024 * 1024
    """Decoded bytes of HTML that are read."""
    robots_txt_bytes: int = 500 * 1024
    """RFC 9309 §2.5: parse at least 500 KiB; Google ignores the rest."""
    elements: int = 60_000
    """Elements for which a tree is built; beyond, the streaming reader takes over."""
    depth: int = 250
    """Nesting for which a tree is built (libxml2 drops everything below 255)."""
    attributes: int = 1_000
    """Attributes of one tag that are kept."""
    attribute_bytes: int = 64 * 1024
    """Characters of one attribute's value that are kept by the streaming reader."""
    text_bytes: int = 8 * 1024 * 1024
    """Length of one text node for which a tree is built (libxml2 drops everything after 10 MB)."""
    links: int = 5_000
    """Links of a page that are kept; the others are counted."""
    listed: int = 100
    """Items kept of any list that a page can make long (canonicals, images of a card …)."""
    json_ld_block_bytes: int = 1024 * 1024
    """Characters of one block of JSON-LD."""
    json_ld_page_bytes: int = 2 * 1024 * 1024
    """Characters of all blocks together."""
    json_ld_blocks: int = 200
    """Blocks of JSON-LD of one page."""
    json_ld_depth: int = 64
    """Brackets of JSON-LD that are open at once."""
    json_ld_nodes: int = 50_000
    """Things that the structured data of one page may name."""
    microdata_items: int = 2_000
    """Items of microdata of one page."""
    precise_bytes: int = 2 * 1024 * 1024
    """Above this the fast extractor reads the main text; above half of it htmldate is not asked for a date."""
    precise_links: int = 3_000
    """Above this the fast extractor reads the main text (trafilatura is super-linear in links)."""
    wire_bytes: int = 5 * 1024 * 1024
    """Bytes of one answer as sent, before decoding."""
    fetch_seconds: float = 30.0
    """Seconds for one attempt, robots.txt and redirects among it, after which the connection is shut."""
    url_seconds: float = 90.0
    """Seconds for one address: pauses and all attempts."""
    dns_seconds: float = 5.0
    """Seconds for the resolver."""
    connect_seconds: float = 5.0
    """Seconds for a connection to one of a host's addresses."""
    silence_seconds: float = 10.0
    """Seconds without a byte of the answer."""
    redirects: int = 10
    """Google follows as many. At most 20."""
    retries: int = 2
    """Attempts after the first, for what may pass: a reset connection, a time-out."""
    delay_seconds: float = 1.0
    """Seconds between two pages of one host; a Crawl-delay of up to 30 s makes them more."""
    sitemap_bytes: int = 50 * 1024 * 1024
    """Unpacked bytes of one sitemap (sitemaps.org: at most 52,428,800)."""
    sitemap_urls: int = 50_000
    """Addresses of one sitemap, or sitemaps of one index, that are kept (sitemaps.org: at most 50,000)."""
    feed_bytes: int = 5 * 1024 * 1024
    """Unpacked bytes of one feed. The largest of 90 real ones had a sixth of it."""
    feed_entries: int = 1_000
    """Entries of one feed that are kept; the others are counted."""
    render_seconds: float = 20.0
    """Seconds for a rendering, from the start of the navigation; 0: none is made."""
    render_requests: int = 100
    """Requests of one page that a rendering lets through; 0: none is made."""
    render_bytes: int = 15 * 1024 * 1024
    """Bytes of all answers to them, as sent; 0: none is made."""
    image_seconds: float = 15.0
    """Seconds for the share image of one page, robots.txt and redirects among them; 0: it is not asked for."""
    image_requests: int = 12
    """Requests for it; 0: it is not asked for."""
    image_bytes: int = 256 * 1024
    """Bytes of its beginning that are read; 0: it is not asked for."""
    probe_seconds: float = 60.0
    """Seconds for all second requests of one page, the pauses between them included; 0: none is made."""
    probe_requests: int = 24
    """Second requests of one page, robots.txt and redirects among them; 0: none is made."""
    probe_bytes: int = 5 * 1024 * 1024
    """Bytes of all answers to them, as sent; 0: none is made."""

    def __post_init__(self) -> None:
        self._check()
        for f in fields(self):
            least = 0 if f.name in _MAY_BE_0 else 1e-9
            if not least <= getattr(self, f.name) < math.inf:
                raise ConfigError(f"limits: {f.name}: must be {'0 or more' if least == 0 else 'above 0'}")
        if self.redirects > 20:
            raise ConfigError("limits: redirects: must be 20 or less; no search engine follows as many")


_GOOD: Final = {"rule": "content-depth", "path": "/notes/", "reason": "why"}
"""What the keys that an ``[[ignored]]`` table needs may say; the path "/" is every page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignored(Checked):
    """Findings of one rule that are set aside on some pages: judged and listed, beyond no threshold."""

    _called = "ignored"

    rule: str
    """Id of the rule."""
    path: str
    """Pattern of path and query as in robots.txt: a beginning, where ``*`` matches anything and a last ``$`` the end
    (RFC 9309 §2.2.3)."""
    reason: str
    """Why, for those who read the report."""
    expires: date | None = None
    """The last day on which it holds; null: without end."""

    def __post_init__(self) -> None:
        self._check(f"ignored {self.rule!r}")
        if not self.rule.strip():
            raise ConfigError("ignored: rule: is empty; name the id of a rule")
        where = f"ignored {self.rule!r}: "
        if self.path[:1] not in ("/", "*"):
            raise ConfigError(f"{where}path: {self.path!r} is no pattern of a path; begin it with / (or *)")
        if not self.reason.strip():
            raise ConfigError(f"{where}reason: is empty; say why its findings are set aside")

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> Self:
        """Build from the keys of one ``[[ignored]]`` table. Raises :class:`ConfigError` that names rule and key."""
        missing = [key for key in ("rule", "path", "reason") if key not in values]
        if missing and all(key in (f.name for f in fields(cls)) for key in values):
            rule = f" {values['rule']!r}" if "rule" in values else ""
            verb = "is" if len(missing) == 1 else "are"
            write = " and ".join(f'{key} = "{_GOOD[key]}"' for key in missing)
            raise ConfigError(f"ignored{rule}: {' and '.join(missing)}: {verb} missing; write {write}")
        return cls(**values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Config(Checked):
    """Everything that a caller may choose. Frozen; the same configuration gives the same result.

    Raises :class:`ConfigError` for an unknown key (naming the nearest known one) and for an impossible value.
    """

    content: Literal["precise", "fast", "none"] = "precise"
    """Which reader finds the main text: trafilatura, resiliparse, or none at all."""
    main_text: bool = False
    """Keep the main text in ``PageAudit.facts``."""
    keyphrase: str | None = None
    """What the page should be found for. Without one it is inferred where the page agrees with itself; rules judge a
    given one only."""
    brand: Brand | None = None
    user_agent: str = USER_AGENT
    """Sent with every request. Names of other operators' agents are refused."""
    contact: str | None = None
    """How those whose pages are read can reach you: an e-mail or web address, sent with ``user_agent``."""
    allow_networks: tuple[str, ...] = ()
    """Networks (``10.0.0.0/8``, ``::1``) that may be fetched from beside the public ones. Never those at which clouds
    hand out credentials."""
    own_robots_txt: Literal["obey", "ignore"] = "obey"
    """Whether the brand's own hosts may forbid us pages by robots.txt. Other hosts are always obeyed."""
    robots_txt_failures: Literal["rfc9309", "google"] = "rfc9309"
    """What follows when a robots.txt cannot be had: 5xx, 429, or no answer at all.

    ``rfc9309`` asks that host for nothing until it can be had again (RFC 9309 §2.3.1.4). ``google`` does so for 12
    hours, then goes for 30 days by the last copy that it had, and takes everything for allowed when there is none
    (Google's documentation of robots.txt). Nothing else differs: any other 4xx, and more than five redirects, allow
    everything in both; 429, which RFC 9309 counts among the 4xx, is a failure in both.
    """
    render: bool = False
    """Whether pages that are fetched are also rendered, in a browser without a screen (extra ``browser``). This and
    the next two cost requests, hold for ``check``, ``audit_url`` and ``audit_many``, and are bounded by ``limits``;
    what they saw is in the snapshot."""
    images: bool = False
    """Whether the beginning of the image that a fetched page shares is fetched too."""
    probe: bool = False
    """Whether second requests are made for a fetched page: for the target of its canonical, other spellings of its
    address, an address beside it that nothing can be at, the page about its author, and its redirects once more."""
    structured_data: Literal["default", "all"] = "default"
    """``default`` reads JSON-LD and microdata; ``all`` also RDFa and microformats."""
    thresholds: Mapping[str, float] = field(default_factory=dict)
    """Overrides by name of :class:`indexaudit.rules.thresholds.Thresholds`."""
    limits: Limits = field(default_factory=Limits)
    ignore: tuple[str, ...] = ()
    """Ids of rules that are not run."""
    ignored: tuple[Ignored, ...] = ()
    """Findings that are set aside, each with its reason; in TOML one ``[[ignored]]`` each. The gate alone goes by
    them: scores and other reports stay as they are."""
    expected_noindex: tuple[str, ...] = ()
    """Patterns of paths (``*`` matches anything) that are meant to be noindex."""
    rules: tuple[str, ...] = ()
    """Import paths of the caller's own rule modules."""

    def __post_init__(self) -> None:
        self._check()
        if _FOREIGN_AGENTS.search(self.user_agent):
            raise ConfigError(f"user_agent: {self.user_agent!r} names another operator's agent; use a name of your own")
        if self.keyphrase is not None and not any(map(str.isalnum, self.keyphrase)):
            raise ConfigError(
                f"keyphrase: {self.keyphrase!r} holds no word; leave it out when the page has no keyphrase"
            )
        if self.contact is not None and not (
            self.contact.isascii() and self.contact.isprintable() and ("@" in self.contact or "://" in self.contact)
        ):
            raise ConfigError(f"contact: {self.contact!r} is neither an e-mail nor a web address")
        if any(c in self.user_agent for c in "\r\n\0") or not self.user_agent.strip():
            raise ConfigError("user_agent: must be one non-empty line")

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any], *, where: str = "configuration", folder: str | Path = ".") -> Self:
        """Build from plain values, as TOML gives them.

        ``where`` names the file in messages; the paths of a brand's channels are relative to ``folder``.
        """
        values = dict(values)
        try:
            if isinstance(values.get("brand"), Mapping):
                values["brand"] = Brand.from_mapping(values["brand"], where="[brand]", folder=folder)
            if isinstance(values.get("limits"), Mapping):
                values["limits"] = Limits(**values["limits"])
            if "ignored" in values:
                values["ignored"] = _ignored(values["ignored"])
            return cls(**values)
        except ConfigError as error:
            raise ConfigError(f"{where}: {error}") from None

    @classmethod
    def from_toml(cls, path: str | Path) -> Self:
        """Read a TOML file: the whole file, or its table ``[tool.indexaudit]`` when it is a ``pyproject.toml``.

        The keys of the command line (:data:`COMMAND_KEYS`) may stand there too, and say nothing here.
        """
        values = read_table(path) or {}
        own = {key: value for key, value in values.items() if key not in COMMAND_KEYS}
        return cls.from_mapping(own, where=str(path), folder=Path(path).parent)


COMMAND_KEYS: Final = (
    "format",
    "fail_on",
    "fail_under",
    "axis",
    "min_coverage",
    "max_findings",
    "severity",
    "budget",
    "without_page",
)
"""What the same file may hold for the command line alone: how it prints, and when it exits with 1 or 2."""


def _ignored(tables: object) -> tuple[Ignored, ...]:
    if isinstance(tables, list | tuple) and all(isinstance(table, Ignored) for table in tables):
        return tuple(tables)
    if not isinstance(tables, list | tuple) or not all(isinstance(table, Mapping) for table in tables):
        raise ConfigError("ignored: write each as a [[ignored]] table with rule, path and reason; ignore = […] is ids")
    return tuple(Ignored.from_mapping(table) for table in tables)


def read_table(path: str | Path) -> dict[str, Any] | None:  # Any: values as TOML gives them
    """What a TOML file says to us; null for a ``pyproject.toml`` without a table ``[tool.indexaudit]``.

    Raises :class:`ConfigError` for a file that cannot be read, and for an unknown key, naming the nearest.
    """
    path = Path(path)
    values = read_toml(path)
    if path.name == "pyproject.toml":
        tool = values.get("tool")
        own = tool.get("indexaudit") if isinstance(tool, dict) else None
        if own is None:
            return None
        if not isinstance(own, dict):
            raise ConfigError(f"{path}: tool.indexaudit must be a table: write [tool.indexaudit]")
        values = own
    known = [*(f.name for f in fields(Config)), *COMMAND_KEYS]
    for key in values:
        if key not in known:
            raise ConfigError(unknown_key(f"{path}: unknown key {key!r}", key, known))
    return values

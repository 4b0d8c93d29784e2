"""What the caller may choose: one frozen value, from keywords or from TOML."""

from __future__ import annotations

import difflib
import math
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType, UnionType
from typing import Any, Final, Literal, Self, Union, get_args, get_origin, get_type_hints

from indexaudit.errors import ConfigError

__all__ = ["COMMAND_KEYS", "Brand", "Config", "Limits", "read_table"]

USER_AGENT = "indexaudit"

_FOREIGN_AGENTS = re.compile(
    r"googlebot|google-extended|adsbot|bingbot|bingpreview|applebot|yandex|baiduspider|duckduckbot|gptbot|chatgpt"
    r"|oai-searchbot|claudebot|claude-|perplexity|facebookexternalhit|twitterbot|linkedinbot|slackbot|pinterest"
    r"|discordbot|telegrambot|whatsapp|ccbot|amazonbot|bytespider",
    re.IGNORECASE,
)


class _Checked:
    """Unknown keywords name the nearest known one; values of the wrong type name their field."""

    __slots__ = ()

    def __new__(cls, *_args: object, **kwargs: object) -> Self:
        known = [f.name for f in fields(cls)]  # type: ignore[arg-type]  # every subclass is a dataclass
        for name in kwargs:
            if name not in known:
                raise ConfigError(_unknown(f"{cls.__name__}: unknown key {name!r}", name, known))
        return object.__new__(cls)

    def _check(self) -> None:
        hints = get_type_hints(type(self))
        for f in fields(self):  # type: ignore[arg-type]  # every subclass is a dataclass
            value = getattr(self, f.name)
            frozen = _frozen(value)
            if frozen is not value:
                object.__setattr__(self, f.name, frozen)
            if not _fits(frozen, hints[f.name]):
                raise ConfigError(f"{type(self).__name__}.{f.name}: {value!r} is not {_describe(hints[f.name])}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand(_Checked):
    """Whose pages these are."""

    name: str = ""
    domains: tuple[str, ...] = ()
    """Hosts and registrable domains that the brand owns; a domain covers its subdomains."""
    profiles: tuple[str, ...] = ()
    """Addresses of the brand's profiles on platforms."""

    def __post_init__(self) -> None:
        self._check()

    def owns(self, host: str | None) -> bool:
        """Whether the host is one of the brand's own, compared by whole labels from the right."""
        if not host:
            return False
        host = host.lower().rstrip(".")
        owned = (d.lower().strip().rstrip(".") for d in self.domains)
        return any(host == domain or host.endswith("." + domain) for domain in owned if domain)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits(_Checked):
    """Bounds on the work that one page may cause. What lies beyond is left unread, and said so."""

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

    def __post_init__(self) -> None:
        self._check()
        for f in fields(self):
            least = 0 if f.name in ("delay_seconds", "redirects", "retries") else 1e-9
            if not least <= getattr(self, f.name) < math.inf:
                raise ConfigError(f"Limits.{f.name}: must be {'0 or more' if least == 0 else 'above 0'}")
        if self.redirects > 20:
            raise ConfigError("Limits.redirects: must be 20 or less; no search engine follows as many")


@dataclass(frozen=True, slots=True, kw_only=True)
class Config(_Checked):
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
    structured_data: Literal["default", "all"] = "default"
    """``default`` reads JSON-LD and microdata; ``all`` also RDFa and microformats."""
    thresholds: Mapping[str, float] = field(default_factory=dict)
    """Overrides by name of :class:`indexaudit.rules.thresholds.Thresholds`."""
    limits: Limits = field(default_factory=Limits)
    ignore: tuple[str, ...] = ()
    """Ids of rules that are not run."""
    expected_noindex: tuple[str, ...] = ()
    """Patterns of paths (``*`` matches anything) that are meant to be noindex."""
    rules: tuple[str, ...] = ()
    """Import paths of the caller's own rule modules."""

    def __post_init__(self) -> None:
        self._check()
        if _FOREIGN_AGENTS.search(self.user_agent):
            raise ConfigError(
                f"Config.user_agent: {self.user_agent!r} names another operator's agent; use a name of your own"
            )
        if self.keyphrase is not None and not any(map(str.isalnum, self.keyphrase)):
            raise ConfigError(
                f"Config.keyphrase: {self.keyphrase!r} holds no word; leave it out when the page has no keyphrase"
            )
        if self.contact is not None and not (
            self.contact.isascii() and self.contact.isprintable() and ("@" in self.contact or "://" in self.contact)
        ):
            raise ConfigError(f"Config.contact: {self.contact!r} is neither an e-mail nor a web address")
        if any(c in self.user_agent for c in "\r\n\0") or not self.user_agent.strip():
            raise ConfigError("Config.user_agent: must be one non-empty line")

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any], *, where: str = "configuration") -> Self:
        """Build from plain values, as TOML gives them. ``where`` names the file in messages."""
        values = dict(values)
        try:
            for key, kind in (("brand", Brand), ("limits", Limits)):
                if isinstance(values.get(key), Mapping):
                    values[key] = kind(**values[key])
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
        return cls.from_mapping(own, where=str(path))


COMMAND_KEYS: Final = ("format", "fail_on", "fail_under", "axis", "min_coverage")
"""What the same file may hold for the command line alone: how it prints, and when it exits with 1 or 2."""


def read_table(path: str | Path) -> dict[str, Any] | None:  # Any: values as TOML gives them
    """What a TOML file says to us; null for a ``pyproject.toml`` without a table ``[tool.indexaudit]``.

    Raises :class:`ConfigError` for a file that cannot be read, and for an unknown key, naming the nearest.
    """
    path = Path(path)
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: is not TOML ({error})") from error
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
            raise ConfigError(_unknown(f"{path}: unknown key {key!r}", key, known))
    return values


def _unknown(message: str, name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"{message}; did you mean {near[0]!r}?" if near else f"{message}; known keys: {', '.join(known)}"


def _frozen(value: object) -> object:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return MappingProxyType(dict(value))
    return value


def _fits(value: object, hint: Any) -> bool:  # Any: a type form, which mypy cannot name
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        return any(type(value) is type(a) and value == a for a in args)
    if origin in (Union, UnionType):
        return any(_fits(value, a) for a in args)
    if origin is tuple:
        return isinstance(value, tuple) and all(_fits(v, args[0]) for v in value)
    if origin is Mapping:
        return isinstance(value, Mapping) and all(_fits(k, args[0]) and _fits(v, args[1]) for k, v in value.items())
    if hint in (int, float):
        return isinstance(value, (int, float) if hint is float else int) and not isinstance(value, bool)
    return isinstance(value, hint)


def _describe(hint: Any) -> str:
    if get_origin(hint) is Literal:
        return "one of " + ", ".join(repr(a) for a in get_args(hint))
    return "of type " + (
        hint.__name__ if isinstance(hint, type) and not get_args(hint) else str(hint).replace("typing.", "")
    )

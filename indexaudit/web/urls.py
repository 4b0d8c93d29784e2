"""URLs by the WHATWG rules, which browsers and crawlers follow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import unquote_plus

import ada_url

from indexaudit.errors import InvalidURL
from indexaudit.web.domains import registrable_domain
from indexaudit.web.masking import mask_secrets
from indexaudit.web.tracking import is_tracking
from indexaudit.web.url_faults import LONGEST_AUTHORITY, shown, what_is_wrong

__all__ = [
    "LONGEST_URL",
    "Url",
    "decoded",
    "host_of",
    "join",
    "mask_secrets",
    "normalize",
    "normalized",
    "origin_of",
    "plain_escapes",
    "query_pairs",
    "read_url",
    "registrable_domain",
    "same_page",
    "tracking_parameters",
    "unicode_host",
]

LONGEST_URL: Final = 8192
"""Characters of an address that can be audited, as given and as serialised. RFC 9110 §4.1 asks servers and clients to
support at least 8000 octets; what is longer cannot be relied on to reach any server."""

_LONGEST_REFERENCE: Final = 2 * 1024 * 1024
"""Characters of a reference that is resolved at all (Chromium's own limit): ``data:`` references may be long."""

_AUTHORITY: Final = re.compile(r"(?:[^:/?#\\]{0,64}:)?[/\\]*([^/\\?#]*)")
_SPACES: Final = " \t\n\f\r"

_ESCAPE: Final = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
"""RFC 3986 §2.3."""

# References that the URL standard's parser gives back as they are: most links of most pages. A dot segment, an escape
# in the path, an upper-case or numeric host takes the whole parser.
_PATH_AND_QUERY: Final = (
    r"(?:/(?!\.{1,2}(?:[/?#]|$))(?:[A-Za-z0-9._~!$&'()*+,;=:@\-]++|%(?!2[Ee]))*+)++(?:\?[A-Za-z0-9._~!$&()*+,;=:@/?%\-]*+)?"
    r"(?:#[A-Za-z0-9._~!$&'()*+,;=:@/?%\-]*+)?"
)
_PLAIN: Final = re.compile(rf"https?://(?:[a-z][a-z0-9\-]{{0,62}}\.){{1,8}}[a-z]{{2,63}}{_PATH_AND_QUERY}")
_QUIET: Final = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=:@/?%\-]*+")
"""What reading changes nothing in, and no fragment stands in."""
_PLAIN_FRAGMENT: Final = re.compile(r"#[A-Za-z0-9._~!$&'()*+,;=:@/?%\-]*+")
_PLAIN_PATH: Final = re.compile(rf"(?!//){_PATH_AND_QUERY}")

_ENCODED_TEXT: Final = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Url:
    """An absolute http or https URL with a host, as the URL standard serialises it."""

    href: str
    """The whole, with userinfo and fragment when it has them."""
    scheme: str
    """``http`` or ``https``."""
    host: str
    """In lower case, international names in their ASCII form (``xn--…``), IPv6 addresses in brackets."""
    port: int | None
    """Null for the default port of the scheme."""
    path: str
    """Percent-encoded, starts with a slash."""
    query: str
    """Without the question mark; empty when there is none."""
    fragment: str
    """Without the hash; empty when there is none."""
    has_userinfo: bool


def read_url(text: str, base: str | None = None) -> Url:
    """Read an address, by the rules that browsers follow.

    ``base`` resolves a relative one. Raises :class:`InvalidURL`, and nothing else, for what is not an absolute http or
    https URL with a host, or is longer than :data:`LONGEST_URL`; the message says what is wrong and what to write.
    """
    given = text.strip(_SPACES)
    if len(given) > LONGEST_URL:
        raise InvalidURL(f"{shown(given)} has {len(given)} characters; at most {LONGEST_URL} can be audited")
    _refuse_control_characters(given)
    try:
        if _too_long_authority(given):
            raise ValueError
        href = _serialised(given, base) if base is not None else _absolute(given)
    except ValueError:
        raise InvalidURL(what_is_wrong(given, base)) from None
    if not href.startswith(("https://", "http://")):
        raise InvalidURL(what_is_wrong(given, base))
    if len(href) > LONGEST_URL:
        raise InvalidURL(
            f"{shown(given)} has {len(href)} characters once percent-encoded; at most {LONGEST_URL} can be audited"
        )
    return _split(href)


def join(base: str, href: str) -> str | None:
    """An href as an absolute URL of any scheme, or null when it is not one. Never raises."""
    href = href.strip(_SPACES)
    if _PLAIN.fullmatch(href) and "xn--" not in href:
        return href
    if _PLAIN_PATH.fullmatch(href) and (origin := _origin(base)) is not None:
        return origin + href
    if _PLAIN_FRAGMENT.fullmatch(href) and (document := _document(base)) is not None:
        return document + href
    if len(href) > _LONGEST_REFERENCE or _too_long_authority(href):
        return None
    try:
        return _serialised(href, base)
    except ValueError:
        return None


@lru_cache(maxsize=64)
def _document(base: str) -> str | None:
    """A base without its fragment, when it is an http or https URL."""
    try:
        url = _serialised(base, None)
    except ValueError:
        return None
    return url.partition("#")[0] if url.startswith(("https://", "http://")) else None


@lru_cache(maxsize=64)
def _origin(base: str) -> str | None:
    """Scheme, userinfo, host and port of a base, when it is an http or https URL."""
    try:
        url = _serialised(base, None)
    except ValueError:
        return None
    return "/".join(url.split("/", 3)[:3]) if url.startswith(("https://", "http://")) else None


@lru_cache(maxsize=256)
def host_of(url: str) -> str | None:
    """The host of an absolute URL in its ASCII form; null without one. Never raises."""
    if len(url) > _LONGEST_REFERENCE or _too_long_authority(url):
        return None
    try:
        return ada_url.parse_url(url, ("hostname",))["hostname"] or None
    except ValueError:
        return None


def origin_of(url: str) -> tuple[str, str, int | None]:
    """Scheme, host and port: the scope of a robots.txt (RFC 9309 §2.3). Raises :class:`InvalidURL`."""
    parts = read_url(url)
    return parts.scheme, parts.host, parts.port


@lru_cache(maxsize=256)
def normalize(url: str) -> str:
    """The form in which two addresses are compared.

    WHATWG serialisation without userinfo, default port, fragment (text fragments too), tracking parameters and empty
    query; percent-escapes in upper case, those of unreserved characters decoded (RFC 3986 §6.2.2). The case of the
    path and its trailing slash stay: they may name two pages. What is no http or https URL comes back as given.
    Idempotent.
    """
    found = _comparable(url)
    return url if found is None else found


def normalized(url: Url) -> str:
    """The same for an address that was read already."""
    host = url.host if url.port is None else f"{url.host}:{url.port}"
    if url.host.endswith(".") and len(url.host) > 1:
        host = host.replace(url.host, url.host.rstrip(".") or url.host, 1)
    path = plain_escapes(url.path) if "%" in url.path else url.path
    if not url.query:
        return f"{url.scheme}://{host}{path}"
    query = "&".join(p for p in url.query.split("&") if p and not is_tracking(p.partition("=")[0]))
    if "%" in query:
        query = plain_escapes(query)
    return f"{url.scheme}://{host}{path}?{query}" if query else f"{url.scheme}://{host}{path}"


def same_page(a: str, b: str) -> bool:
    """Whether two absolute addresses are one after :func:`normalize`. What is no address is the same as nothing."""
    return (one := _comparable(a)) is not None and one == _comparable(b)


@lru_cache(maxsize=256)
def _comparable(url: str) -> str | None:
    """The same as :func:`normalize`, and null for what is no http or https URL."""
    try:
        return normalized(read_url(url))
    except InvalidURL:
        return None


def _tracks(pair: str) -> bool:
    return is_tracking(pair.partition("=")[0])


def tracking_parameters(url: str | Url) -> tuple[str, ...]:
    """Names of the query parameters that only track, decoded, each once, in order."""
    if isinstance(url, str):
        if "?" not in url or (_QUIET.fullmatch(url) and not any(map(_tracks, url.split("?", 1)[1].split("&")))):
            return ()
        try:
            url = read_url(url)
        except InvalidURL:
            return ()
    if not url.query:
        return ()
    names = (pair.partition("=")[0] for pair in url.query.split("&"))
    return tuple(dict.fromkeys(unquote_plus(name) for name in names if name and is_tracking(name)))


def query_pairs(query: str) -> tuple[tuple[str, str], ...]:
    """The pairs of a query, decoded as form data (URL standard §5.1)."""
    if not query:
        return ()
    pairs = (pair.partition("=") for pair in query.split("&") if pair)
    return tuple((unquote_plus(name), unquote_plus(value)) for name, _, value in pairs)


def decoded(url: str) -> str:
    """The address as a person reads it: percent-encoded UTF-8 shown as itself, everything else as it is.

    Escapes of ASCII stay, because they would change what the address means, and so do bytes that are no UTF-8 and
    characters that do not show (controls, spaces, direction marks).
    """
    return _ENCODED_TEXT.sub(_show, url) if "%" in url else url


def _show(match: re.Match[str]) -> str:
    raw = match[0]
    try:
        text = bytes.fromhex(raw.replace("%", "")).decode("utf-8")
    except UnicodeDecodeError:
        return raw
    return text if text.isprintable() else raw


def _serialised(text: str, base: str | None) -> str:
    href = ada_url.parse_url(text, ("href",))["href"] if base is None else str(ada_url.join_url(base, text))
    if "xn--" in href and "xn--" in unicode_host(ada_url.parse_url(href, ("hostname",))["hostname"]):
        raise ValueError  # the standard refuses labels that are no punycode (§3.3); the binding takes them
    return href


@lru_cache(maxsize=256)
def _absolute(text: str) -> str:
    """An address on its own: rules compare the same few over and over."""
    return _serialised(text, None)


def _split(href: str) -> Url:
    scheme, _, rest = href.partition("://")
    rest, _, fragment = rest.partition("#")
    rest, _, query = rest.partition("?")
    authority, _, path = rest.partition("/")
    _, at, host = authority.rpartition("@")
    port = None
    if not host.endswith("]"):
        name, colon, digits = host.rpartition(":")
        if colon:
            host, port = name, int(digits)
    return Url(
        href=href,
        scheme=scheme,
        host=host,
        port=port,
        path="/" + path,
        query=query,
        fragment=fragment,
        has_userinfo=bool(at),
    )


def plain_escapes(text: str) -> str:
    """Escapes in upper case, unreserved ones decoded, but never so that a new escape comes to be (``%%34%31``)."""

    def one(match: re.Match[str]) -> str:
        character = chr(int(match[1], 16))
        start = match.start()
        stray = "%" in text[max(0, start - 2) : start]
        return character if character in _UNRESERVED and not stray else match[0].upper()

    return _ESCAPE.sub(one, text)


def _too_long_authority(text: str) -> bool:
    if len(text) <= LONGEST_AUTHORITY:
        return False
    match = _AUTHORITY.match(text)
    return match is not None and len(match[1]) > LONGEST_AUTHORITY and not text[:5].lower().startswith("data:")


def _refuse_control_characters(text: str) -> None:
    if text.isprintable():
        return
    for position, character in enumerate(text):
        if character < " " or character == "\x7f" or "\ud800" <= character <= "\udfff":
            kind = "half of a surrogate pair" if character > "\x7f" else "a control character"
            raise InvalidURL(
                f"{shown(text)} has {kind} (U+{ord(character):04X}) at position {position + 1}; "
                "take it out, or percent-encode it"
            )


@lru_cache(maxsize=1024)
def unicode_host(host: str) -> str:
    """A host in its ASCII form as a person reads it: ``xn--mller-kva.example`` to ``müller.example``.

    A label that is no punycode stays as it is.
    """
    if "xn--" not in host:
        return host
    try:
        return str(ada_url.idna_to_unicode(host)) or host
    except ValueError:
        return host

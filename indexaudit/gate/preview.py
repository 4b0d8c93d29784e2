"""What a preview of a site answered, as the site itself would answer it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from indexaudit.audit import audit_snapshot
from indexaudit.config import Config
from indexaudit.errors import ConfigError, IndexAuditError
from indexaudit.exchange import REFUSALS
from indexaudit.model import Indexability
from indexaudit.snapshot import Headers, Hop, Snapshot
from indexaudit.web.directives import from_header
from indexaudit.web.domains import registrable_domain
from indexaudit.web.urls import host_of, read_url

__all__ = ["Preview", "PreviewError", "as_production", "can_be_indexed", "production_origin"]


class PreviewError(IndexAuditError):
    """A preview that did not show the page."""

    code = "preview"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A snapshot at the address of production, and what was set aside for it."""

    snapshot: Snapshot
    notes: tuple[str, ...]
    """Each without its end of line; empty when nothing was changed but the address."""


def production_origin(text: str) -> str:
    """``https://blog.example`` of what the caller named. Raises :class:`ConfigError` for more than an origin, and
    :class:`InvalidURL`."""
    url = read_url(text)
    if url.path != "/" or url.query or url.fragment or url.has_userinfo:
        raise ConfigError(f"production URL {text!r}: give scheme and host alone, such as https://{url.host}/")
    return url.href.rstrip("/")


def as_production(preview: Snapshot, origin: str) -> Preview:
    """The same answer at ``origin``, as :func:`production_origin` gave it.

    What a preview host adds of its own is set aside: a noindex in its headers, its robots.txt, and its own address
    where the page names it. A noindex in the page stays, since it would be published. Raises :class:`PreviewError`
    when a login answered.
    """
    host = urlsplit(preview.url).netloc
    exchange = preview.exchange
    here = replace(preview, url=_moved(preview.url, host, origin), robots=None)
    if exchange is None:
        return Preview(snapshot=here, notes=())
    last = urlsplit(exchange.final_url).netloc
    if last != host:
        raise PreviewError(
            f"{preview.url}: the preview leads to {last}; send with --header what opens it, or name {last}"
        )
    if exchange.status in REFUSALS:
        raise PreviewError(
            f"{preview.url}: the preview refuses (HTTP {exchange.status}); send with --header what opens it"
        )
    notes = []
    hops = tuple(
        Hop(url=_moved(hop.url, host, origin), status=hop.status, headers=_headers(hop.headers, host, origin))
        for hop in exchange.hops
    )
    if any(_shuts_out(name, value) for name, value in exchange.headers or ()):
        notes.append("a noindex in the headers of the preview is set aside; production must not send it")
    body, named = _renamed(preview.body, host, origin)
    if named:
        notes.append(f"the page names its preview host ({named} ×), which was read as {origin}")
    snapshot = replace(
        here,
        exchange=replace(exchange, hops=hops, size=len(body)),
        body=body,
        text=None if preview.text is None else body.decode(errors="surrogatepass"),
    )
    return Preview(snapshot=snapshot, notes=tuple(notes))


def can_be_indexed(preview: Snapshot, config: Config) -> bool:
    """Whether a search engine that finds the preview may show it. A host without a public suffix is found by none."""
    if registrable_domain(host_of(preview.url) or "") is None:
        return False
    return audit_snapshot(preview, config).indexability in (Indexability.INDEXABLE, Indexability.RENDERED_ONLY)


def _shuts_out(name: str, value: str) -> bool:
    return name.lower() == "x-robots-tag" and any(rule.name == "noindex" for rule in from_header(value))


def _headers(headers: Headers | None, host: str, origin: str) -> Headers | None:
    """Without what shuts out. Link may name the canonical, and Location an address of the same host."""
    if headers is None:
        return None
    return tuple((name, _renamed_text(value, host, origin)) for name, value in headers if not _shuts_out(name, value))


def _moved(url: str, host: str, origin: str) -> str:
    parts = urlsplit(url)
    return f"{origin}{url[len(parts.scheme) + 3 + len(parts.netloc) :]}" if parts.netloc == host else url


def _renamed_text(text: str, host: str, origin: str) -> str:
    return _renamed(text.encode(errors="surrogatepass"), host, origin)[0].decode(errors="surrogatepass")


def _renamed(data: bytes, host: str, origin: str) -> tuple[bytes, int]:
    """With and without scheme, and with the slashes escaped as in JSON."""
    scheme, _, name = origin.partition("://")
    pattern = rb"(?:https?:)?((?:\\?/){2})" + re.escape(host.encode()) + rb"(?![A-Za-z0-9.:-])"

    def one(match: re.Match[bytes]) -> bytes:
        prefix = b"" if match[0].startswith((b"/", b"\\")) else scheme.encode() + b":"
        return prefix + match[1] + name.encode()

    return re.subn(pattern, one, data, flags=re.IGNORECASE)

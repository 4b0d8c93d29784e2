"""Host names to the domains that their owners registered."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tldextract import TLDExtract

__all__ = ["is_ip_address", "registrable_domain"]

_LONGEST_HOST: Final = 253
"""RFC 1035 §2.3.4: 255 octets on the wire, which leaves 253 characters."""


def is_ip_address(host: str) -> bool:
    """Whether a host, as WHATWG serialises it, is an IP address: ``[::1]``, ``127.0.0.1``.

    The last label of a serialised IPv4 address is a number, and that of a domain never is (URL standard §4.1).
    """
    return host.startswith("[") or host.rstrip(".").rpartition(".")[2].isdecimal()


@lru_cache(maxsize=4096)
def registrable_domain(host: str) -> str | None:
    """``blog.example.co.uk`` to ``example.co.uk``; null for IP addresses, ``localhost`` and bare public suffixes.

    By the public suffix list, its private part included: two blogs on ``blogspot.com`` or two sites on ``github.io``
    have two owners, so ``a.github.io`` and ``b.github.io`` are two domains. The provider's own ``github.io`` counts as
    the domain that it registered. For a suffix that the list does not know, the list's default rule ``*`` holds:
    the last two labels. The list is the one that is installed with tldextract; nothing is fetched.
    """
    host = host.strip().lower().rstrip(".")
    if not host or len(host) > _LONGEST_HOST or is_ip_address(host):
        return None
    if host == "localhost" or host.endswith(".localhost"):
        return None
    found = _suffixes()(host)
    domain = found.top_domain_under_public_suffix
    if domain:
        return domain
    if found.suffix:
        return _provider(host) if found.is_private else None
    labels = host.rsplit(".", 2)[-2:]
    return ".".join(labels) if len(labels) == 2 and all(labels) else None


def _provider(host: str) -> str | None:
    return _suffixes()(host, include_psl_private_domains=False).top_domain_under_public_suffix or None


@cache
def _suffixes() -> TLDExtract:
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)

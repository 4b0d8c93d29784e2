"""A brand's addresses held against what is known of platforms: nobody owns the host of one."""

from __future__ import annotations

from indexaudit.config import Brand
from indexaudit.errors import ConfigError, InvalidURL
from indexaudit.platforms.grammar import site_of
from indexaudit.platforms.hosts import fits
from indexaudit.platforms.reading import OWNED
from indexaudit.web.domains import registrable_domain
from indexaudit.web.urls import read_url

__all__ = ["check_brand"]


def check_brand(brand: Brand) -> None:
    """Raise :class:`ConfigError` for a brand whose channels cannot be compared.

    It has none; a profile is no address; a domain is a platform's own host (``x.com``), or a suffix under which others
    register (``co.uk``, ``github.io``). A name that a platform gives to one customer (``brand.substack.com``) is fine.
    """
    for profile in brand.profiles:
        try:
            read_url(profile)
        except InvalidURL as error:
            raise ConfigError(f"profiles: {error}") from None
    for domain in brand.domains:
        if (owner := _owner(domain.strip().lower().rstrip("."))) is not None:
            raise ConfigError(
                f"domains: {domain!r} {owner}, and no brand owns all of its pages; list the brand's addresses there "
                "under profiles, and its pages as a channel"
            )
    if not brand.channels:
        raise ConfigError("channel: there is none; name each place where the brand publishes in a [[channel]] table")


def _owner(host: str) -> str | None:
    """Who holds a host that is no single brand's, as the rest of a sentence."""
    site = site_of(host)
    if site is not None and not _is_customer(host):
        return f"is a host of {site.platform.name}"
    if "." in host and registrable_domain(f"a.{host}") == f"a.{host}":
        return "is a suffix under which many register"
    return None


def _is_customer(host: str) -> bool:
    """Whether a platform gives such a host to one of its customers."""
    site = site_of(host)
    if site is None or site.sub in ("", "www"):
        return False
    platform = site.platform
    if platform.channel in OWNED or registrable_domain(host) == host:
        return True
    named = [*platform.hosts, *platform.own_hosts, *(h for kind in platform.kinds for h in kind.hosts)]
    return host not in named and any(p.startswith("*.") and fits(p, host) is not None for p in named)

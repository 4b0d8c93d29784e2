"""An address to everything that it says by itself, without a network."""

from __future__ import annotations

import re
from typing import Final

from indexaudit.config import Brand
from indexaudit.model import Address, Addressability, AddressForm
from indexaudit.web.domains import registrable_domain
from indexaudit.web.paths import Path
from indexaudit.web.paths import read_path as _read_path
from indexaudit.web.permalinks import identity_parameters, kept_pairs, route_fragment
from indexaudit.web.urls import normalized, read_url, tracking_parameters

__all__ = ["read_address"]

_PARTS: Final = re.compile(r"[0-9A-Za-z]+")


def read_address(url: str, brand: Brand | None = None) -> Address:
    """Read an address. Raises :class:`~indexaudit.errors.InvalidURL` for what is no http or https URL.

    Without knowledge of platforms: ``platform``, ``kind``, ``basis``, ``channel`` and ``canonical`` are null,
    ``visibility`` is public, and the item is its own document. The root of a host is named by the host: it has an
    address, no slug, and is ``readable`` (``own`` on a host of the brand). A fragment that selects the content
    (``#/route``) leaves an item without an address, unless the path names one already.
    """
    read = read_url(url)
    path = _read_path(read.path)
    pairs = kept_pairs(read)
    identity = identity_parameters(path, pairs)
    # Beside a parameter that selects the item, one word of the path names its kind ("recipes?id=55"), not the item.
    words = path.slug.words if not identity or (len(path.slug.words) > 1 and not path.is_generic) else ()
    routed = route_fragment(read.fragment) is not None and path.is_generic and not identity and not path.ids
    form = AddressForm.FRAGMENT if routed else AddressForm.QUERY if identity else AddressForm.PATH
    named = bool(words) or (path.is_root and not identity)
    owned = brand is not None and brand.owns(read.host)
    return Address(
        url=url,
        normalized=normalized(read),
        canonical=None,
        registrable_domain=registrable_domain(read.host),
        platform=None,
        kind=None,
        basis=None,
        channel=None,
        addressability=_ladder(routed=routed, named=named, owned=owned),
        visibility="public",
        has_address=not routed,
        address_form=form,
        static=not identity,
        slug=bool(words),
        slug_words=words,
        own_document=True,
        id=_identifier(path, identity, pairs),
        date=path.date,
        tracking_parameters=tracking_parameters(read),
    )


def _ladder(*, routed: bool, named: bool, owned: bool) -> Addressability:
    if routed:
        return Addressability.NONE
    if not named:
        return Addressability.OPAQUE
    return Addressability.OWN if owned else Addressability.READABLE


def _identifier(path: Path, identity: tuple[str, ...], pairs: tuple[tuple[str, str], ...]) -> str | None:
    """The one that selects: a parameter's value, else the segment or the longest in it, else the nearest before it."""
    if identity:
        return next((value for name, value in pairs if name == identity[0] and value), None)
    if path.slug.ids and not path.slug.words and _is_whole(path):
        return path.segment
    if path.slug.ids:
        return max(path.slug.ids, key=len)
    return path.ids[0] if path.ids else None


def _is_whole(path: Path) -> bool:
    """The segment is one identifier, whatever stands in it: ``ySl7G9tO_q``, ``1706.03762``."""
    return all(len(token) <= 2 or token in path.slug.ids for token in _PARTS.findall(path.segment))

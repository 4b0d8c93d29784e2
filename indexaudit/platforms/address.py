"""An address to everything that it says by itself, without a network."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote

from indexaudit.config import Brand
from indexaudit.model import Address, Addressability, AddressForm
from indexaudit.platforms.base import Platform
from indexaudit.platforms.canonical import Query, dropped, tracks
from indexaudit.platforms.grammar import Found
from indexaudit.platforms.reading import OWNED, Reading
from indexaudit.web.domains import registrable_domain
from indexaudit.web.paths import Path, read_path
from indexaudit.web.permalinks import identity_parameters, is_session, route_fragment
from indexaudit.web.slugs import read_slug
from indexaudit.web.tracking import is_tracking
from indexaudit.web.urls import Url, normalized, read_url

__all__ = ["channel_of", "read_address", "read_address_on"]

_PARTS: Final = re.compile(r"[0-9A-Za-z]+")
_SPACES: Final = " \t\n\f\r"
_SOCIAL: Final = frozenset(("social", "chat", "forum", "qa", "review"))
_WRITTEN: Final = frozenset(("article", "listing", "feed"))


def read_address(url: str, brand: Brand | None = None) -> Address:
    """Read an address. Raises :class:`~indexaudit.errors.InvalidURL` for what is no http or https URL.

    An address without a scheme but with two slashes (``//example.com/a``) is read as https. Facts come from the
    platform files and from the address itself: ``basis`` says which, and nothing is fetched. On a host that no platform
    claims, ``platform`` is ``web`` or the software that such an address is typical of. The root of a host is named by
    the host: it is ``readable`` (``own`` on a host of the brand). A fragment that selects the content (``#/route``)
    leaves an item without an address, unless the path names one already.
    """
    return _address(Reading.of(_read(url)), url, brand)


def read_address_on(platform: str, url: str, brand: Brand | None = None) -> Address:
    """The same, for a page that is known to be made by a platform's software (``basis`` is ``page``).

    What a platform claims by its host stays. Raises :class:`~indexaudit.errors.InvalidURL`.
    """
    return _address(Reading.of(_read(url), known=platform), url, brand)


def _read(url: str) -> Url:
    given = url.strip(_SPACES)
    return read_url("https:" + given if given.startswith("//") and not given.startswith("///") else given)


def _address(reading: Reading, given: str, brand: Brand | None) -> Address:
    owned = brand is not None and brand.owns(reading.host)
    return _claimed(reading, given, owned=owned) if reading.site else _unclaimed(reading, given, owned=owned)


def _claimed(reading: Reading, given: str, *, owned: bool) -> Address:
    found, platform = reading.found, reading.platform
    assert platform is not None  # noqa: S101 - a claimed host has one
    pairs = reading.pairs
    tracking = (
        tuple(dict.fromkeys(p.name for p in pairs if is_tracking(p.name) or tracks(platform, p.name))) if pairs else ()
    )
    if found is None:
        return _unlisted(reading, given, platform, tracking, owned=owned)
    kind, named = found.rule.kind, found.named
    words = _claimed_words(reading, found) if kind.words else ()
    return Address(
        url=given,
        normalized=_without(normalized(reading.url), platform),
        canonical=reading.canonical(),
        registrable_domain=registrable_domain(reading.host),
        platform=platform.id,
        kind=kind.kind,
        basis=reading.basis,
        channel=channel_of(platform, kind.kind, slug=kind.words, owned=owned),
        addressability=_ladder(
            addressed=kind.addressed,
            visibility=kind.visibility,
            named=bool(words) or (kind.words and reading.path == "/"),
            owned=owned,
        ),
        visibility=kind.visibility,
        has_address=kind.addressed,
        address_form=kind.form,
        static=kind.static,
        slug=kind.words,
        slug_words=words,
        own_document=kind.own_document,
        id=_part(named, "id"),
        date=_date(named) or (read_path(reading.path).date if platform.channel in OWNED else None),
        tracking_parameters=tracking,
    )


def _claimed_words(reading: Reading, found: Found) -> tuple[str, ...]:
    slug = _part(found.named, "slug")
    if slug is None and found.rule.names_slug and found.rule.kind.kind not in ("listing", "page"):
        return ()
    return _words(slug, reading.path)


def _unlisted(reading: Reading, given: str, platform: Platform, tracking: tuple[str, ...], *, owned: bool) -> Address:
    """An address for which the platform's file has no kind: its root, or something new."""
    path = read_path(reading.path)
    kind = "home" if path.is_root else "other"
    queried = path.is_root and any(
        p.value and not dropped(platform, p.name) and not is_session(p.name, p.value) for p in reading.pairs
    )
    words = () if queried else path.slug.words
    return Address(
        url=given,
        normalized=_without(normalized(reading.url), platform),
        canonical=reading.canonical(),
        registrable_domain=registrable_domain(reading.host),
        platform=platform.id,
        kind=kind,
        basis=reading.basis,
        channel=channel_of(platform, kind, slug=False, owned=owned),
        addressability=_ladder(
            addressed=True, visibility="public", named=bool(words) or (path.is_root and not queried), owned=owned
        ),
        visibility="public",
        has_address=True,
        address_form=AddressForm.QUERY if queried else AddressForm.PATH,
        static=not queried,
        slug=bool(words),
        slug_words=words,
        own_document=True,
        id=_identifier(path, (), ()),
        date=path.date,
        tracking_parameters=tracking,
    )


def _unclaimed(reading: Reading, given: str, *, owned: bool) -> Address:
    assert reading.found is not None  # noqa: S101 - the last rule of the web fits every path
    platform, kind, named = reading.found.rule.platform, reading.found.rule.kind, reading.found.named
    path = read_path(reading.url.path)
    pairs = tuple((p.name, p.value) for p in reading.pairs if not is_tracking(p.name)) if reading.pairs else ()
    identity = identity_parameters(path, pairs) if pairs else ()
    # Beside a parameter that selects the item, one word of the path names its kind ("recipes?id=55"), not the item.
    words = path.slug.words if not identity or (len(path.slug.words) > 1 and not path.is_generic) else ()
    routed = (
        bool(reading.fragment)
        and route_fragment(reading.fragment) is not None
        and path.is_generic
        and not identity
        and not path.ids
    )
    generic = platform.id == "web"
    if routed:
        form, addressed, static = AddressForm.FRAGMENT, False, True
    elif generic:
        form = AddressForm.QUERY if identity else AddressForm.PATH
        addressed, static = True, not identity
    else:
        form, addressed, static = kind.form, kind.addressed, kind.static
    if not kind.words and not generic:
        words = ()
    root = path.is_root and not identity
    # A script at the root shows what its query names ("index.php?title=Plum").
    name = "page" if kind.kind == "home" and identity and reading.path != "/" else kind.kind
    tracking = tuple(dict.fromkeys(p.name for p in reading.pairs if is_tracking(p.name))) if reading.pairs else ()
    return Address(
        url=given,
        normalized=normalized(reading.url),
        canonical=reading.canonical(),
        registrable_domain=registrable_domain(reading.host),
        platform=platform.id,
        kind=name,
        basis=reading.basis,
        channel=channel_of(platform, name, slug=bool(words), owned=owned),
        addressability=_ladder(
            addressed=addressed,
            visibility=kind.visibility,
            named=bool(words) or (root and form is AddressForm.PATH),
            owned=owned,
        ),
        visibility=kind.visibility,
        has_address=addressed,
        address_form=form,
        static=static,
        slug=bool(words),
        slug_words=words,
        own_document=kind.own_document,
        id=_part(named, "id") or _identifier(path, identity, pairs),
        date=_date(named) or path.date,
        tracking_parameters=tracking,
    )


def _without(normal: str, platform: Platform) -> str:
    """The normal form without the parameters that only track on the platform."""
    if "?" not in normal or not platform.track:
        return normal
    head, _, query = normal.partition("?")
    left = "&".join(pair.raw for pair in Query.read(query) if not tracks(platform, pair.name))
    return f"{head}?{left}" if left else head


def _words(slug: str | None, path: str) -> tuple[str, ...]:
    """The words of the part that names the item; a handle without readable words is one."""
    if slug is None or "/" in slug:
        return read_path(path if slug is None else "/" + slug).slug.words
    text = unquote(slug) if "%" in slug else slug
    if words := read_slug(text).words:
        return words
    return (text,) if any(map(str.isalpha, text)) else ()


def _part(named: Mapping[str, str], name: str) -> str | None:
    """The part of this name, or of one that begins with it (``id_ulid``): patterns of one kind may need several."""
    return named.get(name) or next((text for key, text in named.items() if key.startswith(name + "_")), None)


def _date(named: Mapping[str, str]) -> str | None:
    year = named.get("y")
    if year is None:
        return None
    month, day = named.get("m"), named.get("d")
    if month is None or not 1 <= int(month) <= 12:
        return year
    if day is None or not 1 <= int(day) <= 31:
        return f"{year}-{int(month):02}"
    return f"{year}-{int(month):02}-{int(day):02}"


def channel_of(platform: Platform, kind: str, *, slug: bool, owned: bool) -> str:
    """Where the brand speaks: its own blog or site, articles elsewhere, social media (design, part 7)."""
    if owned:
        return "blog" if kind in ("article", "listing") else "site"
    if platform.channel in OWNED:
        return "blog" if kind in _WRITTEN else "site"
    if kind in ("article", "newsletter") or (kind == "note" and slug):
        return "article"
    return "social" if platform.channel in _SOCIAL else "other"


def _ladder(*, addressed: bool, visibility: str, named: bool, owned: bool) -> Addressability:
    if not addressed:
        return Addressability.NONE
    if visibility != "public":
        return Addressability.IN_APP if visibility == "app" else Addressability.GATED
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

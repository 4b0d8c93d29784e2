"""The data files to platforms: read once, on first use, and checked key by key."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final, get_args

from indexaudit.errors import ConfigError
from indexaudit.model import AddressForm, Source
from indexaudit.platforms.base import (
    CanonicalHome,
    Channel,
    Control,
    CrawlPosition,
    Kind,
    NativeShare,
    Platform,
    Visibility,
)

__all__ = ["find", "known", "load", "parse"]

_PLATFORM_KEYS: Final = (
    "name", "channel", "status", "reviewed", "hosts", "canonical_host", "own_hosts", "other_sites", "hashbang",
    "aliases", "control", "canonical_home", "canonical_how", "native_share", "native_share_cite", "other_robots",
    "outbound_links",
    "notes", "wall", "shell", "fingerprints", "generators", "assets", "cite", "parameters", "limits", "author", "kind",
)  # fmt: skip
_KIND_KEYS: Final = (
    "kind", "path", "hosts", "query", "fragment", "form", "addressed", "static", "words", "own_document", "canonical",
    "slash", "target", "drop", "visibility", "ephemeral", "control", "note", "examples", "crawl", "cite", "anywhere",
    "elsewhere",
)  # fmt: skip
_PARAMETER_KEYS: Final = ("track", "drop", "keep")
_SOURCE_KEYS: Final = ("title", "url", "checked")

KINDS: Final = frozenset(
    str.split(
        "album amp_wrapper answer article board channel comment community discussion embed event feed file gist group "
        "group_post home invite issue job like listing live login_wall message newsletter note other page photo "
        "playlist post preview print product profile question readme redirect repo repost review search share "
        "short_link short_video story topic video wrapper"
    )
)
"""The words for kinds of items, the same on every platform."""

_CRAWL: Final = re.compile(r"([G-])([B-])([*-])")
_DAY: Final = re.compile(r"\d{4}-\d{2}(?:-\d{2})?|default")
_COMMON: Final = "K"


@cache
def load() -> tuple[Platform, ...]:
    """Every known platform, sorted by id. Raises :class:`ConfigError` for a damaged data file."""
    sources = _known_sources()
    found = [
        parse(file.read_text(encoding="utf-8"), id=file.name.removesuffix(".toml"), sources=sources)
        for file in files("indexaudit.platforms").joinpath("data").iterdir()
        if file.name.endswith(".toml")
    ]
    return tuple(sorted(found, key=lambda platform: platform.id))


@cache
def known() -> Mapping[str, Platform]:
    """The same by id."""
    return {platform.id: platform for platform in load()}


def find(name: str) -> Platform:
    """The platform of this id or name, in any case. Raises :class:`ConfigError` that names the nearest ones."""
    wanted = name.strip().lower()
    names = {n: p for p in load() for n in (p.name.lower(), p.id)}
    if wanted in names:
        return names[wanted]
    near = difflib.get_close_matches(wanted, names, n=3, cutoff=0.5) or [n for n in names if wanted and wanted in n][:3]
    hint = " or ".join(dict.fromkeys(names[n].id for n in near))
    hint = f"did you mean {hint}?" if near else "`indexaudit platforms` lists them"
    raise ConfigError(f"there is no platform {name!r}; {hint}")


def parse(text: str, *, id: str, sources: Mapping[str, Source]) -> Platform:
    """One data file as a platform. Raises :class:`ConfigError` that names file and key."""
    where = f"platforms/data/{id}.toml"
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{where}: is no TOML ({error})") from error
    _only(data, _PLATFORM_KEYS, where)
    parameters = _table(data, "parameters", where)
    _only(parameters, _PARAMETER_KEYS, f"{where}: parameters")
    control = Control(_choice(data, "control", [c.value for c in Control], where))
    kinds = tuple(_kind(table, control, where) for table in _tables(data, "kind", where))
    if not kinds:
        raise ConfigError(f"{where}: kind: name at least one")
    native_share, native_share_cite = _native_share(data, where)
    of_kinds = (key for kind in kinds for key in kind.cite)
    cited = dict.fromkeys((*_texts(data, "cite", where), *of_kinds, *native_share_cite))
    for key in cited:
        if key != _COMMON and key not in sources:
            raise ConfigError(f"{where}: cite: no source {key!r}{_nearest(key, sources)}")
    canonical_home: CanonicalHome = _choice(data, "canonical_home", get_args(CanonicalHome), where)
    channel: Channel = _choice(data, "channel", get_args(Channel), where)
    return Platform(
        id=id,
        name=_text(data, "name", where),
        channel=channel,
        status=_text(data, "status", where),
        reviewed=_day(data, "reviewed", where),
        hosts=_texts(data, "hosts", where),
        canonical_host=_maybe(data, "canonical_host", where),
        own_hosts=_texts(data, "own_hosts", where),
        other_sites=_texts(data, "other_sites", where),
        hashbang=_flag(data, "hashbang", where, default=False),
        aliases=_texts(data, "aliases", where),
        control=control,
        canonical_home=canonical_home,
        canonical_how=_maybe(data, "canonical_how", where),
        other_robots=_flag(data, "other_robots", where, default=False),
        native_share=native_share,
        native_share_cite=native_share_cite,
        native_share_sources=tuple(sources[key] for key in native_share_cite if key != _COMMON),
        outbound_links=_maybe(data, "outbound_links", where),
        notes=_texts(data, "notes", where),
        wall=_texts(data, "wall", where),
        shell=_texts(data, "shell", where),
        fingerprints=_texts(data, "fingerprints", where),
        generators=_texts(data, "generators", where),
        assets=_texts(data, "assets", where),
        track=_texts(parameters, "track", where),
        drop=_texts(parameters, "drop", where),
        keep=_texts(parameters, "keep", where),
        limits=tuple((name, _whole(n, f"{where}: limits.{name}")) for name, n in _table(data, "limits", where).items()),
        author=tuple((name, str(said)) for name, said in _table(data, "author", where).items()),
        cite=_texts(data, "cite", where),
        sources=tuple(sources[key] for key in cited if key != _COMMON),
        kinds=kinds,
    )


def _native_share(data: Mapping[str, Any], where: str) -> tuple[NativeShare | None, tuple[str, ...]]:  # Any: as above
    cite = _texts(data, "native_share_cite", where)
    if "native_share" not in data:
        if cite:
            raise ConfigError(f"{where}: native_share_cite: cites sources for native_share, which is missing")
        return None, ()
    level: NativeShare = _choice(data, "native_share", get_args(NativeShare), where)
    if not cite:
        raise ConfigError(f"{where}: native_share_cite: name at least one source; {_COMMON} is common knowledge")
    return level, cite


def _kind(table: Mapping[str, Any], control: Control, where: str) -> Kind:  # Any: values as TOML gives them
    name = _choice(table, "kind", sorted(KINDS), where)
    where = f"{where}: kind {name!r}"
    _only(table, _KIND_KEYS, where)
    form = AddressForm(_choice(table, "form", [f.value for f in AddressForm], where, default="path"))
    addressed = _flag(table, "addressed", where, default=form in (AddressForm.PATH, AddressForm.QUERY))
    visibility: Visibility = _choice(table, "visibility", get_args(Visibility), where, default="public")
    return Kind(
        kind=name,
        paths=_one_or_more(table, "path", where),
        hosts=_texts(table, "hosts", where),
        query=_texts(table, "query", where),
        fragments=_one_or_more(table, "fragment", where),
        form=form,
        addressed=addressed,
        static=_flag(table, "static", where, default=form in (AddressForm.PATH, AddressForm.FRAGMENT)),
        words=_flag(table, "words", where, default=False),
        own_document=_flag(table, "own_document", where, default=addressed),
        canonical=_maybe(table, "canonical", where),
        slash=_flag(table, "slash", where, default=False) if "slash" in table else None,
        target=_maybe(table, "target", where),
        drop=_texts(table, "drop", where),
        visibility=visibility,
        ephemeral=_flag(table, "ephemeral", where, default=False),
        control=Control(_choice(table, "control", [c.value for c in Control], where, default=control.value)),
        note=_maybe(table, "note", where),
        examples=_texts(table, "examples", where),
        crawl=_crawl(table, where),
        cite=_texts(table, "cite", where),
        anywhere=_whole(table["anywhere"], f"{where}: anywhere") if "anywhere" in table else None,
        elsewhere=_flag(table, "elsewhere", where, default=False),
    )


def _crawl(table: Mapping[str, Any], where: str) -> tuple[CrawlPosition, ...]:
    found = []
    for day, text in _table(table, "crawl", where).items():
        letters = _CRAWL.fullmatch(text) if isinstance(text, str) else None
        if letters is None or not _DAY.fullmatch(day):
            raise ConfigError(
                f'{where}: crawl: write a day and who may fetch, as in "2024-05-26" = "GB*" (Googlebot, Bingbot, any '
                f"other agent; - for no), not {day!r} = {text!r}"
            )
        may = [part != "-" for part in letters.groups()]
        found.append(CrawlPosition(date=day, googlebot=may[0], bingbot=may[1], others=may[2]))
    return tuple(sorted(found, key=lambda position: position.date))


def _known_sources() -> dict[str, Source]:
    where = "platforms/sources.toml"
    data = tomllib.loads(files("indexaudit.platforms").joinpath("sources.toml").read_text(encoding="utf-8"))
    found = {}
    for key in data:
        here = f"{where}: {key}"
        table = _table(data, key, where)
        _only(table, _SOURCE_KEYS, here)
        url = _text(table, "url", here)
        if not url.startswith("https://"):
            raise ConfigError(f"{here}: url: must begin with https://")
        found[key] = Source(title=_text(table, "title", here), url=url, checked=_day(table, "checked", here))
    return found


def _nearest(key: str, known_keys: Iterable[str]) -> str:
    known_keys = list(known_keys)
    near = difflib.get_close_matches(key, known_keys, n=1, cutoff=0.5)
    return f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(known_keys)}"


def _only(table: Mapping[str, Any], keys: tuple[str, ...], where: str) -> None:
    for key in table:
        if key not in keys:
            raise ConfigError(f"{where}: unknown key {key!r}{_nearest(key, keys)}")


def _text(table: Mapping[str, Any], key: str, where: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ConfigError(f"{where}: {key}: must be a text (got {value!r})")
    return value


def _maybe(table: Mapping[str, Any], key: str, where: str) -> str | None:
    return _text(table, key, where) if key in table else None


def _texts(table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
        raise ConfigError(f"{where}: {key}: must be a list of texts (got {value!r})")
    return tuple(value)


def _one_or_more(table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    return (table[key],) if isinstance(table.get(key), str) else _texts(table, key, where)


def _flag(table: Mapping[str, Any], key: str, where: str, *, default: bool) -> bool:
    value = table.get(key, default)
    if not isinstance(value, bool):
        raise ConfigError(f"{where}: {key}: must be true or false (got {value!r})")
    return value


def _whole(value: object, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ConfigError(f"{where}: must be a whole number above 0 (got {value!r})")
    return value


def _choice(
    table: Mapping[str, Any], key: str, choices: Iterable[str], where: str, *, default: str | None = None
) -> Any:  # Any: one of the choices
    value, listed = table.get(key, default), list(choices)
    if value not in listed:
        raise ConfigError(
            f"{where}: {key}: {value!r} is none of {', '.join(listed)}"
            if not isinstance(value, str)
            else f"{where}: {key}: no {key} {value!r}{_nearest(value, listed)}"
        )
    return value


def _day(table: Mapping[str, Any], key: str, where: str) -> str:
    value = _text(table, key, where)
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise ConfigError(f"{where}: {key}: must be a day as YYYY-MM-DD (got {value!r})") from error


def _table(table: Mapping[str, Any], key: str, where: str) -> dict[str, Any]:
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise ConfigError(f"{where}: {key}: must be a table (got {value!r})")
    return value


def _tables(table: Mapping[str, Any], key: str, where: str) -> list[dict[str, Any]]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
        raise ConfigError(f"{where}: {key}: must be written as [[{key}]] tables")
    return value

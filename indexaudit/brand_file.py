"""What a brand's file says, as plain values, to the keywords of :class:`~indexaudit.config.Brand`, and its faults."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from indexaudit.checked import unknown_key
from indexaudit.errors import ConfigError

__all__ = [
    "BRAND_KEYS",
    "CHANNEL_KEYS",
    "PERIOD_KEYS",
    "SOURCE_KEYS",
    "address_fault",
    "brand_keywords",
    "domain_fault",
    "has_scheme",
    "listed_twice",
    "source_fault",
]

BRAND_KEYS: Final = ("name", "domains", "profiles", "keyphrases", "period", "channel")
PERIOD_KEYS: Final = ("from", "to")
SOURCE_KEYS: Final = ("urls", "tables", "feeds", "sitemaps", "snapshots", "archives", "stores")
CHANNEL_KEYS: Final = ("name", *SOURCE_KEYS, "fetch")

_FILES_OR_ADDRESSES: Final = ("feeds", "sitemaps")
_FOLDERS: Final = ("snapshots", "archives")

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_WEB: Final = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)
_FILE_LIKE: Final = re.compile(r".*\.(?:csv|tsv|xml|rss|atom|json|gz|txt|zip)", re.IGNORECASE | re.DOTALL)


def has_scheme(text: str) -> bool:
    """Whether a text is meant as an address and not as a path."""
    return _SCHEME.match(text.strip()) is not None


def brand_keywords(values: Mapping[str, Any], *, folder: Path) -> dict[str, Any]:  # Any: values as TOML gives them
    """Checked keywords of ``Brand``, with ``period`` and each of ``channels`` as keywords of theirs.

    ``folder`` is what paths are relative to. Raises :class:`ConfigError` for an unknown key, a value of the wrong type
    and a source that is not there, naming channel, key and path.
    """
    _only(values, BRAND_KEYS, "")
    keywords: dict[str, Any] = {
        key: _texts(values[key], f"{key}: ") for key in ("domains", "profiles", "keyphrases") if key in values
    }
    if "name" in values:
        keywords["name"] = _text(values["name"], "name: ")
    period = values.get("period", {})
    if not isinstance(period, Mapping):
        raise ConfigError(f"period: must be a table: write [period] with from and to (got {period!r})")
    _only(period, PERIOD_KEYS, "[period]: ")
    keywords["period"] = {
        field: _day(period[key], f"[period]: {key}: ")
        for key, field in (("from", "start"), ("to", "end"))
        if key in period
    }
    channels = values.get("channel", [])
    if not isinstance(channels, list | tuple) or not all(isinstance(c, Mapping) for c in channels):
        raise ConfigError(f"channel: write each channel as a [[channel]] table (got {_shown(channels)})")
    keywords["channels"] = [_channel(table, number, folder) for number, table in enumerate(channels, 1)]
    if channels and "name" not in values:
        raise ConfigError('name: is missing; say whose channels these are: name = "…"')
    return keywords


def source_fault(sources: Mapping[str, Sequence[str]]) -> str | None:
    """What is wrong with the sources of a channel: a path for an address or the other way round, or none at all."""
    for key, texts in sources.items():
        for given in texts:
            if key == "urls" or (key in _FILES_OR_ADDRESSES and has_scheme(given)):
                fault = address_fault(given)
            elif key not in _FILES_OR_ADDRESSES and has_scheme(given):
                fault = f"{given!r} is an address, and a path is wanted; addresses go under urls, feeds or sitemaps"
            else:
                fault = None
            if fault is not None:
                return f"{key}: {fault}"
    return None if any(sources.values()) else f"has no source; give it one of {', '.join(SOURCE_KEYS)}"


def address_fault(given: str) -> str | None:
    """Why a text is no web address, and what to write; null when it looks like one."""
    text = given.strip()
    if _WEB.match(text):
        return None
    if has_scheme(text):
        return f"{given!r} is no web address; only http and https can be read, and a file is named by its path"
    head = text.partition("/")[0]
    if _FILE_LIKE.fullmatch(text):
        return f"{given!r} is no address; files go under tables, feeds, sitemaps or archives"
    return f"{given!r} is no address; write {f'https://{text}' if '.' in head.strip('.') else 'https://…'}"


def domain_fault(given: str) -> str | None:
    """Why a text is no bare domain, and what to write; null when it is one."""
    text = given.strip()
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        host = ""
    host = host.removeprefix("*").lstrip(".")
    if not host or re.search(r"\s", host):
        return f"{given!r} is no domain; write it as in saltmarshnotes.example"
    if text.lower() not in (host, f"[{host}]"):
        return f"{given!r} is more than a domain, which covers its subdomains and all their pages; write {host}"
    return None


def listed_twice(paths: Iterable[tuple[str, str]]) -> str | None:
    """What is wrong when one path is another, or lies inside it: pairs of a path and its channel."""
    named = sorted((os.path.abspath(path), path, channel) for path, channel in paths)  # noqa: PTH100 - links may stay
    seen: dict[Path, str] = {}
    for whole, given, channel in named:  # a folder comes before what is in it
        path = Path(whole)
        other = next((seen[p] for p in (path, *path.parents) if p in seen), None)
        if other is not None:
            both = f"twice in channel {other!r}" if other == channel else f"in channels {other!r} and {channel!r}"
            return f"{given!r} is listed {both}; its items would be counted twice, so name it once"
        seen[path] = channel
    return None


def _channel(table: Mapping[str, Any], number: int, folder: Path) -> dict[str, Any]:
    name = table.get("name")
    where = f"channel {name!r}: " if isinstance(name, str) and name.strip() else f"channel {number}: "
    _only(table, CHANNEL_KEYS, where)
    if name is None:
        raise ConfigError(f'{where}name: is missing; write name = "Blog"')
    keywords: dict[str, Any] = {"name": _text(name, f"{where}name: ")}
    if "fetch" in table:
        if not isinstance(table["fetch"], bool):
            raise ConfigError(f"{where}fetch: must be true or false (got {_shown(table['fetch'])})")
        keywords["fetch"] = table["fetch"]
    for key in CHANNEL_KEYS:
        if key not in table or key in keywords:
            continue
        texts = _texts(table[key], f"{where}{key}: ")
        keywords[key] = texts if key == "urls" else tuple(_source(t, key, folder, f"{where}{key}: ") for t in texts)
    return keywords


def _source(given: str, key: str, folder: Path, where: str) -> str:
    """A path from the working folder, or the address as it is."""
    if has_scheme(given):
        return given.strip()  # the channel refuses it where a file is wanted
    path = folder / given
    try:
        file, directory = os.path.isfile(path), os.path.isdir(path)  # noqa: PTH112, PTH113 - never raise for a path
    except ValueError:
        file = directory = False
    if not file and not directory:
        hint = "; an address begins with https://" if key in _FILES_OR_ADDRESSES else ""
        raise ConfigError(f"{where}there is no file {str(path)!r}; paths start at the brand's file{hint}")
    if directory and key not in _FOLDERS:
        raise ConfigError(f"{where}{str(path)!r} is a folder; name a file in it")
    if file and key == "snapshots":
        raise ConfigError(f"{where}{str(path)!r} is a file; name the folder in which snapshots were saved")
    return str(path)


def _only(table: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    for key in table:
        if key not in known:
            raise ConfigError(unknown_key(f"{where}unknown key {key!r}", str(key), known))


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise ConfigError(f"{where}must be a text (got {_shown(value)})")
    if not value.strip():
        raise ConfigError(f"{where}is empty")
    return value.strip()


def _texts(value: object, where: str) -> tuple[str, ...]:
    """One text, or a list of them."""
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list | tuple):
        raise ConfigError(f"{where}must be a text or a list of texts (got {_shown(value)})")
    return tuple(_text(v, where) for v in values)


def _day(value: object, where: str) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        if isinstance(value, str) and len(value.strip()) == len("YYYY-MM-DD"):
            return date.fromisoformat(value.strip())
    except ValueError:
        pass
    raise ConfigError(f"{where}must be a day as YYYY-MM-DD (got {_shown(value)})")


def _shown(value: object) -> str:
    text = str(value) if isinstance(value, date) else repr(value)
    return text if len(text) <= 80 else text[:79] + "…"

"""What was typed to say which site is crawled: an address, a brand's file, a list of addresses, a span of time."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

from indexaudit.brand_file import has_scheme
from indexaudit.commands.targets import TargetError, Web, targets
from indexaudit.config import Brand
from indexaudit.crawl.beginnings import Beginning
from indexaudit.errors import ConfigError, InvalidURL
from indexaudit.web.urls import read_url

__all__ = ["read_list", "read_target", "seconds"]

_BRAND: Final = "brand.toml"
_LARGEST: Final = 16 * 1024 * 1024
"""Characters of a list of addresses."""
_TIME: Final = re.compile(r"(\d+(?:\.\d+)?)([smh]?)")
_UNITS: Final = {"": 1.0, "s": 1.0, "m": 60.0, "h": 3600.0}


def read_target(given: str) -> Beginning:
    """An address, or a brand's file or its folder. Raises :class:`TargetError` and :class:`ConfigError`."""
    path = _brand_file(given)
    if path is not None:
        brand = Brand.from_toml(path)
        try:
            return Beginning.of(brand)
        except ConfigError as error:
            raise ConfigError(f"{given}: {error}") from None
    found = next(targets([given]))
    if isinstance(found, TargetError):
        raise found
    if not isinstance(found, Web):
        raise TargetError(f"{given}: is no site; name an address (https://…) or a brand's file (.toml)")
    return Beginning.of(found.url)


def read_list(name: str) -> tuple[str, ...]:
    """The addresses in a file, one a line; blank lines and those with ``#`` are skipped, ``-`` is stdin.

    Raises :class:`TargetError` for what cannot be read, and for a line that is no address.
    """
    addresses = []
    for number, line in enumerate(_lines(name), 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        try:
            addresses.append(read_url(text).href)
        except InvalidURL as error:
            raise TargetError(f"{name}, line {number}: {error}") from None
    if not addresses:
        raise TargetError(f"{name}: names no address; give one a line")
    return tuple(dict.fromkeys(addresses))


def seconds(text: object) -> float:
    """A span of time, such as ``90s``, ``30m`` or ``2h``, in seconds. Raises :class:`ValueError` in words."""
    found = _TIME.fullmatch(str(text).strip().lower())
    if found is None or float(found[1]) <= 0:
        raise ValueError(f"{str(text)!r} is no span of time; write 90s, 30m or 2h")
    return float(found[1]) * _UNITS[found[2]]


def _brand_file(given: str) -> Path | None:
    path = Path(given)
    try:
        if path.is_dir() and (path / _BRAND).is_file():
            return path / _BRAND
        return path if path.suffix.lower() == ".toml" and not has_scheme(given) else None
    except (OSError, ValueError):  # a name with a null character, or in a folder that may not be looked into
        return None


def _lines(name: str) -> list[str]:
    try:
        if name == "-":
            text = sys.stdin.read(_LARGEST + 1)
        else:
            with Path(name).open(encoding="utf-8", errors="replace") as file:
                text = file.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or error
        raise TargetError(f"{name}: cannot be read ({why})") from error
    if len(text) > _LARGEST:
        raise TargetError(f"{name}: is larger than {_LARGEST // 1024 // 1024} MiB; split it")
    return text.splitlines()

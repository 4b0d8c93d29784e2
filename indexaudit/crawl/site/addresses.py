"""What an address says of its place in a site: section, pattern, the list it is a part of, its plainest spelling."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from urllib.parse import unquote, urlsplit

from indexaudit.crawl.packing import hash_of
from indexaudit.crawl.scope import key
from indexaudit.errors import InvalidURL
from indexaudit.web.paths import read_path
from indexaudit.web.permalinks import identity_parameters, kept_pairs
from indexaudit.web.slugs import read_slug
from indexaudit.web.urls import read_url

__all__ = ["address_hash", "numbered", "patterns", "series"]

_PART: Final = re.compile(
    r"/(?:(?:page|seite|pagina|página|p)[/_-]?\d{1,5}(?=/?$)|index\d{1,5}\.html?$)", re.IGNORECASE
)
_NUMBERED: Final = re.compile(r"(?<=[^/\d])[_-]?\d{1,4}(?=(?:\.html?)?$)")
_PART_PARAMETER: Final = re.compile(r"(?:page|paged|p|pg|pagenum|seite|offset|start)=\d{1,6}", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_EXTENSION: Final = re.compile(r"\.[a-z]{2,5}$", re.IGNORECASE)


def address_hash(url: str) -> int | None:
    """The ``url_hash`` of an address; null for what is none."""
    try:
        return hash_of(key(url))
    except InvalidURL:
        return None


def series(url: str) -> str:
    """The list that an address is a part of: the address without the number of the part."""
    parts = urlsplit(url)
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _PART_PARAMETER.fullmatch(pair))
    path = _PART.sub("", parts.path)
    return f"{parts.netloc}{path.rstrip('/')}?{query}"


def numbered(url: str) -> str:
    """An address without a number at its end: what the parts of one list have in common where a generator writes
    ``plums.html`` and ``plums2.html``."""
    parts = urlsplit(url)
    return f"{parts.netloc}{_NUMBERED.sub('', parts.path)}?{parts.query}"


def patterns(url: str) -> tuple[str, str]:
    """How an address is built: with the name of its first folder, and with ``{section}`` in its place."""
    read = read_url(url)
    path = read_path(read.path)
    pairs = kept_pairs(read)
    raw = [part for part in read.path.split("/") if part]
    parts = [_part(unquote(part), last=at == len(raw) - 1) for at, part in enumerate(raw)]
    names = identity_parameters(path, pairs)
    tail = "/" if read.path.endswith("/") else ""
    query = f"?{'&'.join(f'{name}={{id}}' for name in names)}" if names else ""
    named = list(parts)
    if len(raw) > 1 and parts[0] == "{words}":
        named[0] = unquote(raw[0])
        parts[0] = "{section}"
    return tuple(f"/{'/'.join(one)}{tail if one else ''}{query}" for one in (named, parts))  # type: ignore[return-value]


@lru_cache(maxsize=4096)
def _part(text: str, *, last: bool) -> str:
    extension = _EXTENSION.search(text) if last else None
    end = extension[0].lower() if extension else ""
    text = text.removesuffix(extension[0]) if extension else text
    if text.isascii() and text.isdigit():
        if _YEAR.fullmatch(text):
            return f"{{year}}{end}"
        return f"{{{'number' if len(text) <= 2 else 'id'}}}{end}"
    slug = read_slug(text)
    words = "{words}" if slug.words else ""
    ids = "{id}" if slug.ids or not slug.words else ""
    return f"{'-'.join(filter(None, (words, ids)))}{end}"

"""What may stand in a store: text without secrets that UTF-8 can carry."""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import Any, Final

from indexaudit.crawl.schema import url_hash
from indexaudit.errors import StoreError
from indexaudit.web.masking import mask_secrets

__all__ = ["Secrets", "clean", "hash_of", "masked", "unpack"]

_LONGEST: Final = 256 * 1024 * 1024
"""Bytes of an unpacked blob; a store made to swell stops here."""


_REMEMBERED: Final = 10_000
"""Addresses with secrets that one process remembers."""


class Secrets:
    """Addresses whose secrets are known to this process alone: in the store they are masked."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def mask(self, url: str) -> str:
        """The address as it is written. What was masked is remembered, of the first 10,000 addresses."""
        masked = clean(url)
        if masked != url and len(self._known) < _REMEMBERED:
            self._known.setdefault(masked, url)
        return masked

    def recall(self, masked: str) -> str | None:
        """The address that was masked; null when its secret is not known any more."""
        if "***" not in masked:
            return masked
        known = self._known.get(masked)
        if known is None:
            plain = masked.replace("***", "x")
            return masked if clean(plain) == plain else None  # three stars that stand in the address itself
        return known


def clean(text: str) -> str:
    """The text with userinfo and token parameters masked, and U+FFFD in place of lone surrogates."""
    text = mask_secrets(text)
    if not text.isascii():
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


@lru_cache(maxsize=8192)
def hash_of(key: str) -> int:
    """The ``url_hash`` of an address as it is written. Pages of one site link to the same addresses again and again."""
    return url_hash(clean(key))


def masked(value: Any) -> Any:
    """What JSON can say, with every string in it :func:`clean`: to be called before it is written as JSON, in which a
    quotation mark does not end an address."""
    if isinstance(value, str):
        may_hold = "@" in value or "=" in value or "%3" in value or not value.isascii()
        return clean(value) if may_hold else value
    if isinstance(value, list | tuple):
        return [masked(item) for item in value]
    if isinstance(value, dict):
        return {key: masked(item) for key, item in value.items()}
    return value


def unpack(blob: bytes) -> bytes:
    """The JSON of a blob of the store. Raises :class:`StoreError` for a damaged one."""
    reader = zlib.decompressobj()
    try:
        text = reader.decompress(blob, _LONGEST)
    except zlib.error as error:
        raise StoreError(f"a page of the store is damaged ({error}); crawl again", code="store_invalid") from error
    if not reader.eof:
        raise StoreError("a page of the store is damaged (cut short); crawl again", code="store_invalid")
    return text

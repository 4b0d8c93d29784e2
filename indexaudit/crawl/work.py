"""Snapshots to audits in the workers of an executor: bytes in, bytes back.

A worker gets the snapshot and the configuration as bytes and gives JSON back, compressed, so that neither side pickles
thousands of small objects, and so that any :class:`concurrent.futures.Executor` will do: threads, processes, or one of
another library.
"""

from __future__ import annotations

import json
import pickle
import zlib
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from time import process_time
from typing import Any, Final, Self

from indexaudit.audit import audited
from indexaudit.config import Config
from indexaudit.crawl.digest import Digest
from indexaudit.crawl.packing import clean, masked
from indexaudit.crawl.reading import concluded, read_digest
from indexaudit.crawl.scope import key
from indexaudit.errors import InvalidURL
from indexaudit.model import PageAudit, Result
from indexaudit.similarity.signatures import bands
from indexaudit.snapshot import Snapshot

__all__ = ["Work", "judge_page", "pack", "pack_config"]

_LEVEL: Final = 1
"""Of zlib: half the time of the default for a tenth more bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What a worker gives back for one page."""

    audit: bytes
    """zlib of the JSON of :class:`indexaudit.model.PageAudit`."""
    outcomes: bytes
    """zlib of a JSON array of :class:`indexaudit.crawl.digest.Concluded`."""
    digest: bytes
    """zlib of the JSON of :class:`indexaudit.crawl.digest.Digest`, without links and alternates: these have tables."""
    columns: dict[str, Any]
    """The columns of the store that come from the audit, by name."""
    canonical: str | None
    """Key of the canonical."""
    links: list[tuple[str, str, bool, int]]
    """Key, text, whether it may be followed, and number on the page; each key once."""
    alternates: list[tuple[str, str, str]]
    """Language, address and key."""
    images: list[tuple[str, str, bool]]
    """Key, alternative text, and whether it is the share image, of the pictures of the page."""
    feeds: list[str]
    bands: list[int]
    """Of the signature (:func:`indexaudit.similarity.signatures.bands`)."""
    seconds: float
    """CPU seconds."""

    @classmethod
    def of(cls, packed: bytes) -> Self:
        """From the bytes that :func:`judge_page` gives."""
        head, _, rest = packed.partition(b"\n")
        said = json.loads(head)
        sizes = said.pop("sizes")
        first, second = sizes[0], sizes[0] + sizes[1]
        return cls(audit=rest[:first], outcomes=rest[first:second], digest=rest[second:], **said)


def pack(snapshot: Snapshot) -> bytes:
    """A snapshot as bytes for a worker of this program."""
    return pickle.dumps(snapshot, protocol=pickle.HIGHEST_PROTOCOL)


def pack_config(config: Config) -> bytes:
    """A configuration as bytes; pack it once for all pages."""
    return pickle.dumps(config, protocol=pickle.HIGHEST_PROTOCOL)


def judge_page(snapshot: bytes, config: bytes) -> bytes:
    """Judge one page. Runs in a worker; both arguments are of :func:`pack` and :func:`pack_config`.

    Raises what :func:`indexaudit.audit.audit_snapshot` raises.
    """
    started = process_time()
    page = pickle.loads(snapshot)  # noqa: S301 - made by pack() in this program, never read from a file or the network
    made = audited(page, _config(config))
    digest = read_digest(made)
    columns = _columns(made.audit)
    columns |= {
        "title_key": digest.title_key,
        "description_key": digest.description_key,
        "text_hash": digest.text_hash,
        "signature": digest.signature,
    }
    parts = [
        _packed(made.audit),
        zlib.compress(_json([_plain(outcome) for outcome in concluded(made)]), _LEVEL),
        _packed(replace(digest, links=(), alternates=(), images=())),
    ]
    head = {
        "columns": columns,
        "canonical": None if made.audit.facts.canonical is None else _key(made.audit.facts.canonical),
        "links": _links(digest),
        "alternates": [(a.language, a.url, k) for a in digest.alternates if (k := _key(a.url)) is not None],
        "images": [(k, image.text, image.shared) for image in digest.images if (k := _key(image.url)) is not None],
        "feeds": digest.feeds,
        "bands": () if digest.signature is None else bands(digest.signature),
        "seconds": process_time() - started,
        "sizes": [len(part) for part in parts[:2]],
    }
    return b"".join((_json(head), b"\n", *parts))


def _links(digest: Digest) -> list[tuple[str, str, bool, int]]:
    found: dict[str, tuple[str, bool, int]] = {}
    for place, link in enumerate(digest.links, 1):
        if (k := _key(link.url)) is not None:
            text, follow, first = found.get(k, ("", False, place))
            found[k] = text or link.text, follow or link.follow, first
    return [(k, *values) for k, values in found.items()]


def _key(url: str) -> str | None:
    """Made here, since a thousand addresses a second are too many for the thread that writes."""
    try:
        return key(url)
    except InvalidURL:
        return None


def _columns(audit: PageAudit) -> dict[str, Any]:
    facts = audit.facts
    search, share = audit.scores.search, audit.scores.share
    return {
        "final_url": audit.final_url,
        "page_type": audit.page_type.type.value,
        "indexability": audit.indexability.value,
        "title": facts.title,
        "description": facts.description,
        "canonical": facts.canonical,
        "language": facts.language,
        "image": facts.image,
        "published": facts.published,
        "modified": facts.modified,
        "words": facts.words,
        "comment_words": facts.comment_words,
        "search": search.value if search is not None else None,
        "share": share.value if share is not None else None,
    }


def _plain(outcome: object) -> dict[str, Any]:
    values = {field.name: getattr(outcome, field.name) for field in fields(outcome)}  # type: ignore[arg-type]
    return {name: getattr(value, "value", value) for name, value in values.items()}


@lru_cache(maxsize=4)
def _config(packed: bytes) -> Config:
    config = pickle.loads(packed)  # noqa: S301 - as above
    if not isinstance(config, Config):
        raise TypeError("not a packed configuration")
    return config


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8", "replace")


def _packed(result: Result) -> bytes:
    text = result.to_json()
    # Few pages hold a secret, and a look at the whole text costs a tenth of one at each string of it.
    plain = text if clean(text) == text else _json(masked(result.to_dict())).decode()
    return zlib.compress(plain.encode("utf-8", "replace"), _LEVEL)

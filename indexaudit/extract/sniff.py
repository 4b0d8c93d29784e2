"""What kind of document some bytes are, when no header says so, or when what it says cannot be."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["HTML_TYPES", "media_type_of"]

HTML_TYPES: Final = frozenset({"text/html", "application/xhtml+xml"})
_XML_TYPES: Final = frozenset({"text/xml", "application/xml"})

_UNSPECIFIC: Final = frozenset({"application/octet-stream", "application/x-unknown", "unknown/unknown"})
"""Types that servers send for want of a better one."""

_START: Final = 4096
_MAGIC: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"\x1f\x8b\x08", "application/gzip"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x00\x00\x01\x00", "image/x-icon"),
    (b"wOFF", "font/woff"),
    (b"wOF2", "font/woff2"),
    (b"OggS", "application/ogg"),
    (b"ID3", "audio/mpeg"),
)  # mimesniff standard §6 and §7.1, those that a page is mistaken for
_MARKUP: Final = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|script|meta|link|div|p|h1|a|table|br|style)(?=[\s/>])", re.IGNORECASE
)
_XML: Final = re.compile(r"\s*<\?xml\b")
_XML_ROOT: Final = re.compile(r"<([A-Za-z_][\w.-]{0,40}:)?([A-Za-z_][\w.-]{0,40})")
_FEEDS: Final = {"rss": "application/rss+xml", "RDF": "application/rss+xml", "feed": "application/atom+xml"}
_JSON: Final = re.compile(r"\s*(?:\{\s*(?:\"|\})|\[\s*(?:[\[{\"\]\d-]|true|false|null))")
_CONTROL: Final = bytes([*range(9), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20)])
"""Binary data bytes of the mimesniff standard, §3.1."""


def media_type_of(body: bytes, text: str, declared: str | None) -> tuple[str, tuple[str, ...]]:
    """The media type to go by, and what is worth a note.

    The header's, unless it says HTML and the bytes plainly are none, or it says XML and the document is XHTML, or it
    says nothing but "bytes" and they are HTML. Without
    a header: what the bytes say, and HTML for what says nothing, because a caller who has no header has a page.
    """
    found = _sniff(body, text[:_START])
    if declared is None:
        return found or "text/html", ()
    if declared in HTML_TYPES and found not in (None, *HTML_TYPES, "application/xml"):
        return found or declared, (f"the header says {declared}, the bytes are {found}",)
    if declared in _UNSPECIFIC and found in HTML_TYPES:
        return found, (f"the header says {declared}, the bytes are {found}",)
    if declared in _XML_TYPES and found == "application/xhtml+xml":
        return found, ()
    return declared, ()


def _sniff(body: bytes, start: str) -> str | None:
    for magic, kind in _MAGIC:
        if body.startswith(magic):
            return kind
    if _XML.match(start):
        root = next((m for m in _XML_ROOT.finditer(start)), None)
        if root is None:
            return "application/xml"
        if root[2].lower() == "html":
            return "application/xhtml+xml"
        return _FEEDS.get(root[2], "application/xml")
    if _MARKUP.match(_after_comments(start)):
        return "text/html"
    root = _XML_ROOT.match(start.lstrip())
    if root is not None and root[2] in _FEEDS:
        return _FEEDS[root[2]]
    if _JSON.match(start) and "<" not in start[:200]:
        return "application/json"
    # UTF-16 is decoded by now: its NUL bytes are no sign of binary data, so the text is looked at and not the body.
    sample = start.encode("latin-1", "replace")
    strange = len(sample) - len(sample.translate(None, _CONTROL)) + start.count("\ufffd")
    if strange > max(2, len(sample) // 20):
        return "application/octet-stream"
    return None


def _after_comments(start: str) -> str:
    start = start.lstrip()
    while start.startswith("<!--") and (end := start.find("-->", 4)) >= 0:
        start = start[end + 3 :].lstrip()
    return start

"""The first bytes of a file to which image it is, and how large it is shown. Nothing is decoded.

Formats that networks show: PNG (W3C PNG §5), JPEG (ITU-T T.81 Annex B, with the orientation of Exif 2.3), GIF (GIF89a
§18), WebP (RFC 9649) and AVIF (ISO/IEC 14496-12 and 23008-12). What they do not show is named, not measured.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

__all__ = ["ImageHeader", "read_image_header"]

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_MARKUP: Final = 1024
"""Bytes in which a document of markup says what it is, comments and declarations before its root included."""
_COMMENT: Final = re.compile(rb"<!--.*?-->", re.DOTALL)
_ROOT: Final = re.compile(rb"<(?:svg|!doctype html|html|head|body)\b")
_BOXES: Final = 10_000
"""Boxes, properties and markers of one file that are looked at."""
_TURNED: Final = frozenset({5, 6, 7, 8})
"""Values of Exif's Orientation that lay a picture on its side (Exif 2.3 §4.6.4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageHeader:
    """What the beginning of a file says."""

    format: str | None
    """``png``, ``jpeg``, ``gif``, ``webp``, ``avif``; ``heic``, ``jxl``, ``bmp``, ``tiff``, ``ico``, ``svg``, ``html``
    for what else could be told; null for anything else."""
    width: int | None = None
    """Pixels, as it is shown: turned as the file asks for. Null when it is not said in what was read."""
    height: int | None = None


def read_image_header(data: bytes) -> ImageHeader:
    """Never raises, whatever the bytes are. A size beyond the end of ``data`` is null."""
    kind, size = None, None
    try:
        kind = _kind(data)
        size = {"png": _png, "jpeg": _jpeg, "gif": _gif, "webp": _webp, "avif": _heif, "heic": _heif}.get(
            kind or "", lambda _: None
        )(data)
    except (struct.error, IndexError):  # it ends within what says the size
        size = None
    if size is None or not (size[0] and size[1]):
        return ImageHeader(format=kind)
    return ImageHeader(format=kind, width=size[0], height=size[1])


_Size = tuple[int, int] | None


def _kind(data: bytes) -> str | None:
    if data.startswith(_PNG):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp":
        brands = {data[8:12], *(data[at : at + 4] for at in range(16, min(_long(data, 0), 512), 4))}
        if brands & {b"avif", b"avis"}:
            return "avif"
        return "heic" if brands & {b"heic", b"heix", b"hevc", b"hevx", b"mif1", b"msf1"} else None
    if data.startswith((b"\xff\x0a", b"\0\0\0\x0cJXL ")):
        return "jxl"
    for start, kind in ((b"BM", "bmp"), (b"II*\0", "tiff"), (b"MM\0*", "tiff"), (b"\0\0\1\0", "ico")):
        if data.startswith(start):
            return kind
    return _markup(data)


def _markup(data: bytes) -> str | None:
    start = data[:_MARKUP].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if not start.startswith(b"<"):
        return None
    # A page may draw with SVG, and a drawing may speak of pages.
    first = _ROOT.search(_COMMENT.sub(b"", start))
    if first is None:
        return None
    return "svg" if first[0] == b"<svg" else "html"


def _png(data: bytes) -> _Size:
    at = 8
    if data[at + 4 : at + 8] == b"CgBI":  # Xcode writes a chunk of its own before the header
        at += 12 + _long(data, at)
    return (_long(data, at + 8), _long(data, at + 12)) if data[at + 4 : at + 8] == b"IHDR" else None


def _gif(data: bytes) -> _Size:
    wide, high = struct.unpack_from("<HH", data, 6)
    return wide, high


def _webp(data: bytes) -> _Size:
    chunk = data[12:16]
    if chunk == b"VP8X":
        return _little(data, 24, 3) + 1, _little(data, 27, 3) + 1
    if chunk == b"VP8L" and data[20] == 0x2F:
        bits = _little(data, 21, 4)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if chunk == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        return _little(data, 26, 2) & 0x3FFF, _little(data, 28, 2) & 0x3FFF  # two bits above say how it is scaled
    return None


# --- JPEG -----------------------------------------------------------------------------------------------------------

_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers without a segment: TEM, RST0 to RST7, SOI."""
_NO_FRAME: Final = frozenset({0xC4, 0xC8, 0xCC})
"""DHT, JPG and DAC, which stand among the markers of frames."""


def _jpeg(data: bytes) -> _Size:
    at, turned = 2, False
    for _ in range(_BOXES):
        if data[at] != 0xFF:
            return None
        while data[at + 1] == 0xFF:  # any number of fill bytes may come before a marker
            at += 1
        marker = data[at + 1]
        if marker in _ALONE:
            at += 2
            continue
        length = struct.unpack_from(">H", data, at + 2)[0]
        if 0xC0 <= marker <= 0xCF and marker not in _NO_FRAME:
            high, wide = struct.unpack_from(">HH", data, at + 5)
            return (high, wide) if turned else (wide, high)
        if marker in (0xD9, 0xDA) or length < 2:  # the scan begins, or the image ends, and no frame was declared
            return None
        if marker == 0xE1 and data[at + 4 : at + 10] == b"Exif\0\0":
            turned = _orientation(data[at + 10 : at + 2 + length]) in _TURNED
        at += 2 + length
    return None


def _orientation(exif: bytes) -> int | None:
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None or len(exif) < 8:
        return None
    at = struct.unpack_from(f"{order}L", exif, 4)[0]
    if at + 2 > len(exif):
        return None
    for n in range(struct.unpack_from(f"{order}H", exif, at)[0]):
        entry = at + 2 + 12 * n
        if entry + 12 > len(exif):
            return None
        tag, kind = struct.unpack_from(f"{order}HH", exif, entry)
        if (tag, kind) == (0x0112, 3):
            return int(struct.unpack_from(f"{order}H", exif, entry + 8)[0])
    return None


# --- AVIF and HEIC --------------------------------------------------------------------------------------------------


_ANYWHERE: Final = 1 << 62


def _heif(data: bytes) -> _Size:
    """The primary item's ``ispe``, turned by its ``irot``; without associations the largest of all."""
    meta = next((box for box in _boxes(data, 0, _ANYWHERE) if box[0] == b"meta"), None)
    if meta is None or meta[2] > len(data):
        return None
    primary, properties, named = None, list[tuple[bytes, int, int]](), dict[int, list[int]]()
    for name, start, end in _boxes(data, meta[1] + 4, meta[2]):
        if name == b"pitm":
            primary = _big(data, start + 4, 4 if data[start] else 2)
        elif name == b"iprp":
            for part, first, last in _boxes(data, start, end):
                if part == b"ipco":
                    properties = list(_boxes(data, first, last))
                elif part == b"ipma":
                    named |= _associations(data, first)
    own = [properties[n - 1] for n in named.get(primary or 0, ()) if 0 < n <= len(properties)] or properties
    sizes = [(_long(data, start + 4), _long(data, start + 8)) for name, start, _ in own if name == b"ispe"]
    if not sizes:
        return None
    wide, high = max(sizes)
    turns = next((data[start] & 3 for name, start, _ in own if name == b"irot"), 0)
    return (high, wide) if turns % 2 else (wide, high)


def _associations(data: bytes, at: int) -> dict[int, list[int]]:
    """Numbers of the properties of each item (ISO/IEC 14496-12 §8.11.14)."""
    version, wide = data[at], bool(data[at + 3] & 1)
    count, at = _long(data, at + 4), at + 8
    found = {}
    for _ in range(min(count, _BOXES)):
        item = _big(data, at, 4 if version else 2)
        at += 4 if version else 2
        number, at = data[at], at + 1
        step = 2 if wide else 1
        if at + number * step > len(data):
            break
        found[item] = [_big(data, at + n * step, step) & (0x7FFF if wide else 0x7F) for n in range(number)]
        at += number * step
    return found


def _boxes(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Name, start and end of what each box holds; those that begin within ``data``."""
    for _ in range(_BOXES):
        if at + 8 > min(end, len(data)):
            return
        size, name, start = _long(data, at), data[at + 4 : at + 8], at + 8
        if size == 1:
            size, start = _big(data, at + 8, 8), at + 16
        elif size == 0:  # to the end of what it stands in
            size = end - at
        if at + size < start:
            return
        yield name, start, min(at + size, end)
        at += size


def _long(data: bytes, at: int) -> int:
    return _big(data, at, 4)


def _big(data: bytes, at: int, length: int) -> int:
    if at + length > len(data):
        raise IndexError
    return int.from_bytes(data[at : at + length], "big")


def _little(data: bytes, at: int, length: int) -> int:
    if at + length > len(data):
        raise IndexError
    return int.from_bytes(data[at : at + length], "little")

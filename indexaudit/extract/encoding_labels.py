"""Names of character encodings by the Encoding standard (§4.2), and Python's codecs for them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["codec_of", "encoding_of"]

_ISO: Final[Mapping[str, str]] = MappingProxyType(
    {
        "iso-8859-2": "csisolatin2 iso-ir-101 iso_8859-2:1987 l2 latin2",
        "iso-8859-3": "csisolatin3 iso-ir-109 iso_8859-3:1988 l3 latin3",
        "iso-8859-4": "csisolatin4 iso-ir-110 iso_8859-4:1988 l4 latin4",
        "iso-8859-5": "csisolatincyrillic cyrillic iso-ir-144 iso_8859-5:1988",
        "iso-8859-6": (
            "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6-e iso-8859-6-i iso-ir-127 "
            "iso_8859-6:1987"
        ),
        "iso-8859-7": "csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso_8859-7:1987 sun_eu_greek",
        "iso-8859-8": "csiso88598e csisolatinhebrew hebrew iso-8859-8-e iso-ir-138 iso_8859-8:1988 visual",
        "iso-8859-10": "csisolatin6 iso-ir-157 l6 latin6",
        "iso-8859-13": "",
        "iso-8859-14": "",
        "iso-8859-15": "csisolatin9 l9",
        "windows-1252": (  # iso-8859-1
            "ansi_x3.4-1968 ascii cp819 csisolatin1 ibm819 iso-ir-100 iso_8859-1:1987 l1 latin1 us-ascii iso-8859-1 "
            "iso8859-1 iso88591 iso_8859-1"
        ),
        "windows-1254": (  # iso-8859-9
            "csisolatin5 iso-ir-148 iso_8859-9:1989 l5 latin5 iso-8859-9 iso8859-9 iso88599 iso_8859-9"
        ),
    }
)

_OTHER: Final[Mapping[str, str]] = MappingProxyType(
    {
        "utf-8": "utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
        "ibm866": "866 cp866 csibm866",
        "iso-8859-8-i": "csiso88598i logical",
        "iso-8859-16": "",
        "koi8-r": "cskoi8r koi koi8 koi8_r",
        "koi8-u": "koi8-ru",
        "macintosh": "csmacintosh mac x-mac-roman",
        "windows-874": "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620",
        "x-mac-cyrillic": "x-mac-ukrainian",
        "gbk": "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 iso-ir-58 x-gbk",
        "gb18030": "",
        "big5": "big5-hkscs cn-big5 csbig5 x-x-big5",
        "euc-jp": "cseucpkdfmtjapanese x-euc-jp",
        "iso-2022-jp": "csiso2022jp",
        "shift_jis": "csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis",
        "euc-kr": (
            "cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949"
        ),
        "utf-16be": "unicodefffe",
        "utf-16le": "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16",
        "x-user-defined": "",
    }
)


def _labels() -> dict[str, str]:
    labels: dict[str, str] = {}
    for table in (_OTHER, _ISO):
        for name, others in table.items():
            labels[name] = name
            labels.update((label, name) for label in others.split())
    for name in _ISO:
        if name.startswith("iso-8859-"):
            part = name.removeprefix("iso-8859-")
            labels.update(dict.fromkeys((f"iso8859-{part}", f"iso8859{part}", f"iso_8859-{part}"), name))
    for page in range(1250, 1259):
        labels.update(dict.fromkeys((f"windows-{page}", f"cp{page}", f"x-cp{page}"), f"windows-{page}"))
    for part in ("13", "14", "10"):  # the standard has no label with an underscore for these
        del labels[f"iso_8859-{part}"]
    return labels


_LABELS: Final[Mapping[str, str]] = MappingProxyType(_labels())

_CODECS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ibm866": "cp866",
        "iso-8859-8-i": "iso8859-8",
        "macintosh": "mac-roman",
        "windows-874": "cp874",
        "x-mac-cyrillic": "mac-cyrillic",
        "gbk": "gb18030",  # the standard's decoder of gbk is that of gb18030
        "big5": "big5hkscs",
        "shift_jis": "cp932",
        "euc-kr": "cp949",
        "x-user-defined": "latin-1",
        **{f"windows-{page}": f"cp{page}" for page in range(1250, 1259)},
    }
)


def encoding_of(label: str) -> str | None:
    """The standard's name, in lower case, for a label in any case; null for one that it does not know.

    ``utf-7`` and the labels that the standard maps to its replacement encoding (``iso-2022-kr``, ``hz-gb-2312`` …) are
    unknown on purpose: they let bytes mean one thing to a filter and another to a browser.
    """
    return _LABELS.get(label.strip("\t\n\f\r ").lower())


def codec_of(encoding: str) -> str:
    """Python's codec for a name of the standard."""
    return _CODECS.get(encoding, encoding)

"""How an XML file begins: its root element, what stands before it, and what a file is that has none."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from typing import Final

from indexaudit.extract.problems import Problems
from indexaudit.extract.xml_text import Tidy

__all__ = ["HEAD", "Opening", "find_root", "what_else"]

HEAD: Final = 256 * 1024
"""Characters in which the root element has to begin."""

_BEFORE: Final = 4_096
"""Characters in which an XML declaration is looked for that something stands before."""
_DECLARATIONS: Final = 24
_LONGEST_VALUE: Final = 200
"""Attributes of the root that are kept, and characters of each: they are parsed again with every damaged entry."""

_UNFIT: Final = "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff"
"""Characters that XML does not allow."""
_ROOT: Final = re.compile(r"<(?:([\w.-]{1,60}):)?([\w.-]{1,60})((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
_CARELESS_ROOT: Final = re.compile(r"<(?:([\w.-]{1,60}):)?([\w.-]{1,60})((?:\s[^<>]*+)?)>")
_VALUE: Final = rf"\"[^\"<{_UNFIT}]{{0,{_LONGEST_VALUE}}}\"|'[^'<{_UNFIT}]{{0,{_LONGEST_VALUE}}}'"
_KEPT: Final = re.compile(rf"\s(xmlns(?::[\w.-]{{1,60}})?|version|xml:base|xml:lang)\s*=\s*({_VALUE})")
_DOCTYPE_PART: Final = re.compile(r"\"[^\"]*+\"|'[^']*+'|<!--|\[|\]|>")
_HTML: Final = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|script|meta|link|div|p|h1|span|a|br|center|table|style)(?=[\s/>])",
    re.IGNORECASE,
)
_JSON: Final = re.compile(r"[{\[]\s*(?:[\"{\[\]}\d-]|true|false|null)")
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The root element of a file."""

    name: str
    """In lower case, without prefix."""
    namespace: str | None
    """Of the root, when it is declared there."""
    start: str
    """A start tag for a copy of the root, with its namespaces."""
    end: str
    """The end tag for it."""
    prefix: str
    """As written, without the colon; empty without one."""
    length: int
    """Characters up to the end of the start tag."""
    line: int
    """1-based, of the end of the start tag."""
    doctype: bool
    """Whether a DOCTYPE stands before it."""
    late: bool
    """Whether something stands before the XML declaration."""
    empty: bool
    """Whether the start tag ends the element too."""


def find_root(head: str, names: Container[str]) -> Opening | None:
    """The root element of a file when it is one of these names, in lower case; null for any other file.

    What a server writes before the XML declaration, such as a warning of PHP, is passed over.
    """
    opening = _open_root(head)
    if opening is not None and opening.name in names:
        return opening
    start = head.find("<?xml ", 1, _BEFORE)
    if start < 0 or (opening is not None and opening.name == "html"):
        return None
    opening = _open_root(head, start)
    return opening if opening is not None and opening.name in names else None


def _open_root(head: str, start: int = 0) -> Opening | None:
    """The root element at the start of a file; null when no XML element begins there. Linear, never raises."""
    position, doctype, late = start, False, start > 0
    while True:
        blank = _past_blanks(head, position)
        if head.startswith("<?", blank):
            late = late or (blank > 0 and head.startswith("<?xml ", blank))
            end = head.find("?>", blank)
            position = end + 2
        elif head.startswith("<!--", blank):
            end = head.find("-->", blank + 4)
            position = end + 3
        elif head[blank : blank + 9].upper() == "<!DOCTYPE":
            end = position = _past_doctype(head, blank)
            doctype = True
        else:
            break
        if end < 0:
            return None
    match = _ROOT.match(head, blank) or _CARELESS_ROOT.match(head, blank)
    if match is None:
        return None
    prefix, name, attributes = match[1] or "", match[2], match[3].rstrip("/")
    kept = {m[1]: Tidy(Problems()).feed(m[2], last=True) for m in _KEPT.finditer(attributes)}
    kept = dict(list(kept.items())[:_DECLARATIONS])
    declared = kept.get(f"xmlns:{prefix}" if prefix else "xmlns")
    full = f"{prefix}:{name}" if prefix and declared else name
    return Opening(
        name=name.lower(),
        namespace=declared[1:-1].strip() if declared else None,
        start=f"<{full}{''.join(f' {key}={value}' for key, value in kept.items())}>",
        end=f"</{full}>",
        prefix=prefix,
        length=match.end(),
        line=1 + head.count("\n", 0, match.end()),
        doctype=doctype,
        late=late,
        empty=match[3].endswith("/"),
    )


def _past_blanks(head: str, position: int) -> int:
    while position < len(head) and (head[position].isspace() or head[position] == "\ufeff"):
        position += 1
    return position


def _past_doctype(head: str, start: int) -> int:
    """Where a DOCTYPE ends; -1 when it does not."""
    inside = False
    position = start + 9
    while part := _DOCTYPE_PART.search(head, position):
        position = part.end()
        if part[0] == "<!--":
            end = head.find("-->", position)
            if end < 0:
                return -1
            position = end + 3
        elif part[0] == "[":
            inside = True
        elif part[0] == "]":
            inside = False
        elif part[0] == ">" and not inside:
            return position
    return -1


def what_else(head: str) -> str:
    """What a file that is not what was expected seems to be, in plain words."""
    start = head.lstrip("\ufeff \t\r\n")
    if not start:
        return "an empty file" if len(head) < HEAD else "nothing but white space in its first 256 KiB"
    opening = _open_root(head)
    if _HTML.match(start) or (opening is not None and opening.name == "html"):
        return "an HTML page"
    if opening is not None:
        return f"an XML document with the root <{opening.name}>"
    if start.startswith("%PDF-"):
        return "a PDF"
    if len(_CONTROL.findall(start[:4096])) > 2 or start[:4096].count("\ufffd") > 100:
        return "binary data"
    if _JSON.match(start):
        return "JSON"
    if "<!DOCTYPE" in head:
        return "a DOCTYPE without a root element in its first 256 KiB"
    return "markup without a root element" if start.startswith("<") else "text without addresses"

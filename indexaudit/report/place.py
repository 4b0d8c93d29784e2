"""Where the findings of a page are shown: in a file of the repository, or at an address."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final, Self
from urllib.parse import quote, unquote

from indexaudit.errors import IndexAuditError
from indexaudit.model import Finding, PageAudit
from indexaudit.report.printable import printable
from indexaudit.web.masking import mask_secrets

__all__ = ["Locate", "Place", "PlaceError", "below", "line_of", "located", "uri_of"]

_LONGEST: Final = 2_000
"""Characters of a location that are shown; longer ones are addresses made to flood a report."""
_KEPT_IN_PATH: Final = "/-._~!$&'()*+,;=@"
"""What RFC 3986 lets stand in a path. No colon: in the first segment of a relative reference it would end a scheme."""
_KEPT_IN_ADDRESS: Final = _KEPT_IN_PATH + ":?#[]%"
_CUT_ESCAPE: Final = re.compile(r"%[0-9A-Fa-f]?\Z")


class PlaceError(IndexAuditError, ValueError):
    """A file that does not lie below the root of the repository, or is not named by its path from there."""

    code = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the findings of one page are shown."""

    file: str | None
    """Path from the root of the repository, with ``/`` between its parts; never absolute, never with ``..``. Null for a
    page that was fetched: it is shown at its address. It comes from the caller and never from what a page says."""
    line_offset: int | None = 0
    """How many lines stand in the file above what the page calls line 1. Null when its lines are not those of the page
    (the Markdown that a post was built from): findings are then shown at line 1."""
    lines_of: str | None = None
    """The file whose lines those of the page are, where it is another than ``file``: that which was built from it."""

    def __post_init__(self) -> None:
        """Raises :class:`PlaceError` for a path that leads out of the repository."""
        if self.file is None:
            return
        parts = self.file.split("/")
        if not self.file or "\\" in self.file or re.match(r"[A-Za-z]:", self.file) or {"", ".", ".."} & set(parts):
            raise PlaceError(
                f"Place.file: {printable(self.file)!r} is not a path from the root of the repository;"
                " write one such as 'public/posts/plums/index.html'"
            )

    @classmethod
    def of(
        cls, file: str | Path, root: str | Path, *, line_offset: int | None = 0, lines_of: str | None = None
    ) -> Self:
        """The place of a file on disk. One outside of ``root``, or that cannot be named from there, gives no file."""
        try:
            relative = PurePosixPath(Path(file).resolve().relative_to(Path(root).resolve()).as_posix())
            return cls(file=str(relative), line_offset=line_offset, lines_of=lines_of)
        except (ValueError, OSError, RuntimeError):
            return cls(file=None)

    @property
    def name(self) -> str | None:
        """The file as it is shown: as it stands, but for characters that would act on what shows it."""
        if self.file is None or (self.file.isprintable() and "##" not in self.file):
            return self.file
        return printable(self.file)

    @property
    def uri(self) -> str | None:
        """The file as a relative reference (RFC 3986), percent-encoded."""
        return None if self.file is None else quote(_bytes(self.file), safe=_KEPT_IN_PATH)


Locate = Callable[[PageAudit], Place | None]
"""A page to where its findings are shown; null: at its address."""

_AT_ITS_ADDRESS: Final = Place(file=None)


def located(audit: PageAudit, place: Locate | None) -> Place:
    """Where the findings of a page are shown; without ``place`` at its address."""
    return (place(audit) if place else None) or _AT_ITS_ADDRESS


def line_of(finding: Finding, place: Place) -> int | None:
    """The 1-based line at which a finding is shown: that of its first evidence in the markup. Null when there is none;
    lines of a robots.txt are not lines of the page."""
    if place.line_offset is None:
        return None
    lines = (e.line for e in finding.evidence if e.where == "html" and e.line is not None and e.line > 0)
    first = next(lines, None)
    return None if first is None else max(1, first + place.line_offset)


def uri_of(audit: PageAudit) -> str:
    """The address of a page as a URI (RFC 3986), without secrets, cut to 2,000 characters."""
    text = mask_secrets(audit.final_url[: 2 * _LONGEST])
    return _CUT_ESCAPE.sub("", quote(_bytes(text), safe=_KEPT_IN_ADDRESS)[:_LONGEST])


def below(word: str, audit: PageAudit) -> str:
    """For formats that know paths only: host and path of a page's address below a fixed word, as a relative path."""
    rest = uri_of(audit).partition("://")[2]
    parts = (part.replace(":", "%3A") for part in re.split(r"[/?#]", rest) if unquote(part) not in ("", ".", ".."))
    return "/".join([word, *parts])


def _bytes(text: str) -> bytes:
    """UTF-8; a byte of a file name that is none stays that byte."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")

"""CSV files of items: what people keep in spreadsheets, as spreadsheets write it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, get_args

from indexaudit.brand.archives.texts import addresses_in
from indexaudit.brand.sources.lines import Lines, encoding_of
from indexaudit.brand.sources.pages import NO_ADDRESS, Pages
from indexaudit.config import ChannelSource
from indexaudit.errors import ConfigError, InvalidURL
from indexaudit.items import Intake, Item, ItemKind, Origin, Read, SetAside
from indexaudit.web.dates import read_date
from indexaudit.web.language import primary_subtag
from indexaudit.web.urls import read_url

__all__ = ["COLUMNS", "KINDS", "read_csv"]

COLUMNS: Final = ("url", "date", "kind", "title", "text", "about", "channel", "language")

KINDS: Final[Mapping[str, ItemKind]] = {
    **{kind: kind for kind in get_args(ItemKind)},
    "blog post": "article", "essay": "article", "newsletter": "article", "press release": "article",
    "note": "post", "photo": "post", "pin": "post", "reel": "post", "short": "post", "status": "post", "story": "post",
    "thread": "post", "toot": "post", "tweet": "post", "update": "post", "video": "post",
    "answer": "reply", "comment": "reply",
    "boost": "repost", "reblog": "repost", "retweet": "repost",
    "favorite": "like", "favourite": "like", "reaction": "like", "upvote": "like",
    "home": "page", "listing": "page", "product": "page", "profile": "page",
}  # fmt: skip
"""The words for kinds of items, ours and those of platforms, in lower case."""

UNKNOWN_KIND: Final = "unknown kind"
UNKNOWN_CHANNEL: Final = "unknown channel"
EXTRA_CELLS: Final = "the row has more cells than the table has columns"
TOO_LONG: Final = "a cell or line that is too long"
EMPTY: Final = "neither address, title, text nor what it is about"

_DELIMITERS: Final = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """How the file is written, as its header tells."""

    encoding: str
    delimiter: str
    skipped: int
    """Lines up to and with the header."""
    columns: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Tally:
    """What is said once for the whole file."""

    dates: int = 0
    first_date: str = ""
    left_out: dict[str, int] = field(default_factory=dict)
    empty: int = 0
    spans: list[str] = field(default_factory=list)

    def leave_out(self, what: str) -> None:
        self.left_out[what] = self.left_out.get(what, 0) + 1

    def notes(self) -> list[str]:
        found = list(self.spans)
        if self.dates:
            found.append(f"{self.dates:,} dates cannot be read, the first {self.first_date}; write YYYY-MM-DD")
        found += [f"{count:,} cells of {what}, and were left out" for what, count in self.left_out.items()]
        if self.empty:
            found.append(f"{self.empty:,} empty rows were passed over")
        return found


def read_csv(path: str, channel: ChannelSource, pages: Pages) -> Intake:
    """A table whose first row names its columns: :data:`COLUMNS`, in any order and case; ``url`` must be among them.

    UTF-8, UTF-16 or windows-1252; comma, semicolon, tab or bar between cells. The place of an item is the line where
    its row begins. Raises :class:`ConfigError` for a file that cannot be opened, or without a column ``url``.
    """
    layout = _layout(path, where=f"channel {channel.name!r}: tables: {path}")
    notes = list(layout.notes)
    records = _records(path, layout, channel, pages, notes)
    return Intake(channel=channel.name, source=path, records=records, notes=notes)


def _layout(path: str, where: str) -> _Layout:
    try:
        encoding = encoding_of(Path(path))
        with Lines(Path(path), encoding) as lines:
            header, skipped, said = _header(lines)
    except OSError as error:
        raise ConfigError(f"{where}: cannot be read ({error.strerror}); check the path") from error
    delimiter = said or max(_DELIMITERS, key=lambda d: sum(name in COLUMNS for name in _names(header, d)))
    columns = _names(header, delimiter)
    if "url" not in columns:
        shown = ", ".join(repr(name[:40]) for name in columns[:12] if name) or "nothing"
        raise ConfigError(
            f"{where}: has no column url; its first row must name the columns ({', '.join(COLUMNS)}), and holds {shown}"
        )
    notes = [] if encoding != "cp1252" else ["is not UTF-8; read as windows-1252"]
    if unknown := [name for name in columns if name and name not in COLUMNS]:
        more = f" and {len(unknown) - 8} more" if len(unknown) > 8 else ""
        listed = ", ".join(name[:40] for name in unknown[:8])
        notes.append(f"columns that are not read: {listed}{more} (known: {', '.join(COLUMNS)})")
    if twice := sorted({name for name in columns if name in COLUMNS and columns.count(name) > 1}):
        notes.append(f"columns that stand twice, of which the first is read: {', '.join(twice)}")
    return _Layout(encoding=encoding, delimiter=delimiter, skipped=skipped, columns=columns, notes=tuple(notes))


def _header(lines: Lines) -> tuple[str, int, str | None]:
    """The first line that is not blank, how many lines it took, and the delimiter that Excel's ``sep=`` names."""
    said = None
    for line in lines:
        text = line.strip("\r\n")
        if said is None and len(text.strip('"')) == 5 and text.strip('"').lower().startswith("sep="):
            said = text.strip('"')[4]
        elif text.strip():
            return text, lines.number, said
    return "", lines.number, said


def _names(header: str, delimiter: str) -> tuple[str, ...]:
    try:
        cells = next(csv.reader([header], delimiter=delimiter), [])
    except csv.Error:
        return ()
    return tuple(" ".join(cell.split()).lower() for cell in cells)


def _records(path: str, layout: _Layout, channel: ChannelSource, pages: Pages, notes: list[str]) -> Iterator[Read]:
    unseen, tally = pages.unseen(channel), _Tally()
    reader = _RowReader(layout, channel, pages.brand.channels)
    try:
        with Lines(Path(path), layout.encoding) as lines:
            for _ in range(layout.skipped):
                next(lines, None)
            for place, row in _rows(lines, layout.delimiter, tally):
                record = reader.read(row, Origin(source=path, place=place), tally)
                if record is not None:
                    yield pages.look_up(record, unseen) if isinstance(record, Item) else record
            if lines.nul:
                notes.append(f"{lines.nul:,} lines hold NUL characters, which were taken out")
    except OSError as error:
        notes.append(f"cannot be read to its end ({error.strerror}); what came before counts")
    notes.extend(tally.notes())
    notes.extend(unseen.notes())


def _rows(lines: Lines, delimiter: str, tally: _Tally) -> Iterator[tuple[int, list[str] | None]]:
    """Rows with the line where each begins; null for one that is too long."""
    rows = csv.reader(lines, delimiter=delimiter)
    while True:
        start, cut = lines.number + 1, lines.cut
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error:
            if lines.number > start and len(tally.spans) < 3:
                tally.spans.append(
                    f"lines {start:,} to {lines.number:,} are one cell, and were set aside; "
                    "a quotation mark may not be closed"
                )
            yield start, None
            continue
        yield start, None if lines.cut > cut else row


class _RowReader:
    """Rows of one table to items."""

    def __init__(self, layout: _Layout, channel: ChannelSource, channels: tuple[ChannelSource, ...]) -> None:
        self._at = {name: layout.columns.index(name) for name in COLUMNS if name in layout.columns}
        self._width = len(layout.columns)
        self._channel = channel.name
        self._channels = {each.name.casefold(): each.name for each in channels}

    def read(self, row: list[str] | None, origin: Origin, tally: _Tally) -> Read | None:
        """One row; null for an empty one."""
        if row is None:
            return SetAside(origin=origin, reason=TOO_LONG)
        if not any(cell.strip() for cell in row):
            tally.empty += bool(row)
            return None
        if any(cell.strip() for cell in row[self._width :]):
            return SetAside(origin=origin, reason=EXTRA_CELLS)
        cells = {name: row[at].strip() for name, at in self._at.items() if at < len(row) and row[at].strip()}
        if not cells.keys() & {"url", "title", "text", "about"}:
            return SetAside(origin=origin, reason=EMPTY)
        kind = KINDS.get(" ".join(cells.get("kind", "").lower().replace("_", " ").replace("-", " ").split()))
        if "kind" in cells and kind is None:
            return SetAside(origin=origin, reason=UNKNOWN_KIND)
        channel = self._channels.get(cells.get("channel", self._channel).casefold())
        if channel is None:
            return SetAside(origin=origin, reason=UNKNOWN_CHANNEL)
        url = _address(cells.get("url"))
        if url is None and "url" in cells:
            return SetAside(origin=origin, reason=NO_ADDRESS)
        about = _address(cells.get("about"))
        if about is None and "about" in cells:
            tally.leave_out("about are no address")
        if kind == "like":
            # A like has no address of its own: the one that stands there is that of what was liked.
            url, about = None, about or url
        language = cells.get("language")
        if language is not None and primary_subtag(language) is None:
            tally.leave_out("language are no tag such as en or pt-BR")
            language = None
        date = read_date(cells["date"], language=language) if "date" in cells else None
        if date is None and "date" in cells:
            tally.dates += 1
            tally.first_date = tally.first_date or f"on line {origin.place} ({cells['date'][:40]!r})"
        return Item(
            origin=origin,
            url=url,
            channel=channel,
            kind=kind,
            title=cells.get("title"),
            text=cells.get("text"),
            date=date,
            about=about,
            links=addresses_in(cells.get("text", "")),
            language=language,
        )


def _address(text: str | None) -> str | None:
    try:
        return None if text is None else read_url(text).href
    except InvalidURL:
        return None

r"""LinkedIn: ``Shares.csv``, ``InstantReposts.csv``, ``Comments.csv``, ``Reactions.csv``, ``Articles/Articles/*.html``.

The form of the files, as public readers of them show it, looked up on 2026-11-29:

- Hermione-Granger-1176/linkedin-analyzer, ``src/linkedin_analyzer/core/text.py``: dates are ``2026-05-07 16:41:18`` in
  UTC; ``Shares.csv`` puts quotes around each line break of a text and doubles the quotes in it; ``Comments.csv`` writes
  a quote as ``\"``.
- silkyrich/linkedin-export-viewer, ``fixtures/sample_export``: the names of the members, ``Reactions.csv`` with
  ``Date,Type,Link`` (dates may end in ``UTC``), articles named ``2018-07-15_on-shipping-small.html``.
- Tests of other public readers, found by their text: ``Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility``
  and ``Date,Link,Message``; complete exports end some names with the member's number (``Comments_17529409.csv``); links
  come with ``urn%3Ali%3Ashare%3A…``, ``groupPost`` in groups; ``InstantReposts.csv`` (``Date,Link``) has the reposts
  without a word, and a repost with one does not name what it shares. An article's page has its address in ``<h1><a
  href="https://www.linkedin.com/pulse/…">``, then ``<p class="created">Created on 2024-09-20 06:04`` and, unless it is
  a draft, ``<p class="published">Published on …``; some files are named by date (``2025-07-02 04:22:13.0-…``).
- Microsoft, "UGC Post API", and memberjunction's ``LinkedInShareData`` name the audiences: ``PUBLIC``, ``LOGGED_IN``,
  ``CONNECTIONS``, ``CONTAINER`` (a group). Exports say ``MEMBER_NETWORK`` of ordinary posts; no document was found that
  says so, and in readers' tests it stands beside ``PUBLIC``.

Not opened: messages, connections, profile, votes, saved items.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from indexaudit.brand.archives.base import Archive, Format, Wanted, readable
from indexaudit.brand.archives.csv_records import CsvRecords
from indexaudit.brand.archives.json_records import Broken
from indexaudit.brand.archives.texts import address, addresses_in, clean, date_of, of_markup, unique
from indexaudit.config import Limits
from indexaudit.extract.stream import read_stream
from indexaudit.extract.tag import Tag
from indexaudit.items import Item, ItemKind, Read

__all__ = ["FORMAT"]

_LIMITS: Final = Limits()
_OPEN_TO_ALL: Final = frozenset(("", "MEMBER_NETWORK", "PUBLIC"))
_COLON: Final = re.compile(r"%3A", re.IGNORECASE)
_STAMP: Final = re.compile(r"(Created|Published) on (\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2})?)?)")
_DATED: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?!\d)")
_HEADER_LINES: Final = 8
"""Lines of an article's page in which title and dates stand."""

_NO_DATE: Final = "the row does not begin with a date"
_NOT_PUBLIC: Final = "not public"
_DRAFT: Final = "a draft that was not published"
_NO_LINK: Final = "the row names no address"
_TOO_LONG: Final = "the page is too long"
_EMPTY: Final = "the page holds no text"


def _read(archive: Archive) -> Iterator[Read]:
    if not archive.members("posts"):
        archive.note("there is no Shares.csv, as in LinkedIn's basic export: ask for the larger archive to have posts")
    yield from _rows(archive, "posts", ("sharelink", "sharecommentary", "sharedurl", "visibility"), _share)
    yield from _rows(archive, "reposts", ("link",), _by_link("repost"))
    for name in archive.members("articles"):
        yield _article(archive, name)
    yield from _rows(archive, "comments", ("link", "message"), _comment, backslashes=True)
    yield from _rows(archive, "reactions", ("link",), _by_link("like"))


_Row = Callable[[Archive, str, int, Mapping[str, str], str | None], Read]


def _rows(
    archive: Archive, role: str, columns: tuple[str, ...], read: _Row, *, backslashes: bool = False
) -> Iterator[Read]:
    for name in archive.members(role):
        records = CsvRecords(archive.text(name), header="date", backslashes=backslashes)
        for place, row in enumerate(records, 1):
            if place == 1 and records.columns is not None:
                for missing in (column for column in columns if column not in records.columns):
                    archive.note(f"{readable(name)} has no column {missing!r}: it is of another year's format")
            if isinstance(row, Broken):
                yield archive.set_aside(name, place, row.reason)
                continue
            date = date_of(row["date"])
            if date is None and row["date"].strip():
                # A text with quotes that the export did not escape falls apart into rows.
                yield archive.set_aside(name, place, _NO_DATE)
            else:
                yield read(archive, name, place, row, date)
        if records.columns is None:
            archive.note(f"{readable(name)} has no header with a column Date: it was not read")


def _share(archive: Archive, name: str, place: int, row: Mapping[str, str], date: str | None) -> Read:
    url, shared = _address(row.get("sharelink")), _address(row.get("sharedurl"))
    audience = row.get("visibility", "").strip().strip('"').upper()
    if audience not in _OPEN_TO_ALL or (url is not None and ":groupPost:" in url):
        return archive.set_aside(name, place, _NOT_PUBLIC)
    commentary = row.get("sharecommentary")
    text = None if commentary is None else _without_line_quotes(clean(commentary))
    is_repost = text == "" and not row.get("mediaurl", "").strip(' "')
    return Item(
        origin=archive.origin(name, place),
        url=None if is_repost else url,
        channel=archive.channel,
        kind="repost" if is_repost else "post",
        platform=archive.platform,
        text=None if is_repost else text,
        date=date,
        about=shared,
        links=() if is_repost else unique([shared, *addresses_in(text or "")]),
    )


def _comment(archive: Archive, name: str, place: int, row: Mapping[str, str], date: str | None) -> Read:
    message = row.get("message")
    text = None if message is None else clean(message.replace('""', '"'))
    return Item(
        origin=archive.origin(name, place),
        channel=archive.channel,
        kind="reply",
        platform=archive.platform,
        text=text,
        date=date,
        about=_address(row.get("link")),
        links=addresses_in(text or ""),
    )


def _by_link(kind: ItemKind) -> _Row:
    """Rows that say no more than when, and of what."""

    def read(archive: Archive, name: str, place: int, row: Mapping[str, str], date: str | None) -> Read:
        about = _address(row.get("link"))
        if about is None:
            return archive.set_aside(name, place, _NO_LINK)
        return Item(
            origin=archive.origin(name, place),
            channel=archive.channel,
            kind=kind,
            platform=archive.platform,
            date=date,
            about=about,
        )

    return read


def _article(archive: Archive, name: str) -> Read:
    markup, size = [], 0
    for piece in archive.text(name):
        markup.append(piece)
        size += len(piece)
        if size > _LIMITS.body_bytes:
            return archive.set_aside(name, 1, _TOO_LONG)
    page = "".join(markup)
    tags = read_stream(page, _LIMITS).tags("h1", "title", "a")
    headline = next((tag for name in ("h1", "title") for tag in tags if tag.name == name and tag.text.strip()), None)
    title = None if headline is None else " ".join(clean(headline.text, entities=False).split()) or None
    lines = of_markup(page).split("\n")
    dates = {stamp[1]: stamp[2] for line in lines[:_HEADER_LINES] if (stamp := _STAMP.fullmatch(line.strip()))}
    if "Created" in dates and "Published" not in dates:
        return archive.set_aside(name, 1, _DRAFT)
    text = clean("\n".join(_body(lines, title)), entities=False)
    if not text:
        return archive.set_aside(name, 1, _EMPTY)
    if "Published" not in dates:
        archive.note("some articles do not say when they were published: they are of another year's format")
    named = _DATED.match(name.rpartition("/")[2])
    url, links = _article_links(tags)
    return Item(
        origin=archive.origin(name, 1),
        url=url,
        channel=archive.channel,
        kind="article",
        platform=archive.platform,
        title=title,
        text=text,
        date=date_of(dates["Published"]) if "Published" in dates else date_of(named[1]) if named else None,
        links=links,
    )


def _body(lines: list[str], title: str | None) -> list[str]:
    """The lines of an article without its title and dates."""
    head = [line for line in lines[:_HEADER_LINES] if line.strip() != title and not _STAMP.fullmatch(line.strip())]
    return [*head, *lines[_HEADER_LINES:]]


def _article_links(tags: tuple[Tag, ...]) -> tuple[str | None, tuple[str, ...]]:
    """The article's own address, which its title links to, and the other links."""
    found = [address(tag.attributes.get("href")) for tag in tags if tag.name == "a"]
    after_title = next((i for i, tag in enumerate(tags) if tag.name == "h1"), None)
    own = None
    if after_title is not None and after_title + 1 < len(tags) and tags[after_title + 1].name == "a":
        link = tags[after_title + 1]
        if " ".join(link.text.split()) == " ".join(tags[after_title].text.split()):
            own = address(link.attributes.get("href"))
    return own, tuple(link for link in unique(found) if link != own)


def _address(value: str | None) -> str | None:
    """An address as people see it: the export escapes the colons of ``urn:li:share:1``."""
    return None if value is None else address(_COLON.sub(":", value.strip(' "')))


def _without_line_quotes(text: str) -> str:
    """A text without the quotes that ``Shares.csv`` puts around each of its line breaks."""
    breaks = text.count("\n")
    # Every break or none: a text may well have one line that ends with a quote and one that begins with one.
    if not breaks or text.count('"\n') != breaks or text.count('\n"') != breaks:
        return text
    text = text.removeprefix('"').removesuffix('"') if text.startswith('"') and text.endswith('"') else text
    return clean(text.replace('"\n"', "\n").replace('""', '"'), entities=False)


_MEMBER: Final = r"(?:_\d{1,20})?\.csv"

FORMAT: Final = Format(
    platform="linkedin",
    name="LinkedIn",
    members=(
        Wanted(role="posts", pattern=re.compile(rf"(?:Shares/)?Shares{_MEMBER}"), label="Shares.csv", sign=True),
        Wanted(role="reposts", pattern=re.compile(rf"InstantReposts{_MEMBER}"), label="InstantReposts.csv"),
        Wanted(
            role="articles",
            pattern=re.compile(r"Articles/Articles/[^/]{1,255}\.html"),
            label="Articles/Articles/*.html",
            sign=True,
        ),
        Wanted(role="comments", pattern=re.compile(rf"Comments{_MEMBER}"), label="Comments.csv", sign=True),
        Wanted(role="reactions", pattern=re.compile(rf"Reactions{_MEMBER}"), label="Reactions.csv", sign=True),
    ),
    read=_read,
    other_years=(
        (
            re.compile(r"(?:^|/)Connections\.csv$"),
            "is LinkedIn's basic export, which holds no posts; ask LinkedIn for the larger archive",
        ),
    ),
)

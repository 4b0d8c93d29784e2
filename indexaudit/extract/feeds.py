"""Feeds: RSS and Atom of every version through feedparser, and JSON Feed.

feedparser is handed an open file in memory and nothing else: given a string or bytes it would open paths and
addresses. What it sees is a document that :mod:`indexaudit.extract.feed_markup` wrote.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final

from indexaudit.config import Limits
from indexaudit.discovery_facts import Feed, FeedEntry, FeedKind
from indexaudit.extract.encoding import decode
from indexaudit.extract.feed_markup import CleanEntry, clean_feed
from indexaudit.extract.gunzip import unpacked
from indexaudit.extract.json_feed import read_json_feed
from indexaudit.extract.listed_address import Addresses
from indexaudit.extract.problems import Problems
from indexaudit.extract.stream_text import stream_text
from indexaudit.extract.xml_root import HEAD, Opening, find_root, what_else
from indexaudit.web.dates import read_date

__all__ = ["read_feed"]

Parsed = dict[str, Any]
"""What feedparser makes of a feed, or of one entry."""

_KINDS: Final[dict[str, FeedKind]] = {"rss": "rss", "feed": "atom", "rdf": "rdf"}
_BREAKS_OFF: Final = ("…", "...", "[…]", "[...]", "(…)", "(...)")
"""How content ends that goes on elsewhere."""
_MARKUP: Final = ("text/html", "application/xhtml+xml")


def read_feed(data: bytes, *, url: str, limits: Limits, charset: str | None = None) -> Feed:
    """Read one feed, gzip or not.

    ``url`` is its own address; empty when it has none, and then relative addresses are refused. ``charset`` is that of
    the HTTP header. At most ``limits.feed_bytes`` are read and ``limits.feed_entries`` entries kept; those beyond are
    counted. Never raises for what a feed holds, and opens no file and no address.
    """
    return _Reader(url, limits).read(data, charset)


class _Reader:
    """The state of one reading."""

    def __init__(self, url: str, limits: Limits) -> None:
        self.url = url
        self.limits = limits
        self.problems = Problems()
        self.addresses = Addresses(url, self.problems)

    def read(self, data: bytes, charset: str | None) -> Feed:
        body = b"".join(unpacked(data, self.limits.feed_bytes, self.problems))
        text = _text(body, charset, self.problems)
        if text.lstrip().startswith("{"):
            return self.json(text) or self.none("JSON that is no JSON Feed")
        opening = find_root(text[:HEAD], _KINDS)
        if opening is not None:
            return self.markup(opening, _KINDS[opening.name], text)
        if not body and self.problems.found():
            return self.none("a compressed file that cannot be unpacked")
        return self.none(what_else(text[:HEAD]))

    def none(self, reason: str) -> Feed:
        return Feed(
            url=self.url,
            kind="none",
            reason=reason,
            title=None,
            home=None,
            self_link=None,
            hubs=(),
            language=None,
            entries=(),
            listed=0,
            problems=self.problems.found(),
            complete=False,
        )

    def json(self, text: str) -> Feed | None:
        found = read_json_feed(text, self.addresses, self.limits, self.problems)
        if found is None:
            return None
        _check(found.entries, found.listed, self.problems)
        return Feed(
            url=self.url,
            kind="json",
            reason=None,
            title=found.title,
            home=found.home,
            self_link=found.self_link,
            hubs=found.hubs,
            language=found.language,
            entries=found.entries,
            listed=found.listed,
            problems=self.problems.found(),
            complete=self.problems.complete,
        )

    def markup(self, opening: Opening, kind: FeedKind, text: str) -> Feed:
        import feedparser

        problems, addresses = self.problems, self.addresses
        if opening.doctype:
            problems.add("xml_doctype_refused", 1)
        if opening.late:
            problems.add("space_before_declaration", 1)
        clean = clean_feed(opening, text[opening.length :], self.limits, problems)
        if opening.doctype and "unknown_entity" in problems:
            problems.add("entities_refused")
        # Nothing of the content is shown as markup, and its links are not asked for: both cost more than the reading.
        parsed = feedparser.parse(
            io.BytesIO(clean.document),
            response_headers={"content-type": "application/xml; charset=utf-8", "content-location": self.url},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
        # Plain dictionaries: feedparser's own give one field for another where that is missing.
        entries = tuple(
            _entry(dict(entry), known, addresses, problems, atom=kind == "atom")
            for entry, known in zip(parsed["entries"], clean.entries, strict=False)
        )
        if len(entries) < len(clean.entries):
            problems.add("markup_damaged")
        _check(entries, clean.listed, problems)
        feed: Parsed = dict(parsed["feed"])
        links = [link for link in feed.get("links", ()) if "href" in link]
        return Feed(
            url=self.url,
            kind=kind,
            reason=None,
            title=_plain(feed, "title"),
            home=_home(feed, links, addresses),
            self_link=next(_related(links, "self", addresses), None),
            hubs=tuple(dict.fromkeys(_related(links, "hub", addresses))),
            language=feed.get("language") or None,
            entries=entries,
            listed=clean.listed,
            problems=problems.found(),
            complete=problems.complete,
        )


def _text(body: bytes, charset: str | None, problems: Problems) -> str:
    decoded = decode(body, charset, cut="too_large_decoded" in problems)
    for note in decoded.notes:
        if "replaced" in note:
            problems.add("control_characters" if "NUL" in note else "bad_bytes")
        elif "says" in note:
            problems.add("wrong_encoding")
    return decoded.text


def _home(feed: Parsed, links: list[Parsed], addresses: Addresses) -> str | None:
    link = addresses.absolute(str(feed.get("link") or ""))
    return link or next(_related(links, "alternate", addresses), None)


def _related(links: list[Parsed], relation: str, addresses: Addresses) -> Iterator[str]:
    for link in links:
        if relation in str(link.get("rel", "")).split() and (url := addresses.absolute(str(link["href"]))):
            yield url


def _entry(entry: Parsed, known: CleanEntry, addresses: Addresses, problems: Problems, *, atom: bool) -> FeedEntry:
    text, summary = _texts(entry)
    return FeedEntry(
        url=_url(entry, known, addresses, problems, atom=atom),
        id=str(entry.get("id") or "").strip() or None,
        title=_plain(entry, "title"),
        published=_date(known.published, known.line, problems),
        updated=_date(known.updated, known.line, problems),
        text=text,
        summary=summary,
        authors=_authors(known),
        line=known.line,
    )


def _url(entry: Parsed, known: CleanEntry, addresses: Addresses, problems: Problems, *, atom: bool) -> str | None:
    links = [link for link in entry.get("links", ()) if link.get("href")]
    alternates = [link["href"] for link in links if link.get("rel") == "alternate"]
    # feedparser gives the id as the link where there is none: in Atom an id is no address to go to.
    link = entry.get("link") if alternates or not atom else None
    given = [entry.get("feedburner_origlink"), link, *alternates]
    said = [str(address).strip() for address in given if address]
    for address in said:
        if url := addresses.absolute(address):
            return url
    if said:
        problems.add("not_an_address", known.line)
    return None


def _texts(entry: Parsed) -> tuple[str | None, str | None]:
    """Content and summary as plain text. A summary that is the content again is none."""
    # feedparser copies the content to the summary where there is none, without its details.
    summary = _plain_text(entry.get("summary_detail")) if "summary_detail" in entry else None
    contents = [c for c in entry.get("content", ()) if not c.get("src")]
    text = max((t for c in contents if (t := _plain_text(c))), key=len, default=None)
    if text is not None and text.endswith(_BREAKS_OFF):
        return None, summary or text
    return text, None if summary == text else summary


def _plain_text(detail: Parsed | None) -> str | None:
    if detail is None:
        return None
    value, kind = str(detail.get("value") or ""), str(detail.get("type") or "text/html")
    if kind in _MARKUP:
        return stream_text(value) or None
    if not kind.startswith("text/"):
        return None
    return "\n".join(line for raw in value.splitlines() if (line := " ".join(raw.split()))) or None


def _plain(parsed: Parsed, name: str) -> str | None:
    text = _plain_text(parsed.get(f"{name}_detail")) or ""
    return " ".join(text.split()) or None


def _authors(known: CleanEntry) -> tuple[str, ...]:
    """The names; that of the podcast alone only where no other is given."""
    own = tuple(name for name, element in known.authors.items() if element != "itunes:author")
    return own or tuple(known.authors)


def _date(written: str | None, line: int, problems: Problems) -> str | None:
    date = read_date(written) if written else None
    if written and date is None:
        problems.add("bad_date", line)
    return date


def _check(entries: tuple[FeedEntry, ...], listed: int, problems: Problems) -> None:
    """What is odd about the entries as a whole."""
    seen: set[str] = set()
    for entry in entries:
        if entry.url is None:
            problems.add("unlinked", entry.line)
        if entry.published is None and entry.updated is None:
            problems.add("undated", entry.line)
        identity = entry.url or entry.id
        if identity is not None:
            if identity in seen:
                problems.add("duplicate", entry.line)
            seen.add(identity)
    if not listed:
        problems.add("no_entries")

"""What the markup says of the page, held against what readers see of it.

Every look is cheap first: headings, bylines and dates that others found already; the text of the whole page is read
only for what is not among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final, Literal

from indexaudit.extract.byline_words import BY
from indexaudit.extract.date_text import find_dates
from indexaudit.extract.document import Page
from indexaudit.extract.main_entity import is_article, label, main_entities
from indexaudit.extract.names import is_account, is_desk, is_proper, read_names
from indexaudit.extract.phrases import collapse, compact, fold
from indexaudit.facts import (
    Authorship,
    Byline,
    Claim,
    Claims,
    Content,
    Date,
    Head,
    Headline,
    MainEntities,
    Node,
    Stated,
    StructuredData,
)
from indexaudit.web.dates import days_between, folded, precision
from indexaudit.web.month_names import MONTHS

__all__ = ["read_claims", "read_main_entities"]

_TEXT: Final = 400_000
"""Characters of a page that are searched."""
_LISTED: Final = 20
_LINE: Final = 90
"""Characters of a line that may be a byline."""
_MARGIN: Final = 400
"""The same with the white space that templates leave around it."""
_LINES: Final = 5_000
_SIGNS: Final = re.compile(
    r"(?:[:：]|\b(?:by|von|vom|par|por|door|av|af|przez|aut[eh]?o(?:u?r)\w*))\s*$", re.IGNORECASE
)
_ABOUT: Final = re.compile(
    r"(?:about|über|ueber|sobre|à propos de|over)\s(?:the |den |die |el |la |l'|de )?aut\w{1,6}\s?:?", re.IGNORECASE
)
"""A heading of its own, in front of the name."""
_ANY_SIGN: Final = re.compile(r"[:：]|by|von|vom|par|por|door|a[vf]|przez|aut")
"""Each of them has one of these, in lower case."""
_BEGINNING: Final = 40
"""Characters of a headline that tell it: markup cuts long ones, pages do too."""
_AROUND: Final = (300, 1_200)
"""Characters before and behind the headline in which a relative date is that of the page."""
_SOME_DATE: Final = re.compile(
    r"(?<!\d)\d{1,2}\D{1,24}((?:199|20[0-4])\d)(?!\d)|(?<!\d)((?:199|20[0-4])\d)\D{1,4}\d{1,2}\D{1,4}\d{1,2}(?!\d)"
    r"|(?<![\d/.])(?:\d{1,2}/\d{1,2}/|\d\d\.\d\d\.)([0-4]\d)(?![\d/.])"
)
_DAY_AND_MONTH: Final = re.compile(
    r"(?:(?<!\d)(\d{1,2})(?:\.|st|nd|rd|th|er)?\s(?:of |de |d')?)?"
    r"(?<![^\W\d_])([^\W\d_]{3,12})(?:\.?\s(\d{1,2})(?:st|nd|rd|th)?(?!\d))?"
)
_FIGURES: Final = re.compile(r"(?<!\d)(\d{1,2})\s?月\s?(\d{1,2})\s?日|(?<![\d.])(\d{1,2})\.(\d{1,2})\.(?!\d)")
_NAMES: Final = {number: tuple(n for n, m in MONTHS.items() if m == number) for number in range(1, 13)}
_WORD: Final = re.compile(r"[^\W_]+")
_RDFA: Final = re.compile(rb"typeof=[\"']?[^\"'<>]{0,80}(?:schema:|Article|Posting)")
_ORGANISATION: Final = re.compile(r"Organi[sz]ation|Corporation|Company|Business|NGO")

_UNITS: Final = (
    r"(?:sec(?:ond)?s?|min(?:ute)?s?|hours?|hrs?|h|days?|d|weeks?|months?|years?|sekunden?|minuten?|stunden?|tag(?:e|en)?"
    r"|wochen?|monat(?:e|en)?|jahr(?:e|en)?|minutes?|heures?|jours?|semaines?|mois|ans?|minutos?|horas?|dias?"
    r"|semanas?|meses|mes|anos?|minuti|or[ae]|giorn[io]|settiman[ae]|mes[ei]|ann[io]|uur|uren|dagen|dag"
    r"|weken|week|maanden|maand|jaar)"
)
_COUNT: Final = r"(?:\d{1,3}|an?|one|eine[mnr]?|une?|una?|um|uma|een)"
_RELATIVE: Final = re.compile(
    rf"\b{_COUNT}\s?{_UNITS}\s(?:ago|geleden|fa|atras|sedan|siden)\b"
    rf"|\b(?:vor|il y a|hace|ha)\s(?:uber |etwa |ca\. )?{_COUNT}\s{_UNITS}\b"
    r"|(?<=\s)(?:just now|yesterday|gestern|hier a|ayer|ontem|ieri)(?=[\s,.])"
    r"|\d{1,3}\s?(?:分钟|小时|天|個月|个月|年|分|時間|日|시간|분|일)\s?(?:前|전)",
    re.IGNORECASE,
)
"""Dates that count from now, in the languages that platforms write. For folded texts."""
_RELATIVE_WORDS: Final = frozenset(
    "ago geleden fa atras sedan siden vor hace ha just yesterday gestern ayer ontem ieri".split()  # noqa: SIM905
)
_RELATIVE_PARTS: Final = ("il y a", "hier a", "前", "전")
"""Each of them has one of these."""


def read_main_entities(page: Page, head: Head, headline: Headline, data: StructuredData) -> MainEntities:
    """The things that describe this page. RDFa is read on request only, so its presence is told."""
    titles = [s.text for s in (headline.headline, *headline.candidates[:3]) if s is not None]
    nodes = main_entities(data, [u for u in (page.url, head.canonical) if u], titles)
    read = any(node.syntax == "rdfa" for node in data.nodes)
    unread = ("rdfa",) if not read and b"typeof=" in page.body and _RDFA.search(page.body) else ()
    return MainEntities(nodes=nodes, unread=unread, gaps=data.gaps)


def read_claims(  # noqa: PLR0917 - one argument a fact group, in the order of all readers
    page: Page, head: Head, entities: MainEntities, headline: Headline, content: Content, authorship: Authorship
) -> Claims:
    """Headline, authors and dates that the markup names, each with whether the page shows it."""
    reader = _Reader(page, head, headline, content, authorship)
    claims = [*reader.headlines(entities.nodes), *reader.authors(), *reader.dates()]
    shown = reader.shown_dates()
    return Claims(
        claims=tuple(claims),
        bylines=tuple(reader.bylines(entities.nodes)),
        dates=shown,
        relative_date=None if shown else reader.relative_date(),
        gaps=page.document.gaps,
    )


class _Reader:
    def __init__(self, page: Page, head: Head, headline: Headline, content: Content, authorship: Authorship) -> None:
        self._page = page
        self._headline = headline
        self._content = content
        self._authorship = authorship
        self._language = head.language

    @cached_property
    def _text(self) -> str:
        """The page's text, hidden parts included: a tab that opens on a click is part of the page."""
        return collapse(" ".join(self._texts)[:_TEXT])

    @cached_property
    def _texts(self) -> Sequence[str]:
        if self._page.tree is None:
            return [self._page.flat[:_TEXT]]
        return self._page.pieces

    @cached_property
    def _folded(self) -> str:
        """The same as words: ``fold`` for a long text."""
        return f" {' '.join(_WORD.findall(self._text.casefold()))} "

    def _says(self, text: str) -> bool:
        plain = collapse(text)
        if not plain or plain in self._text or f" {fold(plain)} " in self._folded:
            return bool(plain)
        # Names in scripts without blanks are also written as one word.
        return not plain.isascii() and compact(plain) in _run_together(self._folded)

    # --- headlines

    def headlines(self, nodes: Iterable[Node]) -> Iterator[Claim]:
        seen: set[str] = set()
        for node in nodes:
            for text in node.texts("headline")[:1] if is_article(node) else ():
                key = fold(text)
                if key and key not in seen:
                    seen.add(key)
                    yield Claim(
                        what="headline",
                        text=text,
                        basis=f"{label(node)}.headline",
                        line=node.line,
                        shown=self._shows_headline(key),
                    )

    def _shows_headline(self, key: str) -> bool:
        headings = [fold(h.text) for h in self._content.headings[:20]]
        start = key[:_BEGINNING].rsplit(" ", 1)[0] if len(key) > _BEGINNING else key
        if any(h and (h == key or h.startswith(start) or (len(h) > 12 and h in key)) for h in headings):
            return True
        if f" {start} " in self._folded:
            return True
        # Letters that the page sets in elements of their own, or joins.
        return compact(start) in _run_together(self._folded)

    # --- authors

    def authors(self) -> Iterator[Claim]:
        declared = [s for s in self._authorship.author_candidates if s.basis not in ("byline", "text")]
        seen: set[str] = set()
        for stated in declared[:_LISTED]:
            key = compact(stated.text)
            if key and key not in seen:
                seen.add(key)
                yield Claim(
                    what="author",
                    text=stated.text,
                    basis=stated.basis,
                    line=stated.line,
                    shown=self._shows_name(stated),
                )

    def _shows_name(self, stated: Stated) -> bool:
        key = compact(stated.text)
        bylines = [s for s in self._authorship.author_candidates if s.basis in ("byline", "text")]
        return any(compact(s.text) == key for s in bylines) or self._says(stated.text)

    def bylines(self, nodes: Iterable[Node]) -> Iterator[Byline]:
        """Bylines, and names of the markup that stand in the text."""
        organisations = {
            compact(text)
            for node in nodes
            for key in ("author", "publisher", "creator")
            for value in node.nodes(key)
            if any(_ORGANISATION.search(name) for name in value.types) and not value.is_a("Person")
            for text in value.texts("name")
        }
        if self._headline.site_name is not None:
            organisations.add(compact(self._headline.site_name.text))
        organisations -= {
            compact(text)
            for node in nodes
            for value in node.nodes("author")
            if value.is_a("Person")
            for text in value.texts("name")
        }
        seen: set[str] = set()
        for stated in self._authorship.author_candidates[:_LISTED]:
            key = compact(stated.text)
            if not key or key in seen or not self._shows_name(stated):
                continue
            seen.add(key)
            kind: Literal["person", "organisation", "account"] = "person"
            if is_account(stated.text):
                kind = "account"
            elif key in organisations or is_desk(stated.text):
                kind = "organisation"
            yield Byline(name=stated.text, kind=kind, line=stated.line, url=stated.url)
        if not seen:
            yield from self._signatures()

    def _signatures(self) -> Iterator[Byline]:
        """A full name behind a word such as "by" that begins a text, wherever: below the article, or beside it."""
        texts = [" ".join(text.split()) for text in self._texts if len(text) < _MARGIN]
        lines = [text for text in texts if 1 < len(text) < _LINE][:_LINES]
        for at in _leading(lines):
            text, following = lines[at], lines[at + 1] if at + 1 < len(lines) else ""
            lead = BY.match(f"{text} {following}")
            if lead is None or not _SIGNS.search(lead.group()):
                lead = _ABOUT.fullmatch(text)
            if lead is None:
                continue
            rest = text[lead.end() :] or following
            # A photographer's or an agency's mark may follow a full name.
            before, stroke, _ = rest.partition("/")
            for name in read_names(before if stroke and " " in before.strip() else rest)[:1]:
                # "Posted by" leaves no doubt, even of a handle.
                if (is_proper(name) or " " in lead.group().strip()) and not is_desk(name) and not is_account(name):
                    yield Byline(name=name, kind="person", line=None, url=None, certain=False)
                    return

    # --- dates

    def dates(self) -> Iterator[Claim]:
        seen: set[tuple[str, str]] = set()
        for date in self._authorship.date_candidates:
            if not date.basis.startswith(("json-ld", "microdata", "rdfa", "meta ")):
                continue
            if precision(date.value) not in ("day", "time") or (date.kind, date.value[:10]) in seen:
                continue
            seen.add((date.kind, date.value[:10]))
            shown = any(_near(date, s) for s in self._visible)
            # A page need not show the day of its last change: it is not searched for where another date stands.
            if not shown and not (date.kind == "modified" and self._visible):
                shown = any(_near(date, s) for s in self._written) or self._shows_day(date.value)
            yield Claim(what=date.kind, text=date.value, basis=date.basis, line=date.line, shown=shown)

    @cached_property
    def _visible(self) -> tuple[Date, ...]:
        found = [d for d in self._authorship.date_candidates if d.visible]
        return tuple(sorted(found, key=lambda d: not d.near))

    @cached_property
    def _written(self) -> tuple[Date, ...]:
        """Every date in the text, wherever."""
        return tuple(
            Date(text=text, value=value, kind="published", basis="text", visible=True)
            for text, value in find_dates(self._text, self._language)
        )

    def shown_dates(self) -> tuple[Date, ...]:
        """Those that were found as dates of the page; else those in the text that the markup names too."""
        if self._visible:
            return self._visible[:_LISTED]
        declared = [d for d in self._authorship.date_candidates if not d.visible]
        found = tuple(s for s in self._written if any(_near(d, s) for d in declared))
        # A date beside the headline is one, whatever stands around it, and be it in the future.
        found = found or tuple(d for d in self._written if d.text in self._window)
        return found[:_LISTED] or tuple(self._unread_date())

    def _unread_date(self) -> Iterator[Date]:
        """A day and a year close together beside the headline, in whatever language."""
        match = _SOME_DATE.search(self._window)
        if match is not None:
            year = match[1] or match[2] or f"20{match[3]}"
            yield Date(text=match.group(), value=year, kind="published", basis="text", visible=True)

    def _shows_day(self, value: str) -> bool:
        """Whether a day stands in the text in figures that read either way, or near the headline without its year."""
        year, month, day = int(value[:4]), int(value[5:7]), int(value[8:10])
        short = year % 100
        for first, second in ((month, day), (day, month)):
            for form in (
                f"{first:02}/{second:02}/{year}",
                f"{first}/{second}/{year}",
                f"{first:02}/{second:02}/{short:02}",
                f"{first}/{second}/{short:02}",
                f"{first:02}.{second:02}.{short:02}",
                f"{first}.{second}.{short:02}",
                f"{first:02}-{second:02}-{year}",
            ):
                if form in self._text:
                    return True
        return _names_day(self._beside_headline, month, day)

    @cached_property
    def _beside_headline(self) -> str:
        """:attr:`_window`, folded as dates are."""
        return folded(self._window)

    @cached_property
    def _window(self) -> str:
        """The text around the headline; else the beginning of the page."""
        headline = self._headline.headline
        at = self._text.find(collapse(headline.text)) if headline is not None else -1
        start, end = (max(0, at - _AROUND[0]), at + _AROUND[1]) if at >= 0 else (0, sum(_AROUND))
        return self._text[start:end]

    def relative_date(self) -> str | None:
        text = self._beside_headline
        if _RELATIVE_WORDS.isdisjoint(_WORD.findall(text)) and not any(map(text.__contains__, _RELATIVE_PARTS)):
            return None
        match = _RELATIVE.search(text)
        return match.group().strip() if match else None


def _leading(lines: Sequence[str]) -> list[int]:
    """The lines that have one of the signs, or are followed by one that has: looked for in all at once."""
    text = "\n".join(lines).lower()
    found = {text.count("\n", 0, sign.start()) for sign in _ANY_SIGN.finditer(text)}
    return sorted({n for at in found for n in (at - 1, at) if n >= 0})


def _names_day(text: str, month: int, day: int) -> bool:
    """Whether a folded text names a day and a month beside each other."""
    named = str(day) in text and any(map(text.__contains__, _NAMES[month]))
    for match in _DAY_AND_MONTH.finditer(text) if named else ():
        before, name, after = match[1], match[2], match[3]
        if MONTHS.get(name) == month and day in (int(before or 0), int(after or 0)):
            return True
    return any((int(m[1] or m[4]), int(m[2] or m[3])) == (month, day) for m in _FIGURES.finditer(text))


def _near(one: Date, other: Date) -> bool:
    """Whether two dates name the same day; zones move it by one."""
    gap = days_between(one.value, other.value)
    return gap is not None and abs(gap) <= 1


def _run_together(folded: str) -> str:
    """A folded text without its blanks."""
    return folded.replace(" ", "")

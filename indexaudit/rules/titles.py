"""Rules on what the page calls itself: its title and its main heading."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from indexaudit.facts import Content, Head, Headline, Missing, Text
from indexaudit.model import Dimension, Evidence, EvidenceStrength, Outcome, PageKind, PageType, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unless_half_read, warn
from indexaudit.rules.compare import columns, fold, long_tokens, quote, shared, tokens
from indexaudit.rules.exemptions import NAMED_BY_ITS_OWNER
from indexaudit.rules.refusals import unless_shell
from indexaudit.rules.sources import GOOGLE_STARTER, GOOGLE_TITLE, SCREAMING_FROG_CONTENT, SEONAUT, YOAST
from indexaudit.rules.thresholds import Thresholds
from indexaudit.web.widths import pixels

_GOOD: Final = "`Pruning an apple tree in winter | Example Garden`"
_MARKS: Final = re.compile(r"\s+[|–—·•»«:›-]\s+|\s*\|\s*")
"""What stands between the parts of a title: a mark between blanks."""
_HALF: Final = re.compile(r"^\s*[|–—:-](?:\s|$)|(?:^|\s)[|–—:-]\s*$")
"""A mark with nothing before or nothing behind it."""
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_GENERIC: Final = frozenset(
    {
        *("home", "home page", "homepage", "index", "start", "startpage", "main page", "welcome", "new page"),
        *("untitled", "untitled document", "untitled page", "no title"),
        *("react app", "vite app", "vite react", "vite react ts", "vite vue", "vue app", "create next app", "nuxt app"),
        *("my app", "my site", "my website", "wordpress", "just another wordpress site"),
        *("startseite", "unbenannt", "unbenanntes dokument", "willkommen", "accueil", "sans titre", "inicio"),
        *("sin titulo", "pagina inicial", "pagina principal", "sem titulo", "senza titolo", "strona glowna", "hem"),
        *(
            "bez tytułu",
            "главная",
            "главная страница",
            "без названия",
            "無題",
            "ホーム",
            "首页",
            "首頁",
            "无标题",
            "무제",
        ),
    }
)
"""Titles that a program put there, or that name no topic. Folded, in several languages."""
_LISTS: Final = frozenset({"blog", "news", "articles", "posts", "archive", "magazine"})


@rule(
    "title-present",
    "The page has one title",
    dimension=Dimension.METADATA,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_TITLE],
    since="0.1",
)
def title_present(head: Head, content: Content | Missing) -> Outcome:
    """There is one `<title>` with text, in the head.

    ## Why
    The title is what people read first in a result, in a tab and in most messages. Google makes one up from headings
    and links when there is none; about one in fourteen of its first results has no title, so it is no gate.

    ## Fix
    Put one `<title>` into the head that says what this page is about.
    """
    filled = [title for title in head.titles if title.text]
    if not filled:
        seen = tuple(_seen(title) for title in head.titles[:3])
        what = "the title is empty" if head.titles else "the page has no title"
        missing = fail(what, *seen, fix=f"Add a `<title>` such as {_GOOD} to the head.")
        return unless_half_read(unless_shell(missing, content), head)
    if len(head.titles) > 1:
        return warn(
            f"the page has {len(head.titles)} titles",
            *(_seen(title) for title in head.titles[:5]),
            fix=f"Keep one: {quote(filled[0].text)}.",
        )
    pushed_out = head.end is not None and "title" in head.end.lost
    # A title that something pushed out of the head is that thing's fault; see head-markup-valid.
    if not filled[0].in_head and not pushed_out:
        return warn(
            "the title stands outside the head",
            _seen(filled[0]),
            fix=f"Move `<title>{filled[0].text}</title>` into the head, before anything that does not belong there.",
        )
    return ok(_seen(filled[0]))


@rule(
    "title-length",
    "The title is shown whole",
    dimension=Dimension.METADATA,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.CONVENTION,
    sources=[GOOGLE_TITLE, YOAST, SEONAUT],
    since="0.1",
)
def title_length(head: Head, headline: Headline | Missing, page_type: PageType, thresholds: Thresholds) -> Outcome:
    """The title is neither so short that it says little nor so long that it is cut.

    ## Why
    Results show about 600 pixels of a title. Google names no limit and length does not change a rank: this is about
    what readers get to see, and the numbers are a convention of tools. Characters are counted as readers see them, a
    full-width one as two. The name of the site at the end may be cut, and is not held against the title.

    ## Fix
    Put what tells this page from others first, in 15 to 60 characters.
    """
    if head.title is None:
        return skip("there is no title; see title-present")
    title, seen = head.title, _seen(head.titles[0])
    size, short = columns(title), thresholds.title_characters_short
    shown = f"{quote(title)} has {size} characters and about {pixels(title):.0f} pixels"
    if size < short and page_type.type not in NAMED_BY_ITS_OWNER:
        fix = f"Say what the page is about instead of {quote(title)}, such as {_GOOD}."
        what = f"the title is short: {shown}"
        return fail(what, seen, fix=fix) if size < thresholds.title_characters_least else warn(what, seen, fix=fix)
    # What may be cut without loss is the site's name.
    core = _without_site(title, headline)
    if columns(core) <= thresholds.title_characters and pixels(core) <= thresholds.title_pixels:
        return ok(seen)
    fix = f"Say it in {thresholds.title_characters:g} characters, the important words first. Now: {quote(title)}."
    what = f"the title is likely to be cut: {shown}"
    return fail(what, seen, fix=fix) if columns(core) > thresholds.title_characters_most else warn(what, seen, fix=fix)


@rule(
    "title-descriptive",
    "The title says what this page is about",
    dimension=Dimension.METADATA,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_TITLE],
    since="0.1",
)
def title_descriptive(
    head: Head, headline: Headline | Missing, content: Content, page_type: PageType, thresholds: Thresholds
) -> Outcome:
    """The title is not a default, half empty, the site's name alone, stuffed with one word, or of a past year.

    ## Why
    These are the faults for which Google documents that it writes another title. A title that repeats a word because
    the work itself does (a song, a list) is fine when the main heading says the same. The name of the site alone is a
    good title for its home page.

    ## Fix
    Name the topic of this page, once, in front of the name of the site.
    """
    if head.title is None:
        return skip("there is no title; see title-present")
    title, seen = head.title, _seen(head.titles[0])
    fix = f"Write a title such as {_GOOD} instead of {quote(title)}."
    home = page_type.type is PageKind.HOME
    site = _site(headline)
    parts = [part for part in _MARKS.split(title) if part.strip()]
    topics = [part for part in parts if not site or _key(part) != _key(site)] or parts
    if all(_generic(part, page_type) for part in topics):
        if home and len(parts) > 1:
            return warn(f"the title begins with a word that fits every site: {quote(title)}", seen, fix=fix)
        return fail(f"the title {quote(title)} fits every page", seen, fix=fix)
    headings = [h for h in content.headings if h.level == 1 and h.text]
    defects = []
    if _HALF.search(title):
        defects.append("half of it is empty")
    if site and _key(title) == _key(site) and page_type.type not in NAMED_BY_ITS_OWNER:
        defects.append("it is the name of the site alone")
    if repeated := _repeated(title, [h.text for h in headings], thresholds):
        defects.append(f"it says {quote(repeated)} {thresholds.title_word_repeats:g} times or more")
    years = [int(y) for y in _YEAR.findall(title)]
    shown = [int(y) for h in headings[:1] for y in _YEAR.findall(h.text)]
    if years and shown and max(years) < max(shown):
        defects.append(f"it is of {max(years)}, and the heading of {max(shown)}")
    if not defects:
        return ok(seen)
    said = f"the title {quote(title)} could say more: {'; '.join(defects)}"
    heading = tuple(_heading(h.text, h.line) for h in headings[:1])
    return fail(said, seen, *heading, fix=fix) if len(defects) > 1 else warn(said, seen, *heading, fix=fix)


@rule(
    "main-heading-clear",
    "One heading names the page, in words of its title",
    dimension=Dimension.METADATA,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_TITLE, GOOGLE_STARTER, SCREAMING_FROG_CONTENT],
    since="0.1",
)
def main_heading_clear(
    head: Head, headline: Headline | Missing, content: Content, page_type: PageType, thresholds: Thresholds
) -> Outcome:
    """There is an `<h1>`, and one of them shares its words with the title.

    ## Why
    Google takes the main heading as a source of titles, and a title that agrees with it is rewritten less often. Number
    and order of headings do not matter: several `<h1>` are fine as long as one of them names the page, and saying the
    same as the title is good.

    ## Fix
    Put the name of the page into one `<h1>`, in much the same words as the title.
    """
    headings = [h for h in content.headings if h.level == 1 and h.text]
    topic = _without_site(head.title or "", headline)
    if not headings:
        good = f"`<h1>{topic}</h1>`" if topic else "`<h1>Pruning an apple tree in winter</h1>`"
        missing = warn("the page has no main heading", fix=f"Add {good} above the text.")
        return unless_half_read(unless_shell(missing, content), content)
    if not tokens(topic) or page_type.type is PageKind.HOME:
        return ok(_heading(headings[0].text, headings[0].line))
    # A title may end with a name that we do not know: its first part is the topic too.
    topics = [long_tokens(topic), long_tokens(_MARKS.split(topic)[0])]
    site = _key(_site(headline) or "")
    # Themes that put the name of the site into the one <h1> give the page's own name the <h2>.
    logo = site and all(site in _key(h.text) for h in headings)
    named = headings if not logo else [*headings, *(h for h in content.headings if h.level == 2 and h.text)]
    scored = [(max(shared(long_tokens(h.text), words) for words in topics), h) for h in named]
    likeness, best = max(scored, key=lambda pair: pair[0])
    if likeness >= thresholds.heading_similarity:
        return ok(evidence(f"<h{best.level}>{best.text}</h{best.level}>", line=best.line))
    which = (
        "none of the main headings has" if len(headings) > 1 else f"the main heading {quote(headings[0].text)} has not"
    )
    return unless_half_read(
        warn(
            f"{which} much in common with the title {quote(head.title or '')}",
            *(_heading(h.text, h.line) for h in headings[:5]),
            fix=f"Let heading and title name the same thing, for instance {quote(topic)} in both.",
        ),
        content,
    )


def _site(headline: Headline | Missing) -> str | None:
    return headline.site_name.text if isinstance(headline, Headline) and headline.site_name else None


def _without_site(title: str, headline: Headline | Missing) -> str:
    """The title without a part that is the site's name; the whole when nothing else would remain."""
    site = _site(headline)
    if site is None or _key(site) not in _key(title):
        return title
    pieces = [p for p in _MARKS.split(title) if p.strip()]
    if len(pieces) > 1 and _key(pieces[-1]) == _key(site):
        return title[: title.rindex(pieces[-1])].rstrip(" |–—·•»«›:-") or title
    if len(pieces) > 1 and _key(pieces[0]) == _key(site):
        return title[title.index(pieces[0]) + len(pieces[0]) :].lstrip(" |–—·•»«›:-") or title
    return title


def _generic(part: str, page_type: PageType) -> bool:
    key = _key(part)
    return key in _GENERIC or (key in _LISTS and page_type.type is not PageKind.LISTING)


def _repeated(title: str, headings: list[str], thresholds: Thresholds) -> str | None:
    """The word that the title repeats too often, unless a heading of the page does the same."""
    counts = Counter(word for word in tokens(title) if len(word) > 3)
    for word, times in counts.most_common(1):
        if times >= thresholds.title_word_repeats and not any(tokens(h).count(word) >= times for h in headings):
            return word
    return None


def _key(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def _seen(title: Text) -> Evidence:
    return evidence(f"<title>{title.text}</title>", line=title.line)


def _heading(text: str, line: int | None) -> Evidence:
    return evidence(f"<h1>{text}</h1>", line=line)

"""Rules on what the page calls itself: its title and its main heading."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from indexaudit.facts import Content, Head, Heading, Headline, Missing, Rendering, Text
from indexaudit.model import (
    Address,
    Dimension,
    Evidence,
    EvidenceStrength,
    Outcome,
    PageKind,
    PageType,
    Severity,
    Status,
)
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unless_half_read, warn
from indexaudit.rules.compare import columns, long_tokens, quote, shared, tokens
from indexaudit.rules.exemptions import NAMED_BY_ITS_OWNER
from indexaudit.rules.publishers import where_it_can_be_set
from indexaudit.rules.refusals import unless_shell
from indexaudit.rules.sources import GOOGLE_STARTER, GOOGLE_TITLE, SCREAMING_FROG_CONTENT, SEONAUT, YOAST
from indexaudit.rules.thresholds import Thresholds
from indexaudit.rules.title_parts import ends, key, parts, site_keys, stands_for, topic
from indexaudit.web.widths import pixels

_GOOD: Final = "`Pruning an apple tree in winter | Example Garden`"
_PATH: Final = re.compile(r"[^\s/]{1,200}/\S{0,200}")
"""Words with slashes between them: a file in a repository, a pair such as "his/her"."""
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
def title_present(head: Head, content: Content | Missing, rendering: Rendering | Missing) -> Outcome:
    """There is one `<title>` with text, in the head. The same one twice counts as one.

    ## Why
    The title is what people read first in a result, in a tab and in most messages. Google makes one up from headings
    and links when there is none; about one in fourteen of its first results has no title, so it is no gate. One that
    scripts write counts where a browser has seen it (`--render`): Google reads titles from the rendered page.

    ## Fix
    Put one `<title>` into the head that says what this page is about.
    """
    filled = [title for title in head.titles if title.text]
    if not filled:
        if isinstance(rendering, Rendering) and (made := rendering.head.title) is not None:
            return ok(evidence(f"<title>{made}</title>", where="rendered"), message="only scripts write the title")
        seen = tuple(_seen(title) for title in head.titles[:3])
        what = "the title is empty" if head.titles else "the page has no title"
        missing = fail(what, *seen, fix=f"Add a `<title>` such as {_GOOD} to the head.")
        return unless_half_read(unless_shell(missing, content), head)
    if not head.titles[0].text:
        return warn(
            "the first of the titles is empty, and browsers show that one",
            *(_seen(title) for title in head.titles[:5]),
            fix=f"Take out the empty `<title>`, and keep {quote(filled[0].text)}.",
        )
    # One that stands in the body beside another in the head is an icon's or a pasted page's, and browsers ignore it.
    rivals = {title.text: title for title in filled if title.in_head or not filled[0].in_head}
    if len(rivals) > 1:
        return warn(
            f"the page has {len(rivals)} titles that differ",
            *(_seen(title) for title in [*rivals.values()][:5]),
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
def title_length(
    *,
    head: Head,
    headline: Headline | Missing,
    content: Content | Missing,
    address: Address,
    page_type: PageType,
    thresholds: Thresholds,
) -> Outcome:
    """The title is neither so short that it says little nor so long that it is cut.

    ## Why
    Results show about 600 pixels of a title. Google names no limit and length does not change a rank: this is about
    what readers get to see, and the numbers are a convention of tools. Characters are counted as readers see them, a
    full-width one as two. The name of the site at the end may be cut, with the sections before it, and is not held
    against the title.

    ## Fix
    Put what tells this page from others first, in 15 to 60 characters.
    """
    if head.title is None:
        return skip("there is no title; see title-present")
    title, seen = head.title, _seen(head.titles[0])
    size, short = columns(title), thresholds.title_characters_short
    names = site_keys(headline)
    if size < short and page_type.type not in NAMED_BY_ITS_OWNER:
        if _says_nothing(title, names, page_type):
            return skip("the title does not say what the page is about; see title-descriptive")
        fix = f"Say what the page is about instead of {quote(title)}, such as {_GOOD}."
        what = f"the title is short: {_size(title)}"
        make = fail if size < thresholds.title_characters_least else warn
        return unless_shell(make(what, seen, fix=fix), content)
    # What may be cut without loss is the site's name.
    core, most = _core(title, names, headline), thresholds.title_characters
    length, width = columns(core) if core != title else size, pixels(core)
    if length <= most and width <= thresholds.title_pixels:
        return ok(seen)
    fix = (
        f"Say it in {most:g} characters, the important words first; results show about {quote(_fitting(title, most))}."
    )
    fits = width <= thresholds.title_pixels
    named = f"; {length} of them before the name of the site" if core != title else ""
    what = f"the title is {'a little too long' if fits else 'likely to be cut'}: {_size(title)}{named}"
    make = fail if length > thresholds.title_characters_most else warn
    return where_it_can_be_set(make(what, seen, fix=fix), address, "title")


def _fitting(title: str, most: float) -> str:
    """As much of the title as is shown, a full-width letter counted as two."""
    # A page may have a title of megabytes: only as much is measured as could ever fit.
    start = title[: 4 * int(most)]
    if len(start) == len(title) and columns(title) <= most:
        return title
    end = next((n for n in range(len(start), 0, -1) if columns(start[:n]) < most), 0)
    return f"{start[:end].rstrip()}…"


def _size(title: str) -> str:
    size = columns(title)
    return f"{size} character{'' if size == 1 else 's'}, about {pixels(title):.0f} pixels"


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
    head: Head,
    headline: Headline | Missing,
    content: Content,
    page_type: PageType,
    thresholds: Thresholds,
) -> Outcome:
    """The title is not a default, half empty, the site's name alone, stuffed with one word, or of a past year.

    ## Why
    These are the faults for which Google documents that it writes another title. A title that repeats a word because
    the work itself does (a song, a list) is fine when the main heading says the same. The name of the site alone is a
    good title for its home page. A mark at the end, behind which the name of the site is missing, takes nothing from
    the topic.

    ## Fix
    Name the topic of this page, once, in front of the name of the site.
    """
    if head.title is None:
        return skip("there is no title; see title-present")
    title, seen = head.title, _seen(head.titles[0])
    fix = f"Write a title such as {_example(title, headline)} instead of {quote(title)}."
    home = page_type.type is PageKind.HOME
    names = site_keys(headline)
    pieces = parts(title)
    topics = [part for part in pieces if not stands_for(part, names)]
    if all(_generic(part, page_type) for part in topics or pieces):
        if home and len(pieces) > 1:
            return warn(f"the title begins with a word that fits every site: {quote(title)}", seen, fix=fix)
        return unless_shell(fail(f"the title {quote(title)} fits every page", seen, fix=fix), content)
    headings = [h for h in content.headings if h.level == 1 and h.text]
    defects = []
    nothing_before, nothing_behind = ends(title)
    if nothing_before or (nothing_behind and not topics):
        defects.append("half of it is empty")
    elif _is_site(title, names) and page_type.type not in NAMED_BY_ITS_OWNER:
        defects.append("it is the name of the site alone")
    if repeated := _repeated(" | ".join(topics), [h.text for h in headings], thresholds):
        defects.append(f"it says {quote(repeated)} {thresholds.title_word_repeats:g} times or more")
    years = [int(y) for y in _YEAR.findall(title)]
    shown = [int(y) for h in headings[:1] for y in _YEAR.findall(h.text)]
    if years and shown and max(years) < max(shown):
        defects.append(f"it is of {max(years)}, and the heading of {max(shown)}")
    if not defects:
        return ok(seen)
    said = f"the title {quote(title)} could say more: {'; '.join(defects)}"
    heading = tuple(_heading(h.text, h.line) for h in headings[:1])
    make = fail if len(defects) > 1 else warn
    return unless_shell(make(said, seen, *heading, fix=fix), content)


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
    *,
    head: Head,
    headline: Headline | Missing,
    content: Content,
    address: Address,
    page_type: PageType,
    thresholds: Thresholds,
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
    names = site_keys(headline)
    about = topic(head.title or "", names)
    if not headings:
        judged = title_descriptive.check(head, headline, content, page_type, thresholds)
        own = headline if page_type.type is not PageKind.HOME else None
        fix = _heading_for(own, about if judged.status is Status.PASS else "")
        missing = where_it_can_be_set(warn("the page has no main heading", fix=fix), address, "main heading")
        return unless_half_read(unless_shell(missing, content), content)
    if not tokens(about) or page_type.type is PageKind.HOME:
        return ok(_heading(headings[0].text, headings[0].line))
    # A title may begin or end with names and dates that we do not know: each part of words may be the topic.
    topics = [about, *(part for place, part in enumerate(parts(about)) if not place or len(tokens(part)) > 1)]
    # Themes that put the name of the site into the one <h1> give the page's own name another heading.
    logo = all(_is_logo(h, names) for h in headings)
    named = headings if not logo else [*headings, *(h for h in content.headings if h.level in (2, 3) and h.text)]
    scored = [(max(_alike(h.text, text) for text in topics), h) for h in named]
    likeness, best = max(scored, key=lambda pair: pair[0])
    if likeness >= thresholds.heading_similarity:
        return ok(evidence(f"<h{best.level}>{best.text}</h{best.level}>", line=best.line))
    if title_descriptive.check(head, headline, content, page_type, thresholds).status is not Status.PASS:
        return skip("the title does not say what the page is about; see title-descriptive")
    # What is held up as an example must not be what title-length wants changed.
    good = about if columns(head.title or "") >= thresholds.title_characters_short else best.text
    which = (
        "none of the main headings has" if len(headings) > 1 else f"the main heading {quote(headings[0].text)} has not"
    )
    apart = warn(
        f"{which} much in common with the title {quote(head.title or '')}",
        *(_heading(h.text, h.line) for h in headings[:5]),
        fix=f"Let heading and title name the same thing, for instance {quote(good)} in both.",
    )
    return unless_half_read(where_it_can_be_set(apart, address, "main heading"), content)


def _core(title: str, names: frozenset[str], headline: Headline | Missing) -> str:
    """What must not be cut: the page's own headline where the title begins with it, else all but the site's name."""
    core = topic(title, names, sections=True)
    named = headline.headline if isinstance(headline, Headline) else None
    own = key(named.text) if named is not None and named.basis in ("h1", "og:title") else ""
    end = 0
    for piece in parts(core)[:-1]:
        end = core.index(piece, end) + len(piece)
        if own and key(core[:end]) == own:
            return core[:end]
    return core


def _says_nothing(title: str, names: frozenset[str], page_type: PageType) -> bool:
    """Whether the title is the site's name, or words that fit every page: faults of title-descriptive."""
    pieces = parts(title)
    topics = [part for part in pieces if not stands_for(part, names)]
    return _is_site(title, names) or all(_generic(part, page_type) for part in topics or pieces)


def _is_site(title: str, names: frozenset[str]) -> bool:
    return key(title).replace(" ", "") in names


def _example(title: str, headline: Headline | Missing) -> str:
    """A title of this very page, where its own heading or markup gives one."""
    if not isinstance(headline, Headline) or headline.headline is None or headline.headline.basis == "title":
        return _GOOD
    name, site = headline.headline.text, headline.site_name.text if headline.site_name else None
    if len(tokens(name)) < 2 or key(name) == key(title):
        return _GOOD
    return f"`{name} | {site}`" if site and key(site) not in key(name) else f"`{name}`"


def _heading_for(headline: Headline | Missing | None, about: str) -> str:
    """What to write as the main heading: the page's own name, else the topic of its title."""
    named = headline.headline if isinstance(headline, Headline) else None
    if named is not None and named.basis in ("h2", "h3"):
        where = f" in line {named.line}" if named.line else ""
        return f"Make the `<{named.basis}>` {quote(named.text)}{where} an `<h1>`, if it is the name of the page."
    text = named.text if named is not None and named.basis != "title" else about
    return f"Add `<h1>{text or 'Pruning an apple tree in winter'}</h1>` above the text."


def _is_logo(heading: Heading, names: frozenset[str]) -> bool:
    """Whether a heading names the site: in words, or because it leads to a page above this one."""
    own = key(heading.text).replace(" ", "")
    return heading.leads_up or any(len(name) > 3 and name in own for name in names)


def _alike(heading: str, text: str) -> float:
    """Words in common, 0 to 1: by number, or by their length, because long words carry the meaning."""
    if key(heading) and f" {key(heading)} " in f" {key(text)} " and len(tokens(heading)) > 1:
        return 1.0
    one, other = long_tokens(heading), long_tokens(text)
    by_number = shared(one, other)
    if not by_number:
        return 0.0
    short, long = sorted((set(one), set(other)), key=len)
    whole = sum(map(len, short))
    return max(by_number, sum(len(word) for word in short if shared([word], long)) / whole)


def _generic(part: str, page_type: PageType) -> bool:
    words = key(part)
    return words in _GENERIC or (words in _LISTS and page_type.type is not PageKind.LISTING)


def _repeated(title: str, headings: list[str], thresholds: Thresholds) -> str | None:
    """The word that the title repeats too often, unless a heading of the page does the same."""
    counts = Counter(word for word in tokens(_PATH.sub(" ", title)) if len(word) > 3)
    for word, times in counts.most_common(1):
        if times >= thresholds.title_word_repeats and not any(tokens(h).count(word) >= times for h in headings):
            return word
    return None


def _seen(title: Text) -> Evidence:
    return evidence(f"<title>{title.text}</title>", line=title.line)


def _heading(text: str, line: int | None) -> Evidence:
    return evidence(f"<h1>{text}</h1>", line=line)

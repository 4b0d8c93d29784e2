"""A comparison to a report for people: one page that a terminal shows, from the headline to what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from indexaudit.comparison import Comparison, SearchableShare
from indexaudit.report.comparison import words
from indexaudit.report.comparison.bars import LEGEND, share_bar
from indexaudit.report.comparison.layout import Layout
from indexaudit.report.comparison.text_lists import advice, copies, intake, notes
from indexaudit.report.comparison.text_tables import channels, ladder, months
from indexaudit.report.ink import Ink
from indexaudit.report.layout import LABEL
from indexaudit.report.printable import printable

__all__ = ["render", "stream"]


def render(comparison: Comparison, *, width: int = 80, colour: bool = False, full: bool = False) -> str:
    """The whole report. Ends with a newline.

    ``width`` in terminal columns, at least 80: the table of channels needs as many. ``colour`` uses ANSI sequences.
    ``full`` shows every list whole. No text of a page or an archive can act on the terminal or on a build server.
    """
    return "".join(stream(comparison, width=width, colour=colour, full=full))


def stream(comparison: Comparison, *, width: int = 80, colour: bool = False, full: bool = False) -> Iterator[str]:
    """:func:`render` block by block."""
    layout = Layout(width=max(80, width), ink=Ink(colour=colour), caps=words.Caps.none() if full else words.CAPS)
    items = {item.id: item for item in comparison.items}
    blocks: Iterable[list[str]] = (
        _identity(comparison, layout),
        _headline(comparison, layout),
        channels(comparison, layout),
        ladder(comparison, layout),
        months(comparison, layout),
        copies(comparison, layout, items),
        advice(comparison, layout, items),
        intake(comparison, layout),
        notes(comparison, layout),
    )
    for number, lines in enumerate(filter(None, blocks)):
        yield "\n" * bool(number) + "\n".join(lines) + "\n"


def _identity(comparison: Comparison, layout: Layout) -> list[str]:
    by = f"{comparison.compared_at:%Y-%m-%d}, by indexaudit {printable(comparison.version)}"
    return [
        *layout.labelled("Brand", printable(comparison.brand) or "(no name)", layout.ink.strong),
        *layout.labelled("Period", words.period(comparison)),
        *layout.labelled("As of", by),
        *layout.labelled("Read", words.records(comparison)),
        *layout.labelled("Items", words.kinds(comparison)),
    ]


def _headline(comparison: Comparison, layout: Layout) -> list[str]:
    head, ink = comparison.headline, layout.ink
    lines = layout.paragraph(words.found(head.searchable, "article or post", "articles and posts"), ink.strong)
    if not head.counted:
        return lines
    lines += layout.paragraph(words.words_found(head.searchable_words), ink.strong)
    lines += ["", _bar("Items", head.searchable, layout), _bar("Words", head.searchable_words, layout)]
    lines += [" " * LABEL + ink.faint(LEGEND)]
    lines += layout.paragraph(words.verdicts(head.searchable), ink.faint, indent=LABEL)
    return [
        *lines,
        "",
        *layout.labelled("Depth", words.depth(comparison)),
        *layout.labelled("Pull", words.summarized(head.pull, "for search")),
        *layout.labelled("Push", words.summarized(head.push, "for sharing")),
    ]


def _bar(label: str, share: SearchableShare, layout: Layout) -> str:
    ink = layout.ink
    width = layout.width - LABEL - 9 - 2 - 28
    line = f"{ink.faint(f'{label:<{LABEL}}')}{share_bar(share, width, ink)}{ink.strong(f'{words.figure(share):>9}')}"
    return f"{line}  {ink.faint(words.known(share, 28))}".rstrip()

"""The rule on text that a template or a program left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import normalize

from indexaudit.facts import Content, Head, MainText, Missing
from indexaudit.model import Dimension, Evidence, EvidenceStrength, Outcome, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unless_half_read, warn
from indexaudit.rules.compare import fold, quote
from indexaudit.rules.sources import SCREAMING_FROG_CONTENT

_LEFT: Final = re.compile(
    r"lorem ipsum|\{\{[^{}]{0,80}\}\}|\[object Object\]|%%[a-z_]{2,40}%%|\$\{[a-zA-Z_][\w.]{0,60}\}", re.IGNORECASE
)
_VALUES: Final = frozenset({"undefined", "null", "nan", "none", "[object object]"})
"""A program's own words for nothing, when a part of a title is nothing else."""
_NOTHING: Final = tuple(sorted(value.encode("ascii") for value in _VALUES))
_ALONE: Final = re.compile(rb"(?:^|[\s|])(?:undefined|null|nan|none)(?:$|[\s|])")
"""One of these words that could be the whole of a part; the one in brackets is among the signs."""
_SIGNS: Final = (b"lorem ipsum", b"{{", b"${", b"%%", b"[object object]")
"""Each placeholder has one of them, in lower case."""
_PARTS: Final = re.compile(r"\s+[|–—·•»«:›-]\s+|\s*\|\s*")
_LOREM: Final = re.compile(r"lorem ipsum dolor", re.IGNORECASE)
_ABOUT: Final = re.compile(
    r"\b(?:lorem|latin|placeholders?|dummy text|filler text|templates?|templating|interpolation|mustache|handlebars"
    r"|jinja2?|liquid|twig|blade|angular|vue(?:js)?|django|nunjucks|platzhalter|vorlagen?|plantillas?|gabarits?)\b"
    r"|javascript|typescript|template literal",
    re.IGNORECASE,
)
"""Pages that write about templates, dummy text or programs show them on purpose."""


@rule(
    "placeholder-free",
    "No placeholder is left in the text",
    dimension=Dimension.CONTENT,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.CONVENTION,
    sources=[SCREAMING_FROG_CONTENT],
    since="0.1",
)
def placeholder_free(head: Head, content: Content, main: MainText | Missing) -> Outcome:
    """Title, description, headings and text hold no `lorem ipsum`, `{{name}}`, `[object Object]` or `undefined`.

    ## Why
    Such text shows that a template was not filled. In a title it is what people see in results. Pages that write about
    templates, dummy text or programming show it on purpose and are not judged, and code is not looked at.

    ## Fix
    Fill the variable, or take out the block that is still empty.
    """
    # All at once first: hardly any page has one.
    found = next(_shown(head, content), None) if (odd := _is_odd(head, content)) else None
    where_body = found is None
    if found is None:
        found = next(_inside(content if odd else None, main), None)
    if found is None:
        return unless_half_read(ok(), head, content)
    what, left, seen = found
    said = " ".join([head.title or "", *(h.text for h in content.headings), _text(main)])
    if _ABOUT.search(_LEFT.sub(" ", said)):
        return skip(f"the page writes about such things itself: {quote(left)}")
    fix = f"Fill or take out {quote(left)} in the {what}."
    message = f"the {what} still holds {quote(left)}"
    return warn(message, seen, fix=fix) if where_body else fail(message, seen, fix=fix)


def _shown(head: Head, content: Content) -> Iterator[tuple[str, str, Evidence]]:
    """What stands in the places that results show."""
    for title in head.titles[:1]:
        if left := _left(title.text):
            yield "title", left, evidence(f"<title>{title.text}</title>", line=title.line)
    if (meta := head.description_meta) and (left := _left(meta.content)):
        yield "meta description", left, evidence(f'<meta name="description" content="{meta.content}">', line=meta.line)
    for heading in content.headings:
        if heading.level == 1 and (left := _left(heading.text)):
            yield "main heading", left, evidence(f"<h1>{heading.text}</h1>", line=heading.line)


def _is_odd(head: Head, content: Content) -> bool:
    """Whether anything in these places could be a placeholder."""
    texts = [title.text for title in head.titles[:1]] + [heading.text for heading in content.headings]
    if head.description_meta:
        texts.append(head.description_meta.content)
    plain = normalize("NFKD", "\n".join(texts).casefold()).encode("ascii", "ignore")
    return any(sign in plain for sign in _SIGNS) or (
        any(value in plain for value in _NOTHING) and _ALONE.search(plain) is not None
    )


def _inside(content: Content | None, main: MainText | Missing) -> Iterator[tuple[str, str, Evidence]]:
    for heading in content.headings if content else ():
        if heading.level > 1 and (left := _left(heading.text)):
            yield "heading", left, evidence(f"<h{heading.level}>{heading.text}</h{heading.level}>", line=heading.line)
    if "lorem ipsum dolor" in _text(main).lower() and (found := _LOREM.search(_text(main))):
        yield "text", found[0], evidence(_text(main)[found.start() : found.start() + 80])


def _left(text: str) -> str | None:
    if found := _LEFT.search(text):
        return found[0]
    folded = fold(text)
    if not any(value in folded for value in _VALUES):
        return None
    return next((part.strip() for part in _PARTS.split(text) if fold(part).strip() in _VALUES), None)


def _text(main: MainText | Missing) -> str:
    return main.text if isinstance(main, MainText) else ""

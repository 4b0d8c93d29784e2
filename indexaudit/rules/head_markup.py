"""The rule on where the head ends."""

from __future__ import annotations

from indexaudit.facts import Head
from indexaudit.model import Address, Dimension, EvidenceStrength, Outcome, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, unless_half_read, warn
from indexaudit.rules.compare import quote
from indexaudit.rules.publishers import where_it_can_be_set
from indexaudit.rules.sources import GOOGLE_HEAD


@rule(
    "head-markup-valid",
    "Nothing ends the head before its tags are read",
    dimension=Dimension.METADATA,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.REQUIREMENT,
    sources=[GOOGLE_HEAD],
    since="0.1",
)
def head_markup_valid(head: Head, address: Address) -> Outcome:
    """No element that does not belong into the head stands before the canonical, robots, title and the like.

    ## Why
    Only title, meta, link, script, style, base, noscript and template belong into the head. The first other element (an
    image, a `<div>`, an `<iframe>`, also inside `<noscript>`), or text, ends it for a browser and for Google; what
    follows is body, and a canonical there does not count. The counting picture in `<noscript>` of most trackers is no
    fault where it comes last.

    ## Fix
    Move the element into the body, or behind the last tag of the head.
    """
    end = head.end
    if end is None:
        return unless_half_read(ok(), head)
    what = "text" if end.element == "#text" else f"<{end.element}>"
    seen = evidence(end.text, line=end.line, byte=end.byte)
    fix = f"Move {quote(end.text)} from line {end.line} into the body."
    if end.lost:
        lost = fail(f"{what} ends the head, and loses what follows: {', '.join(end.lost)}", seen, fix=fix)
        return where_it_can_be_set(lost, address, "head")
    if end.in_noscript:
        return ok(seen, message=f"{what} in <noscript> ends the head, behind all that matters")
    harmless = warn(f"{what} ends the head before its end tag; nothing that matters follows", seen, fix=fix)
    return where_it_can_be_set(harmless, address, "head")

"""The rule on paid texts: that the markup tells them from a page that shows crawlers something else."""

from __future__ import annotations

from typing import Final

from indexaudit.facts import Content, MainText, Missing, Node, StructuredData, Wall
from indexaudit.model import Dimension, EvidenceStrength, Outcome, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, warn
from indexaudit.rules.exemptions import FOR_TEXTS
from indexaudit.rules.sources import GOOGLE_PAYWALL, GOOGLE_SPAM
from indexaudit.rules.thresholds import Thresholds

_NO: Final = frozenset({"false", "no", "0"})
_ENOUGH: Final = 2
"""Signs of a paywall without any markup, before it is called one."""


@rule(
    "paywall-markup",
    "A paid text says in its markup that it is paid",
    dimension=Dimension.METADATA,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.REQUIREMENT,
    sources=[GOOGLE_PAYWALL, GOOGLE_SPAM],
    since="0.1",
    not_on=FOR_TEXTS,
)
def paywall_markup(content: Content, data: StructuredData, main: MainText | Missing, thresholds: Thresholds) -> Outcome:
    """A text behind a paywall carries `isAccessibleForFree: false`, and the selector of the part that is paid.

    ## Why
    Crawlers are often shown the whole of a paid text and readers a part. Without the markup that looks like cloaking,
    which is spam; with it the text may rank as a whole. A paywall is no fault and shuts nothing; a page that declares
    one and serves the whole text is as it should be. Newsletter pop-ups are no paywalls.

    ## Fix
    Add `"isAccessibleForFree": false` and `hasPart` with the class of the paid part as `cssSelector`.
    """
    nodes = data.walk()
    paid = [node for node in nodes if _is_paid(node)]
    if paid:
        return _judged(paid)
    wall = next((wall for wall in content.walls if wall.kind == "paywall"), None)
    if wall is None:
        return skip("nothing on the page is behind a paywall")
    if any(block.lost or block.code == "syntax" for block in data.broken):
        return skip("a block of structured data cannot be read; see structured-data-parses")
    if any(node.properties.get("isAccessibleForFree") for node in nodes):
        return ok(*wall.evidence[:3], message="the markup says that the text is free")
    tier = any(seen.text.startswith("<meta") for seen in wall.evidence)
    if not tier and isinstance(main, MainText) and main.words >= thresholds.content_words:
        return skip("the text is served whole, and the paywall may be that of comments or of other pages")
    return _undeclared(wall)


def _judged(paid: list[Node]) -> Outcome:
    selectors = [text for node in paid for text in node.texts("cssSelector")]
    seen = [
        evidence(f"{node.syntax} {node.types[0] if node.types else 'thing'}.isAccessibleForFree: false", line=node.line)
        for node in paid[:3]
    ]
    if not selectors:
        return warn(
            "the markup says that the text is paid, and not which part of the page",
            *seen,
            fix='Add `"hasPart": {"@type": "WebPageElement", "isAccessibleForFree": false, "cssSelector": ".paid"}` '
            "with the class of the element that holds the paid part.",
        )
    return ok(*seen, evidence(f"cssSelector: {selectors[0]}"))


def _undeclared(wall: Wall) -> Outcome:
    signs = "; ".join(wall.signs)
    fix = (
        'Add `"isAccessibleForFree": false` to the article\'s JSON-LD, and `"hasPart": {"@type": "WebPageElement", '
        '"isAccessibleForFree": false, "cssSelector": ".paid"}` with the class of the paid part.'
    )
    what = f"the text is paid ({signs}), and no structured data says so"
    return fail(what, *wall.evidence, fix=fix) if len(wall.signs) >= _ENOUGH else warn(what, *wall.evidence, fix=fix)


def _is_paid(node: Node) -> bool:
    for value in node.properties.get("isAccessibleForFree", ()):
        if value is False or (not isinstance(value, (bool, Node)) and _last_word(str(value)) in _NO):
            return True
    return False


def _last_word(text: str) -> str:
    """``https://schema.org/False`` and ``False`` say the same."""
    return text.strip().rstrip("/").rpartition("/")[2].lower()

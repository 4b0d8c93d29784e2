"""A rule of one's own: a module that ``Config.rules`` names. See ``own_rule.py`` for its use."""

from indexaudit.facts import Links
from indexaudit.model import Dimension, EvidenceStrength, Outcome, Severity, Source
from indexaudit.rules.base import evidence, ok, rule, unless_half_read, warn

HANDBOOK = Source(title="Our editors' handbook", url="https://windfallorchard.example/handbook", checked="2025-03-01")


@rule(
    "links-to-the-shop",
    "Every page leads to the trees that we sell",
    dimension=Dimension.CONTENT,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.CONVENTION,
    sources=[HANDBOOK],
    since="1.0",
)
def links_to_the_shop(links: Links) -> Outcome:
    """A link to the shop stands on every page.

    ## Why
    Readers who have learnt to prune want something to prune.

    ## Fix
    Mention one variety in the text, and link it.
    """
    for link in links.links:
        if link.url and "/trees/" in link.url:
            return ok(evidence(link.text, line=link.line))
    return unless_half_read(warn("no link leads to the trees", fix="Link one variety that the text speaks of."), links)

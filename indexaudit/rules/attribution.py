"""The rule on tags that say whose work a preview shows."""

from __future__ import annotations

from indexaudit.facts import Cards, Content, Head, Headline, Missing
from indexaudit.model import Address, Dimension, EvidenceStrength, Outcome, Severity
from indexaudit.rules.base import evidence, ok, rule, skip, unless_half_read, warn
from indexaudit.rules.exemptions import FOR_TEXTS
from indexaudit.rules.publishers import elsewhere
from indexaudit.rules.share_card import not_the_page, seen, shell_without, tag
from indexaudit.rules.sources import MASTODON_CREATOR, OPEN_GRAPH, X_CARDS
from indexaudit.snapshot import Exchange

_NAMES = ("og:site_name", "article:author", "article:published_time", "twitter:site", "twitter:creator")


@rule(
    "attribution-tags",
    "Previews can name the site or the author",
    dimension=Dimension.SHARE,
    severity=Severity.INFO,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[OPEN_GRAPH, X_CARDS, MASTODON_CREATOR],
    since="0.1",
    not_on=FOR_TEXTS,
)
def attribution_tags(  # noqa: PLR0917 - one argument a fact group
    cards: Cards,
    head: Head,
    headline: Headline | Missing,
    content: Content | Missing,
    address: Address,
    exchange: Exchange,
) -> Outcome:
    """At least one tag says whose work it is: site, author, account or date.

    ## Why
    A preview shows the name of the site beside the link, and some show author and account. Without any such tag they
    show the bare host. All of them are optional, so this is told and not priced.

    ## Fix
    Write `<meta property="og:site_name" content="…">`; on X and Mastodon also the account.
    """
    if unseen := not_the_page(exchange, content, cards):
        return unseen
    if shell_without(cards, content) or not any(item.name.startswith(("og:", "twitter:")) for item in cards.properties):
        return skip("the page has no share tags; see og-core")
    found = [item for item in map(cards.first, (*_NAMES, "fediverse:creator")) if item]
    if found:
        return ok(*map(seen, found))
    if head.oembeds:
        return ok(evidence(f'<link rel="alternate" href="{head.oembeds[0].href}">', line=head.oembeds[0].line))
    site = headline.site_name.text if isinstance(headline, Headline) and headline.site_name else "…"
    return unless_half_read(
        warn(
            "no tag tells a preview whose work this is: it shows the bare host",
            fix=elsewhere(f"Add `{tag('og:site_name', site)}` to the head.", address),
        ),
        cards,
    )

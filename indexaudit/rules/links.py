"""Rules on the links of a page: that crawlers can follow them, and that their words say where they lead."""

from __future__ import annotations

from indexaudit.facts import DeadAnchors, Link, Links
from indexaudit.model import Dimension, Evidence, EvidenceStrength, Outcome, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unless_half_read, warn
from indexaudit.rules.compare import quote
from indexaudit.rules.sources import GOOGLE_LINKS
from indexaudit.rules.thresholds import Thresholds
from indexaudit.web.anchor_texts import is_generic
from indexaudit.web.urls import normalize


@rule(
    "crawlable-anchors",
    "Links have an address that crawlers can follow",
    dimension=Dimension.DISCOVERY,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.REQUIREMENT,
    sources=[GOOGLE_LINKS],
    since="0.1",
)
def crawlable_anchors(dead: DeadAnchors, links: Links, thresholds: Thresholds) -> Outcome:
    """Nearly every link to a page of the site has an `href` that resolves to an address.

    ## Why
    Google follows `<a href>` with an address it can resolve, and nothing else: no `onclick`, no `routerlink`, no
    `javascript:`. An anchor that acts (menus, sharing, printing, logging in) is a button and is not counted, however it
    is written; one whose route or script names a page of the site is. Where nothing can be followed, all count. Real
    addresses that scripts enhance are fine. A page is judged here; what it costs counts once a whole site is looked at.

    ## Fix
    Give each link its address: `<a href="/plums/drying">`. Use `<button>` for what only acts.
    """
    followed = sum(1 for link in links.links if link.internal)
    broken = [link for link in links.links if link.url is None and link.href.strip()]
    hiding, hidden = list(dead.anchors), dead.total
    if followed:
        # What an ordinary link leads to as well is not hidden: the others are share buttons, or the picture beside it.
        linked = {normalize(link.url) for link in links.links if link.internal and link.url} if dead.hidden else set()
        named = [anchor for anchor in dead.anchors if anchor.target is not None]
        hiding = [anchor for anchor in named if normalize(anchor.target or "") not in linked]
        hidden = dead.hidden - (len(named) - len(hiding))
    lost = hidden + len(broken)
    if not lost and not followed:
        return skip("the page has no internal links")
    share = followed / (followed + lost)
    if share >= thresholds.crawlable_anchors:
        return unless_half_read(ok(), dead, links)
    seen = [evidence(f"{a.markup}{a.text}</a>", line=a.line) for a in hiding[:5]] + [_seen(b) for b in broken[:3]]
    links_have = f"link{'' if followed + lost == 1 else 's'} {'has' if lost == 1 else 'have'}"
    said = f"{lost} of {followed + lost} {links_have} no address that a crawler can follow"
    if hiding:
        first = hiding[0]
        text = f" {quote(first.text)}" if first.text else ""
        good = f'`href="{first.target}"`' if first.target else "the address that its script opens, in `href`"
        fix = f"Give `{first.markup}`{text} {good}."
    else:
        fix = f"Write a valid address instead of {quote(broken[0].href)}."
    make = warn if share >= thresholds.crawlable_anchors_least else fail
    return make(said, *seen, fix=fix)


@rule(
    "anchor-text-descriptive",
    "Links say in words where they lead",
    dimension=Dimension.DISCOVERY,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_LINKS],
    since="0.1",
)
def anchor_text_descriptive(links: Links, thresholds: Thresholds) -> Outcome:
    """Most internal links have a text that would make sense alone.

    ## Why
    The words of a link tell people and Google what the page behind it is about. "Read more" says it of every page. An
    image's `alt` and a `title` count as words. A link that repeats the address of another one with good words (the
    picture and the "more" of a teaser) is not counted, nor are links to the page itself.

    ## Fix
    Link the title of the page it leads to.
    """
    internal = [link for link in links.inside if not link.href.startswith("#")]
    targets = {link.url for link in internal}
    if len(targets) < thresholds.anchors_judged:
        return skip(f"fewer than {thresholds.anchors_judged:g} internal links")
    lacking = set(targets)
    for link in internal:
        if link.url in lacking and link.text and not is_generic(link.text):
            lacking.remove(link.url)
    share = 1 - len(lacking) / len(targets)
    if share >= thresholds.descriptive_anchors:
        return unless_half_read(ok(), links)
    poor = [link for link in internal if link.url in lacking]
    said = f"{len(lacking)} of {len(targets)} internal addresses are linked without words that tell what they are"
    first = poor[0]
    shown = quote(first.text) if first.text else "no text"
    fix = f"Link the title of the page: the link to {quote(first.href)} says {shown}."
    make = warn if share >= thresholds.descriptive_anchors_least else fail
    return make(said, *map(_seen, poor[:5]), fix=fix)


def _seen(link: Link) -> Evidence:
    return evidence(f'<a href="{link.href}">{link.text}</a>', line=link.line)

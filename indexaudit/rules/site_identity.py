"""The rule on what a home page says about its site: name and icon."""

from __future__ import annotations

from indexaudit.facts import Content, Head, Headline, MainEntities, Missing, Permalink, StructuredData
from indexaudit.model import Dimension, EvidenceStrength, Outcome, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unknown, unless_half_read, warn
from indexaudit.rules.exemptions import FOR_HOME_PAGES
from indexaudit.rules.json_ld import json_ld
from indexaudit.rules.refusals import unless_shell
from indexaudit.rules.sources import GOOGLE_FAVICON, GOOGLE_SITE_NAMES
from indexaudit.snapshot import Exchange
from indexaudit.web.urls import host_of


@rule(
    "site-identity",
    "The home page names its site, and the site's icon",
    dimension=Dimension.METADATA,
    severity=Severity.INFO,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_SITE_NAMES, GOOGLE_FAVICON],
    since="0.1",
    not_on=FOR_HOME_PAGES,
)
def site_identity(  # noqa: PLR0917 - one argument a fact group
    exchange: Exchange,
    permalink: Permalink,
    head: Head,
    data: StructuredData,
    entities: MainEntities | Missing,
    headline: Headline | Missing,
    content: Content | Missing,
) -> Outcome:
    """The home page of a host has `WebSite` data with name and address, and a link to an icon.

    ## Why
    Results show the name and the icon of the site above the title. The name comes first from `WebSite` data on the
    home page of the host, else from `og:site_name`, title and headings; the icon from a link on the same page. Home
    pages in folders are not asked. That the icon is square and may be fetched takes a request, and is not judged.

    ## Fix
    Add JSON-LD of type `WebSite` with `name` and `url`, and `<link rel="icon" href="/icon.png">`, to the home page.
    """
    if not permalink.is_root or permalink.identity_parameters:
        return skip("names and icons of sites are read from the home page of the host alone")
    sites = data.of_type("WebSite")
    named = next((s for s in sites if (s.text("name") or s.text("alternateName")) and (s.text("url") or s.id)), None)
    icons = head.icons[:1]
    seen = [evidence(f'<link rel="icon" href="{icon.href}">', line=icon.line) for icon in icons]
    if named is not None:
        seen.insert(
            0, evidence(f"WebSite named “{named.text('name') or named.text('alternateName')}”", line=named.line)
        )
    if named is not None and icons:
        return ok(*seen)
    if named is None and isinstance(entities, MainEntities) and entities.unread:
        return unknown(f"structured data in {', '.join(entities.unread)} was not read, and may name the site")
    missing, fixes = [], []
    if named is None:
        missing.append("WebSite data without name or address" if sites else "no WebSite data")
        site = headline.site_name.text if isinstance(headline, Headline) and headline.site_name else None
        site = site or (host_of(exchange.final_url) or "…").removeprefix("www.")
        fixes.append(json_ld("WebSite", name=site, url=exchange.final_url))
    if not icons:
        missing.append("no link to an icon")
        fixes.append('`<link rel="icon" href="/icon.png">`, square and of 48 pixels or more')
    message, fix = f"the home page has {' and '.join(missing)}", f"Add {' and '.join(fixes)}."
    outcome = fail(message, *seen, fix=fix) if named is None and not icons else warn(message, *seen, fix=fix)
    return unless_half_read(unless_shell(outcome, content), head, data)

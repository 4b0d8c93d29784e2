"""The rule on the brand as a thing: that the home page says who it belongs to, and where else that one is."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final
from urllib.parse import urlsplit

from indexaudit.config import Config
from indexaudit.facts import Content, Headline, Links, Missing, Node, StructuredData
from indexaudit.model import Address, Dimension, EvidenceStrength, Outcome, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unless_half_read, warn
from indexaudit.rules.compare import loosely_same, quote
from indexaudit.rules.exemptions import FOR_HOME_PAGES
from indexaudit.rules.json_ld import json_ld
from indexaudit.rules.refusals import unless_shell
from indexaudit.rules.schema_types import ORGANISATIONS, PERSONS
from indexaudit.rules.sources import GOOGLE_ORGANIZATION
from indexaudit.rules.thresholds import Thresholds
from indexaudit.web.urls import host_of, registrable_domain

_SOCIAL: Final = frozenset(
    {
        *("facebook.com", "instagram.com", "linkedin.com", "x.com", "twitter.com", "youtube.com", "tiktok.com"),
        *("pinterest.com", "threads.net", "bsky.app", "mastodon.social", "github.com", "xing.com", "vimeo.com"),
    }
)
_FOLDERS: Final = frozenset({"company", "in", "school", "showcase", "channel", "user", "c", "pages", "profile"})
"""First segments of addresses of profiles."""
_NO_PROFILE: Final = re.compile(
    r"/(?:share|sharer|intent|submit|shareArticle|pin/create|dialog|hashtag|watch|login|home)\b"
    r"|[?&](?:status|text|u|url)="
)
_NUMBER: Final = re.compile(r"\s*(\d{1,5})(?:\s*px)?\s*")
_SHOWN: Final = 3


@rule(
    "brand-entity-links",
    "The home page says whose it is, with logo and profiles",
    dimension=Dimension.OWNERSHIP,
    severity=Severity.INFO,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_ORGANIZATION],
    since="0.1",
    not_on=FOR_HOME_PAGES,
)
def brand_entity_links(  # noqa: PLR0917 - one argument a fact group
    data: StructuredData,
    address: Address,
    links: Links | Missing,
    headline: Headline | Missing,
    content: Content | Missing,
    config: Config,
    thresholds: Thresholds,
) -> Outcome:
    """An `Organization` or `Person` on the home page has a `logo` and names its profiles in `sameAs`.

    ## Why
    It ties the site to the profiles of the brand, and gives results their logo. Google requires nothing of it. Whether
    the profiles link back is seen on their own pages, and is not judged here.

    ## Fix
    Put one `Organization` with `name`, `url`, `logo` and `sameAs` on the home page.
    """
    if address.basis == "host":
        return skip("the page belongs to a platform, which sets its markup")
    owners = [node for node in data.walk() if node.is_a(*ORGANISATIONS, *PERSONS)]
    owners = [n for n in owners if len(n.properties) > 1 and n.text("name")] or owners
    profiles = _profiles(links)
    owned = config.brand.profiles if config.brand is not None else ()
    wanted = owned or profiles
    if not owners:
        if any(block.lost for block in data.broken):
            return skip("a block of structured data cannot be read; see structured-data-parses")
        site = (
            headline.site_name.text
            if isinstance(headline, Headline) and headline.site_name
            else address.registrable_domain
        )
        example = json_ld(
            "Organization",
            name=site or "…",
            url=address.url,
            logo="https://…",
            sameAs=[*wanted[:_SHOWN]] or ["https://…"],
        )
        missing = fail(
            "no structured data says whose site it is",
            fix=f"Add {example}; a site of one person says `Person`.",
        )
        return unless_half_read(unless_shell(missing, content), data)
    best = max(owners, key=lambda n: (bool(n.properties.get("logo")), bool(n.properties.get("sameAs"))))
    kind = best.types[0]
    same_as = [text for node in owners for text in node.texts("sameAs")]
    same_as += [ref.id for node in owners for ref in node.nodes("sameAs") if ref.id]
    faults, repairs = [], []
    images = best.nodes("logo") + (best.nodes("image") if best.is_a(*PERSONS) else ())
    if not best.properties.get("logo") and not (best.is_a(*PERSONS) and best.properties.get("image")):
        faults.append("has no logo")
        repairs.append('`"logo": "https://…"`')
    elif small := _small(images, thresholds):
        faults.append(f"has a logo of {small} pixels, and {thresholds.logo_pixels:g} are asked for")
        repairs.append("a larger logo")
    absent = [url for url in wanted if not any(loosely_same(url, other) for other in same_as)]
    listed = ", ".join(f'"{url}"' for url in absent[:_SHOWN])
    if not same_as:
        faults.append("names no profiles (sameAs)")
        repairs.append(f'`"sameAs": [{listed}]`' if absent else '`"sameAs"` with the addresses of the profiles')
    elif owned and absent:
        faults.append(f"does not name {quote(absent[0])}" + (f" and {len(absent) - 1} more" if absent[1:] else ""))
        repairs.append(f"{listed} in `sameAs`")
    seen = evidence(f"{best.syntax} {kind} {quote(best.text('name') or '')}, sameAs: {len(same_as)}", line=best.line)
    if not faults:
        return ok(seen)
    return warn(f"the {kind} of the site {' and '.join(faults)}", seen, fix=f"Add to the {kind}: {', '.join(repairs)}.")


def _small(images: tuple[Node, ...], thresholds: Thresholds) -> str | None:
    """Declared width and height of a logo below the least; null when it is large enough or nothing is declared."""
    for image in images[:1]:
        sizes = [_NUMBER.fullmatch(image.text(key) or "") for key in ("width", "height")]
        numbers = [int(match[1]) for match in sizes if match]
        if numbers and min(numbers) < thresholds.logo_pixels:
            return " × ".join(map(str, numbers))
    return None


def _profiles(links: Links | Missing) -> tuple[str, ...]:
    """Addresses on social platforms that the home page links to: most likely the brand's own."""
    if isinstance(links, Missing):
        return ()
    found: dict[str, None] = {}
    for link in links.links:
        if link.internal or link.url is None or _NO_PROFILE.search(link.url):
            continue
        host = host_of(link.url) or ""
        path = [part for part in urlsplit(link.url).path.split("/") if part]
        if (
            registrable_domain(host) in _SOCIAL
            and path
            and (len(path) == 1 or (len(path) == 2 and path[0] in _FOLDERS))
        ):
            bare = link.url.partition("?")[0]
            found.setdefault(link.url if "profile.php" in bare else bare)
    # Two accounts on one network are not both the brand's: the writer of a post, most often.
    networks = Counter(registrable_domain(host_of(url) or "") for url in found)
    return tuple(url for url in found if networks[registrable_domain(host_of(url) or "")] == 1)[:10]

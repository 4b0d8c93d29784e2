"""Rules on what search engines may show of a page: its words and its image."""

from __future__ import annotations

from collections.abc import Iterable

from indexaudit.facts import Content, Directives, Head, Missing, NoSnippet, PreferredImage
from indexaudit.model import Address, Dimension, Evidence, EvidenceStrength, Outcome, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unless_half_read, warn
from indexaudit.rules.exemptions import SHOWN_IN_DISCOVER
from indexaudit.rules.publishers import OF_THE_PLATFORM, written_by
from indexaudit.rules.sources import GOOGLE_AI_FEATURES, GOOGLE_DISCOVER, GOOGLE_ROBOTS_META
from indexaudit.rules.thresholds import Thresholds
from indexaudit.web.directives import Directive, effective

_GOOGLEBOT = "googlebot"


@rule(
    "snippet-allowed",
    "Search engines may quote the page",
    dimension=Dimension.ACCESS,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.REQUIREMENT,
    sources=[GOOGLE_ROBOTS_META, GOOGLE_AI_FEATURES],
    since="0.1",
)
def snippet_allowed(directives: Directives, marked: NoSnippet | Missing, thresholds: Thresholds) -> Outcome:
    """Nothing said to Googlebot forbids a snippet or leaves it no text.

    ## Why
    `nosnippet` and `max-snippet:0` keep every quotation out of results, and the page out of AI Overviews and AI Mode,
    which need a page that may be quoted. A `max-snippet` of a few characters comes to the same. `data-nosnippet` on
    most of the text leaves little to quote. `noarchive` means nothing to Google and is not judged. Who sells access
    to texts may mean it: then leave it.

    ## Fix
    Take out `nosnippet`, or write `max-snippet:-1`; put `data-nosnippet` on the few passages that must not be quoted.
    """
    said = effective(directives.directives, _GOOGLEBOT)
    if said.noindex:
        return skip("the page is not to be indexed at all; see noindex-absent")
    if said.nosnippet:
        because = said.because("nosnippet")
        name = "nosnippet" if any(d.name == "nosnippet" for d in because) else "max-snippet:0"
        fix = f"Take {name} out of `{because[0].text}`, unless nobody may quote this page."
        return fail(f"{name} forbids every snippet, and AI answers with it", *_seen(because), fix=fix)
    limit = said.max_snippet
    if limit is not None and 0 <= limit < thresholds.snippet_characters:
        because = said.because("max_snippet")
        return warn(
            f"max-snippet allows {limit} character{'' if limit == 1 else 's'}, too few to say anything",
            *_seen(because),
            fix=f"Write max-snippet:-1 instead of max-snippet:{limit} in `{because[0].text}`.",
        )
    if isinstance(marked, NoSnippet) and marked.share > thresholds.no_snippet_share:
        return warn(
            f"{marked.share:.0%} of the visible words stand under data-nosnippet",
            evidence(f"{marked.elements} elements with data-nosnippet", line=marked.line),
            fix="Put data-nosnippet on the passages that must not be quoted, and take it off what holds the text.",
        )
    gaps = (directives, marked) if isinstance(marked, NoSnippet) else (directives,)
    return unless_half_read(ok(*_seen(said.because("max_snippet"))), *gaps)


@rule(
    "image-preview-large",
    "Search engines may show the image large",
    dimension=Dimension.METADATA,
    severity=Severity.INFO,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_DISCOVER, GOOGLE_ROBOTS_META],
    since="0.1",
    not_on=SHOWN_IN_DISCOVER,
)
def image_preview_large(
    directives: Directives, head: Head, image: PreferredImage | Missing, content: Content, address: Address
) -> Outcome:
    """`max-image-preview:large` holds for Googlebot.

    ## Why
    Google Discover shows a large image only where this setting, or AMP, allows it, and a large one is looked at more
    often. Nothing else depends on it and no engine requires it, so this is shown and never priced. A page without an
    image has nothing to show.

    ## Fix
    Write `<meta name="robots" content="max-image-preview:large">`.
    """
    said = effective(directives.directives, _GOOGLEBOT)
    if said.noindex or said.nosnippet:
        return skip("the page is not to be indexed or not to be quoted; see noindex-absent and snippet-allowed")
    if head.amp:
        return skip("an AMP page needs no setting for large images")
    preview = said.max_image_preview
    because = said.because("max_image_preview")
    if preview == "large":
        return ok(*_seen(because))
    if (isinstance(image, Missing) or image.url is None) and not any(i.in_main for i in content.images):
        return skip("the page has no image to show")
    if preview is None and written_by(address):
        return skip(OF_THE_PLATFORM)
    if preview is None:
        fix = 'Add `<meta name="robots" content="max-image-preview:large">` to the head.'
        return unless_half_read(warn("nothing allows a large preview of the image", fix=fix), directives)
    fix = f"Write max-image-preview:large instead of max-image-preview:{preview} in `{because[0].text}`."
    if preview == "none":
        return fail("max-image-preview:none forbids every preview of the image", *_seen(because), fix=fix)
    return warn("max-image-preview:standard allows a small preview of the image", *_seen(because), fix=fix)


def _seen(directives: Iterable[Directive]) -> tuple[Evidence, ...]:
    return tuple(evidence(d.text, line=d.line, where=d.where) for d in directives)

"""The rule on the alternative texts of images."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final
from urllib.parse import unquote

from indexaudit.facts import Content, Image
from indexaudit.model import Dimension, Evidence, EvidenceStrength, Outcome, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unless_half_read, warn
from indexaudit.rules.compare import long_tokens, quote
from indexaudit.rules.refusals import unless_shell
from indexaudit.rules.sources import BING_GUIDELINES, GOOGLE_IMAGES, SCREAMING_FROG_CONTENT
from indexaudit.rules.thresholds import Thresholds

_DRAWN: Final = re.compile(
    r"spacer|pixel|blank|transparent|gravatar|advert|banner|placeholder|pop-?up|indicator|progress|thumb|blur[:_]|empty"
    r"|themes?/|/(?:layout|skins?|wp-includes)/|(?<![0-9])[1-9][0-9](?:x|%2c|,)[1-9][0-9](?![0-9])"
    r"|(?<![0-9])(?:300x250|728x90|160x600|970x250|320x50)(?![0-9])|(?:^|[^a-z])logo"
    r"|(?:^|[^a-z])(?:1x1|icons?|ico|avatars?|emoji|smil(?:ey|ie)s?|sprites?|ads?|bnrs?|sponsors?|promos?|loader|loading"
    r"|spinner|social|widgets?|preview|related|teasers?|beacon|captcha|reactions?)(?:[^a-z]|$)"
)
"""Words in the address of what is drawn or sold around the content, whatever the kind of file, and sizes of icons."""
_HELD: Final = re.compile(
    r"upload|/media/|/content/|/(?:posts?|articles?|blogs?|assets/images)/|/20[0-3][0-9]/|blogspot|blogger|medium\.com"
)
"""Folders into which authors put the pictures of their texts."""
_FURNITURE: Final = re.compile(
    r"(?:^|[^a-z])(?:clear|dots?|arrows?|bullets?|flags?|stars?|ratings?|badges?|buttons?|btns?|counters?|dividers?|"
    r"separators?|decorat[a-z]*|patterns?|backgrounds?|bg|plus|minus|close|search|menus?|nav|header|footer|social|share|"
    r"rss|feed|print|donate|subscribe|labels?|top|next|prev|play|facebook|fb|insta(?:gram)?|twitter|youtube|"
    r"linkedin|whatsapp|pinterest|telegram|xing|e?mail)(?:[^a-z]|$)"
)
"""The same of files that are not photographs: an arrow in a photograph is content."""
_DRAWING: Final = re.compile(r"\.(?:svgz?|gif|png|ico|bmp)(?:$|[?#&!:/])")
"""Kinds of file in which furniture is drawn."""
_PHOTOGRAPH: Final = re.compile(r"\.jpe?g(?:$|[?#&!:/])")
_UNFILLED: Final = re.compile(r"\{\{|\$\{|<%|%7b%7b")
"""A template of scripts, which no reader gets to see."""
_MEASURES: Final = re.compile(
    r"https?://[^/]{0,100}(?:doubleclick|scorecardresearch|quantserve|adservice|facebook\.com/tr|analytics|stats\.wp"
    r"|/px\b|2mdn|amazon-adsystem|gravatar\.com)"
)
"""Hosts whose images count visits."""
_FILE_NAME: Final = re.compile(r"\S{1,200}\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)", re.IGNORECASE)
_CAMERA: Final = re.compile(
    r"(?:img|dsc[fn]?|image|photo|picture|screen-?shot|untitled)[ _-]?[0-9]{0,20}", re.IGNORECASE
)
_LONGEST: Final = 2_000


@rule(
    "image-alt-coverage",
    "The images of the content have alternative texts",
    dimension=Dimension.CONTENT,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_IMAGES, BING_GUIDELINES, SCREAMING_FROG_CONTENT],
    since="0.1",
)
def image_alt_coverage(content: Content, thresholds: Thresholds) -> Outcome:
    """Nine of ten images in the content say in words what they show, and none is stuffed with keywords.

    ## Why
    The alternative text is what Google calls the most important thing said about an image, and all that people who do
    not see it get. An empty `alt=""` is right for decoration, and not counted, unless the image is all there is of a
    link; a link whose text says where it leads needs none. Icons, spacers, advertisements and what is hidden from
    screen readers are not content; nor is what stands in header, footer and navigation. The name of a file is no text.

    ## Fix
    Describe in `alt` what the image shows, in a few words: `alt="A cut close to the collar of the branch"`.
    """
    judged = {image.src: image for image in content.images if _is_content(image, thresholds)}
    if not judged:
        return unless_half_read(unless_shell(skip("no image of the content needs a text"), content), content)
    if stuffed := next((i for i in judged.values() if _stuffed(i, thresholds)), None):
        alt = stuffed.alt or ""
        return fail(
            f"the alternative text {quote(alt)} repeats its words in {len(alt)} characters",
            _seen(stuffed),
            fix=f"Say once what {quote(_name(stuffed))} shows, instead of {quote(alt)}.",
        )
    lacking = [image for image in judged.values() if not _says(image)]
    total = len(judged)
    share = 1 - len(lacking) / total
    if share >= thresholds.alt_coverage:
        return ok(*map(_seen, lacking[:3]))
    said = f"{len(lacking)} of {total} images" if total > 1 else "the image"
    first = lacking[0]
    why = f"{said} of the content {'has' if len(lacking) == 1 else 'have'} no alternative text"
    if first.silent and first.alt is not None:
        fix = f"Say in `alt` what {quote(_name(first))} shows, or where its link leads: the link has no other text."
    elif first.alt and first.alt.strip():
        fix = f"Describe what {quote(_name(first))} shows, instead of {quote(first.alt)}."
    else:
        fix = f'Add an `alt` that says what {quote(_name(first))} shows, or `alt=""` if it is decoration.'
    seen = tuple(map(_seen, lacking[:5]))
    # Whatever a half-read page lacks elsewhere, these images are there.
    return fail(why, *seen, fix=fix) if share < thresholds.alt_coverage_least else warn(why, *seen, fix=fix)


def _is_content(image: Image, thresholds: Thresholds) -> bool:
    if not image.in_main or image.hidden or not image.src:
        return False
    if not (image.alt or "").strip() and not image.silent and (image.alt is not None or image.linked):
        return False  # decoration, as its author says, or beside the text of its link
    width, height = image.width, image.height
    if (width is not None and width <= 2) or (height is not None and height <= 2):
        return False
    if (width or height) and (width or 0) <= thresholds.icon_pixels and (height or 0) <= thresholds.icon_pixels:
        return False
    src = image.src[:_LONGEST].lower()
    if src.startswith("data:") or _DRAWN.search(path := src.rpartition("//")[2]) or _MEASURES.match(src):
        return False
    if _UNFILLED.search(src):
        return False
    if _PHOTOGRAPH.search(src):
        return True
    # A small drawing of unknown size that says nothing is furniture more often than a picture of the text.
    unknown = width is None and not _HELD.search(src) and not (image.alt or "").strip()
    return not _FURNITURE.search(path) and not (unknown and _DRAWING.search(src))


def _says(image: Image) -> bool:
    """Whether there is a text, and not the name of a file in its place."""
    alt = (image.alt or "").strip()
    return bool(alt) and not _FILE_NAME.fullmatch(alt) and not _CAMERA.fullmatch(alt)


def _stuffed(image: Image, thresholds: Thresholds) -> bool:
    alt = (image.alt or "")[:_LONGEST]
    if len(alt) <= thresholds.alt_characters:
        return False
    counts = Counter(long_tokens(alt))
    return bool(counts) and max(counts.values()) >= thresholds.alt_word_repeats


def _name(image: Image) -> str:
    """The file of an image as a person would name it."""
    name = (
        unquote(image.src.partition("?")[0]).partition(", ")[0].partition(" ")[0] if "%20" in image.src else image.src
    )
    return unquote(name.partition("?")[0].rstrip("/").rpartition("/")[2]) or image.src


def _seen(image: Image) -> Evidence:
    alt = "" if image.alt is None else f' alt="{image.alt}"'
    return evidence(f'<img src="{image.src[:200]}"{alt}>', line=image.line)

"""Every threshold of every rule, with unit and origin. ``Config.thresholds`` may override them by name."""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Self

from indexaudit.errors import ConfigError

__all__ = ["Thresholds"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Numbers that rules compare with. Each says unit, origin and the spread among peers."""

    # access
    expiry_warning_days: float = 30
    """Days before ``unavailable_after`` from which it is worth a warning. Ours; peers do not check it."""
    wall_signs: float = 2
    """Independent signs before a page that answers 200 is called a soft 404 or a login wall. squirrelscan 2 for
    soft 404."""
    robots_txt_bytes: float = 400 * 1024
    """Bytes of robots.txt from which it comes near the 500 KiB that are read. Ours; Google and RFC 9309: 500 KiB."""
    redirect_hops: float = 1
    """Redirects before a page up to which no finding is made. Ours; Google: ideally no more than 3, fewer than 5."""
    redirect_hops_most: float = 5
    """Redirects from which it fails. Google: fewer than 5; it follows 10."""
    refresh_seconds: float = 30
    """Seconds after which a refresh to another page ends a visit and moves nothing. Ours."""
    html_bytes: float = 1.5 * 1024 * 1024
    """Bytes of uncompressed HTML from which a page comes near what is read. Ours, three quarters of what Googlebot
    reads; squirrelscan 1 MB; Screaming Frog 2 MB."""
    html_bytes_most: float = 2 * 1024 * 1024
    """Bytes of uncompressed HTML that Googlebot reads. Google 2 MB (15 MB in older texts)."""
    snippet_characters: float = 50
    """Characters of ``max-snippet`` from which a snippet can say something. Ours."""
    no_snippet_share: float = 0.5
    """Share of the visible words under ``data-nosnippet``, up to which enough is left to quote, 0 to 1. Ours."""
    served_share: float = 0.8
    """Share of the words of the rendered main text that the HTML should hold as served, 0 to 1. Ours; Google and Bing
    ask for the text in the HTML and name no share; squirrelscan compares the same two."""
    served_share_least: float = 0.6
    """Share below which the main text counts as made by scripts, when ``script_words`` are. Ours."""
    script_words: float = 100
    """Words of the main text that only scripts bring, below which it does not count as made by them. Ours."""
    script_words_few: float = 20
    """Words that only scripts bring, up to which they are a widget and no part of the text. Ours."""

    # permalink
    long_id_characters: float = 8
    """Characters of an identifier beside words up to which it disturbs nobody. Ours; dates and short ids fit in 8."""
    url_characters: float = 115
    """Characters of a URL, percent-encoding shown as text. Screaming Frog 115; squirrelscan 75 and 100; Google: no
    limit."""
    url_characters_maximum: float = 2_048
    """Characters of a URL as sent, from which a sitemap may not list it. sitemaps.org: below 2,048."""
    url_parameters: float = 3
    """Query parameters that select nothing, from which the address fails. Ours; Google says "trim", without number."""
    slug_topic_share: float = 0.5
    """Share of slug words found in title or main heading, 0 to 1. Yoast: more than half."""

    # metadata
    title_characters_short: float = 15
    """Characters (a full-width one counts twice) below which a title is short. Lumar 10; SEOnaut 20; Screaming Frog
    and squirrelscan 30."""
    title_characters_least: float = 5
    """Characters below which a title says nothing. Ours, half of Lumar's 10."""
    title_characters: float = 60
    """Characters up to which a title is shown whole. Screaming Frog and SEOnaut 60; squirrelscan 75; Google: none."""
    title_characters_most: float = 70
    """Characters above which nearly every title was rewritten in a study of 80,959 titles (Zyppy 2022)."""
    title_pixels: float = 580
    """Estimated width in Arial at 20 px up to which a title is shown whole. Screaming Frog 561; Yoast and Lumar
    600."""
    title_word_repeats: float = 3
    """Times that one word of a title makes it look stuffed. Ours; Google names no number."""
    heading_similarity: float = 0.4
    """Shared words of main heading and title over the shorter of the two, 0 to 1. Ours; studies find that a matching
    heading keeps titles from being rewritten."""
    description_characters_least: float = 40
    """Characters (a full-width one counts twice) below which a description is too thin. Ours, half of SEOnaut's 80."""
    description_characters_short: float = 70
    """Characters below which a description is short. Screaming Frog 70; SEOnaut 80; squirrelscan 120; Yoast 121."""
    description_characters: float = 160
    """Characters up to which a description is usually shown whole. Yoast 156; Screaming Frog 155; SEOnaut and
    squirrelscan 160; Google: none."""
    description_characters_most: float = 320
    """Characters above which most of a description is never shown. Ours, twice the usual limit."""

    date_gap_days: float = 1
    """Days between two statements of one date that zones explain. squirrelscan 1; Google: keep them equal."""
    date_gap_days_most: float = 30
    """Days between two statements of one date, from which they are of different dates. Ours."""
    article_properties_missing: float = 2
    """Missing properties of an article up to which it is a warning. Ours; Google requires none."""
    logo_pixels: float = 112
    """Least declared width and height of an organisation's logo. Google 112."""

    # content
    content_words: float = 300
    """Words of main text from which no finding is made. Yoast 300; Screaming Frog and SEOnaut 200; Google: none."""
    content_words_least: float = 50
    """Words of main text below which a page has next to nothing to index. Yoast stops analysing below 50
    characters; Google documents empty pages as soft 404, without number."""
    textual_words: float = 100
    """Words beside images, video or audio from which the text can stand for them. Ours."""
    textual_words_least: float = 10
    """Words below which the picture alone carries the message. Ours."""
    keyphrase_opening_words: float = 100
    """Words of the text within which the opening begins and ends. Yoast: the first paragraph; Rank Math: the first
    tenth."""
    keyphrase_text_words: float = 100
    """Words of a text below which no density is read from it. Yoast 100."""
    keyphrase_density: float = 3
    """Sentences with the phrase for 100 words up to which nothing is stuffed. Yoast 3 to 3.5; Rank Math 2.5; Google
    names no number."""
    keyphrase_density_most: float = 4
    """The same from which it is. Yoast 4."""
    keyphrase_sentence_repeats: float = 4
    """Times in one sentence from which a phrase of several words is stuffed. Ours."""
    section_words: float = 400
    """Words between two headings up to which no finding is made. Yoast 300; ours leaves a third."""
    section_words_most: float = 600
    """Words between two headings from which it fails, and of a whole text up to which it needs none. Ours, twice
    Yoast's limit."""
    alt_coverage: float = 0.9
    """Share of content images with alternative text, from which no finding is made, 0 to 1. Ours; Lighthouse asks for
    all."""
    alt_coverage_least: float = 0.5
    """The same below which it fails. Ours."""
    alt_characters: float = 100
    """Characters of an alternative text above which repeated words make it stuffed. Screaming Frog and SEOnaut 100,
    as a limit of its own."""
    alt_word_repeats: float = 4
    """Times that one word of such a text makes it stuffed. Ours; Google names no number."""
    icon_pixels: float = 100
    """Declared width and height up to which an image is taken for an icon or a portrait. Ours."""
    large_image_pixels: float = 300
    """Declared width from which an image counts as content rather than decoration. Ours."""

    # declared facts
    review_days: float = 365
    """Days after which what a platform file declares has to be looked at again. Ours: robots files and walls of large
    platforms were seen to change about once a year."""

    # discovery
    crawlable_anchors: float = 0.98
    """Share of links with an address, from which no finding is made, 0 to 1. Ours; Lighthouse asks for all."""
    crawlable_anchors_least: float = 0.9
    """Share of links with an address below which it fails, 0 to 1. Ours."""
    descriptive_anchors: float = 0.8
    """Share of linked addresses with telling words, from which no finding is made, 0 to 1. Ours; Lighthouse asks for
    all."""
    descriptive_anchors_least: float = 0.5
    """Share of linked addresses with telling words below which it fails, 0 to 1. Ours."""
    anchors_judged: float = 5
    """Internal addresses below which a share means nothing. Ours."""

    # a site
    site_sitemap_pages: float = 500
    """Pages up to which a site whose pages link to each other needs no sitemap. Google: about 500."""
    sitemap_clean: float = 0.98
    """Share of a site's sitemap entries that are pages to be shown, from which no finding is made, 0 to 1. Ours; leaves
    room for what was just deleted."""
    sitemap_clean_least: float = 0.9
    """The same below which it fails. Ours."""
    lastmod_days: float = 7
    """Days between ``lastmod`` and the page's own date of change that are no fault. squirrelscan 7."""
    lastmod_alike: float = 10
    """Entries of a sitemap from which one moment for all of them is that of the build. Ours."""
    inlinks: float = 2
    """Other pages with a link, from which no finding is made. Ours; Google asks for at least one."""
    clicks: float = 3
    """Links from the start up to which no finding is made. SEOnaut 4; Screaming Frog shows it without limit; Google
    names none."""
    clicks_most: float = 6
    """Links from the start from which it fails. Ours."""
    duplicate_similarity: float = 0.85
    """Share of words in common from which another page says nearly the same, 0 to 1. Ours."""
    duplicate_similarity_most: float = 0.9
    """The same from which it is a copy. Screaming Frog 0.9."""
    canonical_similarity: float = 0.5
    """Share of words in common with the canonical's page below which that has another text, 0 to 1. Ours."""
    norm_pages: float = 10
    """Pages of a site from which a norm can be told. squirrelscan."""
    norm_pages_of_type: float = 8
    """Those of one type. squirrelscan."""
    norm_share: float = 0.5
    """Share of the median of words below which a page is short for its site, 0 to 1. squirrelscan."""
    norm_deviations: float = 3
    """Median absolute deviations below the median from which it fails. squirrelscan."""
    image_pages: float = 5
    """Pages with a share image from which a share of them means something. Ours."""
    image_share: float = 0.2
    """Share of pages with the same share image above which it shows none of them, 0 to 1. Ours."""
    feed_posts: float = 5
    """Articles and posts from which a site is expected to have a feed. Ours."""
    feed_coverage: float = 0.8
    """Share of the newest posts in the feeds from which no finding is made, 0 to 1. Ours."""
    comments_judged: float = 3
    """Comments from which it is judged whether each has an address. Ours."""
    convention_pages: float = 8
    """Pages of one type from which their addresses can have a common pattern. Ours."""
    convention_share: float = 0.8
    """Share of those pages from which a pattern is the site's, 0 to 1. Ours."""
    broken_links: float = 3
    """Broken links on one page from which it fails. Ours."""

    # share
    share_image_width: float = 1_000
    """Pixels of a share image's declared width from which no finding is made. Meta and LinkedIn ask for 1,200; ours
    leaves a sixth, for 1,024 is what many publishing systems cut a large image to."""
    share_image_height: float = 500
    """The same of its height. Meta 630, LinkedIn 627; X shows 2:1, which is 600 at 1,200. Ours leaves a sixth."""
    share_image_width_large: float = 600
    """Pixels of width below which a preview shows it small. Meta 600."""
    share_image_height_large: float = 315
    """The same of its height. Meta 315."""
    share_image_least: float = 200
    """Pixels of either side below which it is not shown. Meta 200; X 144 for a summary card."""
    share_image_ratio: float = 1.3
    """Width over height from which no finding is made. Meta 1.91; X 2; ours is that of a photograph, 4:3 or 3:2."""
    share_image_ratio_wide: float = 2.4
    """The same up to which none is made. X 2:1; ours leaves four fifths of the picture."""
    share_image_ratio_least: float = 0.6
    """Width over height below which most of an image is cut away. Ours."""
    share_image_ratio_most: float = 3
    """The same above which it is. Ours; WhatsApp is said to take 4:1."""
    share_image_bytes: float = 5 * 1024 * 1024
    """Bytes of a share image up to which every network takes it. X and LinkedIn 5 MB; Meta 8 MB; ours adds what is
    between 10⁶ and 2²⁰, which none of them tells apart."""
    share_image_bytes_most: float = 8 * 1024 * 1024
    """Bytes of a share image beyond which none does. Meta 8 MB."""
    share_image_redirects: float = 2
    """Redirects on the way to a share image from which on agents of previews may give up. Ours."""
    share_tag_bytes: float = 32 * 1024
    """Bytes within which title, description and image should stand. Slack asks for about 32 KB first (a third party
    says so)."""
    share_tag_bytes_most: float = 1024 * 1024
    """Bytes within which every share tag must stand. Meta 1 MB."""
    card_title_characters: float = 70
    """Characters of a card's title (a full-width one counts twice) that X shows. X 70."""
    card_title_characters_most: float = 100
    """Characters above which so much of it is cut that a finding is made. Ours."""
    card_description_characters: float = 200
    """Characters of a card's description that X shows. X 200."""
    card_description_characters_most: float = 400
    """Characters above which a finding is made: more is cut than shown. Ours."""
    card_alt_characters: float = 420
    """Characters of an image's alternative text above which X refuses it. X 420."""

    def __post_init__(self) -> None:
        for f in fields(self):
            if not 0 <= getattr(self, f.name) < math.inf:
                raise ConfigError(f"Config.thresholds: {f.name} must be 0 or more")

    @classmethod
    def from_overrides(cls, overrides: Mapping[str, float]) -> Self:
        """The defaults with some replaced. Raises :class:`ConfigError` for an unknown name or an impossible value."""
        known = sorted(f.name for f in fields(cls))
        for name in overrides:
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
                hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
                raise ConfigError(f"Config.thresholds: unknown name {name!r}; {hint}")
        return replace(cls(), **overrides)

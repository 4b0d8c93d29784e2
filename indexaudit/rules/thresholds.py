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
    large_image_pixels: float = 300
    """Declared width from which an image counts as content rather than decoration. Ours."""

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

"""What the authors of the benchmark's sites would say to each finding, and why.

``true``: they would accept it. ``open``: they might not, and telling the two apart needs more than a page shows; each
is a limit that is known. ``DISPUTED``: a false alarm. What no row names is not judged, and fails the benchmark as
disputed findings do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["PASSES", "judgement"]

PASSES = ("true", "open")
"""How a judgement begins that does not fail the benchmark."""


@dataclass(frozen=True, slots=True)
class Row:
    rule: str
    why: str
    generators: str = ""
    """Those for which it holds; empty: all."""
    path: str = ""
    """A pattern that the path has to match from its start."""
    message: str = ""
    """A pattern that stands in the message."""
    verdict: str = "true"


_OURS = "Hugo Eleventy Astro"
"""Their layout is ours: a plain one, of a kind that people write."""
_PLAIN = "MkDocs Sphinx Pelican"
"""Their default theme writes little into the head."""

_ROWS = (
    # What would be a false alarm, first.
    Row("noindex-absent", "the generator's search page is meant to stay out", path=r"search", verdict="DISPUTED"),
    Row("content-in-raw-html", "nobody looks for a search form", path=r"search", verdict="DISPUTED"),
    Row("feed-discoverable", "a manual has no feed", "MkDocs Sphinx", verdict="DISPUTED"),
    Row("permalink-readable", "a part of a list needs no words", path=r"(?:.*/)?index\d", verdict="DISPUTED"),
    Row("metadata-unique", "parts of one list may share a title", path=r"author/", verdict="DISPUTED"),
    Row("content-depth", "an index has no text", path=r"genindex", verdict="DISPUTED"),
    Row("canonical-duplicate", "each page is at the address that it names", verdict="DISPUTED"),
    # What the themes and layouts lack.
    Row("og-core", "the theme writes no Open Graph tags", _PLAIN),
    Row("og-core", "the site names no picture, and the card has none", "Jekyll", message="og:image"),
    Row("share-tags-raw", "it has no share tags, and the form needs scripts", "Sphinx", path=r"search"),
    Row("canonical-present", "the theme names no canonical", "Pelican"),
    Row("meta-description-present", "the theme shows the site's description, on the home page alone", "MkDocs"),
    Row("meta-description-present", "nothing describes the generated page", "Sphinx", path=r"genindex"),
    Row("meta-description-present", "only articles have a summary", "Pelican", path=r"(?!.*(?:plums-slowly|winter))"),
    Row("meta-description-length", "our descriptions are one short sentence"),
    Row("article-schema", "theme and layout write no structured data", f"Pelican {_OURS}"),
    Row("article-schema-props", "jekyll-seo-tag writes an image only where a post names one", "Jekyll"),
    Row("brand-entity-links", "nothing says whose site it is, or where else it is found"),
    Row("site-identity", "the home page lacks WebSite data or an icon"),
    Row("author-visible", "our layout shows no author", _OURS),
    Row("author-identity", "jekyll-seo-tag writes the author's name and no page of theirs", "Jekyll"),
    Row("date-visible", "our layout shows no date", _OURS),
    Row("date-visible", "jekyll-seo-tag gives an undated page the moment of the build", "Jekyll", path=r"methods/"),
    Row("image-preview-large", "our layout does not allow a large preview", _OURS),
    Row("og-image-specific", "our layout shows one card for all posts", _OURS),
    Row("og-image-fetchable", "our sites name a card that they do not have", _OURS),
    # Addresses.
    Row("slug-separators", "the file's name holds a space or an underscore, and the generator keeps it"),
    Row("url-case-consistent", "the file's name has capitals, and the generator keeps them"),
    Row("url-encoding-valid", "the generator writes the space into links as it is", "Sphinx Eleventy"),
    Row("slug-topic-match", "the slug was chosen apart from the title", path=r".*(?:till-may)"),
    Row("slug-topic-match", "“genindex” is no word of its title, “Index”", "Sphinx", path=r"genindex"),
    Row("permalink-readable", "one word names a post", "Hugo Astro", path=r".*(?:pears|apples)"),
    Row(
        "permalink-readable",
        "a section's own text looks like an article's; that pages lie below it only the site knows",
        "MkDocs Sphinx",
        path=r"methods/(?:cellar/)?(?:index\.html)?$",
        verdict="open",
    ),
    Row("title-length", "“Tags” and the like say little", "Hugo Eleventy Astro", message="short"),
    Row("title-length", "the theme puts the whole description into the title", "Jekyll", path=r"$", message="cut"),
    # The site as a whole.
    Row("sitemap-lastmod", "the sitemap has no dates", "Sphinx Eleventy Astro", message="does not say"),
    Row("sitemap-lastmod", "pages without a date have none in the sitemap", "Hugo Jekyll", message="does not say"),
    Row("sitemap-lastmod", "MkDocs writes the day of the build for every page", "MkDocs", message="the same lastmod"),
    Row("sitemap-clean", "sphinx-sitemap lists the search page, which Sphinx marks noindex", "Sphinx", path=r"search"),
    Row("sitemap-listed", "Pelican leaves drafts out, and publishes them", "Pelican", path=r"drafts/"),
    Row("sitemap-listed", "the sitemap lists /about where canonicals say /about.html", "Astro", path=r".*\.html$"),
    Row("internal-inlinks", "the index is linked from the front page alone", "Sphinx", path=r"genindex"),
    Row(
        "internal-inlinks",
        "the theme links to none of these, or only from the part before",
        "Pelican",
        path=r"(?:archives|authors|categories|tags|drafts/|index2|author/)",
    ),
    Row("internal-inlinks", "our menu leaves these out", "Hugo", path=r"(?:categories|notes|tags/shed)"),
    Row("internal-inlinks", "the theme's home page alone links to it, or nothing does", "Jekyll"),
    Row("internal-links-live", "a draft's category has no page yet", "Pelican", path=r"drafts/"),
    Row(
        "metadata-unique", "the theme gives them the title of the front page", "Pelican", path=r"(?:archives|index2|$)"
    ),
    Row("near-duplicate", "of one author, the author's list is the front page again", "Pelican"),
    *(
        Row(
            rule,
            "a category of two posts in full looks like an article: the theme calls every page its home",
            "Pelican",
            path=r"(?:cellar|misc)/$",
            verdict="open",
        )
        for rule in ("content-depth", "depth-vs-site-norm", "permalink-readable")
    ),
    Row(
        "content-depth",
        "a list of two looks like an empty page with a menu, and that must not pass",
        "Hugo",
        path=r"notes/",
        verdict="open",
    ),
)


def judgement(generator: str, rule: str, path: str, message: str) -> str:
    """The verdict on a finding and its reason; of the rows that fit, the first counts. ``path`` has no first slash."""
    for row in _ROWS:
        if (
            row.rule == rule
            and (not row.generators or generator in row.generators.split())
            and re.match(row.path, path)
            and re.search(row.message, message)
        ):
            return f"{row.verdict}: {row.why}"
    return f"NOT JUDGED: {message}"

"""Eleventy, which brings no theme: the layout is ours."""

from __future__ import annotations

from generator_sites.base import BASE, BASE_HOST, NOT_FOUND, Generator, Shape, text
from generator_sites.markup import layout

__all__ = ["ELEVENTY"]

_LAYOUT = layout(
    title="{{ title }}",
    description="{{ description }}",
    url=f"{BASE_HOST}{{{{ page.url }}}}",
    kind="{{ kind or 'website' }}",
    content="{{ content | safe }}",
    links=(("/", "Orchard"), ("/posts/", "All posts"), ("/tags/shed/", "Shed"), ("/about/", "About")),
)
_CONFIG = """
import { writeFileSync } from "node:fs";

export default function (config) {
  config.addPassthroughCopy("robots.txt");
  config.addCollection("written", (api) => api.getFilteredByGlob("posts/**/*.md"));
  config.addPreprocessor("drafts", "md", (data) => (data.draft ? false : undefined));
  config.on("eleventy.after", ({ results }) => {
    const pages = results.filter(({ outputPath }) => outputPath.endsWith(".html"));
    const said = pages.map(({ url, inputPath }) => ({ url, source: inputPath.replace(/^\\.\\//, "") }));
    writeFileSync("said.json", JSON.stringify(said));
  });
  return { markdownTemplateEngine: "njk" };
}
"""
_WITHOUT_ENDING = _CONFIG.replace(
    "  return",
    """  config.addGlobalData("permalink", () => ({ page }) => `${page.filePathStem}.${page.outputFileExtension}`);
  config.addUrlTransform(({ url }) => url.endsWith(".html") ? url.slice(0, -".html".length) : undefined);
  return""",
)
_LIST = '<ul>{% for post in LIST %}<li><a href="{{ post.url }}">{{ post.data.title }}</a></li>{% endfor %}</ul>\n'
_SITEMAP = (
    "---\npermalink: /sitemap.xml\neleventyExcludeFromCollections: true\n---\n"
    '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    "{% for page in collections.all %}{% if not page.data.unlisted %}"
    f"<url><loc>{BASE_HOST}{{{{ page.url }}}}</loc></url>\n"
    "{% endif %}{% endfor %}</urlset>\n"
)
_FEED = (
    "---\npermalink: /feed.xml\neleventyExcludeFromCollections: true\n---\n"
    '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>Withywick Orchard</title>'
    f"<link>{BASE}</link><description>What the orchard keeps.</description>\n"
    "{% for post in collections.written %}"
    f"<item><title>{{{{ post.data.title }}}}</title><link>{BASE_HOST}{{{{ post.url }}}}</link></item>\n"
    "{% endfor %}</channel></rss>\n"
)


def _page(title: str, description: str, body: str, **more: str) -> str:
    header = {"layout": "base.njk", "title": title, "description": description, **more}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in header.items()) + f"---\n{body}"


ELEVENTY = Generator(
    name="Eleventy",
    packages=("@11ty/eleventy@3",),
    registry="npm",
    command=("eleventy", "--quiet"),
    out="_site",
    files={
        "eleventy.config.mjs": _CONFIG,
        "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {BASE}sitemap.xml\n",
        "_includes/base.njk": _LAYOUT,
        "sitemap.xml.njk": _SITEMAP,
        "feed.xml.njk": _FEED,
        "index.njk": _page(
            "Withywick Orchard",
            "What grows in the orchard and how it is kept.",
            _LIST.replace("LIST", "collections.written"),
        ),
        "about.md": _page("About the orchard", "Who keeps the orchard, and how long its rows have stood.", text(2)),
        "404.md": _page("Not found", "There is nothing here.", NOT_FOUND, permalink="404.html", unlisted="true"),
        "posts/posts.json": '{"kind": "article"}',
        "posts/index.njk": _page(
            "All posts",
            "Every post of the orchard, the oldest first.",
            _LIST.replace("LIST", "collections.written"),
            kind="website",
        ),
        "posts/2026-01-12-drying-plums.md": _page(
            "Drying plums slowly", "How plums dry in a cold shed in six weeks.", text(4), tags="shed"
        ),
        "posts/cellar/Second Pressing.md": _page(
            "The second pressing", "What a press still gives on the second day.", text(6), date="2026-02-03"
        ),
        "posts/cellar/winter.md": _page(
            "The cellar in winter",
            "What the cellar holds until spring comes.",
            text(5),
            date="2026-02-20",
            permalink="/keeping/till-may/",
        ),
        "posts/apples.md": _page(
            "Apples on straw",
            "Why apples are laid on straw, not in boxes.",
            text(8),
            date="2026-03-02",
            permalink='"/posts/{{ title | slugify }}/"',
            tags="shed",
        ),
        "posts/grafting.md": _page("Grafting in March", "A text that is not ready.", text(7), draft="true"),
        "tags.njk": (
            "---\nlayout: base.njk\npagination:\n  data: collections\n  size: 1\n  alias: tag\n"
            "  filter: [all, written]\npermalink: /tags/{{ tag }}/\n"
            "eleventyComputed:\n  title: Posts on the {{ tag }}\n"
            "  description: What was written on the {{ tag }} of the orchard.\n---\n"
            + _LIST.replace("LIST", "collections[tag]")
        ),
    },
    shapes={
        "a folder a page": Shape(),
        "files without their ending": Shape(
            files={"eleventy.config.mjs": _WITHOUT_ENDING, "_includes/base.njk": _LAYOUT.replace("/about/", "/about")}
        ),
    },
    edited="posts/cellar/Second Pressing.md",
    drafts=("posts/grafting.md",),
)

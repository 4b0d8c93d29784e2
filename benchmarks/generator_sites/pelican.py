"""Pelican with its default theme. It publishes drafts, at addresses to which nothing links."""

from __future__ import annotations

from generator_sites.base import BASE, BASE_HOST, NOT_FOUND, Generator, Shape, text

__all__ = ["PELICAN"]


def _post(title: str, summary: str, number: int, **more: str) -> str:
    header = {"Title": title, "Summary": summary, "Author": "Ada Field", **more}
    return "".join(f"{key}: {value}\n" for key, value in header.items()) + f"\n{text(number)}"


_CONF = f'''
import json

from pelican import signals
from pelican.plugins import sitemap

AUTHOR = "Ada Field"
SITENAME = "Withywick Orchard"
SITEURL = "{BASE_HOST}"
PATH = "content"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
FEED_DOMAIN = SITEURL
FEED_ALL_ATOM = "feeds/all.atom.xml"
DEFAULT_PAGINATION = 3
STATIC_PATHS = ["extra"]
EXTRA_PATH_METADATA = {{"extra/robots.txt": {{"path": "robots.txt"}}}}
SITEMAP = {{"format": "xml"}}
_said = []


def say(path, context):
    """Takes the address that Pelican gives a page."""
    content = context.get("article") or context.get("page")
    listing = next((context[kind] for kind in ("tag", "category", "author") if context.get(kind)), None)
    page = context.get("articles_page")
    if page is not None and page.number > 1:
        address, source = page.url, None
    elif content is not None:
        address, source = content.url, content.get_relative_source_path()
    elif listing is not None:
        address, source = listing.url, None
    else:
        address, source = context["output_file"].removesuffix("index.html"), None
    _said.append({{"url": f"{{SITEURL}}/{{address}}", "source": source and f"content/{{source}}"}})


def write(pelican):
    with open("said.json", "w", encoding="utf-8") as file:
        json.dump(_said, file)


class Say:
    @staticmethod
    def register():
        signals.content_written.connect(say)
        signals.finalized.connect(write)


PLUGINS = [sitemap, Say]
'''
_FOLDERS = """
ARTICLE_URL = "{category}/{date:%Y}/{slug}/"
ARTICLE_SAVE_AS = "{category}/{date:%Y}/{slug}/index.html"
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
CATEGORY_URL = "{slug}/"
CATEGORY_SAVE_AS = "{slug}/index.html"
TAG_URL = "tag/{slug}/"
TAG_SAVE_AS = "tag/{slug}/index.html"
AUTHOR_URL = "author/{slug}/"
AUTHOR_SAVE_AS = "author/{slug}/index.html"
"""

PELICAN = Generator(
    name="Pelican",
    packages=("pelican[markdown]>=4.10,<5", "pelican-sitemap>=1.2,<2"),
    registry="PyPI",
    command=("pelican", "--quiet", "-s", "pelicanconf.py"),
    out="output",
    files={
        "pelicanconf.py": _CONF,
        "content/extra/robots.txt": f"User-agent: *\nAllow: /\nSitemap: {BASE}sitemap.xml\n",
        "content/drying-plums.md": _post(
            "Drying plums slowly",
            "How plums dry in a cold shed in six weeks.",
            4,
            Date="2026-01-12",
            Tags="plums, shed",
        ),
        "content/cellar/Second Pressing.md": _post(
            "The second pressing", "What a press still gives on the second day.", 6, Date="2026-02-03", Tags="press"
        ),
        "content/cellar/winter.md": _post(
            "The cellar in winter",
            "What the cellar holds until spring.",
            5,
            Date="2026-02-20",
            Slug="what-keeps-till-may",
        ),
        "content/cellar/apples.md": _post(
            "Apples on straw", "Why apples are laid on straw, not in boxes.", 8, Date="2026-03-02", Tags="shed"
        ),
        "content/drafts/grafting.md": _post(
            "Grafting in March", "A text that is not ready.", 7, Date="2026-03-09", Status="draft"
        ),
        "content/pages/about.md": _post("About the orchard", "Who keeps the orchard.", 2),
        "content/pages/404.md": f"Title: Not found\nStatus: hidden\nSave_as: 404.html\nUrl: 404.html\n\n{NOT_FOUND}\n",
    },
    shapes={"files": Shape(), "a folder a page": Shape(files={"pelicanconf.py": _CONF + _FOLDERS})},
    edited="content/cellar/apples.md",
)

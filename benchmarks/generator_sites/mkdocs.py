"""MkDocs with its default theme."""

from __future__ import annotations

from generator_sites.base import BASE, Generator, Shape, text

__all__ = ["MKDOCS"]


def _page(title: str, description: str, number: int, **more: str) -> str:
    lines = "".join(f"{key}: {value}\n" for key, value in more.items())
    return f"---\ntitle: {title}\ndescription: {description}\n{lines}---\n\n# {title}\n\n{text(number)}"


_HOOK = '''
"""Writes the address that MkDocs gives each page."""
import json

_said = []


def on_post_page(output, page, config):
    _said.append({"url": page.canonical_url, "source": f"docs/{page.file.src_uri}"})


def on_post_build(config):
    with open("said.json", "w", encoding="utf-8") as file:
        json.dump(_said, file)
'''
_SETTINGS = f"""
site_name: Withywick Orchard
site_url: {BASE}
site_description: How a small orchard keeps, dries and presses what it grows, written down by those who do it.
draft_docs: |
  drafts/
hooks:
  - said.py
"""

MKDOCS = Generator(
    name="MkDocs",
    packages=("mkdocs>=1.6,<2",),
    registry="PyPI",
    command=("mkdocs", "build", "--quiet"),
    out="site",
    files={
        "said.py": _HOOK,
        "mkdocs.yml": _SETTINGS,
        "docs/index.md": _page("Withywick Orchard", "What grows in the orchard, and where each method is kept.", 1),
        "docs/about.md": _page("About the orchard", "Who keeps the orchard, and how long its rows have stood.", 2),
        "docs/methods/index.md": _page("All methods", "Every method of the orchard, sorted by what it is for.", 3),
        "docs/methods/drying-plums.md": _page("Drying plums slowly", "How plums dry in a cold shed in six weeks.", 4),
        "docs/methods/cellar/README.md": _page("The cellar in winter", "What the cellar holds until spring.", 5),
        "docs/methods/cellar/Second Pressing.md": _page("The second pressing", "What a press still gives later.", 6),
        "docs/drafts/grafting.md": _page("Grafting in March", "A text that is not ready to be read by others.", 7),
        **{
            f"docs/methods/keeping-{fruit}.md": _page(f"Keeping {fruit} till May", f"How {fruit} are kept.", 10 + at)
            for at, fruit in enumerate(("apples", "pears", "quinces", "medlars", "walnuts"))
        },
        "docs/robots.txt": f"User-agent: *\nAllow: /\nSitemap: {BASE}sitemap.xml\n",
    },
    shapes={
        "a folder a page": Shape(),
        "files": Shape(files={"mkdocs.yml": f"{_SETTINGS}use_directory_urls: false\n"}),
    },
    edited="docs/methods/drying-plums.md",
    drafts=("docs/drafts/grafting.md",),
)

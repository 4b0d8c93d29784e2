"""Jekyll with its usual theme and plugins."""

from __future__ import annotations

from generator_sites.base import BASE_HOST, NOT_FOUND, Generator, Shape, text

__all__ = ["JEKYLL"]

_SETTINGS = f"""
title: Withywick Orchard
description: How a small orchard keeps, dries and presses what it grows, written down by those who do it.
url: {BASE_HOST}
lang: en
author: Ada Field
theme: minima
plugins: [jekyll-feed, jekyll-sitemap, jekyll-seo-tag, jekyll-archives]
collections:
  methods:
    output: true
defaults:
  - scope: {{path: "", type: posts}}
    values: {{layout: post}}
  - scope: {{path: "", type: methods}}
    values: {{layout: page}}
  - scope: {{path: "", type: pages}}
    values: {{layout: page}}
jekyll-archives:
  enabled: [tags]
  layout: archive
  permalinks:
    tag: /tag/:name/
"""
_SAID = """---
permalink: /said.json
layout: null
sitemap: false
---
[{% assign all = site.html_pages | concat: site.documents %}
{% for page in all %}
{"url": {{ page.url | absolute_url | jsonify }}, "source": {{ page.path | jsonify }}}
{% unless forloop.last %},{% endunless %}
{% endfor %}]
"""


def _page(title: str, description: str, body: str, **more: str) -> str:
    header = {"title": title, "description": description, **more}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in header.items()) + f"---\n{body}"


JEKYLL = Generator(
    name="Jekyll",
    packages=("jekyll", "ruby-jekyll-archives"),
    registry="Debian",
    command=("jekyll", "build", "--quiet", "--strict_front_matter"),
    out="_site",
    files={
        "_config.yml": _SETTINGS,
        "addresses.json": _SAID,
        "index.md": _page("Withywick Orchard", "What grows in the orchard and how it is kept.", text(1), layout="home"),
        "about.md": _page("About the orchard", "Who keeps the orchard, and how long.", text(2), permalink="/about/"),
        "404.md": _page("Not found", "There is nothing here.", NOT_FOUND, permalink="/404.html"),
        "_layouts/archive.html": (
            "---\nlayout: page\n---\n<ul>{% for post in page.posts %}"
            '<li><a href="{{ post.url }}">{{ post.title }}</a></li>{% endfor %}</ul>\n'
        ),
        "_posts/2026-01-12-drying-plums.md": _page(
            "Drying plums slowly", "How plums dry in a cold shed in six weeks.", text(4), tags="[shed]"
        ),
        "_posts/cellar/2026-02-03-Second Pressing.md": _page(
            "The second pressing", "What a press still gives on the second day.", text(6), categories="cellar"
        ),
        "_posts/2026-02-20-winter.md": _page(
            "The cellar in winter", "What the cellar holds until spring comes.", text(5), permalink="/keeping/till-may/"
        ),
        "_posts/2026-03-02-apples.md": _page(
            "Apples on straw",
            "Why apples are laid on straw, not in boxes.",
            text(8),
            tags="[shed]",
            slug="apples-on-straw",
        ),
        "_methods/cold_pressing.md": _page("Cold pressing", "How the press is filled in the cold.", text(9)),
        "_drafts/grafting.md": _page("Grafting in March", "A text that is not ready.", text(7)),
    },
    shapes={
        "files": Shape(),
        "a folder a page": Shape(files={"_config.yml": f"{_SETTINGS}permalink: pretty\n"}),
        "files without their ending": Shape(files={"_config.yml": f"{_SETTINGS}permalink: /:title\n"}),
    },
    edited="_posts/cellar/2026-02-03-Second Pressing.md",
    drafts=("_drafts/grafting.md",),
)

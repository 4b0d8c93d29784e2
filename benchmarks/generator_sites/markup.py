"""What the layouts of generators without a theme share: the head of a page as its author would write it."""

from __future__ import annotations

from generator_sites.base import BASE_HOST

__all__ = ["layout"]


def layout(
    *,
    title: str,
    description: str,
    url: str,
    kind: str,
    content: str,
    more: str = "",
    links: tuple[tuple[str, str], ...],
) -> str:
    """A layout; each value is an expression of the generator's template language, ``url`` an absolute address."""
    menu = "".join(f'<li><a href="{href}">{label}</a></li>' for href, label in links)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<meta name="description" content="{description}">
<link rel="canonical" href="{url}">
<link rel="icon" href="/icon.svg">
<link rel="alternate" type="application/rss+xml" title="Withywick Orchard" href="{BASE_HOST}/feed.xml">
<meta property="og:title" content="{title}">
<meta property="og:type" content="{kind}">
<meta property="og:url" content="{url}">
<meta property="og:description" content="{description}">
<meta property="og:image" content="{BASE_HOST}/card.png">
<meta property="og:image:alt" content="Plums on a rack">
<meta property="og:site_name" content="Withywick Orchard">
<meta name="twitter:card" content="summary_large_image">
{more}
</head>
<body>
<nav><ul>{menu}</ul></nav>
<main>
<h1>{title}</h1>
{content}
</main>
</body>
</html>
"""

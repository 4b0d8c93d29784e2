"""Built folders for tests: files from texts, and pages in the shape that generators give them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

BASE = "https://plums.example/"


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """The folder, with these files in it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def page(
    title: str = "Drying plums",
    *,
    canonical: str | None = None,
    links: Iterable[str] = (),
    head: str = "",
    body: str = "",
) -> str:
    """A page that says little: its title, what it names as canonical, and where it leads."""
    named = f'<link rel="canonical" href="{canonical}">' if canonical is not None else ""
    anchors = "".join(f'<a href="{link}">{link.strip("/") or "home"}</a> ' for link in links)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{named}{head}</head>'
        f"<body><nav>{anchors}</nav><main><h1>{title}</h1>{body}</main></body></html>"
    )


def hugo_alias(target: str) -> str:
    """What Hugo writes for ``aliases``."""
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<title>{target}</title>\n<link rel="canonical" href="{target}">\n'
        f'<meta charset="utf-8">\n<meta http-equiv="refresh" content="0; url={target}">\n</head>\n</html>\n'
    )


def jekyll_redirect(target: str) -> str:
    """What jekyll-redirect-from writes."""
    return (
        f'<!DOCTYPE html>\n<html lang="en-US">\n  <meta charset="utf-8">\n  <title>Redirecting&hellip;</title>\n'
        f'  <link rel="canonical" href="{target}">\n  <script>location="{target}"</script>\n'
        f'  <meta http-equiv="refresh" content="0; url={target}">\n  <meta name="robots" content="noindex">\n'
        f'  <h1>Redirecting&hellip;</h1>\n  <a href="{target}">Click here if you are not redirected.</a>\n</html>\n'
    )


def astro_redirect(target: str, delay: int) -> str:
    """What Astro writes: no ``<html>``, and a delay of two seconds for a temporary redirect."""
    return (
        f'<!doctype html><title>Redirecting to: {target}</title><meta http-equiv="refresh" content="{delay};url={target}">'
        f'<meta name="robots" content="noindex"><link rel="canonical" href="{target}"><body><a href="{target}">On</a></body>'
    )


def sitemap(*addresses: str) -> str:
    """A sitemap of these addresses."""
    entries = "".join(f"<url><loc>{address}</loc><lastmod>2026-01-01</lastmod></url>" for address in addresses)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'

"""What a changed file is for a static site: the source of a page, something that shapes many, or neither."""

from __future__ import annotations

import re
from typing import Final, Literal

__all__ = ["Kind", "kind_of", "speaks_of_the_repository"]

Kind = Literal["page", "template_page", "shapes", "nothing"]
"""``page``: text of one page. ``template_page``: markup with code, which makes a page where it stands among pages, and
shapes many where not. ``shapes``: configuration, layout, data. ``nothing``: no page is made from it."""

_TEXTS: Final = frozenset(str.split("md markdown mdown mkd mdx mdoc rst adoc asciidoc org ipynb textile"))
_HTML: Final = frozenset(str.split("html htm xhtml"))
_TEMPLATES: Final = frozenset(str.split("njk liquid hbs handlebars mustache pug haml ejs erb slim webc"))
_CODE: Final = frozenset(str.split("js mjs cjs ts mts cts jsx tsx astro vue svelte rb py php go gohtml tmpl j2 jinja"))
_DATA: Final = frozenset(str.split("json yaml yml toml csv tsv xml po"))

_CONFIGURATION: Final = re.compile(
    r"(?:hugo|config)\.(?:toml|ya?ml|json)|_config[\w.-]*\.ya?ml|\.eleventy\.[cm]?js|eleventy\.config\.[cm]?[jt]s"
    r"|(?:astro|next|docusaurus|content|velite|contentlayer)\.config\.[cm]?[jt]s|sidebars[\w.-]*\.(?:[cm]?[jt]s|json)"
    r"|versions\.json|mkdocs[\w.-]*\.ya?ml|conf\.py|(?:pelican|publish)conf\.py|netlify\.toml|vercel\.json|_headers"
    r"|_redirects|\.htaccess|robots\.txt|staticwebapp\.config\.json|firebase\.json|package\.json|package-lock\.json"
    r"|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|Gemfile(?:\.lock)?|go\.(?:mod|sum)"
    r"|requirements[\w.-]*\.txt|(?:uv|poetry|pdm)\.lock|Pipfile(?:\.lock)?|[\w.-]+\.11tydata\.(?:[cm]?js|json)"
    r"|(?:authors|tags)\.ya?ml|\.pages|\.nav\.yml",
    re.IGNORECASE,
)
"""Names of files that a generator or a host goes by, wherever they stand."""
_PARTS: Final = frozenset(
    str.split(
        "layouts _layouts _includes _templates _partials partials shortcodes _components _snippets snippets _plugins"
    )
)
"""Folders that hold parts of pages and nothing else, texts among them."""
_SHAPING: Final = _PARTS | frozenset(
    str.split(
        "layout includes templates theme _theme themes components data _data i18n _i18n locale locales lang overrides "
        "plugins macros lib libs utils helpers hooks filters extensions _ext"
    )
)
"""Folders that hold parts of pages, or may be a section of the site: a text in them may be a page."""
_NEVER: Final = frozenset(str.split("node_modules bower_components archetypes"))
_NO_SITE: Final = frozenset(str.split("tests test __tests__ spec e2e scripts vendor"))
"""Folders whose code makes no page."""
_ABOUT: Final = re.compile(
    r"(?:readme|changelog|changes|history|contributing|code_of_conduct|security|license|licence|notice|authors|support"
    r"|governance|maintainers|todo|claude|agents)[\w.-]*",
    re.IGNORECASE,
)
"""Files at the top of a repository that speak of the repository."""
_CODE_FOLDERS: Final = frozenset(str.split("src app pages"))
_CONTENT_FOLDERS: Final = frozenset(
    str.split("content contents _content collections _posts posts blog articles config")
)


def speaks_of_the_repository(name: str) -> bool:
    """Whether a file is for the people who work on a repository, by its name: a readme, a licence."""
    return _ABOUT.fullmatch(name.rpartition(".")[0] or name) is not None


def kind_of(path: str) -> Kind:
    """The kind of a file by its path in the repository, parted by ``/``."""
    *folders, name = path.split("/")
    lowered = [folder.lower() for folder in folders]
    if not _NEVER.isdisjoint(lowered) or any(folder.startswith(".") for folder in folders):
        return "nothing"
    if _CONFIGURATION.fullmatch(name):
        return "shapes"
    stem, _, ending = name.rpartition(".")
    ending = ending.lower()
    if not folders and _ABOUT.fullmatch(stem or name):
        return "nothing"
    if ending in _TEXTS:
        return "page" if _PARTS.isdisjoint(lowered) else "shapes"
    shaping = not _SHAPING.isdisjoint(lowered)
    if ending in _HTML:
        return "shapes" if shaping or stem.startswith("_") else "page"
    if not _NO_SITE.isdisjoint(lowered):
        return "nothing"
    if ending in _TEMPLATES:
        return "shapes" if shaping or stem.startswith("_") else "template_page"
    if ending in _CODE:
        return _kind_of_code(lowered, stem, shaping=shaping)
    if ending in _DATA:
        content = not _CONTENT_FOLDERS.isdisjoint(lowered) or (bool(folders) and stem == folders[-1])
        return "shapes" if shaping or content else "nothing"
    return "nothing"


def _kind_of_code(folders: list[str], stem: str, *, shaping: bool) -> Kind:
    """Next and Astro make a page of each file in ``pages/``, Next of each ``page`` in ``app/``; none in ``api/``."""
    if "api" in folders or stem == "route":
        return "nothing"
    if "pages" in folders or stem == "page":
        return "shapes" if shaping or stem.startswith("_") else "template_page"
    return "shapes" if shaping or not _CODE_FOLDERS.isdisjoint(folders) else "nothing"

"""What the source of a page says of the address it will have, in the notations of static site generators.

YAML between ``---``, TOML between ``+++``, a JSON object, Pelican's header lines, and field lists of reStructuredText.
Only the few keys that bear on an address are read, and of YAML only plain values of the first level.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

__all__ = ["FrontMatter", "read_front_matter"]

_KEY: Final = re.compile(r"([A-Za-z_][\w-]{0,40}):(?:[ \t]+(.*))?")
_ITEM: Final = re.compile(r"[ \t]*-[ \t]+(.*)")
_FIELD: Final = re.compile(r":([A-Za-z_]{1,40}):[ \t]*(.*)")
_HEADING: Final = re.compile(r"^#[ \t]+(\S.*)", re.MULTILINE)
_UNDERLINED: Final = re.compile(r"^(\S.*)\n(?:={3,}|-{3,}|#{3,}|\*{3,})[ \t]*$", re.MULTILINE)
_HEADER: Final = frozenset(
    {"title", "slug", "date", "author", "authors", "category", "tags", "summary", "url", "save_as"}
)
"""Keys with which a header of Pelican (or MultiMarkdown) may begin."""
_DRAFT: Final = {
    **dict.fromkeys(("draft", "unpublished", "isdraft"), ("true", "yes")),
    **dict.fromkeys(("published", "publish"), ("false", "no")),
    "status": ("draft", "hidden"),
}
"""Keys and values of Hugo, Astro, Docusaurus (``draft``), Jekyll (``published``) and Pelican (``status``)."""
_DATES: Final = ("publishdate", "pubdate", "date")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_LINES: Final = 2_000
"""Lines of front matter that are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What bears on the address of a page. Null or empty: not said."""

    permalinks: tuple[str, ...] = ()
    """Whole paths: ``permalink``, ``url``, ``save_as``. Those with a template in them are left out."""
    slugs: tuple[str, ...] = ()
    """Last parts of a path, or a path that begins with ``/``: ``slug``, ``id``. Numbers are left out: they name
    no page."""
    aliases: tuple[str, ...] = ()
    """Paths that lead there: ``aliases``, ``redirect_from``."""
    title: str | None = None
    """``title``, else the first heading."""
    is_given: bool = False
    """There is front matter: the text is meant for a generator."""
    draft: bool = False
    """It says that the page is not to be built yet, or not at all: ``draft: true``, ``published: false``,
    ``status: draft``."""
    date: str | None = None
    """The day from which it is published, ``YYYY-MM-DD``: ``publishDate``, else ``date``."""


def read_front_matter(text: str) -> FrontMatter:
    """Read the beginning of a source. Never raises; what cannot be read is not said."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    values, body = _values(text)
    lower = {str(key).lower(): value for key, value in values.items()}
    heading = _HEADING.search(body) or _UNDERLINED.search(body)
    title = lower.get("title")
    return FrontMatter(
        permalinks=tuple(_paths(lower, ("permalink", "url", "save_as"))),
        slugs=tuple(slug for slug in _paths(lower, ("slug", "id")) if not slug.isdigit()),
        aliases=tuple(_paths(lower, ("aliases", "redirect_from"))),
        title=title if isinstance(title, str) and title else heading[1].strip() if heading else None,
        is_given=bool(values),
        draft=any(str(lower.get(key)).lower() in said for key, said in _DRAFT.items()),
        date=next((found[0] for key in _DATES if (found := _DAY.match(str(lower.get(key))))), None),
    )


def _values(text: str) -> tuple[Mapping[str, Any], str]:  # Any: values of YAML, TOML or JSON
    first, _, rest = text.partition("\n")
    fence = first.strip()
    if fence in ("---", "+++"):
        inside, end, body = f"\n{rest}".partition(f"\n{fence}")
        if end and fence == "---":
            return _yaml(inside), body
        if end:
            try:
                return tomllib.loads(inside), body
            except (ValueError, RecursionError):
                return {}, body
    if fence.startswith("{"):
        try:
            value, at = json.JSONDecoder().raw_decode(text)
        except (ValueError, RecursionError):
            return {}, text
        return (value if isinstance(value, dict) else {}), text[at:]
    if (found := _KEY.fullmatch(first)) and found[1].lower() in _HEADER:
        header, _, body = text.partition("\n\n")
        return _yaml(header), body
    fields = (_FIELD.fullmatch(line) for line in text.split("\n", _LINES)[:_LINES])
    return {found[1]: found[2].strip() for found in fields if found}, text


def _yaml(text: str) -> dict[str, object]:
    """Texts and lists of texts of the first level; all else is passed over."""
    values: dict[str, object] = {}
    items: list[str] | None = None
    for line in text.split("\n", _LINES)[:_LINES]:
        if found := _KEY.fullmatch(line):
            raw = (found[2] or "").strip()
            items = None
            if raw.startswith("["):
                values[found[1]] = [_plain(part) for part in raw.strip("[]").split(",")]
            elif raw and not raw.startswith("#"):
                values[found[1]] = _plain(raw)
            else:
                items = []
                values[found[1]] = items
        elif items is not None and (found := _ITEM.fullmatch(line)):
            items.append(_plain(found[1]))
    return values


def _plain(raw: str) -> str:
    raw = raw.strip()
    if raw[:1] in ("'", '"'):
        return raw[1:].partition(raw[0])[0]
    return raw.partition(" #")[0].strip()


def _paths(values: Mapping[str, Any], keys: Iterable[str]) -> Iterable[str]:  # Any: see _values
    for key in keys:
        given = values.get(key)
        for path in given if isinstance(given, list) else [given]:
            # "/:year/:title/" and "/blog/{{ page.fileSlug }}/" are made by the generator, not by us.
            if isinstance(path, str) and path and not re.search(r"[{}]|(?:^|/):[a-z]", path):
                yield path

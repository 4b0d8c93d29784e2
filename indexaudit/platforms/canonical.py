"""The canonical form that a platform's grammar gives to an address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple
from urllib.parse import quote, unquote_plus

from indexaudit.platforms.base import Platform
from indexaudit.web.tracking import is_tracking

__all__ = ["Query", "dropped", "filled", "kept", "target_of"]

_HOLE: Final = re.compile(r"\{(\w+)\}")
_OPTIONAL: Final = re.compile(r"\[([^\[\]]*)\]")
_PLAIN: Final = "-._~!$'()*,;:@/%"
"""Characters that stand in a query as they are (URL standard, query percent-encode set), without those of form data."""

_COLLAPSED: Final = re.compile(r"(https?):/{1,3}(?=[^/])", re.IGNORECASE)
_HOST_LIKE: Final = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[:/?#]|$)")


class Query(NamedTuple):
    """One pair of a query, as written and decoded."""

    raw: str
    name: str
    value: str

    @classmethod
    def read(cls, query: str) -> tuple[Query, ...]:
        """The pairs of a query, in order."""
        made = []
        for raw in query.split("&"):
            if raw:
                name, _, value = raw.partition("=")
                made.append(cls(raw, unquote_plus(name), unquote_plus(value)))
        return tuple(made)


def filled(template: str, named: Mapping[str, str]) -> str | None:
    """The template with its parts; ``[…]`` falls away when one of its parts is missing. Null when nothing is left.

    Parts of the path are percent-encoded already; those of a query are encoded here.
    """

    def optional(match: re.Match[str]) -> str:
        return match[1] if all(name in named for name in _HOLE.findall(match[1])) else ""

    text = _OPTIONAL.sub(optional, template) if "[" in template else template
    if not text:
        return None
    path, question, query = text.partition("?")
    try:
        made = _HOLE.sub(lambda m: quote(named[m[1]], safe=_PLAIN), path)
        if question:
            made += "?" + _HOLE.sub(lambda m: quote(named[m[1]], safe=_PLAIN.replace("%", "")), query)
    except KeyError:
        return None
    return made


def dropped(platform: Platform | None, name: str) -> bool:
    """Whether a parameter never matters on the platform."""
    return is_tracking(name) or (
        platform is not None and (_listed(platform.track, name) or _listed(platform.drop, name))
    )


def tracks(platform: Platform, name: str) -> bool:
    """Whether the platform's file says that a parameter only tells where a reader came from."""
    return _listed(platform.track, name)


def kept(pairs: tuple[Query, ...], platform: Platform | None, *, selecting: bool) -> str:
    """The query of the canonical form. ``selecting``: parameters that the files do not name may matter."""
    left = [
        pair.raw
        for pair in pairs
        if (platform is not None and pair.name in platform.keep) or (selecting and not dropped(platform, pair.name))
    ]
    return "&".join(left)


def target_of(template: str, named: Mapping[str, str], pairs: tuple[Query, ...], query: str) -> str | None:
    """Where a wrapper or a wall leads: an address, absolute or on the platform's host; null when it does not say."""
    if template == "?":
        return _whole(unquote_plus(query)) if query else None
    if template.startswith("?"):
        names = template[1:].split("|")
        value = next((pair.value for name in names for pair in pairs if pair.name == name and pair.value), None)
        return _whole(value) if value else None
    made = filled(template, {"rest": "", **named})
    if made is None:
        return None
    made = _whole(made)
    return f"{made}?{query}" if query and "?" not in made else made


def _whole(text: str) -> str:
    """``https:/example.com`` and ``example.com/a`` as browsers would complete them."""
    text = text.strip()
    if found := _COLLAPSED.match(text):
        return f"{found[1].lower()}://{text[found.end() :]}"
    return "https://" + text if _HOST_LIKE.match(text) else text


def _listed(names: tuple[str, ...], name: str) -> bool:
    return name in names or any(n.endswith("*") and name.startswith(n[:-1]) for n in names)

"""The files by which a folder tells its host: ``_redirects`` and ``_headers`` (Netlify, Cloudflare), ``vercel.json``.

Regular expressions of a file's own (``vercel.json`` allows them) and rules with conditions on the reader are set aside
with a note.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from indexaudit.gate.hosting import HeaderRule, Hosting, Redirect, is_pattern, is_sound
from indexaudit.gate.notes import Notes

__all__ = ["read_hosting"]

_MOST: Final = 10_000
"""Rules of one file that are read; Cloudflare takes 2,100 redirects, Netlify advises against more than 10,000."""
_PATTERNS: Final = 1_000
"""Redirects with patterns, and rules on headers, that are read: each is tried on every page. Cloudflare takes 100 of
either."""
_STATUS: Final = re.compile(r"(\d{3})(!?)")
_VERCEL_REST: Final = re.compile(r"/(?::[A-Za-z_][A-Za-z0-9_]*[*+]|\(\.\*\))(?:\(/\)\?)?")
_VERCEL_SPLAT: Final = re.compile(r":[A-Za-z_][A-Za-z0-9_]*[*+]|\$1")
_PORT: Final = re.compile(r":\d+\Z")


def read_hosting(read: Callable[[str], bytes | None], host: str, notes: Notes) -> Hosting:
    """Read ``_redirects``, ``_headers`` and ``vercel.json``. Never raises for what they hold.

    ``read`` gives the bytes of a file by its name, or null. ``host``: that of the base address; a header that a file
    limits to another host (``https://:project.pages.dev/*``: previews) is set aside with a note.
    """
    redirects = list(_redirects(_lines(read("_redirects")), host, notes))
    headers = list(_headers(_lines(read("_headers")), host, notes))
    clean = slash = None
    if (body := read("vercel.json")) is not None:
        said = _json(body, notes)
        redirects += _vercel_redirects(said, notes)
        headers += _vercel_headers(said, host, notes)
        clean, slash = (_switch(said, key) for key in ("cleanUrls", "trailingSlash"))
    if read(".htaccess") is not None:
        notes.add("it says how Apache serves the folder, and was not read", ".htaccess")
    patterns = [rule for rule in redirects if is_pattern(rule.source)]
    if len(redirects) > _MOST or len(patterns) > _PATTERNS or len(headers) > _PATTERNS:
        notes.add(f"beyond {_MOST:,} rules, or {_PATTERNS:,} with patterns, nothing was read", "redirects and headers")
        left = set(patterns[_PATTERNS:])
        redirects = [rule for rule in redirects if rule not in left][:_MOST]
    return Hosting(
        redirects=tuple(redirects), headers=tuple(headers[:_PATTERNS]), clean_urls=clean, trailing_slash=slash
    )


def _lines(body: bytes | None) -> list[str]:
    return [] if body is None else body.decode("utf-8-sig", "replace").splitlines()


# --- _redirects (docs.netlify.com/manage/routing/redirects, developers.cloudflare.com/pages/configuration/redirects) --


def _redirects(lines: list[str], host: str, notes: Notes) -> Iterator[Redirect]:
    for number, line in enumerate(lines, 1):
        words = f" {line}".split(" #", 1)[0].split()
        if not words:
            continue
        where = f"_redirects, line {number}"
        source, *rest = words
        # Parameters of a query stand between the source and the target, conditions behind the status.
        at = next((i for i, word in enumerate(rest) if word.startswith(("/", "http://", "https://"))), None)
        if at is None:
            notes.add("it is no redirect", where)
            continue
        status = _STATUS.fullmatch(rest[at + 1]) if at + 1 < len(rest) else None
        conditions = rest[at + 1 + (status is not None) :]
        if at or conditions:
            notes.add("it has conditions, and was set aside", where)
            continue
        path = _own_path(source, host)
        if path is None:
            if not source.startswith(("http://", "https://")):
                notes.add("it is no redirect", where)
            continue
        if not is_sound(path):
            notes.add("its pattern was not understood", where)
            continue
        code = int(status[1]) if status else 301
        yield Redirect(source=path, target=rest[at], status=code, force=bool(status and status[2]))


# --- _headers ---------------------------------------------------------------------------------------------------------


def _headers(lines: list[str], host: str, notes: Notes) -> Iterator[HeaderRule]:
    source: str | None = None
    told = ""
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        if text.startswith(("/", "http://", "https://")) and not line[0].isspace():
            told, source = text, _own_path(text, host)
            if source is not None and not is_sound(source):
                notes.add("its pattern was not understood", f"_headers, line {number}")
                source = None
            continue
        name, colon, value = text.partition(":")
        if not colon or not told:
            # Cloudflare takes a header away with "! Name".
            notes.add("it is no header", f"_headers, line {number}")
        elif source is not None:
            yield HeaderRule(source=source, headers=((name.strip(), value.strip()),))
        elif name.strip().lower() == "x-robots-tag":
            notes.add("X-Robots-Tag is for another host, and was set aside", f"_headers, line {number} ({told})")


def _own_path(source: str, host: str) -> str | None:
    """The path of a pattern; null when it is for another host, or no path."""
    if source.startswith("/"):
        return source
    scheme, marks, rest = source.partition("://")
    if not marks or scheme not in ("http", "https"):
        return None
    named, _, path = rest.partition("/")
    return f"/{path}" if _is_host(_PORT.sub("", named), host) else None


def _is_host(pattern: str, host: str) -> bool:
    """Whether a host is meant: label by label, ``:name`` for one, ``*`` for some."""
    labels, given = pattern.lower().split("."), host.lower().split(".")
    if labels[0] == "*":
        return len(given) >= len(labels) and _is_host(".".join(labels[1:]) or host, ".".join(given[1 - len(labels) :]))
    return len(labels) == len(given) and all(
        one == other or one.startswith(":") for one, other in zip(labels, given, strict=True)
    )


# --- vercel.json (vercel.com/docs/project-configuration) --------------------------------------------------------------


def _json(body: bytes, notes: Notes) -> Mapping[str, Any]:
    try:
        said = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        notes.add("it is no JSON object, and was not read", "vercel.json")
        return {}
    return said


def _switch(said: Mapping[str, Any], key: str) -> bool | None:
    value = said.get(key)
    return value if isinstance(value, bool) else None


def _entries(said: Mapping[str, Any], key: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    entries = said.get(key)
    for number, entry in enumerate(entries if isinstance(entries, list) else [], 1):
        if isinstance(entry, dict):
            yield f"vercel.json, {key} {number}", entry


def _vercel_redirects(said: Mapping[str, Any], notes: Notes) -> Iterator[Redirect]:
    for where, entry in _entries(said, "redirects"):
        source, target = entry.get("source"), entry.get("destination")
        if not isinstance(source, str) or not isinstance(target, str):
            notes.add("it is no redirect", where)
            continue
        if entry.get("has") or entry.get("missing"):
            notes.add("it has conditions, and was set aside", where)
            continue
        path = _from_vercel(source)
        if path is None:
            notes.add("its pattern was not understood", where)
            continue
        given = entry.get("statusCode")
        status = given if isinstance(given, int) else 308 if entry.get("permanent", True) else 307
        yield Redirect(source=path, target=_VERCEL_SPLAT.sub(":splat", target), status=status, force=True)


def _vercel_headers(said: Mapping[str, Any], host: str, notes: Notes) -> Iterator[HeaderRule]:
    for where, entry in _entries(said, "headers"):
        source, given = entry.get("source"), entry.get("headers")
        lines = tuple(
            (one["key"], one["value"])
            for one in (given if isinstance(given, list) else ())
            if isinstance(one, dict) and isinstance(one.get("key"), str) and isinstance(one.get("value"), str)
        )
        path = _from_vercel(source) if isinstance(source, str) else None
        if path is None:
            notes.add("its pattern was not understood", where)
            continue
        conditions = [one for key in ("has", "missing") if isinstance(some := entry.get(key), list) for one in some]
        if conditions and not _only_for(conditions, entry, host):
            named = any(name.lower() == "x-robots-tag" for name, _ in lines)
            notes.add(f"{'X-Robots-Tag' if named else 'it'} is for another host or reader, and was set aside", where)
            continue
        yield HeaderRule(source=path, headers=lines)


def _only_for(conditions: list[Any], entry: Mapping[str, Any], host: str) -> bool:
    """Whether the one condition is that the host is ours."""
    one = conditions[0]
    return (
        len(conditions) == 1
        and not entry.get("missing")
        and isinstance(one, dict)
        and one.get("type") == "host"
        and str(one.get("value")).replace("\\.", ".").lower() == host.lower()
    )


def _from_vercel(source: str) -> str | None:
    """A pattern of path-to-regexp as ours; null where it holds a regular expression of its own, or two rests."""
    plain = _VERCEL_REST.sub("/*", source).removesuffix("(/)?")
    return plain if plain.startswith("/") and not re.search(r"[(){}\\?+]", plain) and is_sound(plain) else None

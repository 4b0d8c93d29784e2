"""Patterns of paths, parameters and fragments to regular expressions.

A pattern is the address as one would write it down, with names for its parts::

    /{user}/status/{id:digits}[/photo/{n:digits}]
    /(permalink|story).php
    /{slug:word1-20!home,search}

``{name}`` is one segment or a part of it, ``{name:type}`` one of a type, ``{name:type4}`` of that many characters,
``{name:type1-20}`` and ``{name:type6+}`` of so many. ``!a,b`` excludes segments. ``{name:a|b}`` is one of these words.
``[…]`` may be absent, ``(a|b)`` is a choice; everything else stands for itself, in any case. A path may end in a slash
or not, unless the pattern ends in ``/`` (it must) or ``$`` (it must not).

Types: ``digits``, ``signed``, ``hex``, ``letters``, ``alnum``, ``word`` (letters, digits, ``_``), ``code`` (also
``-``), ``dashed`` (letters, digits, ``-``), ``dotted`` (letters, digits, ``_ .``), ``handle`` (also ``-``), ``local``
(a segment without ``@``), ``uuid``, ``year``, ``locale`` (``en``, ``pt-br``), ``title`` (not one or two digits alone),
``lettered`` (begins with a letter), ``worded`` (holds a letter, and is no long identifier), ``titled`` (holds a letter
beyond ``f``, and no UUID), ``mixed12`` (so many hexadecimal digits, one of them a letter), ``some`` (a segment, may be
empty), ``rest`` (any segments), ``any`` (the same, may be empty).

Every regular expression is anchored, and takes time linear in the text: no repetition holds another.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["compile_pattern", "first_segments", "literal_of", "names_of", "numbers_in"]

_TYPES: Final = {
    "": "[^/]",
    "digits": "[0-9]",
    "hex": "[0-9a-f]",
    "letters": "[a-z]",
    "alnum": "[0-9a-z]",
    "word": "[0-9a-z_]",
    "code": "[0-9a-z_-]",
    "dashed": "[0-9a-z-]",
    "dotted": "[0-9a-z_.]",
    "handle": "[0-9a-z_.-]",
    "local": "[^/@]",
    "uuid": "[0-9a-f-]",
}
"""The characters of types whose length can be given."""

_WHOLE: Final = {
    "signed": "-?[0-9]+",
    "locale": "[a-z]{2}(?:-[a-z]{2,4})?",
    "year": "(?:199|20[0-9])[0-9]",
    "worded": "(?=[^/]*[a-z%])(?![0-9a-z]{20,}/?$)[^/]+",
    "title": "(?![0-9]{1,2}/?$)[^/]+",
    "titled": "(?=[^/]*[g-z%])(?![^/]*[0-9a-f]{8}-[0-9a-f]{4}-)[^/]+",
    "lettered": "[a-z][^/]*",
    "some": "[^/]*",
    "rest": ".+",
    "any": ".*",
}
_MIXED: Final = re.compile(r"mixed(\d+)")
_PART: Final = re.compile(r"\{(?P<name>[a-z_]+)(?::(?P<type>[^{}!]*))?(?:!(?P<not>[^{}]*))?\}")
_FIRST: Final = re.compile(r"/(?:(?P<one>[\w.@+-]+)|\((?P<some>[\w./|-]+)\))(?P<end>/|\[/|\$?$)")
_GROUP: Final = re.compile(r"[\[(][^\[\]()]*[\])]")
_OUTSIDE: Final = re.compile(r"\{[^{}]*\}|\0")
_NUMBERS: Final = re.compile(r"(?:([/\0])\{[a-z_]+:year\}(?=/|$|\0)|\{[a-z_]+:(?:digits|year)[^{}]*\})")
_TYPE: Final = re.compile(r"(?P<kind>[a-z]*?)(?P<least>\d+)?(?:-(?P<most>\d+)|(?P<more>\+))?")


def compile_pattern(pattern: str, *, path: bool = True) -> re.Pattern[str]:
    """The pattern as a regular expression for ``fullmatch``. Raises :class:`ValueError` that says what is wrong.

    ``path`` false is for parameters and fragments: a part may hold slashes, and no slash is added.
    """
    closed = path and pattern.endswith("$")
    body = pattern[:-1] if closed else pattern
    made, depth, at = [], [], 0
    while at < len(body):
        character = body[at]
        if character == "{":
            part = _PART.match(body, at)
            if part is None:
                raise ValueError(f"no part at {body[at:][:30]!r}; write {{name}} or {{name:type}}")
            made.append(_part(part, path=path))
            at = part.end()
            continue
        if character in "[(":
            depth.append(character)
            made.append("(?:")
        elif character in "])":
            if not depth or depth.pop() + character not in ("[]", "()"):
                raise ValueError(f"{character!r} closes nothing")
            made.append(")?" if character == "]" else ")")
        elif character == "|" and depth:
            made.append("|")
        else:
            made.append(re.escape(character))
        at += 1
    if depth:
        raise ValueError(f"{depth[-1]!r} is never closed")
    if path and not closed and not pattern.endswith("/"):
        made.append("/?")
    return re.compile("".join(made), re.IGNORECASE)


def first_segments(pattern: str) -> frozenset[str] | None:
    """The first segments, in lower case, of the paths that can fit; null when they cannot be counted up."""
    found = _FIRST.match(pattern)
    if found is None:
        return None
    words = [found["one"]] if found["one"] else found["some"].split("|")
    return frozenset(word.partition("/")[0].lower() for word in words)


def literal_of(pattern: str) -> str:
    """The longest text that every path that fits holds, in lower case; may be empty."""
    return max(_OUTSIDE.split(_bare(pattern)), key=len).removesuffix("$").lower()


def numbers_in(pattern: str) -> int:
    """What every path that fits holds: 2 a year as a segment, 1 a digit, 0 neither."""
    found = _NUMBERS.findall(_bare(pattern))
    return 2 if any(found) else 1 if found else 0


def _bare(pattern: str) -> str:
    """The pattern without what may be absent or chosen."""
    while (less := _GROUP.sub("\0", pattern)) != pattern:
        pattern = less
    return pattern


def names_of(pattern: str) -> tuple[str, ...]:
    """The names of the parts."""
    return tuple(part["name"] for part in _PART.finditer(pattern))


def _part(part: re.Match[str], *, path: bool) -> str:
    text = _characters(part["type"] or "", path=path)
    if part["not"]:
        words = "|".join(re.escape(word) for word in part["not"].split(","))
        text = f"(?!(?:{words})(?:/|$)){text}"
    return text if part["name"] == "_" else f"(?P<{part['name']}>{text})"


def _characters(kind: str, *, path: bool) -> str:
    if "|" in kind:
        return "|".join(map(re.escape, kind.split("|")))
    if kind in _WHOLE:
        return _WHOLE[kind]
    if mixed := _MIXED.fullmatch(kind):
        return f"(?=[0-9a-f]*[a-f])[0-9a-f]{{{mixed[1]}}}"
    read = _TYPE.fullmatch(kind)
    if read is None or read["kind"] not in _TYPES:
        raise ValueError(f"no type {kind!r}; known: {', '.join(sorted(filter(None, (*_TYPES, *_WHOLE))))}")
    characters = "." if not path and not read["kind"] else _TYPES[read["kind"]]
    if read["least"] is None:
        return characters + "+"
    if read["most"]:
        return f"{characters}{{{read['least']},{read['most']}}}"
    return f"{characters}{{{read['least']},}}" if read["more"] else f"{characters}{{{read['least']}}}"

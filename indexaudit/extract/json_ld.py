"""JSON-LD, block by block: a broken block never hides the others, and is kept with its line and reason."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from indexaudit.config import Limits
from indexaudit.facts import BrokenBlock
from indexaudit.web.plain_text import unescape

__all__ = ["Block", "Read", "read_blocks"]

# Possessive, and an open end counts as the end: a broken string is passed once, not once for each of its quotes.
_STRING: Final = r'"(?:[^"\\]++|\\.)*+"?'
_BRACKETS: Final = re.compile(_STRING + r"|([\[{])|([\]}])", re.DOTALL)
_COMMENTS: Final = re.compile(_STRING + r"|(//[^\n]*|/\*(?:[^*]++|\*(?!/))*+(?:\*/)?)", re.DOTALL)
_COMMAS: Final = re.compile(_STRING + r"|(,)(?=\s*+[\]}])", re.DOTALL)
_ODD_SPACES: Final = re.compile(_STRING + r"|([\u00a0\u200b\u2028\u2029\u3000\ufeff])", re.DOTALL)
_OPENING: Final = re.compile(r"\s*(?:\ufeff|<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)")
_CLOSING: Final = re.compile(r"(?://\s*-->|-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>|(;))\s*\Z")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_LONGEST_NUMBER: Final = 400
"""Digits of a number that are read as one (Python itself refuses above 4,300)."""
_MOST_VALUES: Final = 100
"""Values one after another in a block that is no single JSON text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One script of type ``application/ld+json``."""

    text: str
    line: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One block as JSON values, each an object, with what was wrong with it."""

    objects: tuple[dict[str, Any], ...]
    broken: tuple[BrokenBlock, ...]
    line: int | None


class _Notes:
    """What was odd while one block was read."""

    def __init__(self) -> None:
        self.codes: dict[str, str] = {}

    def pairs(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            seen: set[str] = set()
            twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
            self.codes.setdefault(
                "duplicate_keys", f"the key {twice[:60]!r} is written twice in one object; the last one counts"
            )
        return found

    def constant(self, text: str) -> str:
        self.codes.setdefault("bad_number", f"{text} is no JSON number")
        return text

    def integer(self, text: str) -> int | str:
        if len(text) > _LONGEST_NUMBER:
            self.codes.setdefault("bad_number", f"a number of {len(text)} digits was kept as text")
            return text
        return int(text)

    def real(self, text: str) -> float | str:
        value = float(text) if len(text) <= _LONGEST_NUMBER else math.inf
        if math.isfinite(value):
            return value
        self.codes.setdefault("bad_number", f"the number {text[:40]} is too large and was kept as text")
        return text

    def decoder(self, *, strict: bool) -> json.JSONDecoder:
        return json.JSONDecoder(
            object_pairs_hook=self.pairs,
            parse_constant=self.constant,
            parse_int=self.integer,
            parse_float=self.real,
            strict=strict,
        )


def read_blocks(blocks: Sequence[Block], limits: Limits) -> Iterator[Read]:
    """Read every block within the limits. Never raises."""
    total = 0
    for number, block in enumerate(blocks):
        size = len(block.text)
        total += size
        if number >= limits.json_ld_blocks:
            yield _lost(block, "too_large", f"more than {limits.json_ld_blocks} blocks; the others were left unread")
            return
        if size > limits.json_ld_block_bytes or total > limits.json_ld_page_bytes:
            yield _lost(block, "too_large", f"{size} characters are beyond the limit for JSON-LD; left unread")
            continue
        yield _read(block, limits)


def _read(block: Block, limits: Limits) -> Read:
    text, skipped, around = _unwrapped(block.text)
    if not text:
        # Nothing was said, so nothing is lost.
        return _lost(block, "empty", "the block is empty", lost=False)
    if _depth(text, limits.json_ld_depth) > limits.json_ld_depth:
        return _lost(block, "too_deep", f"nested more than {limits.json_ld_depth} deep")
    notes = _Notes()
    notes.codes.update(around)
    first = None if block.line is None else block.line + skipped
    line = block.line
    try:
        values: list[Any] = [notes.decoder(strict=True).decode(text)]
    except json.JSONDecodeError as error:
        line = None if first is None else first + error.lineno - 1
        notes.codes = dict(around)
        values = _leniently(text, notes, error)
        if not values:
            reason = f"{error.msg} at line {error.lineno}, column {error.colno} of the block"
            return _lost(block, "syntax", reason, line=line, near=(text, error.pos))
    except (RecursionError, ValueError) as error:
        return _lost(block, "syntax", f"cannot be read ({type(error).__name__})")
    objects = tuple(_objects(values))
    if not objects:
        return _lost(block, "not_object", "the block holds no object")
    if "\\ud" in text or "\\uD" in text:
        objects = tuple(_without_surrogates(o, notes) for o in objects)
    broken = tuple(
        BrokenBlock(code=code, reason=reason, syntax="json-ld", line=line, text=_near(text, 0), lost=False)
        for code, reason in notes.codes.items()
    )
    return Read(objects=objects, broken=broken, line=block.line)


def _lost(
    block: Block,
    code: str,
    reason: str,
    *,
    line: int | None = None,
    near: tuple[str, int] | None = None,
    lost: bool = True,
) -> Read:
    text = _near(*near) if near else _near(block.text[:2_000].strip(), 0)
    line = block.line if line is None else line
    broken = BrokenBlock(code=code, reason=reason, syntax="json-ld", line=line, text=text, lost=lost)
    return Read(objects=(), broken=(broken,), line=block.line)


def _near(text: str, position: int) -> str:
    start = max(0, position - 100)
    return " ".join(text[start : start + 200].split())


def _unwrapped(text: str) -> tuple[str, int, dict[str, str]]:
    """The JSON without what stands around it, the lines before it, and notes on what stood there."""
    start, around = 0, dict[str, str]()
    wrapped = "the JSON is wrapped in a comment or CDATA"
    while opening := _OPENING.match(text, start):
        start, around["wrapped"] = opening.end(), wrapped
    body = text[start:].rstrip()
    for _ in range(4):
        closing = _CLOSING.search(body, max(0, len(body) - 40))
        if closing is None:
            break
        body = body[: closing.start()].rstrip()
        if closing[1]:
            around["lenient"] = "a semicolon stands behind the JSON"
        else:
            around["wrapped"] = wrapped
    lead = len(body) - len(body.lstrip())
    return body.lstrip(), text.count("\n", 0, start + lead), around


def _depth(text: str, most: int) -> int:
    """The deepest nesting, counted outside strings before any parser recurses into it."""
    if text.count("[") + text.count("{") <= most:
        return 0
    deepest = depth = 0
    for match in _BRACKETS.finditer(text):
        if match[1]:
            depth += 1
            if depth > deepest:
                deepest = depth
                if deepest > most:
                    break
        elif match[2]:
            depth -= 1
    return deepest


def _leniently(text: str, notes: _Notes, error: json.JSONDecodeError) -> list[Any]:
    """Readings that other consumers accept too, each noted: the first that reads the whole block is used."""
    loose = _without(_COMMAS, _without(_COMMENTS, text))
    attempts = [
        (text, "control characters stand inside a string"),
        (loose, "comments or trailing commas stand in the JSON"),
        (_without(_ODD_SPACES, loose), "characters that JSON does not take for spaces stand between its parts"),
    ]
    if "&quot;" in text or "&#34;" in text or "&#x22;" in text:
        attempts.append((unescape(text), "the JSON is escaped as HTML"))
    partly: list[Any] = []
    for number, (candidate, reason) in enumerate(attempts):
        if number and candidate == attempts[number - 1][0]:
            continue
        trial = _Notes()
        values, whole = _several(candidate.strip(), trial)
        if whole:
            several = f"{len(values)} values stand one after another"
            said = several if len(values) > 1 and not number else reason
            if len(values) > 1 and number:
                said = f"{reason}, and {several}"
            notes.codes = {**trial.codes, **notes.codes}
            notes.codes["lenient"] = said
            return values
        if len(values) > len(partly):
            partly = values
    if partly:
        notes.codes["syntax"] = (
            f"only the beginning could be read: {error.msg} at line {error.lineno}, column {error.colno} of the block"
        )
    return partly


def _without(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda m: m[0] if m[1] is None else " ", text)


def _several(text: str, notes: _Notes) -> tuple[list[Any], bool]:
    """Objects and lists one after another, and whether they are the whole text."""
    decoder = notes.decoder(strict=False)
    values: list[Any] = []
    position = 0
    while position < len(text) and len(values) < _MOST_VALUES:
        try:
            value, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            return [v for v in values if isinstance(v, (dict, list))], False
        values.append(value)
        while position < len(text) and text[position] in " \t\r\n,;":
            position += 1
    return values, position >= len(text)


def _objects(values: Sequence[Any]) -> Iterator[dict[str, Any]]:
    for value in values:
        if isinstance(value, dict):
            yield value
        elif isinstance(value, list):
            yield from _objects(value)


def _without_surrogates(value: Any, notes: _Notes) -> Any:
    if isinstance(value, str):
        cleaned, count = _SURROGATE.subn("\ufffd", value)
        if count:
            notes.codes.setdefault("bad_character", "half of a surrogate pair stands in a string")
        return cleaned
    if isinstance(value, list):
        return [_without_surrogates(v, notes) for v in value]
    if isinstance(value, dict):
        return {_without_surrogates(k, notes): _without_surrogates(v, notes) for k, v in value.items()}
    return value

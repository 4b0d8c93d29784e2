"""The options of a crawl as its store keeps them, and how those of two runs differ."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any, Final

from indexaudit.crawl.packing import masked
from indexaudit.web.masking import is_secret

__all__ = ["differences", "options_json"]

_LONGEST: Final = 120
"""Characters of a value that a message shows."""


def options_json(options: Mapping[str, Any]) -> str:
    """Options as one JSON object, keys sorted, secrets masked; what JSON does not know is written as its text."""
    plain = json.loads(json.dumps(dict(options), default=_plain), object_hook=_without_secrets)
    return json.dumps(masked(plain), ensure_ascii=False, sort_keys=True)


def differences(old: str, new: str, matter: Collection[str] | None = None) -> tuple[str, ...]:
    """What :func:`options_json` of two runs say differently, each in plain words: ``limit_pages was 500 and is 50``.

    ``matter``: the keys that are compared; null for all.
    """
    before, after = _object(old), _object(new)
    keys = sorted(before.keys() | after.keys() if matter is None else set(matter))
    return tuple(
        f"{key} was {_shown(before, key)} and is {_shown(after, key)}"
        for key in keys
        if before.get(key) != after.get(key)
    )


def _plain(value: object) -> object:
    if isinstance(value, set | frozenset):
        return sorted(value, key=str)
    return str(value)


def _without_secrets(values: dict[str, Any]) -> dict[str, Any]:
    return {key: "***" if isinstance(value, str) and is_secret(key) else value for key, value in values.items()}


def _object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _shown(options: dict[str, Any], key: str) -> str:
    text = json.dumps(options[key], ensure_ascii=False) if options.get(key) is not None else "not set"
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"

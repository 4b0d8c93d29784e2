"""Rule ids that a configuration names, checked against the rules that there are."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from indexaudit.config import Config
from indexaudit.errors import ConfigError
from indexaudit.rules.base import Rule
from indexaudit.rules.registry import load

__all__ = ["known_rule", "known_rules", "nearest"]


def known_rules(config: Config) -> Mapping[str, Rule]:
    """The rules that a configuration can name, by id: ours, the caller's own, installed ones."""
    return {rule.id: rule for rule in load(config.rules)}


def known_rule(id: str, known: Mapping[str, Rule], where: str) -> Rule:
    """One of them. Raises :class:`ConfigError` that begins with ``where`` and names the nearest."""
    if id not in known:
        raise ConfigError(f"{where}: there is no rule {id!r}; {nearest(id, known)}")
    return known[id]


def nearest(id: str, known: Mapping[str, Rule]) -> str:
    """What to write instead of an id that is none: a question."""
    near = difflib.get_close_matches(id, known, n=1)
    return f"did you mean {near[0]!r}?" if near else "`indexaudit rules` lists them"

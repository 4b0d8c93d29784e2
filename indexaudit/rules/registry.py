"""Finds the rules: every module of this package, the caller's modules, and installed ones by entry point."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import entry_points
from types import MappingProxyType, ModuleType

from indexaudit import rules as package
from indexaudit.errors import ConfigError
from indexaudit.rules.base import Rule, SitePart

__all__ = ["ENTRY_POINT_GROUP", "built_in", "load", "site_parts"]

ENTRY_POINT_GROUP = "indexaudit.rules"


@cache
def built_in() -> tuple[Rule, ...]:
    """The rules of this library, sorted by id."""
    # Modules that hold no rule give none, so there is no list of families to keep in step.
    return _unique(rule for module in _modules() for rule in _rules_of(module))


@cache
def site_parts() -> Mapping[str, Rule]:
    """What the site adds to rules that judge a page alone, by their id: the rule, with the site's function."""
    found = (part for module in _modules() for part in vars(module).values())
    return MappingProxyType({part.rule.id: part.rule for part in found if isinstance(part, SitePart)})


def _modules() -> list[ModuleType]:
    names = sorted(m.name for m in pkgutil.iter_modules(package.__path__) if not m.ispkg)
    return [importlib.import_module(f"{package.__name__}.{name}") for name in names]


@cache
def load(modules: tuple[str, ...] = ()) -> tuple[Rule, ...]:
    """Built-in rules, those of the named modules, and those of installed packages, sorted by id.

    Raises :class:`ConfigError` when a module cannot be imported, holds no rule, or reuses an id.
    """
    found = list(built_in())
    for name in modules:
        found += _imported(name, f"Config.rules: {name!r}")
    for point in sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda p: p.value):
        found += _imported(point.value, f"entry point {point.name!r} ({point.value})")
    return _unique(found)


def _imported(name: str, where: str) -> tuple[Rule, ...]:
    try:
        rules = _rules_of(importlib.import_module(name))
    except ConfigError:
        raise
    except Exception as error:  # a module of somebody else may raise anything when it is imported
        raise ConfigError(f"{where}: cannot be imported ({type(error).__name__}: {error})") from error
    if not rules:
        raise ConfigError(f"{where}: holds no rule; decorate a function with indexaudit.rules.base.rule")
    return rules


def _rules_of(module: ModuleType) -> tuple[Rule, ...]:
    return tuple(v for v in vars(module).values() if isinstance(v, Rule) and v.module == module.__name__)


def _unique(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    by_id: dict[str, Rule] = {}
    for rule in rules:
        other = by_id.setdefault(rule.id, rule)
        if other is not rule and other != rule:
            raise ConfigError(f"rule id {rule.id!r} is declared twice: in {other.module} and in {rule.module}")
    return tuple(by_id[id_] for id_ in sorted(by_id))

"""Finds the formats: every module of this package that sets ``FORMAT``."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from indexaudit.brand import archives as package
from indexaudit.brand.archives.base import Format

__all__ = ["formats"]


@cache
def formats() -> tuple[Format, ...]:
    """The known formats, sorted by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    modules = [importlib.import_module(f"{package.__name__}.{name}") for name in names]
    found = [value for module in modules if isinstance(value := vars(module).get("FORMAT"), Format)]
    return tuple(sorted(found, key=lambda known: known.name.lower()))

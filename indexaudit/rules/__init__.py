"""Judgement: one module a family, one function a rule. Calling the package, ``indexaudit.rules()``, lists every rule.

:mod:`indexaudit.rules.registry` finds them; :mod:`indexaudit.rules.base` is what they are made of.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indexaudit.rules.base import Rule


class _Rules(ModuleType):
    """The public name ``rules()`` and the package ``rules`` are one name, so the package is callable (Python data
    model, "Customizing module attribute access").
    """

    def __call__(self) -> tuple[Rule, ...]:
        """Every rule that is installed, sorted by id."""
        from indexaudit.rules.registry import load

        return load()


sys.modules[__name__].__class__ = _Rules

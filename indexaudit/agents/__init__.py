"""Who reads the web for others. Calling the package, ``indexaudit.agents()``, lists every agent that is known.

:mod:`indexaudit.agents.registry` reads ``data/<operator>.toml``; :mod:`indexaudit.agents.base` is what an agent is.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indexaudit.agents.base import Agent


class _Agents(ModuleType):
    """The public name ``agents()`` and the package ``agents`` are one name, so the package is callable (Python data
    model, "Customizing module attribute access").
    """

    def __call__(self) -> tuple[Agent, ...]:
        """Every known agent, by purpose, then by name."""
        from indexaudit.agents.registry import load

        return load()


sys.modules[__name__].__class__ = _Agents

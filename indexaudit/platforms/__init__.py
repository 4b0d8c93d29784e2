"""Who hosts an address. Calling the package, ``indexaudit.platforms()``, lists every platform that is known.

:mod:`indexaudit.platforms.registry` reads ``data/<id>.toml``; :mod:`indexaudit.platforms.base` is what a platform is;
:mod:`indexaudit.platforms.address` reads an address with all of them.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indexaudit.platforms.base import Platform


class _Platforms(ModuleType):
    """The public name ``platforms()`` and the package ``platforms`` are one name, so the package is callable (Python
    data model, "Customizing module attribute access").
    """

    def __call__(self) -> tuple[Platform, ...]:
        """Every known platform, sorted by id."""
        from indexaudit.platforms.registry import load

        return load()


sys.modules[__name__].__class__ = _Platforms

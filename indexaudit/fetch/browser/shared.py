"""One browser for all threads of a process that render with the same configuration."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from indexaudit.config import Config
from indexaudit.fetch.browser.renderer import Renderer
from indexaudit.looks import Rendered
from indexaudit.snapshot import Snapshot

__all__ = ["SharedRenderer"]

_NONE: Final[Mapping[str, str]] = MappingProxyType({})
_lock = threading.Lock()
_running: list[tuple[Config, Renderer, set[int]]] = []
"""What runs, and for whom."""


class SharedRenderer:
    """A handle on the renderer of a configuration; the last one that is closed ends it.

    A browser takes as much memory as all else together, and pages are rendered one at a time anyway. Raises
    :class:`BrowserMissing` and :class:`ConfigError`.
    """

    def __init__(self, config: Config) -> None:
        with _lock:
            for known, renderer, users in _running:
                if known == config:
                    self._renderer = renderer
                    users.add(id(self))
                    return
            self._renderer = Renderer(config)
            _running.append((config, self._renderer, {id(self)}))

    def render(self, page: Snapshot, *, trusted: bool = False, headers: Mapping[str, str] = _NONE) -> Rendered:
        """See :meth:`Renderer.render`."""
        return self._renderer.render(page, trusted=trusted, headers=headers)

    def close(self) -> None:
        """May be called more than once."""
        with _lock:
            for entry in _running:
                _, renderer, users = entry
                users.discard(id(self))
                if renderer is self._renderer and not users:
                    _running.remove(entry)
                    renderer.close()
                    return

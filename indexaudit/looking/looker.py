"""A page that was fetched to the same page with what was looked at beside it."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from indexaudit.config import Config
from indexaudit.errors import ConfigError
from indexaudit.fetch.fetcher import Fetcher
from indexaudit.snapshot import Snapshot

__all__ = ["Looker"]


class Looker:
    """Looks for any number of pages, through one fetcher, which the caller closes. Not shared between threads.

    Raises :class:`ConfigError` for a look that cannot be made here.
    """

    def __init__(self, config: Config, fetcher: Fetcher) -> None:
        self._config = config
        self._fetcher = fetcher
        for name in ("render", "images", "probe"):
            if getattr(config, name):
                raise ConfigError(f"Config.{name}: this version cannot do it; leave it out")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Leave what is kept from page to page. The fetcher stays open."""

    def look(self, page: Snapshot, *, typed: bool = False) -> Snapshot:  # noqa: ARG002 - for the looks to come
        """The page with what the configuration asks for. A page that nothing answered for is given back as it is.

        ``typed``: the caller typed the address of the page, so that its host need not be public.
        """
        return page

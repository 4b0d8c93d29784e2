"""A page that was fetched to the same page with what was looked at beside it."""

from __future__ import annotations

from dataclasses import replace
from types import TracebackType
from typing import Self

from indexaudit.config import Config
from indexaudit.fetch.browser.shared import SharedRenderer
from indexaudit.fetch.budget import Budget
from indexaudit.fetch.fetcher import Fetcher
from indexaudit.looking.asking import Answers, Asker
from indexaudit.looking.images import look_at_image
from indexaudit.looking.probes import look_beside
from indexaudit.looking.rendering import render
from indexaudit.page_facts import PageFactReader
from indexaudit.snapshot import Snapshot

__all__ = ["Looker"]


class Looker:
    """Looks for any number of pages, through one fetcher, which the caller closes. Not shared between threads.

    Raises :class:`ConfigError` for a look that cannot be made here, and :class:`BrowserMissing`.
    """

    def __init__(self, config: Config, fetcher: Fetcher) -> None:
        self._config = config
        self._fetcher = fetcher
        self._answers = Answers()
        self._sampled: set[tuple[str, str]] = set()
        self._renderer = SharedRenderer(config) if config.render else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Leave what is kept from page to page. The fetcher stays open."""
        if self._renderer is not None:
            self._renderer.close()

    def look(self, page: Snapshot, *, typed: bool = False) -> Snapshot:
        """The page with what the configuration asks for. A page that nothing answered for, or an error, is given
        back as it is.

        ``typed``: the caller typed the address of the page, so that its host need not be public.
        """
        if page.exchange is None or page.exchange.status >= 400:
            return page
        limits = self._config.limits
        reader = PageFactReader(page, self._config)
        if self._config.images:
            # What is counted is the beginning of the image; robots.txt of its host has a limit of its own.
            most = limits.image_bytes + limits.robots_txt_bytes if limits.image_bytes else 0
            budget = Budget(requests=limits.image_requests, octets=most, seconds=limits.image_seconds)
            page = replace(page, images=look_at_image(reader, self._asker(page, budget, typed=typed), limits))
        if self._config.probe:
            budget = Budget(requests=limits.probe_requests, octets=limits.probe_bytes, seconds=limits.probe_seconds)
            page = replace(page, probes=look_beside(reader, self._asker(page, budget, typed=typed), self._sampled))
        if self._renderer is not None:
            rendered = render(page, self._renderer, self._config, self._fetcher, typed=typed)
            page = replace(page, rendered=rendered)
        return page

    def _asker(self, page: Snapshot, budget: Budget, *, typed: bool) -> Asker:
        return Asker(self._fetcher, budget, self._answers, page=page.url, trusted=typed)

"""A whole crawl by one call: the store is opened, the site is crawled, and the store is handed over to be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from indexaudit.config import Config
from indexaudit.crawl.beginnings import Beginning
from indexaudit.crawl.crawler import Crawler
from indexaudit.crawl.options import DECISIVE, CrawlOptions
from indexaudit.crawl.store import Store
from indexaudit.errors import ConfigError

__all__ = ["crawl"]


@contextmanager
def crawl(
    begin: Beginning,
    config: Config,
    *,
    store: str | Path | None,
    resume: bool,
    options: Mapping[str, Any],  # Any: values of CrawlOptions
    executor: Executor | None = None,
) -> Iterator[Store]:
    """The store of a crawl that has ended; a temporary one without ``store``.

    Raises :class:`StoreError`, :class:`ConfigError` and :class:`InvalidURL`.
    """
    if "seeds" in options:
        raise ConfigError("CrawlOptions.seeds: come from the address or brand that is crawled; leave them out")
    chosen = CrawlOptions(seeds=begin.seeds, **options)
    plain = chosen.to_dict()
    if store is None:
        opened = Store.memory(plain)
    elif resume:
        opened = Store.open(store, options=plain, matter=DECISIVE)
    else:
        opened = Store.create(store, plain)
    with opened:
        Crawler(
            chosen,
            config,
            opened,
            sitemaps=begin.sitemaps,
            feeds=begin.feeds,
            executor=executor,
            trusted=begin.brand is None,
        ).run()
        yield opened

"""Servers of the tests of crawling."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from sites import Pages, Serve, Site, serving


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts servers of made sites (``serve(pages)``), which end with the test."""
    with ExitStack() as running:

        def start(pages: Pages, *, host: str = "127.0.0.1") -> Site:
            return running.enter_context(serving(pages, host=host))

        yield start


@pytest.fixture
def here() -> Iterator[Executor]:
    """Judges pages in this process."""
    with ThreadPoolExecutor(1) as executor:
        yield executor

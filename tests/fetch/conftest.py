"""Servers and fetchers of the tests of fetching."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import trustme
from faults import Server, serving
from short_limits import SHORT, Make

from indexaudit.config import Config, Limits
from indexaudit.fetch.fetcher import Fetcher


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def fetcher() -> Iterator[Make]:
    """Makes fetchers that trust 127.0.0.1 and never sleep; what they would have slept is in ``slept``."""
    made: list[Fetcher] = []

    def make(limits: Limits = SHORT, **options: Any) -> Fetcher:  # Any: options of Fetcher and of Config
        slept: list[float] = options.pop("slept", [])
        given = {
            k: options.pop(k)
            for k in ("allow_networks", "brand", "own_robots_txt", "user_agent", "robots_txt_failures")
            if k in options
        }
        options.setdefault("trusted", ["127.0.0.1"])
        made.append(Fetcher(Config(limits=limits, **given), sleep=slept.append, **options))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def secure(authority: trustme.CA) -> Iterator[dict[str, Server]]:
    """Servers with TLS by what is wrong with their certificates."""
    then, soon = datetime(2020, 1, 1, tzinfo=UTC), datetime(2020, 2, 1, tzinfo=UTC)
    far, farther = datetime(2099, 1, 1, tzinfo=UTC), datetime(2099, 2, 1, tzinfo=UTC)
    certificates = {
        "sound": authority.issue_cert("127.0.0.1"),
        "expired": authority.issue_cert("127.0.0.1", not_before=then, not_after=soon),
        "future": authority.issue_cert("127.0.0.1", not_before=far, not_after=farther),
        "other host": authority.issue_cert("plums.example"),
        "unknown authority": trustme.CA().issue_cert("127.0.0.1"),
    }
    with_all: dict[str, Server] = {}
    for name, certificate in certificates.items():
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        with_all[name] = Server(context)
    yield with_all
    for each in with_all.values():
        each.close()


@pytest.fixture
def context(authority: trustme.CA) -> ssl.SSLContext:
    """What trusts the authority of the tests."""
    made = ssl.create_default_context()
    authority.configure_trust(made)
    return made

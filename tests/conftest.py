"""No test reaches beyond this machine; tests over real pages find the corpus through INDEXAUDIT_CORPUS."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium_browser import chromium, chromium_page

__all__ = ["chromium", "chromium_page"]

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real pages, robots files and labelled addresses."""
    folder = os.environ.get("INDEXAUDIT_CORPUS")
    if not folder:
        pytest.skip("INDEXAUDIT_CORPUS does not name a corpus of real pages")
    path = Path(folder)
    if not (path / "pages.jsonl").is_file():
        pytest.fail(f"INDEXAUDIT_CORPUS is {folder}, which holds no pages.jsonl")
    return path


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """The project's own pages."""
    return ROOT / "fixtures"


@pytest.fixture(autouse=True, scope="session")
def _loopback_only() -> Iterator[None]:
    connect, resolve = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else None
        if host is not None and not ipaddress.ip_address(host).is_loopback:
            raise AssertionError(f"a test tried to connect to {host}")
        connect(self, address)  # type: ignore[arg-type]

    def guarded_resolve(host: object, *args: object, **kwargs: object) -> object:
        if host not in (None, "localhost", "127.0.0.1", "::1"):
            raise socket.gaierror(socket.EAI_NONAME, f"no names are resolved in tests: {host!r}")
        return resolve(host, *args, **kwargs)  # type: ignore[arg-type]

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", guarded_connect)
    patch.setattr(socket, "getaddrinfo", guarded_resolve)
    yield
    patch.undo()

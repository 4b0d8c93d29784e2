"""Every fault of the server, asked for by a child whose memory is bounded: none takes 64 MiB."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from faults import FAULTS, Server

HERE = Path(__file__)
GROWTH = 64
"""MiB."""

CHILD = """
import json, resource, sys
from indexaudit.config import Config, Limits
from indexaudit.fetch.fetcher import Fetcher

resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
origin, *paths = sys.argv[1:]
limits = Limits(fetch_seconds=1.0, url_seconds=3, silence_seconds=0.5, retries=0, delay_seconds=0)
config = Config(limits=limits)

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

def ask(path):
    with Fetcher(config, trusted=["127.0.0.1"]) as door:
        snapshot = door.fetch(origin + path)
    return snapshot.fetch_error.code if snapshot.fetch_error else len(snapshot.body)

ask("/sound")
found = {}
for path in paths:
    before = peak()
    found[path] = [ask(path), peak() - before]
print(json.dumps(found))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="RLIMIT_AS is enforced on Linux")
def test_no_fault_takes_much_memory(server: Server) -> None:
    # Peaks only grow: the modest ones first, so that each that is large shows its own growth.
    paths = [*sorted(set(FAULTS) - {"/bomb_gzip", "/bomb_deflate", "/redir_bomb", "/bomb3", "/endless"}), "/endless"]
    paths += ["/bomb3", "/redir_bomb", "/bomb_deflate", "/bomb_gzip", "/cookie90"]
    server.extra["/cookie90"] = lambda talk: talk.send(
        "HTTP/1.1 200 OK\r\n", b"".join(b"Set-Cookie: c%d=" % n + b"a" * 60_000 + b"\r\n" for n in range(90)), b"\r\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", CHILD, server.origin, *paths],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE.parents[2]), *sys.path])},
    )
    assert run.returncode == 0, run.stderr[-2000:]
    found = json.loads(run.stdout)
    assert list(found) == paths
    assert sum(growth for _, growth in found.values()) < GROWTH, found
    assert found["/bomb_gzip"][0] == 5 * 1024 * 1024
    assert found["/cookie90"][0] == "header_overflow"

"""Pages that are made to hurt take no more memory than is promised: 128 MiB above the ground for one of 5 MiB."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PROMISED = 128
CHILD = """
import sys
from contextlib import suppress
from hostile_shapes import SHAPES
from indexaudit import audit_html
from indexaudit.config import Limits

def field(name):
    return next(int(line.split()[1]) // 1024 for line in open("/proc/self/status") if line.startswith(name))

body = SHAPES[sys.argv[1]].make(Limits().body_bytes)
audit_html("<title>Plums</title><p>" + "word " * 400, "https://example.com/plums").to_json()
with suppress(OSError):  # not every container lets a process forget its peak
    open("/proc/self/clear_refs", "w").write("5")
ground = field("VmRSS")
audit_html(body, "https://example.com/plums").to_json()
print(field("VmHWM") - ground)
"""


@pytest.mark.skipif(
    not Path("/proc/self/clear_refs").exists(), reason="the peak of a process is read from Linux' /proc"
)
@pytest.mark.parametrize(
    "name", ["P07 end tags without end", "P14 robots", "NUL", "J16 many to many", "P19 links in lists"]
)
def test_a_hostile_page_stays_within_the_memory_that_is_promised(name: str) -> None:
    path = os.pathsep.join([str(HERE), str(HERE.parent.parent)])
    done = subprocess.run(
        [sys.executable, "-c", CHILD, name],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": path},
    )
    assert int(done.stdout) <= PROMISED

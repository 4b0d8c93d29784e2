"""What is generated is current: run ``python docs/build.py``."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from indexaudit.config import Limits

ROOT = Path(__file__).parent.parent


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    # Tests of faults have a module of the same name.
    kept = {name: sys.modules.pop(name) for name in ("build", "faults") if name in sys.modules}
    yield importlib.import_module("build")
    for name in ("build", "faults"):
        sys.modules.pop(name, None)
    sys.modules.update(kept)


def test_every_limit_is_in_the_table(build: ModuleType) -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert build.security(text) == text
    assert all(f"| `{name}` | " in text for name in Limits.__slots__)


def test_every_fault_has_a_test_or_a_reason(build: ModuleType) -> None:
    assert (ROOT / "docs" / "faults.md").read_text(encoding="utf-8") == build.faults(build.collected())


@pytest.mark.parametrize("row", ["N01", "S14"])
def test_a_row_with_neither_or_with_both_is_an_error(build: ModuleType, row: str) -> None:
    tests = [f"tests/a.py::test_{r}" for r in build.ROWS if r not in build.REASONS and r != row]
    tests += [*(f for named in build.ELSEWHERE.values() for f in named), *(["tests/a.py::test_S14"] * (row == "S14"))]
    with pytest.raises(ValueError, match=row):
        build.faults(tests)

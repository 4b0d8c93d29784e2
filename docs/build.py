"""Write what is generated: ``docs/faults.md``, and the table of limits in ``SECURITY.md``.

    python docs/build.py

The tests fail while either is not what this writes.
"""

from __future__ import annotations

import ast
import itertools
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from faults import ELSEWHERE, REASONS, ROWS, SECTIONS

from indexaudit import config

__all__ = ["faults", "limits", "main", "security"]

ROOT: Final = Path(__file__).parent.parent
START: Final = "<!-- limits: written by docs/build.py -->"
END: Final = "<!-- end of limits -->"

_ID: Final = re.compile(r"(?<![A-Za-z0-9])([NHBRSPJXOTKW]\d\d)(?!\d)")


def collected() -> list[str]:
    """The ids of all tests, as pytest gives them."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-p", "no:cacheprovider", "tests"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    tests = [line for line in run.stdout.splitlines() if "::" in line]
    if not tests:
        raise SystemExit(run.stdout + run.stderr)
    return tests


def faults(tests: Iterable[str]) -> str:
    """The table of faults. Raises :class:`ValueError` for a row with neither test nor reason, or with both."""
    functions: set[str] = set()
    covering: dict[str, list[str]] = {}
    for test in tests:
        # Addresses of examples hold signs that look like ids (the ASIN B08…).
        if test.startswith(("tests/test_documents.py", "tests/platforms/")):
            continue
        function = test.partition("[")[0]
        functions.add(function)
        # Only the function and its parameters tell: the name of a file stands for many rows.
        for found in _ID.findall(test.partition("::")[2].replace("_", " ")):
            if function not in covering.setdefault(found, []):
                covering[found].append(function)
    for row, named in ELSEWHERE.items():
        for function in named:
            if function not in functions:
                raise ValueError(f"{row}: there is no test {function}")
            if function not in covering.setdefault(row, []):
                covering[row].append(function)
    lines = [
        "# Faults, and the tests that hold against them",
        "",
        "Written by `docs/build.py` from the names of the tests; a test fails while it is out of date.",
    ]
    covered = 0
    for letter, title in SECTIONS.items():
        lines += ["", f"## {title}", "", "| id | fault | what holds |", "|---|---|---|"]
        for row, fault in ROWS.items():
            if row[0] != letter:
                continue
            named, reason = covering.get(row, []), REASONS.get(row)
            if bool(named) == bool(reason):
                raise ValueError(f"{row}: {'both tests and a reason' if reason else 'neither a test nor a reason'}")
            covered += bool(named)
            shown = "<br>".join(f"`{_short(f)}`" for f in sorted(named)) if named else f"not covered: {reason}"
            lines.append(f"| {row} | {fault} | {shown} |")
    lines[3:3] = ["", f"{covered} of {len(ROWS)} rows are covered."]
    return "\n".join(lines) + "\n"


def _short(function: str) -> str:
    return function.removeprefix("tests/")


def limits() -> str:
    """The table of :class:`indexaudit.config.Limits`: names, defaults and docstrings."""
    tree = ast.parse(Path(config.__file__).read_text(encoding="utf-8"))
    body = next(n.body for n in tree.body if isinstance(n, ast.ClassDef) and n.name == "Limits")
    said = {
        field.target.id: " ".join(text.value.value.split())
        for field, text in itertools.pairwise(body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant) and isinstance(text.value.value, str)
    }
    defaults = config.Limits()
    lines = ["| limit | default | what it bounds |", "|---|---|---|"]
    rows = (f"| `{name}` | {getattr(defaults, name):,} | {said[name]} |" for name in defaults.__slots__)
    return "\n".join([*lines, *rows])


def security(text: str) -> str:
    """``SECURITY.md`` with the table of limits as it is now."""
    before, start, rest = text.partition(START)
    _, end, after = rest.partition(END)
    if not (start and end):
        raise ValueError(f"SECURITY.md has lost {START!r} or {END!r}")
    return f"{before}{START}\n\n{limits()}\n\n{END}{after}"


def main() -> None:
    """Write both."""
    (ROOT / "docs" / "faults.md").write_text(faults(collected()), encoding="utf-8")
    path = ROOT / "SECURITY.md"
    path.write_text(security(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()

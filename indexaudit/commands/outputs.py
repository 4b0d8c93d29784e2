"""One run to several reports: each audit made once, and kept only as long as some report needs it."""

from __future__ import annotations

import os
import stat
from collections import deque
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import zip_longest
from pathlib import Path
from typing import Any, Literal, Self, TextIO

from indexaudit.errors import IndexAuditError
from indexaudit.model import PageAudit
from indexaudit.report.advice import HeldBack
from indexaudit.report.formats import FORMATS, stream
from indexaudit.report.github import stream_summary
from indexaudit.report.junit import Beyond
from indexaudit.report.place import Locate
from indexaudit.report.unjudged import Unjudged

__all__ = ["Output", "OutputError", "beside", "report", "step_summary"]


class OutputError(IndexAuditError):
    """A report that cannot be written: an unknown format, a missing folder, a full disk."""

    code = "output"


@dataclass(frozen=True, slots=True)
class Output:
    """A report to be written to a file."""

    format: str
    path: Path
    append: bool = False
    """Added to what the file holds, which need not be there."""

    @classmethod
    def given(cls, text: str, formats: Collection[str] = FORMATS) -> Self:
        """From a command line: ``FORMAT=FILE``. Raises :class:`OutputError` that says what a good one looks like."""
        format, equals, name = text.partition("=")
        known = ", ".join(formats)
        if not equals or not name.strip():
            raise OutputError(f"--output {text!r} is not of the form FORMAT=FILE, such as json=report.json")
        if format not in formats:
            near = get_close_matches(format, formats, n=1)
            hint = f"did you mean {near[0]!r}? " if near else ""
            raise OutputError(f"--output {text!r}: there is no format {format!r}; {hint}known formats: {known}")
        if name == "-":
            raise OutputError(f"--output {text!r}: takes a file; for stdout use --format {format}")
        path = Path(name)
        if os.path.isdir(path):  # noqa: PTH112 - a folder that may not be looked into is no crash
            raise OutputError(f"--output {text!r}: is a folder; name a file in it")
        if not os.path.isdir(path.parent):  # noqa: PTH112
            raise OutputError(f"--output {text!r}: there is no folder {str(path.parent)!r}; make it first")
        return cls(format, path)


def report(
    audits: Iterable[PageAudit],
    format: str,
    outputs: Sequence[Output] = (),
    *,
    colour: bool = False,
    passes: bool = False,
    place: Locate | None = None,
    beyond: Beyond | None = None,
    before: Mapping[str, PageAudit] | None = None,
    unjudged: Sequence[Unjudged] = (),
    held_back: HeldBack | None = None,
    summary: Path | None = None,
) -> Generator[str, None, None]:
    """The report of pages for stdout, piece by piece, while the files are written beside it: see :func:`beside`.

    ``place``, ``beyond``, ``before``, ``unjudged`` and ``held_back`` are as in
    :func:`indexaudit.report.formats.stream`. ``summary``: the file to which the summary of a step of GitHub Actions is
    appended (:func:`step_summary`).
    """
    branches = _branches(audits, 1 + len(outputs) + (summary is not None))
    given: dict[str, Any] = {"place": place, "beyond": beyond, "before": before}
    given |= {"unjudged": unjudged, "held_back": held_back}
    shown = stream(format, branches[0], colour=colour, passes=passes, **given)
    files = [
        (output, stream(output.format, branch, passes=passes, **given))
        for output, branch in zip(outputs, branches[1:], strict=False)
    ]
    if summary is not None:
        step = stream_summary(branches[-1], before=before, place=place, unjudged=unjudged)
        files.append((Output("comment", summary, append=True), step))
    yield from beside(shown, files)


def step_summary(formats: Collection[str]) -> Path | None:
    """The file for the summary of a step of GitHub Actions, when one of these formats is for GitHub."""
    name = os.environ.get("GITHUB_STEP_SUMMARY")
    return Path(name) if name and "github" in formats else None


def beside(shown: Iterator[str], files: Sequence[tuple[Output, Iterator[str]]]) -> Generator[str, None, None]:
    """The pieces for stdout, while those of each file are written: one of each in turn.

    A file appears whole or not at all: it is written under another name, and renamed when the last piece has been
    taken. Raises :class:`OutputError`.
    """
    with ExitStack() as stack:
        sinks = [stack.enter_context(_File(output)) for output, _ in files]
        for piece, *pieces in zip_longest(shown, *(pieces for _, pieces in files), fillvalue=""):
            for sink, each in zip(sinks, pieces, strict=True):
                sink.write(each)
            if piece:
                yield piece
        for sink in sinks:
            sink.finish()


def _branches(audits: Iterable[PageAudit], count: int) -> list[Iterator[PageAudit]]:
    """So many iterators over the same audits; each audit is let go when the last of them has given it.

    ``itertools.tee`` lets go in blocks of 57.
    """
    source = iter(audits)
    waiting: list[deque[PageAudit]] = [deque() for _ in range(count)]

    def branch(own: deque[PageAudit]) -> Iterator[PageAudit]:
        while own or _pull(source, waiting):
            yield own.popleft()

    return [branch(own) for own in waiting]


def _pull(source: Iterator[PageAudit], waiting: Sequence[deque[PageAudit]]) -> bool:
    for audit in source:
        for queue in waiting:
            queue.append(audit)
        return True
    return False


class _File:
    """A file that is there when it is finished. What is no regular file (a pipe, a device) is written straight."""

    def __init__(self, output: Output) -> None:
        self.output = output
        self._target = self._written = output.path
        self._stream: TextIO | None = None

    def __enter__(self) -> Self:
        try:
            self._target = self._written = self._target.resolve()  # of a link, the file that it leads to
            new = not self._target.exists()
            if not self.output.append and (new or stat.S_ISREG(self._target.stat().st_mode)):
                self._written = self._target.with_name(f".{self._target.name}.{os.getpid()}.tmp")
            # A lone surrogate cannot be written in UTF-8; the reports let none through.
            mode: Literal["a", "w"] = "a" if self.output.append else "w"
            self._stream = self._written.open(mode, encoding="utf-8", errors="backslashreplace", newline="")
        except OSError as error:
            raise self._error(error) from error
        return self

    def write(self, piece: str) -> None:
        """Append a piece of the report."""
        try:
            if self._stream and piece:
                self._stream.write(piece)
        except OSError as error:
            raise self._error(error) from error

    def finish(self) -> None:
        """Put the report in its place."""
        try:
            if self._stream:
                self._stream.close()
            self._stream = None
            if self._written != self._target:
                self._written.replace(self._target)
        except OSError as error:
            raise self._error(error) from error

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            if self._stream:
                self._stream.close()
        if self._written != self._target:
            with suppress(OSError):
                self._written.unlink(missing_ok=True)

    def _error(self, error: OSError) -> OutputError:
        return OutputError(f"{self.output.path}: cannot be written ({error.strerror or error})")

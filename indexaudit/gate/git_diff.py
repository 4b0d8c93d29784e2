"""Which files differ from a revision, by asking the ``git`` program. Nothing is fetched and nothing is written."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from indexaudit.errors import ChangesError

__all__ = ["Difference", "difference"]

_SECONDS: Final = 120
"""Seconds for one answer of git; a diff of 100,000 files takes a few."""
_SAFE: Final = (
    *("--no-pager", "--literal-pathspecs"),
    *("-c", "core.fsmonitor=false"),  # a program of the repository's choice
    *("-c", "core.quotePath=false"),
    *("-c", "diff.relative=false"),
    *("-c", "protocol.allow=never"),  # a partial clone would fetch what it lacks
)
_DEEPEN: Final = (
    "this clone is shallow; fetch the whole history: fetch-depth: 0 for actions/checkout, GIT_DEPTH: 0 for GitLab,"
    " else git fetch --unshallow"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Files of the working tree, the index among it, that differ from a revision."""

    root: Path
    """The top folder of the repository."""
    changed: tuple[str, ...]
    """Paths from ``root``, parted by ``/``: changed, new (also untracked ones that are not ignored), renamed (by their
    new name)."""
    removed: tuple[str, ...]
    """Paths that are no more: deleted, and old names of renamed ones."""
    base: str
    """The commit that was compared with."""
    notes: tuple[str, ...] = ()


def difference(folder: Path, rev: str, *, repository: Path | None = None) -> Difference:
    """What differs from where ``rev`` and the present commit parted: what was done since on ``rev`` is not ours.

    ``folder`` is the built folder. Its untracked files are left out unless it has tracked ones, for a build that is not
    kept is new from end to end. ``repository``: a folder in it; null looks around the built folder, then around the
    working directory. Raises :class:`ChangesError`.
    """
    if not rev.strip() or rev.startswith("-") or "\0" in rev:
        raise ChangesError(f"{rev!r} is no revision; name a commit, a tag or a branch, such as origin/main")
    root = _root(folder, repository)
    base, notes = _base(root, rev)
    changed: list[str] = []
    removed: list[str] = []
    options = ("--name-status", "-z", "--find-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules=dirty")
    words = iter(_paths(_run(root, "diff", *options, base, "--")))
    for status in words:
        path = next(words)
        if status[:1] in ("R", "C"):
            if status[:1] == "R":
                removed.append(path)
            path = next(words)
        (removed if status[:1] == "D" else changed).append(path)
    untracked = list(_paths(_run(root, "ls-files", "--others", "--exclude-standard", "-z", "--")))
    built = _inside(folder, root)
    if built and untracked and not _run(root, "ls-files", "-z", "--", built):
        untracked = [path for path in untracked if not path.startswith(f"{built}/")]
    gone = set(removed)
    changed = sorted({*changed, *untracked})
    return Difference(
        root=root, changed=tuple(changed), removed=tuple(sorted(gone.difference(changed))), base=base, notes=notes
    )


def _root(folder: Path, repository: Path | None) -> Path:
    if repository is not None:
        around = [repository]
    else:
        # public/ may be a worktree or submodule of its own, in which the built site is kept: its sources lie outside.
        own = folder / ".git"
        around = [*([folder.parent] if own.is_file() else []), folder, Path()]
    for start in around:
        done = _ask(start, "rev-parse", "--show-toplevel")
        if done.returncode == 0 and done.stdout.strip():
            return Path(os.fsdecode(done.stdout.removesuffix(b"\n")))
        if b"dubious ownership" in done.stderr:
            raise ChangesError(
                f"{start}: git refuses the repository, which belongs to another user; allow it with"
                f" git config --global --add safe.directory {start.absolute()}"
            )
    raise ChangesError(
        f"{around[0]}: lies in no git repository with a working tree; run this in the checkout, or list the changed"
        " files with --files-from"
    )


def _base(root: Path, rev: str) -> tuple[str, tuple[str, ...]]:
    """The commit to compare with."""
    commit = _commit(root, rev)
    if commit is None:
        if _is_shallow(root):
            raise ChangesError(f"revision {rev!r} is not here: {_DEEPEN}")
        remote = f"origin/{rev}"
        near = (
            f"did you mean {remote!r}?" if _commit(root, remote) else "git branch --all and git tag list what there is"
        )
        raise ChangesError(f"revision {rev!r} is not in {root}; {near}")
    if _commit(root, "HEAD") is None:
        raise ChangesError(f"{root}: has no commit yet; commit first, or list the changed files with --files-from")
    merged = _ask(root, "merge-base", commit, "HEAD")
    if merged.returncode == 0 and merged.stdout.strip():
        return merged.stdout.decode("ascii").split()[0], ()
    if merged.returncode == 1:
        why = f"; {_DEEPEN}" if _is_shallow(root) else ""
        return commit, (
            f"where {rev} and the present commit parted is not known, so what was done on {rev} counts as changed{why}",
        )
    raise _failed(root, merged)


def _commit(root: Path, rev: str) -> str | None:
    done = _ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")
    return done.stdout.decode("ascii", "replace").strip() or None if done.returncode == 0 else None


def _is_shallow(root: Path) -> bool:
    return _ask(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"


def _inside(folder: Path, root: Path) -> str:
    """The path of a folder from the top; empty for the top itself, and for one outside."""
    try:
        path = Path(os.path.realpath(folder)).relative_to(os.path.realpath(root)).as_posix()
    except ValueError:
        return ""
    return "" if path == "." else path


def _paths(answer: bytes) -> Iterator[str]:
    return (os.fsdecode(word) for word in answer.split(b"\0") if word)


def _run(root: Path, *arguments: str) -> bytes:
    done = _ask(root, *arguments)
    if done.returncode != 0:
        raise _failed(root, done)
    return done.stdout


def _failed(root: Path, done: subprocess.CompletedProcess[bytes]) -> ChangesError:
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return ChangesError(
        f"{root}: git could not tell what changed ({said[-1][:200] if said else f'exit code {done.returncode}'});"
        " mend that, or list the changed files with --files-from"
    )


def _ask(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command: Sequence[str] = ("git", "-C", str(folder), *_SAFE, *arguments)
    environment = {key: value for key, value in os.environ.items() if key != "GIT_EXTERNAL_DIFF"}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    try:
        return subprocess.run(  # noqa: S603 - no shell, and a revision that looks like an option was refused
            command, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=_SECONDS, env=environment
        )
    except FileNotFoundError as error:
        raise ChangesError(
            "there is no git program to ask what changed; install git, or list the changed files with --files-from"
        ) from error
    except subprocess.TimeoutExpired as error:
        raise ChangesError(
            f"{folder}: git did not answer in {_SECONDS} seconds; list the changed files with --files-from"
        ) from error
    except (OSError, ValueError) as error:
        raise ChangesError(f"{folder}: git cannot be started ({error}); check the path") from error

"""An archive by its path: which format it is, what of it may be opened, and its records when they are asked for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from indexaudit.brand.archives.base import Archive, Format, readable
from indexaudit.brand.archives.container import Container, Folder
from indexaudit.brand.archives.registry import formats
from indexaudit.brand.archives.zipped import Zipped
from indexaudit.errors import ArchiveError
from indexaudit.items import Intake, Read

__all__ = ["open_archive"]

_TOP_FOLDERS: Final = 2
"""Folders that may stand above an archive: the one in the zip, and one more that unpacking makes."""
_OPENED: Final = 2_000
"""Members of one archive that are opened."""
_SHOWN: Final = 3
"""Names that a message shows."""
_NUMBER: Final = re.compile(r"(\d{1,9})")


@dataclass(frozen=True, slots=True)
class _Match:
    """A format with the members of one archive that it may open."""

    format: Format
    members: dict[str, tuple[str, ...]]
    top: str
    others: tuple[str, ...]
    """Top folders of further archives of the format."""


def open_archive(path: str | Path, *, channel: str | None) -> Intake:
    """What a platform exported for an account's owner, a folder or a zip, as items of a channel.

    Only the members that the format names are opened; :attr:`Intake.notes` says which, and how many were not. The
    records are read when they are asked for. Raises :class:`ArchiveError` when the path is missing, is neither a folder
    nor a whole zip, or holds no known format.
    """
    source = str(path)
    notes: list[str] = []
    with closing(_container(Path(path))) as container:
        match = _recognised(container, source)
        _describe(match, container, notes)
    records = _records(Path(path), match, source=source, channel=channel, notes=notes)
    return Intake(channel=channel, source=source, records=records, notes=notes)


def _container(path: Path) -> Container:
    try:
        if path.is_dir():
            return Folder(path)
        if not path.exists():
            raise ArchiveError(f"{path}: there is no such archive; name the folder or zip that the platform exported")
    except (OSError, ValueError) as error:
        raise ArchiveError(f"{path}: cannot be read ({error})") from error
    if not path.is_file():
        raise ArchiveError(f"{path}: is neither a folder nor a zip; name what the platform gave you to download")
    return Zipped(path)


def _records(path: Path, match: _Match, *, source: str, channel: str | None, notes: list[str]) -> Iterator[Read]:
    try:
        container = _container(path)
    except ArchiveError as error:  # it was there when it was opened
        notes.append(str(error))
        return
    with closing(container):
        here = set(container.names)
        members = {role: tuple(name for name in names if name in here) for role, names in match.members.items()}
        platform = match.format.platform
        yield from match.format.read(
            Archive(container, source=source, channel=channel, platform=platform, members=members, notes=notes)
        )


def _recognised(container: Container, source: str) -> _Match:
    found = [match for known in formats() if (match := _matched(known, container.names)) is not None]
    if len(found) > 1:
        names = " and of ".join(match.format.name for match in found)
        raise ArchiveError(f"{source}: holds an archive of {names}; name each by itself")
    if found:
        return found[0]
    for known in formats():
        for pattern, advice in known.other_years:
            if any(pattern.search(name) for name in container.names):
                raise ArchiveError(f"{source}: {advice}")
    looked_for = "; ".join(
        f"{known.name}: {' or '.join(wanted.label for wanted in known.members if wanted.sign)}" for known in formats()
    )
    zips = [name for name in container.names if name.lower().endswith(".zip")]
    hint = f"; it holds {_some(zips)}: name the zip itself" if zips else ""
    faults = [f"{readable(name)} {fault}" for name, fault in container.refused.items() if _is_wanted(name)]
    hint += f"; refused: {_some(faults)}" if faults else ""
    raise ArchiveError(f"{source}: is no known format of archive (looked for {looked_for}){hint}")


def _matched(known: Format, names: Iterable[str]) -> _Match | None:
    """The format's members below the nearest top folder that has a sign of it."""
    below: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
    signs: set[str] = set()
    for name in names:
        for top, rest in _split(name):
            for wanted in known.members:
                if wanted.pattern.fullmatch(rest):
                    below[top].setdefault(wanted.role, []).append(name)
                    if wanted.sign:
                        signs.add(top)
    if not signs:
        return None
    top, *others = sorted(signs, key=lambda folder: (folder.count("/"), folder))
    members = {role: tuple(sorted(found, key=_natural)) for role, found in below[top].items()}
    taken = {name for found in members.values() for name in found}
    apart = tuple(other for other in others if not any(n in taken for found in below[other].values() for n in found))
    return _Match(known, members, top, apart)


def _split(name: str) -> Iterator[tuple[str, str]]:
    """The ways to read a name as top folder and rest."""
    yield "", name
    place = 0
    for _ in range(_TOP_FOLDERS):
        place = name.find("/", place) + 1
        if not place:
            return
        yield name[:place], name[place:]


def _natural(name: str) -> tuple[int, list[str | int]]:
    """Parts in the order of their numbers; the one without a number first."""
    pieces: list[str | int] = [int(p) if i % 2 else p for i, p in enumerate(_NUMBER.split(name))]
    return len(pieces), pieces


def _is_wanted(name: str) -> bool:
    return any(w.pattern.fullmatch(rest) for known in formats() for w in known.members for _, rest in _split(name))


def _describe(match: _Match, container: Container, notes: list[str]) -> None:
    """Say what is opened and what is not, and cut what is too much."""
    left = _OPENED
    for role, names in match.members.items():
        if len(names) > left:
            notes.append(
                f"{len(names) - left} of {len(names)} members for {role} are not opened: {_OPENED} is the most"
            )
            match.members[role] = names[:left]
        left -= len(match.members[role])
    opened = sum(map(len, match.members.values()))
    unopened = len(container.names) + len(container.refused) - opened
    notes.append(f"archive of {match.format.name}; opened: {', '.join(_kinds_of(match))}")
    if unopened:
        were = "1 other member was" if unopened == 1 else f"{unopened:,} other members were"
        notes.append(f"{were} not opened, by design: archives hold private messages and contacts")
    for name, fault in container.refused.items():
        if _is_wanted(name) or (fault == "is a link" and _leads_to_wanted(name, match)):
            notes.append(f"{readable(name)} {fault}: it was not opened")
    if container.outside:
        have = (
            "1 member has a name that leads"
            if container.outside == 1
            else (f"{container.outside:,} members have names that lead")
        )
        notes.append(f"{have} out of the archive: refused")
    if match.others:
        notes.append(f"further archives lie beside it: {_some(match.others)}; name each by itself")


def _kinds_of(match: _Match) -> Iterator[str]:
    """What is opened, by name; members whose names are titles of texts are counted."""
    labels = {wanted.role: wanted.label for wanted in match.format.members}
    for role, names in sorted(match.members.items()):
        if not names:
            continue
        if "*" in labels[role]:
            yield f"{labels[role]} ({len(names):,})"
        else:
            yield _some(names)


def _leads_to_wanted(name: str, match: _Match) -> bool:
    """Whether a link stands where a folder of the format would be."""
    folders = {part for wanted in match.format.members for part in wanted.label.split("/")[:-1]}
    return name.rpartition("/")[2] in folders


def _some(names: Iterable[str]) -> str:
    names = [readable(name) for name in names]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more

"""The pages that a command names, and the run over them: a built folder, or files, snapshots and addresses."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import reduce
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from indexaudit.commands.built_site import BuiltSite, Since
from indexaudit.commands.check import Check
from indexaudit.commands.exit_code import Thresholds
from indexaudit.commands.gate import Gate
from indexaudit.commands.options import configured, say_nothing, tell
from indexaudit.commands.settings import Settings, repository
from indexaudit.commands.targets import Answer, File, Folder, Target, TargetError, Web, targets
from indexaudit.gate.baseline import Baseline, place_of
from indexaudit.gate.preview import production_origin
from indexaudit.model import PageAudit
from indexaudit.report.unjudged import Unjudged

__all__ = ["PageRun", "page_options"]

_F = TypeVar("_F", bound=Callable[..., Any])  # Any: a command

_OPTIONS: Final = (
    click.option("--url", help="Address of an HTML file. Default: where it was saved from, its canonical, or og:url."),
    click.option("--robots-txt", metavar="FILE", help="The robots.txt that goes with an HTML file."),
    click.option(
        "--header", metavar="'K: V'", multiple=True, help="Header that a file came with, or to send to a URL."
    ),
    click.option("--status", type=click.IntRange(100, 999), help="HTTP status that an HTML file came with.  [200]"),
    click.option("--allow-network", metavar="CIDR", multiple=True, help="Fetch from this network too; repeatable."),
    click.option("--content", type=click.Choice(["precise", "fast", "none"]), help="Reader of main text.  [precise]"),
    click.option("--keyphrase", help="What the page should be found for."),
    click.option("--render", is_flag=True, help="Render pages of the web in a browser too."),
    click.option("--images", is_flag=True, help="Look at the beginning of the image that a page of the web shares."),
    click.option("--probe", is_flag=True, help="Make second requests: canonical, spellings, missing page, author."),
    click.option("--base-url", metavar="URL", help="TARGET is a built site, which will be served here."),
    click.option("--production-url", metavar="URL", help="The URLs are previews of the site that is served here."),
    click.option("--changed-since", metavar="REV", help="Of a built site, report what changed since a git revision."),
    click.option("--files-from", metavar="FILE", help="Report what these changed files touch; - is stdin."),
    click.option("--against", metavar="FOLDER", help="Report what differs from this older build."),
    configured,
    click.option("--quiet", is_flag=True, help="No notes on stderr, only errors and thresholds not kept."),
)
_SINCE: Final = ("changed_since", "files_from", "against")
_OF_FILES: Final = ("url", "robots_txt", "status", "header", "save", "production_url")
"""Options that say what a built folder says itself, or that need single pages."""
_LOOKS: Final = ("render", "images", "probe")
"""Options that look at more than the page, on the web."""


def page_options(command: _F) -> _F:
    """The options that say which pages are judged, and how."""
    return reduce(lambda decorated, option: option(decorated), reversed(_OPTIONS), command)


class PageRun:
    """One run over the targets of a command."""

    def __init__(
        self,
        names: Sequence[str],
        chosen: dict[str, Any],  # Any: click's values, each checked by its option
        *,
        settings: Settings,
        thresholds: Thresholds,
        typed: Collection[str] = (),
        baseline: str | None = None,
        compared: bool = False,
        note: Callable[[str], None],
    ) -> None:
        """``typed``: names of thresholds of the command line. ``baseline``: a file of known findings.
        ``compared``: whether a report shows the pages as they were in the older build.

        Raises :class:`click.UsageError` for options that do not go together, :class:`ConfigError`,
        :class:`BaselineError` and :class:`TargetError`.
        """
        given = {name: chosen[name] for name in ("content", "keyphrase") if chosen[name] is not None}
        given |= {name: True for name in _LOOKS if chosen[name]}
        if chosen["allow_network"]:
            given["allow_networks"] = (*settings.config.allow_networks, *chosen["allow_network"])
        config = replace(settings.config, **given)
        production = None if chosen["production_url"] is None else production_origin(chosen["production_url"])
        own_files = tuple(path for path in (settings.path, baseline and Path(baseline)) if path)
        found: list[Target | TargetError] = []
        if chosen["base_url"] is not None:
            folder = _built(names, chosen)
        else:
            found = _targets(names, chosen)
        known = None if baseline is None else Baseline.load(baseline)

        def gate(tell: Callable[[str], None], note: Callable[[str], None]) -> Gate:
            return Gate(
                config=config,
                settings=settings,
                thresholds=thresholds,
                typed=typed,
                baseline=None if known is None else Baseline(known.entries),
                root=repository(Path()),
                tell=tell,
                note=note,
            )

        self.gate = gate(tell, note)
        self._run: BuiltSite | Check
        self._found = found
        if chosen["base_url"] is not None:
            self._run = BuiltSite(
                folder=folder,
                base_url=chosen["base_url"],
                since=Since(
                    rev=chosen["changed_since"],
                    files_from=chosen["files_from"],
                    against=Path(chosen["against"]) if chosen["against"] else None,
                ),
                gate=self.gate,
                earlier=gate(say_nothing, say_nothing) if compared and chosen["against"] else None,
                own_files=own_files,
                without_page=settings.without_page,
                now=datetime.now(UTC).replace(microsecond=0),
                tell=tell,
                note=note,
            )
            return
        self._run = Check(
            config=config,
            answer=Answer.given(
                url=chosen["url"], status=chosen["status"], headers=chosen["header"], robots_txt=chosen["robots_txt"]
            ),
            gate=self.gate,
            folder=Path(chosen["save"]) if chosen.get("save") else None,
            tell=tell,
            note=note,
            production=production,
        )

    def audits(self) -> Iterator[PageAudit]:
        """Each page that could be read, with the findings that count."""
        return self._run.audits() if isinstance(self._run, BuiltSite) else self._run.audits(self._found)

    @property
    def code(self) -> int:
        """The exit code so far."""
        return self._run.code

    @property
    def before(self) -> Mapping[str, PageAudit] | None:
        """The pages as they were, by address; it fills with the first audit. Null: nothing is compared."""
        return self._run.before if isinstance(self._run, BuiltSite) and self._run.earlier is not None else None

    @property
    def unjudged(self) -> Sequence[Unjudged]:
        """What should have been judged and could not be; known once the first audit is taken, or there is none."""
        return self._run.unjudged if isinstance(self._run, BuiltSite) else ()

    def updated(self, old: Baseline) -> Baseline:
        """The baseline that knows all findings of the run; entries of pages that were not judged stay."""
        audits = list(self.audits())
        places = self._run.places if isinstance(self._run, BuiltSite) else {}
        there = places.values() if isinstance(self._run, BuiltSite) else (entry.place for entry in old.entries)
        judged = {place_of(audit.url, places) for audit in audits}
        return Baseline.of(audits, places, old=old, kept=set(there) - judged)


def _built(names: Sequence[str], chosen: dict[str, Any]) -> Path:  # Any: see PageRun
    for name in _LOOKS:
        if chosen[name]:
            raise click.UsageError(f"--{name} asks the web, and a built folder is judged without it; give a URL")
    for name in _OF_FILES:
        if chosen.get(name):
            raise click.UsageError(f"--{name.replace('_', '-')} is of single pages, and does not go with --base-url")
    if len([name for name in _SINCE if chosen[name]]) > 1:
        raise click.UsageError("--changed-since, --files-from and --against exclude each other")
    if len(names) != 1:
        raise click.UsageError("--base-url goes with one built folder; check other pages apart")
    folder = Path(names[0])
    if not folder.is_dir():
        raise TargetError(f"{folder}: is no folder; with --base-url, name the folder that the site was built into")
    if any(isinstance(target, Folder) for target in targets(names)):
        raise click.UsageError(f"{folder} holds saved snapshots, which know their addresses; leave out --base-url")
    return folder


def _targets(names: Sequence[str], chosen: dict[str, Any]) -> list[Target | TargetError]:  # Any: see PageRun
    for name in _SINCE:
        if chosen[name]:
            raise click.UsageError(f"--{name.replace('_', '-')} needs --base-url, and the folder of a built site")
    found = list(targets(names, sys.stdin if "-" in names else ()))
    if not found:
        raise click.UsageError("the list on stdin names no page; give one file or address a line")
    described = [name for name in ("url", "robots_txt", "status") if chosen[name]]
    if described and any(isinstance(target, (Web, Folder)) for target in found):
        raise click.UsageError(
            f"--{described[0].replace('_', '-')} describes an HTML file; a URL and a snapshot bring it"
        )
    for name in _LOOKS:
        if not chosen[name]:
            continue
        if not all(isinstance(target, Web | TargetError) for target in found):
            raise click.UsageError(f"--{name} is for URLs: a file and a saved snapshot are judged without a network")
        if chosen["production_url"]:
            raise click.UsageError(f"--{name} looks at the page where it is, and does not go with --production-url")
    if chosen["header"]:
        kinds = {type(target) for target in found if isinstance(target, (Web, File, Folder))}
        if Folder in kinds:
            raise click.UsageError("--header describes an HTML file; a snapshot brings its own")
        if len(kinds) > 1:
            raise click.UsageError("--header says what a file came with, or what to send to a URL; check them apart")
        if any(isinstance(target, Web) and not target.typed for target in found):
            raise click.UsageError("--header is sent to URLs given as arguments, not to those of a list")
    if chosen["production_url"] and any(isinstance(target, File) for target in found):
        raise click.UsageError("--production-url is for previews on the web; say with --url where a file is served")
    if chosen["url"] and len(found) > 1:
        raise click.UsageError("--url is the address of one file; check the others apart")
    return found

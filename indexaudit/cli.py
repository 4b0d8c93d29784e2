"""The command line: parse, call, print, exit."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from indexaudit import __version__
from indexaudit.commands.check import Check
from indexaudit.commands.compare import compare
from indexaudit.commands.crawl import CRAWL_COMMANDS
from indexaudit.commands.diff import diff
from indexaudit.commands.exit_code import FAIL_ON
from indexaudit.commands.lookups import LOOKUPS
from indexaudit.commands.options import configured, outputs, read_by, say_nothing, settings, tell
from indexaudit.commands.outputs import report
from indexaudit.commands.settings import score, share
from indexaudit.commands.targets import Answer, File, Folder, Target, TargetError, Web, targets
from indexaudit.commands.terminal import colour, show
from indexaudit.errors import IndexAuditError
from indexaudit.model import Axis
from indexaudit.report.formats import FORMATS
from indexaudit.report.printable import printable

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0, 1 (findings beyond the threshold), 2 (could not judge), 130 (^C)."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # what a test or a notebook puts there need not be a file
            stream.reconfigure(errors="backslashreplace")
    try:
        return int(commands.main(arguments, prog_name="indexaudit", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
    except IndexAuditError as error:
        tell(printable(f"error: {error}"))
    except (click.Abort, KeyboardInterrupt):
        return 130
    except Exception:  # an uncaught exception would exit with 1, which means "findings"
        traceback.print_exc()
        tell("error: this is a fault of indexaudit; please report it with the lines above")
    return 2


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(__version__, message="%(prog)s %(version)s")
def commands() -> None:
    """Can a search engine find it, how well, and what should change first?

    \b
    indexaudit check page.html
    indexaudit check https://example.com/a-post --fail-on major
    indexaudit crawl https://blog.example/ --pages 200
    indexaudit compare brand.toml
    indexaudit explain canonical-unambiguous
    """  # noqa: D301 - \b is the character with which click keeps lines as they are


@commands.command(short_help="Audit pages: files, saved snapshots, addresses.")
@click.argument("names", metavar="TARGET...", nargs=-1, required=True)
@click.option("--url", help="Address of an HTML file. Default: where it was saved from, its canonical, or og:url.")
@click.option("--robots-txt", metavar="FILE", help="The robots.txt that goes with an HTML file.")
@click.option("--header", metavar="'K: V'", multiple=True, help="A header that a file came with, or to send to a URL.")
@click.option("--status", type=click.IntRange(100, 999), help="HTTP status that an HTML file came with.  [200]")
@click.option("--allow-network", metavar="CIDR", multiple=True, help="Fetch from this network too; repeatable.")
@click.option("--content", type=click.Choice(["precise", "fast", "none"]), help="Reader of the main text.  [precise]")
@click.option("--keyphrase", help="What the page should be found for.")
@configured
@click.option("--save", metavar="DIR", help="Keep what was received, to check it again without a network.")
@click.option("--format", type=click.Choice(list(FORMATS)), help="What stdout gets.  [text]")
@click.option(
    "--output", metavar="FORMAT=FILE", multiple=True, help="Write a report to a file too; repeatable, from one run."
)
@click.option("--fail-on", type=click.Choice(list(FAIL_ON)), help="Exit 1 for a fault this bad or worse.  [gate]")
@click.option("--fail-under", metavar="N", callback=read_by(score), help="Exit 1 for a score below N, 0 to 100.")
@click.option(
    "--axis", type=click.Choice([a.value for a in Axis]), help="The score that the thresholds look at.  [search]"
)
@click.option(
    "--min-coverage", metavar="N", callback=read_by(share), help="Exit 2 when less was judged; a share, 0 to 1."
)
@click.option("--passes", is_flag=True, help="List also what is in order, and what there was nothing to judge about.")
@click.option("--quiet", is_flag=True, help="No notes on stderr, only errors and thresholds not kept.")
def check(names: tuple[str, ...], **chosen: Any) -> int:  # Any: click's values, each checked by its option
    """Audit pages.

    A TARGET is an HTML file, a folder kept by --save, a URL, or "-" for a list of them on stdin.

    stdout is the report and nothing else. Thresholds may stand in the configuration too (fail_on, fail_under, axis,
    min_coverage, format); an option wins. Without --config the nearest indexaudit.toml, or pyproject.toml with
    [tool.indexaudit], counts: here or above, up to the root of the repository.

    \b
    Exit codes, of several pages the highest:
      0  nothing beyond the thresholds
      1  findings beyond them
      2  could not judge: wrong usage, a crash, too little seen
    """  # noqa: D301 - \b keeps the lines of the list
    note = say_nothing if chosen["quiet"] else tell
    chosen_settings = settings(chosen["config"], none=chosen["no_config"], note=note)
    thresholds = chosen_settings.override(
        fail_on=chosen["fail_on"],
        fail_under=chosen["fail_under"],
        axis=Axis(chosen["axis"]) if chosen["axis"] else None,
        min_coverage=chosen["min_coverage"],
    )
    if chosen["axis"] and thresholds.fail_under is None and thresholds.min_coverage is None:
        raise click.UsageError("--axis says which score --fail-under and --min-coverage look at; give one of them too")
    given = {name: chosen[name] for name in ("content", "keyphrase") if chosen[name] is not None}
    if chosen["allow_network"]:
        given["allow_networks"] = (*chosen_settings.config.allow_networks, *chosen["allow_network"])
    wanted = outputs(chosen["output"], FORMATS)
    found = _targets(names, chosen)
    run = Check(
        config=replace(chosen_settings.config, **given),
        answer=Answer.given(
            url=chosen["url"], status=chosen["status"], headers=chosen["header"], robots_txt=chosen["robots_txt"]
        ),
        thresholds=thresholds,
        folder=Path(chosen["save"]) if chosen["save"] else None,
        tell=tell,
        note=note,
    )
    format = chosen["format"] or chosen_settings.format or "text"
    # Closed at once when anything goes wrong, so that no half-written file is left.
    with closing(report(run.audits(found), format, wanted, colour=colour(), passes=chosen["passes"])) as pieces:
        show(pieces, format, to_the_end=bool(wanted))
    return run.code


def _targets(names: tuple[str, ...], chosen: dict[str, Any]) -> list[Target | TargetError]:  # Any: see check
    found = list(targets(names, sys.stdin if "-" in names else ()))
    if not found:
        raise click.UsageError("the list on stdin names no page; give one file or address a line")
    described = [name for name in ("url", "robots_txt", "status") if chosen[name]]
    if described and any(isinstance(target, (Web, Folder)) for target in found):
        raise click.UsageError(
            f"--{described[0].replace('_', '-')} describes an HTML file; a URL and a snapshot bring it"
        )
    if chosen["header"]:
        kinds = {type(target) for target in found if isinstance(target, (Web, File, Folder))}
        if Folder in kinds:
            raise click.UsageError("--header describes an HTML file; a snapshot brings its own")
        if len(kinds) > 1:
            raise click.UsageError("--header says what a file came with, or what to send to a URL; check them apart")
        if any(isinstance(target, Web) and not target.typed for target in found):
            raise click.UsageError("--header is sent to URLs given as arguments, not to those of a list")
    if chosen["url"] and len(found) > 1:
        raise click.UsageError("--url is the address of one file; check the others apart")
    return found


for _command in (*CRAWL_COMMANDS, diff, compare, *LOOKUPS):
    commands.add_command(_command)

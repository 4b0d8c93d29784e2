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
from indexaudit.commands.compare import compare
from indexaudit.commands.crawl import CRAWL_COMMANDS
from indexaudit.commands.diff import diff
from indexaudit.commands.exit_code import FAIL_ON, Thresholds
from indexaudit.commands.lookups import LOOKUPS
from indexaudit.commands.options import outputs, read_by, say_nothing, settings, tell
from indexaudit.commands.outputs import report, step_summary
from indexaudit.commands.page_run import PageRun, page_options
from indexaudit.commands.settings import score, share
from indexaudit.commands.terminal import colour, show
from indexaudit.errors import IndexAuditError
from indexaudit.gate.baseline import Baseline
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
    indexaudit check public/ --base-url https://blog.example/
    indexaudit crawl https://blog.example/ --pages 200
    indexaudit compare brand.toml
    indexaudit explain canonical-unambiguous
    """  # noqa: D301 - \b is the character with which click keeps lines as they are


@commands.command(short_help="Audit pages: files, saved snapshots, addresses.")
@click.argument("names", metavar="TARGET...", nargs=-1, required=True)
@page_options
@click.option("--baseline", metavar="FILE", help="Hold back the findings that this file knows.")
@click.option("--save", metavar="DIR", help="Keep what was received, to check it again without a network.")
@click.option(
    "--format",
    type=click.Choice(list(FORMATS)),
    metavar="FORMAT",
    help=f"What stdout gets: {', '.join(FORMATS)}.  [text]",
)
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
def check(names: tuple[str, ...], **chosen: Any) -> int:  # Any: click's values, each checked by its option
    """Audit pages.

    A TARGET is an HTML file, a folder kept by --save, a URL, or "-" for a list of them on stdin; with --base-url, the
    folder of a built site, judged as if it were live.

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
    given = {name: chosen[name] for name in ("fail_on", "fail_under", "min_coverage") if chosen[name] is not None}
    if chosen["axis"]:
        given["axis"] = Axis(chosen["axis"])
    thresholds = chosen_settings.override(**given)
    if chosen["axis"] and thresholds.fail_under is None and thresholds.min_coverage is None:
        raise click.UsageError("--axis says which score --fail-under and --min-coverage look at; give one of them too")
    wanted = outputs(chosen["output"], FORMATS)
    format = chosen["format"] or chosen_settings.format or "text"
    used = {format, *(output.format for output in wanted)}
    summary = step_summary(used)
    run = PageRun(
        names,
        chosen,
        settings=chosen_settings,
        thresholds=thresholds,
        typed=tuple(given),
        baseline=chosen["baseline"],
        compared="comment" in used or summary is not None,
        note=note,
    )
    # Closed at once when anything goes wrong, so that no half-written file is left.
    pieces = report(
        run.audits(),
        format,
        wanted,
        colour=colour(),
        passes=chosen["passes"],
        place=run.gate.place,
        beyond=run.gate.beyond,
        before=run.before,
        unjudged=run.unjudged,
        held_back=run.gate.held_back,
        summary=summary,
    )
    with closing(pieces):
        show(pieces, format, to_the_end=bool(wanted or summary))
    return run.code


@commands.group(short_help="Keep findings that are known already.")
def baseline() -> None:
    """Findings that are known already, kept in a file: check --baseline FILE holds them back."""


@baseline.command("update", short_help="Write what is found now as known.")
@click.argument("file", metavar="FILE")
@click.argument("names", metavar="TARGET...", nargs=-1, required=True)
@page_options
def update(file: str, names: tuple[str, ...], **chosen: Any) -> int:  # Any: see check
    """Write the findings of the targets to FILE as known: new ones are added, mended ones dropped.

    Reasons and days of the entries stay, and so do entries of pages that are not judged this time. What the
    configuration ignores does not get in. Exit codes: 0 written, 2 wrong usage, or a page could not be judged.
    """
    note = say_nothing if chosen["quiet"] else tell
    chosen_settings = settings(chosen["config"], none=chosen["no_config"], note=note)
    never = replace(chosen_settings, budgets=())
    run = PageRun(names, chosen, settings=never, thresholds=Thresholds(fail_on="never"), note=note)
    path = Path(file)
    old = Baseline.load(path) if path.exists() else Baseline()
    new = run.updated(old)
    new.save(path)
    known = dict.fromkeys(old.entries)
    added = sum(entry not in known for entry in new.entries)
    tell(printable(f"{path}: {len(new.entries):,} entries, {added:,} of them new or changed; {len(known):,} before"))
    return run.code


for _command in (*CRAWL_COMMANDS, diff, compare, *LOOKUPS):
    commands.add_command(_command)

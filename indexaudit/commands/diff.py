"""The command ``diff``: two stores to what changed between them."""

from __future__ import annotations

from contextlib import closing
from typing import Any, Final

import click

from indexaudit.commands.options import configured, outputs, say_nothing, settings, tell
from indexaudit.commands.outputs import beside
from indexaudit.commands.terminal import colour, show
from indexaudit.report.diff import formats as diff_formats
from indexaudit.report.printable import printable
from indexaudit.site_audit import SiteDiff

__all__ = ["diff"]

_CHANGED: Final = ("never", "new-findings", "any")


@click.command(short_help="What changed between two crawls of a site.")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--format", type=click.Choice(list(diff_formats.FORMATS)), default="text", help="What stdout gets.  [text]"
)
@click.option("--output", metavar="FORMAT=FILE", multiple=True, help="Write it to a file too; repeatable.")
@click.option("--full", is_flag=True, help="Show every list of text and markdown whole.")
@click.option("--width", type=click.IntRange(80, 400), metavar="N", default=80, help="Columns of the text.  [80]")
@click.option("--fail-on", type=click.Choice(_CHANGED), default="never", help="Exit 1 for what changed.  [never]")
@click.option("--quiet", is_flag=True, help="No notes on stderr, only errors and thresholds.")
@configured
def diff(old: str, new: str, **chosen: Any) -> int:  # Any: see crawl
    """What changed between two crawls of a site: pages, verdicts, scores, findings.

    OLD and NEW are stores that `crawl --store` keeps. Nothing is fetched.

    \b
    Exit codes:
      0  compared
      1  --fail-on new-findings: a page has a fault that it had not; any: something changed
      2  wrong usage, or a store that cannot be read
    """  # noqa: D301 - \b keeps the lines of the list
    from indexaudit.crawl.differences import differences
    from indexaudit.crawl.store import Store

    note = say_nothing if chosen["quiet"] else tell
    config = settings(chosen["config"], none=chosen["no_config"], note=note).config
    wanted = outputs(chosen["output"], diff_formats.FORMATS)
    with Store.read(old) as before, Store.read(new) as after:
        found = differences(before, after, config)
    look = {"width": chosen["width"], "full": chosen["full"]}
    files = [(o, diff_formats.stream(o.format, found, **look)) for o in wanted]
    shown = diff_formats.stream(chosen["format"], found, colour=colour(), **look)
    with closing(beside(shown, files)) as pieces:
        show(pieces, chosen["format"], to_the_end=bool(wanted))
    return _changed(found, chosen["fail_on"])


def _changed(found: SiteDiff, fail_on: str) -> int:
    new = found.new_findings > 0
    changed = new or any((found.appeared, found.gone, found.verdicts, found.scores, found.mended))
    if (fail_on == "new-findings" and new) or (fail_on == "any" and changed):
        tell(printable(f"{found.new}: differs from {found.old} (--fail-on {fail_on})"))
        return 1
    return 0

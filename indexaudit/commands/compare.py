"""The command ``compare``: a brand's file to the report of its channels."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

import click

from indexaudit.commands.options import configured, outputs, read_by, say_nothing, settings, tell
from indexaudit.commands.outputs import beside
from indexaudit.commands.settings import share
from indexaudit.commands.targets import Answer, Door, Web
from indexaudit.commands.terminal import StatusLine, colour, show
from indexaudit.comparison import Comparison
from indexaudit.config import Brand, Config
from indexaudit.errors import ConfigError
from indexaudit.items import Intake
from indexaudit.report.comparison.formats import FORMATS, stream
from indexaudit.report.printable import printable
from indexaudit.snapshot import Snapshot

__all__ = ["compare"]

_FILE: Final = "brand.toml"


@click.command(short_help="Compare a brand's channels: what can search find of them?")
@click.argument("brand", metavar="BRAND")
@click.option("--offline", is_flag=True, help="Fetch nothing: only what is on disk is read.")
@click.option("--redact", is_flag=True, help="Hide titles and words of all but pages that were seen; addresses stay.")
@click.option("--full", is_flag=True, help="Show every list of text and markdown whole.")
@click.option("--format", type=click.Choice(list(FORMATS)), help="What stdout gets.  [text]")
@click.option(
    "--output", metavar="FORMAT=FILE", multiple=True, help="Write a report to a file too; repeatable, from one run."
)
@click.option("--width", type=click.IntRange(80, 400), default=80, help="Columns of the text.  [80]")
@click.option(
    "--min-searchable",
    metavar="SHARE",
    callback=read_by(partial(share, what="the searchable share")),
    help="Exit 1 when search can find less; of articles and posts, 0 to 1.",
)
@click.option("--allow-network", metavar="CIDR", multiple=True, help="Fetch from this network too; repeatable.")
@click.option("--content", type=click.Choice(["precise", "fast", "none"]), help="Reader of the main text.  [precise]")
@configured
@click.option("--quiet", is_flag=True, help="No notes and no progress on stderr, only errors.")
def compare(brand: str, **chosen: Any) -> int:  # Any: click's values, each checked by its option
    """Compare a brand's channels: what search can find, what each earns, what to change first.

    BRAND is a file in TOML, or a folder that holds brand.toml: the brand's own domains, and for each channel where its
    items are: archives that platforms hand out, saved snapshots, feeds, sitemaps, tables and lists of addresses. Pages
    that no snapshot holds are fetched, unless --offline or the channel's fetch = false says otherwise.

    \b
    Exit codes:
      0  the report was made
      1  search can find less than --min-searchable
      2  wrong usage or file, nothing could be read, or the share is not known
    """  # noqa: D301 - \b keeps the lines of the list
    note = say_nothing if chosen["quiet"] else tell
    read = _brand(brand)
    chosen_settings = settings(chosen["config"], none=chosen["no_config"], note=note)
    given: dict[str, Any] = {} if chosen["content"] is None else {"content": chosen["content"]}
    if chosen["allow_network"]:
        given["allow_networks"] = (*chosen_settings.config.allow_networks, *chosen["allow_network"])
    config = replace(chosen_settings.config, brand=read, **given)
    wanted = outputs(chosen["output"], FORMATS)
    progress = StatusLine(shown=sys.stderr.isatty() and not chosen["quiet"])
    with closing(progress):
        comparison = _compared(read, config, progress, offline=chosen["offline"], redact=chosen["redact"])
    format = chosen["format"] or chosen_settings.format or "text"
    files = [(o, stream(o.format, comparison, width=chosen["width"], full=chosen["full"])) for o in wanted]
    shown = stream(format, comparison, width=chosen["width"], colour=colour(), full=chosen["full"])
    # Closed at once when anything goes wrong, so that no half-written file is left.
    with closing(beside(shown, files)) as pieces:
        show(pieces, format, to_the_end=bool(wanted))
    return _code(comparison, brand, chosen["min_searchable"])


def _brand(given: str) -> Brand:
    path = Path(given)
    try:
        folder = path.is_dir()
    except (OSError, ValueError):  # a name with a null character, or in a folder that may not be looked into
        folder = False
    if folder and not (path / _FILE).is_file():
        raise ConfigError(f"{given}: is a folder without {_FILE}; name the brand's file")
    if "\0" in given:
        raise ConfigError(f"{given}: is no name of a file")
    file = path / _FILE if folder else path
    read = Brand.from_toml(file)
    from indexaudit.brand.hosts import check_brand  # knows every platform

    try:
        check_brand(read)
    except ConfigError as error:
        raise ConfigError(f"{file}: {error}") from None
    return read


def _compared(brand: Brand, config: Config, progress: StatusLine, *, offline: bool, redact: bool) -> Comparison:
    # Both bring the readers of archives, feeds and texts with them.
    from indexaudit.brand.channels import intakes
    from indexaudit.brand.compare import compare_intakes

    now = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    with closing(Door(config, Answer())) as door:

        def fetch(url: str) -> Snapshot:
            progress.tell(f"fetching {url}")
            # The addresses of a file are nobody's word that their hosts are local.
            return door.fetch(Web(url, typed=False))

        sources = _watched(intakes(brand, config, fetch=None if offline else fetch), progress)
        return compare_intakes(sources, brand, config=config, redact=redact, now=now)


def _code(comparison: Comparison, brand: str, least: float | None) -> int:
    if not comparison.items:
        tell(printable(f"error: {brand}: no source gives an item; the report says why"))
        return 2
    if least is None:
        return 0
    found = comparison.headline.searchable
    if found.value is None:
        tell("error: --min-searchable: the searchable share is not known, for no article and no post could be checked")
        return 2
    if found.value < least:
        tell(
            f"searchable share {found.value:g} is below {least:g} "
            f"({found.yes:,} of {found.yes + found.no:,} that could be checked)"
        )
        return 1
    return 0


def _watched(intakes: Iterator[Intake], line: StatusLine) -> Iterator[Intake]:
    """The same, each named when its turn comes."""
    for intake in intakes:
        line.tell(f"reading {intake.source}")
        yield intake
    line.tell("comparing")

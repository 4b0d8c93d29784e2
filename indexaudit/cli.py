"""The command line: parse, call, print, exit."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from indexaudit import __version__, serial
from indexaudit.api import read_address
from indexaudit.check import Check
from indexaudit.config import Config
from indexaudit.errors import IndexAuditError
from indexaudit.exit_code import FAIL_ON
from indexaudit.model import PageAudit
from indexaudit.report import address as address_report
from indexaudit.report import json as json_report
from indexaudit.report import ndjson
from indexaudit.report import rules as rules_report
from indexaudit.report import text as text_report
from indexaudit.report.printable import printable
from indexaudit.rules.registry import load
from indexaudit.targets import Answer, Folder, Web, targets

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
        _tell(printable(f"error: {error}"))
    except (click.Abort, KeyboardInterrupt):
        return 130
    except Exception:  # an uncaught exception would exit with 1, which means "findings"
        traceback.print_exc()
        _tell("error: this is a fault of indexaudit; please report it with the lines above")
    return 2


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="%(prog)s %(version)s")
def commands() -> None:
    """Can a search engine find it, how well, and what should change first?

    \b
    indexaudit check page.html
    indexaudit check https://example.com/a-post --fail-on major
    indexaudit explain canonical-unambiguous
    """  # noqa: D301 - \b is the character with which click keeps lines as they are


_config = click.option("--config", metavar="FILE", help="Configuration in TOML, or a pyproject.toml.")
_format = click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True)


@commands.command()
@click.argument("names", metavar="TARGET...", nargs=-1, required=True)
@click.option("--url", help="Address of an HTML file. Default: where it was saved from, its canonical, or og:url.")
@click.option("--format", type=click.Choice(["text", "json", "ndjson"]), default="text", show_default=True)
@click.option("--robots-txt", metavar="FILE", help="The robots.txt that goes with an HTML file.")
@click.option("--header", metavar="'K: V'", multiple=True, help="A header that an HTML file came with; repeatable.")
@click.option("--status", type=click.IntRange(100, 999), help="HTTP status that an HTML file came with.  [200]")
@click.option("--content", type=click.Choice(["precise", "fast", "none"]), help="Reader of the main text.  [precise]")
@click.option("--keyphrase", help="What the page should be found for.")
@_config
@click.option("--save", metavar="DIR", help="Keep what was received, to check it again without a network.")
@click.option("--fail-on", type=click.Choice(list(FAIL_ON)), default="gate", show_default=True, help="When to exit 1.")
@click.option("--passes", is_flag=True, help="List also what is in order, and what there was nothing to judge about.")
@click.option("--quiet", is_flag=True, help="No notes on stderr, only errors.")
def check(names: tuple[str, ...], **chosen: Any) -> int:  # Any: click's values, each checked by its option
    """Audit pages.

    A TARGET is an HTML file, a folder kept by --save, a URL, or "-" for a list of them on stdin.

    stdout is the report and nothing else.

    \b
    Exit codes, of several pages the highest:
      0  nothing beyond --fail-on
      1  findings beyond it
      2  could not judge: wrong usage, a crash, too little seen
    """  # noqa: D301 - \b keeps the lines of the list
    config = _read_config(chosen["config"])
    given = {name: chosen[name] for name in ("content", "keyphrase") if chosen[name] is not None}
    described = [name for name in ("url", "robots_txt", "header", "status") if chosen[name]]
    found = list(targets(names, sys.stdin if "-" in names else ()))
    if not found:
        raise click.UsageError("the list on stdin names no page; give one file or address a line")
    if described and any(isinstance(target, (Web, Folder)) for target in found):
        raise click.UsageError(
            f"--{described[0].replace('_', '-')} describes an HTML file; a URL and a snapshot bring it"
        )
    if chosen["url"] and len(found) > 1:
        raise click.UsageError("--url is the address of one file; check the others apart")
    run = Check(
        config=replace(config, **given),
        answer=Answer.given(
            url=chosen["url"], status=chosen["status"], headers=chosen["header"], robots_txt=chosen["robots_txt"]
        ),
        fail_on=chosen["fail_on"],
        folder=Path(chosen["save"]) if chosen["save"] else None,
        tell=_tell,
        note=_tell if not chosen["quiet"] else _say_nothing,
    )
    audits = run.audits(found)
    _print(_report(audits, chosen["format"], passes=chosen["passes"]), json=chosen["format"] != "text")
    return run.code


@commands.command()
@click.argument("rule")
@_config
def explain(rule: str, config: str | None) -> None:
    """Why a rule asks for what it asks, how to mend a fault, and what it rests on."""
    known = {r.id: r for r in load(_read_config(config).rules)}
    if rule not in known:
        near = get_close_matches(rule, known, n=3, cutoff=0.4) or [id_ for id_ in known if rule in id_][:3]
        hint = f"did you mean {' or '.join(near)}?" if near else "`indexaudit rules` lists them"
        raise click.UsageError(f"there is no rule {rule!r}; {hint}")
    _print([rules_report.explanation(known[rule], colour=_colour())])


@commands.command()
@_format
@_config
def rules(format: str, config: str | None) -> None:
    """Every rule, and what a fault costs."""
    found = load(_read_config(config).rules)
    as_json = format == "json"
    _print([rules_report.to_json(found) if as_json else rules_report.table(found, colour=_colour())], json=as_json)


@commands.command()
@click.argument("urls", metavar="URL...", nargs=-1, required=True)
@_format
@_config
def address(urls: tuple[str, ...], format: str, config: str | None) -> None:
    """What an address says by itself, without a network."""
    brand = _read_config(config).brand
    read = [read_address(url, brand) for url in urls]
    if format == "json":
        _print([json_report.render(read)], json=True)
    else:
        _print(["\n".join(map(address_report.render, read))])


@commands.command()
def schema() -> None:
    """The JSON Schema of one audited page: of each line of ndjson, of the object or each item of the array of json."""
    _print([json.dumps(serial.schema(PageAudit), indent=2) + "\n"], json=True)


def _report(audits: Iterable[PageAudit], format: str, *, passes: bool) -> Iterable[str]:
    if format == "text":
        return text_report.stream(audits, colour=_colour(), passes=passes)
    return json_report.stream(audits) if format == "json" else ndjson.stream(audits)


def _read_config(file: str | None) -> Config:
    return Config.from_toml(file) if file else Config()


def _colour() -> bool:
    """By the convention of no-color.org: only on a terminal, and not when NO_COLOR is set to anything."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _tell(line: str) -> None:
    click.echo(line, err=True)


def _say_nothing(_line: str) -> None:
    pass


def _print(pieces: Iterable[str], *, json: bool = False) -> None:
    """Write to stdout in what its encoding has. A reader who has seen enough (``| head``) ends the output quietly."""
    unicode = (sys.stdout.encoding or "ascii").lower().replace("-", "").startswith("utf")
    try:
        for piece in pieces:
            plain = piece if unicode else json_report.ascii_only(piece) if json else piece.translate(text_report.ASCII)
            sys.stdout.write(plain)
            sys.stdout.flush()
    except BrokenPipeError:
        # What Python still holds back must not complain at the exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

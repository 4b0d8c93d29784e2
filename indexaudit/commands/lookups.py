"""The commands that look something up: rules, addresses, agents, platforms, the schema. None of them audits."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Final

import click

from indexaudit import serial
from indexaudit.agents.registry import find as find_agent
from indexaudit.agents.registry import load as load_agents
from indexaudit.api import read_address
from indexaudit.commands.options import configured, formats, settings, tell
from indexaudit.commands.terminal import colour, show
from indexaudit.comparison import Comparison, LedgerItem
from indexaudit.errors import InvalidURL
from indexaudit.model import Address, PageAudit
from indexaudit.platforms.registry import find as find_platform
from indexaudit.platforms.registry import load as load_platforms
from indexaudit.report import address as address_report
from indexaudit.report import agents as agents_report
from indexaudit.report import csv, rule_markdown
from indexaudit.report import json as json_report
from indexaudit.report import platforms as platforms_report
from indexaudit.report import rules as rules_report
from indexaudit.report.printable import printable
from indexaudit.rules.registry import load
from indexaudit.rules.thresholds import Thresholds
from indexaudit.site_audit import PageRow, SiteAudit, SiteDiff

__all__ = ["LOOKUPS"]

_SCHEMAS: Final[dict[str, type]] = {
    "page-audit": PageAudit,
    "comparison": Comparison,
    "ledger-item": LedgerItem,
    "site-audit": SiteAudit,
    "page-row": PageRow,
    "site-diff": SiteDiff,
}


@click.command(short_help="Why a rule asks for it, and how to mend a fault.")
@click.argument("rule", metavar="RULE")
@formats("text", "markdown", "json")
@configured
def explain(rule: str, format: str, config: str | None, no_config: bool) -> None:
    """Why a rule asks for what it asks, how to mend a fault, and what it rests on.

    RULE is an id, such as canonical-unambiguous; `indexaudit rules` lists them. With a configuration the limits are
    those in force.
    """
    chosen = settings(config, none=no_config)
    known = {r.id: r for r in load(chosen.config.rules)}
    if rule not in known:
        near = get_close_matches(rule, known, n=3, cutoff=0.4) or [id_ for id_ in known if rule in id_][:3]
        hint = f"did you mean {' or '.join(near)}?" if near else "`indexaudit rules` lists them"
        raise click.UsageError(f"there is no rule {rule!r}; {hint}")
    thresholds = Thresholds.from_overrides(chosen.config.thresholds)
    if format == "text":
        text = rules_report.explanation(known[rule], thresholds, colour=colour())
    elif format == "markdown":
        text = rule_markdown.explanation(known[rule], thresholds)
    else:
        text = rules_report.one_json(known[rule], thresholds)
    show([text], format)


@click.command()
@formats("text", "json", "markdown", "csv")
@configured
def rules(format: str, config: str | None, no_config: bool) -> None:
    """Every rule, and what a fault costs.

    markdown is the whole catalogue: a table for each dimension, the page of every rule, and the page types on which it
    has nothing to judge.
    """
    chosen = settings(config, none=no_config)
    found = load(chosen.config.rules)
    thresholds = Thresholds.from_overrides(chosen.config.thresholds)
    if format == "text":
        text = rules_report.table(found, colour=colour())
    elif format == "markdown":
        text = rule_markdown.catalogue(found, thresholds)
    else:
        text = csv.rules(found) if format == "csv" else rules_report.to_json(found, thresholds)
    show([text], format)


@click.command()
@click.argument("urls", metavar="URL...", nargs=-1, required=True)
@formats("text", "json", "csv")
@configured
def address(urls: tuple[str, ...], format: str, config: str | None, no_config: bool) -> int:
    """What an address says by itself, without a network.

    "-" stands for a list on stdin, one address a line.
    """
    brand = settings(config, none=no_config).config.brand
    read: list[Address] = []
    given = list(_listed(urls))
    if not given:
        raise click.UsageError("the list on stdin names no address; give one a line")
    for url in given:
        try:
            read.append(read_address(url, brand))
        except InvalidURL as error:
            tell(printable(f"error: {error}"))
    if read:
        if format == "text":
            text = "\n".join(map(address_report.render, read))
        else:
            text = csv.addresses(read) if format == "csv" else json_report.render(read)
        show([text], format)
    return 0 if len(read) == len(given) else 2


def _listed(urls: Sequence[str]) -> Iterator[str]:
    """The addresses; of stdin, blank lines and those with ``#`` are skipped."""
    for url in urls:
        if url != "-":
            yield url
            continue
        for line in sys.stdin:
            if (text := line.strip()) and not text.startswith("#"):
                yield text


@click.command(short_help="Who reads the web for others.")
@click.argument("name", metavar="[ID]", required=False)
@formats("text", "json")
def agents(name: str | None, format: str) -> None:
    """Who reads the web for others, what each obeys, and what a block costs."""
    found = (find_agent(name),) if name is not None else load_agents()
    if format == "json":
        text = agents_report.to_json(found)
    elif name is not None:
        text = agents_report.explanation(found[0], colour=colour())
    else:
        text = agents_report.table(found, colour=colour())
    show([text], format)


@click.command(short_help="What is known of each platform.")
@click.argument("name", metavar="[ID]", required=False)
@formats("text", "json")
def platforms(name: str | None, format: str) -> None:
    """Whose hosts these are: kinds of items and their addresses, what an author may set, who may crawl them.

    ID is that of one platform, such as linkedin; without it all are listed.
    """
    found = (find_platform(name),) if name is not None else load_platforms()
    if format == "json":
        text = platforms_report.to_json(found)
    elif name is not None:
        text = platforms_report.explanation(found[0], colour=colour())
    else:
        text = platforms_report.table(found, colour=colour())
    show([text], format)


@click.command(short_help="The JSON Schema of a result.")
@click.argument("name", metavar="[NAME]", type=click.Choice(list(_SCHEMAS)), default="page-audit")
def schema(name: str) -> None:
    """The JSON Schema of a result.

    NAME is page-audit (the default: one audited page, which is each line of ndjson, the object or each item of the
    array of json), comparison (the json of `compare`), ledger-item (each line of its ndjson), site-audit (the json of
    `crawl` and `report`), page-row (each line of their ndjson) or site-diff (the json of `diff`).
    """
    show([json.dumps(serial.schema(_SCHEMAS[name]), indent=2) + "\n"], "json")


LOOKUPS: Final = (explain, rules, address, platforms, agents, schema)

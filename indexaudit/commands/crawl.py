"""The commands ``crawl`` and ``report``: a site to a store, and a store to reports of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import click

from indexaudit import __version__
from indexaudit.commands.crawl_target import read_list, read_target, seconds
from indexaudit.commands.options import read_by, say_nothing, settings, tell
from indexaudit.commands.site_reports import SiteReports, reported
from indexaudit.commands.targets import Answer
from indexaudit.commands.terminal import StatusLine
from indexaudit.config import Config
from indexaudit.crawl.beginnings import Beginning
from indexaudit.errors import ConfigError
from indexaudit.report.printable import printable
from indexaudit.report.site import words
from indexaudit.site_audit import Count, SiteAudit
from indexaudit.web.urls import host_of

if TYPE_CHECKING:
    from indexaudit.crawl.options import CrawlOptions
    from indexaudit.crawl.progress import Progress
    from indexaudit.crawl.store import Store
    from indexaudit.fetch.fetcher import Fetcher

__all__ = ["CRAWL_COMMANDS", "crawl", "report"]

_INTERRUPTED: Final = 130


@click.command(short_help="Crawl a site: with the findings only many pages can give.")
@click.argument("target", metavar="[TARGET]", required=False)
@click.option("--pages", type=click.IntRange(1), metavar="N", help="At most so many pages.  [500]")
@click.option("--depth", type=click.IntRange(0), metavar="N", help="At most so many links from the start.")
@click.option("--max-time", metavar="TIME", callback=read_by(seconds), help="Stop after 90s, 30m or 2h.")
@click.option("--scope", type=click.Choice(["host", "domain", "path"]), help="What belongs to the site.  [host]")
@click.option("--include", metavar="PATTERN", multiple=True, help="Only paths such as /blog/*; repeatable.")
@click.option("--exclude", metavar="PATTERN", multiple=True, help="No paths such as *.pdf$; repeatable.")
@click.option("--sitemap-only", is_flag=True, help="Pages of sitemaps; links are not followed.")
@click.option("--feed-only", is_flag=True, help="Pages of feeds; links are not followed.")
@click.option("--list", "listed", metavar="FILE", help="The addresses in a file, and nothing else; - is stdin.")
@click.option("--store", metavar="FILE", help="Keep the crawl, for --resume, --again, report and diff.")
@click.option("--resume", is_flag=True, help="Go on with the crawl in --store.")
@click.option("--force-resume", is_flag=True, help="Go on with it although the options are others.")
@click.option("--again", is_flag=True, help="Crawl the site of --store once more; what is unchanged costs no body.")
@click.option("--delay", type=click.FloatRange(0), metavar="SECONDS", help="Between two requests to a host.  [1]")
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Processes that judge pages.  [one a core]")
@click.option("--content", type=click.Choice(["precise", "fast", "none"]), help="Reader of the main text.  [precise]")
@click.option("--header", metavar="'K: V'", multiple=True, help="A header to send to the site; repeatable.")
@click.option("--allow-network", metavar="CIDR", multiple=True, help="Fetch from this network too; repeatable.")
@reported
def crawl(target: str | None, **chosen: Any) -> int:  # Any: click's values, each checked by its option
    """Crawl a site and judge every page, and what only many pages can show.

    TARGET is an address, or a brand's file: then the crawl begins at what its channels name on the brand's own domains.
    With --list, --resume and --again it may be left out. Ctrl-C ends the crawl with a report that is marked partial.

    \b
    Exit codes:
      0    nothing beyond the thresholds
      1    findings beyond them: of a page, or of the site
      2    wrong usage, no page could be read, a crash, too little seen
      130  stopped by Ctrl-C
    """  # noqa: D301 - \b keeps the lines of the list
    from indexaudit.crawl.crawler import Crawler
    from indexaudit.crawl.interrupts import stopping

    note = say_nothing if chosen["quiet"] else tell
    _check(target, chosen)
    chosen_settings = settings(chosen["config"], none=chosen["no_config"], note=note)
    reports = SiteReports.asked(chosen, chosen_settings)
    start = _start(target, chosen)
    config = _config(chosen_settings.config, chosen, start)
    fetcher = _fetcher(config, start, chosen)
    store, options = _opened(start, chosen)
    with store:
        for said in store.notes:
            note(printable(f"note: {said}"))
        if chosen["again"]:
            _renew(store)
        line = StatusLine(shown=sys.stderr.isatty() and not chosen["quiet"])
        with closing(line):
            crawler = Crawler(
                options,
                config,
                store,
                sitemaps=start.sitemaps if start is not None else (),
                feeds=start.feeds if start is not None else (),
                workers=chosen["workers"],
                progress=lambda now: line.tell(_said(now)),
                fetcher=fetcher,
            )
            with stopping(crawler.stop):
                ended = crawler.run()
        audit = _audit(store, config)
        if not audit.totals.done and ended != "interrupted":
            tell(printable(f"error: {_unreached(store, audit)}"))
            return 2
        code = reports.write(store, audit, config)
    return _INTERRUPTED if ended == "interrupted" else code


@click.command(short_help="The reports of a crawl, from its store.")
@click.argument("store", metavar="STORE")
@reported
def report(store: str, **chosen: Any) -> int:  # Any: see crawl
    """The reports of a crawl from its store; nothing is fetched.

    STORE is the file that `crawl --store` keeps. It may be read while a crawl writes it. Formats, thresholds and exit
    codes are those of `crawl`.
    """
    from indexaudit.crawl.store import Store

    note = say_nothing if chosen["quiet"] else tell
    chosen_settings = settings(chosen["config"], none=chosen["no_config"], note=note)
    reports, config = SiteReports.asked(chosen, chosen_settings), chosen_settings.config
    with Store.read(store) as opened:
        audit = _audit(opened, config)
        code = reports.write(opened, audit, config)
        if not audit.totals.done:
            tell(printable(f"error: {store}: holds no page that was read; go on with `crawl --store {store} --resume`"))
    return code


CRAWL_COMMANDS: Final = (crawl, report)
"""What is done with one site."""


# --- what was asked for ---------------------------------------------------------------------------------------------


def _check(target: str | None, chosen: dict[str, Any]) -> None:  # Any: see crawl
    goes_on = chosen["resume"] or chosen["force_resume"] or chosen["again"]
    if goes_on and not chosen["store"]:
        raise click.UsageError("--resume and --again need the --store that the crawl was kept in")
    if chosen["again"] and (chosen["resume"] or chosen["force_resume"]):
        raise click.UsageError("--resume and --again exclude each other")
    if target and chosen["listed"]:
        raise click.UsageError("TARGET and --list exclude each other: the list is all that is crawled")
    if not (target or chosen["listed"] or goes_on):
        raise click.UsageError("name a site: an address (https://…), a brand's file, or --list FILE")


def _start(target: str | None, chosen: dict[str, Any]) -> Beginning | None:
    if target:
        return read_target(target)
    return Beginning(seeds=read_list(chosen["listed"])) if chosen["listed"] else None


def _config(config: Config, chosen: dict[str, Any], start: Beginning | None) -> Config:
    given: dict[str, Any] = {} if chosen["content"] is None else {"content": chosen["content"]}
    if chosen["allow_network"]:
        given["allow_networks"] = (*config.allow_networks, *chosen["allow_network"])
    if start is not None and start.brand is not None:
        given["brand"] = start.brand
    return replace(config, **given)


def _asked(chosen: dict[str, Any]) -> dict[str, Any]:
    """The options of the crawl that were given, by their names in :class:`CrawlOptions`."""
    names = {"pages": "pages", "depth": "depth", "max_time": "seconds", "scope": "scope", "delay": "delay_seconds"}
    asked = {field: chosen[name] for name, field in names.items() if chosen[name] is not None}
    asked |= {name: chosen[name] for name in ("include", "exclude", "sitemap_only", "feed_only") if chosen[name]}
    return asked | ({"list_only": True} if chosen["listed"] else {})


def _opened(start: Beginning | None, chosen: dict[str, Any]) -> tuple[Store, CrawlOptions]:
    """The store to crawl into, and with which options: those of its last run where no site was named."""
    from indexaudit.crawl.options import DECISIVE, CrawlOptions
    from indexaudit.crawl.store import Store

    path, asked = chosen["store"], _asked(chosen)
    goes_on = chosen["resume"] or chosen["force_resume"] or chosen["again"]
    if start is None:
        with Store.read(path) as kept:
            options = CrawlOptions(**(_kept(kept) | asked))
    else:
        options = CrawlOptions(seeds=start.seeds, **asked)
    plain = options.to_dict()
    if not goes_on:
        return (Store.create(path, plain) if path else Store.memory(plain)), options
    force = chosen["force_resume"]
    return Store.open(path, options=plain, force=force, matter=DECISIVE), options


def _kept(store: Store) -> dict[str, Any]:
    row = store.row("SELECT options FROM run ORDER BY id DESC LIMIT 1")
    if row is None:
        raise ConfigError(f"{store.name}: holds no crawl that was begun; name the site that is to be crawled")
    kept: dict[str, Any] = json.loads(row[0])
    return kept


def _renew(store: Store) -> None:
    before = store.row("SELECT version FROM run ORDER BY id DESC LIMIT 1")
    # Another version would judge an unchanged page differently.
    store.renew(conditional=before is not None and before[0] == __version__)


def _fetcher(config: Config, start: Beginning | None, chosen: dict[str, Any]) -> Callable[[], Fetcher]:
    """Makes a fetcher for each thread. Hosts are trusted as local when they were typed, and not when a file names them;
    headers go to the hosts where the crawl begins."""
    from indexaudit.fetch.fetcher import Fetcher

    answer = Answer.given(url=None, status=None, headers=chosen["header"], robots_txt=None)
    typed = start is not None and start.brand is None and not chosen["listed"]
    hosts = {host for seed in start.seeds if (host := host_of(seed))} if start is not None and typed else set()
    # The crawl keeps the pace: a fetcher that did so would make its thread sleep.
    unpaced = replace(config, limits=replace(config.limits, delay_seconds=0.0))
    make = partial(Fetcher, unpaced, trusted=hosts, headers=dict(answer.headers or ()))
    make().close()  # what is wrong with headers and networks is said before a store is made
    return make


# --- what came of it ------------------------------------------------------------------------------------------------


def _audit(store: Store, config: Config) -> SiteAudit:
    from indexaudit.crawl.site.audit import site_audit

    return site_audit(store, config)


def _unreached(store: Store, audit: SiteAudit) -> str:
    where = ", ".join(audit.seeds[:3]) or "the list"
    why = ", ".join(_cause(store, count) for count in (*audit.totals.failures, *audit.totals.skips)[:3])
    elsewhere = next((c.example for c in audit.totals.refusals if c.name == "scope"), None)
    hint = f"it leads to {elsewhere}, outside the scope" if elsewhere else "see that the address is right"
    return f"{where}: no page could be read" + (f": {why}" if why else "") + f"; {hint}"


def _cause(store: Store, count: Count) -> str:
    """In the words of what went wrong first, where there are any."""
    row = store.row(
        "SELECT detail FROM page WHERE reason = ? AND detail IS NOT NULL ORDER BY id LIMIT 1", (count.name,)
    )
    return str(row[0]) if row else words.reason(count.name)


def _said(now: Progress) -> str:
    """How far the crawl is, in one line."""
    parts = [f"{now.done:,} done", f"{now.pending:,} to go"]
    if now.failed:
        parts.append(f"{now.failed:,} failed")
    if now.hosts > 1:
        parts.append(f"{now.hosts:,} hosts")
    if now.rate:
        parts.append(f"{now.rate:.1f} pages/s")
    left = now.seconds_left
    if left is not None and now.pending:
        parts.append(f"about {round(left):,} s" if left < 120 else f"about {round(left / 60):,} min")
    return ", ".join(parts)

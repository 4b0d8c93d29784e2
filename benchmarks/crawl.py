"""What the crawl of a site costs, whether it survives, and what it finds, on a made site on loopback.

    python benchmarks/crawl.py --pages 1000 --pages 10000      # pages a second, CPU a page, peak memory
    python benchmarks/crawl.py --second --pages 1000           # a second crawl: which bodies are sent again
    python benchmarks/crawl.py --kill 20 --pages 1000          # kill -9 at random times, and resume
    python benchmarks/crawl.py --near --pages 1000 --pages 10000   # near-duplicates: precision, recall, cost
    python benchmarks/crawl.py --truth --pages 1000            # what the site has and what was found of it
    python benchmarks/crawl.py --peer advertools --pages 1000 --peer-python peer/bin/python

The server is a process of its own (``made_server.py``), and its use is not counted. Every crawl is a process of its
own, too: its time begins with the start of Python and ends when the store is closed. Nothing waits between requests.
CPU and memory are those of all its processes; memory shared by two of them is counted twice. The peer is installed by
``pip install '.[bench]'``, or in an environment of its own that ``--peer-python`` names. It crawls a site without
traps, as we do beside it, for it knows none, and it crawls, parses and writes in one process.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from made_server import Served, served
from processes import Measured, Watched, outlived, tree

SLACK = 0.15
"""Most that peak memory may grow from the smallest site to the largest."""
MOST_BYTES = 400 * 1024 * 1024
PEER_RATIO = 2.0
LEAST_NEAR = 0.95
NEAR = 0.85
"""Share of words in common from which pages are near-duplicates (``duplicate_similarity``)."""
MEGABYTE = 1024 * 1024
_TIMES = ("started", "finished", "fetched_at", "seconds")
"""Keys that two crawls of one site never share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One crawl."""

    measured: Measured
    ended: str
    counts: dict[str, int]
    main_cpu: float
    worker_cpu: float
    crawl_seconds: float

    @property
    def pages(self) -> int:
        return self.counts["done"]


# --- in the process that crawls ---------------------------------------------------------------------------------------


def crawl_here(path: str, url: str, given: dict[str, Any]) -> None:
    """Crawl into a store, begun anew (``again``), gone on with, or made; figures as JSON on stdout."""
    from indexaudit.config import Config
    from indexaudit.crawl.crawler import Crawler
    from indexaudit.crawl.options import CrawlOptions
    from indexaudit.crawl.store import Store

    options = CrawlOptions(seeds=(url,), pages=given["most"], delay_seconds=0)
    config = Config(rules=tuple(given["rules"]))
    began = time.perf_counter()
    # A process that was killed while it made the store leaves an empty file.
    there = Path(path).exists() and Path(path).stat().st_size > 0
    with Store.open(path, options=options.to_dict()) if there else Store.create(path, options.to_dict()) as store:
        if given["again"]:
            store.renew()
        ended = Crawler(options, config, store, workers=given["workers"]).run()
        counts = store.counts()
    own, workers = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    said = {
        "ended": ended,
        "counts": {name: getattr(counts, name) for name in ("done", "failed", "skipped", "pending")},
        "main_cpu": own.ru_utime + own.ru_stime,
        "worker_cpu": workers.ru_utime + workers.ru_stime,
        "crawl_seconds": time.perf_counter() - began,
    }
    print(json.dumps(said))


def start(
    store: Path, site: Served, *, again: bool = False, workers: int | None = None, killer: bool = False
) -> Watched:
    given = {
        "most": site.site.pages * 3 + 3000,  # traps included, and never reached
        "again": again,
        "workers": workers,
        "rules": ["killing_rule"] if killer else [],
    }
    return Watched(
        [sys.executable, __file__, "--crawl-here", str(store), site.url, json.dumps(given)],
        environment={"PYTHONPATH": str(Path(__file__).parent)},
    )


def crawled(store: Path, site: Served, **options: Any) -> Run:
    measured = start(store, site, **options).wait()
    if measured.code:
        sys.exit(f"the crawl ended with {measured.code}")
    return Run(measured=measured, **json.loads(measured.output.splitlines()[-1]))


# --- what is printed --------------------------------------------------------------------------------------------------


def speed(sizes: list[int], folder: Path, workers: int | None, *, traps: bool) -> bool:
    peaks = []
    for pages in sizes:
        with served(pages=pages, traps=traps) as site:
            run = crawled(folder / f"speed-{pages}", site, workers=workers)
            asked = site.counts()["requests"]
        _print_run(f"{pages:,} pages", run, asked)
        peaks.append(run.measured.peak)
    growth = peaks[-1] / peaks[0] - 1
    if len(peaks) > 1:
        print(f"peak memory grows by {100 * growth:+.0f} % (target {100 * SLACK:.0f} % at most)")
    return growth <= SLACK and max(peaks) <= MOST_BYTES


def _print_run(name: str, run: Run, asked: int) -> None:
    pages, measured = run.pages, run.measured
    print(f"{name}: {run.ended}, {run.counts}, {asked:,} requests")
    print(
        f"  {pages / measured.seconds:.1f} pages a second ({measured.seconds:.1f} s), CPU a page "
        f"{1000 * measured.cpu / pages:.1f} ms ({1000 * run.main_cpu / pages:.1f} ms in the main process, "
        f"{1000 * run.worker_cpu / pages:.1f} ms in workers), peak {measured.peak / MEGABYTE:.0f} MB (target "
        f"{MOST_BYTES // MEGABYTE} at most)"
    )


_PEER = """
import json, sys
import advertools
advertools.crawl([sys.argv[1]], sys.argv[2], follow_links=True, allowed_domains=["127.0.0.1"], custom_settings={
    "AUTOTHROTTLE_ENABLED": False, "DOWNLOAD_DELAY": 0, "CONCURRENT_REQUESTS_PER_DOMAIN": 8, "ROBOTSTXT_OBEY": True,
    "LOG_LEVEL": "ERROR",
})
"""


def peer(python: Path, pages: int, folder: Path, workers: int | None, rounds: int) -> bool:
    ratios = []
    # It starts scrapy by name.
    beside = {"PATH": f"{python.absolute().parent}{os.pathsep}{os.environ['PATH']}"}
    for turn in range(rounds):
        with served(pages=pages, traps=False) as site:
            ours = crawled(folder / f"beside-{turn}", site, workers=workers)
            asked = site.counts()["requests"]
            out = folder / f"peer-{turn}.jl"
            theirs = Watched([python, "-c", _PEER, site.url, str(out)], environment=beside).wait()
            if theirs.code:
                sys.exit(f"advertools ended with {theirs.code}; install it for {python}, or name another --peer-python")
            peer_asked = site.counts()["requests"]
        with out.open(encoding="utf-8") as lines:
            statuses = Counter(json.loads(line).get("status") for line in lines)
        found = statuses[200]
        if not found:
            sys.exit(f"advertools read no page: {dict(statuses)}")
        _print_run("indexaudit", ours, asked)
        print(
            f"advertools: {found:,} pages, {peer_asked:,} requests\n  {found / theirs.seconds:.1f} pages a second "
            f"({theirs.seconds:.1f} s), CPU a page {1000 * theirs.cpu / max(1, found):.1f} ms, peak "
            f"{theirs.peak / MEGABYTE:.0f} MB"
        )
        ratios.append(ours.pages / ours.measured.seconds / (found / theirs.seconds))
        print(f"  ratio {ratios[-1]:.2f} (target {PEER_RATIO} at least)")
    return max(ratios) >= PEER_RATIO


def second(pages: int, folder: Path, workers: int | None, *, traps: bool) -> bool:
    with served(pages=pages, traps=traps) as site:
        first = crawled(folder / "second", site, workers=workers)
        _print_run("first", first, site.counts()["requests"])
        again = crawled(folder / "second", site, again=True, workers=workers)
        counts = site.counts()
    _print_run("second", again, counts["requests"])
    unseen = {name: counts[name] for name in counts if name.isdecimal()}
    print(f"  by status {unseen}; bodies of pages {counts['bodies']} (target 0), of files {counts['files']}")
    for path in counts["last"]:
        print(f"  sent again: {path}")
    return counts["bodies"] == 0 and again.counts == first.counts


def kill(rounds: int, pages: int, folder: Path, workers: int | None, seed: int, *, traps: bool) -> bool:
    chance = random.Random(seed)
    with served(pages=pages, traps=traps) as site:
        alone = crawled(folder / "alone", site, workers=workers)
        _print_run("left alone", alone, site.counts()["requests"])
        expected = told(folder / "alone")
        killed = orphans = whole = equal = 0
        while killed < rounds or not whole:
            path = folder / f"killed-{whole}"
            within = chance.uniform(0.2, max(1.0, 3 * alone.measured.seconds / max(1, min(rounds, 10))))
            running = start(path, site, workers=workers)
            if killed < rounds:
                time.sleep(within)
                family = tree(running.pid)[1:]
                if running.kill_within(0.0):
                    killed += 1
                    orphans += len(outlived(family, 3.0))
                    continue
                code = 0
            else:
                code = running.wait().code
            if code:
                sys.exit(f"after {killed} kills the crawl ended with {code}")
            whole += 1
            found = told(path)
            equal += _compared(expected, found)
        print(f"killed {killed} times, {whole} crawls came to their end, {equal} of them equal (target: all)")
        print(f"{orphans} processes outlived their crawl by three seconds (target 0)")
    return equal == whole and not orphans


def told(path: Path) -> dict[str, Any]:
    """The site and its pages as a report has them, without times."""
    from indexaudit.crawl.site.audit import site_audit
    from indexaudit.crawl.site.rows import site_rows
    from indexaudit.crawl.store import Store

    with Store.read(path) as store:
        audit = _timeless(site_audit(store).to_dict())
        rows = {row.url: _timeless(row.to_dict()) for row in site_rows(store)}
    return {"audit": audit, "rows": rows}


def _timeless(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _timeless(v) for k, v in value.items() if k not in _TIMES}
    return [_timeless(v) for v in value] if isinstance(value, list | tuple) else value


def _compared(expected: Any, found: Any) -> bool:
    differences = list(_differences(expected, found, ""))
    for where, one, other in differences[:12]:
        print(f"  differs at {where}: {str(one)[:160]} became {str(other)[:160]}")
    if differences:
        print(f"  {len(differences)} differences")
    return not differences


def _differences(one: Any, other: Any, where: str) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(one, dict) and isinstance(other, dict):
        for key in {**one, **other}:
            yield from _differences(one.get(key), other.get(key), f"{where}.{key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for at, (a, b) in enumerate(zip(one, other, strict=True)):
            yield from _differences(a, b, f"{where}[{at}]")
    elif one != other:
        yield where, one, other


def near(sizes: list[int], folder: Path, workers: int | None) -> bool:
    from indexaudit.crawl.site import facts
    from indexaudit.crawl.site.audit import site_audit
    from indexaudit.crawl.site.rows import page_audits
    from indexaudit.crawl.store import Store

    spent = [0.0]
    looked_up = facts.duplicates

    def timed(*given: Any) -> Any:
        began = time.process_time()
        try:
            return looked_up(*given)
        finally:
            spent[0] += time.process_time() - began

    facts.duplicates = timed
    good, costs = True, []
    for pages in sizes:
        path = folder / f"near-{pages}"
        with served(pages=pages, traps=False) as site:
            crawled(path, site, workers=workers)
        with Store.read(path) as store:
            done = store.counts().done
            spent[0], began = 0.0, time.process_time()
            site_audit(store)
            whole = time.process_time() - began
            costs.append(spent[0] / done)
            found = {
                frozenset((_path(audit.url), _path(other)))
                for audit in page_audits(store)
                for finding in audit.findings
                if finding.rule == "near-duplicate"
                for other in _named(finding)
            }
        truth = site.truth
        pairs = {frozenset((a, b)): variant for a, b, variant in truth.near_pairs}
        exact = {frozenset(pair) for pair in truth.exact_pairs}
        right = len(found & (set(pairs) | exact))
        precision, recall = right / max(1, len(found)), len(found & set(pairs)) / max(1, len(pairs))
        by_variant = Counter(pairs.values())
        hits = Counter(pairs[pair] for pair in found & set(pairs))
        print(
            f"{done:,} pages: precision {precision:.3f}, recall {recall:.3f} (target {LEAST_NEAR}); "
            f"{', '.join(f'{v} {hits[v]}/{n}' for v, n in sorted(by_variant.items()))}, exact "
            f"{len(found & exact)}/{len(exact)}"
        )
        print(f"  CPU a page: duplicates {1000 * costs[-1]:.3f} ms, the whole site {1000 * whole / done:.3f} ms")
        for pair in list(found - set(pairs) - exact)[:5]:
            print(f"  wrong: {' and '.join(sorted(pair))}")
        for pair in list(set(pairs) - found)[:5]:
            print(f"  missed ({pairs[pair]}): {' and '.join(sorted(pair))}")
        good = good and precision >= LEAST_NEAR and recall >= LEAST_NEAR
    facts.duplicates = looked_up
    return good


def _named(finding: Any) -> Iterator[str]:
    """Addresses in the evidence: all of an exact copy, else those that are alike enough."""
    for one in finding.evidence:
        address, _, share = (one.text or "").partition(" (")
        if not share or float(share.partition(" ")[0]) >= 100 * NEAR:
            yield address


def _path(url: str) -> str:
    return "/" + url.split("/", 3)[3]


def truth(pages: int, folder: Path, workers: int | None, *, traps: bool, killer: bool) -> bool:
    from indexaudit.crawl.store import Store

    with served(pages=pages, traps=traps, killer=killer) as site:
        run = crawled(folder / "truth", site, workers=workers, killer=killer)
        _print_run("with traps" if traps else "without traps", run, site.counts()["requests"])
    known = site.truth
    wanted = {path: kind for kind, path in site.site.plan.addresses()}
    with Store.read(folder / "truth") as store:
        states = {
            _path(url): (state, reason) for url, state, reason in store.rows("SELECT url, state, reason FROM page")
        }
        refused = list(store.rows("SELECT reason, sum(count), count(*), min(example) FROM refused GROUP BY reason"))
        for rule, status, count in _site_findings(store):
            print(f"  {status:<5} {rule:<28} {count:>6}")
    missing = [(path, kind, states.get(path)) for path, kind in wanted.items() if states.get(path, ("",))[0] != "done"]
    print(f"  {known.pages - len(missing):,} of {known.pages:,} pages are done")
    for path, kind, state in missing[:10]:
        print(f"  not done: {kind} {path} {state}")
    extra = Counter(
        "/".join(path.split("/", 2)[:2])
        for path, (state, _) in states.items()
        if state == "done" and path not in wanted
    )
    print(f"  done beyond them: {dict(extra.most_common(12))}")
    print(f"  other states: {dict(Counter(f'{s} {r}' for s, r in states.values() if s != 'done'))}")
    for reason, count, patterns, example in refused:
        print(f"  refused {reason}: {count:,} ({patterns} patterns), as {example}")
    if killer:
        print(f"  the page that kills: {states.get('/killer/')}")
    return not missing


def _site_findings(store: Any) -> list[tuple[str, str, int]]:
    from indexaudit.crawl.site.audit import site_audit

    return [(f.rule, f.status.value, f.pages) for f in site_audit(store).findings]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, action="append", help="may be given several times")
    options.add_argument("--workers", type=int)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--no-traps", action="store_true")
    options.add_argument("--second", action="store_true")
    options.add_argument("--kill", type=int, metavar="ROUNDS")
    options.add_argument("--near", action="store_true")
    options.add_argument("--truth", action="store_true")
    options.add_argument("--killer", action="store_true", help="with --truth: a page that kills its worker")
    options.add_argument("--peer", choices=["advertools"])
    options.add_argument("--peer-python", type=Path, default=Path(sys.executable))
    options.add_argument("--rounds", type=int, default=1, help="of --peer")
    options.add_argument("--crawl-here", nargs=3, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.crawl_here:
        crawl_here(*given.crawl_here[:2], json.loads(given.crawl_here[2]))
        return 0
    sizes = given.pages or [1000]
    with tempfile.TemporaryDirectory() as name:
        folder, size, workers = Path(name), sizes[-1], given.workers
        if given.peer:
            good = peer(given.peer_python, size, folder, workers, given.rounds)
        elif given.second:
            good = second(size, folder, workers, traps=not given.no_traps)
        elif given.kill:
            good = kill(given.kill, size, folder, workers, given.seed, traps=not given.no_traps)
        elif given.near:
            good = near(sizes, folder, workers)
        elif given.truth:
            good = truth(size, folder, workers, traps=not given.no_traps, killer=given.killer)
        else:
            good = speed(sizes, folder, workers, traps=not given.no_traps)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())

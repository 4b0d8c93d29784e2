"""CPU of a whole page audit as a ratio to a bare lxml parse of the same page, in one run.

    INDEXAUDIT_CORPUS=... python benchmarks/page.py [--pages 300] [--naive] [--stages]

Every page is read by each candidate in turn, so that noise of the machine hits all alike, and all pages ``--repeat``
times, of which the best counts: never a page twice in a row, which caches would answer.
Targets: none <= 4.5, fast <= 6.5, precise <= 18. ``--naive`` adds the pipelines that people build by hand.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import lxml.html

from indexaudit import Config, audit_html, page_facts

BARE = "bare lxml parse"
TARGETS = {"none": 4.5, "fast": 6.5, "precise": 18.0}
SOURCES = ("scrapinghub/article-extraction-benchmark", "adbar/trafilatura")


def pages(corpus: Path, count: int) -> list[tuple[str, bytes]]:
    rows = [json.loads(line) for line in (corpus / "pages.jsonl").read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["source"]["repo"] in SOURCES]
    step = max(1, len(rows) // count)
    chosen = rows[::step][:count]
    return [(row["url"], gzip.decompress((corpus / row["file"]).read_bytes())) for row in chosen]


def bare(_: str, body: bytes) -> None:
    lxml.html.document_fromstring(body)


def audit(mode: str) -> Callable[[str, bytes], None]:
    config = Config(content=mode)  # type: ignore[arg-type]

    def run(url: str, body: bytes) -> None:
        audit_html(body, url, config=config).to_json()

    return run


def soup_and_extruct(syntaxes: list[str] | None) -> Callable[[str, bytes], None]:
    import extruct
    from bs4 import BeautifulSoup

    def run(url: str, body: bytes) -> None:
        BeautifulSoup(body, "lxml").find_all("meta")
        keywords = {"syntaxes": syntaxes} if syntaxes else {}
        extruct.extract(body, base_url=url, errors="ignore", **keywords)

    return run


def trafilatura_with_metadata(_: str, body: bytes) -> None:
    import trafilatura

    trafilatura.bare_extraction(body, with_metadata=True)


def cpu(run: Callable[[str, bytes], None], url: str, body: bytes) -> float:
    start = time.process_time()
    try:
        run(url, body)
    except Exception:  # a naive pipeline may fail on a real page; its time until then counts
        if run.__module__ == __name__ and "audit" in run.__qualname__:
            raise
    return time.process_time() - start


def stages(mode: str, corpus_pages: list[tuple[str, bytes]]) -> dict[str, float]:
    """Exclusive CPU of each fact group, and of the rest (rules, scores, JSON)."""
    spent: dict[str, float] = defaultdict(float)
    open_stages: list[str] = []
    clock = [time.process_time()]

    def switch(name: str | None) -> None:
        now = time.process_time()
        spent[open_stages[-1] if open_stages else "rules, scores, JSON"] += now - clock[0]
        clock[0] = now
        if name is None:
            open_stages.pop()
        else:
            open_stages.append(name)

    def timed(name: str, read: page_facts.Reader) -> page_facts.Reader:
        def run(reader: page_facts.PageFactReader) -> object:
            switch(name)
            try:
                return read(reader)
            finally:
                switch(None)

        return run

    original = page_facts._READERS  # noqa: SLF001 - the seam at which stages can be told apart
    page_facts._READERS = {g: timed(g.__name__, r) for g, r in original.items()}  # type: ignore[misc]  # noqa: SLF001
    run = audit(mode)
    try:
        for url, body in corpus_pages:
            clock[0] = time.process_time()
            run(url, body)
            spent["rules, scores, JSON"] += time.process_time() - clock[0]
    finally:
        page_facts._READERS = original  # type: ignore[misc]  # noqa: SLF001
    return dict(spent)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--naive", action="store_true")
    parser.add_argument("--stages", action="store_true")
    options = parser.parse_args()
    corpus_pages = pages(Path(os.environ["INDEXAUDIT_CORPUS"]), options.pages)
    candidates: dict[str, Callable[[str, bytes], None]] = {BARE: bare}
    candidates |= {f"audit {m}": audit(m) for m in TARGETS}
    if options.naive:
        candidates["BeautifulSoup + extruct, three syntaxes"] = soup_and_extruct(["json-ld", "microdata", "opengraph"])
        candidates["BeautifulSoup + extruct, all syntaxes"] = soup_and_extruct(None)
        candidates["trafilatura with metadata"] = trafilatura_with_metadata
    for run in candidates.values():
        run(*corpus_pages[0])  # imports and caches are not what is measured
    best: dict[str, list[float]] = {name: [float("inf")] * len(corpus_pages) for name in candidates}
    for _ in range(options.repeat):
        for number, (url, body) in enumerate(corpus_pages):
            for name, run in candidates.items():
                best[name][number] = min(best[name][number], cpu(run, url, body))
    totals = {name: sum(times) for name, times in best.items()}
    ratios = {
        name: [spent / parse for spent, parse in zip(times, best[BARE], strict=True)] for name, times in best.items()
    }
    size = sum(len(body) for _, body in corpus_pages)
    print(f"{len(corpus_pages)} pages, {size / 1e6:.1f} MB, CPU, best of {options.repeat}\n")
    print(f"{'':42}{'ms a page':>10}{'ratio':>8}{'median':>8}{'target':>8}")
    base = totals[BARE]
    for name, total in totals.items():
        target = TARGETS.get(name.removeprefix("audit "))
        median = f"{statistics.median(ratios[name]):.2f}"
        print(
            f"{name:42}{1000 * total / len(corpus_pages):>10.2f}{total / base:>8.2f}{median:>8}"
            f"{f'<= {target}' if target else '':>8}"
        )
    if options.stages:
        for mode in TARGETS:
            spent = stages(mode, corpus_pages)
            print(f"\nstages of {mode}, as a ratio to the bare parse")
            for name, seconds in sorted(spent.items(), key=lambda item: -item[1]):
                print(f"  {name:40}{seconds / base:>8.2f}")


if __name__ == "__main__":
    main()

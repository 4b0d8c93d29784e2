"""How long 50,000 items take to be compared, and how much memory: budgets are 60 s and 1 GB on one core.

    python benchmarks/compare.py [--items N] [--rounds N]

Each round is a process of its own, bound to one core. The items are made: posts of five channels, replies, likes,
reposts, and one page in twenty-five that was seen. One post in forty is the excerpt of a page.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from indexaudit.api import audit_html
from indexaudit.brand.compare import compare
from indexaudit.config import Brand
from indexaudit.items import Item, Origin
from indexaudit.model import PageAudit

BRAND = Brand(name="Plum & Sons", domains=("plums.example",))
_FIRST = ("plum", "pear", "river", "stone", "bread", "wood", "glass", "salt", "cider", "honey", "oak", "reed")
_SECOND = ("mill", "press", "yard", "cask", "loft", "lane", "gate", "fair", "book", "lamp", "ford", "song", "well")
WORDS = [first + second for first in _FIRST for second in _SECOND]
PLACES = (
    ("x", "https://x.com/plumsandsons/status/19{:017}"),
    ("facebook", "https://www.facebook.com/permalink.php?story_fbid={}&id=100042"),
    ("linkedin", "https://www.linkedin.com/feed/update/urn:li:share:7{:018}/"),
    ("fediverse", "https://social.example/@plums/11{:016}"),
    ("instagram", "https://www.instagram.com/p/C{:010}/"),
)


def sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(7, 16))).capitalize() + "."


def text(chance: random.Random, words: int) -> str:
    found: list[str] = []
    while sum(len(s.split()) for s in found) < words:
        found.append(sentence(chance))
    return " ".join(found)


def audits(chance: random.Random) -> list[PageAudit]:
    """A few real audits, which the pages share but for their addresses."""
    made = []
    for number in range(40):
        body = f"<h1>{sentence(chance)}</h1><p>{text(chance, 600)}</p>"
        html = f"<html lang=en><title>{sentence(chance)}</title><main>{body}</main></html>"
        headers = {"Content-Type": "text/html", "Date": "Thu, 15 Jan 2026 12:00:00 GMT"}
        made.append(audit_html(html, f"https://plums.example/{number}", headers=headers, robots_txt="", brand=BRAND))
    return made


def items(count: int) -> Iterator[Item]:
    chance = random.Random(7)
    pages = audits(chance)
    written: list[str] = []
    for n in range(count):
        origin = Origin(source="made", place=n + 1)
        day = (date(2020, 1, 1) + timedelta(days=n % 2000)).isoformat()
        if n % 25 == 0:
            page = chance.choice(pages)
            url = f"https://plums.example/journal/{'-'.join(chance.choices(WORDS, k=4))}-{n}"
            written.append(text(chance, chance.randint(200, 900)))
            audit = replace(
                page, url=url, final_url=url, address=replace(page.address, url=url, normalized=url, canonical=url)
            )
            yield Item(origin=origin, url=url, audit=audit, text=written[-1], date=day, channel="Journal")
            continue
        platform, form = PLACES[n % len(PLACES)]
        if n % 5 == 4:
            yield Item(origin=origin, kind="like", platform=platform, about="https://x.com/somebody/status/1", date=day)
            continue
        if n % 40 == 1:
            words = chance.choice(written).split()
            start = chance.randrange(max(1, len(words) - 60))
            own = " ".join(words[start : start + 60])
        else:
            own = text(chance, chance.randint(12, 60))
        kind = "reply" if n % 7 == 3 else "post"
        yield Item(origin=origin, url=form.format(n), kind=kind, platform=platform, text=own, date=day)  # type: ignore[arg-type]


def one_round(count: int) -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {0})
    made = list(items(count))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started, used = time.perf_counter(), time.process_time()
    found = compare(made, BRAND, now=datetime(2026, 1, 15, tzinfo=UTC))
    seconds, cpu = time.perf_counter() - started, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{len(found.items):,} items, {len(found.copies):,} clusters, {len(found.advice):,} lines of advice: "
        f"{seconds:.1f} s, {cpu:.1f} s CPU, peak {peak // 1024} MB ({before // 1024} MB for the items)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--items", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.child:
        one_round(chosen.items)
        return
    for _ in range(chosen.rounds):
        subprocess.run([sys.executable, __file__, "--child", "--items", str(chosen.items)], check=True)


if __name__ == "__main__":
    main()

"""Does the search score put articles above social posts? Area under the curve of ``potential`` on real pages.

    INDEXAUDIT_CORPUS=... python benchmarks/order.py [--content precise|fast] [--every N] [--surprising 20]

Positive are pages labelled article or blog post, negative those labelled social post; ties count half. The labels were
made by rules when the corpus was built. Target: 0.95 once platforms are known. Pages without a potential (too little
was seen) are counted apart.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from indexaudit import Config, audit_html

ARTICLES = ("news-article", "blog-post")
POSTS = ("social-post",)


def area(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Chance that a positive lies above a negative, a tie counting half."""
    ordered = sorted(negative)
    won = sum(bisect_left(ordered, p) + (bisect_right(ordered, p) - bisect_left(ordered, p)) / 2 for p in positive)
    return won / (len(positive) * len(ordered))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--content", default="precise", choices=["precise", "fast"])
    parser.add_argument("--every", type=int, default=1, help="take every n-th article; other kinds are all taken")
    parser.add_argument("--surprising", type=int, default=20)
    options = parser.parse_args()
    corpus = Path(os.environ["INDEXAUDIT_CORPUS"])
    config = Config(content=options.content)
    rows = [json.loads(line) for line in (corpus / "pages.jsonl").read_text(encoding="utf-8").splitlines()]
    taken = [r for i, r in enumerate(rows) if r.get("kind") not in ARTICLES or i % options.every == 0]
    potentials: dict[str, list[tuple[float, str]]] = defaultdict(list)
    unseen: dict[str, int] = defaultdict(int)
    for row in taken:
        body = gzip.decompress((corpus / row["file"]).read_bytes())
        search = audit_html(body, row["url"], config=config).scores.search
        kind = row.get("kind") or "?"
        if search is None or search.potential is None:
            unseen[kind] += 1
        else:
            potentials[kind].append((search.potential, row["url"]))
    for kind, found in sorted(potentials.items(), key=lambda pair: -statistics.median(p for p, _ in pair[1])):
        values = sorted(p for p, _ in found)
        low, high = values[len(values) // 10], values[len(values) * 9 // 10]
        print(f"{kind:<16} {len(values):>4} pages  median {statistics.median(values):>5.1f}  80 % {low}-{high}"
              f"  {unseen[kind]} without")  # fmt: skip
    positive = [pair for kind in ARTICLES for pair in potentials[kind]]
    negative = [pair for kind in POSTS for pair in potentials[kind]]
    print(f"area under the curve: {area([p for p, _ in positive], [p for p, _ in negative]):.3f}")
    print("lowest articles:")
    for value, url in sorted(positive)[: options.surprising // 2]:
        print(f"  {value:>5.1f} {url}")
    print("highest posts:")
    for value, url in sorted(negative, reverse=True)[: options.surprising // 2]:
        print(f"  {value:>5.1f} {url}")


if __name__ == "__main__":
    main()

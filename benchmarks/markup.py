"""Titles, descriptions, canonicals and robots metas against the tree of html5lib, on every page of the corpus.

    INDEXAUDIT_CORPUS=... python benchmarks/markup.py [--limit 200] [--step 1] [--show 40]

html5lib builds the tree that the HTML standard describes, 60 times slower than we read. Four values are compared, and
for each tag also whether it stands in the head. Target: at least 99 % of the pages agree on each. Every disagreement
is printed with a reason.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib

from indexaudit.config import Limits
from indexaudit.extract.document import Page, parse
from indexaudit.extract.head import read_head
from indexaudit.facts import Head
from indexaudit.web.urls import join

TARGET = 0.99
FIELDS = ("title", "description", "canonical", "robots", "in head")
_ROBOTS = ("robots", "googlebot", "bingbot")
_WATCHED = ("title", "meta", "link")


def ours(head: Head) -> dict[str, Any]:
    metas = [m for m in head.metas if m.attribute == "name"]
    return {
        "title": head.title,
        "description": head.description,
        "canonical": head.canonical,
        "robots": [(m.name, " ".join(m.content.split())) for m in metas if m.name in _ROBOTS],
    }


def theirs(text: str, url: str) -> tuple[dict[str, Any], Counter[tuple[str, bool]]]:
    """The same values from html5lib's tree, and how many tags of each name stand in its head and outside."""
    tree = html5lib.parse(text, treebuilder="etree", namespaceHTMLElements=False)
    head = tree.find("head")
    in_head = {id(e) for e in head.iter()} if head is not None else set()
    inert = {id(e) for t in tree.iter("template") for e in t.iter() if e is not t}
    tags = [e for e in tree.iter() if e.tag in (*_WATCHED, "base") and id(e) not in inert]
    metas = [e for e in tags if e.tag == "meta"]
    named = [((e.get("name") or "").strip().lower(), e.get("content") or "") for e in metas]
    title = next((" ".join("".join(e.itertext()).split()) for e in tags if e.tag == "title"), "")
    base = url
    for element in tags:
        if element.tag == "base" and element.get("href") is not None:
            base = join(url, element.get("href")) or url
            break
    canonical = None
    for element in tags:
        rel = (element.get("rel") or "").lower().split()
        odd = any(element.get(a) for a in ("hreflang", "lang", "media", "type"))
        if element.tag == "link" and "canonical" in rel and id(element) in in_head and not odd:
            href = element.get("href")
            canonical = join(base, href) if href and href.strip() else None
            if canonical:
                break
    return (
        {
            "title": title or None,
            "description": next((" ".join(c.split()) for n, c in named if n == "description" and c.strip()), None),
            "canonical": canonical,
            "robots": [(n, " ".join(c.split())) for n, c in named if n in _ROBOTS],
        },
        Counter((e.tag, id(e) in in_head) for e in tags if e.tag in _WATCHED),
    )


def placed(page: Page) -> Counter[tuple[str, bool]]:
    found: Counter[tuple[str, bool]] = Counter()
    for name in _WATCHED:
        total = sum(1 for tag in page.tags(name) if not tag.in_svg)
        inside = len(page.head.places[name])
        found[name, True] = inside
        found[name, False] = total - inside
    return +found


def reason(field: str, page: Page, mine: Any, other: Any) -> str:
    if page.document.gaps:
        return "gap: " + page.document.gaps[0]
    if field == "in head":
        return f"{ {k: (mine[k], other[k]) for k in {*mine, *other} if mine[k] != other[k]} }"
    if mine and not other:
        return "only in ours"
    if other and not mine:
        return "only in html5lib"
    return "values differ"


def pages(corpus: Path, step: int, limit: int | None) -> Iterator[tuple[str, str, bytes]]:
    rows = [json.loads(line) for line in (corpus / "pages.jsonl").open(encoding="utf-8")][::step]
    for row in rows[:limit]:
        yield row["name"], row["url"], gzip.decompress((corpus / row["file"]).read_bytes())


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--limit", type=int, help="pages to read")
    options.add_argument("--step", type=int, default=1, help="read every STEPth page")
    options.add_argument("--show", type=int, default=200, help="disagreements to print")
    chosen = options.parse_args()
    warnings.simplefilter("ignore")
    corpus = Path(os.environ["INDEXAUDIT_CORPUS"])
    same: Counter[str] = Counter()
    compared = shown = 0
    for name, url, body in pages(corpus, chosen.step, chosen.limit):
        page = parse(body, url=url, media_type="text/html", limits=Limits())
        other, other_places = theirs(page.text, url)
        mine = ours(read_head(page, None)) | {"in head": placed(page)}
        other["in head"] = other_places
        compared += 1
        for field in FIELDS:
            if mine[field] == other[field]:
                same[field] += 1
            elif shown < chosen.show:
                shown += 1
                values = (
                    "" if field == "in head" else f"  ours {str(mine[field])[:90]!r}  theirs {str(other[field])[:90]!r}"
                )
                print(f"{field:12} {name[:60]:60} {reason(field, page, mine[field], other[field])[:160]}{values}")
    print(f"\n{'field':12} {'agree':>6} {'of':>6} {'share':>8}")
    for field in FIELDS:
        print(f"{field:12} {same[field]:6} {compared:6} {same[field] / compared:8.2%}")
    return 0 if compared and all(same[field] / compared >= TARGET for field in FIELDS) else 1


if __name__ == "__main__":
    sys.exit(main())

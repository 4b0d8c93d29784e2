"""What a page says of itself (headline, authors, date, main text) against what people annotated.

    INDEXAUDIT_CORPUS=... python benchmarks/facts.py [--mode precise|fast] [--limit N] [--show headline|authors|date]

Beside each figure stands that of trafilatura's ``bare_extraction(with_metadata=True)`` on the same page in the same
run. Pages are split in two halves by a hash of their group: misses are looked at in half A only (``--show``), so that
half B tells whether a change holds elsewhere. Targets (precise, all human gold): headline 0.85, authors 0.68,
date 0.88.

A headline matches when it is equal without case and punctuation; authors as sets, without addresses and "by", a gold
text with several names counted as several; dates by the day, as written or in UTC where both sides know the time.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import logging
import os
import re
import statistics
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from indexaudit import Config, audit_html
from indexaudit.web.words import count_words

WORD = re.compile(r"[^\W_]+")
NAMES = re.compile(r"\s*(?:;|,|&|\s(?:and|und|et|y|e)\s)\s*", re.IGNORECASE)
ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+")
BY = re.compile(r"(?:by|von|par|por)\s+", re.IGNORECASE)
MEASURES = ("headline", "authors", "date", "with", "without", "F1", "words")
"""``with`` and ``without``: segments that must and must not be in the main text; ``words``: relative error."""


@dataclass(frozen=True)
class Answer:
    headline: str | None
    authors: tuple[str, ...]
    date: str | None
    text: str
    words: int


def ours(body: bytes, url: str, mode: str) -> Answer:
    config = Config(content=mode, main_text=True)  # type: ignore[arg-type]
    facts = audit_html(body, url, config=config).facts
    return Answer(facts.headline, facts.author, facts.published, facts.main_text or "", facts.words or 0)


def theirs(body: bytes, url: str) -> Answer:
    import trafilatura

    try:
        found = trafilatura.bare_extraction(body, url=url, with_metadata=True)
    except Exception:  # a page that it cannot read is a page without an answer
        found = None
    if found is None:
        return Answer(None, (), None, "", 0)
    authors = tuple((found.author or "").split("; ")) if found.author else ()
    return Answer(found.title, authors, found.date, found.text or "", count_words(found.text or ""))


def folded(text: str | None) -> str:
    return " ".join(WORD.findall((text or "").casefold()))


def names(value: str | Iterable[str] | None) -> frozenset[str]:
    texts = [value] if isinstance(value, str) else list(value or ())
    parts = (BY.sub("", part.strip(), count=1) for text in texts for part in NAMES.split(ADDRESS.sub(" ", text)))
    return frozenset(filter(None, map(folded, parts)))


def day(text: str | None) -> str:
    """The day as written; a month above 12 was written day first."""
    match = re.match(r"(\d{4})-(\d{2})-(\d{2})", text or "")
    if match is None:
        return text or ""
    year, month, number = match.groups()
    return f"{year}-{number}-{month}" if int(month) > 12 else f"{year}-{month}-{number}"


def moment(text: str | None) -> datetime | None:
    """The instant, when time and zone are known."""
    try:
        found = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else None


def same_day(gold: str, found: str | None) -> bool:
    if day(gold) == day(found):
        return True
    exact, other = moment(gold), moment(found)
    if exact is None or not found or len(found) < 10:
        return False
    if other is not None:
        return exact.date() == other.date()
    # Gold as midnight of a zone east of UTC: it is the next day there.
    on_the_hour = exact.minute == exact.second == 0
    return on_the_hour and exact.hour >= 12 and day(found) == (exact + timedelta(days=1)).date().isoformat()


def f1(gold: str, found: str) -> float:
    wanted, given = Counter(folded(gold).split()), Counter(folded(found).split())
    common = (wanted & given).total()
    return 2 * common / (wanted.total() + given.total()) if common else 0.0


def judge(gold: dict[str, Any], answer: Answer) -> dict[str, float]:
    result: dict[str, float] = {}
    if gold.get("title"):
        result["headline"] = folded(answer.headline) == folded(gold["title"])
    if gold.get("author"):
        result["authors"] = names(answer.authors) == names(gold["author"])
    if gold.get("date"):
        result["date"] = same_day(gold["date"], answer.date)
    text = folded(answer.text)
    for key in ("with", "without"):
        segments = [s for s in map(folded, gold.get(key) or ()) if s]
        if segments:
            result[key] = sum((s in text) == (key == "with") for s in segments) / len(segments)
    if gold.get("body_text"):
        result["F1"] = f1(gold["body_text"], answer.text)
        expected = count_words(gold["body_text"])
        if expected:
            result["words"] = abs(answer.words - expected) / expected
    return result


def half(group: str) -> str:
    return "AB"[hashlib.sha256(group.encode()).digest()[-1] % 2]


def cell(values: list[tuple[float, float]], measure: str) -> str:
    if not values:
        return f"{'':>20}"
    mean = statistics.median if measure == "words" else statistics.fmean
    own, other = mean([v[0] for v in values]), mean([v[1] for v in values])
    return f"{own:>7.3f}{other:>7.3f}{f'({len(values)})':>6}"


def shown(measure: str, answer: Answer, gold: dict[str, Any]) -> str:
    key = {"headline": "title", "authors": "author", "date": "date"}[measure]
    return f"gold {gold[key]!r}\n    ours {getattr(answer, measure)!r}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mode", choices=("precise", "fast"), default="precise")
    parser.add_argument("--limit", type=int, help="pages that are read, spread evenly")
    parser.add_argument("--show", choices=("headline", "authors", "date"), help="print the misses of half A")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    corpus = Path(os.environ["INDEXAUDIT_CORPUS"])
    rows = [json.loads(line) for line in (corpus / "pages.jsonl").open(encoding="utf-8")]
    rows = [row for row in rows if row.get("gold") and row.get("gold_basis")]
    if options.limit:
        rows = rows[:: max(1, len(rows) // options.limit)][: options.limit]
    table: dict[str, dict[str, list[tuple[float, float]]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        body = gzip.decompress((corpus / row["file"]).read_bytes())
        gold, human = row["gold"], row["gold_basis"].startswith("human annotation")
        answer, other = ours(body, row["url"], options.mode), theirs(body, row["url"])
        own_marks, other_marks = judge(gold, answer), judge(gold, other)
        lines = [("people: " if human else "reviewed: ") + row["source"]["repo"]]
        if human:
            lines += ["= people, half " + half(row["group"]), "= people, all"]
        for line in lines:
            for measure, mark in own_marks.items():
                table[line][measure].append((mark, other_marks[measure]))
        if options.show and human and half(row["group"]) == "A" and own_marks.get(options.show) == 0:
            print(f"{row['name']}\n    {shown(options.show, answer, gold)}")
    print(f"{options.mode}; each cell: indexaudit, trafilatura, (pages)\n")
    print(f"{'gold':46}" + "".join(f"{m:>20}" for m in MEASURES))
    for line in sorted(table):
        print(f"{line:46}" + "".join(cell(table[line][m], m) for m in MEASURES))


if __name__ == "__main__":
    main()

"""How well copies are found, and at what cost. The corpus is not needed.

    python benchmarks/copies.py                 # 500 made pairs, all in one ledger and each pair alone
    python benchmarks/copies.py --items 50000   # seconds, CPU and memory of find_copies

Texts come from ``tests/brand/copies/made_texts.py`` and the pairs written by hand beside it. A pair is found when its
texts stand in one group; a link between a text and the fullest of its group is wrong when the two are no pair, or are
unrelated. Rewritten and translated pairs are shown: runs of words cannot find them, and nothing says they do.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "brand" / "copies"))

from made_texts import COPIES, FOOTER, KINDS, TOPICS, Maker, Pair, made_pairs, written_pairs

from indexaudit.brand.copies import Text, find_copies

PAIRS = {"verbatim": 90, "trimmed": 90, "excerpt": 90, "rewritten": 72, "translated": 64, "unrelated": 94}
"""With those written by hand."""
LEAST_PRECISION = 0.97
LEAST_RECALL = 0.95
MOST_SECONDS = 30
MOST_MEGABYTES = 700


def pairs(seed: int) -> list[Pair]:
    written = written_pairs()
    counts = {kind: PAIRS[kind] - sum(p.kind == kind for p in written) for kind in KINDS}
    return [*written, *made_pairs(seed, counts)]


def links(texts: list[Text]) -> tuple[list[tuple[str, str]], set[frozenset[str]]]:
    """Each text with the fullest of its group, and all that stand together."""
    direct, together = [], set()
    for group in find_copies(texts):
        fullest, *others = group.members
        direct += [(m.id, fullest.id) for m in others]
        together |= {frozenset((a.id, b.id)) for a in group.members for b in group.members if a is not b}
    return direct, together


def quality(found: list[Pair], *, alone: bool) -> bool:
    texts = [(Text(id=f"{n}a", text=p.one), Text(id=f"{n}b", text=p.other)) for n, p in enumerate(found)]
    ledgers = [list(both) for both in texts] if alone else [[t for both in texts for t in both]]
    direct: list[tuple[str, str]] = []
    together: set[frozenset[str]] = set()
    for ledger in ledgers:
        some, more = links(ledger)
        direct += some
        together |= more
    right = sum(a[:-1] == b[:-1] and found[int(a[:-1])].kind != "unrelated" for a, b in direct)
    precision = right / len(direct) if direct else 1.0
    print(f"{'each pair alone' if alone else 'all in one ledger'}: {len(direct)} links, precision {precision:.3f}")
    good = precision >= LEAST_PRECISION
    for kind in KINDS:
        numbers = [n for n, p in enumerate(found) if p.kind == kind]
        hits = sum(frozenset((f"{n}a", f"{n}b")) in together for n in numbers)
        target = f"  (target {LEAST_RECALL})" if kind in COPIES else ""
        print(f"  {kind:<11} {hits:>3} of {len(numbers):>3}  {hits / len(numbers):.3f}{target}")
        good = good and (kind not in COPIES or hits / len(numbers) >= LEAST_RECALL)
    return good


def copied(text: str, chance: random.Random) -> str:
    """The text again: whole, without its last third, or 60 words of it."""
    words = text.split(" ")
    start, end = chance.choice(((0, len(words)), (0, len(words) * 2 // 3), (len(words) // 4, len(words) // 4 + 60)))
    return " ".join(words[start:end])


def ledger(items: int, seed: int) -> tuple[list[Text], list[frozenset[str]]]:
    """A brand's texts of 20 to 600 words, half of them above a footer, and which of them are copies: one in three."""
    maker, chance = Maker(seed), random.Random(seed)
    texts: list[Text] = []
    copies: list[frozenset[str]] = []
    while len(texts) < items:
        one = maker.article(chance.choice(sorted(TOPICS)), chance.randint(20, 600))[0]
        made = [f"{one}\n\n{FOOTER}" if chance.random() < 0.5 else one]
        if chance.random() < 0.2:
            made.append(copied(one, chance))
            copies.append(frozenset((f"i{len(texts)}", f"i{len(texts) + 1}")))
        texts += [Text(id=f"i{len(texts) + n}", text=text) for n, text in enumerate(made)]
    return texts, copies


def cost(items: int, rounds: int) -> bool:
    texts, copies = ledger(items, 7)
    words = sum(len(t.text.split()) for t in texts)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    best_cpu = best_wall = float("inf")
    for _ in range(rounds):
        cpu, wall = time.process_time(), time.perf_counter()
        direct, together = links(texts)
        best_cpu, best_wall = min(best_cpu, time.process_time() - cpu), min(best_wall, time.perf_counter() - wall)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    right = len(set(copies) & {frozenset(p) for p in direct})
    print(f"{len(texts):,} items, {words:,} words")
    print(f"  {best_wall:.1f} s, {best_cpu:.1f} s CPU, best of {rounds} (target {MOST_SECONDS})")
    print(f"  peak {peak:.0f} MB, of which {before:.0f} MB before it began (target {MOST_MEGABYTES})")
    found = sum(c in together for c in copies) / max(len(copies), 1)
    print(f"  {len(direct):,} links, precision {right / max(len(direct), 1):.3f}")
    print(f"  {found:.3f} of {len(copies):,} copies found; the more texts, the more often the few templates repeat")
    return best_cpu < MOST_SECONDS and peak < MOST_MEGABYTES


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--items", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if given.items:
        return 0 if cost(given.items, given.rounds) else 1
    found = pairs(given.seed)
    return 0 if all([quality(found, alone=False), quality(found, alone=True)]) else 1


if __name__ == "__main__":
    sys.exit(main())

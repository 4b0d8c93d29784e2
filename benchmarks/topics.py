"""Posts put into topics: time and memory for a brand that posts a great deal. The corpus is not needed.

    python benchmarks/topics.py [rounds]

Made posts of 30 words from 40,000 word forms as frequent as in a language (Zipf), every fifth on one of a thousand
topics; two posts in three carry the brand's hashtag, the others one of 700. Best of so many rounds, on one core.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from itertools import accumulate

from indexaudit.brand.topics import Post, group_topics

POSTS = (12_500, 25_000, 50_000)
MOST_SECONDS = 8.0
FORMS = 40_000
JOINING = ("the", "of", "and", "to", "in", "a", "is", "for", "on", "with", "that", "our", "you", "we")


def form(number: int) -> str:
    made, number = "", number * 37 + 416
    while number:
        made += "bcdfgklmnprstvz"[number % 15] + "aeiou"[number // 15 % 5]
        number //= 75
    return made + "n"


def posts_of(count: int) -> list[Post]:
    chance = random.Random(7)
    forms = [form(number) for number in range(FORMS)]
    frequent = list(accumulate(1 / (rank + 10) for rank in range(FORMS)))
    topics = [chance.sample(forms[2000:], 6) for _ in range(1000)]
    posts = []
    for number in range(count):
        words = chance.choices(forms, cum_weights=frequent, k=16) + chance.choices(JOINING, k=12)
        if number % 5 == 0:
            words[:3] = chance.sample(topics[number // 5 % 1000], 3)
        chance.shuffle(words)
        tag = "#brand" if number % 3 else f"#{forms[300 + number % 700]}"
        text = f"{' '.join(words)} {tag} https://brand.example/{number}"
        posts.append(Post(id=f"p{number:06}", text=text, language="en", words=30))
    return posts


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    best = 0.0
    for count in POSTS:
        posts, best, found = posts_of(count), float("inf"), 0
        for _ in range(rounds):
            started = time.process_time()
            found = len(group_topics(posts, keyphrases=["tide gauges", "salt marsh"]))
            best = min(best, time.process_time() - started)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{count:6} posts  {best:5.2f} s  {found:5} topics  peak {peak} MB", flush=True)
    print(f"50,000 posts in {best:.2f} s (at most {MOST_SECONDS:.0f})")
    return 0 if best <= MOST_SECONDS else 1


if __name__ == "__main__":
    raise SystemExit(main())

"""Advice to merge: short posts on one topic that together make an article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from indexaudit.brand.advice.ledger import Ledger
from indexaudit.brand.rows import Row
from indexaudit.brand.topics import Post, Topic, group_topics
from indexaudit.comparison import AdviceLine
from indexaudit.model import Axis
from indexaudit.rules.depth import content_depth
from indexaudit.rules.thresholds import Thresholds

__all__ = ["merge"]

_SHARE: Final = 0.5
"""Of the words from which a text has no finding for its length: with fewer, the article would have to be written anew.
Ours."""


def merge(ledger: Ledger, thresholds: Thresholds) -> Iterator[AdviceLine]:
    """One line a topic. Posts that are copies of a page at home are left out, and so are texts long enough already."""
    short = {row.id: row for row in ledger.rows if _is_short(ledger, row, thresholds)}
    posts = [
        Post(id=row.id, text=row.text or "", language=row.language, words=row.ledger.words or 0)
        for row in short.values()
    ]
    for topic in group_topics(posts, keyphrases=ledger.brand.keyphrases):
        if topic.words >= _SHARE * thresholds.content_words:
            line = _line(ledger, topic, short)
            if line.gain:
                yield line


def _is_short(ledger: Ledger, row: Row, thresholds: Thresholds) -> bool:
    item = row.ledger
    if item.kind != "post" or row.owned or not row.text or (item.words or 0) >= thresholds.content_words:
        return False
    cluster = ledger.cluster_of(row)
    return cluster is None or ledger.own_copy(cluster) is None


def _line(ledger: Ledger, topic: Topic, short: Mapping[str, Row]) -> AdviceLine:
    rows = [short[id_] for id_ in topic.posts]
    best = max(ledger.prospect.today(row, row.ledger.words or 0) for row in rows)
    score = ledger.prospect.score(topic.words)
    gain = round(max(0.0, score - best), 1)
    about = "one topic" if ledger.redact else f"“{topic.name}”"
    channels = sorted({row.ledger.channel for row in rows})
    return AdviceLine(
        action="merge",
        text=f"Make one article of {len(rows)} short posts about {about} ({', '.join(channels)}): {topic.words:,} words"
        f" that would score {score:.1f}",
        items=topic.posts,
        axis=Axis.SEARCH,
        gain=gain,
        computed=f"+{gain:.1f} = {score:.1f} less {best:.1f}, which the best of the posts has where it is;"
        f" {ledger.prospect.basis(topic.words)}; the posts share "
        + ("the keyphrase" if topic.basis == "keyphrase" else "words that few others have"),
        rule=None,
        sources=content_depth.sources,
    )

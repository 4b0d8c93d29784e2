"""A small site that does not exist, judged page by page and kept in a store as a crawl would keep it."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from indexaudit import __version__
from indexaudit.api import html_snapshot
from indexaudit.config import Config
from indexaudit.crawl.options import CrawlOptions
from indexaudit.crawl.records import Found, Leads, Link, PendingPage, Refused, Visit
from indexaudit.crawl.scope import host_key
from indexaudit.crawl.store import Store
from indexaudit.crawl.work import Work, judge_page, pack, pack_config

HOME = "https://saltmarsh.example/"
NOW = datetime(2026, 11, 20, 9, 12, tzinfo=UTC)
CONFIG = pack_config(Config(content="fast", main_text=True))
WORDS = [
    "tide",
    "mud",
    "salt",
    "reed",
    "gull",
    "wind",
    "creek",
    "root",
    "seed",
    "June",
    "rain",
    "boat",
    "knife",
    "basket",
    "jar",
    "cold",
    "slow",
    "green",
    "red",
    "brittle",
    "tender",
    "morning",
    "evening",
    "cut",
    "rinse",
    "dry",
    "store",
    "walk",
    "count",
    "draw",
    "name",
    "taste",
    "carry",
    "leave",
    "grow",
    "fade",
    "turn",
    "under",
    "above",
    "between",
    "before",
    "after",
    "never",
    "always",
    "twice",
    "half",
    "whole",
    "thin",
    "deep",
    "wide",
    "old",
    "young",
    "first",
    "last",
    "low",
    "high",
]


def page(
    title: str, *links: str, words: int = 400, description: str | None = "What grows between the tides.", head: str = ""
) -> str:
    """The HTML of a page."""
    chance = random.Random(title)  # of the title, so that no two pages say the same
    text = " ".join(" ".join(chance.choices(WORDS, k=9)).capitalize() + "." for _ in range(words // 9))
    said = "" if description is None else f'<meta name="description" content="{description} {title}">'
    anchors = "".join(f'<a href="{link}">About {link.strip("/")}</a> ' for link in links)
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title>{said}{head}</head>"
        f"<body><main><h1>{title}</h1><p>{text}</p></main><nav>{anchors}</nav></body></html>"
    )


def site() -> dict[str, str | int]:
    """Path to HTML, or to the status that the address answers with."""
    names = ("drying-samphire", "where-sea-aster-grows", "sowing-cordgrass")
    return {
        "": page("Saltmarsh Notes", *(f"/notes/{name}" for name in names), "/about", "/old", words=120),
        **{f"notes/{name}": page(name.replace("-", " ").capitalize(), "/", "/about") for name in names},
        "about": page("About these notes", "/", words=90, description=None),
        "old": 404,
    }


def keep(
    path: Path,
    answers: Mapping[str, str | int],
    *,
    failed: Mapping[str, str] | None = None,
    moved: Mapping[str, str] | None = None,
    pending: Iterable[str] = (),
    version: str = __version__,
    ended: str | None = "done",
    **options: Any,
) -> Path:
    """Keep them, the first as the seed; ``failed`` are paths with the code of why, ``moved`` paths with an address outside the
    scope that they redirect to, ``pending`` paths alone."""
    reasons, targets = dict(failed or {}), dict(moved or {})
    paths = [*answers, *reasons, *targets, *pending]
    seed = HOME + (paths[0] if paths else "")
    with Store.create(path, CrawlOptions(seeds=(seed,), **options).to_dict()) as store:
        store.begin_run(version=version, started=NOW)
        store.schedule(_found(HOME + each, at) for at, each in enumerate(paths))
        for taken in store.take(host_key(HOME), len(paths)):
            name = taken.url.removeprefix(HOME)
            if name in reasons:
                store.fail(taken.id, reasons[name], Visit(fetched_at=NOW))
            elif name in targets:
                refused = Refused(reason="scope", pattern=host_key(targets[name]), example=targets[name])
                store.moved(taken.id, Visit(fetched_at=NOW, status=301, final_url=targets[name]), (), [refused])
            elif name in answers:
                _finish(store, taken, answers[name])
        if ended is not None:
            store.end_run(ended, finished=NOW)
    return path


def _found(url: str, at: int) -> Found:
    return Found(url=url, host=host_key(url), depth=min(at, 1), via="link" if at else "seed", rank=at)


def _finish(store: Store, taken: PendingPage, answer: str | int) -> None:
    status, html = (200, answer) if isinstance(answer, str) else (answer, "<title>Not found</title><p>Not found.")
    headers = {"Content-Type": "text/html; charset=utf-8"}
    snapshot = html_snapshot(html, taken.url, headers=headers, status=status, robots_txt="", fetched_at=NOW)
    work = Work.of(judge_page(pack(snapshot), CONFIG))
    leads = Leads(
        canonical=work.canonical,
        links=tuple(Link(url=to, text=text, follow=follow, place=place) for to, text, follow, place in work.links),
        bands=tuple(work.bands),
    )
    store.finish(taken.id, Visit(fetched_at=NOW, status=status, final_url=taken.url), work, leads)

"""What the gate costs on a built folder of which a few pages have changed, beside a bare parse of the same folder.

    python benchmarks/gate.py                          # 5,000 pages of 20 KB, 10 changed
    python benchmarks/gate.py --pages 50000 --changed 10
    python benchmarks/gate.py --pages 500 --all        # every page judged

Each side is a process of its own. CPU counts from the start of Python to the end of the process, imports included, and
that of its children; what Python and its imports take by themselves is told beside it.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

from made_words import NOUNS, Writer
from processes import Measured, Watched

BASE = "https://blog.example/"
MEGABYTE = 1024 * 1024
RATIO = 3.0
"""Most CPU beside the bare parse."""
MOST_BYTES = 300 * MEGABYTE
_NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def build(folder: Path, pages: int) -> None:
    """A blog as a generator of static sites writes it: ``posts/…/index.html``, a feed, a sitemap."""
    chance = random.Random(1)
    titles = [" ".join(Writer(chance).sentence().rstrip(".").split()[:8]) for _ in range(pages)]
    slugs = [f"{'-'.join(title.lower().split()[:5])}-{n}" for n, title in enumerate(titles)]
    for n in range(pages):
        _write(folder / "posts" / slugs[n] / "index.html", _page(chance, titles, slugs, n))
    links = "".join(f'<li><a href="/page/{n}/">Page {n}</a></li>' for n in range(1, pages // 50 + 2))
    _write(folder / "index.html", _shell("A workshop's diary", "/", f"<ul>{links}</ul>"))
    for n in range(1, pages // 50 + 2):
        listed = range((n - 1) * 50, min(pages, n * 50))
        items = "".join(f'<li><a href="/posts/{slugs[m]}/">{titles[m]}</a></li>' for m in listed)
        _write(folder / "page" / str(n) / "index.html", _shell(f"Posts, part {n}", f"/page/{n}/", f"<ul>{items}</ul>"))
    entries = "".join(f"<url><loc>{BASE}posts/{slug}/</loc><lastmod>2026-01-01</lastmod></url>" for slug in slugs)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    _write(folder / "sitemap.xml", f'<?xml version="1.0"?><urlset xmlns="{space}">{entries}</urlset>')
    _write(folder / "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {BASE}sitemap.xml\n")


def _page(chance: random.Random, titles: list[str], slugs: list[str], n: int) -> str:
    writer = Writer(chance)
    texts = []
    for number, text in enumerate(writer.paragraphs(1000)):
        if number % 3 == 0:
            texts.append(f'<h2 id="part-{number}">{writer.sentence()}</h2>')
        words = text.split()
        words[5] = f"<em>{words[5]}</em>"
        texts.append(f"<p>{' '.join(words)}</p>")
        if number % 5 == 2:
            texts.append(_code(chance))
    others = [chance.randrange(len(slugs)) for _ in range(20)]
    aside = "".join(
        f'<li class="related__item"><a class="related__link" href="/posts/{slugs[m]}/">{titles[m]}</a></li>'
        for m in others
    )
    body = f'<h1>{titles[n]}</h1><p class="meta">By <a rel="author" href="/about/">Ada Field</a></p>{"".join(texts)}'
    return _shell(titles[n], f"/posts/{slugs[n]}/", f"{body}<aside><ul>{aside}</ul></aside>", article=True)


def _code(chance: random.Random) -> str:
    line = "".join(
        f'<span class="token {chance.choice(("keyword", "function", "string"))}">{chance.choice(NOUNS)}</span> '
        for _ in range(8)
    )
    return f'<pre class="language-js"><code>{line * 3}</code></pre>'


def _shell(title: str, path: str, body: str, *, article: bool = False) -> str:
    url = BASE.rstrip("/") + path
    data = {
        "@context": "https://schema.org", "@type": "BlogPosting", "headline": title, "datePublished": "2026-01-01",
        "author": {"@type": "Person", "name": "Ada Field", "url": f"{BASE}about/"}, "image": f"{BASE}card.jpg",
    }  # fmt: skip
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>' if article else ""
    menu = "".join(
        f'<li class="menu__item"><a class="menu__link" href="/topics/{noun}/"><span>{noun.title()}</span></a></li>'
        for noun in NOUNS[:25]
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | Withywick</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="description" content="{title}, and what follows from it in a small workshop with one window.">'
        f'<link rel="canonical" href="{url}"><link rel="stylesheet" href="/style.css">'
        f'<meta property="og:title" content="{title}"><meta property="og:url" content="{url}">'
        f'<meta property="og:image" content="{BASE}card.jpg"><meta property="og:type" content="website">'
        f'{script}</head><body><header><nav><ul class="menu">{menu}</ul></nav></header><main><article>{body}</article>'
        '</main><footer><p>Made by hand.</p><a href="/">Front page</a></footer></body></html>'
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


# --- what runs in a process of its own --------------------------------------------------------------------------------


def bare(folder: Path) -> None:
    """Every page read and parsed, and nothing else."""
    import lxml.html

    begun = process_time()
    pages = 0
    for path in sorted(folder.rglob("*.html")):
        lxml.html.document_fromstring(path.read_bytes())
        pages += 1
    print(json.dumps({"pages": pages, "start": begun}))


def gate(folder: Path, changed: int | None) -> None:
    """The folder judged as the gate does it."""
    from indexaudit.config import Config
    from indexaudit.gate.folder import read_folder
    from indexaudit.gate.judging import judge_folder

    begun = process_time()
    built = read_folder(folder, BASE)
    read = process_time()
    posts = [page.url for page in built.pages if "/posts/" in page.url]
    wanted = None if changed is None else posts[:: max(1, len(posts) // changed)][:changed]
    with judge_folder(built, Config(), now=_NOW, wanted=wanted) as judged:
        audits = sum(1 for _ in judged.audits)
    print(json.dumps({"pages": len(built.pages), "audits": audits, "start": begun, "read": read - begun}))


def _run(mode: str, folder: Path, *more: str) -> Measured:
    return Watched([sys.executable, __file__, f"--as-{mode}", str(folder), *more]).wait()


def main() -> int:
    """The figures, and 1 when they are worse than promised."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--changed", type=int, default=10)
    parser.add_argument("--all", action="store_true", help="judge every page")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--as-bare", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--as-gate", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.as_bare:
        bare(given.as_bare)
        return 0
    if given.as_gate:
        gate(given.as_gate, None if given.all else given.changed)
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        began = time.perf_counter()
        build(folder, given.pages)
        sizes = [path.stat().st_size for path in (folder / "posts").rglob("*.html")]
        size = sum(sizes) / len(sizes) / 1024
        print(f"{len(sizes):,} posts of {size:.1f} KB, built in {time.perf_counter() - began:.0f} s")
        best: dict[str, Measured] = {}
        options = ["--all"] if given.all else ["--changed", str(given.changed)]
        for _ in range(given.rounds):
            for mode, more in (("bare", []), ("gate", options)):
                run = _run(mode, folder, *more)
                if run.code:
                    return run.code
                if mode not in best or run.cpu < best[mode].cpu:
                    best[mode] = run
    for mode, run in best.items():
        said = json.loads(run.output)
        print(
            f"{mode}: {run.cpu:.2f} s CPU ({said['start']:.2f} s of it until imports were done), {run.seconds:.2f} s, "
            f"{run.peak / MEGABYTE:.0f} MB; {said}"
        )
    ratio = best["gate"].cpu / best["bare"].cpu
    print(f"ratio of CPU: {ratio:.2f}")
    return int(not given.all and (ratio > RATIO or best["gate"].peak > MOST_BYTES))


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.exit(main())

"""The invented brand under ``examples/brand``: its data is whole, invented, and says what its README promises."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlsplit

import pytest

import indexaudit
from indexaudit.brand.channels import intakes
from indexaudit.brand.compare import compare_intakes
from indexaudit.comparison import Action, Comparison
from indexaudit.config import Brand, Config
from indexaudit.model import Addressability, PageAudit
from indexaudit.report.comparison import text
from indexaudit.snapshot import load

FOLDER = Path(__file__).parent.parent / "examples" / "brand"
SNAPSHOTS = FOLDER / "snapshots"

PAGES = {
    "blog/how-to-make-cider-vinegar-at-home": ("article", "indexable", "own", 900, 1000),
    "blog/what-a-vinegar-mother-is": ("article", "indexable", "own", 650, 800),
    "blog/measuring-vinegar-acidity-by-titration": ("article", "indexable", "own", 650, 800),
    "blog/choosing-a-barrel-for-vinegar": ("article", "indexable", "own", 600, 750),
    "blog/quick-pickles-with-live-vinegar": ("article", "excluded", "own", 550, 700),
    "blog/p-41": ("article", "indexable", "opaque", 550, 700),
    "blog/open-day-2025": ("article", "indexable", "own", 100, 140),
    "linkedin/how-make-cider-vinegar-home": ("article", "indexable", "readable", 900, 1000),
    "linkedin/why-every-bottle-says-61-per-cent": ("article", "indexable", "readable", 400, 550),
    "linkedin/what-delicatessen-asks-before-stocks-you": ("article", "indexable", "readable", 600, 750),
    "linkedin/shipping-glass-without-plastic": ("article", "indexable", "readable", 350, 450),
    "medium/how-to-make-cider-vinegar-at-home": ("article", "elsewhere", "readable", 900, 1000),
    "medium/quick-pickles-with-live-vinegar": ("article", "indexable", "readable", 550, 700),
    "x/excerpt-with-link": ("post", "indexable", "opaque", 25, 60),
    "x/apple-lorry": ("post", "indexable", "opaque", 25, 60),
    "x/favourite-barrel": ("post", "indexable", "opaque", 25, 60),
    "facebook/cellar-photograph": ("post", "indexable", "opaque", 25, 60),
}
"""Of each saved page: what it is, whether search may have it, how its address reads, and its words."""

COPIES = {
    "How to make cider vinegar at home": ("Journal", True),
    "Quick pickles with live vinegar": ("Medium", False),
    "Why every bottle says 6.1 per cent": (None, None),
    "Measuring the acidity of vinegar by titration": ("Journal", True),
    "What a vinegar mother is, and what it is not": ("Journal", True),
    "Choosing a barrel for vinegar": ("Journal", True),
}
"""Of each text in several places: the channel that wins, and whether that is the brand's own."""

PRIVATE = "An invented private message"


@cache
def _brand() -> Brand:
    return Brand.from_toml(FOLDER / "brand.toml")


@cache
def _audit(name: str) -> PageAudit:
    return indexaudit.audit_snapshot(load(SNAPSHOTS / name), Config(brand=_brand(), main_text=True))


@cache
def _comparison() -> Comparison:
    brand = _brand()
    now = datetime(2026, 1, 10, tzinfo=UTC)
    return compare_intakes(intakes(brand, Config(), fetch=None), brand, now=now)


def _x(name: str) -> list[dict[str, Any]]:
    text = (FOLDER / "archives" / "x" / "data" / f"{name}.js").read_text(encoding="utf-8")
    assert text.startswith("window.YTD.")
    rows: list[dict[str, Any]] = json.loads(text[text.index("[") :])
    return rows


@cache
def _tweets() -> tuple[dict[str, Any], ...]:
    return tuple(row["tweet"] for row in _x("tweets"))


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_folder_is_small_plain_text() -> None:
    files = [path for path in FOLDER.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 400_000
    for path in files:
        assert b"\r" not in path.read_bytes(), path
        path.read_text(encoding="utf-8")


def test_every_saved_page_is_expected() -> None:
    saved = {f"{path.parent.parent.name}/{path.parent.name}" for path in SNAPSHOTS.rglob("snapshot.json")}
    assert saved == set(PAGES)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_saved_page_is_judged_as_intended(name: str) -> None:
    type_, indexability, addressability, least, most = PAGES[name]
    audit = _audit(name)
    assert (audit.page_type.type, audit.indexability, audit.address.addressability) == (
        type_,
        indexability,
        addressability,
    )
    assert audit.facts.words is not None
    assert least <= audit.facts.words <= most
    assert not [finding for finding in audit.findings if finding.status == "crash"]
    assert audit.facts.published is not None
    assert audit.facts.published.startswith("2025-")


def test_the_model_article_has_no_finding_and_the_others_have_the_faults_they_were_given() -> None:
    rules = {name: {finding.rule for finding in _audit(name).findings} for name in PAGES}
    assert rules["blog/how-to-make-cider-vinegar-at-home"] == set()
    assert {"og-core", "meta-description-present"} <= rules["blog/choosing-a-barrel-for-vinegar"]
    assert rules["blog/quick-pickles-with-live-vinegar"] == {"noindex-absent"}
    assert rules["blog/p-41"] == {"permalink-readable"}
    assert rules["blog/open-day-2025"] == {"content-depth"}


def test_a_blog_article_scores_above_its_linkedin_copy_and_that_above_a_post() -> None:
    scores = []
    for name in ("blog/how-to-make-cider-vinegar-at-home", "linkedin/how-make-cider-vinegar-home", "x/apple-lorry"):
        score = _audit(name).scores.search
        assert score is not None
        assert score.value is not None
        scores.append(score.value)
    assert scores[0] > scores[1] + 5 > scores[2] + 25


def test_copies_hold_the_words_of_the_original() -> None:
    def sentences(name: str) -> set[str]:
        text = " ".join((_audit(name).facts.main_text or "").split())
        return {sentence for sentence in re.split(r"(?<=[.?!]) ", text) if len(sentence.split()) > 8}

    home = sentences("blog/how-to-make-cider-vinegar-at-home")
    for copy in ("linkedin/how-make-cider-vinegar-home", "medium/how-to-make-cider-vinegar-at-home"):
        assert len(home & sentences(copy)) > 0.95 * len(home)
    label, trimmed = sentences("blog/p-41"), sentences("linkedin/why-every-bottle-says-61-per-cent")
    assert 0.6 * len(label) < len(label & trimmed) < 0.9 * len(label)
    assert _audit("medium/how-to-make-cider-vinegar-at-home").indexed_at == "".join(
        ("https://brackenmouth.example/journal/", "how-to-make-cider-vinegar-at-home/")
    )


def test_feed_and_sitemap_list_the_saved_pages_of_the_blog() -> None:
    saved = {load(path.parent).url for path in (SNAPSHOTS / "blog").rglob("snapshot.json")}
    feed = (FOLDER / "feed.xml").read_text(encoding="utf-8")
    assert set(re.findall(r"<link>(.*?)</link>", feed)) - {"https://brackenmouth.example/journal/"} == saved
    sitemap = (FOLDER / "sitemap.xml").read_text(encoding="utf-8")
    listed = set(re.findall(r"<loc>(.*?)</loc>", sitemap))
    assert listed - saved == {"https://brackenmouth.example/", "https://brackenmouth.example/shop/"}
    assert saved <= listed


def test_the_posts_on_x_are_as_short_as_x_has_them_and_their_addresses_say_nothing() -> None:
    for tweet in _tweets():
        assert len(re.sub(r"https://t\.co/\w+", "x" * 23, tweet["full_text"])) <= 280
        assert tweet["id"] == tweet["id_str"]
        address = indexaudit.read_address(f"https://x.com/brackenmouthvw/status/{tweet['id_str']}", _brand())
        assert address.addressability is Addressability.OPAQUE
    assert len({tweet["id_str"] for tweet in _tweets()}) == len(_tweets()) == 36


def test_the_posts_on_x_are_of_the_promised_kinds() -> None:
    kinds: Counter[str] = Counter()
    own = {tweet["id_str"] for tweet in _tweets()}
    for tweet in _tweets():
        answered = tweet.get("in_reply_to_status_id_str")
        if tweet["full_text"].startswith("RT @"):
            kinds["repost"] += 1
        elif answered is None:
            kinds["post"] += 1
        else:
            kinds["thread" if answered in own else "reply"] += 1
    assert kinds == {"repost": 3, "post": 17, "thread": 8, "reply": 8}
    assert len([t for t in _tweets() if re.search(r"\bfruit fl(y|ies)\b", t["full_text"], re.IGNORECASE)]) == 7
    assert len(_x("like")) == 60


def test_two_excerpts_on_x_link_home_and_one_does_not() -> None:
    articles = {
        "how-to-make-cider-vinegar-at-home": True,
        "what-a-vinegar-mother-is": True,
        "measuring-vinegar-acidity-by-titration": False,
    }
    for name, linked in articles.items():
        text = " ".join((_audit(f"blog/{name}").facts.main_text or "").split())
        quoting = [
            tweet
            for tweet in _tweets()
            if len(tweet["full_text"].split()) > 30 and re.sub(r"\s*https://t\.co/\w+", "", tweet["full_text"]) in text
        ]
        assert len(quoting) == 1
        urls = [url["expanded_url"] for url in quoting[0]["entities"]["urls"]]
        assert urls == ([f"https://brackenmouth.example/journal/{name}/"] if linked else [])


def test_the_addresses_on_facebook_are_convoluted_and_replies_hang_on_their_parents() -> None:
    rows = _rows("items.csv")
    read = {row["url"]: indexaudit.read_address(row["url"], _brand()) for row in rows if row["url"]}
    posts = [read[row["url"]] for row in rows if row["kind"] == "post"]
    assert Counter(address.addressability.value for address in posts) == {"opaque": 9, "readable": 1}
    assert sum(address.address_form.value == "query" for address in posts) == 4
    replies = [row for row in rows if row["kind"] == "reply"]
    assert [read[row["url"]].own_document for row in replies] == [False, False]
    assert all(row["about"] in read for row in replies)
    likes = [row for row in rows if row["kind"] == "like"]
    assert len(likes) == 4
    assert not any(row["url"] for row in likes)


def test_each_archive_holds_something_private_that_no_other_file_does() -> None:
    holding = {
        path.relative_to(FOLDER).as_posix()
        for path in FOLDER.rglob("*")
        if path.is_file() and PRIVATE in path.read_text(encoding="utf-8")
    }
    assert holding == {
        "archives/x/data/direct-messages.js",
        "archives/linkedin/messages.csv",
        "archives/mastodon/outbox.json",
    }


def test_every_host_is_an_example_or_a_known_platform() -> None:
    known = {"schema.org", "www.w3.org", "purl.org", "www.sitemaps.org", "gmpg.org", "ostatus.org", "miro.medium.com"}
    hosts = set()
    for path in FOLDER.rglob("*"):
        if path.is_file():
            hosts |= {urlsplit(url).hostname or "" for url in _urls(path.read_text(encoding="utf-8"))}
    for host in sorted(hosts - known):
        site = indexaudit.read_address(f"https://{host}/").registrable_domain
        assert host.endswith(".example") or indexaudit.read_address(f"https://{site}/").platform != "web", host


# --- what the comparison says -----------------------------------------------------------------------------------------


def test_every_record_is_used_or_set_aside_with_a_reason() -> None:
    reasons: Counter[str] = Counter()
    for report in _comparison().intake:
        assert report.read == report.used + sum(reason.count for reason in report.set_aside)
        assert report.used > 0
        reasons.update({reason.reason: reason.count for reason in report.set_aside})
    assert reasons == {"part of a thread that is counted with its first post": 8, "not public": 1}


def test_what_is_private_in_an_archive_is_in_no_result() -> None:
    text = _comparison().to_json()
    assert PRIVATE not in text
    assert "an_invented_private_bookmark" not in text


def test_the_journal_is_found_by_search_thanks_to_permalinks_and_depth() -> None:
    channels = {channel.name: channel for channel in _comparison().channels}
    journal = channels.pop("Journal")
    assert (journal.readable, journal.opaque) == (6, 1)
    assert journal.pull.median is not None
    for other in channels.values():
        assert journal.pull.median > (other.pull.median or 0)
    assert (journal.median_words or 0) > 10 * (channels["X"].median_words or 0)
    assert (channels["X"].readable, channels["X"].opaque) == (0, 17)
    assert (channels["Facebook"].readable, channels["Facebook"].opaque) == (1, 9)
    assert (channels["LinkedIn"].readable, channels["LinkedIn"].searchable.yes) == (4, 4)


def test_no_like_has_an_address_and_replies_depend_on_the_platform() -> None:
    ladder = {row.kind: row for row in _comparison().ladder}
    likes = ladder["like"]
    assert likes.none == 60 + 12 + 5 + 4
    assert likes.in_app + likes.gated + likes.opaque + likes.readable + likes.own == 0
    replies = {item.channel: item for item in _comparison().items if item.kind == "reply"}
    assert replies["X"].url is not None
    assert replies["X"].searchable == "yes"
    assert replies["LinkedIn"].searchable == "no"


def test_copies_of_one_text_end_in_three_ways() -> None:
    comparison = _comparison()
    items = {item.id: item for item in comparison.items}
    found = {}
    for cluster in comparison.copies:
        titles = {items[member.item].title for member in cluster.members} & set(COPIES)
        winner = items[cluster.winner].channel if cluster.winner else None
        found[titles.pop()] = (winner, cluster.owner_wins)
    assert found == COPIES


def test_the_advice_finds_what_was_hidden() -> None:
    comparison = _comparison()
    items = {item.id: item for item in comparison.items}
    of = {action: [line for line in comparison.advice if line.action == action] for action in get_args(Action)}
    assert {"noindex-absent", "og-core", "permalink-readable", "content-depth"} <= {line.rule for line in of["mend"]}
    assert [len(line.items) for line in of["merge"]] == [7]
    moved = {(items[line.items[0]].title or "")[:20] for line in of["move"]}
    assert moved == {"Last Tuesday at ten ", "Shipping glass witho", "What a delicatessen "}
    assert {items[id_].channel for line in of["link_home"] for id_ in line.items} == {
        "Journal",
        "X",
        "Facebook",
        "LinkedIn",
    }
    assert len(of["link_home"]) == 4
    assert len(of["control"]) == 1


def test_the_report_that_the_readme_shows_is_a_real_one() -> None:
    readme = (FOLDER.parent.parent / "README.md").read_text(encoding="utf-8")
    shown = readme.partition("```text\n")[2].partition("```")[0]
    assert len(shown.splitlines()) > 40
    assert text.render(_comparison()).startswith(shown)


def _urls(text: str) -> list[str]:
    return re.findall(r"https?://[^\s\"'<>)\\\]]+", text)

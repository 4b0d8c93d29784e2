"""A folder judged as if it were live: findings on the right files, with the site around them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from built_sites import BASE, hugo_alias, page, sitemap, write

from indexaudit.config import Config, Limits
from indexaudit.errors import ConfigError, InvalidURL
from indexaudit.gate import site as gate_site
from indexaudit.gate.folder import BuiltFolder, read_folder
from indexaudit.gate.judging import Judged, judge_folder
from indexaudit.model import Axis, Indexability, PageAudit, Status
from indexaudit.testing import prose

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
GOOD = f"{BASE}posts/drying-plums-slowly/"
BAD = f"{BASE}posts/bad/"


def post(
    slug: str, title: str, *, head: str = "", body: str = "", words: int = 400, links: Collection[str] = ()
) -> str:
    description = (
        f'<meta name="description" content="{title}: what to do first, what to leave, and how long it takes.">'
    )
    return page(
        title,
        canonical=f"{BASE}posts/{slug}/",
        head=description + head,
        links=["/", "/posts/", *links],
        body=body or prose(words),
    )


def blog() -> dict[str, str | bytes]:
    """A blog with one good and one bad new post, as Hugo would build it."""
    return {
        "index.html": page("Plums of the valley", canonical=BASE, links=["/posts/"]),
        "posts/index.html": page(
            "All posts on plums",
            canonical=f"{BASE}posts/",
            links=["/posts/drying-plums-slowly/", "/posts/bad/", "/posts/old/"],
        ),
        "posts/drying-plums-slowly/index.html": post("drying-plums-slowly", "Drying plums slowly in an oven"),
        "posts/bad/index.html": post("bad", "All posts on plums", head='<meta name="robots" content="noindex">'),
        "posts/old/index.html": post(
            "old",
            "An old post with a link that is dead",
            body="<p>Short.</p>",
            links=["/posts/no-such-post/", "/plum.jpg"],
        ),
        "2019/plums/index.html": hugo_alias(GOOD),
        "plum.jpg": b"",
        "404.html": page("Not found"),
        "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {BASE}sitemap.xml\n",
        "sitemap.xml": sitemap(BASE, f"{BASE}posts/", GOOD, f"{BASE}posts/old/"),
    }


def built(folder: Path, files: Mapping[str, str | bytes], base: str = BASE) -> BuiltFolder:
    return read_folder(write(folder, files), base)


def judged(folder: BuiltFolder, config: Config | None = None, **options: object) -> Judged:
    return judge_folder(folder, config or Config(), now=NOW, **options)  # type: ignore[arg-type]


def faults(audit: PageAudit) -> set[str]:
    return {one.rule for one in audit.findings if one.status in (Status.WARN, Status.FAIL)}


def by_path(run: Judged) -> dict[str, PageAudit]:
    return {run.places[audit.url]: audit for audit in run.audits}


def message(audit: PageAudit, rule: str) -> str:
    return next((one.message for one in audit.findings if one.rule == rule), "")


# --- the whole folder -------------------------------------------------------------------------------------------------


def test_findings_stand_at_the_right_files(tmp_path: Path) -> None:
    with judged(built(tmp_path, blog())) as run:
        audits = by_path(run)
        assert list(audits) == sorted(audits)
        assert set(audits) == set(run.places.values())
        good, bad = audits["posts/drying-plums-slowly/index.html"], audits["posts/bad/index.html"]
        assert (good.url, good.final_url, good.fetched_at) == (GOOD, GOOD, NOW)
        assert good.indexability is Indexability.INDEXABLE
        assert bad.indexability is Indexability.EXCLUDED
        assert "noindex-absent" in faults(bad)
        assert not faults(good) & {"noindex-absent", "internal-links-live", "canonical-target-ok", "metadata-unique"}
        old = audits["posts/old/index.html"]
        assert message(old, "internal-links-live") == "1 of 3 links lead to pages that are gone"
        assert "sitemap-listed" in good.passed
        assert run.site is not None
        assert run.site.totals.done == 6  # the dead link is one of them, as it is in a crawl
        assert run.notes == ()


def test_what_a_folder_has_counts_as_there(tmp_path: Path) -> None:
    files = blog() | {
        "posts/new/index.html": post(
            "new", "A new post that is not live yet", links=["/plum.jpg", "/2019/plums/", "index.html"]
        )
    }
    with judged(built(tmp_path, files)) as run:
        new = by_path(run)["posts/new/index.html"]
    assert "canonical-target-ok" not in faults(new)
    # The picture is no page; the alias leads on, and is no dead link.
    assert "internal-links-live" in new.passed


def test_a_canonical_that_leads_nowhere_is_a_fault(tmp_path: Path) -> None:
    files = blog()
    files["posts/old/index.html"] = page("Old", canonical=f"{BASE}posts/odl/", links=["/"], body=prose(300))
    with judged(built(tmp_path, files)) as run:
        old = by_path(run)["posts/old/index.html"]
    assert "posts/odl/" in message(old, "canonical-target-ok")


def test_a_sitemap_that_lists_what_is_not_built_is_a_fault_of_the_site(tmp_path: Path) -> None:
    files = blog() | {"sitemap.xml": sitemap(BASE, GOOD, f"{BASE}gone/", BAD)}
    with judged(built(tmp_path, files)) as run:
        assert run.site is not None
        assert "sitemap-clean" in {one.rule for one in run.site.findings}
        assert [(one.url, one.entries) for one in run.site.sitemaps] == [(f"{BASE}sitemap.xml", 4)]


def test_feeds_of_the_folder_are_read(tmp_path: Path) -> None:
    feed = '<link rel="alternate" type="application/rss+xml" href="/index.xml">'
    items = f"<item><title>x</title><link>{GOOD}</link><pubDate>Mon, 05 Jan 2026 10:00:00 GMT</pubDate></item>"
    files = blog() | {
        "index.html": page("Plums of the valley", canonical=BASE, head=feed, links=["/posts/"]),
        "index.xml": f'<?xml version="1.0"?><rss version="2.0"><channel><title>Plums</title><link>{BASE}</link>{items}</channel></rss>',
    }
    with judged(built(tmp_path, files)) as run:
        assert run.site is not None
        assert [(one.url, one.state, one.entries) for one in run.site.feeds] == [(f"{BASE}index.xml", "done", 1)]


def test_robots_txt_of_the_folder_is_the_hosts(tmp_path: Path) -> None:
    files = blog() | {"robots.txt": "User-agent: *\nDisallow: /posts/old/\n"}
    with judged(built(tmp_path, files)) as run:
        audits = by_path(run)
        assert audits["posts/old/index.html"].indexability is Indexability.BLOCKED
        assert audits["index.html"].indexability is Indexability.INDEXABLE


def test_below_a_path_robots_txt_is_not_the_hosts(tmp_path: Path) -> None:
    files = {"index.html": page("Plums", links=["/elsewhere/", "no/"]), "robots.txt": "User-agent: *\nDisallow: /\n"}
    with judged(built(tmp_path, files, f"{BASE}docs/")) as run:
        (audit,) = run.audits
        assert audit.url == f"{BASE}docs/"
        assert audit.indexability is Indexability.INDEXABLE
        assert message(audit, "internal-links-live") == "1 of 1 links lead to pages that are gone"
        assert run.notes == ("robots.txt: is not at the root of the host, where alone it is read, and was set aside",)


@pytest.mark.parametrize(
    ("headers", "verdict"),
    [
        ("https://:project.pages.dev/*\n  X-Robots-Tag: noindex\n", Indexability.INDEXABLE),
        ("/posts/*\n  X-Robots-Tag: noindex\n", Indexability.EXCLUDED),
    ],
)
@pytest.mark.parametrize("partly", [True, False])
def test_noindex_of_a_preview_host_does_not_count_and_that_of_the_site_does(
    tmp_path: Path, headers: str, verdict: Indexability, partly: bool
) -> None:
    folder = built(tmp_path, blog() | {"_headers": headers})
    with judged(folder, wanted=[GOOD] if partly else None) as run:
        assert next(audit for audit in run.audits if audit.url == GOOD).indexability is verdict
        assert any("set aside" in note for note in run.notes) is (verdict is Indexability.INDEXABLE)


def test_a_page_that_is_not_utf_8_is_decoded(tmp_path: Path) -> None:
    latin = page("Prünellen").replace("utf-8", "iso-8859-1")
    with judged(built(tmp_path, {"index.html": latin.encode("latin-1")})) as run:
        (audit,) = run.audits
    assert audit.facts.title == "Prünellen"


# --- only some pages --------------------------------------------------------------------------------------------------


def test_a_page_is_judged_alike_whether_the_others_are_or_not(tmp_path: Path) -> None:
    feed = '<link rel="alternate" type="application/rss+xml" href="/index.xml">'
    files = blog() | {
        f"posts/plum-{n}/index.html": post(
            f"plum-{n}",
            f"Plum number {n} of the valley",
            head=feed,
            links=[f"/posts/plum-{n + 1}/", "/posts/drying-plums-slowly/"],
        )
        for n in range(6)
    }
    folder = built(tmp_path, files)
    with judged(folder) as whole, judged(folder, wanted=[BAD, GOOD]) as part:
        everything = by_path(whole)
        some = by_path(part)
        assert list(some) == ["posts/bad/index.html", "posts/drying-plums-slowly/index.html"]
        assert part.site is None
        assert part.places == whole.places
        for path, audit in some.items():
            assert faults(audit) == faults(everything[path]), path
            assert {one.rule for one in audit.findings} == {one.rule for one in everything[path].findings}, path
            assert audit.indexability is everything[path].indexability
            for rule in ("internal-inlinks", "click-depth", "metadata-unique", "internal-links-live", "near-duplicate"):
                assert message(audit, rule) == message(everything[path], rule)


def test_a_title_of_an_unchanged_page_is_not_taken_again(tmp_path: Path) -> None:
    files = blog() | {"posts/again/index.html": post("again", "Drying plums slowly in an oven | Plums")}
    with judged(built(tmp_path, files), wanted=[GOOD]) as run:
        (audit,) = run.audits
    assert "metadata-unique" in faults(audit)


def test_a_text_that_an_unchanged_page_has_is_found(tmp_path: Path) -> None:
    copy = page("Reprint of an older text", canonical=f"{BASE}posts/copy/", links=["/"], body=prose(400))
    other = page(
        "Of other things", canonical=f"{BASE}posts/other/", links=["/"], body="<p>" + "Something else. " * 200 + "</p>"
    )
    files = blog() | {"posts/copy/index.html": copy, "posts/other/index.html": other}
    folder = built(tmp_path, files)
    with judged(folder, wanted=[GOOD]) as part, judged(folder) as whole:
        assert "near-duplicate" in faults(by_path(part)["posts/drying-plums-slowly/index.html"])
        assert message(by_path(part)["posts/drying-plums-slowly/index.html"], "near-duplicate") == message(
            by_path(whole)["posts/drying-plums-slowly/index.html"], "near-duplicate"
        )


def test_clicks_and_links_come_from_pages_that_are_not_judged(tmp_path: Path) -> None:
    chain = {f"c{n}/index.html": page(f"Step {n}", links=[f"/c{n + 1}/"]) for n in range(6)}
    files = {"index.html": page("Plums", links=["/c0/"]), **chain, "c6/index.html": page("The end of the way")}
    files["alone/index.html"] = page("Nobody links here")
    wanted = [f"{BASE}c6/", f"{BASE}alone/"]
    folder = built(tmp_path, files)
    with judged(folder, wanted=wanted) as part, judged(folder) as whole:
        for audit in part.audits:
            full = next(one for one in whole.audits if one.url == audit.url)
            for rule in ("click-depth", "internal-inlinks"):
                assert message(audit, rule) == message(full, rule)
        audits = by_path(part)
        assert "click-depth" in faults(audits["c6/index.html"])
        assert "internal-inlinks" in faults(audits["alone/index.html"])


def test_a_wanted_address_that_is_no_page_is_told_of(tmp_path: Path) -> None:
    with judged(built(tmp_path, blog()), wanted=[GOOD, f"{BASE}deleted/"]) as run:
        assert [audit.url for audit in run.audits] == [GOOD]
        assert run.notes == (f"{BASE}deleted/: is the address of no page of the folder",)
    with judged(built(tmp_path, blog()), wanted=[]) as run:
        assert list(run.audits) == []
    with pytest.raises(InvalidURL):
        judged(built(tmp_path, blog()), wanted=["no address"])


# --- workers and faults -----------------------------------------------------------------------------------------------


def test_an_executor_of_the_callers_gives_the_same_and_stays_open(tmp_path: Path) -> None:
    folder = built(tmp_path, blog())
    with ThreadPoolExecutor(2) as executor:
        with judged(folder, executor=executor) as one, judged(folder) as other:
            assert [a.to_dict() for a in one.audits] == [a.to_dict() for a in other.audits]
        assert executor.submit(lambda: 1).result() == 1


def test_processes_of_ones_own_give_the_same(tmp_path: Path) -> None:
    folder = built(tmp_path, blog())
    with judged(folder, workers=1) as one, judged(folder) as other:
        assert [a.to_dict() for a in one.audits] == [a.to_dict() for a in other.audits]


def test_the_same_folder_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = built(tmp_path, blog())

    def digest() -> str:
        with judged(folder, wanted=[GOOD, BAD]) as run:
            return hashlib.sha256(repr([audit.to_dict() for audit in run.audits]).encode()).hexdigest()

    assert digest() == digest()


def test_audits_may_be_read_twice(tmp_path: Path) -> None:
    with judged(built(tmp_path, blog())) as run:
        assert list(run.audits) == list(run.audits)


def test_a_file_that_is_gone_since_is_told_of(tmp_path: Path) -> None:
    folder = built(tmp_path, blog())
    (tmp_path / "posts/bad/index.html").unlink()
    (tmp_path / "posts/old/index.html").unlink()
    with judged(folder, wanted=[GOOD, BAD]) as run:
        assert [audit.url for audit in run.audits] == [GOOD]
        assert run.notes == (
            "posts/bad/index.html: could not be read (No such file or directory)",
            "posts/old/index.html: could not be read",
        )


def test_a_rule_of_the_callers_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        judged(built(tmp_path, blog()), Config(ignore=("no-such-rule",)))


def test_a_large_page_is_cut_and_said_to_be(tmp_path: Path) -> None:
    config = Config(limits=Limits(body_bytes=2_000))
    with judged(built(tmp_path, {"index.html": page(body=prose(2_000))}), config) as run:
        (audit,) = run.audits
    assert audit.coverage < 1


def test_a_folder_of_dead_links_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate_site, "_MOST", 5)
    with judged(built(tmp_path, {"index.html": page(links=[f"/no-{n}/" for n in range(50)])})) as run:
        assert run.site is not None
        assert run.site.totals.done == 6


@pytest.mark.parametrize("partly", [True, False])
def test_the_front_page_is_where_readers_begin_under_whatever_name(tmp_path: Path, partly: bool) -> None:
    names = {"index.html": ["guide.html"], "guide.html": ["index.html"], "alone.html": ["index.html"]}
    files = {name: page(name, canonical=BASE + name, links=links, body=prose(80)) for name, links in names.items()}
    folder = built(tmp_path, files)
    wanted = [f"{BASE}guide.html", f"{BASE}alone.html"] if partly else None
    with judged(folder, wanted=wanted) as run:
        audits = by_path(run)
        assert "click-depth" in audits["guide.html"].passed
        assert "internal-inlinks" in faults(audits["alone.html"])


def test_a_front_page_that_redirects_is_where_readers_begin(tmp_path: Path) -> None:
    files = {
        "index.html": hugo_alias(f"{BASE}en/"),
        "en/index.html": page("Plums", canonical=f"{BASE}en/", links=["/en/guide/"]),
        "en/guide/index.html": page("Guide", canonical=f"{BASE}en/guide/", links=["/en/"]),
    }
    for wanted in (None, [f"{BASE}en/guide/"]):
        with judged(built(tmp_path, files), wanted=wanted) as run:
            assert "click-depth" in by_path(run)["en/guide/index.html"].passed


def test_the_search_page_of_a_manual_is_meant_to_stay_out_and_is_asked_for_nothing_else(tmp_path: Path) -> None:
    search = page(
        "Search",
        head='<meta name="robots" content="noindex"><script src="searchindex.js"></script>',
        body="<noscript><p>Please activate JavaScript to search.</p></noscript><form><input name=q></form>",
    )
    files = {"index.html": page("Plums", links=["search.html"]), "search.html": search}
    site = built(tmp_path, files)
    with judge_folder(site, Config(), now=NOW) as judged:
        found = {audit.url: audit for audit in judged.audits}[f"{BASE}search.html"]
    assert found.indexability is Indexability.EXCLUDED
    assert [one.rule for one in found.findings if one.dimension.axis is Axis.SEARCH] == []
    assert "noindex-absent" in found.passed
    assert "the page is meant to stay out of search" in {one.reason for one in found.skipped}


@pytest.mark.parametrize(
    ("named", "carried"),
    [
        pytest.param("http://localhost:1313/posts/new/", "canonical-target-ok", id="the maker's own machine"),
        pytest.param("https://staging.plums.example/posts/new/", "canonical-target-ok", id="a host for testing"),
        pytest.param(f"{BASE}posts/gone/", "canonical-target-ok", id="no page"),
        pytest.param(BASE, "canonical-target-ok", id="the home page"),
    ],
)
def test_a_faulty_canonical_is_one_finding_and_the_page_stands_for_itself(
    tmp_path: Path, named: str, carried: str
) -> None:
    url = f"{BASE}posts/new/"
    head = f'<meta property="og:url" content="{named}">'
    files = blog()
    files["posts/new/index.html"] = post(
        "new", "Storing plums in a cool cellar", head=head, links=["/no-such/"]
    ).replace(f'canonical" href="{url}"', f'canonical" href="{named}"')
    files["sitemap.xml"] = sitemap(BASE, url)
    with judged(built(tmp_path, files)) as run:
        new = by_path(run)["posts/new/index.html"]
    assert carried in faults(new)
    assert next(one for one in new.findings if one.rule == carried).severity == "major"
    assert "internal-links-live" in faults(new), "judged as a page of its own"
    assert "sitemap-clean" not in faults(new)
    assert not [one.rule for one in new.findings if one.fix and f"Write `{named}`" in one.fix]
    assert not [one.rule for one in new.findings if one.fix and f'content="{named}"' in one.fix]


def test_a_short_page_that_names_the_home_page_has_a_major_fault(tmp_path: Path) -> None:
    files = blog()
    files["posts/note/index.html"] = page("A note on plums", canonical=BASE, body="<p>Low water at four.</p>")
    with judged(built(tmp_path, files)) as run:
        note = by_path(run)["posts/note/index.html"]
    assert message(note, "canonical-target-ok") == f"the canonical names {BASE}, the home page, whose text is another"


def test_a_page_that_search_leaves_out_is_shared_all_the_same(tmp_path: Path) -> None:
    head = f'<meta name="robots" content="noindex"><meta property="og:image" content="{BASE}img/none.png">'
    files = blog()
    files["posts/draft/index.html"] = post("draft", "Plum stones and what they hold", head=head)
    with judged(built(tmp_path, files)) as run:
        assert "og-image-fetchable" in faults(by_path(run)["posts/draft/index.html"])


def test_images_that_the_folder_does_not_have_are_noticed(tmp_path: Path) -> None:
    def head(name: str) -> str:
        return f'<meta property="og:image" content="{name}">'

    body = prose(400) + '<img src="/plum.jpg" alt="A plum"><img src="{}" alt="A stone">'
    files = blog()
    files["posts/lacks/index.html"] = post(
        "lacks", "Plum stones and what they hold", head=head(f"{BASE}img/none.png"), body=body.format("stone.png")
    )
    files["posts/has/index.html"] = post(
        "has", "Plum jam without sugar", head=head(f"{BASE}plum.jpg"), body=body.format("https://cdn.example/a.png")
    )
    with judged(built(tmp_path, files)) as run:
        pages = by_path(run)
    lacks, has = pages["posts/lacks/index.html"], pages["posts/has/index.html"]
    assert message(lacks, "og-image-fetchable") == f"the share image {BASE}img/none.png is not there"
    assert "links and images lead to nothing" in message(lacks, "internal-links-live")
    (seen,) = (e.text for f in lacks.findings if f.rule == "internal-links-live" for e in f.evidence)
    assert seen == f'<img src="{BASE}posts/lacks/stone.png">'
    assert not faults(has) & {"og-image-fetchable", "internal-links-live"}

"""The made sites of these tests answer as they are told to."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import requests
from sites import Reply, Site, page, redirect, robots, sitemap

from indexaudit.config import Config, Limits
from indexaudit.fetch.fetcher import Fetcher

Serve = Callable[..., Site]


def get(site: Site, path: str, **headers: str) -> requests.Response:
    with requests.Session() as session:
        session.trust_env = False
        return session.get(site.base + path, headers=headers, allow_redirects=False, timeout=5)


def test_pages_tuples_and_functions_answer(serve: Serve) -> None:
    site = serve({"/": page("Plums", links=["/jam/"]), "/gone/": (410, {"X-Why": "eaten"}, b"gone")})
    assert "<title>Plums</title>" in get(site, "/").text
    gone = get(site, "/gone/")
    assert (gone.status_code, gone.headers["X-Why"], gone.content) == (410, "eaten", b"gone")
    assert get(site, "/jam/").status_code == 404
    assert site.order == ["/", "/gone/", "/jam/"]

    made = serve(lambda path: page(f"Plums at {path}") if path.startswith("/plums/") else None)
    assert "Plums at /plums/7" in get(made, "/plums/7").text
    assert get(made, "/pears/7").status_code == 404


def test_the_same_title_gives_the_same_page_and_another_title_another_text() -> None:
    assert page("Plums") == page("Plums")
    one, other = (page(title).partition("<p>")[2].split(" ") for title in ("Plums", "Pears"))
    assert sum(a == b for a, b in zip(one, other, strict=False)) < 10


def test_absolute_addresses_are_those_of_the_server(serve: Serve) -> None:
    site = serve(
        {"/sitemap.xml": sitemap("/jam/"), "/old/": redirect("{base}/jam/"), "/robots.txt": robots("Sitemap: {base}/s")}
    )
    assert f"<loc>{site.base}/jam/</loc>" in get(site, "/sitemap.xml").text
    assert get(site, "/old/").headers["Location"] == f"{site.base}/jam/"
    assert get(site, "/robots.txt").text == f"Sitemap: {site.base}/s\n"


def test_a_tagged_page_is_not_sent_twice(serve: Serve) -> None:
    site = serve({"/": Reply(body=page("Plums"), tagged=True)})
    tag = get(site, "/").headers["ETag"]
    again = get(site, "/", **{"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert (site.asked["/"], site.bodies["/"]) == (2, 1)
    site.change({"/": Reply(body=page("Pears"), tagged=True)})
    assert get(site, "/", **{"If-None-Match": tag}).status_code == 200


def test_the_first_requests_fail_or_are_dropped(serve: Serve) -> None:
    site = serve({"/busy/": Reply(body="here", fail=2), "/cut/": Reply(body="here", drop=1)})
    assert [get(site, "/busy/").status_code for _ in range(3)] == [503, 503, 200]
    with pytest.raises(requests.ConnectionError):
        get(site, "/cut/")
    assert get(site, "/cut/").text == "here"
    site.forget()
    assert get(site, "/busy/").status_code == 503


def test_a_page_that_hangs_keeps_only_those_who_wait(serve: Serve) -> None:
    site = serve({"/hang/": Reply(hang=True), "/": "here"})
    with pytest.raises(requests.Timeout), requests.Session() as session:
        session.get(f"{site.base}/hang/", timeout=(5, 0.05))
    assert get(site, "/").text == "here"


def test_sites_of_several_hosts_run_side_by_side(serve: Serve) -> None:
    one, other = serve({"/": "one"}), serve({"/": "other"}, host="127.0.0.2")
    config = Config(allow_networks=("127.0.0.0/8",), limits=Limits(delay_seconds=0))
    with Fetcher(config) as fetcher:
        assert [fetcher.fetch(site.url).body for site in (one, other)] == [b"one", b"other"]
    assert other.base.startswith("http://127.0.0.2:")

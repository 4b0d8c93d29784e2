"""robots.txt as it is fetched: what each failure means, how long it is kept, and that it is obeyed on the way."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from faults import FAULTS, PAGE, Fault, Server, Talk
from short_limits import SHORT, Make

from indexaudit.config import Brand, Config
from indexaudit.fetch.robots import RobotsFiles
from indexaudit.model import FetchError
from indexaudit.snapshot import RobotsFile, Snapshot

HOUR = 3600.0
DAY = 24 * HOUR


@pytest.fixture
def site() -> Iterator[Server]:
    with contextlib.closing(Server()) as server:
        yield server


def says(body: bytes, *headers: str, status: str = "200 OK") -> Fault:
    def act(talk: Talk) -> None:
        talk.answer(body, *headers, status=status)

    return act


def in_turn(*faults: Fault) -> Fault:
    waiting = iter(faults)

    def act(talk: Talk) -> None:
        next(waiting)(talk)

    return act


def fetched(site: Server, fetcher: Make, robots: Fault, path: str = "/sound", **options: Any) -> Snapshot:
    site.extra["/robots.txt"] = robots
    return fetcher(**options).fetch(site.origin + path)


def refused(snapshot: Snapshot) -> str | None:
    assert (snapshot.fetch_error is None) == (snapshot.body == PAGE)
    return snapshot.fetch_error.code if snapshot.fetch_error else None


@pytest.mark.parametrize("status", ["401 No", "403 No", "404 No", "410 Gone", "418 No", "451 No"])
def test_O06_a_file_that_is_not_given_forbids_nothing(site: Server, fetcher: Make, status: str) -> None:
    snapshot = fetched(site, fetcher, says(b"User-agent: *\nDisallow: /\n", status=status))
    assert refused(snapshot) is None
    assert snapshot.robots is not None
    assert [(r.status, r.error) for r in snapshot.robots] == [(int(status[:3]), None)]


@pytest.mark.parametrize(
    "robots",
    [
        pytest.param(says(b"", status="500 No"), id="O07 500"),
        pytest.param(says(b"User-agent: *\nAllow: /\n", status="503 No"), id="O07 503, whatever the body says"),
        pytest.param(says(b"", status="599 No"), id="O07 599"),
        pytest.param(says(b"", status="429 No"), id="O08 429"),
        pytest.param(FAULTS["/silent"], id="O07 silence"),
        pytest.param(FAULTS["/reset_now"], id="O07 reset"),
        pytest.param(FAULTS["/slowbody"], id="O07 drip"),
        pytest.param(FAULTS["/gzip_trunc"], id="O07 cut"),
        pytest.param(FAULTS["/badstatus"], id="O07 not HTTP"),
    ],
)
@pytest.mark.parametrize("mode", ["rfc9309", "google"])
def test_O07_a_file_that_cannot_be_had_forbids_everything(
    site: Server, fetcher: Make, robots: Fault, mode: str
) -> None:
    assert refused(fetched(site, fetcher, robots, robots_txt_failures=mode)) == "robots_unreachable"
    assert "/sound" not in site.paths


@pytest.mark.parametrize(
    ("hops", "expected"), [pytest.param(5, "robots_disallowed", id="five"), pytest.param(6, None, id="six")]
)
def test_O09_five_redirects_are_followed_and_six_are_no_file(
    site: Server, fetcher: Make, hops: int, expected: str | None
) -> None:
    for hop in range(1, hops):
        site.extra[f"/r{hop}"] = says(b"", f"Location: /r{hop + 1}", status="301 Moved")
    site.extra[f"/r{hops}"] = says(b"User-agent: *\nDisallow: /\n")
    snapshot = fetched(site, fetcher, says(b"", "Location: /r1", status="302 Found"))
    assert refused(snapshot) == expected
    assert snapshot.robots is not None
    assert [url.removeprefix(site.origin) for url in snapshot.robots[0].redirects] == [
        f"/r{hop}" for hop in range(1, hops + 1)
    ]


def test_O09_a_loop_is_no_file(site: Server, fetcher: Make) -> None:
    assert refused(fetched(site, fetcher, says(b"", "Location: /robots.txt", status="301 Moved"))) is None


@pytest.mark.parametrize(
    "location", ["http://10.0.0.1/robots.txt", "http://169.254.169.254/", "file:///etc/hosts", "http://example.com:22/"]
)
def test_O09_the_guard_holds_for_every_hop(site: Server, fetcher: Make, location: str) -> None:
    snapshot = fetched(site, fetcher, says(b"", f"Location: {location}", status="301 Moved"))
    assert refused(snapshot) == "robots_unreachable"


def test_O09_a_file_elsewhere_counts_for_the_first_host_alone(fetcher: Make) -> None:
    def resolve(host: str, port: int) -> tuple[str, ...]:
        return ("127.0.0.1",)

    with contextlib.closing(Server()) as site:
        here, there = f"http://one.example:{site.port}", f"http://two.example:{site.port}"

        def robots(talk: Talk) -> None:
            if "Host: one.example" in site.asked[-1]:
                talk.answer(b"", f"Location: {there.replace('two', 'one')}/elsewhere", status="301 Moved")
            else:
                talk.answer(b"User-agent: *\nDisallow: /\n")

        site.extra["/robots.txt"] = robots
        site.extra["/elsewhere"] = says(b"User-agent: *\nAllow: /\n")
        door = fetcher(resolve=resolve, allow_networks=("127.0.0.0/8",), trusted=[])
        assert refused(door.fetch(f"{here}/sound")) is None
        assert refused(door.fetch(f"{there}/sound")) == "robots_disallowed"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(b"User-agent: *\rDisallow: /\r", "robots_disallowed", id="CR only"),
        pytest.param(b"\xef\xbb\xbfUser-agent: *\nDisallow: /\n", "robots_disallowed", id="byte order mark"),
        pytest.param(b"User-agent: *\nDisallow: /\xed\xa0\x80\n", None, id="surrogate"),
        pytest.param(b"User-agent: *\0\nDisallow: /\0\n", "robots_disallowed", id="NUL"),
        pytest.param("User-agent: *\nDisallow: /\n".encode("utf-16"), None, id="UTF-16"),
        pytest.param(b"\xff" * 1000, None, id="no text"),
        pytest.param(b"User-agent: *\nDisallow: " + b"*" * 3000 + b"$\n", "robots_disallowed", id="stars"),
    ],
)
def test_O10_whatever_the_file_holds_is_read(site: Server, fetcher: Make, body: bytes, expected: str | None) -> None:
    assert refused(fetched(site, fetcher, says(body))) == expected


def test_O11_a_file_without_end_is_cut_at_its_limit(site: Server, fetcher: Make) -> None:
    def endless(talk: Talk) -> None:
        talk.send(
            "HTTP/1.1 200 OK\r\nContent-Type: Text/Plain; charset=utf-8\r\n\r\nUser-agent: *\nDisallow: /private\n"
        )
        talk.forever(b"# more\n" * 10_000)

    snapshot = fetched(site, fetcher, endless)
    assert refused(snapshot) is None
    assert snapshot.robots is not None
    file = snapshot.robots[0]
    assert (len(file.body), file.truncated, file.media_type) == (SHORT.robots_txt_bytes, True, "text/plain")


def test_O12_the_file_is_kept_for_a_day(site: Server, fetcher: Make) -> None:
    now = [0.0]
    site.extra["/robots.txt"] = says(b"User-agent: *\nDisallow: /private\n")
    door = fetcher(clock=lambda: now[0])
    for moment in (0.0, DAY - 1, DAY, 2 * DAY - 1):
        now[0] = moment
        assert refused(door.fetch(site.origin + "/sound")) is None
    assert site.paths.count("/robots.txt") == 2


def test_O12_a_failure_is_not_kept(site: Server, fetcher: Make) -> None:
    door = fetcher()
    site.extra["/robots.txt"] = says(b"", status="503 No")
    assert refused(door.fetch(site.origin + "/sound")) == "robots_unreachable"
    site.extra["/robots.txt"] = says(b"")
    assert refused(door.fetch(site.origin + "/sound")) is None


def test_a_failure_is_asked_for_again(site: Server, fetcher: Make) -> None:
    site.extra["/robots.txt"] = in_turn(says(b"", status="503 No"), FAULTS["/reset_now"], says(b""))
    limits = replace(SHORT, retries=2)
    slept: list[float] = []
    assert refused(fetcher(limits, slept=slept).fetch(site.origin + "/sound")) is None
    assert site.paths.count("/robots.txt") == 3
    assert len(slept) == 2


def test_own_robots_txt_is_read_and_not_obeyed_on_the_brands_hosts_alone(site: Server, fetcher: Make) -> None:
    forbids = says(b"User-agent: *\nDisallow: /\nCrawl-delay: 900\n")
    for domains, expected in ((("127.0.0.1",), None), (("brand.example",), "robots_disallowed")):
        options = {"own_robots_txt": "ignore", "brand": Brand(name="Plum", domains=domains)}
        snapshot = fetched(site, fetcher, forbids, **options)
        assert refused(snapshot) == expected
        assert snapshot.robots is not None
        assert snapshot.robots[0].body.startswith(b"User-agent")


def test_a_crawl_delay_is_kept_between_pages(site: Server, fetcher: Make) -> None:
    site.extra["/robots.txt"] = says(b"User-agent: indexaudit\nCrawl-delay: 20\n\nUser-agent: *\nCrawl-delay: 7\n")
    slept: list[float] = []
    door = fetcher(slept=slept, clock=lambda: 0.0)
    limits = SHORT
    assert limits.url_seconds < 20
    assert refused(door.fetch(site.origin + "/sound")) is None
    # The next page is due after the time for one address is over.
    assert refused(door.fetch(site.origin + "/sound")) == "host_resting"
    long = replace(SHORT, url_seconds=60.0)
    door = fetcher(long, slept=slept, clock=lambda: 0.0)
    for _ in range(2):
        assert refused(door.fetch(site.origin + "/sound")) is None
    assert slept == [20.0]


@pytest.mark.parametrize(("value", "second"), [("1e9", "crawl_delay"), ("nan", None), ("-5", None), ("soon", None)])
def test_O05_an_absurd_crawl_delay_skips_the_next_page_with_its_reason(
    site: Server, fetcher: Make, value: str, second: str | None
) -> None:
    site.extra["/robots.txt"] = says(f"User-agent: *\nCrawl-delay: {value}\n".encode())
    door = fetcher()
    assert refused(door.fetch(site.origin + "/sound")) is None
    snapshot = door.fetch(site.origin + "/sound")
    assert refused(snapshot) == second
    if second:
        assert "asks for 1e+09 s between two pages" in str(snapshot.fetch_error)


def test_T07_retry_after_is_waited_for(site: Server, fetcher: Make) -> None:
    site.extra["/busy"] = in_turn(says(b"", "Retry-After: 3", status="503 No"), FAULTS["/sound"])
    limits = replace(SHORT, retries=2)
    slept: list[float] = []
    assert refused(fetcher(limits, slept=slept, clock=lambda: 0.0).fetch(site.origin + "/busy")) is None
    assert slept[-1] == 3.0


def test_T07_a_date_is_read_by_the_clock_of_the_host(site: Server, fetcher: Make) -> None:
    headers = "Date: Wed, 04 Mar 2020 12:00:00 GMT", "Retry-After: Wed, 04 Mar 2020 12:00:02 GMT"
    site.extra["/busy"] = in_turn(says(b"", *headers, status="429 No"), FAULTS["/sound"])
    limits = replace(SHORT, retries=2)
    slept: list[float] = []
    assert refused(fetcher(limits, slept=slept, clock=lambda: 0.0).fetch(site.origin + "/busy")) is None
    assert slept[-1] == 2.0


def test_T07_a_host_that_asks_for_an_hour_is_left_alone(site: Server, fetcher: Make) -> None:
    site.extra["/busy"] = says(b"later", "Retry-After: 3600", status="503 No")
    limits = replace(SHORT, retries=2)
    door = fetcher(limits, clock=lambda: 0.0)
    exchange = door.fetch(site.origin + "/busy").exchange
    assert exchange is not None
    assert exchange.status == 503
    assert site.paths.count("/busy") == 1
    assert refused(door.fetch(site.origin + "/sound")) == "host_resting"


def test_T08_a_host_that_is_always_busy_is_rested(site: Server, fetcher: Make) -> None:
    site.extra["/busy"] = says(b"later", status="503 No")
    now = [0.0]
    door = fetcher(clock=lambda: now[0])
    statuses = [door.fetch(site.origin + "/busy").exchange for _ in range(5)]
    assert [e.status for e in statuses if e] == [503] * 5
    assert refused(door.fetch(site.origin + "/sound")) == "host_resting"
    now[0] = 301
    assert refused(door.fetch(site.origin + "/sound")) is None


# --- the two modes ----------------------------------------------------------------------------------------------------

AT = "https://example.com/robots.txt"
GOOD = RobotsFile(url=AT, status=200, body=b"User-agent: *\nDisallow: /private\n")
DOWN = RobotsFile(
    url=AT, status=None, error=FetchError(code="deadline", message="took too long", hop=0, retryable=True)
)


def codes(mode: str, *steps: tuple[float, RobotsFile]) -> tuple[str | None, str | None]:
    """What ``/private`` and ``/`` are refused for, after files that were asked for at some moments."""
    now = [0.0]
    files = RobotsFiles(agent="indexaudit", failures=mode, clock=lambda: now[0])  # type: ignore[arg-type]
    for moment, file in steps:
        now[0] = moment
        assert files.at(AT, lambda file=file: file) is file  # type: ignore[misc]
    private, open_ = (files.refusal(AT, f"https://example.com{path}", 0) for path in ("/private", "/"))
    return private and private.code, open_ and open_.code


DISALLOWED, UNREACHABLE = "robots_disallowed", "robots_unreachable"


@pytest.mark.parametrize(
    ("steps", "rfc", "google"),
    [
        pytest.param([(0, GOOD)], (DISALLOWED, None), (DISALLOWED, None), id="had"),
        pytest.param([(0, DOWN)], (UNREACHABLE,) * 2, (UNREACHABLE,) * 2, id="never had"),
        pytest.param(
            [(0, GOOD), (DAY, DOWN)], (UNREACHABLE,) * 2, (UNREACHABLE,) * 2, id="just lost"
        ),
        pytest.param(
            [(0, GOOD), (DAY, DOWN), (DAY + 12 * HOUR, DOWN)],
            (UNREACHABLE,) * 2, (DISALLOWED, None), id="lost for twelve hours",
        ),
        pytest.param(
            [(0, DOWN), (12 * HOUR, DOWN)], (UNREACHABLE,) * 2, (None, None), id="not had for twelve hours"
        ),
        pytest.param(
            [(0, GOOD), (DAY, DOWN), (31 * DAY, DOWN)], (UNREACHABLE,) * 2, (None, None), id="lost for a month"
        ),
        pytest.param(
            [(0, DOWN), (13 * HOUR, DOWN), (14 * HOUR, GOOD), (39 * HOUR, DOWN)],
            (UNREACHABLE,) * 2, (UNREACHABLE,) * 2, id="had in between",
        ),
    ],
)  # fmt: skip
def test_what_follows_when_it_cannot_be_had(
    steps: list[tuple[float, RobotsFile]], rfc: tuple[str | None, ...], google: tuple[str | None, ...]
) -> None:
    assert codes("rfc9309", *steps) == rfc
    assert codes("google", *steps) == google


def test_files_of_many_origins_are_not_kept_without_end() -> None:
    files = RobotsFiles(agent="indexaudit", failures="rfc9309", clock=lambda: 0.0)
    for number in range(1000):
        at = f"https://{number}.example/robots.txt"
        files.at(at, lambda at=at: RobotsFile(url=at, status=200))  # type: ignore[misc]
    assert len(files._origins) == 256
    assert Config().robots_txt_failures == "rfc9309"

"""Hosts in their turn, on a clock that the tests move."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexaudit.crawl.options import CrawlOptions
from indexaudit.crawl.pace import FAILURES, LONGEST_PAUSE, REST, RESTS, Outcome, Pace, outcome_of
from indexaudit.model import FetchError
from indexaudit.snapshot import Exchange, Hop, Snapshot

A, B = "a.example", "b.example"
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
GOOD, BAD, NOTHING = Outcome(what="answered"), Outcome(what="failed"), Outcome(what="nothing")


def made(**chosen: object) -> Pace:
    return Pace(CrawlOptions(**({"seeds": ("https://a.example/",), "delay_seconds": 1.0} | chosen)))  # type: ignore[arg-type]


@pytest.fixture
def pace() -> Pace:
    return made()


def ask(pace: Pace, host: str, now: float, outcome: Outcome, seconds: float = 0.1) -> float:
    """One request as soon as it may be; when it has ended."""
    now += pace.ready(host, now)
    assert now < math.inf
    pace.started(host, now)
    pace.finished(host, now + seconds, outcome)
    return now + seconds


class Crawl:
    """Requests of given lengths, as a crawl would make them; what it saw on the way."""

    def __init__(
        self,
        pace: Pace,
        work: dict[str, int],
        seconds: Callable[[str], float],
        outcome: Callable[[str], Outcome] = lambda _: GOOD,
    ) -> None:
        self.now, self.pace, self.work = 1000.0, pace, dict(work)
        self.starts: list[tuple[str, float]] = []
        self.ends: dict[str, float] = {}
        self.most: Counter[str] = Counter()
        self.most_in_all = 0
        self.running: list[tuple[float, int, str]] = []
        self.seconds, self.outcome = seconds, outcome

    def run(self) -> None:
        while True:
            waiting = [host for host, pages in self.work.items() if pages]
            host = self.pace.next_host(waiting, self.now)
            if host is not None:
                self.start(host)
                continue
            due = self.now + self.pace.wait(waiting, self.now)
            if self.running and self.running[0][0] <= due:
                self.now, _, host = heapq.heappop(self.running)
                self.pace.finished(host, self.now, self.outcome(host))
                self.ends[host] = self.now
            elif due < math.inf:
                self.now = due
            else:
                return

    def start(self, host: str) -> None:
        self.pace.started(host, self.now)
        self.work[host] -= 1
        self.starts.append((host, self.now))
        heapq.heappush(self.running, (self.now + self.seconds(host), len(self.starts), host))
        at_once = sum(1 for running in self.running if running[2] == host)
        self.most[host] = max(self.most[host], at_once)
        self.most_in_all = max(self.most_in_all, len(self.running))


# --- turns --------------------------------------------------------------------------------------------------------------


def test_a_host_is_asked_again_after_the_delay_and_never_while_it_is_asked(pace: Pace) -> None:
    assert pace.ready(A, 10) == 0
    pace.started(A, 10)
    assert pace.ready(A, 100) == math.inf
    assert pace.next_host([A], 100) is None
    pace.finished(A, 10.25, GOOD)
    assert pace.ready(A, 10.25) == 0.75
    assert pace.wait([A], 10.25) == 0.75
    assert pace.next_host([A], 10.5) is None
    assert pace.next_host([A], 11) == A


def test_more_connections_a_host_are_an_option() -> None:
    crawl = Crawl(made(connections_per_host=3, delay_seconds=0.0), {A: 30}, lambda _: 5.0)
    crawl.run()
    assert crawl.most[A] == 3
    assert len(crawl.starts) == 30


def test_hosts_take_turns_the_one_asked_longest_ago_first() -> None:
    crawl = Crawl(made(connections=1, delay_seconds=0.0), {"a": 3, "b": 3, "c": 3}, lambda _: 1.0)
    crawl.run()
    assert "".join(host for host, _ in crawl.starts) == "abcabcabc"


def test_nothing_to_do_is_an_endless_wait(pace: Pace) -> None:
    assert pace.next_host([], 5) is None
    assert pace.wait([], 5) == math.inf


def test_T10_a_thousand_hosts_at_once_hold_the_limits_and_each_has_its_turn() -> None:
    work = {f"h{n}.example": 3 for n in range(1000)}
    crawl = Crawl(made(), work, lambda host: 0.1 + int(host[1:-8]) % 7 / 10)
    crawl.run()
    assert crawl.most_in_all == 8
    assert max(crawl.most.values()) == 1
    assert Counter(host for host, _ in crawl.starts) == Counter(work)
    first = [host for host, _ in crawl.starts[:1000]]
    assert len(set(first)) == 1000


def test_T11_a_slow_host_holds_nobody_up() -> None:
    work = {"slow.example": 20, **{f"fast{n}.example": 20 for n in range(20)}}
    crawl = Crawl(made(delay_seconds=0.5), work, lambda host: 80.0 if host == "slow.example" else 0.1)
    crawl.run()
    ends = {host: end - 1000 for host, end in crawl.ends.items()}
    assert max(end for host, end in ends.items() if host != "slow.example") < 20
    assert ends["slow.example"] >= 1600
    assert crawl.most["slow.example"] == 1


@pytest.mark.parametrize("jump", [pytest.param(-3600, id="an hour back"), pytest.param(86_400, id="a day on")])
def test_T14_the_clock_of_the_wall_is_not_asked(pace: Pace, jump: int, monkeypatch: pytest.MonkeyPatch) -> None:
    end = ask(pace, A, 50, Outcome(what="failed", pause=20.0), 0)
    monkeypatch.setattr("time.time", lambda: NOW.timestamp() + jump)
    assert pace.ready(A, end) == 20.0
    assert pace.next_host([A], end + 19.9) is None
    assert pace.next_host([A], end + 20) == A


# --- what hosts ask for -------------------------------------------------------------------------------------------------


def test_a_crawl_delay_replaces_a_shorter_pace_and_is_forgotten_with_the_line(pace: Pace) -> None:
    pace.slow_down(A, 30)
    assert pace.ready(A, ask(pace, A, 0, GOOD, 0)) == 30
    pace.slow_down(A, 0.2)
    assert pace.ready(A, 0) == 1
    pace.slow_down(A, None)
    assert pace.ready(A, 0) == 1


@pytest.mark.parametrize("seconds", [30.5, 1e9, math.inf, math.nan])
def test_O05_a_host_that_asks_for_longer_pauses_is_left_alone(pace: Pace, seconds: float) -> None:
    pace.slow_down(A, seconds)
    assert pace.given_up(A) == "crawl_delay_too_long"
    assert pace.ready(A, 1e12) == math.inf
    assert pace.next_host([A, B], 0) == B


def test_T07_a_pause_is_kept_and_one_beyond_all_patience_ends_the_host(pace: Pace) -> None:
    end = ask(pace, A, 0, Outcome(what="failed", pause=LONGEST_PAUSE))
    assert pace.ready(A, end) == LONGEST_PAUSE
    assert pace.next_host([A, B], end) == B
    end = ask(pace, A, end, Outcome(what="answered", pause=2.0))
    assert pace.ready(A, end) == 2
    ask(pace, A, end, Outcome(what="failed", pause=21_600.0))
    assert pace.given_up(A) == "retry_after_too_long"


def test_T08_five_failures_in_a_row_suspend_a_host_three_times_and_then_it_is_down(pace: Pace) -> None:
    now = 0.0
    for _ in range(FAILURES - 1):
        now = ask(pace, A, now, BAD)
    now = ask(pace, A, now, GOOD)
    for _ in range(FAILURES):
        assert pace.ready(A, now) <= 1
        now = ask(pace, A, now, BAD)
    for times in range(1, RESTS + 1):
        assert pace.ready(A, now) == REST
        assert pace.standing(A) == (0, times, None)
        now = ask(pace, A, now, BAD)  # the probe
    assert pace.given_up(A) == "host_down"
    assert pace.ready(A, now + 1e9) == math.inf
    assert pace.standing(A)[1:] == (RESTS, "host_down")
    assert pace.ready(B, now) == 0


def test_T09_a_suspended_host_is_asked_once_and_a_good_answer_opens_it_again() -> None:
    pace = made(connections_per_host=4, delay_seconds=0.0)
    now = 0.0
    for _ in range(FAILURES):
        now = ask(pace, A, now, BAD)
    now += REST
    pace.started(A, now)
    assert pace.ready(A, now + 50) == math.inf
    pace.finished(A, now + 50, GOOD)
    for _ in range(4):
        assert pace.ready(A, now + 50) == 0
        pace.started(A, now + 50)
    assert pace.ready(A, now + 50) == math.inf


def test_T09_a_host_that_answers_now_and_then_is_not_tried_for_ever(pace: Pace) -> None:
    now, requests = 0.0, 0
    while pace.given_up(A) is None:
        now = ask(pace, A, now, BAD if requests % 7 else GOOD)
        requests += 1
        assert requests < 100
    assert pace.given_up(A) == "host_down"


def test_T09_a_host_that_is_well_again_has_all_its_patience_back(pace: Pace) -> None:
    now = 0.0
    for _ in range(20):
        for outcome in [BAD] * FAILURES + [GOOD] * FAILURES:
            now = ask(pace, A, now, outcome)
    assert pace.given_up(A) is None
    assert pace.standing(A) == (0, 0, None)


def test_T08_requests_that_were_under_way_count_once() -> None:
    pace = made(connections=20, connections_per_host=20, delay_seconds=0.0)
    for _ in range(20):
        pace.started(A, 0)
    for _ in range(20):
        pace.finished(A, 5, BAD)
    assert pace.given_up(A) is None
    assert pace.standing(A)[1] == 1
    assert pace.ready(A, 5) == REST


def test_what_is_no_fault_of_the_host_counts_for_nothing(pace: Pace) -> None:
    now = 0.0
    for _ in range(50):
        now = ask(pace, A, now, NOTHING)
    assert pace.standing(A) == (0, 0, None)
    for outcome in [BAD, NOTHING] * FAILURES:
        now = ask(pace, A, now, outcome)
    assert pace.standing(A)[1] == 1


def test_what_the_fetcher_concluded_holds_here_too(pace: Pace) -> None:
    end = ask(pace, A, 0, Outcome(what="resting"))
    assert pace.ready(A, end) == REST
    ask(pace, A, end, Outcome(what="down"))
    assert pace.given_up(A) == "host_down"
    ask(pace, B, 0, Outcome(what="too_slow"))
    assert pace.given_up(B) == "crawl_delay_too_long"


def test_a_host_goes_on_where_an_earlier_process_left_it(pace: Pace) -> None:
    pace.restore(A, 0, RESTS, None)
    pace.restore(B, 2, 1, "host_down")
    assert pace.next_host([B, A], 0) == A
    ask(pace, A, 0, BAD)
    assert pace.given_up(A) == pace.given_up(B) == "host_down"
    assert pace.standing("c.example") == (0, 0, None)
    assert pace.given_up("c.example") is None


# --- what a snapshot says of its host -----------------------------------------------------------------------------------


def snapshot(
    *hops: tuple[str, int], headers: tuple[tuple[str, str], ...] = (), error: FetchError | None = None
) -> Snapshot:
    exchange = None
    if hops:
        made = tuple(Hop(url=url, status=status, headers=headers) for url, status in hops)
        exchange = Exchange(hops=made, fetched_at=NOW, size=0, truncated=False, headers_complete=True, seconds=0.1)
    return Snapshot(url="https://a.example/x", fetched_at=NOW, exchange=exchange, fetch_error=error)


def failed(code: str, *, hop: int = 0, retryable: bool = True) -> Snapshot:
    return snapshot(error=FetchError(code=code, message=code, hop=hop, retryable=retryable))


@pytest.mark.parametrize(
    ("seen", "what", "asked"),
    [
        pytest.param(snapshot(("https://a.example/x", 200)), "answered", True, id="a page"),
        pytest.param(snapshot(("https://a.example/x", 404)), "answered", True, id="not found"),
        pytest.param(snapshot(("https://a.example/x", 503)), "failed", True, id="T08 503"),
        pytest.param(snapshot(("https://a.example/x", 429)), "failed", True, id="T07 429"),
        pytest.param(snapshot(("https://a.example/x", 301), ("https://b.example/x", 503)), "answered", True, id="another host is busy"),
        pytest.param(snapshot(("https://a.example/x", 301), ("https://a.example/y", 500)), "failed", True, id="busy behind a redirect"),
        pytest.param(failed("read_timeout"), "failed", True, id="no answer"),
        pytest.param(failed("robots_unreachable"), "failed", True, id="no robots.txt"),
        pytest.param(failed("read_timeout", hop=1), "answered", True, id="no answer behind a redirect"),
        pytest.param(failed("robots_disallowed", retryable=False), "nothing", True, id="forbidden"),
        pytest.param(failed("tls_expired", retryable=False), "nothing", True, id="a certificate"),
        pytest.param(failed("host_resting"), "resting", False, id="the fetcher lets it rest"),
        pytest.param(failed("host_down"), "down", False, id="the fetcher gave it up"),
        pytest.param(failed("crawl_delay"), "too_slow", False, id="O05 the fetcher finds it too slow"),
        pytest.param(snapshot(), "nothing", True, id="nothing at all"),
    ],
)  # fmt: skip
def test_what_a_snapshot_says_of_its_host(seen: Snapshot, what: str, asked: bool) -> None:
    assert outcome_of(seen) == Outcome(what=what)  # type: ignore[arg-type]
    assert outcome_of(seen).asked is asked


@pytest.mark.parametrize(
    ("headers", "pause"),
    [
        pytest.param({"Retry-After": "7"}, 7.0, id="T07 seconds"),
        pytest.param({"Retry-After": "Wed, 25 Nov 2026 12:00:30 GMT"}, 30.0, id="T07 a date"),
        pytest.param({"Retry-After": "Wed, 25 Nov 2026 11:00:30 GMT", "Date": "Wed, 25 Nov 2026 11:00:00 GMT"}, 30.0, id="T07 a date by the host's clock"),
        pytest.param({"Retry-After": "-5"}, None, id="T07 negative"),
        pytest.param({"Retry-After": "soon", "Date": "soon"}, None, id="T07 a word"),
        pytest.param({}, None, id="T07 absent"),
    ],
)  # fmt: skip
def test_the_pause_that_a_busy_host_asks_for(headers: dict[str, str], pause: float | None) -> None:
    seen = snapshot(("https://a.example/x", 503), headers=tuple(headers.items()))
    assert outcome_of(seen) == Outcome(what="failed", pause=pause)


def test_the_clock_of_a_host_that_is_wrong_does_not_matter() -> None:
    skew = timedelta(days=400)
    date, after = ((NOW + skew + timedelta(seconds=s)).strftime("%a, %d %b %Y %H:%M:%S GMT") for s in (0, 45))
    seen = snapshot(("https://a.example/x", 429), headers=(("date", date), ("retry-after", after)))
    assert outcome_of(seen).pause == 45


# --- whatever happens ---------------------------------------------------------------------------------------------------

OUTCOMES = st.builds(
    Outcome,
    what=st.sampled_from(["answered", "answered", "answered", "failed", "nothing", "resting", "down", "too_slow"]),
    pause=st.none() | st.floats(0, 1000),
)


@settings(deadline=None)
@given(
    work=st.dictionaries(st.sampled_from([f"h{n}" for n in range(12)]), st.integers(1, 8), min_size=1),
    lengths=st.lists(st.floats(0, 60), min_size=1, max_size=20),
    outcomes=st.lists(OUTCOMES, min_size=1, max_size=20),
    delay=st.floats(0, 20),
    connections=st.integers(1, 5),
)
def test_no_host_is_asked_twice_at_once_nor_too_soon_and_every_host_is_reached(
    work: dict[str, int], lengths: list[float], outcomes: list[Outcome], delay: float, connections: int
) -> None:
    pace = made(delay_seconds=delay, connections=connections)
    taken = iter(range(10**6))
    crawl = Crawl(
        pace, work, lambda _: lengths[next(taken) % len(lengths)], lambda _: outcomes[next(taken) % len(outcomes)]
    )
    crawl.run()
    assert set(crawl.most.values()) == {1}
    assert crawl.most_in_all <= connections
    last: dict[str, float] = {}
    for host, at in crawl.starts:
        assert at - last.get(host, -math.inf) >= delay - 1e-9
        last[host] = at
    assert set(last) == set(work)
    assert all(pages == 0 or pace.given_up(host) for host, pages in crawl.work.items())

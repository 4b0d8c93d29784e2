"""Pace, Retry-After, retries and the breaker, on a clock that the tests move."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from indexaudit.fetch.failures import Failed, failure
from indexaudit.fetch.patience import LONGEST_WAIT, Pace, attempts, retry_after

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


class Time:
    """A clock whose sleep moves it."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds >= 0
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def pace(time: Time) -> Pace:
    return Pace(delay=1.0, clock=time.clock, sleep=time.sleep)


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(Failed) as caught:
        act()
    return caught.value.error.code


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        pytest.param("7", 7.0, id="T07 seconds"),
        pytest.param(" 7 ", 7.0, id="T07 seconds in spaces"),
        pytest.param("Wed, 04 Mar 2026 12:01:30 GMT", 90.0, id="T07 date"),
        pytest.param("Wed, 04 Mar 2026 11:00:00 GMT", 0.0, id="T07 date that has passed"),
        pytest.param("Wednesday, 04-Mar-26 12:00:10 GMT", 10.0, id="T07 date of RFC 850"),
        pytest.param("999999999999", 999999999999.0, id="T07 absurd"),
        pytest.param("-5", None, id="T07 negative"),
        pytest.param("٧", None, id="T07 Arabic digits"),
        pytest.param("1.5", None, id="T07 fraction"),
        pytest.param("Tue, 31 Feb 2026 12:00:00 GMT", None, id="T07 31 February"),
        pytest.param("soon", None, id="T07 a word"),
        pytest.param("", None, id="T07 empty"),
        pytest.param(None, None, id="T07 absent"),
        pytest.param("9" * 5000, None, id="T07 five thousand digits"),
    ],
)
def test_T07_what_retry_after_asks_for(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


def test_two_pages_of_a_host_are_a_delay_apart_and_two_hosts_are_not(pace: Pace, time: Time) -> None:
    for host in ("a.example", "b.example", "a.example", "a.example"):
        pace.wait(host, longest=LONGEST_WAIT)
    assert time.slept == [1.0, 1.0]
    time.now += 0.4
    pace.wait("a.example", longest=LONGEST_WAIT)
    assert time.slept[-1] == pytest.approx(0.6)


def test_a_crawl_delay_is_honoured_up_to_thirty_seconds(pace: Pace, time: Time) -> None:
    pace.wait("a.example", longest=LONGEST_WAIT)
    pace.slow_down("a.example", 30)
    pace.wait("a.example", longest=LONGEST_WAIT)
    assert time.slept == [30.0]


def test_O05_pages_of_a_host_that_asks_for_more_are_skipped_until_they_are_due(pace: Pace, time: Time) -> None:
    pace.wait("a.example", longest=LONGEST_WAIT)
    pace.slow_down("a.example", 1e9)
    assert code_of(lambda: pace.wait("a.example", longest=LONGEST_WAIT)) == "crawl_delay"
    assert time.slept == []
    pace.slow_down("a.example", 60)
    time.now += 60
    pace.wait("a.example", longest=LONGEST_WAIT)
    assert time.slept == []


def test_a_crawl_delay_below_our_own_changes_nothing_and_one_that_went_is_forgotten(pace: Pace, time: Time) -> None:
    pace.slow_down("a.example", 0.1)
    pace.wait("a.example", longest=9)
    pace.wait("a.example", longest=9)
    pace.slow_down("a.example", 20)
    pace.slow_down("a.example", None)
    pace.wait("a.example", longest=9)
    assert time.slept == [1.0, 1.0]


def test_T07_a_pause_is_kept_up_to_two_minutes_and_beyond_it_the_host_is_left_alone(pace: Pace, time: Time) -> None:
    pace.defer("a.example", 120)
    pace.wait("a.example", longest=LONGEST_WAIT)
    assert time.slept == [120.0]
    pace.defer("a.example", 3600)
    assert code_of(lambda: pace.wait("a.example", longest=LONGEST_WAIT)) == "host_resting"
    pace.wait("b.example", longest=LONGEST_WAIT)
    time.now += 3600
    pace.wait("a.example", longest=LONGEST_WAIT)
    assert time.slept == [120.0]


def test_T08_five_failures_in_a_row_rest_the_host_and_the_third_rest_is_for_good(pace: Pace, time: Time) -> None:
    def asks(code: str) -> None:
        assert code_of(lambda: pace.wait("a.example", longest=LONGEST_WAIT)) == code

    for _ in range(4):
        pace.failed("a.example")
    pace.wait("a.example", longest=LONGEST_WAIT)
    pace.failed("a.example")
    asks("host_resting")
    time.now += 299
    asks("host_resting")
    time.now += 1
    pace.wait("a.example", longest=LONGEST_WAIT)
    pace.failed("a.example")  # the probe
    asks("host_resting")
    time.now += 300
    pace.wait("a.example", longest=LONGEST_WAIT)
    pace.failed("a.example")
    asks("host_down")
    time.now += 1e6
    asks("host_down")
    pace.wait("b.example", longest=LONGEST_WAIT)


def test_T09_one_good_answer_to_the_probe_closes_the_breaker(pace: Pace, time: Time) -> None:
    for _ in range(5):
        pace.failed("a.example")
    time.now += 300
    pace.wait("a.example", longest=LONGEST_WAIT)
    pace.succeeded("a.example")
    for _ in range(4):
        pace.failed("a.example")
    pace.wait("a.example", longest=LONGEST_WAIT)


@pytest.mark.parametrize("jump", [pytest.param(-3600, id="an hour back"), pytest.param(86_400, id="a day on")])
def test_T14_the_clock_of_the_wall_is_not_asked(
    pace: Pace, time: Time, jump: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    pace.wait("a.example", longest=LONGEST_WAIT)
    monkeypatch.setattr("time.time", lambda: NOW.timestamp() + jump)
    pace.wait("a.example", longest=LONGEST_WAIT)
    assert time.slept == [1.0]


# --- attempts ---------------------------------------------------------------------------------------------------------


def run(answers: list[int | str], time: Time, *, retries: int = 2, left: float = 90.0) -> tuple[int | str, int]:
    """What comes of answers one after another (a status, or the code of a failure), and how many were asked for."""
    asked = 0
    ends = time.now + left

    def ask() -> int:
        nonlocal asked
        answer = answers[asked]
        asked += 1
        if isinstance(answer, str):
            code = answer.rstrip("!")
            raise failure(code, code, retryable=not answer.endswith("!"))
        return answer

    def left_now() -> float:
        return ends - time.now

    try:
        return attempts(ask, busy=lambda s: s >= 500, retries=retries, sleep=time.sleep, left=left_now), asked
    except Failed as failed:
        return failed.error.code, asked


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        pytest.param([200], (200, 1), id="an answer"),
        pytest.param(["read_timeout", 200], (200, 2), id="a time-out, then an answer"),
        pytest.param([503, 503, 200], (200, 3), id="T08 busy twice"),
        pytest.param([503, 503, 503, 200], (503, 3), id="T08 busy always"),
        pytest.param([503, "read_timeout", 502], (502, 3), id="now this, now that"),
        pytest.param(["read_timeout"] * 4, ("read_timeout", 3), id="never anything"),
        pytest.param(["redirect_loop!", 200], ("redirect_loop", 1), id="what does not pass"),
        pytest.param(["dns_failure"] * 4, ("dns_failure", 2), id="N01 a name is asked for twice at most"),
        pytest.param([503, "host_resting", 200], (503, 2), id="the host asked for a pause"),
        pytest.param(["read_timeout", "crawl_delay", 200], ("read_timeout", 2), id="the next is not due"),
        pytest.param(["host_resting", 200], ("host_resting", 1), id="resting from the start"),
    ],
)
def test_how_often_it_is_asked(answers: list[int | str], expected: tuple[int | str, int], time: Time) -> None:
    assert run(answers, time) == expected


def test_no_retries_is_one_attempt(time: Time) -> None:
    assert run([503, 200], time, retries=0) == (503, 1)
    assert run(["dns_failure", 200], time, retries=0) == ("dns_failure", 1)
    assert time.slept == []


def test_no_pause_ends_after_the_time_that_is_left(time: Time) -> None:
    assert run(["read_timeout"] * 50, time, retries=40, left=20.0)[0] == "read_timeout"
    assert time.now <= 1020


def test_the_pauses_jitter_below_thirty_seconds(time: Time) -> None:
    assert run([503] * 13, time, retries=12, left=1e9) == (503, 13)
    assert all(0 <= pause <= 30 for pause in time.slept)
    assert len(set(time.slept)) > 6

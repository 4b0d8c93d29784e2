"""Many addresses, in the order in which they were given, whichever host is slow and whoever judges."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from typing import Any

import pytest
from sites import Reply, Serve, page

from indexaudit.config import Config, Limits
from indexaudit.crawl.many import audit_many
from indexaudit.errors import AddressNotAllowed, ConfigError, IndexAuditError, InvalidURL
from indexaudit.model import PageAudit

CONFIG = Config(
    content="fast",
    limits=Limits(delay_seconds=0.0, retries=0, fetch_seconds=5.0, url_seconds=10.0, silence_seconds=5.0),
    allow_networks=("127.0.0.0/8",),
)
SITE = {f"/{n}/": page(f"Page {n}") for n in range(12)}


class Own(Executor):
    """An executor of another library: it does the work when it is handed over."""

    def submit(self, call: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(call(*args, **kwargs))
        return done


def untimed(audit: PageAudit) -> PageAudit:
    """Without what differs from one fetch to the next."""
    return replace(audit, fetched_at=audit.fetched_at.replace(2026, 1, 1, 0, 0, 0))


def test_audits_come_in_the_order_given_although_the_first_host_is_slow(serve: Serve) -> None:
    slow = serve({"/": Reply(body=page("Slow"), slow=0.5)}, host="127.0.0.2")
    quick = serve(SITE)
    urls = [slow.url, *(f"{quick.base}{path}" for path in SITE), slow.url]
    assert [audit.url for audit in audit_many(urls, CONFIG)] == urls


def test_several_hosts_are_asked_at_once_and_each_by_one_connection(serve: Serve) -> None:
    replies = {path: Reply(body=text, slow=0.05) for path, text in SITE.items()}
    sites = [serve(replies, host=f"127.0.0.{n}") for n in (1, 2, 3)]
    urls = [f"{site.base}{path}" for site in sites for path in SITE]
    waits: list[list[int]] = []
    for at, _ in enumerate(audit_many(urls, CONFIG)):
        if not at:
            waits.append([sum(site.asked.values()) for site in sites])
    assert all(waits[0])  # all three were asked before the first of the first was handed out
    assert [site.at_once for site in sites] == [1, 1, 1]


def test_a_host_keeps_its_pace_whatever_else_is_read(serve: Serve) -> None:
    paced = replace(CONFIG, limits=replace(CONFIG.limits, delay_seconds=0.2))
    site = serve(SITE)
    slept: list[float] = []

    def fetcher() -> Any:
        from indexaudit.fetch.fetcher import Fetcher

        return Fetcher(paced, sleep=slept.append, clock=lambda: 100.0 + sum(slept))

    urls = [f"{site.base}/{n}/" for n in range(4)]
    assert [audit.url for audit in audit_many(urls, paced, fetcher=fetcher)] == urls
    assert slept == pytest.approx([0.2, 0.2, 0.2])


def test_what_is_no_address_is_raised_when_its_turn_comes(serve: Serve) -> None:
    site = serve(SITE)
    found = audit_many([f"{site.base}/0/", "no address", f"{site.base}/1/"], CONFIG)
    assert next(found).url == f"{site.base}/0/"
    with pytest.raises(InvalidURL):
        next(found)


def test_a_local_address_that_is_not_allowed_is_raised_when_its_turn_comes(serve: Serve) -> None:
    site = serve(SITE)
    closed = replace(CONFIG, allow_networks=())
    with pytest.raises(AddressNotAllowed):
        list(audit_many([f"{site.base}/0/"], closed))
    assert not site.asked


def test_what_the_network_does_is_in_the_result(serve: Serve) -> None:
    site = serve({"/dropped/": Reply(drop=9), "/gone/": Reply(status=404)})
    dropped, gone = audit_many([f"{site.base}/dropped/", f"{site.base}/gone/"], CONFIG)
    assert dropped.fetch_error is not None
    assert (dropped.indexability, gone.indexability) == ("unverified", "broken")


@pytest.mark.parametrize("kind", ["threads", "processes", "own"])
def test_the_executor_changes_nothing(serve: Serve, kind: str) -> None:
    site = serve(SITE)
    urls = [f"{site.base}{path}" for path in SITE]
    here = [untimed(audit) for audit in audit_many(urls, CONFIG)]
    made: Executor
    if kind == "threads":
        made = ThreadPoolExecutor(3)
    elif kind == "processes":
        made = ProcessPoolExecutor(2, mp_context=get_context("spawn"))
    else:
        made = Own()
    with made as executor:
        assert [untimed(audit) for audit in audit_many(urls, CONFIG, executor=executor)] == here


def test_addresses_are_read_as_they_are_needed(serve: Serve) -> None:
    site, taken = serve(SITE), []

    def endless() -> Iterator[str]:
        number = 0
        while True:
            taken.append(number)
            yield f"{site.base}/{number % len(SITE)}/"
            number += 1

    found = audit_many(endless(), CONFIG)
    for _ in range(3):
        next(found)
    found.close()  # type: ignore[attr-defined]
    assert len(taken) < 80


def test_K11_an_executor_that_breaks_is_one_clear_error(serve: Serve) -> None:
    site = serve(SITE)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        executor.submit(os._exit, 1).exception()
        with pytest.raises(IndexAuditError, match=r"/0/: the executor that was given did not judge it"):
            list(audit_many([f"{site.base}/0/"], CONFIG, executor=executor))


def test_an_executor_that_was_shut_is_one_clear_error(serve: Serve) -> None:
    site, executor = serve(SITE), ThreadPoolExecutor(1)
    executor.shutdown()
    with pytest.raises(IndexAuditError, match="pass one that works"):
        list(audit_many([f"{site.base}/0/"], CONFIG, executor=executor))


@pytest.mark.parametrize("threads", [False, True])
def test_a_rule_module_that_cannot_be_loaded_is_the_caller_s_error(serve: Serve, threads: bool) -> None:
    site, config = serve(SITE), replace(CONFIG, rules=("no_such_module_anywhere",))
    with ThreadPoolExecutor(1) as executor, pytest.raises(ConfigError):
        list(audit_many([f"{site.base}/0/"], config, executor=executor if threads else None))


def test_no_address_gives_nothing() -> None:
    assert list(audit_many([], CONFIG)) == []

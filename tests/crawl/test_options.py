"""What a caller chooses of a crawl: checked, and kept in a store."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import pytest

from indexaudit.config import Limits
from indexaudit.crawl.kept_options import differences, options_json
from indexaudit.crawl.options import DECISIVE, CrawlOptions
from indexaudit.errors import ConfigError, InvalidURL

SEED = "https://plums.example/"


def test_a_seed_is_enough() -> None:
    options = CrawlOptions(seeds=(SEED,))
    assert (options.scope, options.pages, options.connections, options.connections_per_host) == ("host", 500, 8, 1)
    assert (options.depth, options.seconds) == (None, None)
    assert options.delay_seconds == Limits().delay_seconds


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        pytest.param({"seeds": ()}, "name at least one address", id="no seed"),
        pytest.param({"page": 3}, "did you mean 'pages'", id="an unknown key"),
        pytest.param({"scope": "site"}, "'host', 'domain', 'path'", id="an unknown scope"),
        pytest.param({"pages": 0}, "must be 1 or more", id="no page"),
        pytest.param({"pages": 1.5}, "is not a whole number", id="half a page"),
        pytest.param({"depth": -1}, "must be 0 or more", id="a negative depth"),
        pytest.param({"seconds": 0.0}, "above 0", id="no time"),
        pytest.param({"seconds": float("nan")}, "above 0", id="a time that is no number"),
        pytest.param({"delay_seconds": -0.5}, "must be 0 or more", id="a negative delay"),
        pytest.param({"delay_seconds": float("inf")}, "must be 0 or more", id="an endless delay"),
        pytest.param(
            {"connections": 2, "connections_per_host": 3}, "more than connections", id="more per host than in all"
        ),
        pytest.param({"ports": (0,)}, "no port", id="port 0"),
        pytest.param({"exclude": ("pdf",)}, "starts with neither", id="a pattern without start"),
        pytest.param({"include": ("https://plums.example/a",)}, "starts with neither", id="an address as pattern"),
        pytest.param({"sitemap_only": True, "list_only": True}, "exclude each other", id="two ways at once"),
    ],
)
def test_what_cannot_be_is_refused_by_name(chosen: dict[str, Any], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        CrawlOptions(**({"seeds": (SEED,)} | chosen))


def test_a_seed_that_is_no_address_is_refused() -> None:
    with pytest.raises(InvalidURL, match="plums"):
        CrawlOptions(seeds=("plums.example",))


def test_options_are_kept_as_json() -> None:
    options = CrawlOptions(seeds=(SEED,), exclude=("/cart/",), depth=4, seconds=60.0, ports=(80,))
    kept = json.loads(json.dumps(options.to_dict()))
    assert CrawlOptions(**{name: tuple(v) if isinstance(v, list) else v for name, v in kept.items()}) == options


def test_only_what_decides_on_the_pages_counts_when_a_crawl_goes_on() -> None:
    names = {f.name for f in fields(CrawlOptions)}
    assert set(DECISIVE) < names
    assert names - set(DECISIVE) == {"pages", "seconds", "delay_seconds", "connections", "connections_per_host"}
    old = CrawlOptions(seeds=(SEED,))
    more = CrawlOptions(seeds=(SEED,), pages=1000, delay_seconds=3.0)
    wider = CrawlOptions(seeds=(SEED,), scope="domain")
    kept = [options_json(options.to_dict()) for options in (old, more, wider)]
    assert differences(kept[0], kept[1], DECISIVE) == ()
    assert differences(kept[0], kept[2], DECISIVE) == ('scope was "host" and is "domain"',)

"""A whole crawl by one call."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sites import Serve, page

from indexaudit import Auditor
from indexaudit.config import Brand, ChannelSource, Config, Limits
from indexaudit.errors import ConfigError, StoreError
from indexaudit.site_audit import SiteAudit

CONFIG = Config(content="none", limits=Limits(delay_seconds=0.0, retries=0, fetch_seconds=5.0, url_seconds=10.0))
SITE = {"/": page("Plums", links=["/jam/", "/press/"]), "/jam/": page("Jam"), "/press/": page("The press")}


@pytest.fixture
def options() -> dict[str, Any]:
    return {"delay_seconds": 0.0}


def test_an_address_is_crawled_without_a_store(serve: Serve, options: dict[str, Any], here: Any) -> None:
    site = serve(SITE)
    found = Auditor(CONFIG).crawl(site.url, options=options, executor=here)
    assert isinstance(found, SiteAudit)
    assert (found.seeds, found.totals.done, found.partial) == ((site.url,), 3, False)


def test_a_store_is_resumed_and_never_overwritten(
    serve: Serve, options: dict[str, Any], here: Any, tmp_path: Path
) -> None:
    site, kept, auditor = serve(SITE), tmp_path / "kept", Auditor(CONFIG)
    first = auditor.crawl(site.url, kept, options=options | {"pages": 1}, executor=here)
    assert (first.totals.done, first.totals.pending) == (1, 2)
    with pytest.raises(StoreError) as refused:
        auditor.crawl(site.url, kept, options=options, executor=here)
    assert refused.value.code == "store_exists"
    assert auditor.crawl(site.url, kept, True, options=options, executor=here).totals.done == 3


def test_K08_other_options_are_refused_on_resume(
    serve: Serve, options: dict[str, Any], here: Any, tmp_path: Path
) -> None:
    site, kept, auditor = serve(SITE), tmp_path / "kept", Auditor(CONFIG)
    auditor.crawl(site.url, kept, options=options, executor=here)
    with pytest.raises(StoreError) as refused:
        auditor.crawl(site.url, kept, True, options=options | {"depth": 0}, executor=here)
    assert refused.value.code == "store_options"


@pytest.mark.parametrize("wrong", [{"seeds": ("https://a.example/",)}, {"page": 3}, {"pages": 0}])
def test_options_that_cannot_be_are_refused(serve: Serve, wrong: dict[str, Any]) -> None:
    site = serve(SITE)
    with pytest.raises(ConfigError, match=r"CrawlOptions"):
        Auditor(CONFIG).crawl(site.url, options=wrong)
    assert not site.asked


def test_a_brand_s_hosts_are_not_trusted_as_local(serve: Serve, options: dict[str, Any], here: Any) -> None:
    site = serve(SITE)
    brand = Brand(name="Plums", domains=("127.0.0.1",), channels=(ChannelSource(name="Site", urls=(site.url,)),))
    shut = Auditor(CONFIG).crawl(brand, options=options, executor=here)
    assert (shut.totals.done, shut.totals.failed, sum(site.asked.values())) == (0, 1, 0)
    opened = Auditor(replace(CONFIG, allow_networks=("127.0.0.0/8",)))
    assert opened.crawl(brand, options=options, executor=here).totals.done == 3

"""What was typed to say which site is crawled."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from indexaudit.commands.crawl_target import read_list, read_target, seconds
from indexaudit.commands.targets import TargetError
from indexaudit.crawl.beginnings import Beginning
from indexaudit.errors import ConfigError, IndexAuditError, InvalidURL


def brand(folder: Path, channels: str, domains: str = '["saltmarsh.example"]') -> Path:
    path = folder / "brand.toml"
    path.write_text(f'name = "Saltmarsh"\ndomains = {domains}\n{channels}', encoding="utf-8")
    return path


def test_an_address_is_the_seed() -> None:
    assert read_target("https://Saltmarsh.example") == Beginning(seeds=("https://saltmarsh.example/",))


@pytest.mark.parametrize(
    ("given", "error", "expected"),
    [
        ("saltmarsh.example", TargetError, "https://saltmarsh.example"),
        ("ftp://saltmarsh.example/", TargetError, "only http and https"),
        ("no/such.toml", ConfigError, "no/such.toml"),
        ("https://", InvalidURL, "https://"),
        ("nul\0.toml", IndexAuditError, "cannot be read|nul"),
    ],
)
def test_what_is_no_site_is_one_typed_error(given: str, error: type[Exception], expected: str) -> None:
    with pytest.raises(error, match=expected):
        read_target(given)


def test_a_page_on_disk_is_no_site(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<title>x</title>", encoding="utf-8")
    with pytest.raises(TargetError, match="is no site; name an address"):
        read_target(str(page))


def test_a_brand_begins_at_what_its_channels_name_on_its_own_domains(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text("<rss/>", encoding="utf-8")
    channels = """
[[channel]]
name = "Blog"
urls = ["https://www.saltmarsh.example/notes/one", "https://notours.example/saltmarsh.example"]
feeds = ["https://saltmarsh.example/feed.xml", "feed.xml", "https://tides.example/feed"]
[[channel]]
name = "Recipes"
sitemaps = ["https://recipes.saltmarsh.example/sitemap.xml"]
"""
    found = read_target(str(brand(tmp_path, channels)))
    assert found.seeds == ("https://www.saltmarsh.example/notes/one",)
    assert found.feeds == ("https://saltmarsh.example/feed.xml",)
    assert found.sitemaps == ("https://recipes.saltmarsh.example/sitemap.xml",)
    assert found.brand is not None
    assert read_target(str(tmp_path)) == found


@pytest.mark.parametrize(
    ("channels", "seeds"),
    [
        pytest.param("", ("https://saltmarsh.example/",), id="no channels: the domains"),
        pytest.param(
            '[[channel]]\nname = "Blog"\nfeeds = ["https://blog.saltmarsh.example/feed"]',
            ("https://blog.saltmarsh.example/",),
            id="feeds alone: their hosts",
        ),
        pytest.param(
            '[[channel]]\nname = "X"\nurls = ["https://x.com/saltmarsh"]',
            ("https://saltmarsh.example/",),
            id="only other people's platforms: the domains",
        ),
    ],
)
def test_without_addresses_it_begins_at_front_pages(tmp_path: Path, channels: str, seeds: tuple[str, ...]) -> None:
    assert read_target(str(brand(tmp_path, channels))).seeds == seeds


def test_a_brand_without_a_domain_has_no_site(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="names no domain"):
        read_target(str(brand(tmp_path, "", "[]")))


# --- lists ----------------------------------------------------------------------------------------------------------


def test_a_list_has_one_address_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "# ours\n\nhttps://saltmarsh.example/a\n  https://saltmarsh.example/b \nhttps://saltmarsh.example/a\n"
    path = tmp_path / "list.txt"
    path.write_text(text, encoding="utf-8")
    expected = ("https://saltmarsh.example/a", "https://saltmarsh.example/b")
    assert read_list(str(path)) == expected
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    assert read_list("-") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", "names no address"), ("# none\n", "names no address"), ("https://a.example/\nplums\n", "line 2: ")],
)
def test_a_list_without_addresses_is_an_error(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "list.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TargetError, match=expected):
        read_list(str(path))


@pytest.mark.parametrize("name", ["no/such/list", "nul\0", "."])
def test_a_list_that_cannot_be_read_is_an_error(name: str) -> None:
    with pytest.raises(TargetError, match="cannot be read"):
        read_list(name)


# --- time -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"), [("90", 90.0), ("90s", 90.0), ("1.5m", 90.0), (" 2H ", 7200.0), ("0.5h", 1800.0)]
)
def test_a_span_of_time(text: str, expected: float) -> None:
    assert seconds(text) == expected


@pytest.mark.parametrize("text", ["", "0", "0m", "-1", "1d", "1h30m", "h", "1e9", "nan", "１s" * 9])
def test_what_is_no_span_of_time(text: str) -> None:
    with pytest.raises(ValueError, match="write 90s, 30m or 2h"):
        seconds(text)

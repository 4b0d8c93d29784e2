"""The brand's file: the right value, or one error that says what, where, and what to write."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from indexaudit.brand.hosts import check_brand
from indexaudit.brand_file import BRAND_KEYS, CHANNEL_KEYS
from indexaudit.config import Brand, ChannelSource, Config, Period
from indexaudit.errors import ConfigError

DOCUMENT = Path(__file__).parents[2] / "docs" / "brand-file.md"

WHOLE = """
name = "Saltmarsh Notes"
domains = ["saltmarshnotes.example"]
profiles = "https://x.com/saltmarshnotes"
keyphrases = ["tide gauge"]
[period]
from = 2025-01-01
to = "2025-12-31"
[[channel]]
name = "Blog"
urls = ["https://saltmarshnotes.example/a"]
tables = "items.csv"
feeds = ["feed.xml", "https://saltmarshnotes.example/feed"]
sitemaps = []
snapshots = ["snapshots/blog"]
archives = ["archives/x.zip"]
fetch = false
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "snapshots" / "blog").mkdir(parents=True)
    (tmp_path / "archives").mkdir()
    for name in ("items.csv", "feed.xml", "sitemap.xml", "archives/x.zip"):
        (tmp_path / name).write_text("", encoding="utf-8")
    return tmp_path


def written(folder: Path, text: str) -> Path:
    path = folder / "brand.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_key_is_read_and_one_text_is_a_list_of_one(folder: Path) -> None:
    assert Brand.from_toml(written(folder, WHOLE)) == Brand(
        name="Saltmarsh Notes",
        domains=("saltmarshnotes.example",),
        profiles=("https://x.com/saltmarshnotes",),
        keyphrases=("tide gauge",),
        period=Period(start=date(2025, 1, 1), end=date(2025, 12, 31)),
        channels=(
            ChannelSource(
                name="Blog",
                urls=("https://saltmarshnotes.example/a",),
                tables=(str(folder / "items.csv"),),
                feeds=(str(folder / "feed.xml"), "https://saltmarshnotes.example/feed"),
                snapshots=(str(folder / "snapshots" / "blog"),),
                archives=(str(folder / "archives" / "x.zip"),),
                fetch=False,
            ),
        ),
    )


def test_paths_are_shown_as_one_would_type_them(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(folder, WHOLE)
    monkeypatch.chdir(folder)
    assert Brand.from_toml("brand.toml").channels[0].tables == ("items.csv",)
    monkeypatch.chdir(folder / "archives")
    assert Brand.from_toml("../brand.toml").channels[0].tables == (str(Path("..", "items.csv")),)


CHANNEL = '[[channel]]\nname = "Blog"\n'
HEAD = 'name = "Saltmarsh Notes"\n'
URL = 'urls = ["https://saltmarshnotes.example/a"]\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(HEAD + 'domain = ["a.example"]', "unknown key 'domain'; did you mean 'domains'?", id="key"),
        pytest.param(HEAD + CHANNEL.replace("channel", "channels") + URL, "did you mean 'channel'?", id="channels"),
        pytest.param("[period]\nform = 2025-01-01", "[period]: unknown key 'form'; did you mean 'from'?", id="period"),
        pytest.param(HEAD + CHANNEL + 'url = "a"', "channel 'Blog': unknown key 'url'; did you mean 'urls'?", id="url"),
        pytest.param(
            HEAD + "[[channel]]\nfeed = 'a'", "channel 1: unknown key 'feed'; did you mean 'feeds'?", id="no."
        ),
        pytest.param(HEAD + CHANNEL + "urls = 5", "channel 'Blog': urls: must be a text or a list", id="type"),
        pytest.param(HEAD + CHANNEL + "urls = [5]", "channel 'Blog': urls: must be a text (got 5)", id="inner type"),
        pytest.param(HEAD + CHANNEL + 'urls = [""]', "channel 'Blog': urls: is empty", id="empty text"),
        pytest.param(HEAD + CHANNEL + URL + 'fetch = "no"', "channel 'Blog': fetch: must be true or false", id="flag"),
        pytest.param(HEAD + "[channel]\nname = 'Blog'", "[[channel]] table", id="one table"),
        pytest.param(HEAD + "period = 2025", "write [period] with from and to", id="period is no table"),
        pytest.param("[period]\nto = 2025-01-01T10:00:00", "[period]: to: must be a day as YYYY-MM-DD", id="moment"),
        pytest.param('[period]\nto = "2025"', "must be a day as YYYY-MM-DD (got '2025')", id="year"),
        pytest.param("[period]\nfrom = 2025-02-01\nto = 2025-01-01", "ends (2025-01-01) before it starts", id="order"),
        pytest.param(HEAD + (CHANNEL + URL) * 2, "channel 'Blog': there are two of this name", id="two of one name"),
        pytest.param(HEAD + CHANNEL, "channel 'Blog': has no source; give it one of urls, tables", id="no source"),
        pytest.param(HEAD + CHANNEL + "urls = []", "channel 'Blog': has no source", id="empty source"),
        pytest.param(CHANNEL + URL, "name: is missing", id="no name"),
        pytest.param('name = " "', "name: is empty", id="empty name"),
        pytest.param("name = 3", "name: must be a text (got 3)", id="name is no text"),
        pytest.param(HEAD + "[[channel]]\nname = ''\n" + URL, "channel 1: name: is empty", id="empty channel"),
        pytest.param(HEAD + "[[channel]]\n" + URL, "channel 1: name: is missing", id="nameless channel"),
        pytest.param(HEAD + CHANNEL + 'tables = "none.csv"', "channel 'Blog': tables: there is no file", id="missing"),
        pytest.param(HEAD + CHANNEL + 'tables = "https://a.example/b.csv"', "is an address, and a path", id="no path"),
        pytest.param(HEAD + CHANNEL + 'snapshots = "https://a.example/"', "is an address, and a path", id="no folder"),
        pytest.param(HEAD + CHANNEL + 'urls = "items.csv"', "files go under tables", id="file for an address"),
        pytest.param(HEAD + CHANNEL + 'urls = "a.example/b"', "write https://a.example/b", id="no scheme"),
        pytest.param(HEAD + CHANNEL + 'feeds = "a.example/feed"', "an address begins with https://", id="feed"),
        pytest.param(HEAD + CHANNEL + 'feeds = "file:///etc/feed"', "a file is named by its path", id="file URL"),
        pytest.param(HEAD + CHANNEL + 'tables = "snapshots"', "is a folder; name a file in it", id="folder for a file"),
        pytest.param(HEAD + CHANNEL + 'snapshots = "items.csv"', "name the folder in which", id="file for a folder"),
        pytest.param('domains = "https://a.example/"', "write a.example", id="domain with a scheme"),
        pytest.param('domains = "A.example/blog"', "write a.example", id="domain with a path"),
        pytest.param('domains = "a.example:8080"', "write a.example", id="domain with a port"),
        pytest.param('domains = "*.a.example"', "write a.example", id="domain with a star"),
        pytest.param('domains = "a b"', "is no domain", id="no domain"),
        pytest.param('profiles = "@saltmarsh"', "profiles: '@saltmarsh' is no address; write https://", id="handle"),
        pytest.param('profiles = "x.com/saltmarsh"', "write https://x.com/saltmarsh", id="profile without a scheme"),
        pytest.param(
            HEAD + CHANNEL + 'archives = "archives/x.zip"\n[[channel]]\nname = "X"\narchives = "./archives/x.zip"',
            "in channels 'Blog' and 'X'; its items would be counted twice",
            id="one archive in two channels",
        ),
        pytest.param(
            HEAD + CHANNEL + 'snapshots = "snapshots/blog"\n[[channel]]\nname = "X"\nsnapshots = "snapshots"',
            "in channels 'X' and 'Blog'",
            id="a folder inside that of another channel",
        ),
        pytest.param(HEAD + CHANNEL + 'archives = ["archives/x.zip", "archives/x.zip"]', "twice in", id="listed twice"),
        pytest.param("= 1", "is not TOML", id="no TOML"),
        pytest.param("a = " + "[" * 5000, "is not TOML", id="nested without end"),
    ],
)
def test_what_is_wrong_is_one_error_that_names_the_file(folder: Path, text: str, message: str) -> None:
    path = written(folder, text)
    with pytest.raises(ConfigError) as error:
        Brand.from_toml(path)
    assert message in str(error.value)
    assert str(error.value).startswith(f"{path}: ")
    assert str(error.value).count(str(path)) == 1


def test_a_missing_file_is_named_by_channel_key_and_path(folder: Path) -> None:
    path = written(folder, HEAD + CHANNEL + 'feeds = ["feed.xml", "none.xml"]')
    with pytest.raises(ConfigError) as error:
        Brand.from_toml(path)
    assert f"channel 'Blog': feeds: there is no file {str(folder / 'none.xml')!r}" in str(error.value)


def test_a_brand_file_that_cannot_be_read_names_itself(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml: cannot be read"):
        Brand.from_toml(tmp_path / "none.toml")


def test_keywords_are_checked_like_files() -> None:
    with pytest.raises(ConfigError, match="channel 'Blog': has no source"):
        ChannelSource(name="Blog")
    with pytest.raises(ConfigError, match="did you mean 'start'"):
        Period(strat=date(2025, 1, 1))  # type: ignore[call-arg]
    with pytest.raises(ConfigError, match="period: start: "):
        Period(start=datetime(2025, 1, 1))  # noqa: DTZ001


@pytest.mark.parametrize(
    "domain",
    ["x.com", "www.linkedin.com", "mobile.x.com", "medium.com", "substack.com", "open.substack.com", "wordpress.com",
     "github.io", "blogspot.com", "co.uk", "t.co", "LinkedIn.com."],
)  # fmt: skip
def test_nobody_owns_the_host_of_a_platform(domain: str) -> None:
    channel = ChannelSource(name="Blog", urls=("https://saltmarshnotes.example/a",))
    with pytest.raises(ConfigError, match="list the brand's addresses there under profiles") as error:
        check_brand(Brand(name="Saltmarsh Notes", domains=(domain,), channels=(channel,)))
    assert repr(domain) in str(error.value)


@pytest.mark.parametrize(
    "domain",
    ["saltmarshnotes.example", "saltmarsh.substack.com", "saltmarsh.wordpress.com", "saltmarsh.medium.com",
     "saltmarsh.github.io", "saltmarsh.blogspot.com", "saltmarsh.tumblr.com", "saltmarsh.discourse.group",
     "blog.saltmarshnotes.co.uk", "localhost", "127.0.0.1", "[::1]"],
)  # fmt: skip
def test_a_domain_of_its_own_or_a_name_on_a_platform_is_fine(domain: str) -> None:
    channel = ChannelSource(name="Blog", urls=("https://saltmarshnotes.example/a",))
    check_brand(Brand(name="Saltmarsh Notes", domains=(domain,), channels=(channel,)))


def test_a_brand_without_channels_can_be_an_owner_and_cannot_be_compared() -> None:
    brand = Brand.from_mapping({"domains": ["saltmarshnotes.example"]}, where="brand.toml")
    assert brand.owns("www.saltmarshnotes.example")
    with pytest.raises(ConfigError, match=r"\[\[channel\]\]"):
        check_brand(brand)


def test_an_international_domain_is_owned_in_either_spelling() -> None:
    brand = Brand(domains=("salzwiesen-müller.example",))
    assert brand.owns("www.xn--salzwiesen-mller-uzb.example")
    assert not brand.owns("xn--mller-kva.example")


def test_channels_of_a_configuration_start_at_its_folder(folder: Path) -> None:
    path = folder / "indexaudit.toml"
    path.write_text('[brand]\nname = "S"\n[[brand.channel]]\nname = "Blog"\nfeeds = "feed.xml"\n', encoding="utf-8")
    brand = Config.from_toml(path).brand
    assert brand is not None
    assert brand.channels[0].feeds == (str(folder / "feed.xml"),)


def test_the_documented_example_loads(folder: Path) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    example = re.search(r"```toml\n(.*?)```", text, re.DOTALL)
    assert example is not None
    brand = Brand.from_toml(written(folder, example[1]))
    check_brand(brand)
    assert [channel.name for channel in brand.channels] == ["Blog", "X", "LinkedIn"]
    assert brand.channels[2].fetch is False


def test_every_key_is_documented() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    keys = {key for key in (*BRAND_KEYS, *CHANNEL_KEYS) if key not in ("period", "channel")}
    assert [key for key in sorted(keys) if f"| `{key}` |" not in text] == []

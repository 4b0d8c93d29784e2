"""Configuration: one clear error for what is wrong, the right value otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexaudit.config import Brand, Config, Limits
from indexaudit.errors import ConfigError


@pytest.mark.parametrize(
    ("values", "message"),
    [
        pytest.param({"contnet": "fast"}, "unknown key 'contnet'; did you mean 'content'?", id="nearest key is named"),
        pytest.param({"xyzzy": 1}, "known keys: content", id="no near key lists them all"),
        pytest.param({"content": "quick"}, "one of 'precise', 'fast', 'none'", id="choice"),
        pytest.param({"main_text": "yes"}, "main_text: 'yes' is not true or false", id="wrong type"),
        pytest.param({"main_text": 1}, "main_text: 1 is not true or false", id="a number is no bool"),
        pytest.param({"limits": {"dept": 3}}, "limits: unknown key 'dept'; did you mean 'depth'?", id="nested key"),
        pytest.param({"limits": {"depth": 0}}, "limits: depth: must be above 0", id="limit out of range"),
        pytest.param(
            {"limits": {"depth": True}}, "limits: depth: True is not a whole number", id="a bool is no number"
        ),
        pytest.param({"limits": {"fetch_seconds": float("nan")}}, "must be above 0", id="not a number"),
        pytest.param({"brand": {"domain": ["a.example"]}}, "did you mean 'domains'?", id="key of a brand"),
        pytest.param({"brand": "Acme"}, "brand: 'Acme' is not a table", id="brand must be a table"),
        pytest.param({"user_agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"}, "another operator", id="false agent"),
        pytest.param({"user_agent": "a\r\nX-Evil: 1"}, "one non-empty line", id="header injection"),
        pytest.param(
            {"thresholds": {"content_words": "many"}},
            "is not a table of which each value is a number",
            id="threshold must be a number",
        ),
        pytest.param(
            {"ignore": "title-length"}, "ignore: 'title-length' is not a list of texts", id="a text is no list"
        ),
    ],
)
def test_wrong_values_raise_one_clear_error(values: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigError) as error:
        Config.from_mapping(values, where="audit.toml")
    assert message in str(error.value)
    assert str(error.value).startswith("audit.toml: ")
    assert error.value.code == "config"


def test_keywords_are_checked_like_files() -> None:
    with pytest.raises(ConfigError, match="did you mean 'keyphrase'"):
        Config(keyfrase="apple trees")  # type: ignore[call-arg]


def test_toml_file_and_pyproject_table_give_the_same(tmp_path: Path) -> None:
    text = 'content = "fast"\nignore = ["title-length"]\n[brand]\ndomains = ["example.com"]\n[limits]\nlinks = 10\n'
    (tmp_path / "audit.toml").write_text(text, encoding="utf-8")
    nested = (
        '[tool.indexaudit]\ncontent = "fast"\nignore = ["title-length"]\n'
        '[tool.indexaudit.brand]\ndomains = ["example.com"]\n[tool.indexaudit.limits]\nlinks = 10\n'
    )
    (tmp_path / "pyproject.toml").write_text(nested, encoding="utf-8")
    expected = Config(
        content="fast", ignore=("title-length",), brand=Brand(domains=("example.com",)), limits=Limits(links=10)
    )
    assert Config.from_toml(tmp_path / "audit.toml") == expected
    assert Config.from_toml(tmp_path / "pyproject.toml") == expected


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(None, "cannot be read", id="missing"),
        pytest.param(b"= 1", "is not TOML", id="not TOML"),
        pytest.param(b"a = 1\n# caf\xe9", "line 2 is not in UTF-8", id="another encoding"),
    ],
)
def test_unreadable_file_names_the_file(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "audit.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError, match=message) as error:
        Config.from_toml(path)
    assert str(path) in str(error.value)


@pytest.mark.parametrize(
    ("host", "owned"),
    [
        ("example.com", True),
        ("blog.example.com", True),
        ("EXAMPLE.com.", True),
        ("notexample.com", False),
        ("example.com.evil.example", False),
        ("", False),
        (None, False),
    ],
)
def test_a_brand_owns_its_domains_by_whole_labels(host: str | None, owned: bool) -> None:
    assert Brand(domains=("Example.com",)).owns(host) is owned


def test_configuration_is_frozen_all_the_way_down() -> None:
    thresholds = {"content_words": 200.0}
    config = Config(thresholds=thresholds, ignore=["a"])  # type: ignore[arg-type]
    thresholds["content_words"] = 1
    assert config.thresholds == {"content_words": 200.0}
    assert config.ignore == ("a",)
    with pytest.raises(TypeError):
        config.thresholds["content_words"] = 5  # type: ignore[index]

"""Which configuration the command goes by, and what it takes from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from indexaudit.cli import main
from indexaudit.commands.exit_code import Thresholds
from indexaudit.commands.settings import Settings, find
from indexaudit.config import COMMAND_KEYS, Config
from indexaudit.errors import ConfigError
from indexaudit.model import Axis

PAGE = (
    "<!doctype html><html lang=en><title>Drying plums in a slow oven</title>"
    "<link rel=canonical href=https://larder.example/drying-plums-in-a-slow-oven>"
    "<h1>Drying plums in a slow oven</h1><p>" + "Halve them and lay them on a rack. " * 60
)


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a page in ``site/``, in which the command stands."""
    root = tmp_path / "repository"
    write(root / ".git" / "HEAD", "ref: refs/heads/main\n")
    write(root / "site" / "page.html", PAGE)
    monkeypatch.chdir(root / "site")
    return root


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def run(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


# --- finding --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"site/indexaudit.toml": ""}, "site/indexaudit.toml", id="here"),
        pytest.param({"indexaudit.toml": ""}, "indexaudit.toml", id="above, at the root of the repository"),
        pytest.param({"site/indexaudit.toml": "", "indexaudit.toml": ""}, "site/indexaudit.toml", id="the nearest"),
        pytest.param({"pyproject.toml": "[tool.indexaudit]\n"}, "pyproject.toml", id="a table of pyproject.toml"),
        pytest.param(
            {"site/pyproject.toml": "[tool.other]\n", "indexaudit.toml": ""},
            "indexaudit.toml",
            id="a pyproject.toml without the table is passed over",
        ),
        pytest.param(
            {"pyproject.toml": "[tool.indexaudit]\n", "indexaudit.toml": ""}, "indexaudit.toml", id="our own name first"
        ),
        pytest.param({"../indexaudit.toml": ""}, None, id="not above the root of the repository"),
        pytest.param({"pyproject.toml": "tool = 3\n"}, None, id="another tool.indexaudit"),
        pytest.param({}, None, id="none"),
    ],
)
def test_the_nearest_configuration(repository: Path, files: dict[str, str], expected: str | None) -> None:
    for name, text in files.items():
        write(repository / name, text)
    found = find(repository / "site")
    assert found == (repository / expected if expected else None)


def test_a_found_file_is_said_and_counts(repository: Path, run) -> None:
    write(repository / "site" / "indexaudit.toml", 'format = "ndjson"\nfail_under = 100\n')
    code, out, err = run("check", "page.html")
    assert code == 1
    assert out.startswith('{"schema"')
    assert "note: configuration from indexaudit.toml; --no-config leaves it out\n" in err


def test_quiet_does_not_say_it(repository: Path, run) -> None:
    write(repository / "indexaudit.toml", "")
    assert run("check", "page.html", "--quiet")[2] == ""


def test_no_config_leaves_it_out(repository: Path, run) -> None:
    write(repository / "indexaudit.toml", 'keyphrse = "x"\n')
    code, out, err = run("check", "page.html", "--no-config")
    assert (code, "configuration" in err) == (0, False)
    assert out.startswith("Page ")


def test_a_named_file_counts_instead(repository: Path, run) -> None:
    write(repository / "indexaudit.toml", "fail_under = 100\n")
    other = write(repository / "other.toml", "fail_under = 1\n")
    code, _, err = run("check", "page.html", "--config", other)
    assert (code, "configuration" in err) == (0, False)


def test_every_command_goes_by_it(repository: Path, run) -> None:
    write(repository / "indexaudit.toml", '[thresholds]\ncontent_words = 777\n[brand]\ndomains = ["larder.example"]\n')
    for command in (("explain", "content-depth"), ("rules",), ("address", "https://larder.example/dried-plums")):
        code, out, err = run(*command)
        assert code == 0
        assert "note: configuration from" in err
        assert {"explain": "777", "rules": "rules;", "address": "own"}[command[0]] in out


# --- reading --------------------------------------------------------------------------------------------------------


def test_the_file_is_parted(tmp_path: Path) -> None:
    text = 'content = "fast"\nformat = "csv"\nfail_on = "major"\nfail_under = 80\naxis = "share"\nmin_coverage = 0.9\n'
    path = write(tmp_path / "indexaudit.toml", text)
    assert Settings.read(path) == Settings(
        config=Config(content="fast"),
        thresholds=Thresholds(fail_on="major", fail_under=80.0, axis=Axis.SHARE, min_coverage=0.9),
        format="csv",
    )
    assert Config.from_toml(path) == Config(content="fast")


def test_the_library_knows_none_of_the_keys_of_the_command() -> None:
    for key in COMMAND_KEYS:
        with pytest.raises(ConfigError, match="unknown key"):
            Config(**{key: 1})


def test_a_file_with_a_byte_order_mark(tmp_path: Path) -> None:
    assert Config.from_toml(write(tmp_path / "a.toml", '\ufeffcontent = "fast"\n')).content == "fast"


def test_an_option_beats_the_file(repository: Path, run) -> None:
    write(repository / "indexaudit.toml", 'format = "json"\nfail_under = 100\nfail_on = "any"\n')
    code, out, _ = run("check", "page.html", "--format", "csv", "--fail-under", "0", "--fail-on", "never")
    assert code == 0
    assert out.startswith("url,")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fail_undr = 3", "unknown key 'fail_undr'; did you mean 'fail_under'?"),
        ("contnet = 'fast'", "unknown key 'contnet'; did you mean 'content'?"),
        ("fail_under = 101", "fail_under: 101 is no score; give a number from 0 to 100"),
        ("fail_under = '80'", "fail_under: '80' is a text; write a number without quotes"),
        ("fail_under = true", "fail_under: True is not a number"),
        ("min_coverage = 80", "min_coverage: 80 looks like a percentage; coverage is a share from 0 to 1: write 0.8"),
        ("fail_on = 'all'", "fail_on: 'all' is not one of 'never', 'gate', 'major', 'minor', 'any'"),
        ("axis = 1", "axis: 1 is not one of 'search', 'share'"),
        ("format = 'xml'", "format: 'xml' is not one of 'text', 'json', 'ndjson', 'csv', 'markdown'"),
        ("= 3", "is not TOML"),
    ],
)
def test_a_wrong_value_names_file_key_and_choices(repository: Path, run, text: str, expected: str) -> None:
    write(repository / "indexaudit.toml", text)
    code, out, err = run("check", "page.html")
    assert (code, out) == (2, "")
    assert expected in err
    assert "indexaudit.toml: " in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--config", "a.toml", "--no-config"), "--config and --no-config exclude each other"),
        (
            ("--config", "pyproject.toml"),
            "pyproject.toml: has no table [tool.indexaudit]; add one, or name another file",
        ),
        (("--config", "nowhere.toml"), "nowhere.toml: cannot be read"),
    ],
)
def test_a_file_that_cannot_be_gone_by(repository: Path, run, arguments: tuple[str, ...], expected: str) -> None:
    write(repository / "site" / "pyproject.toml", "[project]\n")
    code, out, err = run("check", "page.html", *arguments)
    assert (code, out) == (2, "")
    assert expected in " ".join(err.split())


def test_a_table_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"must be a table: write \[tool.indexaudit\]"):
        Settings.read(write(tmp_path / "pyproject.toml", "[tool]\nindexaudit = 3\n"))

"""The command ``compare``: what it takes, what it prints and where, and how it exits."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import jsonschema
import pytest

from indexaudit.api import html_snapshot
from indexaudit.cli import main
from indexaudit.comparison import Comparison, LedgerItem
from indexaudit.report.comparison.formats import FORMATS
from indexaudit.snapshot import save

BODY = "<h1>Plum jam for two</h1><p>" + "Halve them, take the stone out and lay them on a rack. " * 40
PAGE = f"<!doctype html><html lang=en><title>Plum jam for two</title>{BODY}"
BRAND = """
name = "Larder & Loom"
domains = ["larder.example"]

[[channel]]
name = "Journal"
snapshots = ["pages"]

[[channel]]
name = "X"
tables = ["posts.csv"]
fetch = false
"""
POSTS = """url,date,kind,title,text
https://x.com/larderloom/status/1781441209750000001,2025-01-04,post,,"Plum jam, day one: halve them"
https://x.com/larderloom/status/1781441209750000002,2025-01-05,post,,"=HYPERLINK(1) ::error::x"
ftp://x.com/3,2025-01-06,post,,no address of the web
"""


class Ran:
    def __init__(self, code: int, captured: pytest.CaptureResult[str]) -> None:
        self.code, self.out, self.err = code, captured.out, captured.err


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command in a folder with a brand of one page and two posts."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    write("brand.toml", BRAND)
    write("posts.csv", POSTS)
    save(html_snapshot(PAGE, "https://larder.example/journal/plum-jam-for-two", headers={}), tmp_path / "pages" / "jam")

    def run(*arguments: object) -> Ran:
        code = main([str(argument) for argument in arguments])
        return Ran(code, capsys.readouterr())

    return run


def write(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")


# --- reports --------------------------------------------------------------------------------------------------------


def test_a_brand_is_compared_and_stdout_is_the_report_alone(run: Run) -> None:
    ran = run("compare", "brand.toml", "--offline")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Brand     Larder & Loom\n")
    assert "Read      4 records from 2 sources = 3 used + 1 set aside\n" in ran.out
    assert "\nJournal " in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_a_folder_that_holds_a_brand(run: Run) -> None:
    assert run("compare", ".", "--offline").out == run("compare", "brand.toml", "--offline").out


def test_json_fits_the_schema_that_the_command_prints(run: Run) -> None:
    ran = run("compare", "brand.toml", "--offline", "--format", "json")
    read = json.loads(ran.out)
    jsonschema.validate(read, json.loads(run("schema", "comparison").out))
    assert read["schema"] == "comparison/1"
    assert Comparison.from_json(ran.out).to_json(indent=2) + "\n" == ran.out


def test_ndjson_fits_the_schema_of_an_item(run: Run) -> None:
    lines = run("compare", "brand.toml", "--offline", "--format", "ndjson").out.splitlines()
    schema = json.loads(run("schema", "ledger-item").out)
    for line in lines:
        jsonschema.validate(json.loads(line), schema)
    assert len([LedgerItem.from_json(line) for line in lines]) == 3


def test_the_schema_of_a_page_stays_the_default(run: Run) -> None:
    assert run("schema").out == run("schema", "page-audit").out
    assert run("schema").out != run("schema", "comparison").out
    ran = run("schema", "pages")
    assert (ran.code, ran.out) == (2, "")
    assert "'page-audit', 'comparison', 'ledger-item'" in ran.err


def test_several_reports_from_one_run(run: Run, tmp_path: Path) -> None:
    wanted = [item for name in FORMATS for item in ("--output", f"{name}=out.{name}")]
    ran = run("compare", "brand.toml", "--offline", *wanted, "--format", "ndjson")
    files = {name: (tmp_path / f"out.{name}").read_bytes().decode("utf-8") for name in FORMATS}
    assert files["ndjson"] == ran.out
    ids = [json.loads(line)["id"] for line in ran.out.splitlines()]
    assert [item["id"] for item in json.loads(files["json"])["items"]] == ids
    assert [row["id"] for row in csv.DictReader(io.StringIO(files["csv"], newline=""))] == ids
    assert files["text"].startswith("Brand  ")
    assert files["markdown"].startswith("# Larder &amp; Loom\n")
    assert not list(tmp_path.glob(".*.tmp"))


def test_hostile_words_of_a_table_are_inert(run: Run) -> None:
    rows = csv.DictReader(io.StringIO(run("compare", "brand.toml", "--offline", "--format", "csv").out, newline=""))
    titles = [row["title"] for row in rows if row["channel"] == "X"]
    assert [title.startswith("'=") for title in titles] == [False, True]
    assert "\n::" not in run("compare", "brand.toml", "--offline", "--full").out


def test_redact_hides_what_was_not_seen_on_a_page(run: Run) -> None:
    for format in FORMATS:
        told = run("compare", "brand.toml", "--offline", "--format", format).out
        hidden = run("compare", "brand.toml", "--offline", "--format", format, "--redact").out
        assert "halve them" not in hidden
        assert hidden
        assert format not in ("json", "csv", "ndjson") or "halve them" in told


def test_width(run: Run) -> None:
    wide = run("compare", "brand.toml", "--offline", "--width", "120").out
    assert 80 < max(map(len, wide.splitlines())) <= 120
    assert run("compare", "brand.toml", "--width", "20").code == 2


def test_the_same_run_gives_the_same_bytes(run: Run) -> None:
    once, again = (run("compare", "brand.toml", "--offline", "--format", "json").out for _ in range(2))
    assert once == again


def test_ascii_where_the_terminal_knows_no_more(run: Run, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "indexaudit", "compare", "brand.toml", "--offline"],
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    assert b"# search can find   ? not known   . search cannot find" in done.stdout
    assert b"\\u" not in done.stdout


def test_help_fits_eighty_columns(run: Run) -> None:
    assert max(map(len, run("compare", "--help").out.splitlines())) <= 80


# --- configuration --------------------------------------------------------------------------------------------------


def test_a_configuration_is_found_and_said(run: Run) -> None:
    write("indexaudit.toml", 'content = "none"\nformat = "json"\n')
    ran = run("compare", "brand.toml", "--offline")
    assert ran.err == "note: configuration from indexaudit.toml; --no-config leaves it out\n"
    assert json.loads(ran.out)["schema"] == "comparison/1"
    assert run("compare", "brand.toml", "--offline", "--quiet").err == ""
    assert run("compare", "brand.toml", "--offline", "--no-config").out.startswith("Brand  ")


def test_content_is_an_option_too(run: Run) -> None:
    def words(*options: str) -> list[object]:
        ran = run("compare", "brand.toml", "--offline", "--format", "json", *options)
        return [item["words"] for item in json.loads(ran.out)["items"] if item["channel"] == "Journal"]

    assert words("--content", "none") == [None]
    assert words("--content", "fast") != [None]


# --- errors ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        pytest.param("nowhere.toml", None, "nowhere.toml", id="missing"),
        pytest.param("a\0b.toml", None, "is no name of a file", id="no name"),
        pytest.param("pages", None, "is a folder without brand.toml", id="folder"),
        pytest.param("odd.toml", "name = ", "odd.toml: is not TOML", id="not TOML"),
        pytest.param("odd.toml", 'name = "x"\ndomain = ["a.example"]', "did you mean 'domains'?", id="unknown key"),
        pytest.param("odd.toml", '[[channel]]\nname = "a"\nfeeds = ["f.xml"]', "there is no file", id="missing source"),
        pytest.param("odd.toml", 'name = "x"\n', "odd.toml: channel: there is none", id="no channel"),
    ],
)
def test_a_wrong_file_is_one_line(run: Run, name: str, text: str | None, expected: str) -> None:
    if text is not None:
        write(name, text)
    ran = run("compare", name, "--offline")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("error: ")
    assert expected in ran.err


def test_a_wrong_file_leaves_old_reports_alone(run: Run, tmp_path: Path) -> None:
    write("a.json", "old")
    assert run("compare", "nowhere.toml", "--output", "json=a.json").code == 2
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == "old"


def test_outputs_are_checked_as_for_check(run: Run) -> None:
    ran = run("compare", "brand.toml", "--offline", "--output", "jsn=a")
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean 'json'?" in ran.err
    twice = run("compare", "brand.toml", "--offline", "--output", "json=a", "--output", "csv=./a")
    assert "give each report a file of its own" in " ".join(twice.err.split())


def test_nothing_read_is_no_success_but_the_report_says_why(run: Run) -> None:
    write("posts.csv", "url,date\nftp://x.com/3,2025-01-06\n")
    write("brand.toml", BRAND.replace('name = "Journal"\nsnapshots = ["pages"]\n\n[[channel]]\n', ""))
    ran = run("compare", "brand.toml", "--offline")
    assert ran.code == 2
    assert ran.err == "error: brand.toml: no source gives an item; the report says why\n"
    assert "1 record from 1 source = 0 used + 1 set aside" in ran.out


# --- the threshold --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("least", "code"), [("0", 0), ("0.2", 0), ("1", 1)])
def test_the_searchable_share_may_fail_the_run(run: Run, least: str, code: int) -> None:
    write(
        "posts.csv", POSTS.replace("x.com/larderloom/status/1781441209750000001", "www.facebook.com/groups/1/posts/2")
    )
    save(
        html_snapshot(PAGE.replace("<title>", "<meta name=robots content=noindex><title>"), "https://larder.example/b"),
        Path("pages") / "hidden",
    )
    ran = run("compare", "brand.toml", "--offline", "--min-searchable", least)
    assert ran.code == code
    assert ran.out.startswith("Brand  ")
    assert ("searchable share" in ran.err) == bool(code)


def test_a_share_that_is_not_known_cannot_be_compared(run: Run) -> None:
    write("posts.csv", "url,date\n")
    write("brand.toml", BRAND.replace('snapshots = ["pages"]', 'urls = ["https://larder.example/journal/plum-jam"]'))
    ran = run("compare", "brand.toml", "--offline", "--min-searchable", "0.5")
    assert ran.code == 2
    assert "the searchable share is not known" in ran.err


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("50", "the searchable share is a share from 0 to 1: write 0.5"),
        ("50%", "write 0.5"),
        ("2e9", "is no searchable share; give a share from 0 to 1"),
        ("x", "is not a number"),
    ],
)
def test_a_share_is_a_number_from_0_to_1(run: Run, given: str, expected: str) -> None:
    ran = run("compare", "brand.toml", "--offline", "--min-searchable", given)
    assert (ran.code, ran.out) == (2, "")
    assert expected in " ".join(ran.err.split())


# --- the network ----------------------------------------------------------------------------------------------------


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    """A site with one page, which notes what was asked for."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            page = self.path.startswith("/journal/")
            self.send_response(200 if page else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(PAGE.encode() if page else b"")

        def log_message(self, *_: object) -> None:
            pass

    asked: list[str] = []
    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.asked = asked  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def served(server: HTTPServer) -> None:
    address = f"http://127.0.0.1:{server.server_port}/journal/plum-jam-for-two"
    write("brand.toml", f'name = "Larder"\n[[channel]]\nname = "Journal"\nurls = ["{address}"]\n')


def test_pages_without_a_snapshot_are_fetched(run: Run, server: HTTPServer) -> None:
    served(server)
    ran = run("compare", "brand.toml", "--allow-network", "127.0.0.0/8", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    assert [item["title"] for item in json.loads(ran.out)["items"]] == ["Plum jam for two"]
    assert server.asked == ["/robots.txt", "/journal/plum-jam-for-two"]  # type: ignore[attr-defined]


def test_offline_asks_nobody(run: Run, server: HTTPServer) -> None:
    served(server)
    run("compare", "brand.toml", "--offline", "--allow-network", "127.0.0.0/8")
    assert server.asked == []  # type: ignore[attr-defined]


def test_an_address_of_a_file_is_not_trusted_as_local(run: Run, server: HTTPServer) -> None:
    served(server)
    ran = run("compare", "brand.toml")
    assert ran.code == 2
    assert "may not be fetched from" in " ".join(ran.out.split())
    assert server.asked == []  # type: ignore[attr-defined]


# --- progress -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("options", "shown"), [((), True), (("--quiet",), False)])
def test_progress_is_one_line_on_a_terminal_that_is_gone_in_the_end(
    run: Run, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], shown: bool
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    err = run("compare", "brand.toml", "--offline", *options).err
    if not shown:
        assert err == ""
        return
    steps = err.split("\r\x1b[K")
    assert (steps[0], steps[-1]) == ("", "")
    assert [step.split(" ")[0] for step in steps[1:-1]] == ["reading", "reading", "comparing"]
    assert "\n" not in err

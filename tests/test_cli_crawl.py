"""The commands ``crawl``, ``report`` and ``diff``: what they take, what they print and where, and how they exit."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from kept_site import HOME, keep, page, site

from indexaudit.cli import main
from indexaudit.report.site.formats import FORMATS
from indexaudit.site_audit import PageRow, SiteAudit, SiteDiff


class Ran:
    def __init__(self, code: int, captured: pytest.CaptureResult[str]) -> None:
        self.code, self.out, self.err = code, captured.out, captured.err


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command in an empty folder of its own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()

    def run(*arguments: object) -> Ran:
        code = main([str(argument) for argument in arguments])
        return Ran(code, capsys.readouterr())

    return run


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Stores of crawls: ``site``, ``changed``, ``empty``, ``failed``, ``stopped``."""
    folder = tmp_path_factory.mktemp("shelf")
    keep(folder / "site", site())
    keep(folder / "changed", site() | {"about": page("About these notes", "/", words=90)})
    keep(folder / "empty", {})
    keep(folder / "failed", {}, failed={"": "dns_failure", "b": "tls_error"})
    keep(folder / "stopped", site(), pending=["later"], ended="interrupted")
    return folder


# --- report ---------------------------------------------------------------------------------------------------------


def test_a_store_is_reported_and_stdout_is_the_report_alone(run: Run, shelf: Path) -> None:
    ran = run("report", shelf / "site", "--fail-on", "never")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Site      {HOME}\nCrawled   2026-11-20 09:12 UTC")
    assert "Pages     6 scheduled = 6 done + 0 failed + 0 skipped + 0 pending\n" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_json_fits_the_schema_that_the_command_prints(run: Run, shelf: Path) -> None:
    ran = run("report", shelf / "site", "--format", "json")
    read = json.loads(ran.out)
    jsonschema.validate(read, json.loads(run("schema", "site-audit").out))
    assert read["schema"] == "site-audit/1"
    assert SiteAudit.from_json(ran.out).to_json(indent=2) + "\n" == ran.out


def test_ndjson_fits_the_schema_of_a_page(run: Run, shelf: Path) -> None:
    lines = run("report", shelf / "stopped", "--format", "ndjson").out.splitlines()
    schema = json.loads(run("schema", "page-row").out)
    for line in lines:
        jsonschema.validate(json.loads(line), schema)
    assert [PageRow.from_json(line).state for line in lines] == [*["done"] * 6, "pending"]


def test_several_reports_from_one_store(run: Run, shelf: Path, tmp_path: Path) -> None:
    wanted = [item for name in FORMATS for item in ("--output", f"{name}=out.{name}")]
    ran = run("report", shelf / "site", *wanted, "--format", "ndjson", "--fail-on", "never")
    files = {name: (tmp_path / f"out.{name}").read_bytes().decode("utf-8") for name in FORMATS}
    assert files["ndjson"] == ran.out
    urls = [json.loads(line)["url"] for line in ran.out.splitlines()]
    assert [row["url"] for row in csv.DictReader(io.StringIO(files["csv"], newline=""))] == urls
    assert json.loads(files["json"])["totals"]["done"] == len(urls)
    assert files["text"].startswith("Site  ")
    assert files["markdown"].startswith("# https")
    assert not list(tmp_path.glob(".*.tmp"))


def test_the_same_store_gives_the_same_bytes(run: Run, shelf: Path) -> None:
    for format in FORMATS:
        first = run("report", shelf / "site", "--format", format).out
        assert run("report", shelf / "site", "--format", format).out == first
        assert first


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        ((), 1, "1 page has a shut gate (--fail-on gate): http-status-ok (1); such as https://saltmarsh.example/old"),
        (("--fail-on", "never"), 0, ""),
        (("--fail-on", "never", "--fail-under", "99"), 1, "is below --fail-under 99"),
        (("--fail-on", "never", "--min-coverage", "1"), 2, "below --min-coverage 1"),
        (("--fail-on", "never", "--fail-under", "99", "--axis", "share"), 1, "the median of share"),
    ],
)
def test_thresholds_are_those_of_the_site(
    run: Run, shelf: Path, options: tuple[str, ...], code: int, said: str
) -> None:
    store = shelf / ("stopped" if "--min-coverage" in options else "site")
    ran = run("report", store, *options)
    assert ran.code == code
    assert said in ran.err
    assert ran.out.startswith("Site  ")


def test_thresholds_of_a_file_count_too(run: Run, shelf: Path) -> None:
    Path("indexaudit.toml").write_text('fail_on = "never"\nformat = "json"\n', encoding="utf-8")
    ran = run("report", shelf / "site")
    assert (ran.code, ran.err) == (0, "note: configuration from indexaudit.toml; --no-config leaves it out\n")
    assert json.loads(ran.out)["version"]
    assert run("report", shelf / "site", "--quiet").err == ""
    assert run("report", shelf / "site", "--no-config").code == 1


@pytest.mark.parametrize("store", ["empty", "failed"])
def test_a_store_without_a_page_that_was_read_is_2(run: Run, shelf: Path, store: str) -> None:
    ran = run("report", shelf / store)
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert "holds no page that was read" in ran.err
    assert "0 done" in ran.out


def test_a_partial_crawl_says_so(run: Run, shelf: Path) -> None:
    out = run("report", shelf / "stopped").out
    assert "State     partial: 1 page is pending\n" in out
    assert "Limit     the crawl was interrupted\n" in out


@pytest.mark.parametrize("command", [("report", "{}"), ("diff", "{}", "{}"), ("crawl", "--store", "{}", "--resume")])
def test_what_is_no_store_is_one_error(run: Run, command: tuple[str, ...]) -> None:
    Path("text").write_text("no store", encoding="utf-8")
    for name in ("text", "missing", "."):
        ran = run(*(part.format(name) for part in command))
        assert (ran.code, ran.out) == (2, "")
        assert re.fullmatch(rf"error: {re.escape(name)}: .+\n", ran.err)
    assert Path("text").read_text(encoding="utf-8") == "no store"
    assert not Path("missing").exists()


def test_axis_alone_says_nothing(run: Run, shelf: Path) -> None:
    ran = run("report", shelf / "site", "--axis", "share")
    assert (ran.code, ran.out) == (2, "")
    assert "give one of them too" in " ".join(ran.err.split())


# --- diff -----------------------------------------------------------------------------------------------------------


def test_two_stores_are_compared(run: Run, shelf: Path) -> None:
    ran = run("diff", shelf / "site", shelf / "changed")
    assert (ran.code, ran.err) == (0, "")
    assert "6 pages were read by both crawls" in " ".join(ran.out.split())
    assert re.search(r"^  meta-description-present +saltmarsh\.example/about$", ran.out, re.MULTILINE)


def test_the_difference_fits_its_schema(run: Run, shelf: Path, tmp_path: Path) -> None:
    ran = run(
        "diff", shelf / "site", shelf / "changed", "--format", "json", "--output", "markdown=changed.md"
    )  # fmt: skip
    jsonschema.validate(json.loads(ran.out), json.loads(run("schema", "site-diff").out))
    assert SiteDiff.from_json(ran.out).mended >= 1
    assert (tmp_path / "changed.md").read_text(encoding="utf-8").startswith("## What changed\n")


@pytest.mark.parametrize(
    ("old", "new", "fail_on", "code"),
    [
        ("site", "changed", "never", 0),
        ("site", "changed", "new-findings", 0),
        ("site", "changed", "any", 1),
        ("changed", "site", "new-findings", 1),
        ("site", "site", "any", 0),
    ],
)
def test_a_difference_may_fail(run: Run, shelf: Path, old: str, new: str, fail_on: str, code: int) -> None:
    ran = run("diff", shelf / old, shelf / new, "--fail-on", fail_on)
    assert ran.code == code
    assert ran.err.count("\n") == code
    assert ran.out.startswith("Old  ")


def test_a_difference_has_no_rows(run: Run, shelf: Path) -> None:
    ran = run("diff", shelf / "site", shelf / "changed", "--format", "csv")
    assert (ran.code, ran.out) == (2, "")
    ran = run("diff", shelf / "site", shelf / "changed", "--output", "csv=out.csv")
    assert (ran.code, ran.out) == (2, "")
    assert "known formats: text, json, markdown" in ran.err


# --- wrong usage ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "name a site: an address"),
        (("saltmarsh.example",), "an address is written https://saltmarsh.example"),
        (("--resume",), "need the --store"),
        (("--again",), "need the --store"),
        (("--store", "a", "--again", "--resume"), "exclude each other"),
        ((HOME, "--list", "urls.txt"), "exclude each other"),
        ((HOME, "--max-time", "1 day"), "write 90s, 30m or 2h"),
        ((HOME, "--pages", "0"), "--pages"),
        ((HOME, "--sitemap-only", "--feed-only"), "exclude each other"),
        ((HOME, "--include", "blog"), "'blog' starts with neither / nor *"),
        ((HOME, "--store", "a", "--header", "no colon"), "is not of the form 'Name: value'"),
        ((HOME, "--store", "a", "--header", "Bad Name: x"), "Bad Name"),
        ((HOME, "--store", "a", "--allow-network", "10.0.0.0/99"), "10.0.0.0/99"),
        ((HOME, "--output", "xml=a"), "there is no format 'xml'"),
        (("--list", "missing.txt"), "missing.txt: cannot be read"),
        (("missing.toml",), "missing.toml"),
    ],
)
def test_wrong_usage_is_said_before_anything_is_asked(run: Run, arguments: tuple[str, ...], said: str) -> None:
    ran = run("crawl", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in " ".join(ran.err.split())
    assert [path.name for path in Path().iterdir()] == [".git"]


def test_a_store_is_never_overwritten(run: Run, shelf: Path) -> None:
    shutil.copy(shelf / "site", "kept")
    before = Path("kept").read_bytes()
    ran = run("crawl", HOME, "--store", "kept")
    assert (ran.code, ran.out) == (2, "")
    assert "is there already" in ran.err
    assert Path("kept").read_bytes() == before


# --- crawl ----------------------------------------------------------------------------------------------------------


class Site:
    """The site on loopback; what was asked for, and how it answered."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.pages: dict[str, str | int] = dict(site())
        self.asked: list[tuple[str, int]] = []
        self.headers: list[Any] = []
        self.on_page: Callable[[], None] = lambda: None

    @property
    def home(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def paths(self, status: int = 200) -> set[str]:
        return {path for path, answered in self.asked if answered == status}


@pytest.fixture
def served() -> Iterator[Site]:
    """The site on loopback, with an ETag for each page."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = web.pages.get(self.path[1:], 404)
            tag = f'"{hash(answer)}"'
            status = 200 if isinstance(answer, str) else answer
            if status == 200 and self.headers["If-None-Match"] == tag:
                status = 304
            web.asked.append((self.path, status))
            web.headers.append(self.headers)
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            if status in (200, 304):
                self.send_header("ETag", tag)
            self.end_headers()
            if status == 200 and isinstance(answer, str):
                self.wfile.write(answer.encode())
                web.on_page()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web = Site(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield web
    server.shutdown()
    thread.join()
    server.server_close()


QUICK = ("--delay", "0", "--workers", "1", "--content", "fast", "--no-config", "--fail-on", "never")


def test_a_site_is_crawled(run: Run, served: Site) -> None:
    ran = run("crawl", served.home, *QUICK)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Site      {served.home}\n")
    assert "Pages     6 scheduled = 6 done + 0 failed + 0 skipped + 0 pending\n" in ran.out
    assert served.paths() == {"/", "/about", *(f"/{path}" for path in served.pages if path.startswith("notes/"))}
    assert [path.name for path in Path().iterdir()] == [".git"]


def test_the_report_of_the_store_is_that_of_the_crawl(run: Run, served: Site) -> None:
    crawled = run("crawl", served.home, *QUICK, "--store", "kept", "--format", "json").out
    asked = len(served.asked)
    reported = run("report", "kept", "--no-config", "--fail-on", "never", "--format", "json").out
    assert reported == crawled
    assert len(served.asked) == asked


def test_a_crawl_stops_at_its_limit_and_goes_on_from_there(run: Run, served: Site) -> None:
    first = run("crawl", served.home, *QUICK, "--store", "kept", "--pages", "2")
    assert first.code == 0
    assert "State     partial: " in first.out
    second = run("crawl", served.home, *QUICK, "--store", "kept", "--resume")
    assert "State     whole: nothing is left to read\n" in second.out
    pages = [path for path, _ in served.asked if not path.endswith((".txt", ".xml"))]
    assert len(pages) == len(set(pages)) == 6


def test_a_resumed_crawl_reports_what_one_left_alone_does(run: Run, served: Site) -> None:
    alone = run("crawl", served.home, *QUICK, "--store", "alone", "--format", "ndjson").out
    run("crawl", served.home, *QUICK, "--store", "kept", "--pages", "3")
    assert run("crawl", served.home, *QUICK, "--store", "kept", "--resume", "--format", "ndjson").out == alone


def test_other_options_are_refused_on_resume_unless_forced(run: Run, served: Site) -> None:
    run("crawl", served.home, *QUICK, "--store", "kept", "--pages", "2")
    ran = run("crawl", served.home, *QUICK, "--store", "kept", "--resume", "--depth", "1")
    assert (ran.code, ran.out) == (2, "")
    assert "depth was not set and is 1" in ran.err
    forced = run("crawl", served.home, *QUICK, "--store", "kept", "--force-resume", "--depth", "1")
    assert forced.code == 0
    assert "note: goes on although depth was not set and is 1" in forced.err


def test_a_crawl_is_resumed_without_naming_the_site_again(run: Run, served: Site) -> None:
    run("crawl", served.home, *QUICK, "--store", "kept", "--pages", "2")
    ran = run("crawl", *QUICK, "--store", "kept", "--resume", "--pages", "500", "--allow-network", "127.0.0.0/8")
    assert (ran.code, ran.err) == (0, "")
    assert "6 done" in ran.out


def test_a_second_crawl_of_an_unchanged_site_fetches_no_bodies(run: Run, served: Site) -> None:
    first = run("crawl", served.home, *QUICK, "--store", "kept")
    served.asked.clear()
    again = run("crawl", served.home, *QUICK, "--store", "kept", "--again")
    assert again.code == 0
    assert served.paths(304) == {"/", "/about", *(f"/{path}" for path in served.pages if path.startswith("notes/"))}
    assert not served.paths(200)
    assert "5 of the done are unchanged since the crawl before" in again.out
    assert again.out.partition("Scores")[2] == first.out.partition("Scores")[2]


def test_a_page_that_changed_is_found_by_diff(run: Run, served: Site) -> None:
    run("crawl", served.home, *QUICK, "--store", "kept")
    shutil.copy("kept", "before")
    served.pages["about"] = page("About these notes", "/", words=90)
    run("crawl", served.home, *QUICK, "--store", "kept", "--again")
    found = SiteDiff.from_json(run("diff", "before", "kept", "--no-config", "--format", "json").out)
    assert {(c.url, c.before) for c in found.changes if c.what == "mended"} == {
        (f"{served.home}about", "meta-description-present")
    }
    assert (found.compared, found.appeared, found.gone) == (6, 0, 0)


def test_a_list_is_all_that_is_crawled(run: Run, served: Site) -> None:
    Path("urls.txt").write_text(f"# two\n{served.home}about\n{served.home}notes/sowing-cordgrass\n", encoding="utf-8")
    ran = run("crawl", "--list", "urls.txt", *QUICK, "--allow-network", "127.0.0.0/8", "--format", "ndjson")
    assert ran.code == 0
    assert [json.loads(line)["via"] for line in ran.out.splitlines()] == ["list", "list"]
    assert served.paths() == {"/about", "/notes/sowing-cordgrass"}


def test_addresses_of_a_list_and_of_a_brand_are_not_trusted_as_local(run: Run, served: Site) -> None:
    Path("urls.txt").write_text(f"{served.home}about\n", encoding="utf-8")
    Path("brand.toml").write_text(
        f'name = "Saltmarsh"\ndomains = ["127.0.0.1"]\n[[channel]]\nname = "Notes"\nurls = ["{served.home}about"]\n',
        encoding="utf-8",
    )
    for target in (("--list", "urls.txt"), ("brand.toml",)):
        ran = run("crawl", *target, *QUICK)
        assert (ran.code, ran.out) == (2, "")
        assert "no page could be read" in ran.err
    assert served.asked == []


def test_a_brand_begins_at_what_its_channels_name(run: Run, served: Site) -> None:
    served.pages["map.xml"] = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<url><loc>{served.home}notes/sowing-cordgrass</loc></url></urlset>"
    )
    Path("brand.toml").write_text(
        'name = "Saltmarsh"\ndomains = ["127.0.0.1"]\n[[channel]]\nname = "Notes"\n'
        f'urls = ["{served.home}about"]\nsitemaps = ["{served.home}map.xml"]\n',
        encoding="utf-8",
    )
    ran = run("crawl", "brand.toml", *QUICK, "--allow-network", "127.0.0.0/8", "--format", "json")
    audit = SiteAudit.from_json(ran.out)
    assert audit.seeds == (f"{served.home}about",)
    assert [(s.url, s.origin, s.entries) for s in audit.sitemaps if s.origin == "given"] == [
        (f"{served.home}map.xml", "given", 1)
    ]


def test_headers_are_sent_to_the_site(run: Run, served: Site) -> None:
    run("crawl", served.home, *QUICK, "--header", "X-Preview: yes", "--pages", "1")
    page_headers = [h for h, (path, _) in zip(served.headers, served.asked, strict=True) if path == "/"]
    assert [headers["X-Preview"] for headers in page_headers] == ["yes"]


@pytest.mark.parametrize("store", [(), ("--store", "kept")])
def test_a_site_that_cannot_be_reached_is_one_clear_error(run: Run, store: tuple[str, ...]) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as closed:
        home = f"http://127.0.0.1:{closed.server_port}/"
    Path("indexaudit.toml").write_text("[limits]\nretries = 0\n", encoding="utf-8")
    ran = run("crawl", home, "--delay", "0", "--workers", "1", "--quiet", *store)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"error: {home}: no page could be read: robots.txt could not be had (the host refuses the connection); "
        "see that the address is right\n"
    )


def test_a_site_that_leads_elsewhere_says_where(run: Run) -> None:
    keep(Path("kept"), {}, moved={"": "https://tides.example/"})
    Path("indexaudit.toml").write_text("[limits]\nretries = 0\n", encoding="utf-8")
    ran = run("crawl", "--store", "kept", "--resume", "--quiet", "--workers", "1")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"error: {HOME}: no page could be read: redirect; it leads to https://tides.example/, outside the scope\n"
    )


def test_patterns_and_depth_keep_pages_out(run: Run, served: Site) -> None:
    ran = run("crawl", served.home, *QUICK, "--exclude", "/notes/*", "--exclude", "/old", "--format", "json")
    assert served.paths() == {"/", "/about"}
    assert "excluded" in {count["name"] for count in json.loads(ran.out)["totals"]["refusals"]}


def test_thresholds_count_after_a_crawl(run: Run, served: Site) -> None:
    ran = run("crawl", served.home, *QUICK[:-2])
    assert ran.code == 1
    assert ran.err == (
        f"{served.home}: 1 page has a shut gate (--fail-on gate): http-status-ok (1); such as {served.home}old\n"
    )


def test_progress_is_one_line_on_a_terminal_that_is_gone_in_the_end(
    run: Run, served: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    err = run("crawl", served.home, *QUICK).err
    steps = err.split("\r\x1b[K")
    assert (steps[0], steps[-1]) == ("", "")
    assert steps[-2].startswith("6 done, 0 to go")
    assert "\n" not in err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_ends_the_crawl_with_a_partial_report(served: Site, tmp_path: Path, number: int) -> None:
    (tmp_path / ".git").mkdir()
    begun = threading.Event()
    served.on_page = begun.set
    command = [sys.executable, "-m", "indexaudit", "crawl", served.home, "--delay", "2", "--workers", "1"]
    with subprocess.Popen(
        [*command, "--no-config", "--store", "kept"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, env=os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)},
    ) as process:  # fmt: skip
        assert begun.wait(60)
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "State     partial: " in out
    assert "Limit     the crawl was interrupted\n" in out
    assert "Traceback" not in err

"""Pages in real Chromium, from the address to the verdict: as a person who saw both sides would give it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from chromium_browser import chromium_path
from script_site import ScriptSite, script_site

from indexaudit import audit_html, audit_snapshot
from indexaudit.cli import main
from indexaudit.config import Config, Limits
from indexaudit.fetch.fetcher import Fetcher
from indexaudit.looking.looker import Looker
from indexaudit.model import Finding, PageAudit
from indexaudit.snapshot import load, save
from indexaudit.testing import prose

CONFIG = Config(
    render=True, limits=Limits(delay_seconds=0, retries=0, render_seconds=5, render_requests=30), main_text=True
)
TEXT = "".join(f"<p>{prose(60)}</p>" for _ in range(5))
HEAD = (
    "<title>Drying plums at home</title><meta name=description content='How plums are dried at home.'>"
    "<link rel=canonical href='{url}'><meta property=og:title content='Drying plums'>"
    "<meta property=og:image content='https://example.com/plums.jpg'>"
)


@dataclass(frozen=True)
class Judged:
    audit: PageAudit

    @property
    def verdict(self) -> str:
        return self.audit.indexability.value

    def finding(self, rule: str) -> Finding | None:
        return next((finding for finding in self.audit.findings if finding.rule == rule), None)

    def status(self, rule: str) -> str:
        found = self.finding(rule)
        if found is not None:
            return found.status.value
        return "pass" if rule in self.audit.passed else "skip"

    def changed(self, what: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        assert self.audit.rendering is not None
        return next(((d.served, d.rendered) for d in self.audit.rendering.differences if d.what == what), None)


Audit = Callable[..., Judged]


@pytest.fixture(scope="module")
def site() -> Iterator[ScriptSite]:
    chromium_path()
    with script_site() as running:
        yield running


@pytest.fixture(scope="module")
def audit(site: ScriptSite) -> Iterator[Audit]:
    with Fetcher(CONFIG) as fetcher, Looker(CONFIG, fetcher) as looker:

        def act(html: str, **pages: str) -> Judged:
            url = f"{site.origin}/drying-plums-at-home"
            site.pages["/drying-plums-at-home"] = html.replace("{url}", url)
            site.pages |= {f"/{name.replace('_', '.')}": text for name, text in pages.items()}
            page = looker.look(fetcher.fetch(url, typed=True), typed=True)
            return Judged(audit_snapshot(page, CONFIG))

        yield act


def document(
    head: str = HEAD, body: str = f"<main><h1>Drying plums at home</h1>{TEXT}</main>", script: str = ""
) -> str:
    return f"<!doctype html><html lang=en><head>{head}</head><body>{body}<script>{script}</script></body></html>"


SHELL = (
    "<!doctype html><html lang=en><head><title>Plums</title></head><body><noscript>Please enable JavaScript.</noscript>"
    "<div id=root></div><script src=/app.js></script></body></html>"
)
FILL = f"root.innerHTML = {json.dumps(f'<main><h1>Drying plums at home</h1>{TEXT}</main>')};"


def test_rendered_on_the_server(audit: Audit) -> None:
    got = audit(document())
    assert got.verdict == "indexable"
    assert [got.status(rule) for rule in ("content-in-raw-html", "canonical-raw-vs-rendered", "share-tags-raw")] == [
        "pass", "pass", "pass",
    ]  # fmt: skip
    assert got.audit.rendering is not None
    assert got.audit.rendering.differences == ()
    assert got.audit.rendering.words == got.audit.rendering.words_served
    (probe,) = got.audit.probes
    assert (probe.probe, probe.ended, probe.requests) == ("rendered", "done", 0)


def test_rendered_by_the_client(audit: Audit) -> None:
    got = audit(SHELL, app_js=FILL + "document.title = 'Drying plums at home'")
    assert (got.verdict, got.status("content-in-raw-html")) == ("rendered_only", "fail")
    assert got.changed("title") == (("Plums",), ("Drying plums at home",))
    assert got.changed("main heading") == ((), ("Drying plums at home",))
    assert got.audit.rendering is not None
    assert got.audit.rendering.words is not None
    assert got.audit.rendering.words > 290
    assert got.audit.rendering.words_served == 0
    assert got.audit.probes[0].requests == 1


def test_hydrated(audit: Audit) -> None:
    """The same text is drawn once more by a script, around which it puts what no server sent."""
    got = audit(document(body=f"<div id=root><main><h1>Drying plums at home</h1>{TEXT}</main></div>", script=FILL))
    assert (got.verdict, got.status("content-in-raw-html")) == ("indexable", "pass")
    assert got.changed("main heading") is None


def test_a_beginning_is_served_and_the_rest_is_added(audit: Audit) -> None:
    got = audit(document(body=f"<main id=root><h1>Drying plums at home</h1><p>{prose(60)}</p></main>", script=FILL))
    assert (got.verdict, got.status("content-in-raw-html")) == ("rendered_only", "fail")


def test_comments_and_widgets_that_scripts_add_are_not_the_text(audit: Audit) -> None:
    comments = json.dumps(
        f"<section id=comments class=comments><h2>Comments</h2>{TEXT * 3}</section><aside>{TEXT}</aside>"
    )
    got = audit(document(script=f"document.body.insertAdjacentHTML('beforeend', {comments})"))
    assert (got.verdict, got.status("content-in-raw-html")) == ("indexable", "pass")


def test_a_noindex_that_a_script_takes_out_stays(audit: Audit) -> None:
    got = audit(
        document(HEAD + "<meta name=robots content=noindex>", script="document.querySelector('[name=robots]').remove()")
    )
    assert got.verdict == "excluded"
    assert got.changed("robots") == (("robots: noindex",), ())
    found = got.finding("noindex-absent")
    assert found is not None
    assert "a script takes it out" in found.message


def test_a_noindex_that_a_script_adds_counts(audit: Audit) -> None:
    script = (
        "const m = document.createElement('meta'); m.name = 'robots'; m.content = 'noindex'; document.head.append(m)"
    )
    got = audit(document(script=script))
    assert got.verdict == "excluded"
    assert got.changed("robots") == ((), ("robots: noindex",))


def test_a_canonical_that_a_script_changes(audit: Audit) -> None:
    got = audit(document(script="document.querySelector('[rel=canonical]').href = '/'"))
    assert (got.verdict, got.status("canonical-raw-vs-rendered")) == ("indexable", "fail")
    served, rendered = got.changed("canonical") or ((), ())
    assert served[0].endswith("/drying-plums-at-home")
    assert rendered[0].endswith("/")


def test_share_tags_structured_data_and_links_that_scripts_add_and_remove(audit: Audit) -> None:
    got = audit(
        document(
            "<title>Drying plums at home</title>"
            '<script type="application/ld+json">{"@type": "BlogPosting", "headline": "Drying plums"}</script>',
            f"<main><h1>Drying plums at home</h1>{TEXT}<a id=gone href=/gone>gone</a></main>",
            "document.head.insertAdjacentHTML('beforeend', \"<meta property=og:title content='Drying plums'><meta"
            ' property=og:image content=https://example.com/p.jpg>");'
            "document.querySelector('[type=\"application/ld+json\"]').remove();"
            "gone.outerHTML = '<a href=/new>new</a>'",
        )
    )
    found = got.finding("share-tags-raw")
    assert found is not None
    assert found.status.value == "fail"
    assert got.changed("structured data") == (("BlogPosting: Drying plums",), ())
    served, rendered = got.changed("links") or ((), ())
    assert (served[0].rpartition("/")[2], rendered[0].rpartition("/")[2]) == ("gone", "new")


def test_an_error_page_that_only_scripts_show_is_a_soft_404(audit: Audit) -> None:
    got = audit(
        SHELL, app_js="document.title = 'Page not found'; root.innerHTML = '<h1>404: Page not found</h1><p>Sorry.'"
    )
    assert got.verdict == "broken"


def test_a_shell_whose_data_we_do_not_ask_for_is_no_fault(audit: Audit) -> None:
    got = audit(SHELL, app_js="fetch('/api', {method: 'POST', body: '{}'})")
    assert got.verdict == "indexable"
    found = got.finding("content-in-raw-html")
    assert found is not None
    assert (found.status.value, "method POST (1)" in found.message) == ("unknown", True)


def test_a_shell_whose_scripts_fail_stays_empty(audit: Audit) -> None:
    got = audit(SHELL, app_js="throw new Error('broken build')")
    found = got.finding("content-in-raw-html")
    assert found is not None
    assert (got.verdict, "stays so" in found.message) == ("rendered_only", True)


def test_a_page_that_spins_for_ever_is_judged_by_what_was_served(audit: Audit) -> None:
    got = audit(document(script="while (true) {}"))
    assert got.verdict == "indexable"
    assert got.status("content-in-raw-html") == "unknown"
    (probe,) = got.audit.probes
    assert (probe.ended, probe.reason) == ("budget", "it computes without end")


def test_a_page_that_leads_away_says_where(audit: Audit, site: ScriptSite) -> None:
    got = audit(document(script="location.replace('/moved')"))
    found = got.finding("redirect-permanent")
    assert found is not None
    assert f"a script sends readers to {site.origin}/moved" in found.message
    assert got.audit.rendering is not None
    assert got.audit.rendering.left_for == f"{site.origin}/moved"


def test_what_scripts_cannot_reach_changes_no_verdict(audit: Audit, site: ScriptSite) -> None:
    script = (
        "alert(1); window.open('/x'); new WebSocket('ws://10.0.0.1/'); fetch('http://169.254.169.254/latest/').catch(() => 0);"
        "const a = document.createElement('a'); a.href = '/d'; a.download = 'd'; document.body.append(a); a.click()"
    )
    assert audit(document(script=script)).verdict == "indexable"
    assert not {"/x", "/d"} & set(site.paths)


def test_it_is_kept_and_judged_again_without_a_browser(
    audit: Audit, site: ScriptSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/app.js"] = FILL
    url = f"{site.origin}/kept-plums"
    site.pages["/kept-plums"] = SHELL
    with Fetcher(CONFIG) as fetcher, Looker(CONFIG, fetcher) as looker:
        page = looker.look(fetcher.fetch(url, typed=True), typed=True)
    save(page, tmp_path / "kept")
    monkeypatch.setitem(sys.modules, "playwright", None)
    again = load(tmp_path / "kept")
    assert again == page
    assert audit_snapshot(again, CONFIG).to_json() == audit_snapshot(page, CONFIG).to_json()


def test_the_command_line_renders_and_shows_both_sides(site: ScriptSite, capsys: pytest.CaptureFixture[str]) -> None:
    site.pages["/shown"] = SHELL
    site.pages["/app.js"] = FILL
    assert main(["check", "--render", "--no-config", f"{site.origin}/shown"]) == 0
    shown = capsys.readouterr().out
    assert "Looked at   rendered in a browser: 1 request" in " ".join(shown.split()).replace(
        "at rendered", "at   rendered"
    )
    assert "What scripts make of it" in shown
    assert "rendered  Drying plums at home" in shown
    assert main(["check", "--render", "--no-config", f"{site.origin}/shown", "--format", "markdown"]) == 0
    assert "| main heading | – | `Drying plums at home` |" in capsys.readouterr().out


def test_without_a_browser_one_line_says_what_to_install(
    site: ScriptSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("indexaudit.fetch.browser.chromium.shutil.which", lambda name: None)
    asked = len(site.asked)
    assert main(["check", "--render", "--no-config", f"{site.origin}/shown", f"{site.origin}/app.js"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert "pip install 'indexaudit[browser]'" in shown.err
    assert "apt-get install chromium" in shown.err
    assert len(site.asked) == asked


def test_html_that_is_handed_over_is_not_rendered() -> None:
    got = Judged(audit_html(document(), "https://example.com/drying-plums-at-home", config=CONFIG))
    assert got.audit.rendering is None
    assert got.status("canonical-raw-vs-rendered") == "skip"


def test_what_a_browser_would_guess_of_the_encoding_is_no_difference(audit: Audit, site: ScriptSite) -> None:
    """Nothing declares it: we take UTF-8 for what it is, Chromium would take it for windows-1252."""
    body = (
        "<main><h1>Pflaumen dörren für Anfänger</h1>"
        + "<p>Süße Zwetschgen gehören in den Ofen, und zwar über Nacht.</p>" * 9
    )
    site.pages["/encoding"] = (200, {"Content-Type": "text/html"}, f"<!doctype html><title>Dörren</title>{body}")
    with Fetcher(CONFIG) as fetcher, Looker(CONFIG, fetcher) as looker:
        page = looker.look(fetcher.fetch(f"{site.origin}/encoding", typed=True), typed=True)
    got = audit_snapshot(page, CONFIG)
    assert got.rendering is not None
    assert got.rendering.differences == ()
    assert got.rendering.words == got.rendering.words_served


def test_text_of_a_declared_shadow_tree_is_served(audit: Audit) -> None:
    got = audit(
        document(
            body=f"<x-page><template shadowrootmode=open><main><h1>Drying plums at home</h1>{TEXT}</main></template></x-page>"
        )
    )
    assert got.status("content-in-raw-html") == "pass"
    assert got.audit.rendering is not None
    assert got.audit.rendering.words == got.audit.rendering.words_served


def test_a_script_that_takes_us_for_a_blocker_of_advertisements_moves_nothing(audit: Audit) -> None:
    """What it looks for is a frame, and frames are never loaded here."""
    got = audit(
        document(
            script="const f = document.createElement('iframe'); f.src = '/ad'; document.body.append(f); location = '/no-blockers'"
        )
    )
    assert got.audit.rendering is not None
    assert got.audit.rendering.left_for is not None
    assert got.status("redirect-permanent") == "skip"

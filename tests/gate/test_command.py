"""The command over a built folder: which pages are reported, what counts, what is said, and the exit codes."""

from __future__ import annotations

import io
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from built_sites import BASE, page, write

from indexaudit.cli import main

TEXT = "<p>" + "Halve the plums, take the stone out and lay them on a rack. " * 60 + "</p>"
PLUMS = f"{BASE}posts/drying-plums-slowly/"
PEARS = f"{BASE}posts/poaching-pears-gently/"
NOINDEX = '\n<meta name="robots" content="noindex">'

Run = Callable[..., Any]  # Any: code, out and err


def site(*, plums: str = "", pears: str = "") -> dict[str, str]:
    links = [PLUMS, PEARS]
    return {
        "public/index.html": page("Plum Notes", canonical=BASE, links=links),
        "public/posts/drying-plums-slowly/index.html": page(
            "Drying plums slowly", canonical=PLUMS, links=[BASE], head=plums, body=TEXT
        ),
        "public/posts/poaching-pears-gently/index.html": page(
            "Poaching pears gently", canonical=PEARS, links=[BASE], head=pears, body=TEXT.replace("plum", "pear")
        ),
    }


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    (tmp_path / ".git").mkdir()
    write(tmp_path, site(pears=NOINDEX))

    def run(*arguments: object) -> Any:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return SimpleNamespace(code=code, out=captured.out, err=captured.err)

    return run


def check(run: Run, *options: object) -> Any:
    return run("check", "public", "--base-url", BASE, *options)


def rules(out: str) -> dict[str, set[str]]:
    audits = [json.loads(line) for line in out.splitlines()]
    return {audit["url"]: {finding["rule"] for finding in audit["findings"]} for audit in audits}


def test_every_page_is_judged_at_its_address_and_a_shut_gate_fails_the_run(run: Run) -> None:
    ran = check(run, "--format", "ndjson")
    assert ran.code == 1
    assert list(rules(ran.out)) == [BASE, PLUMS, PEARS]
    assert f"({PEARS}): a gate is shut (--fail-on gate): noindex-absent" in ran.err


def test_a_good_site_passes(run: Run, tmp_path: Path) -> None:
    write(tmp_path, site())
    assert check(run).code == 0


def test_what_only_the_site_shows_is_a_finding_of_the_page(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"public/posts/nobody-links-here/index.html": page("Nobody links here", body=TEXT)})
    found = rules(check(run, "--format", "ndjson").out)
    assert "internal-inlinks" in found[f"{BASE}posts/nobody-links-here/"] | found[PLUMS]


def test_without_a_base_url_the_error_says_how(run: Run) -> None:
    ran = run("check", "public")
    assert (ran.code, "--base-url" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["public", "public", "--base-url", BASE], "one built folder"),
        (["nowhere", "--base-url", BASE], "is no folder"),
        (["public", "--base-url", f"{BASE}?a=b"], "has a query"),
        (["public", "--base-url", BASE, "--status", "404"], "--status is of single pages"),
        (["public", "--base-url", BASE, "--save", "kept"], "--save is of single pages"),
        (["public", "--base-url", BASE, "--against", "old", "--changed-since", "HEAD"], "exclude each other"),
        (["public", "--base-url", BASE, "--against", "old"], "old: is not there"),
        (["public", "--base-url", BASE, "--files-from", "none.txt"], "none.txt: cannot be read"),
        (["public", "--base-url", BASE, "--baseline", "none.json"], "there is no such baseline"),
        (["public", "--changed-since", "HEAD"], "--changed-since needs --base-url"),
        (["empty", "--base-url", BASE], "is empty"),
    ],
)
def test_wrong_usage_is_one_clear_line_and_exit_code_2(
    run: Run, tmp_path: Path, arguments: list[str], said: str
) -> None:
    (tmp_path / "empty").mkdir()
    ran = run("check", *arguments)
    assert ran.code == 2
    assert said in ran.err
    assert ran.out == ""


# --- what changed ---------------------------------------------------------------------------------------------------


def test_only_pages_that_a_list_touches_are_reported(run: Run, tmp_path: Path) -> None:
    (tmp_path / "changed.txt").write_text("public/posts/drying-plums-slowly/index.html\n")
    ran = check(run, "--files-from", "changed.txt", "--format", "ndjson")
    assert list(rules(ran.out)) == [PLUMS]
    assert ran.code == 0
    assert "1 of 3 pages may have changed" in ran.err


def test_the_list_may_come_on_stdin(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = io.TextIOWrapper(io.BytesIO(b"public/posts/poaching-pears-gently/index.html\n"))
    monkeypatch.setattr("sys.stdin", listed)
    assert check(run, "--files-from", "-").code == 1


def test_an_older_build_tells_what_is_new(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "old", {n.removeprefix("public/"): text for n, text in site().items()})
    ran = check(run, "--against", "old", "--format", "ndjson")
    assert list(rules(ran.out)) == [PEARS]
    assert ran.code == 1


def test_when_nothing_changed_nothing_fails(run: Run, tmp_path: Path) -> None:
    (tmp_path / "changed.txt").write_text("README.md\n")
    ran = check(run, "--files-from", "changed.txt", "--format", "ndjson")
    assert (ran.code, ran.out) == (0, "")
    assert "0 of 3 pages" in ran.err


def test_a_revision_of_git_tells_what_changed_and_the_configuration_with_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".git").rmdir()
    (tmp_path / "indexaudit.toml").write_text('fail_on = "major"\n')
    write(tmp_path, site())

    def git(*arguments: str) -> None:
        who = ["-c", "user.name=Ada", "-c", "user.email=ada@plums.example"]
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    write(tmp_path, site(plums=NOINDEX))
    (tmp_path / "indexaudit.toml").write_text('fail_on = "never"\n')
    ran = check(run, "--changed-since", "HEAD", "--format", "ndjson")
    assert list(rules(ran.out)) == [PLUMS]
    assert ran.code == 0
    assert "the configuration or baseline of indexaudit changed with the pages: indexaudit.toml" in ran.err


# --- what counts ----------------------------------------------------------------------------------------------------


def test_a_baseline_holds_back_what_it_knows_and_nothing_new(run: Run, tmp_path: Path) -> None:
    assert run("baseline", "update", "known.json", "public", "--base-url", BASE).code == 0
    ran = check(run, "--baseline", "known.json", "--format", "ndjson", "--fail-on", "any")
    assert ran.code == 0
    assert not any(rules(ran.out).values())
    assert "held back by the baseline" in ran.err
    write(tmp_path, site(plums=NOINDEX))
    ran = check(run, "--baseline", "known.json", "--format", "ndjson")
    assert ran.code == 1
    assert rules(ran.out)[PLUMS] >= {"noindex-absent"}
    assert "poaching-pears-gently/index.html: fewer faults than the baseline knows" in ran.err


@pytest.mark.parametrize(("format", "line"), [("text", "{said}: {url}"), ("markdown", "- {said}: `{url}`")])
def test_pages_without_anything_new_take_one_line_each(run: Run, tmp_path: Path, format: str, line: str) -> None:
    run("baseline", "update", "known.json", "public", "--base-url", BASE)
    ran = check(run, "--baseline", "known.json", "--format", format)
    assert ran.code == 0
    assert "Nothing to change" not in ran.out
    assert ran.out.count("Nothing new") == 3
    wanted = line.format(said=r"Nothing new; \d+ known findings held back", url=re.escape(PLUMS))
    assert re.search(wanted, " ".join(ran.out.split()))
    assert len(ran.out.partition("3 pages")[0].splitlines()) < 12
    write(tmp_path, site(plums=NOINDEX, pears=NOINDEX))
    assert "noindex-absent" in check(run, "--baseline", "known.json", "--format", format).out


def test_an_update_drops_what_was_mended_and_keeps_reasons_and_pages_that_were_not_judged(
    run: Run, tmp_path: Path
) -> None:
    run("baseline", "update", "known.json", "public", "--base-url", BASE)
    kept = json.loads((tmp_path / "known.json").read_text())
    for entry in kept["entries"]:
        entry["reason"] = "since ever"
    (tmp_path / "known.json").write_text(json.dumps(kept))
    write(tmp_path, site())
    (tmp_path / "changed.txt").write_text("public/posts/poaching-pears-gently/index.html\n")
    target = ("public", "--base-url", BASE, "--files-from", "changed.txt")
    assert run("baseline", "update", "known.json", *target).code == 0
    after = json.loads((tmp_path / "known.json").read_text())["entries"]
    pears = "posts/poaching-pears-gently/index.html"
    assert "noindex-absent" not in {entry["rule"] for entry in after if entry["place"] == pears}
    before = [entry for entry in kept["entries"] if entry["place"] != pears]
    assert [entry for entry in after if entry["place"] != pears] == before


def test_a_baseline_holds_for_single_files_too(run: Run) -> None:
    target = ("public/posts/poaching-pears-gently/index.html", "--url", PEARS)
    assert run("baseline", "update", "known.json", *target).code == 0
    assert run("check", *target).code == 1
    assert run("check", *target, "--baseline", "known.json").code == 0


def test_the_configuration_sets_findings_aside_and_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "indexaudit.toml").write_text(
        '[[ignored]]\nrule = "noindex-absent"\npath = "/posts/poaching"\nreason = "until the harvest"\n'
        '[[ignored]]\nrule = "title-length"\npath = "/none"\nreason = "none"\n'
    )
    ran = check(run)
    assert ran.code == 0
    assert "noindex-absent was set aside by the configuration: until the harvest" in ran.err
    assert "[[ignored]] title-length at /none sets nothing aside" in ran.err


def test_a_page_of_a_folder_may_let_itself_off_and_what_has_no_effect_is_said(run: Run, tmp_path: Path) -> None:
    marked = {
        name: text.replace("<html ", '<html data-indexaudit-ignore="noindex-absent no-such-rule" ')
        for name, text in site(pears=NOINDEX).items()
        if "pears" in name
    }
    write(tmp_path, marked)
    ran = check(run)
    assert ran.code == 0
    assert "pears-gently/index.html:1: noindex-absent was set aside by the page" in ran.err
    assert "there is no rule 'no-such-rule'" in ran.err


def test_a_single_file_may_not_let_itself_off(run: Run, tmp_path: Path) -> None:
    name = "public/posts/poaching-pears-gently/index.html"
    (tmp_path / "one.html").write_text(
        (tmp_path / name).read_text().replace("<html ", '<html data-indexaudit-ignore="noindex-absent" ')
    )
    ran = run("check", "one.html", "--url", PEARS)
    assert ran.code == 1
    assert "counts only in a built folder and on hosts of the brand" in ran.err


def test_budgets_and_severities_of_the_configuration_hold(run: Run, tmp_path: Path) -> None:
    write(tmp_path, site())
    assert check(run, "--fail-on", "gate").code == 0
    (tmp_path / "indexaudit.toml").write_text('[[budget]]\npath = "/posts/"\nmax_findings = 0\n')
    ran = check(run)
    assert ran.code == 1
    assert "more than max_findings 0" in ran.err
    (tmp_path / "indexaudit.toml").write_text('fail_on = "major"\n')
    assert check(run).code == 1
    said = check(run).err.split("(--fail-on major): ")[1:]
    majors = {rule for line in said for rule in line.splitlines()[0].split(", ")}
    lines = "".join(f'{rule} = "info"\n' for rule in sorted(majors))
    (tmp_path / "indexaudit.toml").write_text(f'fail_on = "major"\n[severity]\n{lines}')
    assert check(run).code == 0


# --- reports --------------------------------------------------------------------------------------------------------


def test_findings_are_shown_in_the_files_of_the_folder_on_their_lines(run: Run) -> None:
    ran = check(run, "--format", "github")
    line = next(line for line in ran.out.splitlines() if "noindex-absent" in line)
    assert line.startswith("::error file=public/posts/poaching-pears-gently/index.html,line=2,")


def test_findings_are_shown_in_the_source_that_changed_for_a_reviewer_sees_no_other_file(
    run: Run, tmp_path: Path
) -> None:
    write(tmp_path, {"content/posts/poaching-pears-gently.md": "---\ntitle: Poaching pears gently\n---\nPears.\n"})
    (tmp_path / "changed.txt").write_text("content/posts/poaching-pears-gently.md\n")
    ran = check(run, "--files-from", "changed.txt", "--format", "github")
    line = next(line for line in ran.out.splitlines() if "noindex-absent" in line)
    assert line.startswith("::error file=content/posts/poaching-pears-gently.md,line=1,")
    assert "Seen: line 2 of public/posts/poaching-pears-gently/index.html: <meta" in line
    assert "line 2 of public/" in check(run, "--files-from", "changed.txt", "--format", "comment").out
    with (tmp_path / "changed.txt").open("a") as changed:
        changed.write("public/posts/poaching-pears-gently/index.html\n")
    ran = check(run, "--files-from", "changed.txt", "--format", "github")
    line = next(line for line in ran.out.splitlines() if "noindex-absent" in line)
    assert line.startswith("::error file=public/posts/poaching-pears-gently/index.html,line=2,")


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        pytest.param(
            "internal-links-live", f'<a href="{BASE}">', '\n<a class="x"\nhref="/no-such/">', id="a dead link"
        ),
        pytest.param("canonical-target-ok", f'href="{PLUMS}"', f'\nhref="{BASE}no-such/"', id="a dead canonical"),
    ],
)
def test_what_only_the_site_shows_is_shown_on_its_line(run: Run, tmp_path: Path, rule: str, old: str, new: str) -> None:
    name = "public/posts/drying-plums-slowly/index.html"
    text = site()[name]
    assert old in text
    text = text.replace(old, new, 1)
    write(tmp_path, site() | {name: text})
    ran = check(run, "--format", "ndjson")
    audit = next(one for line in ran.out.splitlines() if (one := json.loads(line))["url"] == PLUMS)
    (found,) = (finding for finding in audit["findings"] if finding["rule"] == rule)
    at = text.index("<link rel" if rule == "canonical-target-ok" else "/no-such/")
    assert found["evidence"][0]["line"] == 1 + text.count("\n", 0, at)
    assert found["evidence"][0]["where"] == "html"


def test_bytes_that_are_not_of_the_declared_encoding_are_said_and_never_asked_for(run: Run, tmp_path: Path) -> None:
    name = "public/posts/drying-plums-slowly/index.html"
    text = (
        site()[name]
        .replace("slowly</title>", "slowly, cr\xe8me</title>")
        .replace("</main>", '<a href="/caf\xe9/">Caf\xe9</a></main>')
    )
    write(tmp_path, site())
    (tmp_path / name).write_bytes(text.encode("latin-1"))
    ran = check(run, "--format", "ndjson")
    assert "note: posts/drying-plums-slowly/index.html: holds bytes that are not utf-8, so that readers see" in ran.err
    findings = [one for line in ran.out.splitlines() for one in json.loads(line)["findings"]]
    assert not [one for one in findings if "\ufffd" in (one["fix"] or "") or "%EF%BF%BD" in (one["fix"] or "")]
    (found,) = [one for one in findings if one["rule"] == "url-encoding-valid"]
    assert "bytes that are not of the page's encoding" in found["message"]


def test_several_reports_are_written_from_one_run(run: Run, tmp_path: Path) -> None:
    check(run, "--output", "sarif=a.sarif", "--output", "junit=b.xml", "--output", "gitlab=c.json")
    results = json.loads((tmp_path / "a.sarif").read_text())["runs"][0]["results"]
    file = "public/posts/poaching-pears-gently/index.html"
    assert file in {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results}
    assert (tmp_path / "b.xml").read_text().count("<failure") == 1
    assert file in {entry["location"]["path"] for entry in json.loads((tmp_path / "c.json").read_text())}


def test_junit_fails_what_the_thresholds_fail(run: Run, tmp_path: Path) -> None:
    check(run, "--fail-on", "any", "--output", "junit=b.xml")
    assert (tmp_path / "b.xml").read_text().count("<failure") > 3


def test_the_summary_of_a_github_step_is_appended(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    check(run)
    assert summary.read_text() == "before\n"
    check(run, "--format", "github")
    assert summary.read_text().startswith("before\n")
    assert "poaching-pears-gently" in summary.read_text()


def test_the_comment_shows_the_scores_before_and_after_by_the_same_measure(run: Run, tmp_path: Path) -> None:
    old = site(plums=NOINDEX)
    del old["public/posts/poaching-pears-gently/index.html"]
    write(tmp_path / "old", {n.removeprefix("public/"): text for n, text in old.items()})
    (tmp_path / "indexaudit.toml").write_text(
        '[[ignored]]\nrule = "meta-description-present"\npath = "/"\nreason = "none here"\n'
    )
    ran = check(run, "--against", "old", "--format", "comment")
    row = next(line for line in ran.out.splitlines() if "drying-plums-slowly" in line and line.startswith("|"))
    assert "0.0 → " in row
    assert "noindex-absent" in ran.out
    assert "meta-description-present" not in ran.out
    assert "→" not in check(run, "--format", "comment").out


def test_an_older_build_without_pages_makes_all_of_them_new(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"old/style.css": ""})
    ran = check(run, "--against", "old", "--format", "comment")
    assert ran.code == 1
    assert "nothing to compare with: old: holds no HTML" in ran.err


def test_an_empty_folder_is_no_older_build(run: Run, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    ran = check(run, "--against", "old")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[0].startswith("error: old: is empty; name the folder of an older build")


def test_a_list_of_which_no_file_is_there_is_said(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"list.txt": "posts/no-such.md\nposts/nor-this.md\n"})
    ran = check(run, "--files-from", "list.txt")
    assert ran.code == 0
    assert "note: none of the 2 listed files is there: posts/no-such.md, posts/nor-this.md; name them from " in ran.err
    write(tmp_path, {"posts/nor-this.md": ""})
    assert "listed file" not in check(run, "--files-from", "list.txt").err


SOURCES = {
    "content/posts/drying-plums-slowly.md": "---\ntitle: Drying plums slowly\n---\n",
    "content/posts/lost.md": "---\ntitle: Lost\n---\n",
    "content/posts/piece.md": "---\ntitle: A piece\n---\n",
    "content/posts/empty.md": "---\ntitle: Empty\n---\n",
    "public/posts/piece/index.html": "<p>Only this.</p>",
    "public/posts/empty/index.html": "",
}


@pytest.mark.parametrize(
    ("name", "why"),
    [
        pytest.param("lost", "it leads to no built page", id="no page"),
        pytest.param("piece", "public/posts/piece/index.html is a piece of a page", id="a piece"),
        pytest.param("empty", "public/posts/empty/index.html is empty", id="an empty file"),
    ],
)
def test_a_new_post_without_a_page_could_not_be_judged(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, why: str
) -> None:
    write(tmp_path, SOURCES)
    write(tmp_path, {"list.txt": f"content/posts/{name}.md\n"})
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    ran = check(run, "--files-from", "list.txt", "--format", "github", "--output", f"comment={tmp_path / 'c.md'}")
    assert ran.code == 2
    assert f"error: content/posts/{name}.md: could not be judged: " in ran.err
    assert why in ran.err
    assert ran.out.startswith(f"::warning file=content/posts/{name}.md,line=1,title=could not be judged::It ")
    for written in (summary, tmp_path / "c.md"):
        assert f"- `content/posts/{name}.md`: " in written.read_text(encoding="utf-8")


def test_a_source_that_makes_no_page_may_be_named_in_the_configuration(run: Run, tmp_path: Path) -> None:
    write(tmp_path, SOURCES)
    write(
        tmp_path, {"list.txt": "content/posts/lost.md\n", "indexaudit.toml": 'without_page = ["/content/posts/l*"]\n'}
    )
    ran = check(run, "--files-from", "list.txt")
    assert (ran.code, "error" in ran.err) == (0, False)


def test_pieces_that_a_change_does_not_touch_fail_nothing(run: Run, tmp_path: Path) -> None:
    write(tmp_path, site() | SOURCES)
    write(
        tmp_path, {"list.txt": "layouts/single.html\n", "public/google1.html": "google-site-verification: google1.html"}
    )
    ran = check(run, "--files-from", "list.txt")
    assert ran.code == 0
    assert "posts/empty/index.html: is empty, and was not judged" in ran.err


@pytest.mark.parametrize(
    ("number", "said"),
    [pytest.param(4, True, id="enough pages"), pytest.param(0, False, id="too few to tell")],
)
def test_a_fault_that_all_pages_have_is_said_to_be_the_templates(
    run: Run, tmp_path: Path, number: int, said: bool
) -> None:
    for name in ("new", *map(str, range(number))):
        made = page(f"How plums are dried in valley {name}", body=TEXT.replace("rack", f"rack of {name}"))
        write(tmp_path, {f"public/posts/drying-plums-in-{name}/index.html": made})
    write(tmp_path, {"list.txt": "public/posts/drying-plums-in-new/index.html\n"})
    ran = check(run, "--files-from", "list.txt", "--fail-on", "major")
    assert ran.code == 1
    line = f"note: og-core: all {number + 3} articles that were looked at have this fault, so it is the template's"
    assert (line in ran.err) is said

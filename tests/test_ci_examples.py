"""The ways into a pipeline run as they stand: the steps of the action, the templates, the hook."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BASE = "https://lampwick.example/"
NEW = ("reading-a-brood-frame", "wintering-a-small-hive")
BAD = "public/posts/wintering-a-small-hive/index.html"


def git(repository: Path, *arguments: str) -> str:
    who = ["-c", "user.name=Ines", "-c", "user.email=ines@lampwick.example"]
    ran = subprocess.run(["git", *who, *arguments], cwd=repository, check=True, capture_output=True, text=True)
    return ran.stdout.strip()


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    """The example in a repository of its own, whose last commit adds both new posts."""
    blog = tmp_path / "blog"
    shutil.copytree(ROOT / "examples" / "ci", blog)
    git(blog, "init", "-q")
    git(blog, "add", ".")
    git(blog, "rm", "-rq", "--cached", *(f"public/posts/{name}" for name in NEW))
    git(blog, "commit", "-qm", "one post")
    git(blog, "add", ".")
    git(blog, "commit", "-qm", "two posts")
    return blog


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder as ``$RUNNER_TEMP``, in which the first step of the action has put the command."""
    command = tmp_path / "indexaudit" / "bin" / "indexaudit"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m indexaudit "$@"\n')
    command.chmod(0o755)
    return tmp_path


def steps(text: str) -> list[str]:
    """The shell of each ``run: |``."""
    return [textwrap.dedent(block) for block in re.findall(r"run: \|\n((?: {8}.*\n?)+)", text)]


def run(shell: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    known = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = known | {"PYTHONPATH": str(ROOT)} | variables
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", shell]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def inputs(**given: str) -> dict[str, str]:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    names = re.findall(r"^        ([A-Z_]+): \$\{\{ inputs\.", text, re.MULTILINE)
    assert set(given) <= set(names)
    return dict.fromkeys(names, "") | given


def test_the_action_finds_the_bad_post_on_the_right_lines(blog: Path, installed: Path) -> None:
    _, check = steps((ROOT / "action.yml").read_text(encoding="utf-8"))
    summary = installed / "summary.md"
    given = inputs(FOLDER="public", BASE_URL=BASE, CHANGED_SINCE=git(blog, "rev-parse", "HEAD~1"), SARIF="a.sarif")
    ran = run(check, blog, RUNNER_TEMP=str(installed), GITHUB_STEP_SUMMARY=str(summary), **given)
    assert ran.returncode == 1, ran.stderr
    source = (blog / BAD).read_text(encoding="utf-8").splitlines()
    noindex = 1 + next(n for n, line in enumerate(source) if 'content="noindex"' in line)
    canonical = 1 + next(n for n, line in enumerate(source) if "//localhost" in line)
    assert f"::error file={BAD},line={noindex},title=noindex-absent" in ran.stdout
    assert f"::error file={BAD},line={canonical},title=canonical-target-ok" in ran.stdout
    assert "::error file=public/posts/reading" not in ran.stdout
    assert "marking-a-queen-bee" not in ran.stdout.replace("http", "")
    assert "2 of 4 pages may have changed" in ran.stderr
    assert ran.stderr.count("(--fail-on major)") == 1
    assert BAD in summary.read_text(encoding="utf-8")
    assert json.loads((blog / "a.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_the_action_passes_the_good_post(blog: Path, installed: Path) -> None:
    shutil.rmtree((blog / BAD).parent)
    _, check = steps((ROOT / "action.yml").read_text(encoding="utf-8"))
    given = inputs(FOLDER="public", BASE_URL=BASE, CHANGED_SINCE="HEAD~1", FAIL_ON="major")
    assert run(check, blog, RUNNER_TEMP=str(installed), **given).returncode == 0


def test_inputs_of_the_action_are_never_run(blog: Path, installed: Path) -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert not any("${{" in shell for shell in steps(text))
    given = inputs(FOLDER="$(touch made)", BASE_URL=BASE, FAIL_ON="; touch made")
    assert run(steps(text)[1], blog, RUNNER_TEMP=str(installed), **given).returncode == 2
    assert not (blog / "made").exists()


def test_the_inputs_that_the_workflow_gives_are_those_of_the_action() -> None:
    workflow = (ROOT / "examples" / "ci" / "github-workflow.yml").read_text(encoding="utf-8")
    action = (ROOT / "action.yml").read_text(encoding="utf-8")
    given = re.findall(r"^          ([a-z-]+):", workflow.partition("OWNER/indexaudit")[2], re.MULTILINE)
    assert given
    assert set(given) <= set(re.findall(r"^  ([a-z-]+):$", action, re.MULTILINE))


def test_the_script_of_the_gitlab_template_writes_both_reports(blog: Path, installed: Path) -> None:
    text = (ROOT / "examples" / "ci" / "gitlab-ci.yml").read_text(encoding="utf-8")
    script = re.search(r"  script:\n    - (.*)\n", text)
    assert script is not None
    ran = run(
        f'PATH="{installed}/indexaudit/bin:$PATH"; {script[1]}',
        blog,
        INDEXAUDIT_BASE_URL=BASE,
        CI_MERGE_REQUEST_DIFF_BASE_SHA="HEAD~1",
    )
    assert ran.returncode == 1, ran.stderr
    for name in ("gl-code-quality-report.json", "indexaudit.xml"):
        assert name in text.partition("artifacts:")[2]
        assert BAD in (blog / name).read_text(encoding="utf-8")


def test_the_hook_with_the_arguments_of_the_page_on_it_runs(blog: Path, installed: Path) -> None:
    hook = re.search(r"^  entry: (.*)$", (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"), re.MULTILINE)
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    arguments = re.search(r"- id: indexaudit\n        args: \[(.*)\]", page)
    assert hook is not None
    assert arguments is not None
    line = f"{hook[1]} {arguments[1].replace(',', '')}".replace("https://blog.example/", BASE)
    shell = f'PATH="{installed}/indexaudit/bin:$PATH"; {line}'
    assert run(shell, blog).returncode == 0  # nothing changed since the last commit
    bad = blog / BAD
    bad.write_text(bad.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert run(shell, blog).returncode == 1


@pytest.mark.parametrize(
    "name", ["examples/ci/github-workflow.yml", "examples/ci/gitlab-ci.yml", "docs/ci.md", "README.md"]
)
def test_every_example_that_is_copied_asks_for_the_same(name: str) -> None:
    """Each by itself, without the configuration beside it."""
    text = (ROOT / name).read_text(encoding="utf-8")
    runs = [line for line in text.splitlines() if "changed-since" in line and "--changed-since REV" not in line]
    runs = [line for line in runs if "--changed-since`" not in line and "Inputs:" not in line]
    assert runs
    for line in runs:
        after = text[text.index(line) :][: len(line) + 60]
        assert re.search(r"fail-on[:,]? major", after), line

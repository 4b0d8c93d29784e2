"""What was looked at beside a page is accounted for in its result, and in the reports for people."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from indexaudit.audit import audit_snapshot
from indexaudit.cli import main
from indexaudit.config import Config, Limits
from indexaudit.errors import ConfigError
from indexaudit.looks import Cost, Images, Look, Probes, Rendered, accounted
from indexaudit.model import PageAudit, Probe
from indexaudit.report import markdown, text
from indexaudit.testing import snapshot

URL = "https://example.com/plums"
DONE = Look(kind="image", url=URL, ended="done", cost=Cost(requests=2, bytes=33_000, seconds=0.25))
REFUSED = Look(kind="variant", url=URL, ended="refused", reason="robots.txt forbids us", cost=Cost(requests=1))
RENDERED = Rendered(url=URL, final_url=URL, ended="unavailable", reason="no browser is installed")


def test_nothing_was_asked_for_and_nothing_is_listed() -> None:
    assert accounted(None, None, None) == ()
    assert accounted(None, Images(), Probes()) == ()


def test_looks_for_one_purpose_are_one_entry_with_their_costs_together_and_the_worst_end() -> None:
    variant = replace(DONE, kind="variant")
    found = accounted(RENDERED, Images(looks=(DONE,)), Probes(looks=(variant, REFUSED)))
    assert found == (
        Probe(
            probe="rendered", requests=0, bytes=0, seconds=0.0, ended="failed", reason="no browser is installed"
        ),
        Probe(probe="image", requests=2, bytes=33_000, seconds=0.25, ended="done", reason=""),
        Probe(
            probe="variant", requests=3, bytes=33_000, seconds=0.25, ended="refused", reason="robots.txt forbids us"
        ),
    )  # fmt: skip


def test_the_result_lists_them_and_survives_json() -> None:
    audit = audit_snapshot(replace(snapshot(), images=Images(looks=(DONE,)), probes=Probes(looks=(REFUSED,))))
    assert [probe.probe for probe in audit.probes] == ["image", "variant"]
    assert PageAudit.from_json(audit.to_json()) == audit


def test_a_result_of_a_version_before_has_none() -> None:
    older = audit_snapshot(snapshot()).to_dict()
    assert older.pop("probes") == []
    assert PageAudit.from_json(json.dumps(older)).probes == ()


@pytest.mark.parametrize("render", [text.render, markdown.render], ids=["text", "markdown"])
def test_reports_for_people_have_a_line_for_each(render: Callable[..., str]) -> None:
    audit = audit_snapshot(replace(snapshot(), images=Images(looks=(DONE,)), probes=Probes(looks=(REFUSED,))))
    shown = render([audit]).replace("\\", "")
    assert "share image: 2 requests, 32 KiB, 0.2 s\n" in shown
    assert "other spellings of the address: 1 request, 0 B, 0.0 s; refused:" in shown
    assert "robots.txt forbids us" in shown
    assert "Looked at" not in render([audit_snapshot(snapshot())])


@pytest.mark.parametrize("option", ["--render", "--images", "--probe"])
def test_an_option_that_looks_is_for_addresses_alone(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>Plums")
    cases = [
        ([str(page)], "is for URLs: a file and a saved snapshot are judged without a network"),
        ([str(tmp_path), "--base-url", "https://example.com/"], "a built folder is judged without it"),
        ([URL, "--production-url", "https://example.org/"], "does not go with --production-url"),
    ]
    for arguments, said in cases:
        assert main(["check", *arguments, option, "--no-config"]) == 2
        shown = capsys.readouterr()
        assert shown.out == ""
        assert f"{option} " in shown.err
        assert said in " ".join(shown.err.split())


def test_a_budget_may_be_nothing_but_not_less() -> None:
    assert Limits(probe_requests=0, image_bytes=0, render_seconds=0).probe_requests == 0
    with pytest.raises(ConfigError, match=r"limits: probe_seconds: must be 0 or more"):
        Limits(probe_seconds=-1)


def test_the_configuration_asks_for_nothing_by_itself() -> None:
    config = Config()
    assert (config.render, config.images, config.probe) == (False, False, False)

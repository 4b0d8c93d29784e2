"""The public door: what it exports, that it is quick to open, and that results survive the way through JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import indexaudit
from indexaudit import serial
from indexaudit.errors import InvalidURL

HTML = "<!doctype html><html lang=en><title>Keeping plums fresh</title><h1>Keeping plums fresh</h1><p>Cool and dry."


def test_every_public_name_is_there_and_sorted() -> None:
    assert list(indexaudit.__all__) == sorted(indexaudit.__all__)
    for name in indexaudit.__all__:
        assert getattr(indexaudit, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'audit_htlm'"):
        indexaudit.audit_htlm  # type: ignore[attr-defined]  # noqa: B018


def test_importing_loads_no_parser_and_no_network() -> None:
    code = (
        "import sys, indexaudit; "
        "print([m for m in ('lxml', 'requests', 'pydantic', 'trafilatura', 'extruct', 'bs4') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_rules_is_a_function_and_a_package() -> None:
    ids = [rule.id for rule in indexaudit.rules()]
    assert ids == sorted(set(ids))
    assert "title-present" in ids
    from indexaudit.rules.base import Rule

    assert all(isinstance(rule, Rule) for rule in indexaudit.rules())


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({}, id="HTML alone"),
        pytest.param({"headers": {"Content-Type": "text/html"}, "robots_txt": "User-agent: *\nDisallow: /"}, id="all"),
        pytest.param({"status": 404, "robots_txt": b""}, id="broken"),
    ],
)
def test_a_result_survives_json_and_fits_the_schema(options: dict[str, object]) -> None:
    audit = indexaudit.audit_html(HTML, "https://example.com/plums/keeping-plums-fresh", **options)  # type: ignore[arg-type]
    text = audit.to_json()
    assert indexaudit.PageAudit.from_json(text) == audit
    assert indexaudit.PageAudit.from_json(text).to_json() == text
    jsonschema.Draft202012Validator(serial.schema(indexaudit.PageAudit)).validate(json.loads(text))
    assert audit.to_dict() == json.loads(text)


def test_keys_are_always_there() -> None:
    audit = indexaudit.audit_html("", "https://example.com/").to_dict()
    assert list(audit) == [
        "schema",
        "version",
        "url",
        "final_url",
        "fetched_at",
        "fetch_error",
        "address",
        "page_type",
        "indexability",
        "indexability_reasons",
        "indexed_at",
        "scores",
        "coverage",
        "facts",
        "findings",
        "passed",
        "skipped",
        "agents",
        "probes",
        "rendering",
    ]
    assert list(audit["scores"]) == [
        "search",
        "share",
        "access",
        "permalink",
        "metadata",
        "content",
        "ownership",
        "discovery",
    ]


def test_the_same_call_gives_the_same_bytes() -> None:
    first = indexaudit.audit_html(HTML, "https://example.com/a-b").to_json()
    assert indexaudit.audit_html(HTML, "https://example.com/a-b").to_json() == first


@pytest.mark.parametrize("html", [b"", "", b"\x00\x01\xff" * 500, "<?xml version='1.0' encoding='latin-1'?><p>\ud800"])
def test_odd_input_is_a_result_and_no_exception(html: str | bytes) -> None:
    audit = indexaudit.audit_html(html, "https://example.com/a")
    assert not [f for f in audit.findings if f.status == "crash"]


@pytest.mark.parametrize(
    "url", ["", "plums", "https://", "javascript:void(0)", "//example.com/a", "mailto:a@b.example"]
)
def test_what_is_no_address_is_one_typed_error(url: str) -> None:
    with pytest.raises(InvalidURL) as error:
        indexaudit.audit_html(HTML, url)
    assert error.value.code == "invalid_url"


def test_robots_decision_names_the_line() -> None:
    decision = indexaudit.robots_decision("User-agent: *\nDisallow: /a\nAllow: /a/b\n", "Googlebot", "/a/b/c")
    assert (decision.allowed, decision.line, decision.rule) == (True, 3, "Allow: /a/b")


def test_judging_touches_neither_files_nor_network(fixtures: Path) -> None:
    page = fixtures / "wordpress-post.html"
    code = f"""
import sys
from pathlib import Path
import indexaudit
body = Path({str(page)!r}).read_bytes()
def run(html):
    for content in ("precise", "fast", "none"):
        indexaudit.audit_html(html, "https://example.com/a-b", config=indexaudit.Config(content=content)).to_json()
run(body)  # modules and their data are loaded on first use
touched = []
sys.addaudithook(lambda event, args: touched.append((event, str(args)[:200]))
                 if event.startswith(("open", "socket", "subprocess", "os.")) else None)
run(body.replace(b"<h1", b"<h1 id=x"))
print(touched)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_rule_to_ignore_must_be_there() -> None:
    with pytest.raises(indexaudit.ConfigError, match="did you mean 'title-length'"):
        indexaudit.audit_html(HTML, "https://example.com/a", config=indexaudit.Config(ignore=("title-lenght",)))
    audit = indexaudit.audit_html(HTML, "https://example.com/a", config=indexaudit.Config(ignore=("title-length",)))
    assert "title-length" not in (*audit.passed, *(f.rule for f in audit.findings), *(s.rule for s in audit.skipped))

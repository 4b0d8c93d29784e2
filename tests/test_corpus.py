"""Every real page: no exception, no crash, valid against the schema, and the same again."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import jsonschema

from indexaudit import Config, PageAudit, audit_html, serial


def test_every_page_of_the_corpus_is_audited(corpus: Path) -> None:
    validator = jsonschema.Draft202012Validator(serial.schema(PageAudit))
    faults = []
    rows = [json.loads(line) for line in (corpus / "pages.jsonl").read_text(encoding="utf-8").splitlines()]
    for number, row in enumerate(rows):
        body = gzip.decompress((corpus / row["file"]).read_bytes())
        # The dear reader on a part of the pages, the cheap ones on the others, so that the suite stays short.
        config = Config(content=("precise", "fast", "none")[number % 3])  # type: ignore[arg-type]
        headers = row.get("http_headers")
        arguments = {"headers": _pairs(headers), "robots_txt": "", "config": config}
        audit = audit_html(body, row["url"], **arguments)  # type: ignore[arg-type]
        text = audit.to_json()
        faults += [(row["name"], f.rule, f.message) for f in audit.findings if f.status == "crash"]
        if audit_html(body, row["url"], **arguments).to_json() != text:  # type: ignore[arg-type]
            faults.append((row["name"], "second run", "differs"))
        faults += [(row["name"], "schema", e.message[:200]) for e in validator.iter_errors(json.loads(text))]
    assert len(rows) > 1000
    assert faults == []


def _pairs(headers: object) -> list[tuple[str, str]] | None:
    if isinstance(headers, dict):
        return [(str(k), str(v)) for k, v in headers.items()]
    return None

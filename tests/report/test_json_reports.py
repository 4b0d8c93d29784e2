"""Results as JSON and as lines of JSON."""

import json
from collections.abc import Callable

import jsonschema
import pytest

from indexaudit import serial
from indexaudit.model import PageAudit
from indexaudit.report import json as json_report
from indexaudit.report import ndjson

Make = Callable[..., PageAudit]


def test_one_page_is_an_object_and_several_are_an_array(make: Make) -> None:
    one, two = make(), make(headline="Second")
    assert json.loads(json_report.render([one])) == one.to_dict()
    assert json.loads(json_report.render([one, two])) == [one.to_dict(), two.to_dict()]
    assert json.loads(json_report.render([])) == []


def test_a_long_run_is_an_array_that_grows(make: Make) -> None:
    for count in range(4):
        audits = [make(headline=str(number)) for number in range(count)]
        pieces = list(json_report.stream(audits))
        assert "".join(pieces) == json_report.render(audits)
        assert len(pieces) == count + 1


def test_one_object_a_line(make: Make) -> None:
    lines = ndjson.render([make(headline="two\nlines\u2028more"), make()]).split("\n")
    assert len(lines) == 3
    assert lines[-1] == ""
    assert [json.loads(line)["facts"]["headline"] for line in lines[:2]] == [
        "two\nlines\u2028more",
        "Pruning a young apple tree",
    ]


@pytest.mark.parametrize("text", ["\ud800", "\udfffx", "\x00\x1b", "日本語 \U0001f34e", "</script>"])
def test_any_text_can_be_written_and_read_again(make: Make, text: str) -> None:
    for report in (json_report.render([make(headline=text)]), ndjson.render([make(headline=text)])):
        read = json.loads(report.encode("utf-8"))
        assert read["facts"]["headline"] == "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)


def test_ascii_output_is_the_same_json(make: Make) -> None:
    report = json_report.render([make(headline="塩パン \U0001f35e é")])
    plain = json_report.ascii_only(report)
    assert plain.isascii()
    assert json.loads(plain) == json.loads(report)


def test_every_output_fits_the_schema_and_absent_is_null(make: Make) -> None:
    read = json.loads(json_report.render([make(description=None)]))
    jsonschema.validate(read, serial.schema(PageAudit))
    assert read["facts"]["description"] is None
    assert read["scores"]["discovery"] is None

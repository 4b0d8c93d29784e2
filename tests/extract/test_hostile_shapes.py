"""Pages that are made to hurt: they end in time, grow no faster than their size, and lose no signal without a word."""

from __future__ import annotations

import itertools
import random
import time
from pathlib import Path

import jsonschema
import pytest
from hostile_shapes import CANONICAL, SHAPES, Shape

from indexaudit import serial
from indexaudit.api import audit_html
from indexaudit.config import Config, Limits
from indexaudit.extract.document import parse
from indexaudit.extract.links import read_links
from indexaudit.model import PageAudit, Status

URL = "https://www.example.com/plums"
CAP = Limits().body_bytes
SECONDS = 3.0
HEADERS = {"Content-Type": "text/html; charset=utf-8", "Date": "Wed, 04 Mar 2026 12:00:00 GMT"}
CONFIG = Config()
VALIDATOR = jsonschema.Draft202012Validator(serial.schema(PageAudit))


def audited(body: bytes, config: Config = CONFIG) -> tuple[PageAudit, float]:
    began = time.process_time()
    audit = audit_html(body, URL, headers=HEADERS, robots_txt="", config=config)
    return audit, time.process_time() - began


def sound(audit: PageAudit) -> None:
    assert [f for f in audit.findings if f.status is Status.CRASH] == []
    VALIDATOR.validate(audit.to_dict())
    assert PageAudit.from_json(audit.to_json()) == audit


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_page_at_the_size_cap_ends_in_time(shape: Shape) -> None:
    body = shape.make(CAP)
    assert len(body) <= CAP
    audit, seconds = audited(body)
    if seconds > SECONDS:  # a busy machine proves nothing: once more
        audit, seconds = audited(body)
    assert seconds <= SECONDS
    sound(audit)
    assert audit.facts is not None
    assert audit.facts.canonical == (CANONICAL if shape.canonical else None)


@pytest.mark.parametrize("name", ["P01 nested divs", "P01 nested spans with text", "P03 attributes of one tag"])
def test_what_stands_behind_it_is_read(name: str) -> None:
    page = parse(SHAPES[name].make(CAP), url=URL, media_type="text/html", charset="utf-8", limits=Limits())
    assert [link.url for link in read_links(page).links] == ["https://www.example.com/last"]
    assert page.document.gaps


@pytest.mark.parametrize(
    "shape", [s for s in SHAPES.values() if s.grows], ids=[n for n, s in SHAPES.items() if s.grows]
)
def test_twice_the_page_takes_at_most_three_times_as_long(shape: Shape) -> None:
    """Four sizes in the region where no limit cuts the work short; the best of a few runs of each."""
    bodies = [shape.make(size) for size in (8_000, 16_000, 32_000, 64_000)]
    best = [float("inf")] * len(bodies)
    for _ in range(6):  # a busy machine needs more than three
        best = [min(known, audited(body)[1]) for known, body in zip(best, bodies, strict=True)]
        # Below 20 ms the steps of the clock, and what is done once a page, count for more than the page.
        if all(b <= 3 * max(a, 0.02) for a, b in itertools.pairwise(best)):
            return
    pytest.fail(f"seconds for twice the page each: {best}")


def test_P11_a_text_with_an_xml_declaration_is_read() -> None:
    page = f"<?xml version='1.0' encoding='utf-16'?><html><head><link rel=canonical href='{CANONICAL}'></head><p>x"
    audit = audit_html(page, URL)
    sound(audit)
    assert audit.facts is not None
    assert audit.facts.canonical == CANONICAL


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("<p vocab='http://[bad' prefix='a: b' typeof=Article property=name>x", id="J20 a bad vocabulary"),
        pytest.param("<div class=h-entry>" * 1500 + "<p class=p-name>x", id="J21 nested microformats"),
        pytest.param("<div typeof=Article>" * 1500 + "<p property=name>x", id="J19 nested RDFa"),
        pytest.param("<p class='h-entry hentry vcard' typeof property>" * 2000, id="J22 both"),
    ],
)
def test_the_other_syntaxes_end_and_say_what_they_left_out(markup: str) -> None:
    began = time.monotonic()
    page = f"<html><head><link rel=canonical href='{CANONICAL}'></head><body>{markup}"
    audit = audit_html(page, URL, config=Config(structured_data="all"))
    assert time.monotonic() - began < SECONDS + 2
    sound(audit)
    assert audit.facts is not None
    assert audit.facts.canonical == CANONICAL


# --- mutations --------------------------------------------------------------------------------------------------------

PIECES = [
    b"<", b">", b"</", b"<!--", b"-->", b'"', b"'", b"&", b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\x1b[",
    b"<script>", b"</script>", b"<template>", b"<svg>", b"<title>", b"<body>", b"<head>", b"<base href=//[>", b"{", b"[",
    b"\\ud800", b"1e999", b"<meta charset=utf-16>", b"<meta charset=utf-7>", b"<plaintext>", b"<frameset>", b"<select>",
]  # fmt: skip


def mutated(page: bytes, chance: random.Random) -> bytes:
    """A page with up to twelve places cut, doubled, moved, flipped or filled."""
    body = bytearray(page)
    for _ in range(chance.randint(1, 12)):
        a, b = sorted(chance.randrange(len(body) + 1) for _ in range(2))
        b = min(b, a + chance.choice((1, 8, 200, 4000)))
        what = chance.randrange(6)
        if what == 0:
            del body[a:b]
        elif what == 1:
            body[a:a] = body[a:b] * chance.choice((1, 2, 30))
        elif what == 2:
            body[a:a] = chance.choice(PIECES) * chance.choice((1, 1, 40))
        elif what == 3:
            body[a:b] = bytes(chance.randrange(256) for _ in range(min(b - a, 64)))
        elif what == 4:
            piece = bytes(body[a:b])
            del body[a:b]
            place = chance.randrange(len(body) + 1)
            body[place:place] = piece
        else:
            del body[a:]
        if not body:
            body += b" "
    return bytes(body)


@pytest.mark.parametrize("part", range(6))
def test_a_page_that_was_shaken_gives_a_result(part: int, fixtures: Path) -> None:
    pages = [path.read_bytes() for path in sorted(fixtures.glob("*.html"))]
    assert len(pages) >= 10
    for seed in range(part * 50, part * 50 + 50):
        chance = random.Random(seed)
        body = mutated(chance.choice(pages), chance)
        headers = chance.choice([{}, HEADERS, {"Content-Type": "text/html"}, {"Content-Type": "application/xhtml+xml"}])
        config = Config(content=chance.choice(("precise", "fast")))  # type: ignore[arg-type]
        audit = audit_html(
            body, URL, headers=headers, robots_txt=mutated(b"User-agent: *\nDisallow: /x\n", chance), config=config
        )
        try:
            sound(audit)
        except BaseException as error:
            error.add_note(f"seed {seed}")
            raise

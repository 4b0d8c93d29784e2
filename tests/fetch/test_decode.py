"""Compressed bodies: the same however they arrive in pieces, bounded, and linear."""

from __future__ import annotations

import gzip
import itertools
import time
import zlib
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexaudit.fetch.decode import decoded
from indexaudit.fetch.failures import Failed

MANY = 1 << 30


def read(pieces: Iterable[bytes], coding: str, *, most: int = MANY, wire: int = MANY) -> tuple[bytes, bool] | str:
    try:
        return decoded(pieces, [coding] if coding else [], wire=wire, most=most, hop=0)
    except Failed as failed:
        return failed.error.code


def raw_deflate(text: bytes) -> bytes:
    squeeze = zlib.compressobj(wbits=-15)
    return squeeze.compress(text) + squeeze.flush()


def split(body: bytes, cuts: Iterable[int]) -> list[bytes]:
    places = sorted({0, len(body), *(cut % (len(body) + 1) for cut in cuts)})
    return [body[a:b] for a, b in itertools.pairwise(places)]


ENCODERS = {
    "": lambda text: text,
    "gzip": gzip.compress,
    "x-gzip": lambda text: gzip.compress(text[:7]) + gzip.compress(b"") + gzip.compress(text[7:]),
    "deflate": zlib.compress,
    "Deflate": raw_deflate,
}


@given(st.binary(max_size=300), st.sampled_from(sorted(ENCODERS)), st.lists(st.integers(0, 2000), max_size=12))
def test_any_split_of_any_stream_gives_the_same(text: bytes, coding: str, cuts: list[int]) -> None:
    body = ENCODERS[coding](text)
    assert read(split(body, cuts), coding) == (text, False)
    assert read([body[n : n + 1] for n in range(len(body))], coding) == (text, False)


@given(st.binary(max_size=400), st.sampled_from(["gzip", "deflate"]), st.lists(st.integers(0, 2000), max_size=6))
def test_any_bytes_in_any_split_give_the_same_or_the_same_fault(body: bytes, coding: str, cuts: list[int]) -> None:
    assert read(split(body, cuts), coding) == read([body], coding)


@given(st.binary(min_size=1, max_size=300), st.sampled_from(["gzip", "deflate"]), st.data())
def test_B08_a_stream_without_its_end_is_truncated(text: bytes, coding: str, data: st.DataObject) -> None:
    body = ENCODERS[coding](text)
    kept = data.draw(st.integers(1, len(body) - 1))
    assert read([body[:kept]], coding) == "truncated_body"


@pytest.mark.parametrize("most", [0, 1, 9, 10, 11])
@pytest.mark.parametrize("coding", sorted(ENCODERS))
def test_the_cap_keeps_as_much_as_it_says(coding: str, most: int) -> None:
    text = b"ten plums."
    assert read([ENCODERS[coding](text)], coding, most=most) == (text[:most], most < len(text))


@pytest.mark.parametrize("rest", [b"r", b"rubbish" * 9, b"\0" * 512, b"\x1f", b"\x1f\x8c\x08"])
@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_B10_B11_what_follows_the_end_is_read_over(coding: str, rest: bytes) -> None:
    body = ENCODERS[coding](b"plums") + rest
    assert read([body], coding) == (b"plums", False)
    assert read([body[:-1], body[-1:]], coding) == (b"plums", False)


def test_rubbish_without_end_is_not_read_on() -> None:
    read_on = 0

    def pieces() -> Iterable[bytes]:
        nonlocal read_on
        yield gzip.compress(b"plums")
        while True:
            read_on += 1
            yield b"r" * 65_536

    assert read(pieces(), "gzip") == (b"plums", False)
    assert read_on < 4


@pytest.mark.parametrize(
    ("codings", "code"),
    [
        (["gzip, gzip"], "encoding_chain"),
        (["gzip", "deflate"], "encoding_chain"),
        (["br"], "unsupported_encoding"),
        (["x" * 100_000], "unsupported_encoding"),
        (["gzip"], "bad_encoding"),
    ],
)
def test_what_cannot_be_decoded_has_a_name(codings: list[str], code: str) -> None:
    with pytest.raises(Failed) as caught:
        decoded([b"plain text, whatever was said"], codings, wire=MANY, most=MANY, hop=3)
    assert (caught.value.error.code, caught.value.error.hop) == (code, 3)
    assert len(caught.value.error.message) < 200


def test_identity_is_no_coding() -> None:
    assert decoded([b"plums"], ["identity, ", ""], wire=MANY, most=MANY, hop=0) == (b"plums", False)


def test_a_stream_that_makes_nothing_ends_at_the_wire_cap() -> None:
    nothing = b"\x78\x9c" + b"\0\0\0\xff\xff" * 100_000
    assert (
        read([nothing[n : n + 999] for n in range(0, len(nothing), 999)], "deflate", wire=300_000) == "too_large_wire"
    )


def test_members_without_end_are_refused() -> None:
    assert read([gzip.compress(b"") * 5000], "gzip") == "bad_encoding"


@pytest.mark.parametrize(
    "shape",
    [
        pytest.param(lambda n: (zlib.compress(b"\0" * 4096 * n), "deflate"), id="bomb"),
        pytest.param(lambda n: (b"\x78\x9c" + b"\0\0\0\xff\xff" * 40 * n, "deflate"), id="empty blocks"),
        pytest.param(lambda n: (gzip.compress(bytes(range(256)) * 8 * n, 1), "gzip"), id="dense"),
    ],
)
def test_the_time_grows_with_the_size(shape: object) -> None:
    """In pieces of 7 bytes and at four sizes: twice the input, at most three times the time."""
    best: list[float] = []
    for size in (250, 500, 1000, 2000):
        body, coding = shape(size)  # type: ignore[operator]
        pieces = [body[n : n + 7] for n in range(0, len(body), 7)]
        took = []
        for _ in range(3):
            began = time.process_time()
            read(pieces, coding)
            took.append(time.process_time() - began)
        best.append(max(min(took), 0.001))
    assert all(b <= 3 * a for a, b in itertools.pairwise(best)), best

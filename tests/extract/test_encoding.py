"""Bytes to text, in the order that browsers follow."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indexaudit.extract.encoding import decode, decode_text
from indexaudit.extract.encoding_labels import codec_of, encoding_of
from indexaudit.extract.positions import Positions

RUSSIAN = "<title>Чай с мёдом</title><p>Налейте горячую воду и подождите пять минут, пока чай не заварится."
META = b'<meta http-equiv="Content-Type" content="text/html; charset=%b">'


@pytest.mark.parametrize(
    ("case", "body", "charset", "encoding", "basis", "shows"),
    [
        ("a mark beats the header", b"\xef\xbb\xbf" + RUSSIAN.encode(), "windows-1251", "utf-8", "bom", "Чай"),
        ("a mark of UTF-16", b"\xff\xfe" + RUSSIAN.encode("utf-16-le"), None, "utf-16le", "bom", "Чай"),
        ("the header beats the bytes", "é".encode(), "iso-8859-1", "windows-1252", "header", "Ã©"),
        ("the header beats the declaration", META % b"koi8-r" + RUSSIAN.encode("cp1251"), "cp1251", "windows-1251",
         "header", "Чай"),
        ("an unknown charset is passed over", RUSSIAN.encode(), "x-nothing", "utf-8", "utf-8", "Чай"),
        ("utf-7 is refused", b"+ADw-script+AD4-", "utf-7", "utf-8", "utf-8", "+ADw-"),
        ("valid UTF-8 beats the declaration", META % b"iso-8859-1" + "é".encode(), None, "utf-8", "utf-8", "é"),
        ("a declaration", META % b"windows-1251" + RUSSIAN.encode("cp1251"), None, "windows-1251", "declared", "Чай"),
        ("a declaration in XML", b'<?xml version="1.0" encoding="koi8-r"?>' + RUSSIAN.encode("koi8-r"), None, "koi8-r",
         "declared", "Чай"),
        ("a declaration in a comment is none", b"<!-- " + META % b"koi8-r" + b" -->" + META % b"windows-1251"
         + RUSSIAN.encode("cp1251"), None, "windows-1251", "declared", "Чай"),
        ("utf-16 declared means UTF-8", META % b"utf-16" + b"caf\xe9 " + "é".encode(), None, "utf-8", "declared", "é"),
        ("UTF-16 without a mark", RUSSIAN.replace("Чай", "tea").encode("utf-16-be")[:44], None, "utf-16be", "detected",
         "tea"),
        ("ISO-2022-JP is ASCII bytes", META % b"iso-2022-jp" + "お茶".encode("iso-2022-jp"), None, "iso-2022-jp",
         "declared", "お茶"),
        ("undeclared legacy bytes", (RUSSIAN * 5).encode("cp1251"), None, "windows-1251", "detected", "Чай с мёдом"),
        ("UTF-8 with one bad byte", (RUSSIAN * 2).encode() + b"\xff", None, "utf-8", "detected", "Чай с мёдом"),
        ("gb2312 is gb18030", "中文".encode("gb18030"), "gb2312", "gbk", "header", "中文"),
        ("holes of windows-1252 are controls", b"a\x81b", "windows-1252", "windows-1252", "header", "a\x81b"),
    ],
)  # fmt: skip
def test_the_encoding_is_decided(
    case: str, body: bytes, charset: str | None, encoding: str, basis: str, shows: str
) -> None:
    decoded = decode(body, charset)
    assert (decoded.encoding, decoded.basis) == (encoding, basis)
    assert shows in decoded.text


@pytest.mark.parametrize(
    ("body", "charset", "words"),
    [
        ("é".encode(), "x-nothing", "x-nothing"),
        (b'<meta charset="koi8-r">\xd7', "windows-1251", "the markup koi8-r"),
        (b'<meta charset="iso-8859-1">\xc3\xa9', None, "the bytes are UTF-8"),
        (b"a\x00b", None, "1 NUL"),
        (b"a\xffb", "utf-8", "not utf-8"),
        (b"\xe9t\xe9 \xe0 la plage", None, "undeclared encoding"),
    ],
)
def test_what_is_odd_is_noted(body: bytes, charset: str | None, words: str) -> None:
    assert words in " ".join(decode(body, charset).notes)


def test_half_a_character_at_a_cut_is_no_fault() -> None:
    decoded = decode("чай".encode()[:-1], None, cut=True)
    assert (decoded.text, decoded.basis, decoded.notes) == ("ча", "utf-8", ())


def test_a_text_is_cleaned_and_not_decoded() -> None:
    decoded = decode_text("\ufeffa\ud800\x00b")
    assert (decoded.text, decoded.basis, decoded.bom) == ("a\ufffd\ufffdb", "text", 3)
    assert len(decoded.notes) == 2


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "utf-16", "shift_jis", "gbk", "euc-kr", "big5", "x"]))
def test_any_bytes_give_clean_text(body: bytes, charset: str | None) -> None:
    text = decode(body, charset).text
    assert "\x00" not in text
    text.encode("utf-8")


@given(
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00\ufeff"), max_size=60),
    st.sampled_from(["utf-8", "utf-16le", "windows-1251", "shift_jis", "gb18030", "euc-kr"]),
    st.binary(max_size=3),
)
def test_a_character_is_found_in_the_bytes(text: str, encoding: str, stray: bytes) -> None:
    # At the start they would be a byte order mark, which says another encoding.
    assume(text or not stray.startswith((b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf")))
    known = text.encode(codec_of(encoding), "ignore")
    body = known + (stray if encoding == "utf-8" else b"") + "x<meta>".encode(codec_of(encoding))
    decoded = decode(body, encoding)
    place = decoded.text.rfind("<meta>")
    byte = Positions(body, decoded).byte(place)
    assert body[byte:].decode(codec_of(encoding)) == "<meta>"


def test_lines_and_bytes_are_found_in_any_order() -> None:
    body = "é\nü\x00\n<b>".encode()
    positions = Positions(body, decode(body, "utf-8"))
    assert [positions.line(n) for n in (6, 0, 2)] == [3, 1, 2]
    assert [body[positions.byte(n) :][:1] for n in (5, 1, 4)] == [b"<", b"\n", b"\n"]


@pytest.mark.parametrize(
    ("label", "encoding"),
    [(" UTF8 ", "utf-8"), ("Latin1", "windows-1252"), ("l5", "windows-1254"), ("ISO88592", "iso-8859-2"),
     ("sjis", "shift_jis"), ("unicode", "utf-16le"), ("utf-7", None), ("hz-gb-2312", None), ("base64", None)],
)  # fmt: skip
def test_labels_are_those_of_the_standard(label: str, encoding: str | None) -> None:
    assert encoding_of(label) == encoding

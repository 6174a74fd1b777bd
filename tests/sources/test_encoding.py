"""Bytes to text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import NotText
from dragoman.sources.encoding import decode

REPORT = "“Kosovo’s status is settled,” the minister said in Priština – for now."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_told_by_its_bytes(encoding: str) -> None:
    assert decode(REPORT.encode(encoding), "x") == REPORT


def test_windows_1252_is_what_is_left() -> None:
    assert decode("“Kosovo’s status”".encode("cp1252"), "x") == "“Kosovo’s status”"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b" \n\t ", "the file is empty"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"abc\x00\x01\x02def", "binary data"),
        ("Priština".encode() + b" \xff\xfe broken", "broken UTF-8"),
        (b"plain \x81 words", "neither UTF-8, UTF-16 nor Windows-1252"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, message: str) -> None:
    with pytest.raises(NotText, match=message) as caught:
        decode(data, "report.txt")
    assert str(caught.value).startswith("report.txt: ")


@given(st.text(min_size=1).filter(lambda text: text.strip() and not any(ord(letter) < 32 for letter in text)))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    data = text.encode("utf-8", "ignore")
    try:
        assert decode(data, "x") == data.decode().removeprefix("\ufeff")
    except NotText:
        assert data.startswith((b"PK\x03\x04", b"%PDF", b"GIF8", b"{\\rtf", b"SQLite")) or not data.strip() or b"\x00" in data

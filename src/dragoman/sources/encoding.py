"""Bytes to text: UTF-8, UTF-16 and Windows-1252, told apart by what the bytes are."""

from __future__ import annotations

import codecs
import re

from dragoman.errors import NotText

SAVE = "save it as plain text or HTML in UTF-8"
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_SIGNATURES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP or office file",
    b"\x1f\x8b": "a gzip file",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x7fELF": "a program",
    b"SQLite format 3": "an SQLite database",
    b"{\\rtf": "an RTF file",
}


def decode(data: bytes, uri: str) -> str:
    """The text of `data` without its byte order mark.

    Raises NotText where it is empty, binary or broken, naming the first bad byte.
    """
    if not data.strip():
        raise NotText(uri, "the file is empty", "give a file that holds a report")
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise NotText(uri, f"this is {kind}, not text", SAVE)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _utf16(data, "utf-16", uri)
    if encoding := _utf16_without_mark(data):
        return _utf16(data, encoding, uri)
    if control := _CONTROL.search(data):
        raise NotText(uri, f"binary data (byte {control.start()} is {control.group()[0]:#04x})", SAVE)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        if _MULTIBYTE.search(data):
            problem = f"broken UTF-8 (byte {broken.start} is {data[broken.start]:#04x})"
            raise NotText(uri, problem, "fetch or save it again") from None
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as unknown:
        problem = f"neither UTF-8, UTF-16 nor Windows-1252 (byte {unknown.start} is {data[unknown.start]:#04x})"
        raise NotText(uri, problem, SAVE) from None


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 where every other byte of western text is zero: the high bytes, which come second in little-endian order."""
    head = data[:400]
    if len(head) < 4 or len(data) % 2:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) <= len(head) * 0.35 or min(even, odd) >= len(head) * 0.05:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _utf16(data: bytes, encoding: str, uri: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as broken:
        raise NotText(uri, f"broken UTF-16 (byte {broken.start})", "fetch or save it again") from None

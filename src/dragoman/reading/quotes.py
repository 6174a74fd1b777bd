"""Quotation marks: where quoted words begin and end in each block, over paragraphs where a quotation goes on."""

from __future__ import annotations

import re
from typing import NamedTuple

from dragoman.reading.parse import READ
from dragoman.record import Document, Span

SCARE_QUOTE_WORDS = 3
"""A quotation of so few words is a phrase the reporter took over, not a sentence."""

_OPEN_TO_CLOSE = {"“": "”", "„": "“”", "«": "»", "‘": "’"}


class Quote(NamedTuple):
    """Quoted words: `inner` without the marks, `outer` with them, the number of the block; `whole`: they are a sentence."""

    inner: Span
    outer: Span
    block: int
    whole: bool = False


def quotes(document: Document) -> list[Quote]:
    """The quotations in the prose of a document, in order; an unclosed one ends with its block."""
    found: list[Quote] = []
    for number, block in enumerate(document.blocks):
        if block.kind in READ:
            text = document.text[slice(*block.span)]
            found += [
                Quote((start + block.span[0], end + block.span[0]), (left + block.span[0], right + block.span[0]), number)
                for left, start, end, right in _in_block(text)
                if re.search(r"\w", text[start:end])
            ]
    return found


def _in_block(text: str) -> list[tuple[int, int, int, int]]:
    """Left mark, first and last character, right end of each quotation of a block; the outermost only."""
    found: list[tuple[int, int, int, int]] = []
    opened: tuple[int, str] | None = None
    for at, mark in enumerate(text):
        if opened is None:
            if mark in "“„«" or (mark == '"' and not _closes(text, at)) or (mark in "‘'" and _opens_single(text, at, mark)):
                opened = at, mark
            elif mark == '"' and not found and at > 0 and len(text[:at]) > 200:
                continue
        elif _ends(text, at, opened):
            found.append((opened[0], opened[0] + 1, at, at + 1))
            opened = None
    if opened is not None and opened[1] not in "‘'":
        found.append((opened[0], opened[0] + 1, len(text), len(text)))
    return found


def _ends(text: str, at: int, opened: tuple[int, str]) -> bool:
    mark, opener = text[at], opened[1]
    if opener == '"':
        return mark == '"'
    if opener in "‘'":
        return mark in "’'" and not _inside_word(text, at) and _single_can_close(text, at)
    return mark in _OPEN_TO_CLOSE[opener] or (opener == "“" and mark == '"')


def _closes(text: str, at: int) -> bool:
    """Whether a straight mark with no opener stands where only a closing one can."""
    return (
        at > 0
        and not text[at - 1].isspace()
        and text[at - 1] not in "([-—–:,"
        and (at + 1 == len(text) or text[at + 1].isspace() or text[at + 1] in ".,;:!?)")
    )


def _opens_single(text: str, at: int, mark: str) -> bool:
    if at > 0 and not (text[at - 1].isspace() or text[at - 1] in '("“[—–-'):
        return False
    if at + 1 >= len(text) or not text[at + 1].isalnum() or re.match(r"['‘](?:s|t|re|ve|ll|d|em|n|\d0s)\b", text[at:]):
        return False
    close = "’" if mark == "‘" else "'"
    return bool(re.search(rf"{close}(?!\w)", text[at + 1 :]))


def _single_can_close(text: str, at: int) -> bool:
    """Not the apostrophe of a plural possessor (*the regions’ independence*) while a later mark can close."""
    if at > 0 and text[at - 1] == "s" and re.match(r"['’]\s+[a-z]", text[at:]):
        return not re.search(r"\w[.,!?]?[’'](?!\w)", text[at + 1 : at + 200])
    return True


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()

"""Quotation marks: where quoted words begin and end in each block, over paragraphs where a quotation goes on."""

from __future__ import annotations

import re
from typing import NamedTuple

from dragoman.reading.parse import READ
from dragoman.record import Document, Span

SCARE_QUOTE_WORDS = 3
"""A quotation of so few words is a phrase the reporter took over, not a sentence."""

_OPEN_TO_CLOSE = {"“": "”", "‟": "”", "„": "“”", "«": "»", "‹": "›", "‘": "’", "``": "''", "”": "”", "»": "«", "›": "‹"}
_TURNED = ("”", "»", "›")
"""Closing marks that open where only an opening one can stand (*»Never«*)."""

_MARK = re.compile(r"''|``|[\"“”‟„«»‹›‘’']")
_DOUBLE = ('"', "''")
_LAST = (",", ".", "!", "?", "…")
_SENTENCE_END = re.compile(r"[.!?]\s+|\n")


class Quote(NamedTuple):
    """Quoted words: `inner` without the marks, `outer` with them, the number of the block.

    `whole`: they are a sentence; `closed`: a mark ends them, or the next paragraph goes on with them; `goes_on`: they are the
    next part of a quotation that the paragraph before left open.
    """

    inner: Span
    outer: Span
    block: int
    whole: bool = False
    closed: bool = True
    goes_on: bool = False


class _Found(NamedTuple):
    """A quotation within the text of a block: its marks, its words, and whether it was closed."""

    left: int
    start: int
    end: int
    right: int
    closed: bool


def quotes(document: Document) -> list[Quote]:
    """The quotations in the prose of a document, in order; an unclosed one ends with its block."""
    found: list[Quote] = []
    open_before = False
    for number, block in enumerate(document.blocks):
        if block.kind not in READ:
            continue
        at = block.span[0]
        text = document.text[slice(*block.span)]
        inside = [each for each in _in_block(text) if re.search(r"\w", text[each.start : each.end])]
        for each in inside:
            goes_on = open_before and each == inside[0] and not re.search(r"\w", text[: each.left])
            inner, outer = (at + each.start, at + each.end), (at + each.left, at + each.right)
            if goes_on:
                found[-1] = found[-1]._replace(closed=True)
            found.append(Quote(inner, outer, number, closed=each.closed, goes_on=goes_on))
        open_before = bool(inside) and not inside[-1].closed
    return found


def _in_block(text: str) -> list[_Found]:
    """The quotations of a block; the outermost only."""
    found: list[_Found] = []
    opened: tuple[int, int, str] | None = None
    for match in _MARK.finditer(text):
        at, mark = match.start(), match.group()
        if opened is None:
            if _opens(text, at, mark):
                opened = at, match.end(), mark
            elif _only_closes(text, at, mark):
                start = max([found[-1].right if found else 0, *(each.end() for each in _SENTENCE_END.finditer(text, 0, at))])
                found.append(_Found(start, start, at, match.end(), closed=True))
        elif _ends(text, at, mark, opened[2]):
            found.append(_Found(opened[0], opened[1], at, match.end(), closed=True))
            opened = None
    if opened is not None and opened[2] not in "‘'":
        found.append(_Found(opened[0], opened[1], len(text), len(text), closed=False))
    return found


def _only_closes(text: str, at: int, mark: str) -> bool:
    """Whether a mark ends words that no mark opens (*We stay,” he said*)."""
    return mark in ("”", *_DOUBLE) and text[at - 1 : at] in _LAST and re.match(r"\s+\w", text[at + len(mark) :]) is not None


def _opens(text: str, at: int, mark: str) -> bool:
    if mark in ("“", "‟", "„", "«", "‹", "``"):
        return True
    if mark in _DOUBLE:
        return not _closes(text, at, mark)
    if mark in _TURNED:
        return (at == 0 or text[at - 1].isspace()) and text[at + 1 : at + 2].isalnum()
    return mark in ("‘", "'") and _opens_single(text, at, mark)


def _ends(text: str, at: int, mark: str, opener: str) -> bool:
    if opener in _DOUBLE:
        return mark in _DOUBLE and (mark == opener or opener == "''")
    if opener in "‘'":
        return mark in "’'" and not _inside_word(text, at) and _single_can_close(text, at)
    return mark in _OPEN_TO_CLOSE[opener] or (opener in "“‟”" and mark in _DOUBLE)


def _closes(text: str, at: int, mark: str) -> bool:
    """Whether a straight mark with no opener stands where only a closing one can (*a 12" pipe*)."""
    after = at + len(mark)
    return (
        at > 0
        and not text[at - 1].isspace()
        and text[at - 1] not in "([-—–:"
        and (after >= len(text) or text[after].isspace() or text[after] in ".,;:!?)")
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

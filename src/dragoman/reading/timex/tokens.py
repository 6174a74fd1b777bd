"""Words of a text as tokens of the time grammar: each with its class, its value and its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from dragoman.knowledge.times import time_words
from dragoman.knowledge.times.patterns import OTHER, letters
from dragoman.record import Span

_WORD = re.compile(
    r"(?P<meridiem>[AaPp]\.[Mm]\b\.?)"
    r"|(?P<word>[A-Za-z]+(?:['’](?!s\b)[A-Za-z]+)*(?![^\W_]))"
    r"|(?P<figures>(?:['’](?=\d\d(?:['’]?s)?(?!\w)))?\w*\d\w*(?:(?<=0)['’]s\b)?(?:[.,:/]\d+)*(?:-\d\d-\d\d\b)?(?:[ap]m\b)?%?)"
    r"|(?P<poss>['’]s\b)|(?P<hyphen>[-\u2010-\u2014])|(?P<comma>,)|(?P<slash>/)|(?P<money>[$€£#№])|(?P<stop>[.;!?])"
    r"|(?P<other>\n\s*\n|[^\W\d_]+|[^\s\w]|_+)"
)
_FIGURES = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("dayn", r"3[01]|[12]\d|0?[1-9]"),
        ("year", r"1[0-9]\d\d|20\d\d"),
        ("nth", r"\d{1,2}(?:st|nd|rd|th)"),
        ("clock", r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?"),
        ("decades", r"(?:(?:1[0-9]|20)\d0|['’]?[1-9]0)['’]?s"),
        ("shortyear", r"['’]\d\d"),
        ("iso", r"(?:1[0-9]|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"),
        ("slashed", r"(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])/(?:\d\d)?\d\d"),
        ("dotted", r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:1[0-9]|20)\d\d"),
        ("fraction", r"[1-9]/[2-9]"),
        ("clocked", r"(?:[01]?\d|2[0-3])(?:[.:][0-5]\d)?[ap]m"),
        ("figure", r"\d+(?:[.,]\d+)*"),
    )
)
_CAPITALISED = frozenset({"verbmonth", "shortday", "holiday", "zone"})
"""Classes whose words are something else where they begin with a small letter (*may*, *sat*, *est*)."""

_DECIDED = {"verbmonth": "month", "verbseason": "season"}
"""What a class of words that may be verbs becomes where the word is known to be a noun."""


class Token(NamedTuple):
    """A token: its class, the value the table gives its word (its own characters for figures), start and end."""

    kind: str
    value: str
    start: int
    end: int


def tokens(text: str, part: Span, is_noun: Callable[[int], bool | None]) -> list[Token]:
    """The tokens of a part of a text. `is_noun` tells of the word at a character (*may*, *spring*) whether it is a noun, where known."""
    words = time_words()
    found: list[Token] = []
    last, reached = "", 0
    for match in _WORD.finditer(text, *part):
        kind, written, start, end = match.lastgroup or OTHER, match.group(), match.start(), match.end()
        if start < reached:
            continue  # the full stop of an abbreviation
        if kind == "word":
            known = words.get(written.lower())
            if known is None:
                kind = OTHER
            else:
                kind, value = known
                if kind in _CAPITALISED and written[0].islower():
                    kind = OTHER
                elif text.startswith(".", end) and f"{written.lower()}." in words:
                    reached = end = end + 1
                elif kind in _DECIDED:
                    kind = _decided(kind, is_noun(start))
                if kind != OTHER:
                    found.append(Token(kind, value, start, end))
                    last = kind
                    continue
        elif kind == "figures":
            kind = _figures(written)
        if kind != OTHER or last != OTHER:
            found.append(Token(kind, written, start, end))
            last = kind
    return found


def _decided(kind: str, noun: bool | None) -> str:
    """The class of a word that may be a verb; a month's name, written with a capital, is trusted where a day stands by it."""
    if noun:
        return _DECIDED[kind]
    return OTHER if noun is False and kind == "verbseason" else kind


@lru_cache(maxsize=4096)
def _figures(written: str) -> str:
    return next((kind for kind, pattern in _FIGURES if pattern.fullmatch(written)), OTHER)


def line(found: list[Token]) -> str:
    """The classes of tokens, one character each."""
    table = letters()
    return "".join([table[token.kind] for token in found])

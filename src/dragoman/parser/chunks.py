"""Where a text may be cut before it is parsed, so that no sentence is cut and no piece is long."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

USUAL = 90
"""Words from which a piece ends at the next sure end of a sentence."""

LONGEST = 250
"""Words of a piece; a longer sentence is cut at a mark, or where it stands."""

_ENDS = frozenset({".", "!", "?", "…", "..."})
_CLOSES = frozenset({"”", "’", ")", "]", "»"})
_OPENS = frozenset({"“", "‘", "(", "[", "«"})
"""A straight quote may open or close, so nothing is sure at it."""

_WEAK = ((";", ":", "…"), (",", "—", "–", "-", "|", "/"))
_PLAIN = re.compile(r"[a-z]{4,}|\d{4}|\)|”|\"|[A-Z][a-z]{6,}")
"""What comes before a full stop that is sure to end a sentence: no abbreviation has such a form."""


def chunks(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Start and end of the pieces of one paragraph, in order and without gaps."""
    start = 0
    for end in _sure_ends(words):
        while end - start > LONGEST:
            cut = _cut(words, start)
            yield start, cut
            start = cut
        if end - start >= USUAL or end == len(words):
            if end > start:
                yield start, end
            start = end


def _sure_ends(words: Sequence[str]) -> Iterator[int]:
    """The words before which a sentence ends beyond doubt, and the end of the paragraph."""
    for i in range(1, len(words) - 1):
        if words[i] not in _ENDS or not (words[i] in "!?" or _PLAIN.fullmatch(words[i - 1])):
            continue
        after = i + 1
        while after < len(words) and words[after] in _CLOSES:
            after += 1
        if after > i + 1 and words[i] != ".":  # "Why?" Putin asked
            continue
        first = after
        while first < len(words) and words[first] in _OPENS:
            first += 1
        if first < len(words) and words[first][:1].isupper():
            yield after
    yield len(words)


def _cut(words: Sequence[str], start: int) -> int:
    """The best place in the second half of the longest piece from `start`."""
    for marks in _WEAK:
        for i in range(start + LONGEST - 1, start + LONGEST // 2, -1):
            if words[i] in marks:
                return i + 1
    return start + LONGEST

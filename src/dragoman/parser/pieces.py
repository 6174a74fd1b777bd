"""Words → the pieces that the encoder knows (WordPiece, as BERT's uncased vocabulary is meant to be used)."""

from __future__ import annotations

import unicodedata
from pathlib import Path

UNKNOWN = "[UNK]"
LONGEST_WORD = 100
"""Characters; a longer word is one unknown piece, as it was for the encoder."""

MOST_PIECES = 24
"""Pieces kept of one word: the first ones, which carry its vector, and context enough."""

KEPT = 50_000
"""Words whose pieces are remembered."""


class Pieces:
    """The vocabulary; `Pieces(path)(word)` are the numbers of the word's pieces, at least one."""

    def __init__(self, vocabulary: Path) -> None:
        with vocabulary.open(encoding="utf-8") as lines:
            self.numbers = {line.rstrip("\n"): number for number, line in enumerate(lines)}
        self.first, self.last = self.numbers["[CLS]"], self.numbers["[SEP]"]
        self.hidden = self.numbers["[MASK]"]
        self._known: dict[str, tuple[int, ...]] = {}

    def __call__(self, word: str) -> tuple[int, ...]:
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= KEPT:
                self._known.clear()
            found = tuple(number for part in parts(word) for number in self._cut(part))[:MOST_PIECES]
            found = self._known[word] = found or (self.numbers[UNKNOWN],)
        return found

    def _cut(self, part: str) -> list[int]:
        """The longest known beginning, then the longest continuation, and so on; one unknown where that fails."""
        if len(part) > LONGEST_WORD:
            return [self.numbers[UNKNOWN]]
        found: list[int] = []
        start = 0
        while start < len(part):
            mark = "##" if start else ""
            for end in range(len(part), start, -1):
                number = self.numbers.get(mark + part[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return [self.numbers[UNKNOWN]]
        return found


def parts(word: str) -> list[str]:
    """`word` in small letters without accents and control characters, cut at punctuation and around Chinese characters."""
    if len(word) > 10 * LONGEST_WORD:
        word = word[: 10 * LONGEST_WORD]
    found: list[str] = []
    open_part = False
    for letter in unicodedata.normalize("NFD", word.lower()):
        kind = unicodedata.category(letter)
        if kind == "Mn" or letter == "\ufffd" or (kind[0] == "C" and letter not in "\t\n\r"):
            continue
        if letter.isspace():
            open_part = False
        elif _alone(letter, kind):
            found.append(letter)
            open_part = False
        elif open_part:
            found[-1] += letter
        else:
            found.append(letter)
            open_part = True
    return found


def _alone(letter: str, kind: str) -> bool:
    """Punctuation and Chinese characters stand alone."""
    code = ord(letter)
    if code < 128:
        return not letter.isalnum()
    return (
        kind[0] == "P"
        or 0x4E00 <= code <= 0x9FFF
        or 0x3400 <= code <= 0x4DBF
        or 0x20000 <= code <= 0x2CEAF
        or 0xF900 <= code <= 0xFAFF
    )

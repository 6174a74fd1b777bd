"""How a word is written: its case pattern, and hashes of its first and last letters.

The encoder reads small letters without accents; these three numbers give its network back what that loses. Training
and reading share this module, so a change here asks for a new training.
"""

from __future__ import annotations

SHAPES = 10
PREFIXES = 2048
SUFFIXES = 4096

_OFFSET, _PRIME, _BITS = 2166136261, 16777619, 0xFFFFFFFF


def spelling(word: str) -> tuple[int, int, int]:
    """The case pattern (below SHAPES), the prefix (below PREFIXES) and the suffix (below SUFFIXES) of `word`."""
    return shape(word), bucket(word[:2], PREFIXES), bucket(word[-3:], SUFFIXES)


def shape(word: str) -> int:
    """The case pattern: ABC, A, Abc, AbC, abc, a-b, 12, aBc, anything else; 0 is for padding."""
    if word.isupper():
        return 1 if len(word) > 1 else 2
    if word[:1].isupper():
        return 3 if word[1:].islower() or len(word) == 1 else 4
    if word.islower():
        return 5 if word.isalpha() else 6
    if word[:1].isdigit():
        return 7
    return 8 if any(map(str.isupper, word)) else 9


def bucket(letters: str, size: int) -> int:
    """A hash of a few letters below `size`, the same on every machine (FNV-1a over UTF-8)."""
    value = _OFFSET
    for byte in letters.encode("utf-8", "surrogatepass"):
        value = ((value ^ byte) * _PRIME) & _BITS
    return value % size

"""Headlines in title case as running text writes them, so that the parser sees verbs where the eye does.

Only words that the knowledge tables know as common words are put in small letters; names keep theirs.
"""

from __future__ import annotations

import re

from dragoman.knowledge.actors import offices, populations
from dragoman.knowledge.lemmas import base_form, is_common
from dragoman.knowledge.places import prominent

TITLE_CASE = 0.75
"""Share of long words with a capital from which a line is in title case."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "be",
        "but",
        "by",
        "for",
        "from",
        "has",
        "have",
        "in",
        "into",
        "is",
        "its",
        "new",
        "not",
        "of",
        "off",
        "on",
        "or",
        "out",
        "over",
        "says",
        "that",
        "the",
        "their",
        "to",
        "up",
        "was",
        "were",
        "will",
        "with",
        "after",
        "amid",
        "near",
        "against",
        "before",
        "more",
        "than",
        "this",
        "his",
        "her",
        "are",
        "under",
        "between",
        "during",
        "first",
        "last",
        "two",
        "three",
    ]
)


def running_text(line: str) -> str:
    """`line` with its common words in small letters where it is in title case; as long as before, letter for letter."""
    words = list(_WORD.finditer(line))
    long = [word for word in words if len(word.group()) > 3]
    if len(long) < 3 or sum(word.group()[0].isupper() for word in long) < TITLE_CASE * len(long):
        return line
    letters = list(line)
    for word in words[1:]:
        if _common(word.group()):
            letters[word.start() : word.end()] = word.group().lower()
    return "".join(letters)


def _common(word: str) -> bool:
    if not word[0].isupper() or (word.isupper() and len(word) > 1):
        return False
    small = word.lower()
    if small in _SMALL or small in populations() or (small,) in offices():
        return True
    known = base_form(word, "VERB") is not None or base_form(word, "NOUN") is not None or is_common(small)
    return known and len(small.encode()) == len(word.encode()) and not prominent(word)

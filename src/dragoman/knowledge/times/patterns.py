"""The pattern language of the time rules.

A pattern is read over the classes of words, not over characters: `month:MONTH dayn comma? year:year`. A word in small letters
is a class, one in capitals stands for a pattern of `times/parts.csv`; `name:x` names what the reading will ask for; `(x | y)`,
`?` and `*` are as in regular expressions; `[after x y]`, `[before x y]`, `[unless-after x y]`, `[unless-before x y]` look
beside. A text is one line with one character a word, and each pattern is compiled to a regular expression over such lines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from dragoman.errors import KnowledgeError
from dragoman.knowledge.times import RULES, Rule, time_parts, time_rules, time_words

FIGURES = (
    "clock",
    "clocked",
    "dayn",
    "decades",
    "dotted",
    "figure",
    "fraction",
    "iso",
    "nth",
    "shortyear",
    "slashed",
    "year",
)
"""The classes of what is written with digits."""

SIGNS = ("comma", "hyphen", "meridiem", "money", "poss", "slash", "stop")
"""The classes of what is neither a word nor written with digits."""

OTHER = "other"
"""The class of all that means nothing to the rules; a run of it is one word."""

_SYNTAX = re.compile(r"\[(?P<look>[a-z-]+) (?P<beside>[^\]]+)\]|(?P<name>\w+):(?=[(\w])|(?P<word>\w+)|(?P<sign>[()|?*])|\s+")
_LOOKS = {"after": "(?<=[{}])", "before": "(?=[{}])", "unless-after": "(?<![{}])", "unless-before": "(?![{}])"}


@cache
def letters() -> Mapping[str, str]:
    """Class → the one character that stands for it."""
    kinds = {*FIGURES, *SIGNS, *(word.kind for word in time_words().values())}
    return {kind: chr(0x100 + index) for index, kind in enumerate(sorted(kinds))} | {OTHER: "x"}


@cache
def time_patterns() -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    """The rules with their patterns compiled. Raises KnowledgeError where one cannot be read."""
    return tuple((rule, _compiled(rule)) for rule in time_rules())


def _compiled(rule: Rule) -> re.Pattern[str]:
    try:
        return re.compile(_expression(rule.pattern))
    except (re.error, KeyError, ValueError) as error:
        raise KnowledgeError(RULES, rule.line, f"cannot read the pattern {rule.pattern!r}: {error}") from None


def _expression(pattern: str) -> str:
    """The regular expression over lines of classes that a pattern stands for."""
    table, parts = letters(), time_parts()
    written, at, opened = "", 0, ""
    while at < len(pattern):
        piece = _SYNTAX.match(pattern, at)
        if piece is None:
            raise ValueError(f"at {pattern[at:]!r}")
        at = piece.end()
        if piece["name"]:
            opened = f"(?P<{piece['name']}>"
        elif piece["look"]:
            written += _LOOKS[piece["look"]].format("".join(table[word] for word in piece["beside"].split()))
        elif piece["word"]:
            word = piece["word"]
            one = f"(?:{_expression(parts[word])})" if word.isupper() else table[word]
            written += f"{opened}{one})" if opened else one
            opened = ""
        elif piece["sign"] == "(":
            written += opened or "(?:"
            opened = ""
        elif piece["sign"]:
            written += piece["sign"]
    return written

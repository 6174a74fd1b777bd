"""Which language a text is written in."""

from __future__ import annotations

import re

SAMPLE = 20_000
"""Characters looked at; more does not change the answer."""

SHORTEST = 40
"""Letters below which no language is told."""

PLAIN = 0.16
"""Share of these function words from which a text is English beyond doubt; py3langid (a second to load) is not asked."""

NEAR = 10.0
"""Difference of logarithms of likelihood up to which English is as good a guess as the best: names alone tell no language."""

PIDGINS = frozenset({"pcm", "jam"})
"""What py3langid takes short English headlines for."""

_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "that",
        "is",
        "was",
        "for",
        "on",
        "with",
        "as",
        "by",
        "at",
        "from",
        "his",
        "has",
        "have",
        "had",
        "said",
    ]
)


def language_of(text: str) -> str | None:
    """ISO 639-1 code, or None for a text too short to tell."""
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < SHORTEST:
        return None
    words = re.findall(r"[^\W\d_]+", sample.lower())
    if words and sum(word in _ENGLISH for word in words) / len(words) >= PLAIN:
        return "en"
    import py3langid

    ranks = py3langid.rank(sample)
    code, best = ranks[0]
    english = next(score for each, score in ranks if each == "en")
    return "en" if code in PIDGINS or best - english <= NEAR else str(code)

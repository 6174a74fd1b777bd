"""Near copies of one text: word shingles, and a sketch of the smallest of their hashes by which copies find each other.

Two texts that share a part J of their shingles share one of their 16 smallest hashes with a chance of 1 - (1 - J)^16, about:
0.97 where a fifth is shared. What the sketch proposes, the whole sets decide.
"""

from __future__ import annotations

import hashlib
import re

WIDTH = 5
"""Words in a shingle."""
SKETCH = 16
"""Hashes kept of each document."""


def shingles(text: str) -> frozenset[str]:
    """The hashes of all runs of five words, in small letters, without punctuation; 64 bits each, as hexadecimal digits."""
    words = re.findall(r"\w+", text.lower())
    runs = (" ".join(words[start : start + WIDTH]) for start in range(max(len(words) - WIDTH + 1, 0)))
    return frozenset(hashlib.blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest() for run in runs)


def sketch(text: str) -> list[str]:
    """The smallest hashes of a text, which are the same in texts that share most of their words."""
    return sorted(shingles(text))[:SKETCH]


def containment(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the shorter text stands in the longer one: 0 to 1."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0

"""Near copies of one text: which reports print the same wire story, and which only tell it on.

A paper cuts a wire text from the end, puts its own headline and first paragraph over it, and prints it on the same day or
later. An agency that updates its story puts new matter on top. So what counts is not how much two texts share alone, but
where what they do not share stands: after the last shared words it was cut off; before them it is new.

Word shingles are compared; `sketches` tell for which texts that is worth while.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

WIDTH = 5
"""Words in a shingle."""
OWN = 0.2
"""How much of a copy may be its own: more than a fifth is a report of its own."""
OWN_CREDITED = 0.3
"""The same where both credit one agency on one day: a first paragraph of one's own above a text that was cut short."""
WHOLLY = 0.95
"""How much of a text stands in another where it stands there wholly."""
LEAST = 25
"""Shingles below which a text is too short for parts of it to prove anything."""
NEARLY_ALL = 0.8
"""How much of both together such short texts share."""


@dataclass(frozen=True)
class Copy:
    """The words of a report as they are compared: its shingles in order, its publication day, and whom it credits."""

    shingles: Sequence[str]
    published: str | None = None
    credits: frozenset[str] = frozenset()

    @cached_property
    def all(self) -> frozenset[str]:
        """The shingles without order."""
        return frozenset(self.shingles)


@dataclass(frozen=True, slots=True)
class Likeness:
    """That two reports print one text: how much of the shorter stands in the longer, and what else speaks for it."""

    score: float
    evidence: Mapping[str, Any] = field(default_factory=dict)


def body(text: str, blocks: Sequence[Mapping[str, Any]]) -> str:
    """The words that a wire copy keeps: no headline, crosshead or credit, which are each outlet's own."""
    return " ".join(text[slice(*block["span"])] for block in blocks if block["kind"] == "body") or text


def shingles(text: str) -> list[str]:
    """All runs of five words, in small letters, without punctuation."""
    words = re.findall(r"\w+", text.lower())
    return [" ".join(words[start : start + WIDTH]) for start in range(len(words) - WIDTH + 1)]


def likeness(one: Copy, other: Copy) -> Likeness | None:
    """What makes two reports prints of one text; None where they are not. The same whichever way they are given."""
    shared = one.all & other.all
    if not shared or len(shared) < (1 - OWN_CREDITED) * min(len(one.all), len(other.all)):  # the least that any copy shares
        return None
    short, long = sorted((one, other), key=lambda each: (len(each.all), each.shingles))
    agencies = sorted(one.credits & other.credits)
    contained = len(shared) / len(short.all)
    if len(short.all) < LEAST:
        enough = len(shared) >= NEARLY_ALL * len(short.all | long.all)
    else:
        own = OWN_CREDITED if agencies and one.published == other.published else OWN
        topped = OWN if contained > WHOLLY else own  # a text that stands in another wholly has no first paragraph of its own
        enough = contained >= 1 - own and _new(long, short, shared) <= topped
    if not enough:
        return None
    return Likeness(
        round(contained, 3), {"shared": len(shared), "of": len(short.all), **({"credits": agencies} if agencies else {})}
    )


def _new(long: Copy, short: Copy, shared: frozenset[str]) -> float:
    """How much of the longer text is news beside the shorter one: none where that came later and was cut from it."""
    if short.published is not None and long.published is not None and short.published != long.published:
        if short.published > long.published:
            return 0.0
        return 1 - sum(each in shared for each in long.shingles) / len(long.shingles)
    last = max(place for place, each in enumerate(long.shingles) if each in shared)
    return sum(each not in shared for each in long.shingles[: last + 1]) / (last + 1)

"""Which rules match where in a run of token classes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from dragoman.knowledge.times import Rule
from dragoman.knowledge.times.patterns import time_patterns
from dragoman.record import Span


class Candidate(NamedTuple):
    """A rule that matches: its row, the place after its last token, and the tokens of its named groups."""

    rule: Rule
    end: int
    groups: Mapping[str, Span]


@lru_cache(maxsize=1 << 14)
def candidates(run: str) -> Mapping[int, tuple[Candidate, ...]]:
    """Place in `run` → the rules that match there, the farthest reaching first, of equals the first in the table."""
    found: dict[int, tuple[Candidate, ...]] = {}
    for start in range(len(run)):
        here = []
        for rule, pattern in time_patterns():
            match = pattern.match(run, start)
            if match is not None and match.end() > start:
                groups = {name: match.span(name) for name in pattern.groupindex if match.start(name) >= 0}
                here.append(Candidate(rule, match.end(), groups))
        if here:
            found[start] = tuple(sorted(here, key=lambda each: -each.end))
    return found

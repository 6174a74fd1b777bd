"""Which texts may be near copies: a sketch of the smallest hashes of a text's shingles promises how much two texts share.

All sketches of the days around are compared with all new ones at once, as matrices: some phrases stand in every second report,
so that an index of hashes would lead from nearly every report to nearly every other one.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

SKETCH = 64
"""Hashes kept of each text: with fewer, phrases that many reports have promise copies where there are none."""
PROMISING = 0.3
"""How much of the shorter text a pair of sketches must promise."""
END = 1 << 32
"""Above all hashes."""
AT_ONCE = 1000
"""Sketches that are compared at once: a row of what they share takes some kilobytes."""


def sketch(shingles: Iterable[str]) -> bytes:
    """The smallest hashes of shingles, in order, 32 bits each; they are the same in texts that share most of their words."""
    hashes = sorted({zlib.crc32(each.encode("utf-8", "surrogatepass")) for each in shingles})
    return np.array(hashes[:SKETCH], ">u4").tobytes()


def promised(mine: Sequence[bytes], theirs: Iterable[bytes]) -> Iterator[tuple[int, int]]:
    """The pairs that may be copies, by their places in both lists."""
    one = _stacked(mine)
    start = 0
    for other in map(_stacked, _some(theirs)):
        for place, there in np.argwhere(_shared(one, other) >= np.maximum(1, PROMISING * _least(one, other))).tolist():
            yield place, start + there
        start += len(other.lengths)


class _Stacked(NamedTuple):
    """Sketches under one another, `END` after the last hash of a short one; where each ends, and how many hashes it has."""

    marks: NDArray[np.uint64]
    ends: NDArray[np.uint64]
    lengths: NDArray[np.int64]


def _stacked(sketches: Sequence[bytes]) -> _Stacked:
    marks = np.full((len(sketches), SKETCH), END, np.uint64)
    for row, each in zip(marks, sketches, strict=True):
        row[: len(each) // 4] = np.frombuffer(each, ">u4")
    # A text with fewer hashes than a sketch can hold is there whole: nothing of it lies above an end.
    return _Stacked(marks, marks[:, -1], np.count_nonzero(marks < END, axis=1))


def _some(sketches: Iterable[bytes]) -> Iterator[list[bytes]]:
    some: list[bytes] = []
    for each in sketches:
        some.append(each)
        if len(some) == AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def _shared(one: _Stacked, other: _Stacked) -> NDArray[np.float32]:
    """How many hashes each of these has in common with each of those."""
    known = np.intersect1d(one.marks, other.marks)
    known = known[known < END]

    def holds(stacked: _Stacked) -> NDArray[np.float32]:
        found = np.zeros((len(stacked.marks), len(known) + 1), np.float32)
        places = np.searchsorted(known, stacked.marks)
        there = np.append(known, END)[places] == stacked.marks
        places[~there | (stacked.marks == END)] = len(known)
        np.put_along_axis(found, places, 1, axis=1)
        return found[:, :-1]

    shared: NDArray[np.float32] = holds(one) @ holds(other).T
    return shared


def _least(one: _Stacked, other: _Stacked) -> NDArray[np.int64]:
    """How many hashes of the pairs lie below the lower of both ends, of the text that has fewer there.

    Those are fair samples of both texts: a text cut to a quarter has sixteen hashes where the whole one has sixty-four, and all
    sixteen are among them.
    """
    below = np.array([np.searchsorted(row, other.ends, "right") for row in one.marks]).reshape(len(one.marks), -1)
    above = np.array([np.searchsorted(row, one.ends, "right") for row in other.marks]).reshape(len(other.marks), -1).T
    mine = np.minimum(below, one.lengths[:, None])
    theirs = np.minimum(above, other.lengths[None, :])
    found: NDArray[np.int64] = np.minimum(mine, theirs)
    return found

"""Scores of IOB2 tags → the spans of names, by the best sequence that is well formed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Name = tuple[int, int, str]
"""First word, word after the last, label."""

IMPOSSIBLE = -1e9


def transitions(tags: Sequence[str]) -> NDArray[np.float32]:
    """0 where the second tag may follow the first, else IMPOSSIBLE: *I-X* follows *B-X* and *I-X* only."""
    return np.array(
        [[IMPOSSIBLE if after[0] == "I" and before[1:] != after[1:] else 0.0 for after in tags] for before in tags],
        dtype=np.float32,
    )


def best_names(scores: NDArray[np.float32], tags: Sequence[str], moves: NDArray[np.float32]) -> list[Name]:
    """The names among words scored words × tags (Viterbi); `tags[0]` is O."""
    chosen = scores.argmax(1)
    steps = moves[np.concatenate(([0], chosen[:-1])), chosen]
    if steps.any():
        chosen = _viterbi(scores, moves)
    return list(_spans([tags[tag] for tag in chosen]))


def _viterbi(scores: NDArray[np.float32], moves: NDArray[np.float32]) -> NDArray[np.int64]:
    reached = scores[0] + moves[0]
    back = np.zeros(scores.shape, dtype=np.int64)
    for word in range(1, len(scores)):
        ways = reached[:, None] + moves
        back[word] = ways.argmax(0)
        reached = ways.max(0) + scores[word]
    chosen = np.zeros(len(scores), dtype=np.int64)
    chosen[-1] = reached.argmax()
    for word in range(len(scores) - 1, 0, -1):
        chosen[word - 1] = back[word, chosen[word]]
    return chosen


def _spans(tags: Sequence[str]) -> list[Name]:
    found: list[Name] = []
    for word, tag in enumerate(tags):
        if tag[0] == "B":
            found.append((word, word + 1, tag[2:]))
        elif tag[0] == "I":
            start, _, label = found[-1]
            found[-1] = (start, word + 1, label)
    return found

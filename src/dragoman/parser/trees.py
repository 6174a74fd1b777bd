"""Scores of heads → one tree with one root (Chu and Liu 1965, Edmonds 1967)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def is_tree(heads: NDArray[np.int64]) -> bool:
    """Whether `heads` (from 1; 0 is the root) make one tree with one root."""
    if np.count_nonzero(heads == 0) != 1:
        return False
    above = np.concatenate(([0], heads))
    reached = above
    for _ in range(len(heads).bit_length()):
        reached = reached[reached]
    return not reached.any()


def best_tree(scores: NDArray[np.floating]) -> NDArray[np.int64]:
    """The heads of the tree of the highest sum. `scores`: words × (1 + words), the root's first; heads as in `is_tree`.

    Where the best arborescence has several roots, the best of those that keep one of them.
    """
    heads: NDArray[np.int64] = scores.argmax(1)
    if is_tree(heads):
        return heads
    words = len(scores)
    whole = np.full((words + 1, words + 1), -np.inf)
    whole[1:] = scores
    np.fill_diagonal(whole, -np.inf)
    heads = _arborescence(whole)[1:]
    roots = np.flatnonzero(heads == 0)
    if len(roots) == 1:
        return heads
    trees = [_arborescence(_with_root(whole, root + 1))[1:] for root in roots.tolist()]
    return max(trees, key=lambda tree: float(scores[np.arange(words), tree].sum()))


def _with_root(scores: NDArray[np.float64], root: int) -> NDArray[np.float64]:
    """The same scores, where nothing but `root` may hang on node 0."""
    one = scores.copy()
    one[:, 0] = -np.inf
    one[root] = -np.inf
    one[root, 0] = 0.0
    return one


def _arborescence(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """The head of each node below node 0 (whose own entry is 0); `scores[word, head]`."""
    heads: NDArray[np.int64] = scores.argmax(1)
    heads[0] = 0
    found = _cycle(heads)
    if not found:
        return heads
    cycle = np.array(found)
    inside = np.zeros(len(scores), dtype=bool)
    inside[cycle] = True
    outer = np.flatnonzero(~inside)
    last = len(outer)
    """The cycle is one node of the smaller graph, after the others."""
    kept = scores[cycle, heads[cycle]]
    smaller = np.full((last + 1, last + 1), -np.inf)
    smaller[:last, :last] = scores[np.ix_(outer, outer)]
    entering = scores[np.ix_(cycle, outer)] - kept[:, None]
    smaller[last, :last] = entering.max(0)
    leaving = scores[np.ix_(outer, cycle)]
    smaller[:last, last] = leaving.max(1)
    smaller[0] = -np.inf
    solved = _arborescence(smaller)
    for position, node in enumerate(outer[1:], start=1):
        above = solved[position]
        heads[node] = cycle[leaving[position].argmax()] if above == last else outer[above]
    broken = cycle[entering[:, solved[last]].argmax()]
    heads[broken] = outer[solved[last]]
    return heads


def _cycle(heads: NDArray[np.int64]) -> list[int]:
    """The nodes of one cycle, none where there is none."""
    colour = np.zeros(len(heads), dtype=np.int64)
    colour[0] = -1
    for start in range(1, len(heads)):
        node = start
        while colour[node] == 0:
            colour[node] = start
            node = int(heads[node])
        if colour[node] == start:
            found = [node]
            while int(heads[found[-1]]) != node:
                found.append(int(heads[found[-1]]))
            return found
        node = start
        while colour[node] == start:
            colour[node] = -1
            node = int(heads[node])
    return []

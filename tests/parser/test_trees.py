from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.parser.trees import best_tree, is_tree

SCORES = st.integers(1, 5).flatmap(
    lambda words: st.lists(
        st.lists(st.floats(-9, 9, width=32), min_size=words + 1, max_size=words + 1), min_size=words, max_size=words
    )
)


@pytest.mark.parametrize(
    ("heads", "whether"),
    [([0], True), ([2, 0], True), ([2, 1], False), ([0, 0], False), ([2, 3, 0, 3], True), ([0, 3, 4, 2], False)],
)
def test_a_tree_has_one_root_and_no_cycle(heads: list[int], whether: bool) -> None:
    assert is_tree(np.array(heads)) == whether


@given(SCORES)
def test_no_tree_scores_higher(rows: list[list[float]]) -> None:
    scores = np.array(rows)
    words = np.arange(len(scores))
    found = best_tree(scores)
    assert is_tree(found)
    trees = (np.array(heads) for heads in product(range(len(scores) + 1), repeat=len(scores)))
    # No word hangs on itself, so a tree never takes the score beside its own.
    best = max(scores[words, tree].sum() for tree in trees if is_tree(tree))
    assert scores[words, found].sum() == pytest.approx(best)


def test_a_long_sentence_of_cycles_becomes_a_tree() -> None:
    scores = np.zeros((250, 251))
    scores[np.arange(0, 250, 2), np.arange(2, 251, 2)] = 5
    scores[np.arange(1, 250, 2), np.arange(1, 250, 2)] = 5
    assert is_tree(best_tree(scores))

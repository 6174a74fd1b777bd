from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dragoman.parser.names import best_names, transitions

TAGS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
MOVES = transitions(TAGS)


def scored(*tags: str) -> np.ndarray:
    return np.array([[0.0 if tag == wanted else -5.0 for tag in TAGS] for wanted in tags], dtype=np.float32)


def test_spans_of_well_formed_tags() -> None:
    assert best_names(scored("B-PER", "I-PER", "O", "B-LOC", "B-LOC"), TAGS, MOVES) == [(0, 2, "PER"), (3, 4, "LOC"), (4, 5, "LOC")]


def test_a_name_never_begins_inside() -> None:
    scores = scored("I-PER", "I-PER")
    scores[0, TAGS.index("B-PER")] = -1
    assert best_names(scores, TAGS, MOVES) == [(0, 2, "PER")]


@given(st.lists(st.lists(st.floats(-9, 9, width=32), min_size=5, max_size=5), min_size=1, max_size=4))
def test_no_well_formed_sequence_scores_higher(rows: list[list[float]]) -> None:
    scores = np.array(rows, dtype=np.float32)
    found = best_names(scores, TAGS, MOVES)
    paths = product(range(len(TAGS)), repeat=len(scores))
    whole = {path: sum(float(scores[i, tag]) for i, tag in enumerate(path)) for path in paths if well_formed(path)}
    assert any(spans(path) == found for path, value in whole.items() if value >= max(whole.values()) - 1e-4)


def well_formed(path: tuple[int, ...]) -> bool:
    return all(MOVES[before, after] == 0 for before, after in zip((0, *path), path, strict=False))


def spans(path: tuple[int, ...]) -> list[tuple[int, int, str]]:
    scores = np.full((len(path), len(TAGS)), -9, dtype=np.float32)
    scores[np.arange(len(path)), list(path)] = 0
    return best_names(scores, TAGS, MOVES)

"""A clause has one subject."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.parser.subjects import one_subject

VALUES = ["root", "nsubj", "compound", "ccomp", "nsubj:pass", "conj", "cc", "det"]


@pytest.mark.parametrize(
    ("words", "heads", "labels", "better_heads", "better_labels"),
    [
        (
            "defence and security zone created",
            [5, 3, 1, 5, 0],
            ["nsubj:pass", "cc", "conj", "nsubj:pass", "root"],
            [4, 3, 1, 5, 0],
            ["compound", "cc", "conj", "nsubj:pass", "root"],
        ),
        (
            "bloc agrees officials said",
            [2, 4, 2, 0],
            ["nsubj", "ccomp", "nsubj", "root"],
            [2, 4, 4, 0],
            ["nsubj", "ccomp", "nsubj", "root"],
        ),
        ("who the man saw", [4, 3, 4, 0], ["nsubj", "det", "nsubj", "root"], [4, 3, 4, 0], ["nsubj", "det", "nsubj", "root"]),
        ("bloc agrees", [2, 0], ["nsubj", "root"], [2, 0], ["nsubj", "root"]),
    ],
)
def test_a_second_subject_goes_where_it_stands(
    words: str, heads: list[int], labels: list[str], better_heads: list[int], better_labels: list[str]
) -> None:
    found, numbers = np.array(heads), np.array([VALUES.index(label) for label in labels])
    assert len(words.split()) == len(heads)
    one_subject(found, numbers, VALUES)
    assert found.tolist() == better_heads
    assert [VALUES[number] for number in numbers] == better_labels

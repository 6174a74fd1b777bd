"""What the network is given of a word: its pieces, its case pattern, hashes of its ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.parser import FOLDER
from dragoman.parser.pieces import LONGEST_WORD, MOST_PIECES, UNKNOWN, Pieces, parts
from dragoman.parser.spelling import PREFIXES, SHAPES, SUFFIXES, bucket, shape, spelling

PIECES = Pieces(FOLDER / "vocabulary.txt")
NAMES = {number: piece for piece, number in PIECES.numbers.items()}


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("treaty", ["treaty"]),
        ("Signed", ["signed"]),
        ("Tskhinvali", ["ts", "##kh", "##in", "##val", "##i"]),
        ("Élysée", ["ely", "##see"]),
        ("it's", ["it", "'", "s"]),
        ("“", ["“"]),
        ("中国", ["中", "国"]),
        ("\u200b", [UNKNOWN]),
        ("a" * (LONGEST_WORD + 1), [UNKNOWN]),
        ("😀", [UNKNOWN]),
    ],
)
def test_a_word_is_cut_as_the_encoder_learnt_it(word: str, pieces: list[str]) -> None:
    assert [NAMES[number] for number in PIECES(word)] == pieces


@given(st.text(max_size=60))
def test_every_word_has_a_few_pieces(word: str) -> None:
    assert 1 <= len(PIECES(word)) <= MOST_PIECES


def test_accents_case_and_controls_are_left_out() -> None:
    assert parts("\x07São\u00ad-TOMÉ") == ["sao", "-", "tome"]


@pytest.mark.parametrize(
    ("word", "pattern"),
    [("NATO", 1), ("A", 2), ("Georgia", 3), ("McCain", 4), ("treaty", 5), ("co-op", 6), ("2008", 7), ("iPad", 8), ("…", 9)],
)
def test_case_patterns(word: str, pattern: int) -> None:
    assert shape(word) == pattern


def test_hashes_never_change() -> None:
    """Weights were learnt for these numbers."""
    assert spelling("signed") == (5, 241, 2696)
    assert bucket("", 4096) == 0x811C9DC5 % 4096


@given(st.text(min_size=1, max_size=20))
def test_spelling_stays_in_its_tables(word: str) -> None:
    pattern, prefix, suffix = spelling(word)
    assert 0 < pattern < SHAPES
    assert 0 <= prefix < PREFIXES
    assert 0 <= suffix < SUFFIXES

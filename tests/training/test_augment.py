"""Sentences changed into the ways news writes them keep whole trees and whole names."""

from __future__ import annotations

import random

import pytest
from augment import changed, headline, typographic, without
from corpora import COLUMNS, Sentence

SENTENCE = Sentence(
    words=["The", "pact", "was", "signed", "by", "the", "United", "States", "."],
    spaces=[True] * 7 + [False, False],
    upos=["DET", "NOUN", "AUX", "VERB", "ADP", "DET", "ADJ", "PROPN", "PUNCT"],
    xpos=["DT", "NN", "VBD", "VBN", "IN", "DT", "NNP", "NNP", "."],
    feats=[""] * 9,
    lemmas=["the", "pact", "be", "sign", "by", "the", "united", "states", "."],
    heads=[1, 3, 3, 3, 7, 7, 7, 3, 3],
    labels=["det", "nsubj:pass", "aux:pass", "root", "case", "det", "amod", "obl:agent", "punct"],
    entities=[(5, 8, "LOC")],
)


def test_a_headline_has_no_articles_no_auxiliary_and_no_full_stop() -> None:
    short = headline(SENTENCE, random.Random(2))
    assert [word.lower() for word in short.words] == ["pact", "signed", "by", "united", "states"]
    assert short.heads == [1, 1, 4, 4, 1]
    assert short.entities == [(3, 5, "LOC")]


def test_a_word_that_others_hang_on_stays() -> None:
    assert without(SENTENCE, {7, 8}).words == SENTENCE.words[:8]


def test_marks_become_typographic() -> None:
    quoted = Sentence(['"', "It", "'s", "late", '"', "--", "he"], [True] * 7)
    assert typographic(quoted).words == ["“", "It", "’s", "late", "”", "—", "he"]


@pytest.mark.parametrize("seed", range(60))
def test_every_change_leaves_columns_of_one_length_and_one_root(seed: int) -> None:
    made = changed(SENTENCE, random.Random(seed))
    sizes = {len(getattr(made, name)) for name in COLUMNS if getattr(made, name)}
    assert sizes == {len(made.words)}
    assert made.heads is not None
    assert sum(head == i for i, head in enumerate(made.heads)) == 1
    assert all(0 <= start < end <= len(made.words) for start, end, _ in made.entities or [])

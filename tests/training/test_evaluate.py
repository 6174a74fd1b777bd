"""Figures of an evaluation, and the challenge sentences they are drawn from."""

from __future__ import annotations

import csv
import json

import evaluate
import pytest
from corpora import Sentence

from dragoman.parser import FOLDER
from dragoman.reading.parse import language_model

GOLD = Sentence(
    words=["Russia", "signed", "it", "."],
    spaces=[True, True, False, False],
    upos=["PROPN", "VERB", "PRON", "PUNCT"],
    xpos=["NNP", "VBD", "PRP", "."],
    feats=["", "", "", ""],
    lemmas=["Russia", "sign", "it", "."],
    heads=[1, 1, 0, 1],
    labels=["nsubj", "root", "obj", "punct"],
    entities=[(0, 1, "LOC")],
    opens=True,
)


@pytest.mark.parametrize("reading", evaluate.READINGS)
def test_a_wrong_head_in_gold_counts_against_the_reading(reading: str) -> None:
    """`it` hangs on `Russia` in this gold, and on `signed` in the reading."""
    figures = evaluate.evaluate(language_model(), [[GOLD]], "made up", reading)
    assert (figures.words, figures.sentences, figures.upos, figures.uas, figures.las, figures.names) == (1, 1, 1, 0.75, 0.75, 1)


def test_paragraphs_are_parted_by_an_empty_line() -> None:
    text, places = evaluate.text_of([GOLD, GOLD])
    assert text == "Russia signed it.\n\nRussia signed it."
    assert [text[start:end] for start, end in places[1]] == GOLD.words


def test_the_challenge_set_is_what_it_claims_to_be() -> None:
    with (evaluate.HERE / "challenge.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    labels = set(json.loads((FOLDER / "labels.json").read_text(encoding="utf-8"))["values"]["labels"])
    assert len({row["sentence"] for row in rows}) >= 200
    assert {row["relation"] for row in rows} <= labels
    pipeline = language_model()
    for row in rows:
        doc = pipeline.make_doc(row["sentence"])
        assert evaluate.occurrence(doc, row["word"], row["occurrence"]) is not None, row
        assert row["relation"] == "root" or evaluate.occurrence(doc, row["head"], row["head_occurrence"]) is not None, row

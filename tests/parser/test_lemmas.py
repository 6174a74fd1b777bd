from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.parser import FOLDER
from dragoman.parser.lemmas import Lemmas

LEMMAS = Lemmas.load(FOLDER / "lemmas.json")


@pytest.mark.parametrize(
    ("word", "upos", "xpos", "lemma"),
    [
        ("Signed", "VERB", "VBD", "sign"),
        ("treaties", "NOUN", "NNS", "treaty"),
        ("was", "AUX", "VBD", "be"),
        ("their", "PRON", "PRP$", "their"),
        ("Ossetians", "PROPN", "NNPS", "Ossetian"),
        ("Tskhinvali", "PROPN", "NNP", "Tskhinvali"),
        ("stopping", "VERB", "VBG", "stop"),
        ("n't", "PART", "RB", "not"),
        ("2008", "NUM", "CD", "2008"),
    ],
)
def test_lemmas(word: str, upos: str, xpos: str, lemma: str) -> None:
    assert LEMMAS(word, upos, xpos) == lemma


def test_tables_survive_a_file(tmp_path: Path) -> None:
    small = Lemmas({("NOUN", "NNS", "s"): (1, "")}, {("NOUN", "NNS", "men"): "man"})
    small.dump(tmp_path / "lemmas.json")
    again = Lemmas.load(tmp_path / "lemmas.json")
    assert (again.rules, again.exceptions) == (small.rules, small.exceptions)
    assert [again(word, "NOUN", "NNS") for word in ("Boats", "men", "s")] == ["boat", "man", "s"]

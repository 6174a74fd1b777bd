"""Lemma rules learnt from words and their lemmas."""

from __future__ import annotations

from corpora import Sentence
from lemmas import accuracy, edit_of, learn

PAST = {"signed": "sign", "joined": "join", "opened": "open", "turned": "turn", "went": "go"}
TWICE = [Sentence([word], [False], upos=["VERB"], xpos=["VBD"], lemmas=[lemma]) for word, lemma in [*PAST.items(), *PAST.items()]]


def test_an_edit_takes_letters_off_and_puts_others_on() -> None:
    assert (edit_of("parties", "party"), edit_of("went", "go"), edit_of("Moscow".lower(), "Moscow")) == (
        (3, "y"),
        (4, "go"),
        (0, ""),
    )


def test_what_a_rule_gets_wrong_is_an_exception() -> None:
    found = learn([TWICE])
    assert found.exceptions == {("VERB", "VBD", "went"): "go"}
    assert found("returned", "VERB", "VBD") == "return"
    assert accuracy(found, [TWICE]) == 1

"""Words that carry a view are kept with the event, agreement or status they speak of, and with their holder."""

from __future__ import annotations

import re

import pytest

import dragoman
from dragoman.knowledge.cues import characterisations
from dragoman.knowledge.tables import rows
from dragoman.record import NARRATOR, Record


def read(text: str) -> Record:
    return dragoman.read_text(text, published="2016-06-15", force=True)


def test_each_example_holds_its_phrase_in_brackets() -> None:
    for _, row in rows("cues/characterisations.csv", "phrase,sense,example"):
        assert f"[{row['phrase']}]" in row["example"]
        assert row["phrase"] in characterisations()


def test_a_word_of_the_narrator_is_the_narrators() -> None:
    record = read("The annexation of Crimea by Russia drew criticism from Turkey.")
    (status,) = [each for each in record.statuses if each.status == "annexed-territory"]
    assert [(each.word, each.sense, each.holder) for each in status.characterised] == [("annexation", "against", NARRATOR)]


def test_a_speakers_word_is_the_speakers() -> None:
    record = read('"The occupied region of Abkhazia is part of Georgia," Georgian President Giorgi Margvelashvili said.')
    told = [each for status in record.statuses for each in status.characterised]
    assert {(each.word, each.holder) for each in told} == {("occupied", "dr:person/giorgi-margvelashvili")}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Russia and Abkhazia signed a so-called treaty on Monday.", "so-called"),
        ("Russia and Abkhazia signed a landmark agreement on Monday.", "landmark"),
        ("Russia and Abkhazia signed a treaty on Monday. Ukraine called the treaty illegal.", "illegal"),
    ],
)
def test_agreements_are_characterised(text: str, word: str) -> None:
    (agreement,) = read(text).agreements
    assert [each.word for each in agreement.characterised] == [word]


def test_spans_are_the_words() -> None:
    record = read(
        "Russia and Abkhazia signed a so-called treaty on Monday. The annexation of Crimea by Russia was condemned by Spain."
    )
    told = [each for item in record.agreements for each in item.characterised]
    told += [each for item in record.statuses for each in item.characterised]
    assert told
    assert all(re.fullmatch(each.word, record.words(each.span), re.IGNORECASE) for each in told)


def test_steps_of_an_agreement_are_told_with_dates_and_holders() -> None:
    text = "Russia and Armenia signed a pact in May 2015. Armenia ratified the pact with Russia in July 2015."
    (agreement,) = read(text).agreements
    assert [(each.stage, each.date) for each in agreement.stages] == [("signed", "2015-05"), ("ratified", "2015-07")]


def test_a_provision_stated_by_two_holders_is_one() -> None:
    text = (
        "Russia and Armenia signed a treaty on Monday. The treaty provides for joint defence. "
        '"The treaty provides for joint defence," Russian President Vladimir Putin said.'
    )
    (agreement,) = read(text).agreements
    (defence,) = [each for each in agreement.provisions if each.type == "defence"]
    assert defence.holder == NARRATOR
    assert [each.holder for each in defence.also] == ["dr:person/vladimir-putin"]

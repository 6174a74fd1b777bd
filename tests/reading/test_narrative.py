"""Events without a time of their own take the day that the main line of a report has reached; background is marked."""

from __future__ import annotations

import pytest

import dragoman
from dragoman.record import Event


def told(text: str, published: str | None = "2015-03-19") -> dict[str, Event]:
    record = dragoman.read_text(text, published=published, force=True)
    return {record.words(each.trigger): each for each in record.events}


LEAD = "Russia signed a treaty with South Ossetia on Wednesday."


@pytest.mark.parametrize(
    ("sentence", "word", "date"),
    [
        ("Georgia condemned the treaty.", "condemned", "2015-03-18"),
        ("Poland has also criticised the treaty.", "criticised", "2015-03-18"),
        ("The United States said it would not recognise the treaty.", "recognise", "2015-03-18"),
        ("Georgia had condemned an earlier treaty.", "condemned", None),
        ("Georgia often condemned Russia.", "condemned", None),
        ("Georgia condemned the treaty on Thursday.", "condemned", "2015-03-19"),
    ],
)
def test_the_main_line_carries_its_day(sentence: str, word: str, date: str | None) -> None:
    assert told(f"{LEAD} {sentence}")[word].date == date


def test_no_day_is_taken_from_the_publication() -> None:
    assert told("Georgia condemned Russia.")["condemned"].date is None


def test_a_paragraph_that_looks_back_does_not_move_the_line() -> None:
    found = told(f"{LEAD}\n\nOn Tuesday rebels shelled Donetsk. They attacked Ukraine.\n\nGeorgia condemned the treaty.")
    assert (found["attacked"].date, found["condemned"].date) == (None, "2015-03-18")


def test_what_has_gone_on_since_something_goes_on_from_its_time() -> None:
    assert told("Russia has stationed troops in Armenia since a war in 1994.")["stationed"].date == "1994/.."


def test_dashes_keep_a_time_from_the_words_around_them() -> None:
    found = told("Georgia condemned the treaty -- similar to one signed by Russia in 2014 -- as an annexation.")
    assert found["condemned"].date is None


@pytest.mark.parametrize(
    ("sentence", "word", "historical"),
    [
        ("Russia recognised South Ossetia in 2008.", "recognised", True),
        ("Georgia had condemned Russia.", "condemned", True),
        ("Georgia condemned Russia.", "condemned", False),
        ("Russia signed a treaty with South Ossetia on Wednesday.", "signed", False),
    ],
)
def test_what_lies_long_before_the_report_is_background(sentence: str, word: str, historical: bool) -> None:
    assert told(sentence)[word].historical is historical

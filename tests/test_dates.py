"""Dates written in English."""

from __future__ import annotations

import pytest

from dragoman.dates import is_edtf_date, written_dates


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Dec 7, 2010", "2010-12-07"),
        ("March 18, 2015", "2015-03-18"),
        ("18th of March 2015", "2015-03-18"),
        ("24 Nov. 2014", "2014-11-24"),
        ("2014-11-24", "2014-11-24"),
        ("24.11.2014", "2014-11-24"),
    ],
)
def test_a_written_date_is_an_edtf_day(text: str, edtf: str) -> None:
    assert [date.edtf for date in written_dates(f"On {text} it rained.")] == [edtf]


def test_a_day_the_calendar_does_not_have_is_no_date() -> None:
    assert list(written_dates("31 June 2014")) == []


def test_dates_are_told_from_other_words() -> None:
    assert [is_edtf_date(text) for text in ("2015", "2015-03", "2015-03-18", "2015-13", "yesterday")] == [
        True,
        True,
        True,
        False,
        False,
    ]

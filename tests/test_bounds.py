"""EDTF dates as first and last days."""

from __future__ import annotations

import pytest

from dragoman.bounds import bounds


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2015-03-18", "2015-03-18", "2015-03-18"),
        ("2015-03-18T00:40", "2015-03-18", "2015-03-18"),
        ("2015-03-18?", "2015-03-18", "2015-03-18"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2008", "2008-01-01", "2008-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2015-21", "2015-03-01", "2015-05-31"),
        ("2015-24", "2015-12-01", "2016-02-29"),
        ("2015-XX-18", "2015-01-01", "2015-12-31"),
        ("2008/2012-05", "2008-01-01", "2012-05-31"),
        ("2014-03/..", "2014-03-01", "9999-12-31"),
        ("../2014-03", "0001-01-01", "2014-03-31"),
    ],
)
def test_a_date_has_a_first_and_a_last_day(edtf: str, first: str, last: str) -> None:
    assert bounds(edtf) == (first, last)


@pytest.mark.parametrize("edtf", [None, "", "soon", "2015-13", "2015-02-31", "2016/2015", "0000", "2015-3"])
def test_what_is_no_date_has_no_days(edtf: str | None) -> None:
    assert bounds(edtf) == (None, None)

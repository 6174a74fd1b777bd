"""The first and the last day an EDTF date can mean, as ISO strings that sort: `2015-03` is 2015-03-01 to 2015-03-31."""

from __future__ import annotations

import calendar
import re
from functools import lru_cache

EVER = ("0001-01-01", "9999-12-31")
"""What an open end means."""

_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
_DATE = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?(?:T.*)?")


@lru_cache(maxsize=65_536)  # the same dates come again and again
def bounds(edtf: str | None) -> tuple[str | None, str | None]:
    """First and last day of a date, of an interval, of an open one; (None, None) for what is no EDTF of levels 0 and 1."""
    if not edtf:
        return None, None
    if "/" not in edtf:
        return _bounds(edtf)
    start, _, end = edtf.partition("/")
    first = EVER[0] if start in ("", "..") else _bounds(start)[0]
    last = EVER[1] if end in ("", "..") else _bounds(end)[1]
    return (first, last) if first and last and first <= last else (None, None)


def _bounds(date: str) -> tuple[str | None, str | None]:
    match = _DATE.fullmatch(date.rstrip("?~%"))
    if match is None:
        return None, None
    year, month, day = match.groups()
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if month in (None, "XX") or "X" in year:
        return _day(first_year, 1, 1), _day(last_year, 12, 31)
    number = int(month)
    if number == 24:  # a winter begins in one year and ends in the next
        return _day(first_year, 12, 1), _day(first_year + 1, 2, None)
    if number in _SEASONS:
        first_month, last_month = _SEASONS[number]
        return _day(first_year, first_month, 1), _day(first_year, last_month, None)
    if not 1 <= number <= 12:
        return None, None
    if day in (None, "XX"):
        return _day(first_year, number, 1), _day(first_year, number, None)
    exact = _day(first_year, number, int(day))
    return exact, exact


def _day(year: int, month: int, day: int | None) -> str | None:
    """An ISO day, the last of its month where `day` is None; None where the calendar has no such day."""
    if not 1 <= year <= 9999:
        return None
    length = calendar.monthrange(year, month)[1]
    day = length if day is None else day
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= day <= length else None

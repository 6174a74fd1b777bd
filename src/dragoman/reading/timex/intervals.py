"""Stretches of the calendar with their granularity, and what they are printed as: TIMEX3, EDTF, first and last day."""

from __future__ import annotations

import calendar
import datetime
import re
from typing import NamedTuple

from dragoman.record import TimexType

MONTHS_OF = {"M": 1, "Q": 3, "H": 6, "Y": 12, "10Y": 120, "100Y": 1200}
"""Months in a unit of months."""

DAYS_OF = {"D": 1, "W": 7, "2W": 14, "WE": 7}
"""Days from one unit of days to the next."""

SEASONS = ("SP", "SU", "FA", "WI")
LAST_YEAR = 9999


class Interval(NamedTuple):
    """The `number`-th unit since the year 0 (months, quarters, halves, years…) or since 0001-01-01 (days, weeks, weekends).

    `unit` is D, W, WE, M, Q, H, Y, 10Y, 100Y or S (season; four a year, spring first); `part` lies within the day: TMO, T10:30.
    """

    unit: str
    number: int
    part: str = ""

    def plus(self, count: int) -> Interval:
        """The interval `count` units later, the whole of it."""
        return Interval(self.unit, self.number + count)

    def moved(self, unit: str, count: int) -> Interval | None:
        """The same granularity, `count` times `unit` later: 2015-Q3 moved by −1 Y is 2014-Q3. None past the calendar."""
        if unit in DAYS_OF:
            first = self.first
            try:
                return at(self.unit, first + datetime.timedelta(DAYS_OF[unit] * count)) if first else None
            except OverflowError:
                return None
        months = MONTHS_OF.get(unit, 0) * count
        if unit not in MONTHS_OF:
            return None
        if self.unit in MONTHS_OF:
            whole, rest = divmod(months, MONTHS_OF[self.unit])
            return Interval(self.unit, self.number + whole) if rest == 0 else None
        if self.unit == "S":
            return Interval("S", self.number + months // 3) if months % 12 == 0 else None
        day = self.first
        if day is None:
            return None
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        if not 1 <= year <= LAST_YEAR:
            return None
        kept = min(day.day, calendar.monthrange(year, month + 1)[1])
        return at(self.unit, datetime.date(year, month + 1, kept))

    @property
    def first(self) -> datetime.date | None:
        """The first day, None outside the calendar."""
        return _first(self.unit, self.number)

    @property
    def last(self) -> datetime.date | None:
        """The last day, None outside the calendar."""
        if self.unit == "WE":
            first = self.first
            return first + datetime.timedelta(1) if first else None
        following = _first(self.unit, self.number + 1)
        return following - datetime.timedelta(1) if following else None

    @property
    def timex(self) -> str:
        """The TIMEX3 value: 2015-03-18, 2015-03-18TMO, 2015-W12-WE, 2015-Q1, 2015-H1, 2015-SP, 201, 20."""
        unit, index = self.unit, self.number
        if unit in ("W", "WE"):
            year, week, _ = datetime.date.fromordinal(index * 7 + 1).isocalendar()
            return f"{year:04}-W{week:02}" + ("-WE" if unit == "WE" else "")
        if unit in ("Q", "H"):
            year, part = divmod(index, 12 // MONTHS_OF[unit])
            return f"{year:04}-{unit}{part + 1}"
        if unit == "S":
            return f"{index // 4:04}-{SEASONS[index % 4]}"
        if unit == "10Y":
            return f"{index:03}"
        if unit == "100Y":
            return f"{index:02}"
        return self._calendar() + self.part

    @property
    def edtf(self) -> str:
        """EDTF level 1: weeks and weekends are intervals of days, quarters and halves of months, seasons 21 to 24."""
        unit, index = self.unit, self.number
        if unit in ("W", "WE"):
            return f"{self.first}/{self.last}"
        if unit in ("Q", "H"):
            months = MONTHS_OF[unit]
            return f"{month_of(index * months).edtf}/{month_of(index * months + months - 1).edtf}"
        if unit == "S":
            return f"{index // 4:04}-{index % 4 + 21}"
        if unit == "10Y":
            return f"{index:03}X"
        if unit == "100Y":
            return f"{index:02}XX"
        return self._calendar()

    def _calendar(self) -> str:
        if self.unit == "Y":
            return f"{self.number:04}"
        if self.unit == "M":
            return f"{self.number // 12:04}-{self.number % 12 + 1:02}"
        return datetime.date.fromordinal(self.number).isoformat()


class Value(NamedTuple):
    """What an expression means: a stretch from `first` to `last`, or what TIMEX3 writes where there is none (P2Y, PAST_REF)."""

    type: TimexType
    first: Interval | None = None
    last: Interval | None = None
    literal: str | None = None
    mod: str | None = None

    @property
    def timex(self) -> str | None:
        """The TIMEX3 value."""
        if self.literal is not None or self.first is None or self.last is None:
            return self.literal
        return self.first.timex if self.first == self.last else self.edtf

    @property
    def edtf(self) -> str | None:
        """The EDTF date or interval, None where the calendar does not hold the expression."""
        if self.first is None or self.last is None:
            return None
        if self.first == self.last:
            return self.first.edtf
        return f"{self.first.edtf.partition('/')[0]}/{self.last.edtf.rpartition('/')[2]}"

    @property
    def start(self) -> str | None:
        """The first day."""
        return str(self.first.first) if self.first and self.first.first else None

    @property
    def end(self) -> str | None:
        """The last day."""
        return str(self.last.last) if self.last and self.last.last else None


def at(unit: str, day: datetime.date) -> Interval:
    """The interval of granularity `unit` that holds `day`."""
    if unit == "D":
        return Interval("D", day.toordinal())
    if unit in ("W", "WE", "2W"):
        return Interval("W" if unit == "2W" else unit, (day.toordinal() - 1) // 7)
    if unit == "S":  # spring begins in March; a winter counts with the year it begins in
        return Interval("S", (day.year * 12 + day.month - 3) // 3)
    return Interval(unit, (day.year * 12 + day.month - 1) // MONTHS_OF[unit])


def day_of(year: int, month: int, number: int) -> Interval | None:
    """A day of the calendar, None where there is no such day."""
    try:
        return Interval("D", datetime.date(year, month, number).toordinal())
    except ValueError:
        return None


def month(year: int, number: int) -> Interval:
    """A month by year and number, from 1."""
    return month_of(year * 12 + number - 1)


def month_of(index: int) -> Interval:
    """A month by its count since the year 0."""
    return Interval("M", index)


def season(year: int, code: str) -> Interval:
    """A season by its TIMEX3 code; a winter counts with the year it begins in."""
    return Interval("S", year * 4 + SEASONS.index(code))


def dated(interval: Interval | None, mod: str | None = None) -> Value | None:
    """An interval as a DATE, or a TIME where it is part of a day; None outside the calendar."""
    if interval is None or interval.first is None or interval.last is None:
        return None
    return Value("TIME" if interval.part else "DATE", interval, interval, mod=mod)


def between(first: Interval | None, last: Interval | None) -> Value | None:
    """The stretch from one interval to another as a DURATION that begins and ends."""
    if first is None or last is None or first.first is None or last.last is None or first.first >= last.last:
        return None
    return Value("DURATION", first, last)


def interval_of(edtf: str | None) -> Interval | None:
    """The interval of an EDTF day, month or year; None for any other string."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", edtf or "")
    if match is None or match[1] == "0000":
        return None
    if match[3]:
        return day_of(*(int(part) for part in match.groups()))
    if match[2]:
        return month(int(match[1]), int(match[2])) if 1 <= int(match[2]) <= 12 else None
    return Interval("Y", int(match[1]))


def _first(unit: str, index: int) -> datetime.date | None:
    try:
        if unit == "D":
            return datetime.date.fromordinal(index)
        if unit == "W":
            return datetime.date.fromordinal(index * 7 + 1)
        if unit == "WE":
            return datetime.date.fromordinal(index * 7 + 6)
        months = index * 3 + 2 if unit == "S" else index * MONTHS_OF[unit]
        return datetime.date(months // 12, months % 12 + 1, 1)
    except (ValueError, OverflowError):
        return None

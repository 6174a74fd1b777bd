"""Readings of dates that a calendar names: days, months, years, decades, seasons, quarters, feasts, with or without a year."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from dragoman.reading.timex import intervals
from dragoman.reading.timex.clocks import clocked
from dragoman.reading.timex.found import Found, Reading
from dragoman.reading.timex.intervals import Interval, Value, between, dated

_WRONG_SIDE = {None: 1.8, False: 6.0, True: 3.0}
"""How much farther a date counts that lies on the other side than the tense says: not told, past, future."""
_LATER_YEARS = 40
"""*’40* and below are of this century."""


def day(found: Found) -> Value | None:
    """*March 18, 2015*; without a year the nearest, on the side that the tense points to."""
    month, number = found.number("month"), found.number("day")
    year = found.number("year") or _year_near(found, lambda year: intervals.day_of(year, month, number))
    if year is None:
        return Value("DATE", literal=f"XXXX-{month:02}-{number:02}") if intervals.day_of(2000, month, number) else None
    return clocked(found, intervals.day_of(year, month, number))


def week_of(found: Found) -> Value | None:
    """*The week of March 2*."""
    value = day(found)
    here = value.first.first if value and value.first else None
    return dated(intervals.at("W", here)) if here else None


def figures(found: Found) -> Value | None:
    """*2015-03-18*, *3/18/2015*, *18.03.2015*."""
    written = found.value("date")
    numbers = [int(part) for part in re.split(r"[-/.]", written)]
    if "-" in written:
        year, month, number = numbers
    elif "." in written:
        number, month, year = numbers
    else:
        month, number, year = numbers
    return clocked(found, intervals.day_of(_whole_year(year), month, number))


def days(found: Found) -> Value | None:
    """*March 3-5*, *28 February to 2 March 2014*."""
    month, number = found.number("month"), found.number("day")
    final = found.number("final") or month
    year = found.number("year") or _year_near(found, lambda year: intervals.day_of(year, month, number))
    if year is None:
        return None
    return between(intervals.day_of(year, month, number), intervals.day_of(year + (final < month), final, found.number("last")))


def month(found: Found) -> Value | None:
    """*March 2015*, *last March*, *March of last year*, *March*."""
    number = found.number("month")
    if "year" in found:
        return dated(intervals.month(found.number("year"), number), found.mod())
    this = found.published("M")
    if this is None:
        year = found.published("Y")
        if year is None:
            return Value("DATE", literal=f"XXXX-{number:02}", mod=found.mod())
        return dated(intervals.month(year.number + found.number("of"), number), found.mod())
    year_now, month_now = this.number // 12, this.number % 12 + 1
    if "of" in found:
        year_then: int | None = year_now + found.number("of")
    elif "which" in found:
        shift = found.number("which")
        year_then = year_now + ((number <= month_now) if shift > 0 else -(number >= month_now) if shift < 0 else 0)
    else:
        year_then = _year_near(found, lambda year: intervals.month(year, number))
    return dated(intervals.month(year_then, number), found.mod()) if year_then else None


def months(found: Found) -> Value | None:
    """*March to May 2014*, *November-January*."""
    first, last = found.number("month"), found.number("final")
    if "year" in found:
        year: int | None = found.number("year") - (last < first)
    else:
        year = _year_near(found, lambda year: intervals.month(year, first))
    return between(intervals.month(year, first), intervals.month(year + (last < first), last)) if year else None


def year(found: Found) -> Value | None:
    """*2008*, *’08*, *fiscal 2014*."""
    return dated(Interval("Y", _whole_year(found.number("year"))), found.mod())


def spelled_year(found: Found) -> Value | None:
    """*Nineteen ninety-six*, *the winter of nineteen ninety-six*, *the year two thousand*."""
    year = _spelled(found)
    if year is None:
        return None
    if "month" in found:
        return dated(intervals.month(year, found.number("month")), found.mod())
    if "season" in found:
        return dated(intervals.season(year, found.value("season")), found.mod())
    return dated(Interval("Y", year))


def years(found: Found) -> Value | None:
    """*2008-2012*, *1992-93*, *between 1992 and 1993*."""
    first, last = found.number("year"), found.number("last")
    last = first // 100 * 100 + last if last < 100 else last
    return between(Interval("Y", first), Interval("Y", last))


def decade(found: Found) -> Value | None:
    """*The 1990s*, *the early ’90s*, *the nineties*."""
    digits = found.number("decade")
    if digits < 10:
        digits *= 10
    if digits < 100:
        digits += 2000 if digits < 30 else 1900
    return dated(Interval("10Y", digits // 10), found.mod())


def century(found: Found) -> Value | None:
    """*The 19th century*."""
    return dated(Interval("100Y", found.number("nth") - 1), found.mod())


def half(found: Found) -> Value | None:
    """*The first half of 2015*, *the second half of last year*."""
    number = found.number("nth")
    year = found.number("year") or _year_of_publication(found)
    return dated(Interval("H", year * 2 + number - 1)) if number in (1, 2) and year else None


def season(found: Found) -> Value | None:
    """*Spring 2014*, *last winter*, *the summer of last year*, *the autumn*."""
    code = found.value("season")
    if "year" in found:
        return dated(intervals.season(found.number("year"), code), found.mod())
    if "of" in found:
        year = _year_of_publication(found)
        return dated(intervals.season(year, code), found.mod()) if year else None
    here = found.published("S") if found.today() else None
    if here is None:
        return Value("DATE", literal=f"XXXX-{code}", mod=found.mod())
    this = here.plus((intervals.SEASONS.index(code) - here.number) % 4)
    if "which" not in found:
        back = this.number != here.number and not found.future
    elif found.number("which") == 0:
        year = here.first.year if here.first else 0
        return dated(intervals.season(year, code), found.mod())
    else:
        back = found.number("which") < 0
        this = this if back or this.number > here.number else this.plus(4)
    return dated(this.plus(-4) if back else this, found.mod())


def quarter(found: Found) -> Value | None:
    """*The third quarter*, *the fourth quarter of 2014*, *next year’s first quarter*, *this quarter*, *the year-earlier quarter*."""
    if "nth" in found:
        number = found.number("nth")
        year = found.number("year") or (_year_of_publication(found) if "of" in found else None)
        now = found.published("Q") if year is None else None
        if year is None and now is not None:
            year = now.number // 4 - (number - 1 > now.number % 4 and not found.future)
        if not 1 <= number <= 4:
            return None
        if year is None:
            return Value("DATE", literal=f"XXXX-Q{number}")
        return dated(Interval("Q", (year - ("ago" in found)) * 4 + number - 1))
    here = found.published("Q")
    told = found.told("Q") if "which" not in found or "ago" in found else None
    if told is None:
        told = here.plus(found.number("which")) if here else None
    if told is None:
        return Value("DATE")
    return dated(told.plus(-4) if "ago" in found else told)


def feast(found: Found) -> Value | None:
    """*Christmas*, *Easter Sunday 2014*, *last Thanksgiving*."""
    rule, shift = found.value("feast"), found.number("which")
    day = found.today()
    if "which" in found and day is not None:
        this = _feast(rule, day.year)
        passed = this is not None and this.number < day.toordinal()
        year: int | None = day.year + ((shift > 0 and passed) - (shift < 0 and not passed))
    else:
        year = found.number("year") or _year_near(found, lambda year: _feast(rule, year))
    return clocked(found, _feast(rule, year)) if year else Value("DATE")


def _year_of_publication(found: Found) -> int | None:
    """The year a group `of` counts from that of publication: *of last year*, *next year’s*."""
    this = found.published("Y")
    return this.number + found.number("of") if this else None


def _year_near(found: Found, make: Callable[[int], Interval | None]) -> int | None:
    """The year of a day or month named without one: of last year, this and next the nearest, the tense’s side first."""
    this = found.published("Y")
    if this is None:
        return None
    here = found.today()
    if here is None:
        return this.number
    best: tuple[float, int] | None = None
    for year in (this.number - 1, this.number, this.number + 1):
        interval = make(year)
        if interval is None or interval.first is None or interval.last is None:
            continue
        if found.past and interval.first > here:
            continue
        first, last = (interval.first - here).days, (interval.last - here).days
        away = 0 if first <= 0 <= last else min(abs(first), abs(last))
        weight = away * (1.0 if (first > 0) == bool(found.future) else _WRONG_SIDE[found.future])
        best = min(best, (weight, year)) if best else (weight, year)
    return best[1] if best else None


def _spelled(found: Found) -> int | None:
    """A year in words: two numbers of two digits, or thousands and what is left."""
    rest = sum(int(token.value) for token in found.tokens("rest") if token.value.isdigit())
    if "scale" in found:
        thousands = found.number("thousands") if found.number("scale") == 1000 else 0
        return thousands * 1000 + rest if thousands in (1, 2) and rest < 100 else None
    century = found.number("century")
    return century * 100 + rest if 15 <= century <= 20 and 10 <= rest <= 99 else None


def _whole_year(year: int) -> int:
    return year if year >= 100 else year + (2000 if year <= _LATER_YEARS else 1900)


def _feast(rule: str, year: int) -> Interval | None:
    """A feast in a year: `12-25` the day, `11-4-4` the fourth Thursday of November, `11-1-1+1` the day after a Monday, `easter-2`."""
    rule, shift = re.fullmatch(r"(.*?)([+-]\d+)?", rule).groups() if rule.startswith("easter") or "+" in rule else (rule, None)  # type: ignore[union-attr]
    if rule == "easter":
        found = _easter(year)
    else:
        numbers = [int(part) for part in rule.split("-")]
        if len(numbers) == 2:
            found = intervals.day_of(year, *numbers)
        else:
            month, weekday, nth = numbers
            first = datetime.date(year, month, 1)
            found = Interval("D", first.toordinal() + (weekday - 1 - first.weekday()) % 7 + 7 * (nth - 1))
    return found.plus(int(shift or 0)) if found else None


def _easter(year: int) -> Interval | None:
    """Western Easter by the anonymous Gregorian computus (Nature, 20 April 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    return intervals.day_of(year, (h + k - 7 * m + 114) // 31, (h + k - 7 * m + 114) % 31 + 1)


READINGS: dict[str, Reading] = {
    each.__name__: each
    for each in (
        day,
        week_of,
        figures,
        days,
        month,
        months,
        year,
        spelled_year,
        years,
        decade,
        century,
        half,
        season,
        quarter,
        feast,
    )
}

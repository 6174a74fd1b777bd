"""Readings of dates that are counted from another: from publication (*yesterday*, *last year*) or from the story (*a year earlier*)."""

from __future__ import annotations

from dragoman.reading.timex.amounts import amount_of, approximation, period
from dragoman.reading.timex.clocks import clocked, part, time_of_day
from dragoman.reading.timex.found import Found, Reading
from dragoman.reading.timex.intervals import DAYS_OF, MONTHS_OF, Interval, Value, at, dated


def weekday(found: Found) -> Value | None:
    """*Wednesday*: the most recent, the day of publication included; the coming one where the clause tells of what is to come."""
    number, today = found.number("weekday") - 1, found.today()
    if today is None:
        return Value("TIME" if "part" in found else "DATE", literal=f"XXXX-WXX-{number + 1}{part(found)}")
    back, ahead = (today.weekday() - number) % 7, (number - today.weekday()) % 7
    which = found.value("which")
    if which == "-1":
        shift = -(back or 7)
    elif which == "1":
        shift = ahead or 7
    else:
        shift = ahead if found.future else -back
    return clocked(found, Interval("D", today.toordinal() + shift + found.number("beside")))


def deictic(found: Found) -> Value | None:
    """*Yesterday*, *tomorrow morning*, *the day before yesterday*, *tonight*."""
    today = found.published("D")
    if today is None:
        return Value("TIME" if "part" in found or "clock" in found else "DATE")
    return clocked(found, today.plus(found.number("deictic") + found.number("beside")))


def part_of_day(found: Found) -> Value | None:
    """*This morning*, *last night*, *that evening*, *the afternoon*, *10:30 p.m.*: of the day told, else of publication."""
    if "clock" in found and time_of_day(found) is None:
        return None
    day = found.told("D") if "which" not in found else None
    day = day or found.published("D")
    if day is None:
        return Value("TIME", literal=f"XXXX-XX-XX{time_of_day(found)}" if "clock" in found else None)
    return clocked(found, day.plus(found.number("which")))


def unit(found: Found) -> Value | None:
    """*Last year*, *this month*, *earlier this week*, *the end of the year*: counted from publication."""
    name = found.value("unit")
    here = found.published(name) if name in MONTHS_OF or name in DAYS_OF else None
    if here is None:
        return Value("DATE", mod=found.mod()) if name in MONTHS_OF or name in DAYS_OF else None
    return dated(here.plus(found.number("which")), found.mod())


def weekend(found: Found) -> Value | None:
    """*The weekend*: the most recent, the one of the day of publication included; the coming one where the clause looks ahead."""
    here, today = found.published("WE"), found.today()
    if here is None or today is None:
        return Value("DATE")
    return dated(here if found.future or today.weekday() > 4 else here.plus(-1))


def unit_told(found: Found) -> Value | None:
    """*The following day*, *that year*, *the same week*, *the next morning*: counted from the last date told."""
    name = found.value("unit") or "D"
    if name not in MONTHS_OF and name not in DAYS_OF:
        return None
    here = found.told(name)
    if here is None and "same" not in found:
        here = found.published(name)
    if here is None:
        return Value("TIME" if "part" in found else "DATE")
    return dated(here.plus(found.number("which"))._replace(part=part(found)), found.mod())


def ago(found: Found) -> Value | None:
    """*Three weeks ago*, *in five days*: counted from publication; *a year ago* after a quarter is that quarter a year back."""
    told = found.last_told()
    if told is not None and told.unit == "Q" and found.value("unit") == "Y" and found.published("Y"):
        return _counted(found, told)
    return _counted(found, found.published("D") or found.published("M") or found.published("Y"))


def earlier(found: Found) -> Value | None:
    """*Two years earlier*, *five days later*: counted from the last date told, from publication where there is none."""
    here = found.last_told()
    unit = found.value("unit")
    if here is not None and unit in DAYS_OF and here.unit not in DAYS_OF:
        here = found.told("D")
    return _counted(found, here or found.published("D") or found.published("M") or found.published("Y"))


def _counted(found: Found, here: Interval | None) -> Value | None:
    amount, name = amount_of(found), found.value("unit")
    way = found.number("way") or 1
    if amount is None:
        return Value("DATE", literal="PAST_REF" if way < 0 else "FUTURE_REF")
    if name.startswith("T"):
        return period(amount, name, approximation(found))
    if here is None or here.first is None or amount != int(amount):
        return Value("DATE")
    if name in DAYS_OF:
        if here.unit not in DAYS_OF:
            return Value("DATE")
        moved = here.moved(name, way * int(amount))
        coarse = name if name in ("D", "W") else "W"
    else:
        coarse = here.unit if here.unit in ("Q", "S") else name if MONTHS_OF[name] <= 12 else "Y"
        here = here if coarse == here.unit else at(coarse, here.first)
        moved = here.moved(name, way * int(amount))
    if moved is None or moved.first is None:
        return None
    return dated(moved if moved.unit == coarse else at(coarse, moved.first), approximation(found))


def to_the_day(found: Found) -> Value | None:
    """*One year to the day* since something happened: the day it happened."""
    amount, today = amount_of(found), found.published("D")
    if today is None or amount is None:
        return Value("DATE")
    return dated(today.moved(found.value("unit"), -int(amount)))


READINGS: dict[str, Reading] = {
    each.__name__: each for each in (weekday, deictic, part_of_day, unit, weekend, unit_told, ago, earlier, to_the_day)
}

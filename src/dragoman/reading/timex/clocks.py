"""Times of the day: of the clock (*5 p.m.*), and its parts (*Friday night*)."""

from __future__ import annotations

import re

from dragoman.reading.timex.found import Found
from dragoman.reading.timex.intervals import Interval, Value, dated

_LATE = ("AF", "EV", "NI")


def clocked(found: Found, day: Interval | None) -> Value | None:
    """A day with the part of the day or the time of the clock that is named beside it; None where the clock is none."""
    if day is None:
        return None
    if "clock" not in found:
        return dated(day._replace(part=part(found)), found.mod())
    clock = time_of_day(found)
    if clock == "T24:00":
        return dated(day.plus(1)._replace(part="T00:00"))
    return dated(day._replace(part=clock), found.mod()) if clock else None


def part(found: Found) -> str:
    """The part of the day as TIMEX3 has it (TMO, TNI), empty where none is named."""
    return f"T{found.value('part')}" if "part" in found else ""


def time_of_day(found: Found) -> str | None:
    """The time of the clock as T17:30; None for a bare number, which is no time."""
    written = found.value("clock")
    match = re.fullmatch(r"(\d{1,2})(?:[:.](\d\d))?(?::\d\d)?([ap]m)?", written)
    if match is None:
        return None
    half = match[3] or found.value("meridiem").replace(".", "").lower()
    kind = found.tokens("clock")[0].kind
    if kind in ("dayn", "number", "figure") and not half and "oclock" not in found:
        return None
    hour, minutes = int(match[1]), int(match[2] or 0)
    if hour > 24 or (half and not 1 <= hour <= 12):
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif found.value("part") in _LATE and hour < 12:
        hour += 12
    return f"T{hour:02}:{minutes:02}"

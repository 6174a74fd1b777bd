"""Calendar dates as English writes them, and EDTF.

EDTF level 1 strings: `2015-03-18`, `2015-03`, `2015`, `199X`, `19XX`, intervals `2008/2012`, open ones `2008/..`.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower()[:3]: number for number, name in enumerate(calendar.month_name) if name} | {"sept": 9}
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
YEAR = r"(?:1[0-9]|20)\d\d"

_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<month>{MONTH})\s+(?P<day>{DAY})(?:st|nd|rd|th)?,?\s+(?P<year>{YEAR})\b",
        rf"\b(?P<day>{DAY})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{MONTH}),?\s+(?P<year>{YEAR})\b",
        rf"\b(?P<year>{YEAR})-(?P<number>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)",
        rf"\b(?P<day>{DAY})\.(?P<number>0?[1-9]|1[0-2])\.(?P<year>{YEAR})\b",
    )
)


class Written(NamedTuple):
    """A full calendar date as it stands in a text: its span and its EDTF day."""

    start: int
    end: int
    edtf: str


def written_dates(text: str) -> Iterator[Written]:
    """Days with their year written out in `text`, in order, the impossible ones (31 June) left out."""
    taken: list[Written] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            month = int(groups["number"]) if groups.get("number") else month_number(groups["month"])
            edtf = day_of(int(groups["year"]), month, int(groups["day"]))
            if edtf and not any(match.start() < other.end and other.start < match.end() for other in taken):
                taken.append(Written(match.start(), match.end(), edtf))
    yield from sorted(taken)


def month_number(name: str) -> int:
    """1 to 12 for `March`, `Mar.`, `sept`."""
    key = name.lower().rstrip(".")
    return MONTHS[key] if key in MONTHS else MONTHS[key[:3]]


def day_of(year: int, month: int, day: int) -> str | None:
    """The EDTF day, or None where the calendar has no such day."""
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def as_date(edtf: str | None) -> datetime.date | None:
    """The day an EDTF day names, or None for anything less exact."""
    if edtf is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", edtf):
        return None
    try:
        return datetime.date.fromisoformat(edtf)
    except ValueError:
        return None


def is_edtf_date(text: str) -> bool:
    """Whether `text` is an EDTF day, month or year of the calendar."""
    if re.fullmatch(r"\d{4}", text):
        return True
    if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        return True
    return as_date(text) is not None


def year_of(edtf: str | None) -> int | None:
    """The year an EDTF date begins with, or None."""
    match = re.match(r"\d{4}", edtf or "")
    return int(match.group()) if match else None

"""Time expressions with their TIMEX3 and EDTF values, anchored on the publication date.

Where a value needs an anchor that is not known (*Wednesday* in an undated report), it is null.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from dragoman.dates import DAY, MONTH, WEEKDAYS, YEAR, as_date, day_of, month_before, month_number, year_of
from dragoman.reading.parse import READ
from dragoman.record import Document, Span, Time, TimexType

NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {
    "a": 1,
    "an": 1,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
    "hundred": 100,
    "several": None,
    "some": None,
    "many": None,
    "few": None,
    "couple": 2,
}
UNITS = {
    "second": ("T", "S"),
    "minute": ("T", "M"),
    "hour": ("T", "H"),
    "day": ("", "D"),
    "week": ("", "W"),
    "month": ("", "M"),
    "year": ("", "Y"),
    "decade": ("", "DE"),
    "century": ("", "CE"),
}
DECADES = {"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8, "nineties": 9}
PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "noon": "MI"}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
EDTF_SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
FUTURE = re.compile(r"\b(?:will|shall|would|plans?|due|expected|scheduled|set|is to|are to|going to|later)\b", re.IGNORECASE)

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_NUMBER = (
    r"(?:an?(?!\s+second)|\d{1,4}(?:[.,]\d+)?|" + "|".join(word for word in NUMBERS if len(word) > 2) + r"|a\s+few|a\s+couple\s+of)"
)
_UNIT = r"(?:second|minute|hour|day|week|month|year|decade|centur(?:y|ies))s?"
_PART = r"(?:morning|afternoon|evening|night|noon)"


class Value(NamedTuple):
    """The value of an expression: its TIMEX3 type and value, and its EDTF date."""

    type: TimexType
    timex: str | None
    edtf: str | None


class Anchor(NamedTuple):
    """What an expression is valued against: the publication day (or None), and the sentence's words before and after."""

    day: datetime.date | None
    published: str | None
    sentence: str


Reader = Callable[[re.Match[str], Anchor], Value | None]


def times(document: Document) -> tuple[Time, ...]:
    """The time expressions in the prose blocks of a document, in order of their spans."""
    found: list[Time] = []
    for block in document.blocks:
        if block.kind not in (*READ, "crosshead"):
            continue
        text = document.text[slice(*block.span)]
        found += [
            Time((span[0] + block.span[0], span[1] + block.span[0]), *value)
            for span, value in expressions(text, document.published)
        ]
    return tuple(found)


def expressions(text: str, published: str | None) -> Iterator[tuple[Span, Value]]:
    """Spans and values of the time expressions of `text`; the longer of two that overlap is kept."""
    taken: list[tuple[int, int]] = []
    found: list[tuple[Span, Value]] = []
    for pattern, read in _RULES:
        for match in pattern.finditer(text):
            span = match.span("all") if "all" in pattern.groupindex else match.span()
            if any(span[0] < end and start < span[1] for start, end in taken):
                continue
            value = read(match, Anchor(as_date(published), published, _around(text, *span)))
            if value is not None:
                taken.append(span)
                found.append((span, value))
    yield from sorted(found)


def _around(text: str, start: int, end: int) -> str:
    left = max(text.rfind(". ", 0, start), text.rfind("\n", 0, start), start - 160)
    right = text.find(". ", end)
    return text[max(left, 0) : right if 0 <= right < end + 160 else end + 160]


# ---------------------------------------------------------------- readers


def _full_date(match: re.Match[str], _anchor: Anchor) -> Value | None:
    month = int(match["number"]) if match.groupdict().get("number") else month_number(match["month"])
    day = day_of(int(match["year"]), month, int(match["day"]))
    return Value("DATE", day, day) if day else None


def _month_year(match: re.Match[str], _anchor: Anchor) -> Value:
    value = f"{match['year']}-{month_number(match['month']):02}"
    return Value("DATE", value, value)


def _month_day(match: re.Match[str], anchor: Anchor) -> Value | None:
    month, day = month_number(match["month"]), int(match["day"])
    if anchor.day is None:
        year = year_of(anchor.published)
        whole = day_of(year, month, day) if year else None
        return Value("DATE", whole or f"XXXX-{month:02}-{day:02}", whole)
    found = _nearest(anchor, lambda year: day_of(year, month, day))
    return Value("DATE", found, found) if found else None


def _nearest(anchor: Anchor, make: Callable[[int], str | None]) -> str | None:
    """The occurrence nearest to publication, of last year, this year and next; the past half a year goes first."""
    assert anchor.day is not None
    best: tuple[float, str] | None = None
    for year in (anchor.day.year - 1, anchor.day.year, anchor.day.year + 1):
        value = make(year)
        day = as_date(value)
        if value and day:
            away = (day - anchor.day).days
            weight = abs(away) * (1.0 if (away > 0) == bool(FUTURE.search(anchor.sentence)) or away == 0 else 1.5)
            best = min(best, (weight, value)) if best else (weight, value)
    return best[1] if best else None


def _month_alone(match: re.Match[str], anchor: Anchor) -> Value | None:
    month = month_number(match["month"])
    which = (match.groupdict().get("which") or "").lower()
    if anchor.day is None:
        return Value("DATE", f"XXXX-{month:02}", None)
    year = anchor.day.year
    if which == "last":
        year -= month >= anchor.day.month
    elif which == "next" or FUTURE.search(anchor.sentence):
        year += month < anchor.day.month
    elif which != "this":
        year -= month > anchor.day.month
    value = f"{year}-{month:02}"
    return Value("DATE", value, value)


def _year(match: re.Match[str], _anchor: Anchor) -> Value:
    return Value("DATE", match["year"], match["year"])


def _year_range(match: re.Match[str], _anchor: Anchor) -> Value | None:
    first, last = match["first"], match["last"]
    last = first[: 4 - len(last)] + last
    return Value("DURATION", f"{first}/{last}", f"{first}/{last}") if first < last else None


def _decade(match: re.Match[str], anchor: Anchor) -> Value | None:
    if match.groupdict().get("named"):
        digit = DECADES[match["named"].lower()]
        return Value("DATE", f"19{digit}", f"19{digit}X")
    written = match["decade"]
    if len(written) == 2:
        century = "19" if int(written) >= 30 or (year_of(anchor.published) or 2000) < 2000 else "20"
        written = century + written
    return Value("DATE", written[:3], f"{written[:3]}X")


def _century(match: re.Match[str], _anchor: Anchor) -> Value:
    number = int(match["ordinal"]) - 1
    return Value("DATE", f"{number:02}", f"{number:02}XX")


def _weekday(match: re.Match[str], anchor: Anchor) -> Value | None:
    number = WEEKDAYS[match["weekday"].lower()]
    part = match.groupdict().get("part")
    kind: TimexType = "TIME" if part else "DATE"
    suffix = f"T{PARTS[part.lower()]}" if part else ""
    if anchor.day is None:
        return Value(kind, f"XXXX-WXX-{number + 1}{suffix}", None)
    which = (match.groupdict().get("which") or "").lower()
    back = (anchor.day.weekday() - number) % 7
    if which in ("next", "this coming", "coming") or (
        not which
        and back
        and FUTURE.search(anchor.sentence[-200:])
        and not re.search(rf"\b(?:said|told|signed|announced|on)\b[^.]{{0,80}}{match['weekday']}", anchor.sentence)
    ):
        day = anchor.day + datetime.timedelta((number - anchor.day.weekday()) % 7 or 7)
    elif which in ("last", "past", "previous"):
        day = anchor.day - datetime.timedelta(back or 7)
    else:
        day = anchor.day - datetime.timedelta(back)
    return Value(kind, day.isoformat() + suffix, day.isoformat())


def _deictic(match: re.Match[str], anchor: Anchor) -> Value | None:
    word = match["word"].lower()
    shift = {"yesterday": -1, "tomorrow": 1}.get(word.split()[-1], 0)
    part = next((code for name, code in PARTS.items() if name in match.group().lower()), None)
    part = "NI" if word == "tonight" else part
    kind: TimexType = "TIME" if part else "DATE"
    if anchor.day is None:
        return Value(kind, None, None)
    day = (anchor.day + datetime.timedelta(shift)).isoformat()
    return Value(kind, day + (f"T{part}" if part else ""), day)


def _relative_unit(match: re.Match[str], anchor: Anchor) -> Value | None:
    """*last year*, *this month*, *next week*, *earlier this year*."""
    which, unit = match["which"].lower(), match["unit"].lower()
    shift = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(which, 0)
    if anchor.day is None:
        year = year_of(anchor.published)
        value = str(year + shift) if year and unit == "year" else None
        return Value("DATE", value, value)
    if unit == "year":
        value = str(anchor.day.year + shift)
    elif unit == "month":
        year, month = month_before(anchor.day.year, anchor.day.month, -shift)
        value = f"{year}-{month:02}"
    elif unit == "week":
        monday = anchor.day - datetime.timedelta(anchor.day.weekday()) + datetime.timedelta(7 * shift)
        year, week, _ = monday.isocalendar()
        return Value("DATE", f"{year}-W{week:02}", f"{monday}/{monday + datetime.timedelta(6)}")
    elif unit == "weekend":
        monday = anchor.day - datetime.timedelta(anchor.day.weekday()) + datetime.timedelta(7 * shift)
        saturday = monday + datetime.timedelta(5)
        year, week, _ = monday.isocalendar()
        return Value("DATE", f"{year}-W{week:02}-WE", f"{saturday}/{saturday + datetime.timedelta(1)}")
    elif unit == "night":
        day = (anchor.day + datetime.timedelta(min(shift, 0))).isoformat()
        return Value("TIME", f"{day}TNI", day)
    elif unit == "decade":
        value = f"{anchor.day.year // 10 + shift}"
        return Value("DATE", value, f"{value}X")
    elif unit in SEASONS:
        code = SEASONS[unit]
        year = anchor.day.year + shift
        return Value("DATE", f"{year}-{code}", f"{year}-{EDTF_SEASONS[code]}")
    else:
        century = anchor.day.year // 100 + shift
        return Value("DATE", f"{century}", f"{century}XX")
    return Value("DATE", value, value)


def _ago(match: re.Match[str], anchor: Anchor) -> Value | None:
    """*three weeks ago*, *two years earlier*; *in five days*."""
    count, unit = _count(match["count"]), _unit(match["unit"])
    back = match["way"].lower() not in ("in", "from now", "within")
    if count is None or anchor.day is None or unit in ("second", "minute", "hour"):
        letter = "".join(UNITS[unit]) if unit in UNITS else "D"
        if back:
            return Value("DATE", "PAST_REF" if anchor.day or count is None else None, None)
        return Value("DURATION", _period(count, unit), None) if letter else None
    sign = 1 if back else -1
    if unit in ("day", "week"):
        day = anchor.day - datetime.timedelta(sign * int(count) * (7 if unit == "week" else 1))
        if unit == "week" and count > 1:
            year, week, _ = day.isocalendar()
            monday = day - datetime.timedelta(day.weekday())
            return Value("DATE", f"{year}-W{week:02}", f"{monday}/{monday + datetime.timedelta(6)}")
        return Value("DATE", day.isoformat(), day.isoformat())
    if unit == "month":
        year, month = month_before(anchor.day.year, anchor.day.month, sign * int(count))
        return Value("DATE", f"{year}-{month:02}", f"{year}-{month:02}")
    if unit == "year":
        value = f"{anchor.day.year - sign * int(count):04}"
        return Value("DATE", value, value)
    value = f"{anchor.day.year // 10 - sign * int(count)}"
    return Value("DATE", value, f"{value}X") if unit == "decade" else None


def _to_the_day(match: re.Match[str], anchor: Anchor) -> Value | None:
    """*One year to the day* since something: the day it happened."""
    count = _count(match["count"])
    if anchor.day is None or count is None:
        return None
    day = day_of(anchor.day.year - int(count), anchor.day.month, anchor.day.day)
    return Value("DATE", day, day) if day else None


def _duration(match: re.Match[str], _anchor: Anchor) -> Value:
    return Value("DURATION", _period(_count(match["count"]), _unit(match["unit"])), None)


def _set(match: re.Match[str], _anchor: Anchor) -> Value:
    word = match.group().lower()
    unit = next((name for name in (*UNITS, *(day for day in WEEKDAYS if len(day) > 5)) if name in word), None)
    if unit in WEEKDAYS and unit not in UNITS:
        return Value("SET", f"XXXX-WXX-{WEEKDAYS[unit] + 1}", None)
    adverbs = {
        "daily": "P1D",
        "weekly": "P1W",
        "monthly": "P1M",
        "yearly": "P1Y",
        "annual": "P1Y",
        "annually": "P1Y",
        "quarterly": "P3M",
        "hourly": "PT1H",
    }
    return Value("SET", adverbs.get(word) or (_period(1, unit) if unit else None), None)


def _season_year(match: re.Match[str], _anchor: Anchor) -> Value:
    code = SEASONS[match["season"].lower()]
    return Value("DATE", f"{match['year']}-{code}", f"{match['year']}-{EDTF_SEASONS[code]}")


def _now(match: re.Match[str], _anchor: Anchor) -> Value:
    word = match.group().lower()
    if word in (
        "recently",
        "lately",
        "formerly",
        "previously",
        "in the past",
        "in recent years",
        "in recent months",
        "in recent weeks",
        "in recent days",
    ):
        return Value("DATE", "PAST_REF", None)
    return Value("DATE", "FUTURE_REF" if "future" in word or "soon" in word else "PRESENT_REF", None)


def _count(words: str) -> float | None:
    words = words.lower().replace("a couple of", "couple").strip()
    if re.fullmatch(r"[\d.,]+", words):
        return float(words.replace(",", ""))
    return NUMBERS.get(words.split()[-1])


def _unit(word: str) -> str:
    word = word.lower().rstrip("s")
    return "century" if word.startswith("centur") else word


def _period(count: float | None, unit: str) -> str:
    sign, letter = UNITS.get(unit, ("", "D"))
    amount = "X" if count is None else f"{count:g}"
    return f"P{sign}{amount}{letter}"


def _rule(pattern: str, read: Reader, flags: int = re.IGNORECASE) -> tuple[re.Pattern[str], Reader]:
    return re.compile(pattern, flags), read


_RULES: tuple[tuple[re.Pattern[str], Reader], ...] = (
    _rule(rf"\b(?P<month>{MONTH})\s+(?P<day>{DAY})(?:st|nd|rd|th)?,?\s+(?P<year>{YEAR})\b", _full_date),
    _rule(rf"\b(?P<day>{DAY})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{MONTH}),?\s+(?P<year>{YEAR})\b", _full_date),
    _rule(rf"\b(?P<year>{YEAR})-(?P<number>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)", _full_date),
    _rule(rf"\b(?P<first>{YEAR})\s?[-\u2013/]\s?(?P<last>{YEAR}|\d\d)(?![\d-])", _year_range),
    _rule(rf"\bbetween\s+(?P<all>(?P<first>{YEAR})\s+and\s+(?P<last>{YEAR}))\b", _year_range),
    _rule(rf"\bfrom\s+(?P<all>(?P<first>{YEAR})\s+(?:to|until)\s+(?P<last>{YEAR}))\b", _year_range),
    _rule(rf"\b(?P<month>{MONTH})(?:\s+of)?,?\s+(?P<year>{YEAR})\b", _month_year),
    _rule(rf"\b(?:the\s+)?(?P<season>spring|summer|autumn|fall|winter)(?:\s+of)?\s+(?P<year>{YEAR})\b", _season_year),
    _rule(rf"\b(?P<month>{MONTH})\s+(?P<day>{DAY})(?:st|nd|rd|th)?\b(?!\s*(?:,\s*)?\d)", _month_day),
    _rule(rf"\b(?:the\s+)?(?P<day>{DAY})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{MONTH})\b", _month_day),
    _rule(
        r"\b(?:(?:the\s+)?(?:early|late|mid)[\s-]+)?(?:the\s+)?(?:(?:early|late|mid)[\s-]+)?"
        r"(?P<decade>(?:1[5-9]|20)\d0|\d0)(?:['’]?s)\b",
        _decade,
    ),
    _rule(rf"\bthe\s+(?:(?:early|late|mid)[\s-]+)?(?P<named>{'|'.join(DECADES)})\b", _decade),
    _rule(r"\bthe\s+(?P<ordinal>\d{1,2})(?:st|nd|rd|th)\s+century\b", _century),
    _rule(
        rf"\b(?:(?:early|late|mid)\s+)?(?:(?P<which>last|next|this\s+coming|coming|this|past|previous)\s+)?"
        rf"(?P<weekday>{_WEEKDAY})(?:\s+(?P<part>{_PART}))?\b(?!s\b)",
        _weekday,
    ),
    _rule(rf"\b(?:(?:every|each)\s+(?:{_UNIT}|{_WEEKDAY})|daily|weekly|monthly|yearly|annually|annual|quarterly|hourly)\b", _set),
    _rule(rf"\b(?P<word>(?:the\s+day\s+before\s+)?yesterday|today|tonight|tomorrow|this\s+(?={_PART}))(?:\s*{_PART})?\b", _deictic),
    _rule(
        r"\b(?:(?:earlier|later|early|late)\s+)?(?P<all>(?P<which>last|next|this|past|previous|coming)\s+"
        r"(?P<unit>years?|month|weekend|week|decade|century|night|spring|summer|autumn|fall|winter))\b",
        _relative_unit,
    ),
    _rule(rf"\b(?:(?P<which>last|next|this)\s+)(?P<month>{MONTH})\b", _month_alone),
    _rule(rf"\b(?P<count>{_NUMBER})\s+years?\s+to\s+the\s+day\b", _to_the_day),
    _rule(
        rf"\b(?:about\s+|some\s+|nearly\s+|almost\s+|more\s+than\s+|over\s+)?(?P<all>(?P<count>{_NUMBER})\s+(?P<unit>{_UNIT})\s+"
        r"(?P<way>ago|earlier|from\s+now))\b",
        _ago,
    ),
    _rule(rf"\b(?P<count>{_NUMBER})[\s-](?P<unit>{_UNIT})(?:[\s-](?:old|long))?\b", _duration),
    _rule(rf"\b(?:early|late|mid|end\s+of|beginning\s+of|start\s+of)[\s-](?P<year>{YEAR})\b", _year),
    _rule(rf"(?<=\bin )(?P<month>{MONTH})\b", _month_alone, 0),
    _rule(rf"(?<=\bsince )(?P<month>{MONTH})\b", _month_alone, 0),
    _rule(rf"(?<=\b(?:of|by) )(?P<month>(?!May\b|March\b){MONTH})\b", _month_alone, 0),
    _rule(
        r"(?<![\d$€£.,/-])\b(?P<year>(?:1[5-9]|20)\d\d)\b(?![\d%]|[.,]\d|-\w|\s+(?:people|troops|soldiers|men|women|km|miles"
        r"|kilometres|dollars|euros|civilians|fighters|rebels|refugees|tanks|votes|metres|tonnes))",
        _year,
    ),
    _rule(
        r"\b(?:recently|lately|previously|formerly|in\s+the\s+past|in\s+recent\s+(?:years|months|weeks|days)|currently|now"
        r"|at\s+present|in\s+the\s+future|soon)\b",
        _now,
    ),
)

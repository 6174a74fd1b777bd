"""How long, how often, and when in no certain terms: durations, sets, vague references."""

from __future__ import annotations

from dragoman.reading.timex.found import Found, Reading
from dragoman.reading.timex.intervals import Value

_FINER = {"Y": (12, "M"), "M": (30, "D"), "D": (24, "TH"), "TH": (60, "TM"), "TM": (60, "TS")}
_YEARS = {"10Y": (10, "Y"), "100Y": (100, "Y"), "1000Y": (1000, "Y"), "Q": (3, "M"), "2W": (2, "W")}
_UNCOUNTED = {"10Y": "Y", "100Y": "Y", "1000Y": "Y", "2W": "W"}


def amount_of(found: Found) -> float | None:
    """The number of a count (*two*, *a hundred and twenty*, *2 1/2*, *a*); None for *several*, *a few*, *dozens of*."""
    whole, group = 0.0, 0.0
    tokens = found.tokens("count")
    for token in tokens:
        match token.kind:
            case "vague":
                return None
            case "figure" | "dayn" | "year":
                group += float(token.value.replace(",", "")) if token.value.count(".") < 2 else 0.0
            case "fraction":
                top, _, bottom = token.value.partition("/")
                group += int(top) / int(bottom)
            case "half":
                group += 0.5
            case "number" | "hundred" | "couple":
                number = float(token.value)
                if number >= 1000:
                    whole, group = whole + (group or 1) * number, 0.0
                else:
                    group = group * number if number == 100 and group else group + number
            case _:
                pass
    total = whole + group
    if not total and (not tokens or tokens[0].kind == "a"):
        total = 1.0
    return total + (0.5 if "half" in found else 0.0)


def approximation(found: Found) -> str | None:
    """LESS_THAN, APPROX, EQUAL_OR_MORE…, as TIMEX3 has it."""
    return next((token.value for token in found.tokens("about") if token.value.isupper()), None)


def period(amount: float | None, unit: str, mod: str | None = None) -> Value:
    """A length of time: P2Y6M, PT1M30S; X where the amount is not known."""
    if amount is None:
        return _period([("X", _UNCOUNTED.get(unit, unit))], mod)
    factor, unit = _YEARS.get(unit, (1, unit))
    amount *= factor
    if amount != int(amount) and unit in _FINER:
        times, finer = _FINER[unit]
        small = amount % 1 * times
        if small == int(small):
            return _period([(_figure(each), name) for each, name in ((amount // 1, unit), (small, finer)) if each], mod)
    return _period([(_figure(amount), unit)], mod)


def _period(amounts: list[tuple[str, str]], mod: str | None) -> Value:
    days = "".join(f"{amount}{unit}" for amount, unit in amounts if not unit.startswith("T"))
    clock = "".join(f"{amount}{unit[1:]}" for amount, unit in amounts if unit.startswith("T"))
    return Value("DURATION", literal=f"P{days}" + (f"T{clock}" if clock else ""), mod=mod)


def _figure(amount: float) -> str:
    return str(int(amount)) if amount == int(amount) else f"{amount:.6g}"


def duration(found: Found) -> Value:
    """*Two years*, *a five-day war*, *the past three months*, *years*."""
    counted = "count" in found or "one" in found
    return period(amount_of(found) if counted else None, found.value("unit"), approximation(found))


def every(found: Found) -> Value:
    """*Every two weeks*, *each July*, *Friday nights*, *daily*."""
    part = f"T{found.value('part')}" if "part" in found else ""
    if "weekday" in found:
        return Value("SET", literal=f"XXXX-WXX-{found.value('weekday')}{part}")
    if "month" in found:
        return Value("SET", literal=f"XXXX-{found.number('month'):02}")
    if "season" in found:
        return Value("SET", literal=f"XXXX-{found.value('season')}")
    if "frequency" in found:
        return Value("SET", literal=found.value("frequency"))
    if "unit" not in found:
        return Value("SET", literal=f"XXXX-XX-XX{part}")
    return Value("SET", literal=period(amount_of(found) if "count" in found else 1.0, found.value("unit")).timex)


def reference(found: Found, literal: str = "") -> Value:
    """*Now*, *recently*, *in the future*: TIMEX3 has names for them, the calendar has no place."""
    return Value("DATE", literal=literal or found.value("reference"))


def nothing(found: Found) -> None:
    """What looks like a time and is none: ages, numbers of things."""


READINGS: dict[str, Reading] = {each.__name__: each for each in (duration, every, reference, nothing)}

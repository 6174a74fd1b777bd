"""What a rule has matched, and what it may be valued against: the publication date, the dates told so far, the tense."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from dragoman.reading.timex.intervals import DAYS_OF, MONTHS_OF, Interval, Value, at
from dragoman.reading.timex.tokens import Token
from dragoman.record import Span


class Anchor(NamedTuple):
    """A date that others are counted from: the publication date (no span), or one the text has told of."""

    interval: Interval
    span: Span | None = None


class Found:
    """The tokens of a match by the names in the rule's pattern; remembers the last anchor that was asked for."""

    def __init__(
        self,
        tokens: Sequence[Token],
        groups: Mapping[str, Span],
        at: int,
        *,
        published: Interval | None,
        told: Sequence[Anchor],
        is_future: Callable[[], bool | None],
    ) -> None:
        self._tokens, self._groups = tokens, groups
        self._published, self._told = published, told
        side = tokens[at - 1].value if at and tokens[at - 1].kind in ("since", "to") else ""
        self._ahead = True if "ahead" in groups else side == "1" if side else None
        self._is_future = is_future
        self.past = side == "-1"
        """Whether it cannot lie ahead, after *since*."""
        self.anchor: Anchor | None = None

    def __contains__(self, name: str) -> bool:
        return name in self._groups

    def tokens(self, name: str) -> Sequence[Token]:
        """The tokens of a group, none where it took no part."""
        start, end = self._groups.get(name, (0, 0))
        return self._tokens[start:end]

    def value(self, name: str) -> str:
        """The value of the first token of a group, empty where it took no part."""
        tokens = self.tokens(name)
        return tokens[0].value if tokens else ""

    def number(self, name: str) -> int:
        """The same as a whole number, 0 where there is none."""
        digits = re.match(r"[^\d-]*(-?\d+)", self.value(name))
        return int(digits[1]) if digits else 0

    def mod(self) -> str | None:
        """START, MID or END of the stretch, as TIMEX3 has it."""
        return self.value("mod") or None

    @property
    def future(self) -> bool | None:
        """Whether it lies ahead: by *since* or *until* before it, else by the tense of its clause; None where neither says."""
        return self._is_future() if self._ahead is None else self._ahead

    def published(self, unit: str) -> Interval | None:
        """The day, week, month… of publication; None where the publication date is not known that exactly."""
        known = self._published
        if known is None or known.first is None:
            return None
        self.anchor = Anchor(known)
        coarse = known.unit == "D" or MONTHS_OF.get(unit, 0) >= MONTHS_OF[known.unit]
        return at(unit, known.first) if coarse else None

    def today(self) -> datetime.date | None:
        """The day of publication."""
        day = self.published("D")
        return day.first if day else None

    def told(self, unit: str) -> Interval | None:
        """The day, week, month… of the last date told before that is as exact, None where there is none."""
        for anchor in reversed(self._told):
            if _as_exact(anchor.interval.unit, unit) and anchor.interval.first is not None:
                self.anchor = anchor
                return anchor.interval if anchor.interval.unit == unit else at(unit, anchor.interval.first)
        return None

    def last_told(self) -> Interval | None:
        """The last date told before, of any granularity."""
        if not self._told:
            return None
        self.anchor = self._told[-1]
        return self.anchor.interval


Reading = Callable[..., Value | None]
"""Values a match; None refuses it. Words behind its name in the table are given as further arguments."""


def _as_exact(known: str, wanted: str) -> bool:
    if wanted in DAYS_OF:
        return known == "D" or (known in DAYS_OF and known == wanted)
    return known in DAYS_OF or known == wanted or MONTHS_OF.get(known, 3) <= MONTHS_OF.get(wanted, 3)

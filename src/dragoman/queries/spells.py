"""When something holds: half-open spells of ISO days. The day a recognition is withdrawn is the first day it no longer holds."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.bounds import EVER, bounds
from dragoman.errors import NoDate


class Spell(NamedTuple):
    """From `first` up to and without `end`, ISO days; `EVER` where it is open."""

    first: str
    end: str

    def meets(self, other: Spell) -> Spell | None:
        """What two spells share."""
        first, end = max(self.first, other.first), min(self.end, other.end)
        return Spell(first, end) if first < end else None

    def on(self, asked: Spell | None) -> bool:
        """Whether it holds on one of the days asked for; always where none is."""
        return asked is None or self.meets(asked) is not None


ALWAYS = Spell(*EVER)


def spell(start: str | None, end: str | None) -> Spell:
    """The spell between two EDTF dates; a year or a month as its end counts to its last day."""
    return Spell(bounds(start)[0] or EVER[0], (bounds(end)[1] if end else None) or EVER[1])


def asked(on: str | None) -> Spell | None:
    """The days an EDTF date can mean, as a spell; None where none is asked. NoDate: the calendar has no such day."""
    if on is None:
        return None
    first, last = bounds(on)
    if first is None or last is None:
        raise NoDate(on)
    return Spell(first, last + "~")  # "~" sorts behind the last day itself

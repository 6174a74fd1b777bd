"""Who took which position on something, in whose words."""

from __future__ import annotations

from collections.abc import Collection

from dragoman.assertions import Assertions, Stance
from dragoman.queries.spells import asked, spell
from dragoman.record import Position


def positions(
    assertions: Assertions, about: str, *, kinds: Collection[Position] = (), by: str | None = None, on: str | None = None
) -> list[Stance]:
    """The positions taken on an actor or agreement, by date; `kinds` and `by` narrow them."""
    found = [
        each
        for each in assertions.stances(about)
        if (not kinds or each.position in kinds)
        and by in (None, each.holder, each.speaks_for)
        and (on is None or spell(each.date, each.date).on(asked(on)) or each.date == on)
    ]
    return sorted(found, key=lambda each: (each.date or "", each.holder))

"""Who recognises a polity, since when, and who withdrew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.assertions import Assertions, Held, Source
from dragoman.bounds import EVER, bounds
from dragoman.knowledge.actors import registry
from dragoman.queries.spells import asked, spell
from dragoman.record import NARRATOR

State = Literal["recognises", "withdrawn", "ended", "refuses"]
"""*Ended*: one of the two states was no more."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """Where `by` stands to `polity` on the date asked for. `until`: the day of withdrawal or end."""

    polity: str
    by: str
    state: State
    since: str | None
    until: str | None
    holder: str
    source: Source


def recognitions(
    assertions: Assertions, polity: str, *, by: str | None = None, view: str | None = None, on: str | None = None
) -> list[Recognition]:
    """Who recognises a polity, has withdrawn its recognition, or refuses it, on an EDTF date (None: as last known).

    Each state's own word counts. With `view`, what that actor says of a state goes before the state's own word: counts differ
    by who counts. What others but these say is left out.
    """
    days = asked(on)
    latest: dict[str, tuple[tuple[bool, str], Recognition]] = {}
    for held in sorted(assertions.held_last(polity, bounds(on)[1]), key=_said):
        state, who = _state(held), held.of or held.speaks_for
        if state is None or by not in (None, who) or not (view in _voices(held) or who in _voices(held) or _alone(held)):
            continue
        when = spell(held.start or held.said, held.end)
        if days is not None and when.first >= days.end:
            continue
        if held.end is not None and (days is None or not when.on(days)):
            if state == "refuses":
                continue
            state = "ended" if any(_was_no_more(each, held.end) for each in (polity, who)) else "withdrawn"
        found = Recognition(polity, who, state, held.start or held.said, held.end, held.holder, held.source)
        rank = (view in _voices(held), when.first)
        if who not in latest or rank >= latest[who][0]:
            latest[who] = (rank, found)
    return sorted((each for _, each in latest.values()), key=lambda each: (each.state, spell(each.since, None).first, each.by))


def _was_no_more(actor: str, date: str) -> bool:
    """Whether the registry lets an actor end by a date."""
    entry = registry().entries.get(actor)
    last = bounds(entry.valid)[1] if entry else None
    return last not in (None, EVER[1]) and str(last) <= (bounds(date)[1] or "")


def _said(held: Held) -> str:
    return spell(held.said or held.start, None).first


def _voices(held: Held) -> tuple[str, str]:
    """Who says it, and for whom."""
    return held.holder, held.speaks_for


def _alone(held: Held) -> bool:
    """Whether a report itself says so, which stands in for the state's own word."""
    return held.holder == NARRATOR


def _state(held: Held) -> State | None:
    affirmed = held.polarity == "affirmed"
    if held.status == "independent-state" and not affirmed and held.of is None:
        return "refuses"
    if held.of is None:
        return None
    if held.status == "recognised-by":
        return "recognises" if affirmed else "refuses"
    if held.status == "not-recognised-by":
        return "refuses" if affirmed else "recognises"
    if held.status == "recognition-withdrawn-by":
        return "withdrawn" if affirmed else "recognises"
    return None

"""Who recognises a polity, since when, and who withdrew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.assertions import Assertions, Held, Source
from dragoman.queries.spells import asked, spell

State = Literal["recognises", "withdrawn", "refuses"]


@dataclass(frozen=True, slots=True)
class Recognition:
    """Where `by` stands to `polity` on the date asked for. `until`: the day of withdrawal."""

    polity: str
    by: str
    state: State
    since: str | None
    until: str | None
    holder: str
    source: Source


def recognitions(assertions: Assertions, polity: str, *, by: str | None = None, on: str | None = None) -> list[Recognition]:
    """Who recognises a polity, has withdrawn its recognition, or refuses it, on an EDTF date (None: as last known).

    What others say of a state's recognition is listed with them as `holder`; counts differ by who counts.
    """
    days = asked(on)
    latest: dict[tuple[str, str], tuple[str, Recognition]] = {}
    for held in assertions.held(polity):
        state, who = _state(held), held.of or held.speaks_for
        if state is None or by not in (None, who):
            continue
        when = spell(held.start or held.said, held.end)
        if days is not None and when.first >= days.end:
            continue
        ended = held.end is not None and (days is None or not when.on(days))
        found = Recognition(
            polity, who, "withdrawn" if ended else state, held.start or held.said, held.end, held.holder, held.source
        )
        key = (who, held.speaks_for)
        if key not in latest or when.first >= latest[key][0]:
            latest[key] = (when.first, found)
    return sorted((each for _, each in latest.values()), key=lambda each: (each.state, spell(each.since, None).first, each.by))


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

"""The time a report moves in: what its main line tells without a time of its own happened on the day the line has reached.

*Russia on Wednesday signed a pact … Putin hailed it*: the praise is Wednesday's. The day comes from an event told with one,
never from the publication; it ends where the line goes to a time that is no day, to the past perfect or to the present.
What lies long before the report, or before its line, is told as background: `historical`, PLOVER's auxiliary mode.
"""

from __future__ import annotations

import dataclasses
from datetime import date

from dragoman.bounds import EVER, bounds
from dragoman.dates import as_date
from dragoman.reading.frames import is_verbal
from dragoman.reading.graph import Parse, Token
from dragoman.reading.stage import Reading
from dragoman.record import Event

LONG_BEFORE = 365
"""Days from which what lies before the line, or before the report, is background."""

CARRIED = 5
"""Sentences without an event of the main line after which its day is lost."""

_BEFORE = frozenset(["since", "after", "before", "until", "when", "once", "if", "unless", "because", "although"])
_HABIT = frozenset(
    ["always", "often", "usually", "regularly", "repeatedly", "frequently", "routinely", "never", "long", "previously"]
)


def with_narrative_time(reading: Reading) -> tuple[Event, ...]:
    """The events in order, those of the main line with the day it has reached, those long past as background."""
    day: str | None = None
    told_in, back_in = 0, -1
    found: list[Event] = []
    for event in sorted(reading.events, key=_place):
        trigger = reading.parse.at(event.trigger)[0]
        number, block = reading.parse.sentence_number(trigger), reading.parse.sentence(trigger).block
        if number - told_in > CARRIED:
            day = None
        if on_main_line(reading, trigger, event):
            told_in = number
            if event.date is None:
                event = dataclasses.replace(event, date=day if block != back_in else None)
            elif day is not None and event.date < day:
                back_in = block  # the paragraph looks back; the next one takes the line up again
            elif event.modality == "actual":
                day, back_in = (event.date if as_date(event.date) else None), -1
        found.append(dataclasses.replace(event, historical=_long_past(reading, event, trigger, day)))
    return tuple(found)


def _place(event: Event) -> tuple[int, int]:
    return event.trigger


def on_main_line(reading: Reading, token: Token, event: Event) -> bool:
    """Whether a word tells what happened next: in the past or the perfect, in no aside, no quotation, and only once."""
    parse = reading.parse
    if event.under is not None or event.modality in ("planned", "possible"):
        return False
    if event.holder != "narrator" and event.holder not in event.sources:
        return False
    said = event.holder in event.sources  # the saying is what happened: *said it would not recognise*
    verb: Token | None = None
    for at in (token, *parse.ancestors(token)):
        base = at.dep.partition(":")[0]
        if (base == "acl" and at.tag != "VBG") or at.dep in ("acl:relcl", "dislocated"):
            return False
        if (base == "advcl" and _BEFORE & _marks(parse, at)) or (base in ("obl", "nmod") and parse.preposition(at) in _BEFORE):
            return False
        if is_verbal(at) and not _finite(parse, verb) and not (said and at == token):
            verb = at
    return verb is not None and _past(parse, verb) and not _habitual(parse, verb)


def _marks(parse: Parse, token: Token) -> set[str]:
    return {each.lemma.lower() for each in parse.children(token, "mark", "advmod", "case")}


def _finite(parse: Parse, verb: Token | None) -> bool:
    return verb is not None and (verb.tag in ("VBD", "VBZ", "VBP") or bool(parse.children(verb, "aux")))


def _past(parse: Parse, verb: Token) -> bool:
    """Whether a verb stands in the past or the present perfect; the past perfect goes back before the line."""
    auxiliaries = parse.children(verb, "aux")
    if any(each.text.lower() in ("had", "'d", "’d") or each.tag == "MD" for each in auxiliaries):
        return False
    if verb.tag == "VBD":
        return True
    return verb.tag == "VBN" and any(each.tag in ("VBD", "VBZ", "VBP") for each in auxiliaries)


def _habitual(parse: Parse, verb: Token) -> bool:
    return any(each.lemma.lower() in _HABIT for each in parse.children(verb, "advmod"))


def _long_past(reading: Reading, event: Event, trigger: Token, day: str | None) -> bool:
    """Whether an event that happened lies long before the line or the report, or is told in the past perfect without a time."""
    if event.modality != "actual":
        return False
    if event.date is None:
        return any(each.text.lower() == "had" for each in reading.parse.children(trigger, "aux"))
    now, over = bounds(day or reading.document.published)[0], bounds(event.date)[1]
    if now is None or over is None or over == EVER[1]:
        return False
    return (date.fromisoformat(now) - date.fromisoformat(over)).days > LONG_BEFORE

"""Within one document: which mentions are of the same event, and what each statement is about."""

from __future__ import annotations

import dataclasses

from dragoman.reading.stage import Reading
from dragoman.record import Event, Statement

COOPERATION = ("AGREE", "COOPERATE", "CONSULT")
CONFLICT = ("ASSAULT", "COERCE")


def same_events(reading: Reading) -> tuple[Event, ...]:
    """The events with `same_as` set to the first mention of the same one."""
    linked: list[Event] = []
    for event in reading.events:
        first = next((other for other in linked if other.same_as is None and _same(reading, other, event)), None)
        linked.append(dataclasses.replace(event, same_as=first.id) if first else event)
    return tuple(linked)


def _same(reading: Reading, one: Event, other: Event) -> bool:
    """Same type, sides that share an actor on both ends, dates and modality that do not exclude each other."""
    if one.type != other.type or one.modality != other.modality:
        return False
    if (
        one.cameo != other.cameo
        and one.type not in ("ACCUSE", "CONSULT")
        and not (one.type == "ASSAULT" and one.date and one.date == other.date)
    ):
        return False
    if not _dates_agree(one.date, other.date):
        return False
    sides = [(_sides(reading, event.sources), _sides(reading, event.targets)) for event in (one, other)]
    (source, target), (source_too, target_too) = sides
    if _meet(source, source_too) and _meet(target, target_too):
        return True
    same_word = one.rule.rpartition(".")[0] == other.rule.rpartition(".")[0]
    if same_word and _meet(source, source_too) and not (target and target_too):
        return True
    mutual = one.type in COOPERATION or one.reciprocal or other.reciprocal or one.cameo == "190"
    return mutual and _meet(source, target_too) and _meet(target, source_too) and bool(source and target_too)


def _meet(one: set[str], other: set[str]) -> bool:
    return bool(one & other) or (not one and not other)


def _sides(reading: Reading, actors: tuple[str, ...]) -> set[str]:
    return {reading.polity(actor) or actor for actor in actors}


def _dates_agree(one: str | None, other: str | None) -> bool:
    """Whether two EDTF dates can be the same time: one unknown, or one within the other."""
    if one is None or other is None or one == other:
        return True
    short, long = sorted((one.partition("/")[0], other.partition("/")[0]), key=len)
    return long.startswith(short.replace("X", ""))


def with_about(reading: Reading) -> tuple[Statement, ...]:
    """The statements with `about`: the first event, status or agreement whose words lie in what is said."""
    return tuple(dataclasses.replace(each, about=_about(reading, each)) for each in reading.statements)


def _about(reading: Reading, statement: Statement) -> str | None:
    def inside(span: tuple[int, int]) -> bool:
        return any(start <= span[0] and span[1] <= end for start, end in statement.content)

    for agreement in reading.agreements:
        if any(inside(mention) for mention in agreement.mentions):
            return agreement.id
    for status in reading.statuses:
        if inside(status.evidence):
            return status.id
    for event in reading.events:
        if inside(event.trigger):
            return event.id
    return next((actor.id for actor in reading.actors if any(inside(mention) for mention in actor.mentions)), None)

"""Within one document: which mentions are of the same event, and what each statement is about."""

from __future__ import annotations

import bisect
import dataclasses

from dragoman.reading.stage import Reading
from dragoman.record import Event, Span, Statement

COOPERATION = ("AGREE", "COOPERATE", "CONSULT")


def same_events(reading: Reading) -> tuple[Event, ...]:
    """The events with `same_as` set to the first mention of the same one."""
    linked: list[Event] = []
    firsts: dict[str, list[Event]] = {}
    for event in reading.events:
        first = next((other for other in firsts.get(event.type, ()) if _same(reading, other, event)), None)
        if first is None:
            firsts.setdefault(event.type, []).append(event)
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
    if not target and not target_too:
        return source == source_too
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
    """The statements with `about`: the first agreement, status, event or actor whose words lie in what is said."""
    lists = (
        [(span, each.id) for each in reading.agreements for span in each.mentions],
        [(each.evidence, each.id) for each in reading.statuses],
        [(each.trigger, each.id) for each in reading.events],
        [(span, each.id) for each in reading.actors for span in each.mentions],
    )
    ordered = [sorted(each) for each in lists]
    return tuple(dataclasses.replace(each, about=_about(each, ordered)) for each in reading.statements)


def _about(statement: Statement, lists: list[list[tuple[Span, str]]]) -> str | None:
    for listed in lists:
        for start, end in statement.content:
            first = bisect.bisect_left(listed, ((start, 0), ""))
            while first < len(listed) and listed[first][0][0] < end:
                if listed[first][0][1] <= end:
                    return listed[first][1]
                first += 1
    return None

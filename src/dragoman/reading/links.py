"""Within one document: which mentions are of the same event, and what each statement is about."""

from __future__ import annotations

import bisect
import dataclasses

from dragoman.reading.frames import objects
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
    """The statements with `about`: the first agreement in what is said, or the one the cue speaks of (*blasted the pact as …*);
    else the first status, event or actor whose words lie in what is said."""
    lists = (
        [(span, each.id) for each in reading.agreements for span in each.mentions],
        [(each.evidence, each.id) for each in reading.statuses],
        [(each.trigger, each.id) for each in reading.events],
        [(span, each.id) for each in reading.actors for span in each.mentions],
    )
    ordered = [sorted(each) for each in lists]
    return tuple(dataclasses.replace(each, about=_about(each, ordered, _told_of(reading, each))) for each in reading.statements)


def _told_of(reading: Reading, statement: Statement) -> list[Span]:
    """What the cue has for an object, beside what is said."""
    if statement.cue is None:
        return []
    cue = next((each for each in reading.parse.at(statement.cue) if each.pos == "VERB"), None)
    found = objects(reading.parse, cue) if cue is not None else []
    return [(each.start, each.end) for each in found if not any(start <= each.start < end for start, end in statement.content)]


def _about(statement: Statement, lists: list[list[tuple[Span, str]]], told_of: list[Span]) -> str | None:
    agreements, *others, actors = lists
    spoken_of = [each for each in actors if each[1] != statement.speaker]
    return _first_within([agreements], (*statement.content, *told_of)) or _first_within([*others, spoken_of], statement.content)


def _first_within(lists: list[list[tuple[Span, str]]], spans: tuple[Span, ...]) -> str | None:
    """The first item of the first list that has one whose words end within a span."""
    for listed in lists:
        for start, end in spans:
            first = max(bisect.bisect_left(listed, ((start, 0), "")) - 1, 0)
            while first < len(listed) and listed[first][0][0] < end:
                if start < listed[first][0][1] <= end:
                    return listed[first][1]
                first += 1
    return None

"""Every row of the frame tables carries an example; the shipped model reads it and the row must fire as it says.

The floors only rise. What still fails is printed by `pytest tests/knowledge -rA` for each table.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest

import dragoman
from dragoman.knowledge.actors import entries, words
from dragoman.knowledge.actors import names as registry_names
from dragoman.knowledge.frames import Frame
from dragoman.knowledge.tables import rows
from dragoman.knowledge.verbs import TYPES, event_frames
from dragoman.record import Record

FLOOR = 0.95
"""The share of examples of a type that must fire."""


def names(record: Record, actors: Iterable[str | None]) -> set[str]:
    """The names of actors and of what they act for."""
    found = set()
    for id in actors:
        actor = record.actor(id) if id else None
        if actor is not None:
            found.add(actor.name)
            country = record.actor(actor.country) if actor.country else None
            found |= {country.name} if country else set()
    return found


def cells(cell: str) -> set[str]:
    return {part.strip() for part in cell.split("|") if part.strip()}


def known(name: str) -> str:
    """The name by which the registry knows an actor."""
    named = registry_names().get(words(name))
    return entries()[named.id].name if named else name


def same(wanted: set[str], found: set[str]) -> bool:
    """Whether each wanted name is found, by its last words where the table writes it short."""
    return all(any(name == other or other.endswith(name) or name.endswith(other) for other in found) for name in map(known, wanted))


def fires(frame: Frame) -> bool:
    record = dragoman.read_text(frame.payload["example"], published="2016-06-15", force=True)
    return any(
        event.type == frame.rule.partition("/")[0]
        and same(cells(frame.payload["who"]), names(record, (*event.sources, *(event.targets if event.reciprocal else ()))))
        and same(cells(frame.payload["whom"]), names(record, (*event.targets, *(event.sources if event.reciprocal else ()))))
        for event in record.events
    )


@pytest.mark.parametrize("type", TYPES)
def test_the_examples_of_each_event_type_are_read_as_their_rows_say(type: str) -> None:
    frames = [frame for frame in event_frames() if frame.table == f"verbs/{type}.csv"]
    failing = [f"line {frame.line}: {frame.payload['example']}" for frame in frames if not fires(frame)]
    print(*failing, sep="\n")
    assert frames
    assert len(failing) <= (1 - FLOOR) * len(frames), failing


def test_no_row_stands_twice() -> None:
    keys = [(frame.table, frame.head, frame.pos, frame.payload["needs"]) for frame in event_frames()]
    assert len(keys) == len(set(keys))


def test_each_example_holds_its_head() -> None:
    irregular = {row["lemma"] for _, row in rows("irregular.csv", "lemma,form")}
    missing = [
        f"{frame.table}, line {frame.line}"
        for frame in event_frames()
        if frame.head[:3].lower() not in frame.payload["example"].lower() and frame.head.split()[0] not in irregular
    ]
    assert missing == []

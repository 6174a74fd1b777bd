"""The example of each row on statuses, provisions and stages of agreements is read with the shipped model and must fire."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

import dragoman
from dragoman.knowledge.actors import entries, names, words
from dragoman.knowledge.agreements import provisions, stages
from dragoman.knowledge.frames import Frame, Index
from dragoman.knowledge.statuses import statuses
from dragoman.record import Record

FLOORS = {"statuses": 0.9, "provisions": 0.9, "stages": 0.85}


def frames(index: Index) -> list[Frame]:
    return sorted((each for found in index.values() for each in found), key=lambda each: each.line)


def named(record: Record, ids: Iterable[str | None], wanted: str) -> bool:
    """Whether one of the actors is the one a row names."""
    known = names().get(words(wanted))
    name = entries()[known.id].name if known else wanted
    return not wanted or any((actor := record.actor(id)) is not None and name in (actor.name, actor.country) for id in ids if id)


def read(text: str) -> Record:
    return dragoman.read_text(text, published="2016-06-15", force=True)


def status_fires(frame: Frame) -> bool:
    record = read(frame.payload["example"])
    return any(
        each.status == frame.payload["status"]
        and named(record, [each.subject], frame.payload["who"])
        and named(record, [each.of, each.holder], frame.payload["whom"])
        for each in record.statuses
    )


def provision_fires(frame: Frame) -> bool:
    sides = [frame.payload["who"] or "Russia", frame.payload["whom"] or "Armenia"]
    first, second = sides if sides[0] != sides[1] else (sides[0], "Belarus")
    record = read(f"{first} and {second} signed an agreement on Monday. {frame.payload['example']}")
    return any(each.type == frame.payload["type"] for agreement in record.agreements for each in agreement.provisions)


def stage_fires(frame: Frame) -> bool:
    example = frame.payload["example"]
    noun = "ceasefire" if any(word in example.lower() for word in ("truce", "ceasefire")) else "treaty"
    alone = example.startswith("The ") and " with " not in example
    text = f"Russia and Armenia discussed a {noun}. {example}" if alone else example
    return any(each.stage == frame.payload["stage"] for each in read(text).agreements)


@pytest.mark.parametrize(
    ("table", "index", "fires"),
    [("statuses", statuses, status_fires), ("provisions", provisions, provision_fires), ("stages", stages, stage_fires)],
    ids=["statuses", "provisions", "stages"],
)
def test_the_examples_are_read_as_their_rows_say(table: str, index: object, fires: object) -> None:
    rows = frames(index())  # type: ignore[operator]
    failing = [f"line {row.line}: {row.payload['example']}" for row in rows if not fires(row)]  # type: ignore[operator]
    print(*failing, sep="\n")
    assert len(failing) <= (1 - FLOORS[table]) * len(rows), failing

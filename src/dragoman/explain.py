"""Why a record says what it says: the rule, the words and the knowledge entries that made an item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from dragoman.errors import NotFound
from dragoman.knowledge import agreements, cues, statuses
from dragoman.knowledge.actors import registry
from dragoman.knowledge.frames import Frame
from dragoman.knowledge.tables import rows
from dragoman.knowledge.times import RULES, time_rules
from dragoman.knowledge.verbs.own import events_over
from dragoman.record import Actor, Agreement, Event, Record, Span, Statement, Status, Time, items_of, plain

Item = Event | Statement | Agreement | Status | Actor | Time


class Entry(NamedTuple):
    """A row of a knowledge table that took part: its table, its line, its cells that are not empty."""

    table: str
    line: int
    cells: dict[str, str]


class Explanation(NamedTuple):
    """An item, the list it is of, its fields, the words it stands on, and the entries that made it."""

    list: str
    item: dict[str, Any]
    words: tuple[tuple[str, Span, str], ...]
    entries: tuple[Entry, ...]


def explain(record: Record, query: str) -> list[Explanation]:
    """The items that `query` names: an id, or a span such as `120-180` (characters), which all items over it answer to.

    Raises NotFound where nothing answers.
    """
    wanted = span_of(query)
    if wanted is not None:
        items: list[tuple[str, Item]] = [*items_of(record), *(("times", time) for time in record.times)]
        found = [
            _explained(record, name, item)
            for name, item in items
            if any(start < wanted[1] and wanted[0] < end for _, (start, end) in spans(item))
        ]
        if not found:
            raise NotFound(
                f"no item stands on characters {wanted[0]} to {wanted[1]} of {record.document.uri}"
                f" (its text has {len(record.document.text)}); --json lists all spans"
            )
        return found
    found = [_explained(record, name, item) for name, item in items_of(record) if item.id == query]
    if not found:
        raise NotFound(f"there is no item {query!r} in {record.document.uri}; --json lists the ids, or give a span as 120-180")
    return found


def span_of(query: str) -> Span | None:
    """The span that a query such as `120-180` or `[120, 180)` names, or None."""
    span = re.fullmatch(r"\[?\s*(\d+)\s*[-:,]\s*(\d+)\s*[\])]?", query)
    return (int(span.group(1)), int(span.group(2))) if span else None


def spans(item: Item) -> Iterator[tuple[str, Span]]:
    """The spans of an item, each with the field it is in."""
    match item:
        case Event():
            yield "trigger", item.trigger
            yield "evidence", item.evidence
        case Statement():
            if item.speaker_span:
                yield "speaker", item.speaker_span
            if item.cue:
                yield "cue", item.cue
            yield from (("content", span) for span in item.content)
        case Agreement():
            yield from (("mention", span) for span in item.mentions)
            yield from ((f"provision {each.type}", each.evidence) for each in item.provisions)
        case Status():
            yield "evidence", item.evidence
        case Actor():
            yield from (("mention", span) for span in item.mentions)
            yield from (("role", role.span) for role in item.roles)
        case Time():
            yield "time", item.span
            if item.anchor_span:
                yield "anchor", item.anchor_span


def _explained(record: Record, name: str, item: Item) -> Explanation:
    words = tuple((field, span, record.words(span)) for field, span in spans(item))
    return Explanation(name, plain(item), words, tuple(_entries(item, record.run.settings.get("verbs"))))


def _entries(item: Item, own_verbs: str | None) -> Iterator[Entry]:
    if isinstance(item, Time):
        made = next(row for row in time_rules() if row.rule == item.rule)
        yield Entry(RULES, made.line, {"pattern": made.pattern, "reading": made.reading, "example": made.example})
        return
    rules = [item.rule] if not isinstance(item, Actor) else []
    if isinstance(item, Agreement):
        rules += [provision.rule for provision in item.provisions]
    by_rule = {frame.rule: frame for frame in _frames(own_verbs)}
    for rule in rules:
        if frame := by_rule.get(rule):
            yield Entry(frame.table, frame.line, {key: cell for key, cell in frame.payload.items() if cell})
    if isinstance(item, Statement) and item.rule.startswith("cue/"):
        yield from _family(item.rule.rpartition(".")[2])
    if isinstance(item, Actor) and item.registry:
        yield from _registry(item.registry)


def _family(name: str) -> Iterator[Entry]:
    """The row of the family that a learnt cue is of."""
    for line, row in rows(cues.FAMILIES, cues.FAMILY_COLUMNS):
        if row["family"] == name:
            yield Entry(cues.FAMILIES, line, {key: cell for key, cell in row.items() if cell})


def _frames(own_verbs: str | None) -> Iterator[Frame]:
    for index in (events_over(own_verbs), cues.speech(), agreements.stages(), agreements.provisions(), statuses.statuses()):
        for found in index.values():
            yield from found


def _registry(id: str) -> Iterator[Entry]:
    known = registry()
    for table, line, row in (*known.actor_rows, *known.person_rows):
        if row["id"] == id:
            yield Entry(table, line, {key: cell for key, cell in row.items() if cell})

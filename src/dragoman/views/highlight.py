"""Text with overlapping spans, as segments that each know which items they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dragoman.record import Record, Span


class Segment(NamedTuple):
    """A stretch of text between two boundaries; `ids`: the items it belongs to; `kinds`: their lists."""

    text: str
    ids: tuple[str, ...]
    kinds: tuple[str, ...]


class Marked(NamedTuple):
    """A span that belongs to an item of a list of the record."""

    span: Span
    id: str
    kind: str


def marks(record: Record) -> list[Marked]:
    """The spans of all items of a record: what an event, a statement, a status, an agreement stands on."""
    found = [Marked(event.evidence, event.id, "event") for event in record.events]
    found += [Marked(event.trigger, event.id, "trigger") for event in record.events]
    found += [Marked(span, statement.id, "statement") for statement in record.statements for span in statement.content]
    found += [
        Marked(each.speaker_span, each.id, "speaker") for each in record.statements if each.speaker_span and not each.inferred
    ]
    found += [Marked(each.cue, each.id, "cue") for each in record.statements if each.cue]
    found += [Marked(status.evidence, status.id, "status") for status in record.statuses]
    found += [Marked(span, agreement.id, "agreement") for agreement in record.agreements for span in agreement.mentions]
    found += [Marked(each.evidence, agreement.id, "agreement") for agreement in record.agreements for each in agreement.provisions]
    found += [Marked(span, actor.id, "actor") for actor in record.actors for span in actor.mentions]
    found += [Marked(time.span, f"time-{time.span[0]}", "time") for time in record.times]
    return found


def within(marked: Iterable[Marked], stretch: Span) -> list[Marked]:
    """The marks that reach into a stretch of the text, cut at its ends and counted from its beginning."""
    start, end = stretch
    return [
        mark._replace(span=(max(mark.span[0], start) - start, min(mark.span[1], end) - start))
        for mark in marked
        if mark.span[0] < end and start < mark.span[1]
    ]


def segments(text: str, marked: Iterable[Marked]) -> list[Segment]:
    """`text` cut at every boundary of `marked`; the segments joined are the text again."""
    listed = [mark for mark in marked if mark.span[0] < mark.span[1]]
    starts: dict[int, list[Marked]] = {}
    ends: dict[int, list[Marked]] = {}
    for mark in listed:
        starts.setdefault(mark.span[0], []).append(mark)
        ends.setdefault(mark.span[1], []).append(mark)
    bounds = sorted({0, len(text), *starts, *ends})
    active: list[Marked] = []
    found = []
    for left, right in zip(bounds, bounds[1:], strict=False):
        active = [mark for mark in active if mark not in ends.get(left, ())] + starts.get(left, [])
        ids = tuple(dict.fromkeys(mark.id for mark in active))
        found.append(Segment(text[left:right], ids, tuple(dict.fromkeys(mark.kind for mark in active))))
    return found

"""Where the words of an item stand, so that they are found again in a text whose offsets moved.

An anchor is the words of a span with a little of what stands before and after them. In the same text the offsets hold. In
another text taken out of the same bytes the words are looked for, whatever the white space between them; where they stand
several times, the words around them decide, or nothing does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from dragoman import record
from dragoman.record import Actor, Agreement, Event, Span, Statement, Status, named

AROUND = 60
"""Characters kept before and after the words."""
LONG = 6
"""Words that are found once are the ones meant where they are so many; fewer need a neighbour that stands beside them still."""

SHAPES: Mapping[str, type[Any]] = {
    "events": Event,
    "statements": Statement,
    "agreements": Agreement,
    "statuses": Status,
    "actors": Actor,
}
"""The shape of the items of each list that can be corrected."""


class Anchor(NamedTuple):
    """A span as it was, its words, and the words around it."""

    start: int
    end: int
    words: str
    before: str
    after: str


class Lost(Exception):
    """The words of a span are not found, or not for certain."""


def spans_of(name: str, item: Mapping[str, Any]) -> list[Span]:
    """All spans of an item, once each, in order."""
    found: set[Span] = set()

    def noted(span: Span) -> Span:
        found.add(span)
        return span

    moved(name, item, noted)
    return sorted(found)


def moved(name: str, item: Mapping[str, Any], place: Callable[[Span], Span]) -> dict[str, Any]:
    """The item with every span where `place` puts it; a part of an item (some of its fields) does as well."""
    changed: dict[str, Any] = _moved(SHAPES[name], item, place)
    return changed


def _moved(hint: Any, value: Any, place: Callable[[Span], Span]) -> Any:
    if value is None:
        return None
    if hint == Span:
        return list(place((value[0], value[1])))
    if hint in _SHAPED:
        hints = _SHAPED[hint]
        return {field: _moved(hints[field], each, place) if field in hints else each for field, each in value.items()}
    arguments = get_args(hint)
    if get_origin(hint) is tuple:
        return [_moved(arguments[0], each, place) for each in value]
    inner = next((each for each in arguments if each == Span or each in _SHAPED), None)
    return value if inner is None else _moved(inner, value, place)


_SHAPED: dict[Any, dict[str, Any]] = {
    shape: {named(field): hint for field, hint in get_type_hints(shape, vars(record)).items()}
    for shape in (
        *SHAPES.values(),
        record.Role,
        record.Characterisation,
        record.Provision,
        record.StageChange,
        record.Told,
    )
}


def anchored(text: str, spans: list[Span]) -> list[Anchor]:
    """The anchors of spans of a text."""
    return [
        Anchor(start, end, text[start:end], text[max(0, start - AROUND) : start], text[end : end + AROUND]) for start, end in spans
    ]


def placed(text: str, anchors: list[Anchor]) -> Callable[[Span], Span]:
    """Where in `text` the spans of the anchors are. Raises Lost where one of them is asked for and not found for certain."""
    known = {(each.start, each.end): each for each in anchors}

    def place(span: Span) -> Span:
        if span not in known:
            raise Lost("no words are known of one of its spans")
        return found(text, known[span])

    return place


def found(text: str, anchor: Anchor) -> Span:
    """The span of the anchor's words in another text. Raises Lost."""
    places = list(_occurrences(text, anchor.words))
    shown = " ".join(anchor.words.split())
    shown = f"“{shown if len(shown) <= 60 else shown[:59] + '…'}”"
    if not places:
        raise Lost(f"its words {shown} are not in the text any more")
    scores = [_around(text, span, anchor) for span in places]
    best = max(scores)
    if scores.count(best) > 1:
        raise Lost(f"its words {shown} stand {len(places)} times in the text, and those around them do not tell which is meant")
    if best == 0 and len(anchor.words.split()) < LONG:
        raise Lost(f"its words {shown} stand elsewhere in the text, between other words")
    return places[scores.index(best)]


def _occurrences(text: str, words: str) -> Iterator[Span]:
    parts = words.split()
    if parts:
        start, end = (r"\b" if each.isalnum() else "" for each in (parts[0][0], parts[-1][-1]))
        for match in re.finditer(start + r"\s+".join(map(re.escape, parts)) + end, text):
            yield match.span()


def _around(text: str, span: Span, anchor: Anchor) -> int:
    """How many words next to the span are those that stood next to it."""
    before = (anchor.before.split()[::-1], text[max(0, span[0] - 2 * AROUND) : span[0]].split()[::-1])
    after = (anchor.after.split(), text[span[1] : span[1] + 2 * AROUND].split())
    return sum(_common(*pair) for pair in (before, after))


def _common(one: list[str], other: list[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count

"""The times of a document: the expressions in its prose, with what the parse knows of their words and their clauses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from dragoman.bounds import bounds
from dragoman.knowledge.times import named_events
from dragoman.reading.graph import Parse
from dragoman.reading.parse import READ
from dragoman.reading.tense import is_ahead
from dragoman.reading.timex.tagger import Expression, Words, expressions
from dragoman.record import Document, Span, Time

_DATED = (*READ, "crosshead", "dateline")


def times(document: Document, parse: Parse) -> tuple[Time, ...]:
    """The time expressions in the prose of a document, in order of their spans."""
    parts = [block.span for block in document.blocks if block.kind in _DATED]
    found = [_time(each) for each in expressions(document.text, document.published, words_of(parse), parts)]
    taken = {at for each in found for at in range(*each.span)}
    found += [each for each in _events(document.text, parts) if taken.isdisjoint(range(*each.span))]
    return tuple(sorted(found, key=lambda each: each.span))


@cache
def _event_names() -> re.Pattern[str]:
    names = sorted(named_events(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)


def _events(text: str, parts: Iterable[Span]) -> Iterator[Time]:
    """The named events that date others; TIMEX3 has no value for them, EDTF has."""
    for part in parts:
        for match in _event_names().finditer(text, *part):
            event = named_events()[match.group().lower()]
            if match.group()[:1] == event.name[:1]:
                yield Time(
                    span=match.span(),
                    type="DATE",
                    value=None,
                    edtf=event.edtf,
                    mod=None,
                    start=bounds(event.start)[0],
                    end=bounds(event.end)[1],
                    anchor=None,
                    anchor_span=None,
                    rule=f"event/{event.name}",
                )


def words_of(parse: Parse) -> Words:
    """What the time rules ask of a parse: whether the word at a character is a noun, whether a clause looks ahead."""

    def is_noun(start: int) -> bool | None:
        tokens = parse.at((start, start + 1))
        return tokens[0].pos in ("NOUN", "PROPN") if tokens else None

    def is_future(span: Span) -> bool | None:
        tokens = parse.at(span)
        inside = {token.index for token in tokens}
        head = next((token for token in tokens if token.head not in inside or token.head == token.index), None)
        return is_ahead(parse, head) if head is not None else None

    return Words(is_noun, is_future)


def _time(found: Expression) -> Time:
    value, anchor = found.value, found.anchor
    return Time(
        span=found.span,
        type=value.type,
        value=value.timex,
        edtf=value.edtf,
        mod=value.mod,
        start=value.start,
        end=value.end,
        anchor=anchor.interval.edtf if anchor else None,
        anchor_span=anchor.span if anchor else None,
        rule=found.rule,
    )

"""The passages a statement stands on: its words, its cue and who speaks, each told apart, with what lies between them."""

from __future__ import annotations

import re

from dragoman.record import Record, Span, Statement
from dragoman.views.highlight import Marked, Segment, segments, within

_OPENING, _CLOSING = tuple('"“‘«„'), tuple('"”’»')

NEAR = 160
"""Characters between two parts of a statement that are shown; where more lie between, an ellipsis stands."""


def passages(record: Record, statement: Statement) -> list[Segment]:
    """The text of a statement from its first mark to its last as segments; their kinds are `speaker`, `cue`, `content`."""
    found: list[Segment] = []
    marked = parts(statement)
    for stretch in _stretches(marked):
        start, end = _with_quotation_marks(record.document.text, stretch)
        found += [Segment(" … ", (), ())] if found else []
        found += segments(record.document.text[start:end], within(marked, (start, end)))
    return [each._replace(text=_on_one_line(each.text)) for each in found]


def parts(statement: Statement) -> list[Marked]:
    """The spans of a statement, each with what it is."""
    found = [Marked(span, statement.id, "content") for span in statement.content]
    if statement.speaker_span is not None and not statement.inferred:
        found.append(Marked(statement.speaker_span, statement.id, "speaker"))
    if statement.cue is not None:
        found.append(Marked(statement.cue, statement.id, "cue"))
    return sorted(found)


def _stretches(marked: list[Marked]) -> list[Span]:
    found: list[Span] = []
    for start, end in (mark.span for mark in marked):
        if found and start - found[-1][1] <= NEAR:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _with_quotation_marks(text: str, span: Span) -> Span:
    start, end = span
    end += bool(re.match(r"[.,!?][\"”’»]", text[end:]))
    return start - (text[start - 1 : start] in _OPENING), end + (text[end : end + 1] in _CLOSING)


def _on_one_line(text: str) -> str:
    return "".join(" " if each in "\r\n\t" else each for each in text)

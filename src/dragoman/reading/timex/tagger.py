"""Finds the time expressions of a text and values each: tokens, rules over their classes, readings, in order of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from dragoman.knowledge.times.patterns import OTHER, letters
from dragoman.reading.timex import amounts, calendar_dates, relative_dates
from dragoman.reading.timex.found import Anchor, Found, Reading
from dragoman.reading.timex.grammar import Candidate, candidates
from dragoman.reading.timex.intervals import Interval, Value, interval_of
from dragoman.reading.timex.tokens import Token, line, tokens
from dragoman.record import Span

READINGS: dict[str, Reading] = calendar_dates.READINGS | relative_dates.READINGS | amounts.READINGS
_RUN = re.compile(f"[^{letters()[OTHER]}]+")


class Expression(NamedTuple):
    """A time expression: its span, its value, the rule that read it, the date it is counted from."""

    span: Span
    value: Value
    rule: str
    anchor: Anchor | None


def _unknown(_: object) -> None:
    """What is known of a word without a parse."""


class Words(NamedTuple):
    """What the parse knows of the words of a text, by the character they begin at; None where it does not say."""

    is_noun: Callable[[int], bool | None] = _unknown
    is_future: Callable[[Span], bool | None] = _unknown


def expressions(
    text: str, published: str | None, words: Words | None = None, parts: Iterable[Span] | None = None
) -> Iterator[Expression]:
    """The time expressions in the `parts` of a text (all of it), valued against the EDTF date of publication, where known."""
    words = words or Words()
    known = interval_of(published)
    told: list[Anchor] = []
    for part in [(0, len(text))] if parts is None else parts:
        yield from _expressions(tokens(text, part, words.is_noun), known, told, words)


def _expressions(found: list[Token], known: Interval | None, told: list[Anchor], words: Words) -> Iterator[Expression]:
    """Those of one part; dates told are added to `told`."""
    for run in _RUN.finditer(line(found)):
        places = candidates(run.group())
        at = 0
        while at < len(run.group()):
            at, expression = _first_read(found, run.start(), at, places.get(at, ()), known, told, words)
            if expression is not None:
                yield expression
                interval = expression.value.first
                if interval is not None and expression.value.type in ("DATE", "TIME") and not _compares(expression):
                    told.append(Anchor(interval._replace(part=""), expression.span))


def _compares(expression: Expression) -> bool:
    """Whether a date is only compared with (*up from a year earlier*) and moves the story to no other day."""
    from_story = expression.anchor is not None and expression.anchor.span is not None
    return expression.rule == "earlier" or (expression.rule == "ago" and from_story)


def _first_read(
    found: list[Token],
    offset: int,
    at: int,
    here: tuple[Candidate, ...],
    published: Interval | None,
    told: list[Anchor],
    words: Words,
) -> tuple[int, Expression | None]:
    """The place to go on from, and the first of the candidates that its reading does not refuse."""
    for rule, end, groups in here:
        if rule.reading == "nothing":
            return end, None
        span = found[offset + at].start, found[offset + end - 1].end
        inside = {name: (offset + first, offset + last) for name, (first, last) in groups.items()}
        if "span" in inside:
            first, last = inside["span"]
            span = found[first].start, found[last - 1].end
        match = Found(found, inside, offset + at, published=published, told=told, is_future=partial(words.is_future, span))
        name, *arguments = rule.reading.split()
        value = READINGS[name](match, *arguments)
        if value is not None:
            return end, Expression(span, value, rule.rule, match.anchor)
    return at + 1, None

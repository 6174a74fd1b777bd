"""What one side does to the other where both are given: the words of a source and a target in a text.

The two phrases take the place of the actors that the text is read to have there; all else is read as ever. Frames come first;
the classifier answers where none fits, and where it is sure of another type, unless the settings ask for `frames_only`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from dragoman.reading import READ_BEFORE_EVENTS
from dragoman.reading.classifier import guess
from dragoman.reading.confidence import with_confidence
from dragoman.reading.events import events
from dragoman.reading.guesses import guessed_event, is_told, retyped
from dragoman.reading.parse import parse
from dragoman.reading.stage import Reading
from dragoman.record import Document, Event, Span
from dragoman.settings import Settings

SOURCE, TARGET = "given:source", "given:target"

SURE = 0.6
"""How likely the classifier must find another type to be believed against a frame."""


class Pair(NamedTuple):
    """A reading in which the given source and target are actors; a span is None where the words are not in the text."""

    reading: Reading
    source: Span | None
    target: Span | None


def given(document: Document, source: str | None, target: str | None, settings: Settings) -> Pair:
    """The document read up to its events, with the two phrases as actors `given:source` and `given:target`."""
    spans = [_span(document.text, words) for words in (source, target)]
    named = {id: span for id, span in zip((SOURCE, TARGET), spans, strict=True) if span is not None}
    reading = Reading(document, parse(document, settings.model), settings, named)
    for step in READ_BEFORE_EVENTS:
        reading = step(reading)
    return Pair(reading, *spans)


def _span(text: str, words: str | None) -> Span | None:
    start = text.find(words) if words else -1
    return (start, start + len(words)) if words and start >= 0 else None


def between(pair: Pair) -> Event | None:
    """The event that says best what the source does to the target: both roles right, then one, then the earlier."""
    best = _best(pair)
    return best if best is None else with_confidence(replace(pair.reading, events=(best,)))[0]


def _best(pair: Pair) -> Event | None:
    found = [event for event in events(pair.reading) if not event.under and {SOURCE, TARGET} & {*event.sources, *event.targets}]
    framed = max(found, key=_fit, default=None)
    if pair.reading.settings.frames_only:
        return framed
    guessed = guess(pair.reading.parse, pair.source, pair.target)
    if guessed is None:
        return framed
    if framed is None:
        sides = ((SOURCE,) if pair.source else (), (TARGET,) if pair.target else ())
        return guessed_event(pair.reading, guessed, guessed.trigger, *sides)
    kept = is_told(framed) or guessed.type == framed.type or guessed.probability < SURE
    return framed if kept else retyped(framed, guessed)


def _fit(event: Event) -> tuple[float, float]:
    sides = (SOURCE in event.sources) + (TARGET in event.targets)
    swapped = (TARGET in event.sources) + (SOURCE in event.targets)
    return max(sides, swapped - 0.5 if event.reciprocal else swapped - 1.5), -event.trigger[0]

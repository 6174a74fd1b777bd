"""Document to record: the steps, in their order. Each is given what the steps before it found and adds its own."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from dragoman.knowledge import ONTOLOGY, REGISTRY
from dragoman.reading import (
    actors,
    agreements,
    confidence,
    events,
    guesses,
    lands,
    links,
    narrative,
    places,
    statements,
    statuses,
    times,
    treaty,
)
from dragoman.reading.characterising import characterise
from dragoman.reading.parse import model_version, parse
from dragoman.reading.stage import Reading
from dragoman.record import Document, Items, Record, Run
from dragoman.settings import Settings

Step = Callable[[Reading], Reading]


def _times(reading: Reading) -> Reading:
    return replace(reading, times=times.times(reading.document, reading.parse))


def _places(reading: Reading) -> Reading:
    return replace(reading, places=places.places(reading.document, reading.parse))


def _actors(reading: Reading) -> Reading:
    found, mentions = actors.actors(reading)
    return replace(reading, actors=found, mentions=mentions)


def _statements(reading: Reading) -> Reading:
    return replace(reading, statements=statements.statements(reading))


def _first_person(reading: Reading) -> Reading:
    return replace(reading, actors=actors.with_first_person(reading))


def code(reading: Reading) -> Reading:
    """The step that codes events: by the frames, then by the classifier; the narrative dates them."""
    found = replace(reading, events=events.events(reading))
    if not reading.settings.frames_only:
        found = replace(found, events=guesses.with_guesses(found))
    return replace(found, events=narrative.with_narrative_time(found))


def _confidence(reading: Reading) -> Reading:
    sure = confidence.sure(confidence.with_confidence(reading), reading.settings.min_confidence)
    return lands.with_lands(replace(reading, events=sure))


def _agreements(reading: Reading) -> Reading:
    read = treaty.treaty if reading.settings.kind == "treaty" else agreements.agreements
    return replace(reading, agreements=read(reading))


def _statuses(reading: Reading) -> Reading:
    return replace(reading, statuses=statuses.statuses(reading))


def _links(reading: Reading) -> Reading:
    linked = characterise(replace(reading, events=links.same_events(reading)))
    return replace(linked, statements=links.with_about(linked))


READ_BEFORE_EVENTS: tuple[Step, ...] = (_times, _places, _actors, _statements, _first_person)
STEPS: tuple[Step, ...] = (*READ_BEFORE_EVENTS, code, _confidence, _agreements, _statuses, _links)


def read_before_confidence(document: Document, settings: Settings) -> Reading:
    """A reading that ends with its events, parse and mentions at hand; none is judged yet."""
    reading = Reading(document, parse(document, settings.model), settings)
    for step in (*READ_BEFORE_EVENTS, code):
        reading = step(reading)
    return reading


def read_up_to_events(document: Document, settings: Settings) -> Reading:
    """A reading that ends with its events, as sure as those of their make have been."""
    return _confidence(read_before_confidence(document, settings))


def read_document(document: Document, settings: Settings) -> Record:
    """The record of a document."""
    started = time.perf_counter()
    reading = Reading(document, parse(document, settings.model), settings)
    for step in STEPS:
        reading = step(reading)
    return Record(
        document=document,
        actors=Items(reading.actors),
        places=Items(reading.places),
        times=Items(reading.times),
        events=Items(reading.events),
        statements=Items(reading.statements),
        agreements=Items(reading.agreements),
        statuses=Items(reading.statuses),
        run=_run(settings, time.perf_counter() - started),
    )


def _run(settings: Settings, seconds: float) -> Run:
    from dragoman import __version__

    kept = {
        name: getattr(settings, name)
        for name in (
            *("published", "force", "max_characters", "model", "actors", "verbs"),
            *("frames_only", "nameless", "min_confidence", "kind"),
        )
    }
    return Run(__version__, model_version(settings.model), ONTOLOGY, REGISTRY, kept, round(seconds, 3) if settings.timing else None)

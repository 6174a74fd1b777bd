"""Document to record: the steps, in their order."""

from __future__ import annotations

import time
from dataclasses import replace

from dragoman.reading import links
from dragoman.reading.actors import actors, with_first_person
from dragoman.reading.agreements import agreements
from dragoman.reading.events import events
from dragoman.reading.parse import model_version, parse
from dragoman.reading.places import places
from dragoman.reading.stage import Reading
from dragoman.reading.statements import statements
from dragoman.reading.statuses import statuses
from dragoman.reading.times import times
from dragoman.record import Document, Items, Record, Run, plain
from dragoman.settings import Settings


def read_document(document: Document, settings: Settings) -> Record:
    """The record of a document: each step is given what the steps before it found."""
    started = time.perf_counter()
    reading = Reading(document, parse(document))
    reading = replace(reading, times=times(document))
    reading = replace(reading, places=places(reading.parse))
    found, mentions = actors(reading)
    reading = replace(reading, actors=found, mentions=mentions)
    reading = replace(reading, statements=statements(reading))
    reading = replace(reading, actors=with_first_person(reading))
    reading = replace(reading, events=events(reading))
    reading = replace(reading, agreements=agreements(reading))
    reading = replace(reading, statuses=statuses(reading))
    reading = replace(reading, events=links.same_events(reading))
    reading = replace(reading, statements=links.with_about(reading))
    return Record(
        document, Items(reading.actors), Items(reading.places), Items(reading.times), Items(reading.events),
        Items(reading.statements), Items(reading.agreements), Items(reading.statuses),
        _run(settings, time.perf_counter() - started),
    )  # fmt: skip


def _run(settings: Settings, seconds: float) -> Run:
    from dragoman import __version__
    from dragoman.knowledge import ONTOLOGY, REGISTRY

    kept = plain({name: getattr(settings, name) for name in ("published", "force", "max_characters")})
    return Run(__version__, model_version(), ONTOLOGY, REGISTRY, kept, round(seconds, 3) if settings.timing else None)

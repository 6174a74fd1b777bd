"""The classifier has its say beside the frames, marks what it decides, and can be left out."""

from __future__ import annotations

import dragoman
from dragoman.reading.classifier import weights
from dragoman.reading.pairs import SOURCE, TARGET, between, given
from dragoman.record import Event
from dragoman.settings import Settings
from dragoman.sources import document

UNKNOWN = "Kenya engaged Somali troops with fire."


def told(text: str, *, frames_only: bool = False) -> Event | None:
    settings = Settings(force=True, frames_only=frames_only)
    return between(given(document(text, "text", settings), "Kenya", "Somali troops", settings))


def test_a_verb_that_no_frame_knows_is_read_by_the_classifier_between_given_sides() -> None:
    event = told(UNKNOWN)
    assert event is not None
    assert (event.type, event.rule) == ("ASSAULT", "classifier/ASSAULT")
    assert (event.sources, event.targets, event.cameo) == ((SOURCE,), (TARGET,), None)


def test_frames_alone_remain_a_choice() -> None:
    assert told(UNKNOWN, frames_only=True) is None
    record = dragoman.read_text(UNKNOWN, force=True, frames_only=True)
    assert not any(event.rule.startswith("classifier/") for event in record.events)
    assert record.run.settings["frames_only"] is True


def test_what_the_classifier_decides_alone_is_less_sure() -> None:
    events = dragoman.read_text(UNKNOWN, force=True).events
    assert [event.rule for event in events] == ["classifier/ASSAULT"]
    (framed,) = dragoman.read_text("Kenya attacked Somalia.", force=True).events
    assert 0 < events[0].confidence < framed.confidence <= 1


def test_a_sentence_without_two_actors_is_left_to_the_frames() -> None:
    assert not dragoman.read_text("Rockets pulverised the old harbour wall.", force=True).events


def test_the_weights_know_all_types() -> None:
    assert len(weights().types) == 16


def test_who_only_tells_somebody_something_does_nothing_to_them() -> None:
    assert not dragoman.read_text("A spokesman of Russia told reporters that trade was a priority.", force=True).events

"""An event is as sure as those of its make have been, and the less sure can be left out."""

from __future__ import annotations

import dragoman
from dragoman.reading import read_before_confidence
from dragoman.reading.confidence import chance, evidence, weights
from dragoman.settings import Settings
from dragoman.sources import document

TEXT = "Turkey attacked Syria on Monday. Turkey agreed to send aid to Somalia."


def test_the_chance_rises_with_what_an_event_stands_on() -> None:
    little = {"bias": 1.0, "classifier": 1.0, "sides": 1.0, "likely": 0.2}
    much = {"bias": 1.0, "frame:verb": 1.0, "sides": 2.0, "likely": 0.9, "likeliest": 1.0}
    assert 0 < chance(little) < 0.5 < 0.8 < chance(much) < 1


def test_every_piece_of_evidence_has_a_weight() -> None:
    for text in (TEXT, "Kenya engaged Somali troops with fire.", "Criticism of Iran by Oman grew."):
        reading = read_before_confidence(document(text, "text", Settings(force=True)), Settings(force=True))
        assert reading.events
        assert {name for each in evidence(reading) for name in each} <= weights().keys()


def test_events_below_the_least_are_left_out_with_what_stands_under_them() -> None:
    every = dragoman.read_text(TEXT, force=True).events
    least = min(event.confidence for event in every if event.under is None)
    some = dragoman.read_text(TEXT, force=True, min_confidence=least + 0.001).events
    assert {event.id for event in some} < {event.id for event in every}
    assert all(event.under is None or event.under in {each.id for each in some} for event in some)
    assert dragoman.read_text(TEXT, force=True, min_confidence=1.0).events == ()


def test_an_event_left_out_leaves_no_actor_that_only_its_place_named() -> None:
    text = "Hundreds of Albanians demonstrated in Belgrade on Tuesday."
    assert "dr:polity/serbia" in {actor.id for actor in dragoman.read_text(text, force=True).actors}
    assert "dr:polity/serbia" not in {actor.id for actor in dragoman.read_text(text, force=True, min_confidence=1.0).actors}

"""How sure an event is: the share of events of its make that people coded alike, by a logistic curve over what it stands on.

The weights were fitted by `training/confidence.py`; docs/guide/confidence.md tells how well they hold.
"""

from __future__ import annotations

import csv
import dataclasses
import math
from collections import Counter
from collections.abc import Mapping
from functools import cache

from dragoman.knowledge.verbs import event_frames
from dragoman.parser import FOLDER
from dragoman.reading.classifier import RULE, features, likelihoods
from dragoman.reading.guesses import is_told, named_beside
from dragoman.reading.stage import Reading
from dragoman.record import Event

WEIGHTS = FOLDER / "confidence.csv"
LONG = 40
"""Words of a sentence that count as one."""


def with_confidence(reading: Reading) -> tuple[Event, ...]:
    """The events, each as sure as those of its make have been."""
    return tuple(
        dataclasses.replace(event, confidence=round(chance(found), 3))
        for event, found in zip(reading.events, evidence(reading), strict=True)
    )


def sure(events: tuple[Event, ...], least: float) -> tuple[Event, ...]:
    """The events that are at least so sure; what a promise or a threat is of goes with it."""
    left_out = {event.id for event in events if event.confidence < least}
    return tuple(event for event in events if event.id not in left_out and event.under not in left_out)


def chance(found: Mapping[str, float]) -> float:
    """The chance of being right of an event that stands on `found`."""
    score = sum(weights().get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + math.exp(-score))


@cache
def weights() -> Mapping[str, float]:
    """Piece of evidence → its weight."""
    with WEIGHTS.open(encoding="utf-8", newline="") as file:
        return {row["evidence"]: float(row["weight"]) for row in csv.DictReader(file)}


def evidence(reading: Reading) -> list[Mapping[str, float]]:
    """What each event stands on: its frame and what that asks for, its sides, the classifier, the sentence around it."""
    parse = reading.parse
    numbers = [parse.sentence_number(parse.at(event.trigger)[0]) for event in reading.events]
    several = Counter(number for number, event in zip(numbers, reading.events, strict=True) if event.under is None)
    return [_evidence(reading, event, number, several[number]) for event, number in zip(reading.events, numbers, strict=True)]


def _evidence(reading: Reading, event: Event, number: int, several: int) -> Mapping[str, float]:
    table = event.rule.partition("/")[0]
    sentence = reading.parse.sentences[number]
    trigger = reading.parse.at(event.trigger)[0]
    sides = (named_beside(reading, trigger, actors) for actors in (event.sources, event.targets))
    likely = likelihoods(features(reading.parse, *sides)[0])
    return {
        "bias": 1.0,
        "classifier" if table == RULE else f"frame:{_parts().get(event.rule, 'verb')}": 1.0,
        "sides": float(bool(event.sources)) + float(bool(event.targets)),
        "likely": likely[event.type],
        "likeliest": float(max(likely, key=likely.__getitem__) == event.type),
        "told": float(is_told(event)),
        "not-actual": float(event.modality != "actual"),
        "several": float(min(several, 4) - 1),
        "length": (sentence.last - sentence.first) / LONG,
    }


@cache
def _parts() -> Mapping[str, str]:
    """The part of speech of each frame's head."""
    return {frame.rule: frame.pos for frame in event_frames()}

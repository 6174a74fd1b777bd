"""The classifier's say beside the frames: it corrects a type it is sure of, and reads a verb between two actors that no frame knows.

What it decides carries the rule `classifier/TYPE`. It knows types alone, so such an event has no CAMEO code, mode or context.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from functools import cache
from typing import TypedDict, cast

from dragoman.knowledge.verbs import event_frames
from dragoman.reading.acts import type_told
from dragoman.reading.classifier import RULE, Guess, guess
from dragoman.reading.dating import date_of, place_of
from dragoman.reading.events import UNJUDGED, event_id, evidence_of, holder_of
from dragoman.reading.frames import fillers, is_verbal, subjects
from dragoman.reading.graph import Token
from dragoman.reading.mentions import actors_of
from dragoman.reading.modality import modality_of, stance_of
from dragoman.reading.roles import no_politics
from dragoman.reading.stage import Reading
from dragoman.record import Event, EventType, Span

SURER = 0.65
"""How likely another type must be to be believed against a frame that found its own actors."""

LIKELY = 0.33
"""How likely a type must be where no frame fits a verb that has an actor on either side."""

DEMANDING = 2
"""Needs from which a frame is believed against the classifier."""

SIDES = ("obj", "with", "against", "on", "to", "from", "for", "at", "about", "over", "between", "toward", "towards", "into")
"""Where the other side of an unknown verb may stand."""


def with_guesses(reading: Reading) -> tuple[Event, ...]:
    """The events of the frames, some of another type, and those of sentences in which no frame found one."""
    found = [_corrected(reading, event) for event in reading.events]
    told = {reading.parse.sentence_number(_trigger(reading, event)) for event in found}
    found += _unframed(reading, told)
    return tuple(sorted(found, key=_place))


def retyped(event: Event, guessed: Guess) -> Event:
    """`event` as what the classifier takes it for."""
    return replace(event, **_told_by(guessed), mode=None, context=(), cameo=None)


def guessed_event(reading: Reading, guessed: Guess, token: Token, sources: Sequence[str], targets: Sequence[str]) -> Event:
    """The event that the classifier tells at `token`, between actors who are known; date and place stay open."""
    trigger = token.start, token.end
    return Event(
        id=event_id(reading, guessed.type, trigger),
        **_told_by(guessed),
        mode=None,
        context=(),
        cameo=None,
        sources=tuple(sources),
        targets=tuple(targets),
        reciprocal=guessed.type == "CONSULT" and bool(sources and targets),
        date=date_of(reading, token),
        place=place_of(reading, token),
        modality=modality_of(reading.parse, token),
        holder=holder_of(reading, trigger),
        trigger=trigger,
        evidence=evidence_of(reading.parse, token),
        same_as=None,
        confidence=UNJUDGED,
        under=None,
    )


class _Told(TypedDict):
    type: EventType
    rule: str


def _told_by(guessed: Guess) -> _Told:
    type = cast(EventType, guessed.type)
    return {"type": type, "rule": f"{RULE}/{type}"}


def _place(event: Event) -> Span:
    return event.trigger


def _trigger(reading: Reading, event: Event) -> Token:
    return reading.parse.at(event.trigger)[0]


def is_told(event: Event) -> bool:
    """Whether the type is not that of the frame: a promise, a threat or a refusal of what the frame tells, which the classifier
    does not see, or a frame of the user's own."""
    return event.rule.partition("/")[0] not in (event.type, RULE)


def _corrected(reading: Reading, event: Event) -> Event:
    """`event`, of another type where the classifier is sure, sees both sides, and means the same word, against a frame that asks
    for little."""
    if is_told(event) or event.rule in _demanding() or event.under is not None or not event.sources or not event.targets:
        return event
    trigger = _trigger(reading, event)
    source, target = (named_beside(reading, trigger, actors) for actors in (event.sources, event.targets))
    if source is None or target is None:
        return event
    guessed = guess(reading.parse, source, target)
    sure = guessed is not None and guessed.probability > SURER and guessed.trigger == trigger
    return retyped(event, guessed) if guessed is not None and sure and guessed.type != event.type else event


@cache
def _demanding() -> frozenset[str]:
    return frozenset(frame.rule for frame in event_frames() if len(frame.needs) >= DEMANDING)


def named_beside(reading: Reading, token: Token, actors: Sequence[str]) -> Span | None:
    """Where the sentence of `token` first speaks of one of `actors`."""
    parse = reading.parse
    sentence = parse.sentence(token)
    for mention in reading.mentions.all:
        if sentence.first <= mention.first < sentence.last and set(mention.actors) & set(actors):
            return parse.span(parse.tokens[mention.first : mention.last])
    return None


def _unframed(reading: Reading, told: Set[int]) -> Iterator[Event]:
    """What verbs with an actor on either side tell, in sentences that are not `told`; what is only promised is no type it knows."""
    parse = reading.parse
    cues = {each.cue[0] for each in reading.statements if each.cue is not None and each.position is None}
    for verb in filter(is_verbal, parse.tokens):
        if parse.sentence_number(verb) in told or verb.start in cues:  # who merely tells somebody something does nothing to them
            continue
        stance = stance_of(parse, verb)
        if stance.modality == "possible" or (stance.modality != "actual" and stance.act is None):
            continue
        doer, sources = _actor_among(reading, subjects(parse, verb))
        other, targets = _actor_among(reading, [each for slot in SIDES for each in fillers(parse, verb, (slot,))])
        if doer is None or other is None or set(sources) & set(targets) or no_politics(parse, verb, (doer,)):
            continue
        guessed = guess(parse, (doer.start, doer.end), (other.start, other.end))
        if guessed is not None and guessed.probability > LIKELY and (told_as := type_told(guessed.type, stance.act)) is not None:
            guessed = guessed._replace(type=told_as)
            yield guessed_event(reading, guessed, verb, sources, targets)


def _actor_among(reading: Reading, heads: Sequence[Token]) -> tuple[Token | None, tuple[str, ...]]:
    """The first of `heads` that stands for actors of some state or organisation (*send officers to Kosovo*: Kosovo), else the
    first that stands for any, and the actors."""
    found = [(head, actors) for head in heads if (actors := actors_of(reading.parse, reading.mentions, head))]
    placed = (each for each in found if any(reading.polity(actor) is not None for actor in each[1]))
    return next(placed, found[0] if found else (None, ()))

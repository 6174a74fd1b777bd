"""The actors of a document and every span that speaks of them."""

from __future__ import annotations

import dataclasses

from dragoman.dates import is_edtf_date
from dragoman.knowledge.actors import registry
from dragoman.reading import coreference, names, populations
from dragoman.reading.cast import Cast
from dragoman.reading.graph import Token
from dragoman.reading.mentions import Mention, Mentions, actors_of, head_of
from dragoman.reading.stage import Reading
from dragoman.record import Actor, Span


def actors(reading: Reading) -> tuple[tuple[Actor, ...], Mentions]:
    """The actors and their mentions: names, people known by their role, descriptions, pronouns."""
    cast = Cast(registry(reading.settings.actors), reading.document.published)
    mentions = names.find(reading.parse, cast)
    coreference.resolve_names_of(reading.parse, cast, mentions)
    states = _states(reading, cast)
    scene = populations.Scene(
        reading.parse, cast, mentions, lambda token: _dates(reading, token), lambda token: states.get(token.start)
    )
    populations.find(scene)
    for id, span in reading.given.items():
        _give(reading, cast, mentions, id, span)
    coreference.resolve(reading.parse, cast, mentions, lambda token: populations.take(scene, token))
    return cast.actors(_spans(reading, mentions)), mentions


def _give(reading: Reading, cast: Cast, mentions: Mentions, id: str, span: Span) -> None:
    """Makes the words at `span` the actor `id`, of the kind and the side of whom they were taken for."""
    tokens = reading.parse.at(span)
    if not tokens:
        return
    first, last = tokens[0].index, tokens[-1].index + 1
    head = head_of(reading.parse, first, last)
    known = actors_of(reading.parse, mentions, head, coordinated=False)
    cast.given(id, reading.document.text[slice(*span)], known[0] if known else None)
    mentions.replace(Mention(first, last, head.index, (id,), "name"))


def _states(reading: Reading, cast: Cast) -> dict[int, str]:
    """Characters of each word of a place → the state it lies in, or the contested territory."""
    lands = cast.registry.lands
    return {
        token.start: land
        for place in reading.places
        if (land := lands.get(place.country or "")) is not None
        for token in reading.parse.at(place.span)
    }


def _dates(reading: Reading, token: Token) -> list[str]:
    """When what is told around a word may have happened: the dates of its sentence, else those of its paragraph before it and
    the day of publication, if that is known."""
    parse, published = reading.parse, reading.document.published
    here = parse.sentence_number(token)
    for number in range(here, -1, -1):
        sentence = parse.sentences[number]
        if sentence.block != parse.sentences[here].block:
            break
        dates = [time.edtf for time, _ in reading.dated(parse.words(sentence)[0]) if time.edtf and is_edtf_date(time.edtf)]
        if dates:
            return dates if number == here or published is None else [*dates, published]
    return [published] if published else []


def with_first_person(reading: Reading) -> tuple[Actor, ...]:
    """The actors once *we*, *our* and *I* in quotations are resolved to the speakers of `reading.statements`."""
    parse, mentions = reading.parse, reading.mentions
    for statement in reading.statements:
        if statement.speaker is None or statement.form == "indirect":
            continue
        side = reading.polity(statement.speaker)
        for span in statement.content:
            tokens = parse.at(span)
            if tokens:
                inside = tokens[0].index, tokens[-1].index + 1
                coreference.first_person(parse, mentions, inside, statement.speaker, side)
    spans = _spans(reading, mentions)
    return tuple(
        dataclasses.replace(actor, mentions=tuple(sorted({*actor.mentions, *spans.get(actor.id, ())}))) for actor in reading.actors
    )


def _spans(reading: Reading, mentions: Mentions) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for mention in mentions.all:
        span = reading.parse.span(reading.parse.tokens[mention.first : mention.last])
        for actor in mention.actors:
            found.setdefault(actor, []).append(span)
    return found

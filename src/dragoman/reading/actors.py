"""The actors of a document and every span that speaks of them."""

from __future__ import annotations

import dataclasses

from dragoman.reading import coreference, names
from dragoman.reading.cast import Cast
from dragoman.reading.mentions import Mentions
from dragoman.reading.stage import Reading
from dragoman.record import Actor, Span


def actors(reading: Reading) -> tuple[tuple[Actor, ...], Mentions]:
    """The actors and their mentions: names, people known by their role, descriptions, pronouns."""
    cast = Cast(reading.document.published)
    mentions = names.find(reading.parse, cast)
    coreference.resolve_names_of(reading.parse, cast, mentions)
    names.find_populations(reading.parse, cast, mentions)
    coreference.resolve(reading.parse, cast, mentions)
    return cast.actors(_spans(reading, mentions)), mentions


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

"""The state in which something happens, where it plays a part in what happens there: a crowd in Lagos faces Nigeria's government.

A state that no words name enters the actors without mentions; the place that stands for it is told by the event.
"""

from __future__ import annotations

import dataclasses

from dragoman.dates import is_edtf_date
from dragoman.knowledge.actors import Registry, registry
from dragoman.reading.graph import Parse, Token, related
from dragoman.reading.stage import Reading
from dragoman.record import Actor, Place

PLACING = ("in", "at", "near", "outside", "inside")
"""Where something happens: the state of such a place can be a side of it."""


def land_of(reading: Reading, head: Token) -> str | None:
    """The state of the first place named in the phrase of `head`; None where it is unknown."""
    named = (place for place in reading.places_in(head) if place.country is not None and not _elsewhere(reading.parse, head, place))
    return registry(reading.settings.actors).lands.get(next((place.country or "" for place in named), ""))


def _elsewhere(parse: Parse, head: Token, place: Place) -> bool:
    """Whether a place is only what a clause under `head` speaks of: *men convicted of spying for Israel*, not *living in Israel*."""
    at = next(iter(parse.at(place.span)), None)
    path: list[Token] = []
    while at is not None and at.index != head.index:
        path.append(at)
        at = parse.head(at)
    inside = any(related(each, "acl", "advcl", "ccomp") for each in path)
    return inside and not any(parse.preposition(each) in PLACING for each in path)


def with_lands(reading: Reading) -> Reading:
    """The reading with the actors that its events have from places alone."""
    known = registry(reading.settings.actors)
    sides = dict.fromkeys(actor for event in reading.events for actor in (*event.sources, *event.targets))
    missing = [id for id in sides if id not in reading.cast and id in known.entries]
    return dataclasses.replace(reading, actors=(*reading.actors, *(_unnamed(reading, known, id) for id in missing)))


def _unnamed(reading: Reading, known: Registry, id: str) -> Actor:
    entry, published = known.entries[id], reading.document.published
    on = published if published is not None and is_edtf_date(published) else None
    return Actor(id, entry.name, id, entry.code_on(on), entry.kind, entry.country, (), ())

"""The places a document names, and where they lie.

A name is a place wherever it stands, also where it stands for a government: *Moscow said* names Moscow, and the actors tell who
spoke. National adjectives and peoples are no places; they are mentions of actors.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.knowledge.actors import entries, names, words
from dragoman.knowledge.places import described
from dragoman.knowledge.places.contested import contested
from dragoman.reading.graph import Parse
from dragoman.reading.locating import locate
from dragoman.reading.toponyms import toponyms
from dragoman.record import Document, Place, Span


def places(document: Document, parse: Parse) -> tuple[Place, ...]:
    """The places by name, in the order of the text."""
    return resolve(document, toponyms(document, parse))


def resolve(document: Document, spans: Sequence[Span]) -> tuple[Place, ...]:
    """The places that spans name; without a point where nobody knows the name."""
    found = []
    for span, at in zip(spans, locate(document, spans), strict=True):
        name = " ".join(document.text[slice(*span)].split())
        if at is None:
            found.append(_of_registry(name, span))
        else:
            # What lies in the north of a country keeps its own name and takes the country's point.
            known = at.name if at in described(name) else name
            found.append(Place(known, span, at.latitude, at.longitude, at.country, at.geonames))
    return tuple(found)


def _of_registry(name: str, span: Span) -> Place:
    """A polity that the registry alone knows, at the point it gives."""
    named = names().get(words(name))
    if named is None or named.form != "name" or not named.id.startswith("dr:polity/"):
        return Place(name, span, None, None, None, None)
    entry = entries()[named.id]
    country = entry.id if entry.id in contested() else entry.iso3
    return Place(entry.name, span, entry.latitude, entry.longitude, country, None)

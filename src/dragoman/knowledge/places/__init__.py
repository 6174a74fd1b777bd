"""The gazetteer: names of places, where they lie, and in which state. `places/README.md` names its source and licence."""

from __future__ import annotations

import sqlite3
import unicodedata
from functools import cache
from typing import NamedTuple

from dragoman.knowledge.tables import FOLDER


class Located(NamedTuple):
    """A place of the gazetteer. Degrees are WGS 84; `country`: registry id or None where contested."""

    name: str
    kind: str
    country: str | None
    latitude: float
    longitude: float
    population: int
    geonames: int | None


def fold(name: str) -> str:
    """A name as the gazetteer keys it: small letters, no accents, single spaces."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


@cache
def _connection() -> sqlite3.Connection:
    path = (FOLDER / "places" / "gazetteer.sqlite").as_uri()
    return sqlite3.connect(f"{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)


@cache
def located(name: str) -> tuple[Located, ...]:
    """The places that bear `name`, the most populous first."""
    found = _connection().execute(
        "SELECT p.name, p.kind, p.country, p.latitude, p.longitude, p.population, p.geonames FROM names AS n"
        " JOIN places AS p ON p.id = n.place WHERE n.name = ? ORDER BY p.population DESC, p.id",
        (fold(name),),
    )
    return tuple(
        Located(name, kind, country or None, latitude, longitude, population or 0, geonames)
        for name, kind, country, latitude, longitude, population, geonames in found
    )

"""The gazetteer: names of places, where they lie, and in which country. `places/README.md` names its sources and licence."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from dragoman.knowledge.tables import FOLDER, rows

SETTLEMENTS = frozenset(("capital", "city", "town", "village"))
KEPT = 65_536
"""Names whose places are kept in memory."""

PROMINENT = 15_000
"""Inhabitants from which a settlement is known beyond its region."""

_CLASS_WORDS = "oblast|province|region|governorate|state|krai|prefecture|district|county|parish|city|territory|republic|island"
_BEHIND = re.compile(rf" (?:{_CLASS_WORDS}|township|borough|valley|area|metro|metropolitan area)$")
_BEFORE = re.compile(rf"^(?:the )?(?:{_CLASS_WORDS}|town|village|emirate|kingdom|commonwealth|port) of (?:the )?")
_SHORTENED = ((re.compile(r"^st\.? "), "saint "), (re.compile(r"^mt\.? "), "mount "), (re.compile(r"^ft\.? "), "fort "))
_WRITTEN_OUT = ((re.compile(r"^saint "), "st. "), (re.compile(r"^mount "), "mt. "), (re.compile(r"^fort "), "ft. "))
_ARTICLE = re.compile(r"^(?:the |(?:al|el|ad|ar|as|at|az|an)[ -])")


class Located(NamedTuple):
    """A place of the gazetteer. `country`: ISO alpha-3, or the registry id of contested land; `filed` and `division`: the codes
    GeoNames files it under; degrees are WGS 84; `own`: asked for by its own name, not an alternate one."""

    name: str
    kind: str
    country: str | None
    filed: str | None
    division: str | None
    latitude: float
    longitude: float
    population: int
    geonames: int | None
    own: bool = True


class Abbreviation(NamedTuple):
    """What a short form such as *Ky.* stands for; `alone`: also where it does not follow another name."""

    country: str
    name: str
    alone: bool


def fold(name: str) -> str:
    """A name as the gazetteer keys it: small letters, no accents, single spaces."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


@cache
def _connection() -> sqlite3.Connection:
    path = (FOLDER / "places" / "gazetteer.sqlite").as_uri()
    return sqlite3.connect(f"{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)


@lru_cache(maxsize=KEPT)
def located(name: str) -> tuple[Located, ...]:
    """The places that bear `name`, the most populous first."""
    short = abbreviations().get(name)
    if short is not None:
        return tuple(each for each in _named(fold(short.name)) if each.filed == short.country and each.kind not in SETTLEMENTS)
    key = fold(name)
    return _named(key) or (_named(key.removeprefix("the ")) if key.startswith("the ") else ())


@lru_cache(maxsize=KEPT)
def described(name: str) -> tuple[Located, ...]:
    """The same for a name in another spelling (*St. Louis*, *Al-Minya*), or with a word of its class (*Donetsk Oblast*,
    *Province of Idlib*): areas first, else its town."""
    found = located(name)
    if found or name in abbreviations():
        return found
    key = fold(name).removeprefix("the ")
    spellings = [key.replace("-", " "), key.replace(" ", "-"), *(short.sub(full, key) for short, full in _SHORTENED)]
    spellings += [full.sub(short, key) for full, short in _WRITTEN_OUT]
    for spelling in (*spellings, _ARTICLE.sub("", key)):
        if spelling != key and (found := _named(spelling)):
            return found
    bare = _BEFORE.sub("", _BEHIND.sub("", key))
    if bare == key:
        return ()
    found = _named(bare)
    return tuple(each for each in found if each.kind not in SETTLEMENTS) or found


def prominent(name: str) -> bool:
    """Whether a name is that of an area or of a settlement known beyond its region."""
    return any(
        each.own and (each.population >= PROMINENT if each.kind in SETTLEMENTS else each.kind != "site") for each in located(name)
    )


def _named(key: str) -> tuple[Located, ...]:
    found = _connection().execute(
        "SELECT p.name, p.kind, p.country, p.iso2, p.admin1, p.latitude, p.longitude, p.population, p.geonames, n.own"
        " FROM names AS n JOIN places AS p ON p.id = n.place WHERE n.name = ? ORDER BY p.population DESC, p.id",
        (key,),
    )
    return tuple(
        Located(name, kind, country, filed, division, north / 10_000, east / 10_000, population or 0, geonames, bool(own))
        for name, kind, country, filed, division, north, east, population, geonames, own in found
    )


@cache
def alpha2() -> dict[str, str]:
    """ISO 3166 alpha-3 codes of countries → their alpha-2 codes."""
    found = _connection().execute("SELECT country, iso2 FROM places WHERE kind = 'country' AND length(country) = 3")
    return dict(found.fetchall())


@cache
def abbreviations() -> dict[str, Abbreviation]:
    """Short forms, as they are written → what they stand for."""
    return {
        row["abbreviation"]: Abbreviation(row["country"], row["name"], row["alone"] == "yes")
        for _, row in rows("places/abbreviations.csv", "abbreviation,country,name,alone")
    }


@cache
def ordinary() -> frozenset[str]:
    """Everyday words that places are called too; alone and in the names of organisations they mean themselves."""
    return frozenset(row["word"] for _, row in rows("places/ordinary.csv", "word"))

"""The registry of actors: states, contested polities, organisations, bodies, armed groups, persons, and role words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal, NamedTuple, get_args

from dragoman.errors import KnowledgeError
from dragoman.knowledge.tables import rows, split
from dragoman.record import ActorKind

COLUMNS = "id,name,kind,country,code,iso3,valid,aliases,adjectives,capital,wikidata,latitude,longitude,source"
PERSON_COLUMNS = "id,name,aliases,gender,office,of,from,to,source"
TABLES = ("states", "contested", "organisations", "bodies", "groups", "blocs")

KINDS: tuple[ActorKind, ...] = get_args(ActorKind)

Form = Literal["name", "adjective", "demonym", "capital"]


class Entry(NamedTuple):
    """One actor of the registry. `country`: the actor it acts for; `iso3`: ISO 3166-1 alpha-3; `valid`: EDTF interval."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    code: str | None
    iso3: str | None
    valid: str | None
    latitude: float | None
    longitude: float | None


class Term(NamedTuple):
    """A person's time in an office of an actor, as EDTF dates."""

    office: str
    of: str
    start: str | None
    end: str | None


class Person(NamedTuple):
    """A person of the registry, with the terms of office known."""

    id: str
    name: str
    aliases: tuple[str, ...]
    gender: str
    terms: tuple[Term, ...]


class Office(NamedTuple):
    """A title a person can bear; `code` is CAMEO's role code, `rank` 1 for heads of state or government, to 4."""

    title: str
    plural: str
    code: str
    rank: int


class Population(NamedTuple):
    """A noun for people or an organ that acts in the news (*troops*, *parliament*)."""

    noun: str
    plural: str
    kind: str
    code: str


class Description(NamedTuple):
    """A definite description: its noun, the modifiers one of which it needs, the kinds of actor it can stand for."""

    noun: str
    plural: str
    modifiers: frozenset[str]
    kinds: frozenset[str]


Words = tuple[str, ...]


class Named(NamedTuple):
    """What a name stands for and in which form (*Georgia*, *Georgian*, *Georgians*, *Tbilisi*)."""

    id: str
    form: Form


@cache
def entries() -> Mapping[str, Entry]:
    """All actors but persons, by id."""
    found: dict[str, Entry] = {}
    for table in TABLES:
        for line, row in rows(f"actors/{table}.csv", COLUMNS):
            if row["id"] in found:
                raise KnowledgeError(f"actors/{table}.csv", line, f"{row['id']} stands twice")
            kind = next((kind for kind in KINDS if kind == row["kind"]), None)
            if kind is None:
                raise KnowledgeError(f"actors/{table}.csv", line, f"{row['kind']!r} is no kind of actor")
            found[row["id"]] = Entry(
                row["id"],
                row["name"],
                kind,
                row["country"] or None,
                row["code"] or None,
                row["iso3"] or None,
                row["valid"] or None,
                float(row["latitude"]) if row["latitude"] else None,
                float(row["longitude"]) if row["longitude"] else None,
            )
    return found


@cache
def names() -> Mapping[Words, Named]:
    """The words of each name, alias, adjective, demonym and capital → what it stands for. The first entry keeps a name."""
    found: dict[Words, Named] = {}
    late: list[tuple[str, Named]] = []
    for table in TABLES:
        for _, row in rows(f"actors/{table}.csv", COLUMNS):
            for name in (row["name"], *split(row["aliases"])):
                found.setdefault(words(name), Named(row["id"], "name"))
            for name in split(row["adjectives"]):
                plural = name.endswith("s") and name[:-1] in split(row["adjectives"])
                late.append((name, Named(row["id"], "demonym" if plural else "adjective")))
            late += [(name, Named(row["id"], "capital")) for name in split(row["capital"])]
    for name, named in late:
        found.setdefault(words(name), named)
    found.pop((), None)
    return found


@cache
def adjectives() -> Mapping[str, str]:
    """Id of a polity or organisation → its first adjective (*Georgian*)."""
    found: dict[str, str] = {}
    for table in TABLES:
        for _, row in rows(f"actors/{table}.csv", COLUMNS):
            if row["adjectives"]:
                found[row["id"]] = split(row["adjectives"])[0]
    return found


@cache
def persons() -> Mapping[str, Person]:
    """The persons of the registry, by id."""
    found: dict[str, Person] = {}
    for _, row in rows("actors/persons.csv", PERSON_COLUMNS):
        known = found.get(row["id"])
        term = Term(row["office"], row["of"], row["from"] or None, row["to"] or None)
        found[row["id"]] = Person(
            row["id"], row["name"], split(row["aliases"]), row["gender"], (*(known.terms if known else ()), term)
        )
    return found


@cache
def person_names() -> Mapping[Words, str]:
    """The words of each person's full names → the person's id."""
    found: dict[Words, str] = {}
    for person in persons().values():
        for name in (person.name, *person.aliases):
            if " " in name or "-" in name:
                found.setdefault(words(name), person.id)
    return found


@cache
def surnames() -> Mapping[str, tuple[str, ...]]:
    """Last name → ids of the persons who bear it."""
    found: dict[str, list[str]] = {}
    for person in persons().values():
        found.setdefault(words(person.name)[-1], []).append(person.id)
    return {name: tuple(ids) for name, ids in found.items()}


@cache
def offices() -> Mapping[Words, Office]:
    """The words of a title, singular and plural, in small letters → the office."""
    found: dict[Words, Office] = {}
    for _, row in rows("actors/offices.csv", "title,plural,code,rank,example"):
        office = Office(row["title"], row["plural"], row["code"], int(row["rank"]))
        for name in filter(None, (row["title"], row["plural"])):
            found.setdefault(words(name.lower()), office)
    return found


@cache
def populations() -> Mapping[str, Population]:
    """Noun, singular and plural → what it means."""
    found: dict[str, Population] = {}
    for _, row in rows("actors/populations.csv", "noun,plural,kind,code,example"):
        population = Population(row["noun"], row["plural"], row["kind"], row["code"])
        for noun in filter(None, (row["noun"], row["plural"])):
            found.setdefault(noun, population)
    return found


@cache
def descriptions() -> Mapping[str, tuple[Description, ...]]:
    """Noun, singular and plural → the descriptions it can head."""
    found: dict[str, list[Description]] = {}
    for _, row in rows("actors/descriptions.csv", "noun,plural,modifiers,kinds,example"):
        each = Description(row["noun"], row["plural"], frozenset(split(row["modifiers"])), frozenset(split(row["kinds"])))
        for noun in filter(None, (row["noun"], row["plural"])):
            found.setdefault(noun, []).append(each)
    return {noun: tuple(each) for noun, each in found.items()}


def words(name: str) -> Words:
    """The words of a name as names are matched: runs of letters and digits."""
    return tuple(re.findall(r"\w+", name))


@cache
def _first_words() -> Mapping[str, int]:
    """First word of any name → how many words the longest such name has."""
    found: dict[str, int] = {}
    for name in (*names(), *person_names()):
        found[name[0]] = max(found.get(name[0], 0), len(name))
    return found


def find_names(text: str) -> Iterator[tuple[int, int, Named | str]]:
    """Spans in `text` of the names in the registry, longest first at each place; a person is given by id alone."""
    places = [(match.start(), match.end(), match.group()) for match in re.finditer(r"\w+", text)]
    at = 0
    while at < len(places):
        longest = _first_words().get(places[at][2], 0)
        for length in range(min(longest, len(places) - at), 0, -1):
            piece = places[at : at + length]
            if any(
                not re.fullmatch(r"[ \n.'’&/-]{1,3}", text[before[1] : after[0]])
                for before, after in zip(piece, piece[1:], strict=False)
            ):
                continue
            key = tuple(word for _, _, word in piece)
            found: Named | str | None = names().get(key) or person_names().get(key)
            if found is not None:
                end = piece[-1][1]
                if len(piece[-1][2]) == 1 and length > 1 and text[end : end + 1] == ".":
                    end += 1
                yield piece[0][0], end, found
                at += length
                break
        else:
            at += 1

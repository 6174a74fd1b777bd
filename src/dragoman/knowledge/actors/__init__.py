"""The registry of actors: states, contested polities, organisations, bodies, armed groups, persons, and role words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from dragoman.errors import KnowledgeError
from dragoman.knowledge.tables import FOLDER, changed, rows, split
from dragoman.record import ActorKind

COLUMNS = "id,name,kind,country,code,iso3,valid,aliases,adjectives,capital,wikidata,latitude,longitude,source"
PERSON_COLUMNS = "id,name,aliases,gender,office,of,from,to,source"
TABLES = ("states", "contested", "organisations", "bodies", "groups", "blocs")
FAMILY_FIRST = frozenset(f"dr:polity/{name}" for name in ("china", "hong-kong", "macau", "north-korea", "south-korea", "taiwan"))

KINDS: tuple[ActorKind, ...] = get_args(ActorKind)

Form = Literal["name", "adjective", "demonym", "capital"]


class Entry(NamedTuple):
    """One actor of the registry. `country`: the actor it acts for; `iso3`: ISO 3166-1 alpha-3; `valid`: EDTF interval.

    `code` holds at any time, each of `dated` in its EDTF interval.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None
    code: str | None
    iso3: str | None
    valid: str | None
    latitude: float | None
    longitude: float | None
    dated: tuple[tuple[str, str], ...] = ()

    def code_on(self, on: str | None) -> str | None:
        """The code on an EDTF date; of codes that change with time none where the date is not known."""
        held = [code for interval, code in self.dated if on is not None and within(interval, on)]
        return held[0] if held else self.code


def covers(start: str | None, end: str | None, on: str) -> bool:
    """Whether an EDTF date lies between two others, to the precision of both; None, empty and `..` are open ends."""
    after = start in (None, "", "..") or on[: len(start or "")] >= (start or "")[: len(on)]
    before = end in (None, "", "..") or on[: len(end or "")] <= (end or "")[: len(on)]
    return after and before


def within(interval: str, on: str) -> bool:
    """Whether an EDTF date lies in an EDTF interval."""
    start, _, end = interval.partition("/")
    return covers(start, end, on)


class Term(NamedTuple):
    """A person's time in an office of an actor, as EDTF dates."""

    office: str
    of: str
    start: str | None
    end: str | None

    def covers(self, on: str) -> bool:
        """Whether the term holds on an EDTF date; without a start or an end it is open there."""
        return covers(self.start, self.end, on)


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


class Row(NamedTuple):
    """A row of a table of actors or persons, with the table and the line it stands in."""

    table: str
    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Registry:
    """Actors and persons with their names, from rows; of two rows the earlier one keeps a name."""

    actor_rows: tuple[Row, ...]
    person_rows: tuple[Row, ...]

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """All actors but persons, by id."""
        found: dict[str, Entry] = {}
        for table, line, row in self.actor_rows:
            kind = next((kind for kind in KINDS if kind == row["kind"]), None)
            if kind is None:
                raise KnowledgeError(table, line, f"{row['kind']!r} is no kind of actor; write one of {', '.join(KINDS)}")
            codes = split(row["code"])
            found[row["id"]] = Entry(
                row["id"],
                row["name"],
                kind,
                row["country"] or None,
                next((code for code in codes if "@" not in code), None),
                row["iso3"] or None,
                row["valid"] or None,
                float(row["latitude"]) if row["latitude"] else None,
                float(row["longitude"]) if row["longitude"] else None,
                tuple((code.partition("@")[2], code.partition("@")[0]) for code in codes if "@" in code),
            )
        return found

    @cached_property
    def lands(self) -> Mapping[str, str]:
        """What the country of a place may be → the actor: a state by its ISO code, contested land by its own id."""
        states = {entry.iso3: entry.id for entry in self.entries.values() if entry.iso3 and entry.kind == "state"}
        return states | {id: id for id in self.entries}

    @cached_property
    def names(self) -> Mapping[Words, Named]:
        """The words of each name, alias, adjective, demonym and capital → what it stands for; names go before the others."""
        found: dict[Words, Named] = {}
        late: list[tuple[str, Named]] = []
        for _, _, row in self.actor_rows:
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

    @cached_property
    def adjectives(self) -> Mapping[str, str]:
        """Id of a polity or organisation → its first adjective (*Georgian*)."""
        return {row["id"]: split(row["adjectives"])[0] for _, _, row in self.actor_rows if row["adjectives"]}

    @cached_property
    def persons(self) -> Mapping[str, Person]:
        """The persons, by id."""
        found: dict[str, Person] = {}
        for _, _, row in self.person_rows:
            known = found.get(row["id"])
            term = Term(row["office"], row["of"], row["from"] or None, row["to"] or None)
            aliases = dict.fromkeys((*(known.aliases if known else ()), *split(row["aliases"])))
            name = known.name if known else row["name"]
            terms = (*(known.terms if known else ()), term)
            found[row["id"]] = Person(row["id"], name, tuple(aliases), row["gender"], terms)
        return found

    @cached_property
    def person_names(self) -> Mapping[Words, str]:
        """The words of each person's full names → the person's id."""
        found: dict[Words, str] = {}
        for person in self.persons.values():
            for name in (person.name, *person.aliases):
                if " " in name or "-" in name:
                    found.setdefault(words(name), person.id)
        return found

    def person_called(self, name: Words) -> str | None:
        """The person of that full name, in any common way to write Arabic articles and accents (*El Bashir*, *al-Bashir*)."""
        return self.person_names.get(name) or (self._folded_names.get(_folded(name)) if len(name) > 1 else None)

    @cached_property
    def _folded_names(self) -> Mapping[Words, str]:
        found: dict[Words, str] = {}
        for name, id in self.person_names.items():
            found.setdefault(_folded(name), id)
        return found

    @cached_property
    def surnames(self) -> Mapping[str, tuple[str, ...]]:
        """Last name, or first where the family name goes before → ids of the persons who bear it."""
        found: dict[str, list[str]] = {}
        for person in self.persons.values():
            found.setdefault(surname(person), []).append(person.id)
        return {name: tuple(ids) for name, ids in found.items()}

    @cached_property
    def holders(self) -> Mapping[tuple[str, str], tuple[tuple[str, Term], ...]]:
        """Office and of what → the persons who held it, each with the term."""
        found: dict[tuple[str, str], list[tuple[str, Term]]] = {}
        for person in self.persons.values():
            for term in person.terms:
                found.setdefault((term.office, term.of), []).append((person.id, term))
        return {office: tuple(held) for office, held in found.items()}

    def holder(self, office: str, of: str, on: str) -> str | None:
        """Who held the office on an EDTF date; None where nobody did, or several (a day of change, an unsure date)."""
        held = {id for id, term in self.holders.get((office, of), ()) if term.covers(on)}
        return held.pop() if len(held) == 1 else None

    def incumbents(self, title: str, of: str, on: str) -> frozenset[str]:
        """Who may be meant by a title on an EDTF date: the holders of that very office, else those of an office it can mean."""
        for titles in ((title,), same_offices().get(title, ())):
            held = {id for each in titles for id, term in self.holders.get((each, of), ()) if term.covers(on)}
            if held:
                return frozenset(held)
        return frozenset()

    @cached_property
    def _first_words(self) -> Mapping[str, int]:
        """First word of any name → how many words the longest such name has."""
        found: dict[str, int] = {}
        for name in (*self.names, *self.person_names):
            found[name[0]] = max(found.get(name[0], 0), len(name))
        return found

    def find_names(self, text: str) -> Iterator[tuple[int, int, Named | str]]:
        """Spans in `text` of the names in the registry, longest first at each place; a person is given by id alone."""
        places = [(match.start(), match.end(), match.group()) for match in re.finditer(r"\w+", text)]
        at = 0
        while at < len(places):
            longest = self._first_words.get(places[at][2], 0)
            for length in range(min(longest, len(places) - at), 0, -1):
                piece = places[at : at + length]
                if any(
                    not re.fullmatch(r"[ \n.'’&/-]{1,3}", text[before[1] : after[0]])
                    for before, after in zip(piece, piece[1:], strict=False)
                ):
                    continue
                key = tuple(word for _, _, word in piece)
                found: Named | str | None = self.names.get(key) or self.person_names.get(key)
                if found is not None:
                    end = piece[-1][1]
                    if len(piece[-1][2]) == 1 and length > 1 and text[end : end + 1] == ".":
                        end += 1
                    yield piece[0][0], end, found
                    at += length
                    break
            else:
                at += 1


def registry(file: str | None = None) -> Registry:
    """The registry of the package, under the rows of `file` where one is named (see `dragoman.knowledge.actors.own`)."""
    return _registry() if file is None else _laid_over(file, changed(file))


@cache
def _registry() -> Registry:
    actors = [Row(f"actors/{table}.csv", line, row) for table in TABLES for line, row in rows(f"actors/{table}.csv", COLUMNS)]
    persons = [Row(table, line, row) for table in person_tables() for line, row in rows(table, PERSON_COLUMNS)]
    return Registry(tuple(actors), tuple(persons))


@lru_cache(maxsize=4)
def _laid_over(file: str, changed: int) -> Registry:  # noqa: ARG001 a file that has changed is read again
    from dragoman.knowledge.actors.own import read

    own, ours = read(Path(file)), _registry()
    ids = {row.cells["id"] for row in (*own.actors, *own.persons)}
    return Registry(
        (*own.actors, *(row for row in ours.actor_rows if row.cells["id"] not in ids)),
        (*own.persons, *(row for row in ours.person_rows if row.cells["id"] not in ids)),
    )


def person_tables() -> list[str]:
    """The tables of persons, one for each part of the world."""
    return sorted(path.relative_to(FOLDER).as_posix() for path in (FOLDER / "actors" / "persons").glob("*.csv"))


def surname(person: Person) -> str:
    """The word of a full name that stands for it alone: the last (*Putin*), or the family name that goes before (*Xi*)."""
    parts = words(person.name)
    east = len(parts) > 1 and parts[0] in family_names() and any(term.of in FAMILY_FIRST for term in person.terms)
    return parts[0] if east else parts[-1]


def _folded(name: Words) -> Words:
    """A name without capitals, accents and hyphens, its Arabic articles alike."""
    plain = unicodedata.normalize("NFD", " ".join(name).lower())
    parts = "".join(letter for letter in plain if unicodedata.category(letter) != "Mn").split()
    return tuple("al" if part in ("el", "ul", "al") else part for part in parts)


@cache
def family_names() -> frozenset[str]:
    """Chinese and Korean family names, which stand before the given name."""
    return frozenset(row["name"] for _, row in rows("actors/family_names.csv", "name"))


def entries() -> Mapping[str, Entry]:
    """All actors of the package but persons, by id."""
    return registry().entries


def names() -> Mapping[Words, Named]:
    """The names of the package's actors."""
    return registry().names


def find_names(text: str) -> Iterator[tuple[int, int, Named | str]]:
    """Spans in `text` of the names of the package's actors and persons."""
    return registry().find_names(text)


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
def office_endings() -> frozenset[str]:
    """The last words of all titles: where a word is none of them, no title ends."""
    return frozenset(title[-1] for title in offices())


@cache
def same_offices() -> Mapping[str, tuple[str, ...]]:
    """A title → the offices whose holders it can mean (*premier*: prime ministers and chancellors)."""
    return {row["title"]: split(row["holders"]) for _, row in rows("actors/same_offices.csv", "title,holders,example")}


@cache
def motion() -> frozenset[str]:
    """Lemmas of going and being somewhere; a capital with them is a place."""
    return frozenset(row["lemma"] for _, row in rows("actors/motion.csv", "lemma,example"))


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

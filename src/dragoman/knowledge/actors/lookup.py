"""Questions to the registry: whom a name stands for, on a date, and all that is known of one actor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from dragoman.errors import NotFound
from dragoman.knowledge.actors import Person, Registry, facts, offices, registry, within, words

NEAR = 0.8
"""How alike two spellings must be for one to be offered for the other."""


class Found(NamedTuple):
    """An actor a name may stand for, and how: as its name, an adjective, a capital, a surname, the holder of an office."""

    id: str
    name: str
    how: str


def find(name: str, on: str | None = None, file: str | None = None) -> list[Found]:
    """The actors `name` stands for, exact names first; with `on` (an EDTF date) only those that were there and in office.

    NotFound: the registry has no such name; the message offers near spellings.
    """
    known = registry(file)
    found = list(dict.fromkeys([*_named(known, name, on), *_in_office(known, name, on), *_called(known, name, on)]))
    if found:
        return found
    spellings = {" ".join(each): each for each in (*known.names, *known.person_names)}
    near = get_close_matches(" ".join(words(name)), spellings, n=3, cutoff=NEAR)
    when = f" on {on}" if on else ""
    raise NotFound(
        f"the registry knows no {name!r}{when}" + (f"; it knows {', '.join(near)}" if near else "; try another spelling")
    )


def show(id: str, file: str | None = None) -> Iterator[tuple[str, str]]:
    """What the registry says of an actor, a line of name and value for each fact. NotFound: there is no such id."""
    known = registry(file)
    lines = [row for row in (*known.actor_rows, *known.person_rows) if row.cells["id"] == id]
    if not lines:
        near = get_close_matches(id, [*known.entries, *known.persons], n=3, cutoff=NEAR)
        raise NotFound(
            f"the registry has no actor {id!r}" + (f"; it has {', '.join(near)}" if near else "; `dragoman actors find`")
        )
    if id in known.persons:
        yield from _person(known, known.persons[id])
    else:
        yield "id", id
        for name, cell in lines[0].cells.items():
            if cell and name not in ("id", "source"):
                yield name, cell.replace("|", ", ")
        yield from _codes(id)
        yield from _memberships(known, id)
    for table, line, cells in lines:
        yield "source", f"{table}, line {line}: {cells['source']}"


def _person(known: Registry, person: Person) -> Iterator[tuple[str, str]]:
    yield "id", person.id
    yield "name", person.name
    if person.aliases:
        yield "aliases", ", ".join(person.aliases)
    yield "gender", person.gender
    for term in sorted(person.terms, key=lambda term: term.start or ""):
        of = known.entries[term.of].name if term.of in known.entries else term.of
        yield "office", f"{term.office} of {of}, {term.start or '..'} to {term.end or '..'}"


def _codes(id: str) -> Iterator[tuple[str, str]]:
    for each in facts.codes():
        if each.id == id:
            yield each.scheme, each.code + (f" ({_years(each.start, each.end)})" if each.start or each.end else "")


def _memberships(known: Registry, id: str) -> Iterator[tuple[str, str]]:
    """What the actor belongs to, and who belongs to it."""
    for each in facts.memberships():
        if each.member == id and each.organisation in known.entries:
            yield f"{each.kind} of", f"{known.entries[each.organisation].name}, {_years(each.start, each.end)}"
        elif each.organisation == id and each.member in known.entries:
            yield each.kind, f"{known.entries[each.member].name}, {_years(each.start, each.end)}"


def _years(start: str | None, end: str | None) -> str:
    return f"{start or '..'} to {end or '..'}"


def _there(known: Registry, id: str, on: str | None) -> bool:
    valid = known.entries[id].valid
    return on is None or not valid or within(valid, on)


def _named(known: Registry, name: str, on: str | None) -> Iterator[Found]:
    named = known.names.get(words(name))
    if named is not None and _there(known, named.id, on):
        yield Found(named.id, known.entries[named.id].name, named.form)
    person = known.person_names.get(words(name))
    if person is not None:
        yield from _terms(known, known.persons[person], on, "name")


def _called(known: Registry, name: str, on: str | None) -> Iterator[Found]:
    for id in known.surnames.get(name, ()):
        yield from _terms(known, known.persons[id], on, "surname")


def _terms(known: Registry, person: Person, on: str | None, how: str) -> Iterator[Found]:
    held = [term for term in person.terms if on is None or term.covers(on)]
    if held:
        what = ", ".join(
            f"{term.office} of {known.entries[term.of].name if term.of in known.entries else term.of}" for term in held
        )
        yield Found(person.id, person.name, f"{how}; {what}")


def _in_office(known: Registry, name: str, on: str | None) -> Iterator[Found]:
    """*president of Georgia*, *Georgian president*: who held it, on the date or ever."""
    match = re.fullmatch(r"(?:the )?(.+?) of (?:the )?(.+)", name)
    parts = [(match[1], match[2])] if match else []
    plain = words(name)
    parts += [(" ".join(plain[at:]), " ".join(plain[:at])) for at in range(1, len(plain))]
    for title, owner in parts:
        office, named = offices().get(words(title.lower())), known.names.get(words(owner))
        if office is not None and named is not None:
            for id, term in known.holders.get((office.title, named.id), ()):
                if on is None or term.covers(on):
                    yield Found(id, known.persons[id].name, f"{office.title} {term.start or '..'} to {term.end or '..'}")

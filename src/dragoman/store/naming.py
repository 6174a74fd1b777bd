"""Whom a human means: an actor of the report, of another report, or of the registry; by id, the end of one, name or code."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, or_, select

from dragoman.errors import CorrectionError
from dragoman.knowledge.actors import Entry, Person, registry
from dragoman.store import tables
from dragoman.store.replay import NOBODY


class Named(NamedTuple):
    """An actor that can be meant."""

    id: str
    name: str
    code: str | None


_CALLED: tuple[Callable[[Named, str], bool], ...] = (
    lambda actor, called: actor.id == called,
    lambda actor, called: actor.id.endswith(f"/{called}"),
    lambda actor, called: actor.name.lower() == called.lower(),
    lambda actor, called: actor.code == called,
)
"""The ways to name an actor, the surest first."""


def meant(connection: Connection, document: int, field: str, called: str) -> str:
    """The id of the actor that is called so. Raises CorrectionError where nobody is, or several are."""
    if called in NOBODY:
        return called
    for people in (_in_report, _in_record, _in_registry):
        known = list(people(connection, document, called))
        for test in _CALLED:
            ids = sorted({each.id for each in known if test(each, called)})
            if len(ids) > 1:
                raise CorrectionError(f"{field}: {called!r} can be {' or '.join(ids)}; write the id")
            if ids:
                return ids[0]
    raise CorrectionError(f"{field}: nobody is called {called!r}; add the actor first with `dragoman correct add actors`")


def people(connection: Connection, ids: list[str], published: str | None = None) -> dict[str, dict[str, Any]]:
    """What the record, or else the registry, knows of actors, by id."""
    table = tables.actors
    columns = ("id", "name", "registry", "code", "kind", "country")
    found = {
        row.id: {name: getattr(row, name) for name in columns}
        for row in connection.execute(select(*(table.c[name] for name in columns)).where(table.c.id.in_(ids)))
    }
    return {**{id: each for id in ids if id not in found and (each := _registered(id, published))}, **found}


def _registered(id: str, published: str | None) -> dict[str, Any] | None:
    known: Entry | Person | None = registry().entries.get(id) or registry().persons.get(id)
    if known is None:
        return None
    who: Mapping[str, Any] = (
        {"code": known.code_on(published), "kind": known.kind, "country": known.country}
        if isinstance(known, Entry)
        else {"code": None, "kind": "person", "country": None}
    )
    return {"id": id, "name": known.name, "registry": id, **who}


def _in_report(connection: Connection, document: int, called: str) -> Iterator[Named]:  # noqa: ARG001
    table = tables.mentions
    wanted = select(table.c.id, table.c.name, table.c.code).where(table.c.document == document)
    return (Named(*row) for row in connection.execute(wanted))


def _in_record(connection: Connection, document: int, called: str) -> Iterator[Named]:  # noqa: ARG001
    table = tables.actors
    end = table.c.id.endswith(f"/{called}", autoescape=True)
    name = func.lower(table.c.name) == called.lower()
    wanted = select(table.c.id, table.c.name, table.c.code).where(or_(table.c.id == called, end, name, table.c.code == called))
    return (Named(*row) for row in connection.execute(wanted))


def _in_registry(connection: Connection, document: int, called: str) -> Iterator[Named]:  # noqa: ARG001
    known = registry()
    yield from (Named(each.id, each.name, each.code) for each in known.entries.values())
    yield from (Named(each.id, each.name, None) for each in known.persons.values())

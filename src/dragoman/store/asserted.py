"""What a store holds to be asserted, as questions ask it: one row for each way an assertion is asked for.

The rows of a report follow from its present picture and are written with it; those of an import are what the file said.
`kind` is the method of `Assertions` that finds a row, `key` what it is given. Events of reports have no rows here: they are
found among the events, lest a third of the store be their copies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from sqlalchemy import Connection, Text, cast, delete, func, insert, or_, select, tuple_, update

from dragoman.assertions import PARTS, Act, Assertion, Gathered, Happening, Held, Part, Party, Source, Stance, Term, Treaty, keys
from dragoman.assertions.reports import gathered
from dragoman.bounds import bounds
from dragoman.record import SCHEMA, content_id
from dragoman.store import tables
from dragoman.store.database import Row, insert_all
from dragoman.store.packing import loaded, packed
from dragoman.store.picture import CORRECTED, Picture
from dragoman.store.rows import BAR
from dragoman.store.shapes import record_of

A = TypeVar("A", bound=Assertion)
T = TypeVar("T")

SHAPES: dict[str, type[Any]] = {
    "held": Held,
    "held_by": Held,
    "treaty": Treaty,
    "treaties_called": Treaty,
    "memberships": Party,
    "parties": Party,
    "terms": Term,
    "acts": Act,
    "stances": Stance,
    "happenings": Happening,
}
"""The method of `Assertions` that finds a row → what it finds."""
AT_ONCE = 500
"""Keys asked for in one query."""
_FIELDS = {shape: tuple(field.name for field in fields(shape)) for shape in (*SHAPES.values(), Source)}
_ACTORS = ("subject", "of", "holder", "speaks_for", "party", "by", "to", "toward", "about")
_NAMING = {shape: tuple(name for name in _ACTORS if name in _FIELDS[shape]) for shape in SHAPES.values()}


def said_in(about: Mapping[str, Any], uri: str, text: str, picture: Picture, actor: Callable[[str], str]) -> list[Assertion]:
    """What a report asserts in its present picture beside its events; `actor` gives who an actor is after merges."""
    lists = {name: [held.item for held in picture.held[name] if held.standing != "rejected"] for name in CORRECTED}
    # Only what asserts something, and who is named there, is made into shapes: that takes longer than all else here.
    lists["statements"] = [
        each for each in lists["statements"] if each.get("position") and each.get("speaker") and each.get("about")
    ]
    meant = {each["about"] for each in lists["statements"]}
    lists["events"] = [each for each in lists["events"] if each["id"] in meant]
    named = {each["speaker"] for each in lists["statements"]} | {each["holder"] for each in lists["statuses"]}
    named.update(*(each["parties"] for each in lists["agreements"]))
    lists["actors"] = [each for each in lists["actors"] if each["id"] in named]
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "document": {**about, "uri": uri, "text": text, "blocks": []},
        **lists,
    }
    return [_after_merges(each, actor) for each in gathered([record_of(data)]).all if not isinstance(each, Happening)]


def _after_merges(each: Assertion, actor: Callable[[str], str]) -> Assertion:
    changed: dict[str, Any] = {}
    for name in _NAMING[type(each)]:
        value = getattr(each, name)
        now = tuple(map(actor, value)) if isinstance(value, tuple) else actor(value) if value else value
        if now != value:
            changed[name] = now
    return replace(each, **changed) if changed else each


def rows_of(assertions: Iterable[Assertion], *, document: int | None = None, imported: int | None = None) -> list[Row]:
    """The rows of what a document or an import asserts."""
    found = []
    for each in assertions:
        body = packed(_plain(each))
        word, since, said = _told(each) if isinstance(each, Held) else (None, None, None)
        for kind, key in keys(each):
            found.append(
                {
                    "document": document,
                    "imported": imported,
                    "kind": kind,
                    "key": key,
                    "body": body,
                    "word": word,
                    "since": since,
                    "said": said,
                }
            )
    return found


def _told(each: Held) -> tuple[str, str | None, str | None]:
    """What is said, by whom, as a hash; the first day it is said to hold; and the first day it can have been said."""
    what = (each.holder, each.speaks_for, each.dimension, each.status, each.of, each.polarity, each.start, each.end)
    word = hashlib.blake2b(packed((*what, each.source.kind)).encode(), digest_size=9).hexdigest()
    return word, bounds(each.start or each.said)[0], bounds(each.said or each.start)[0]


def _plain(each: Assertion) -> dict[str, Any]:
    values = {name: value for name in _FIELDS[type(each)] if (value := getattr(each, name)) is not None}
    return {**values, "source": {name: getattr(each.source, name) for name in _FIELDS[Source]}}


def keep_import(connection: Connection, assertions: Gathered, *, holder: str, name: str, raw: str | None, kept: str) -> bool:
    """Keeps what a file asserts, in the place of what `holder` asserted by an earlier file; False where it is kept already."""
    table = tables.imports
    rows = rows_of(assertions.all)
    id = content_id("import", holder, [(row["kind"], row["key"], row["body"]) for row in rows])
    standing = connection.execute(
        select(table.c.number, table.c.id).where(table.c.holder == holder, table.c.superseded_by.is_(None))
    ).all()
    if any(each.id == id for each in standing):
        return False
    connection.execute(delete(table).where(table.c.id == id))  # an earlier file, imported once more
    for each in standing:
        connection.execute(delete(tables.assertions).where(tables.assertions.c.imported == each.number))
        connection.execute(update(table).where(table.c.number == each.number).values(superseded_by=id))
    row = {"id": id, "holder": holder, "name": name, "raw": raw, "kept": kept, "count": len(assertions.all)}
    added = connection.execute(insert(table), row).inserted_primary_key
    assert added is not None
    insert_all(connection, tables.assertions, [{**each, "imported": added[0]} for each in rows])
    return True


class Asserted:
    """The assertions of a store: all that its reports and imports say, in one state of the store, found by index."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._found: dict[tuple[str, str], list[Any]] = {}
        self._last: dict[tuple[str, str | None], list[Held]] = {}
        self._names: dict[str, str | None] = {}

    def held(self, subject: str) -> Iterable[Held]:
        """What is said of a polity's status."""
        return self._all("held", subject)

    def held_last(self, subject: str, until: str | None = None) -> Iterable[Held]:
        """The same, of what a holder said again and again in the same words only what it said last, until a day."""
        if (subject, until) not in self._last:  # asked again for each of several views
            self._last[subject, until] = self._said_last(subject, until)
        return self._last[subject, until]

    def _said_last(self, subject: str, until: str | None) -> list[Held]:
        table = tables.assertions
        again = func.coalesce(table.c.word, cast(table.c.number, Text))  # an import of an earlier day has none
        place = func.row_number().over(partition_by=again, order_by=(table.c.said.desc(), table.c.number.desc())).label("place")
        told = select(table.c.number, place).where(table.c.kind == "held", table.c.key == subject)
        if until is not None:
            told = told.where(or_(table.c.since.is_(None), table.c.since <= until))
        last = told.subquery()
        wanted = select(table.c.body).join(last, last.c.number == table.c.number).where(last.c.place == 1).order_by(table.c.number)
        return [_read(Held, body) for body in self._connection.execute(wanted).scalars()]

    def held_by(self, actor: str) -> Iterable[Held]:
        """What an actor, and who speaks for it, says of any polity's status; recognitions included."""
        return self._all("held_by", actor)

    def treaty(self, agreement: str) -> Treaty | None:
        """An agreement."""
        found: list[Treaty] = self._all("treaty", agreement)
        return next(iter(found), None)

    def treaties(self) -> Iterable[Treaty]:
        """All agreements."""
        table = tables.assertions
        wanted = select(table.c.body).where(table.c.kind == "treaty").order_by(table.c.number)
        return [_read(Treaty, body) for body in self._connection.execute(wanted).scalars()]

    def treaties_called(self, name: str) -> Iterable[Treaty]:
        """The agreements whose name holds these words."""
        table = tables.assertions
        named = table.c.key.contains(name.lower(), autoescape=True)
        wanted = select(table.c.body).where(table.c.kind == "treaties_called", named).order_by(table.c.number)
        return [_read(Treaty, body) for body in self._connection.execute(wanted).scalars()]

    def memberships(self, party: str) -> Iterable[Party]:
        """The times a polity was party to agreements."""
        return self._all("memberships", party)

    def expect(self, agreements: Collection[str], parts: Collection[Part] = PARTS) -> None:
        """Fetches at once all that is asked of agreements one by one."""
        table = tables.assertions
        wanted = sorted(set(agreements))
        for kind in parts:
            keys = [each for each in wanted if (kind, each) not in self._found]
            self._found |= {(kind, key): [] for key in keys}
            for start in range(0, len(keys), AT_ONCE):
                some = table.c.key.in_(keys[start : start + AT_ONCE])
                query = select(table.c.key, table.c.body).where(table.c.kind == kind, some).order_by(table.c.number)
                for key, body in self._connection.execute(query):
                    self._found[kind, key].append(_read(SHAPES[kind], body))

    def parties(self, agreement: str) -> Iterable[Party]:
        """The times of all parties to an agreement."""
        return self._all("parties", agreement)

    def terms(self, agreement: str) -> Iterable[Term]:
        """The provisions of an agreement."""
        return self._all("terms", agreement)

    def acts(self, agreement: str) -> Iterable[Act]:
        """The steps of an agreement's life."""
        return self._all("acts", agreement)

    def stances(self, about: str) -> Iterable[Stance]:
        """The positions taken on an actor or an agreement."""
        return self._all("stances", about)

    def happenings(self, actor: str) -> Iterable[Happening]:
        """The events an actor took part in."""
        events, documents, part = tables.events, tables.documents, tables.participants
        theirs = select(part.c.document, part.c.item).where(part.c.actor == actor, part.c.list == "events")
        words = func.substr(documents.c.text, events.c.start + 1, events.c.end - events.c.start)
        wanted = (
            select(*(events.c[name] for name in _HAPPENING), *(documents.c[name] for name in _PLACE), words.label("words"))
            .join(documents, documents.c.number == events.c.document)
            .where(tuple_(events.c.document, events.c.id).in_(theirs), events.c.same_as.is_(None))
            .order_by(events.c.document, events.c.ordinal)
        )
        return [*self._all("happenings", actor), *map(_happening, self._connection.execute(wanted))]

    def name(self, id: str) -> str | None:
        """The name of an actor that the registry does not know."""
        if id not in self._names:
            self._names[id] = self._connection.execute(select(tables.actors.c.name).where(tables.actors.c.id == id)).scalar()
        return self._names[id]

    def _all(self, kind: str, key: str) -> list[Any]:
        if (kind, key) not in self._found:
            table, shape = tables.assertions, SHAPES[kind]
            wanted = select(table.c.body).where(table.c.kind == kind, table.c.key == key).order_by(table.c.number)
            self._found[kind, key] = [_read(shape, body) for body in self._connection.execute(wanted).scalars()]
        return self._found[kind, key]


_HAPPENING = ("type", "sources", "targets", "date", "modality", "holder", "start", "end", "rule")
_PLACE = ("id", "uri", "published", "credits")


def _happening(row: Any) -> Happening:
    sources, targets = (tuple(each.split(BAR)) if each else () for each in (row.sources, row.targets))
    outlets = ", ".join(row.credits.split(BAR)) if row.credits else None
    source = Source("report", row.uri, row.words, row.published, row.id, (row.start, row.end), row.rule, outlets)
    actors = tuple(dict.fromkeys((*sources, *targets)))
    return Happening(row.type, actors, sources, targets, row.date, row.modality, row.holder, source)


def _read(shape: type[A], body: str) -> A:
    values = loaded(body)
    return _shaped(shape, {**values, "source": _shaped(Source, values["source"])})


def _shaped(shape: type[T], values: Mapping[str, Any]) -> T:
    """Plain values as a shape; what is not there is None."""
    found = [values.get(name) for name in _FIELDS[shape]]
    return shape(*(tuple(value) if type(value) is list else value for value in found))

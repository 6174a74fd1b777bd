"""What humans said of items: one row each, only ever added. An undo is a correction too.

A correction is a pure value; its id is a hash of all it says, so that the same one made or imported twice is one. What holds
is decided from the set of them alone, in the order of their times: in which order they came into the store does not matter.
"""

from __future__ import annotations

import builtins
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal, NamedTuple, get_args

from sqlalchemy import Connection, Select, and_, or_, select

from dragoman.store import tables
from dragoman.store.anchors import Anchor
from dragoman.store.database import Row, found
from dragoman.store.packing import loaded, packed

Kind = Literal["accept", "reject", "edit", "add", "merge", "split", "undo"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One thing a human said of an item, when and why.

    `body`: what an edit sets, the item an add adds, the other side of a merge or split. `before`: the item as the human saw
    it. `anchors`: the words of all spans, and the actors it speaks of. `raw`, `uri`: of the report, whatever text is taken
    out of it. A merge of actors holds in all reports and has no `document`.
    """

    kind: Kind
    list: str
    document: str | None
    item: str | None
    body: Mapping[str, Any] = field(default_factory=dict)
    before: Mapping[str, Any] | None = None
    anchors: Mapping[str, Any] = field(default_factory=dict)
    raw: str | None = None
    uri: str | None = None
    user: str
    time: str
    reason: str
    undoes: str | None = None
    id: str = ""

    @property
    def spans(self) -> builtins.list[Anchor]:
        """The anchors of the spans of `before` and `body`."""
        return [Anchor(*each) for each in self.anchors.get("spans", ())]

    @property
    def cast(self) -> Mapping[str, Mapping[str, Any]]:
        """The actors that the item speaks of, by id, as they were in the report."""
        known: Mapping[str, Mapping[str, Any]] = self.anchors.get("cast", {})
        return known

    @property
    def elsewhere(self) -> Mapping[str, Any] | None:
        """The event of another report that it speaks of as well."""
        other = self.body.get("with") if self.list == "events" else None
        return other if isinstance(other, Mapping) and other["document"] != self.document else None


SAID = tuple(each.name for each in fields(Correction) if each.name != "id")
_PLAIN = ("body", "before", "anchors")


def with_id(correction: Correction) -> Correction:
    """The correction under its id."""
    values = {name: getattr(correction, name) for name in SAID}
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return replace(correction, id=f"c:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}")


def row_of(correction: Correction) -> Row:
    """The row of a correction."""
    values = {name: getattr(correction, name) for name in ("id", *SAID)}
    packs = {name: None if values[name] is None else packed(values[name]) for name in _PLAIN}
    return {**values, **packs, "forgotten": False}


def of_row(row: Any) -> Correction:
    """The correction of a row."""
    values = {name: getattr(row, name) for name in ("id", *SAID)}
    return Correction(**{**values, **{name: None if values[name] is None else loaded(values[name]) for name in _PLAIN}})


def holding(corrections: Iterable[Correction]) -> list[Correction]:
    """Those that hold, by time: undone ones are left out, and so are the undos themselves."""
    known = {each.id: each for each in corrections}
    undos: dict[str, list[str]] = {}
    for each in known.values():
        if each.undoes is not None:
            undos.setdefault(each.undoes, []).append(each.id)

    def holds(id: str) -> bool:
        return not any(holds(undo) for undo in undos.get(id, ()))

    return sorted((each for each in known.values() if each.kind != "undo" and holds(each.id)), key=in_order)


def in_order(correction: Correction) -> tuple[str, str]:
    """The order of corrections: by time; of one moment, by id."""
    return correction.time, correction.id


_ANY = select(tables.corrections.c.id).limit(1)


def are_there(connection: Connection) -> bool:
    """Whether anybody corrected anything: an ingest asks so for every report, hence without the cost of a built query."""
    return bool(found(connection, _ANY, {}))


def of_document(connection: Connection, document: str) -> list[Correction]:
    """All corrections made on a report, also those made on another text that was taken out of the same bytes."""
    if not are_there(connection):
        return []
    table, documents = tables.corrections, tables.documents
    row = connection.execute(select(documents.c.raw, documents.c.uri).where(documents.c.id == document)).one_or_none()
    wanted = table.c.document == document
    if row is not None and row.raw is not None:
        wanted = or_(wanted, and_(table.c.raw == row.raw, table.c.uri == row.uri, table.c.document.is_not(None)))
    return _all(connection, select(table).where(wanted))


def of_all(connection: Connection) -> list[Correction]:
    """All corrections that hold in every report: merges of actors, and their undos."""
    return _all(connection, select(tables.corrections).where(tables.corrections.c.document.is_(None)))


def everything(connection: Connection, **asked: str | None) -> list[Correction]:
    """The corrections that have these values, by time."""
    table = tables.corrections
    wanted = select(table).where(*(table.c[name] == value for name, value in asked.items() if value is not None))
    return sorted(_all(connection, wanted), key=in_order)


def _all(connection: Connection, wanted: Select[Any]) -> list[Correction]:
    return [of_row(row) for row in connection.execute(wanted)]


class Conflicting(NamedTuple):
    """A correction that conflicts with the reading of a report that stands now, and how."""

    document: str
    problem: str
    correction: Correction


def conflicting(connection: Connection, document: str | None = None) -> list[Conflicting]:
    """The conflicts there are, in one report or in all."""
    table, corrections, documents = tables.conflicts, tables.corrections, tables.documents
    wanted = (
        select(corrections, table.c.problem, documents.c.id.label("where"))
        .join(table, table.c.correction == corrections.c.id)
        .join(documents, documents.c.number == table.c.document)
        .order_by(table.c.document, corrections.c.time, corrections.c.id)
    )
    if document is not None:
        wanted = wanted.where(documents.c.id == document)
    return [Conflicting(row.where, row.problem, of_row(row)) for row in connection.execute(wanted)]

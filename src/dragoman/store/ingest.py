"""One document, one transaction: a record is kept whole or not at all, and keeping it again changes nothing."""

from __future__ import annotations

import datetime
import hashlib
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, NamedTuple
from urllib.parse import urlsplit

from sqlalchemy import Connection, Select, Table, bindparam, delete, select, update

from dragoman.bounds import bounds
from dragoman.errors import StoreRefused
from dragoman.record import Record, content_id
from dragoman.store import tables
from dragoman.store.asserted import rows_of, said_in
from dragoman.store.copies import body, shingles
from dragoman.store.corrections import are_there
from dragoman.store.database import Database, Row, found, insert_all, insert_new, insert_one, take_turns
from dragoman.store.packing import loaded, packed
from dragoman.store.parting import part
from dragoman.store.picture import Item, Picture
from dragoman.store.replay import picture_of
from dragoman.store.rows import Projection, joined
from dragoman.store.sketches import sketch
from dragoman.store.sources import release

LISTS = ("actors", "places", "times", "events", "statements", "agreements", "statuses")
Change = Literal["new", "newer", "unchanged", "older"]


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a record: `new` document, `newer` reading of a known one, `unchanged`, or kept as an `older` reading."""

    document: str
    change: Change


def keep(database: Database, record: Record | Mapping[str, Any], raw: bytes | None = None) -> Kept:
    """Keeps a record with the bytes it was read from."""
    data = record.to_dict() if isinstance(record, Record) else record
    document, text = data["document"], data["document"]["text"]
    if "\0" in text:
        raise StoreRefused(
            document["uri"], "the text holds a NUL character, which no database keeps", "take it out and read it again"
        )
    if _torn(text) or _torn(document["uri"]):
        raise StoreRefused(
            ascii(document["uri"]), "its name or text holds half a character (a surrogate)", "rename the file, or read it as UTF-8"
        )
    lists = {name: data[name] for name in LISTS}
    about = {name: value for name, value in document.items() if name not in ("text", "uri")}
    run = {**data["run"], "wall_time": None}
    body = packed({"document": about, **lists, "run": run}).encode("utf-8", "surrogatepass")
    reading = reading_id(body)
    with database.writing() as connection:
        take_turns(connection, document["id"])
        known = _known(connection, document, text)
        if known is not None and known.reading == reading and known.superseded_by is None:
            _located(connection, known.number, document)
            return Kept(document["id"], "unchanged")
        digest = keep_raw(connection, raw)
        number = known.number if known else _add_document(connection, document, about, reading, digest)
        if known is None:
            _remember(connection, document["id"])
        _located(connection, number, document)
        _keep_reading(connection, number, reading, run, body)
        rivals = _rivals(connection, number, digest, document["uri"])
        if _program(connection, known, rivals) > _version(run["program"]):
            if known is None:
                _update(connection, number, superseded_by=rivals[0].id)
            return Kept(document["id"], "older")
        for rival in rivals:
            clear(connection, rival.number)
            release(connection, rival.number)
            _update(connection, rival.number, superseded_by=document["id"])
        if known is not None:
            _update(connection, number, reading=reading, superseded_by=None, joined=False, **described(about))
        uri = known.uri if known else document["uri"]
        project(connection, Present(number, document["id"], uri, text, about, lists), fresh=known is None)
    return Kept(document["id"], "newer" if known else "new")


def _remember(connection: Connection, document: str) -> None:
    """Corrections on a report that comes, or comes back, are forgotten no more."""
    table = tables.corrections
    if are_there(connection):
        connection.execute(update(table).where(table.c.document == document, table.c.forgotten).values(forgotten=False))


def reading_id(body: bytes) -> str:
    """The content hash of a reading: the same words read the same way are the same reading, wherever they were found."""
    return f"r:{hashlib.sha256(body).hexdigest()[:32]}"


@dataclass(frozen=True, slots=True)
class Present:
    """A document as its present reading has it: what its picture is made of."""

    number: int
    id: str
    uri: str
    text: str
    about: Mapping[str, Any]
    lists: Mapping[str, Any]


def project(connection: Connection, present: Present, *, fresh: bool = False) -> None:
    """Makes the present picture of a document anew from its reading and all corrections."""
    if not fresh:
        clear(connection, present.number)
    picture = picture_of(connection, present.id, present.text, present.lists)
    _meet(connection, picture)
    rows, said = pictured(connection, present, picture)
    for table, made in rows.items():
        insert_all(connection, table, made)
    insert_all(connection, tables.assertions, said)
    marks = sketch(shingles(body(present.text, present.about["blocks"])))
    insert_all(connection, tables.sketches, [{"document": present.number, "marks": marks}])


def pictured(connection: Connection, present: Present, picture: Picture) -> tuple[dict[Table, list[Row]], list[Row]]:
    """The rows of the lists that a picture makes, and those of what it asserts."""
    projection = Projection(present.number, present.text, present.lists, picture, merged(connection, picture))
    said = said_in(present.about, present.uri, present.text, picture, projection.actor)
    return projection.rows(), rows_of(said, document=present.number)


def present(row: Any) -> Present:
    """The document of a row of `documents`, joined with the record of its reading."""
    data = unpacked(row.record)
    return Present(row.number, row.id, row.uri, row.text, data["document"], {name: data[name] for name in LISTS})


def picture_now(connection: Connection, number: int) -> Picture:
    """The present picture of a document; an empty one where its reading is lost."""
    documents = tables.documents
    row = connection.execute(_READ.where(documents.c.number == number)).one()
    lists = present(row).lists if row.record is not None else dict.fromkeys(LISTS, ())
    return picture_of(connection, row.id, row.text, lists)


def presents() -> Select[Any]:
    """The documents that stand, each with the record of its reading: rows for `present`."""
    return _READ.where(tables.documents.c.superseded_by.is_(None))


def clear(connection: Connection, number: int) -> None:
    """Takes the picture of a document away; its readings stay."""
    part(connection, number)
    for table in (*tables.PICTURE, tables.conflicts, tables.sketches):
        connection.execute(delete(table).where(table.c.document == number))


def unpacked(record: bytes) -> dict[str, Any]:
    """The record of a reading, as it was kept; without the text, which the document holds."""
    data: dict[str, Any] = loaded(zlib.decompress(record))
    return data


_READ = select(tables.documents, tables.readings.c.record).outerjoin(
    tables.readings, tables.readings.c.id == tables.documents.c.reading
)
# Questions that are asked for every report are built once: building them anew took a tenth of an ingest.
_KNOWN = select(
    tables.documents.c.number,
    tables.documents.c.uri,
    tables.documents.c.hash,
    tables.documents.c.reading,
    tables.documents.c.superseded_by,
).where(tables.documents.c.id == bindparam("document"))
_RAW = select(tables.raws.c.size).where(tables.raws.c.hash == bindparam("digest"))
_RIVALS = select(tables.documents.c.number, tables.documents.c.id, tables.documents.c.reading).where(
    tables.documents.c.raw == bindparam("digest"),
    tables.documents.c.uri == bindparam("place"),
    tables.documents.c.number != bindparam("document"),
    tables.documents.c.superseded_by.is_(None),
)
_MERGED = select(tables.actors.c.id, tables.actors.c.actor).where(tables.actors.c.actor != tables.actors.c.id)


class _Known(NamedTuple):
    """A document that the store has already."""

    number: int
    uri: str
    hash: str
    reading: str | None
    superseded_by: str | None


class _Rival(NamedTuple):
    """A document with other text that was taken out of the same bytes at the same place."""

    number: int
    id: str
    reading: str | None


def _known(connection: Connection, document: Mapping[str, Any], text: str) -> _Known | None:
    for row in found(connection, _KNOWN, {"document": document["id"]}):
        known = _Known._make(row)
        if known.hash != _digest(text.encode("utf-8", "surrogatepass")):
            raise StoreRefused(
                document["uri"], f"another text has the same id, {document['id']}", "report this: it is one chance in billions"
            )
        return known
    return None


def _add_document(
    connection: Connection, document: Mapping[str, Any], about: Mapping[str, Any], reading: str, raw: str | None
) -> int:
    text = document["text"]
    row: Row = {
        "id": about["id"],
        "hash": _digest(text.encode("utf-8", "surrogatepass")),
        "raw": raw,
        "uri": document["uri"],
        "language": about.get("language"),
        "source": about["id"],
        "joined": False,
        "kept": now(),
        "text": text,
        "reading": reading,
        **described(about),
    }
    return insert_one(connection, tables.documents, row)


def described(about: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a document that a newer reading may know better."""
    first, last = bounds(about.get("published"))
    return {
        "title": about.get("title"),
        "published": about.get("published"),
        "first": first,
        "last": last,
        "published_from": about.get("published_from"),
        "credits": joined(about.get("credits") or ()),
        "poster": (about.get("poster") or {}).get("name"),
        "item": packed(about),
    }


def _located(connection: Connection, number: int, document: Mapping[str, Any]) -> None:
    """Notes where the text was found and who published it there."""
    insert_new(connection, tables.locations, [{"document": number, "uri": document["uri"]}])
    named = {*(document.get("credits") or ()), urlsplit(document["uri"]).hostname or ""} - {""}
    insert_new(connection, tables.publications, [{"document": number, "name": name} for name in sorted(named)])


def keep_raw(connection: Connection, raw: bytes | None) -> str | None:
    """Keeps bytes, compressed, under their hash."""
    if raw is None:
        return None
    digest = _digest(raw)
    if not found(connection, _RAW, {"digest": digest}):
        insert_new(connection, tables.raws, [{"hash": digest, "size": len(raw), "bytes": zlib.compress(raw, 6)}])
    return digest


def _keep_reading(connection: Connection, number: int, reading: str, run: Mapping[str, Any], body: bytes) -> None:
    versions = {name: run[name] for name in ("program", "model", "ontology", "registry")}
    settings = packed(run["settings"])
    id = _run(*versions.values(), settings)
    insert_new(connection, tables.runs, [{"id": id, **versions, "settings": settings}])
    row = {"id": reading, "document": number, "run": id, "kept": now(), "record": zlib.compress(body, 1)}
    insert_new(connection, tables.readings, [row])


@lru_cache(maxsize=64)
def _run(program: str, model: str, ontology: str, registry: str, settings: str) -> str:
    versions = {"program": program, "model": model, "ontology": ontology, "registry": registry}
    return content_id("run", versions, settings)


def _update(connection: Connection, number: int, **values: Any) -> None:
    connection.execute(update(tables.documents).where(tables.documents.c.number == number).values(**values))


def _rivals(connection: Connection, number: int, raw: str | None, uri: str) -> list[_Rival]:
    """What another version of dragoman took out of the same bytes at the same place."""
    if raw is None:
        return []
    return list(map(_Rival._make, found(connection, _RIVALS, {"digest": raw, "place": uri, "document": number})))


def _program(connection: Connection, known: _Known | None, rivals: list[_Rival]) -> tuple[int, ...]:
    """The newest program among the readings that stand for this document now."""
    standing = [each.reading for each in (known, *rivals) if each is not None and each.reading is not None]
    if not standing:
        return ()
    query = select(tables.runs.c.program).join(tables.readings, tables.readings.c.run == tables.runs.c.id)
    programs = connection.execute(query.where(tables.readings.c.id.in_(standing))).scalars()
    return max((_version(program) for program in programs), default=())


def _meet(connection: Connection, picture: Picture) -> None:
    meet(connection, [*(held.item for held in picture.held["actors"]), *picture.met])


def meet(connection: Connection, actors: Iterable[Item]) -> None:
    """Notes actors that are not known yet."""
    rows = [
        {
            "id": actor["id"],
            "name": actor["name"],
            "registry": actor.get("registry"),
            "code": actor.get("code"),
            "kind": actor["kind"],
            "country": actor.get("country"),
            "actor": actor["id"],
        }
        for actor in actors
    ]
    # In one order, lest two writers wait in a ring.
    insert_new(connection, tables.actors, sorted(rows, key=lambda row: str(row["id"])))


def merged(connection: Connection, picture: Picture) -> dict[str, str]:
    """Who the actors of a picture are, where a human said that they are somebody else."""
    ids = {held.item["id"] for held in picture.held["actors"]} | set(picture.split.values())
    return {id: actor for id, actor in found(connection, _MERGED, {}) if id in ids}


def _torn(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _version(program: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", program)[:3])


def now() -> str:
    """This moment in UTC, to the second."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")

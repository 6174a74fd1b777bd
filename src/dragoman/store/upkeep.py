"""Care of a store: what is in it, whether it is sound, a copy of it, and forgetting a document."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import subprocess
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, delete, func, select, text, update

from dragoman.errors import NotFound, StoreDamaged, StoreError, StoreFull
from dragoman.store import joining, tables
from dragoman.store.corrections import of_row, with_id
from dragoman.store.database import Database
from dragoman.store.ingest import clear, described, pictured, present, presents, project, reading_id
from dragoman.store.merging import merges
from dragoman.store.replay import picture_of
from dragoman.store.sources import release

COUNTED = (
    tables.documents,
    tables.readings,
    tables.runs,
    tables.actors,
    tables.events,
    tables.statements,
    tables.agreements,
    tables.provisions,
    tables.statuses,
    tables.places,
    tables.times,
    tables.assertions,
    tables.imports,
    tables.corrections,
    tables.conflicts,
    tables.joins,
)


def info(database: Database) -> dict[str, Any]:
    """Where the store is, how much is in it, and what made it."""
    documents, events = tables.documents, tables.events
    with database.reading() as connection:
        counts = {table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in COUNTED}
        living = documents.c.superseded_by.is_(None)
        actual = events.c.standing != "rejected"
        return {
            "record": database.name,
            "tables": tables.HEAD,
            **counts,
            "sources": connection.execute(select(func.count(documents.c.source.distinct())).where(living)).scalar_one(),
            "superseded documents": connection.execute(select(func.count()).where(~living)).scalar_one(),
            "distinct events": connection.execute(select(func.count(events.c.event.distinct())).where(actual)).scalar_one(),
            "programs": ", ".join(
                connection.execute(select(tables.runs.c.program).distinct().order_by(tables.runs.c.program)).scalars()
            ),
            "published": " to ".join(
                str(day) for day in connection.execute(select(func.min(documents.c.first), func.max(documents.c.last))).one() if day
            )
            or None,
        }


def forget(database: Database, document: str) -> int:
    """Takes a document, its readings and items out for good; corrections stay, marked. Returns how many corrections."""
    table = tables.documents
    with database.writing() as connection:
        if database.dialect == "sqlite":
            connection.execute(text("PRAGMA secure_delete = ON"))
        found = connection.execute(select(table.c.number, table.c.raw).where(table.c.id == document)).one_or_none()
        if found is None:
            raise NotFound(f"no report {document} in the record; `dragoman record documents` lists them")
        clear(connection, found.number)
        release(connection, found.number)
        connection.execute(delete(table).where(table.c.number == found.number))
        if found.raw and not _wanted(connection, found.raw):
            connection.execute(delete(tables.raws).where(tables.raws.c.hash == found.raw))
        back = list(connection.execute(select(table.c.number).where(table.c.superseded_by == document)).scalars())
        connection.execute(update(table).where(table.c.superseded_by == document).values(superseded_by=None))
        for number in back:
            make_anew(connection, number)
        marked = connection.execute(
            update(tables.corrections).where(tables.corrections.c.document == document).values(forgotten=True)
        )
        return marked.rowcount


def _wanted(connection: Connection, raw: str) -> bool:
    """Whether a document or an import was read from these bytes."""
    return any(
        connection.execute(select(table.c.number).where(table.c.raw == raw).limit(1)).first() is not None
        for table in (tables.documents, tables.imports)
    )


def rebuild(database: Database) -> int:
    """Makes the lists of every document anew, one transaction each; says of how many."""
    count = 0
    with database.reading() as connection:
        numbers = connection.execute(select(tables.documents.c.number).where(tables.documents.c.superseded_by.is_(None))).scalars()
        found = list(numbers)
    for number in found:
        with database.writing() as connection:
            count += make_anew(connection, number)
    joining.join_anew(database)
    return count


def make_anew(connection: Connection, number: int) -> int:
    """Makes the lists of one document anew from its reading and corrections; 0 where its reading is lost."""
    row = connection.execute(presents().where(tables.documents.c.number == number)).one_or_none()
    if row is None or row.record is None:
        return 0
    project(connection, present(row))
    return 1


def check(database: Database) -> Iterator[str]:
    """What is wrong in the store, a line each; nothing where all is as it was put in."""
    try:
        yield from _check(database)
    except StoreDamaged as error:
        yield f"no more can be read: {error.problem}"


def _check(database: Database) -> Iterator[str]:
    with database.reading() as connection:
        if database.dialect == "sqlite":
            for (line,) in connection.execute(text("PRAGMA integrity_check")):
                if line != "ok":
                    yield f"the file is damaged: {line}"
            for row in connection.execute(text("PRAGMA foreign_key_check")):
                yield f"a row of {row[0]} is of no document"
        yield from _check_raws(connection)
        yield from _check_readings(connection)
        yield from _check_corrections(connection)
        yield from _check_pictures(database, connection)
        yield from joining.check(connection)


def _check_raws(connection: Connection) -> Iterator[str]:
    kept = set()
    for row in connection.execution_options(yield_per=100).execute(select(tables.raws)):
        kept.add(row.hash)
        try:
            data = zlib.decompress(row.bytes)
        except zlib.error:
            data = b""
        if hashlib.sha256(data).hexdigest() != row.hash:
            yield f"the bytes {row.hash[:12]} are not those that were kept"
    for row in connection.execute(select(tables.documents.c.id, tables.documents.c.raw)):
        if row.raw is not None and row.raw not in kept:
            yield f"{row.id}: the bytes it was read from are not there"


def _check_readings(connection: Connection) -> Iterator[str]:
    documents, readings = tables.documents, tables.readings
    query = select(readings.c.id, readings.c.record, documents.c.id.label("document")).join(
        documents, readings.c.document == documents.c.number
    )
    for row in connection.execution_options(yield_per=100).execute(query):
        try:
            sound = reading_id(zlib.decompress(row.record)) == row.id
        except zlib.error:
            sound = False
        if not sound:
            yield f"{row.document}: the reading {row.id} is not what was read"


def _check_corrections(connection: Connection) -> Iterator[str]:
    for row in connection.execution_options(yield_per=100).execute(select(tables.corrections)):
        try:
            sound = with_id(of_row(row)).id == row.id
        except ValueError:
            sound = False
        if not sound:
            yield f"the correction {row.id} is not what was said"
    table = tables.actors
    same = merges(connection)
    for id, actor in connection.execute(select(table.c.id, table.c.actor)):
        if actor != same.get(id, id):
            yield f"{id} goes by {actor}, which is not what was said of it"


def _check_pictures(database: Database, connection: Connection) -> Iterator[str]:
    """Spans within their text, and rows that are the ones their reading and corrections make."""
    query = presents()
    with database.reading() as other:
        for row in connection.execution_options(yield_per=100).execute(query):
            if hashlib.sha256(row.text.encode("utf-8", "surrogatepass")).hexdigest() != row.hash:
                yield f"{row.id}: the text is not the one that was read"
            if row.record is None:
                yield f"{row.id}: there is no reading of it"
                continue
            yield from _check_picture(other, row)


def _compared(table: Table) -> tuple[list[str], Select[Any]]:
    """The columns of a list that follow from a reading and its corrections, and how to ask a report's for them."""
    left = ("number", *joining.SETTLED.get(table.name, ()))
    names = [column.name for column in table.columns if column.name not in left]
    return names, select(*(table.c[name] for name in names)).where(table.c.document == bindparam("of"))


_COMPARED = {table: _compared(table) for table in (*tables.PICTURE, tables.conflicts)}


def _check_picture(connection: Connection, row: Any) -> Iterator[str]:
    try:
        here = present(row)
    except (zlib.error, ValueError):
        return  # told with the readings
    picture = picture_of(connection, row.id, row.text, here.lists)
    wanted, said = pictured(connection, here, picture)
    table = tables.assertions
    columns = ("kind", "key", "body", "word", "since", "said")
    query = select(*(table.c[name] for name in columns)).where(table.c.document == row.number)
    if any(getattr(row, name) != value for name, value in described(here.about).items()):
        yield f"{row.id}: its title, date or credits are not those that were read"
    if Counter(map(tuple, connection.execute(query))) != Counter(tuple(each[name] for name in columns) for each in said):
        yield f"{row.id}: what it asserts is not what was read in it"
    outside: list[str] = []
    for table, made in wanted.items():
        names, query = _COMPARED[table]
        there = Counter(tuple(each) for each in connection.execute(query, {"of": row.number}))
        due = Counter(tuple(each[name] for name in names) for each in made)
        if missing := (due - there).total():
            yield f"{row.id}: {missing} rows of {table.name} are missing or changed"
        if strange := (there - due).total():
            yield f"{row.id}: {strange} rows of {table.name} stand on no reading"
        if {"id", "start"} <= set(names):
            id, start, end = map(names.index, ("id", "start", "end"))
            outside += [
                f"{row.id}: {each[id]} stands on characters {each[start]} to {each[end]}, which the text does not have"
                for each in there
                if each[start] is not None and not 0 <= each[start] < each[end] <= len(row.text)
            ]
    yield from outside


def backup(database: Database, target: Path) -> None:
    """Copies the store, as it is at one moment, to `target`; readers and writers go on meanwhile."""
    if target.exists():
        raise StoreError(str(target), "there is a file already", "name another one: a backup overwrites nothing")
    partial = target.with_name(f"{target.name}.partial")
    partial.unlink(missing_ok=True)
    try:
        if database.dialect == "sqlite":
            _copy(database, partial)
        else:
            _dump(database, partial)
        partial.replace(target)
    except StoreFull as error:  # reading the record takes no room
        raise StoreFull(str(target), error.problem, "make room, or name another file") from error
    except OSError as error:
        raise StoreError(str(target), f"the backup cannot be written ({error.strerror})", "name another file") from error
    finally:
        partial.unlink(missing_ok=True)


def _copy(database: Database, target: Path) -> None:
    with database.reading() as connection:
        source = connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        copy = sqlite3.connect(target)
        try:
            source.backup(copy)
            if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise StoreDamaged(str(target), "the copy is not sound", "run `dragoman record check`")
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
        finally:
            copy.close()


def _dump(database: Database, target: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise StoreError(database.name, "a backup of PostgreSQL needs pg_dump, which is not installed", "install postgresql-client")
    url = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
    done = subprocess.run([program, "--format=custom", f"--file={target}", url], capture_output=True, text=True, check=False)
    if done.returncode:
        raise StoreError(database.name, f"pg_dump failed ({' '.join(done.stderr.split())})", "see its message")

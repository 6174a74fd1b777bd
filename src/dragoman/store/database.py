"""The database under a store: SQLite or PostgreSQL, its transactions, and its errors in plain words.

SQLite runs in WAL mode: readers see the last finished transaction and never wait for the writer. The writer begins with
BEGIN IMMEDIATE, so that two writers take turns in place of failing half way.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import cache
from operator import itemgetter
from pathlib import Path
from threading import Thread
from typing import Any

from sqlalchemy import Connection, Engine, Select, Table, bindparam, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DataError, DBAPIError, OperationalError
from sqlalchemy.pool import QueuePool

from dragoman.errors import (
    MissingExtra,
    NoStore,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreGone,
    StoreReadOnly,
    StoreRefused,
)

Row = dict[str, Any]

LOG = 64_000
"""Pages of the log of a SQLite file (256 MB) after which a writer itself brings them into the file, where nobody else has."""
TIDY = 100
"""Transactions after which another thread does so, so that the writer does not wait for the disk."""
PATIENCE = 30.0
"""Seconds a writer waits for another one."""


class Database:
    """An engine with two kinds of transaction: `reading` and `writing`. Errors come out as StoreError."""

    def __init__(self, url: str | Path, *, create: bool = False) -> None:
        self.url = _url(url)
        self.dialect = self.url.get_backend_name()
        self.name = self.url.database or "" if self.dialect == "sqlite" else self.url.render_as_string(hide_password=True)
        self.writable = True
        self._written = 0
        self._tidying: Thread | None = None
        if self.dialect == "sqlite":
            self.engine = self._sqlite(create=create)
        elif self.dialect == "postgresql":
            self.engine = self._postgresql()
        else:
            raise StoreError(self.name, f"{self.dialect} is no store dragoman knows", "give a file, sqlite:///… or postgresql://…")
        # PostgreSQL would show what others finish meanwhile; SQLite never does.
        self._reader = self.engine.execution_options(isolation_level="REPEATABLE READ") if self.dialect != "sqlite" else self.engine

    def _sqlite(self, *, create: bool) -> Engine:
        path = Path(self.url.database or "")
        if path.is_dir():
            raise NoStore(self.name, "this is a directory", "name a file, such as dragoman.db")
        if not path.exists():
            if not create:
                raise NoStore(
                    self.name, "there is no record here", "keep reports with `dragoman read --keep`, or name another --record"
                )
            if not path.parent.is_dir():
                raise NoStore(self.name, f"there is no directory {path.parent}", "make it, or name another --record")
        # Writing needs the directory too, for the WAL; without both a file can only be read as one that nobody changes.
        self.writable = not path.exists() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
        flags = "" if self.writable else "mode=ro" if os.access(path.parent, os.W_OK) or _has_wal(path) else "mode=ro&immutable=1"
        place = f"file:{_escaped(path)}?{flags}"

        def connect() -> sqlite3.Connection:
            return sqlite3.connect(place, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False)

        self._connect = connect
        engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

        @event.listens_for(engine.pool, "connect")
        def _settings(connection: sqlite3.Connection, _: object) -> None:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = NORMAL")  # with WAL no kill can lose or halve a transaction
            connection.execute("PRAGMA cache_size = -65536")
            connection.execute(f"PRAGMA wal_autocheckpoint = {LOG}")
            if self.writable:
                into_wal(connection)

        return engine

    def _postgresql(self) -> Engine:
        try:
            import psycopg  # noqa: F401
        except ImportError:
            raise MissingExtra("dragoman[postgresql]", "a record on PostgreSQL") from None
        return create_engine(
            self.url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, connect_args={"connect_timeout": 10}
        )

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the store and changes nothing."""
        with self._plainly(), self._reader.connect() as connection, connection.begin():
            if self.dialect == "sqlite":
                connection.exec_driver_sql("BEGIN")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is kept whole, or not at all where the block raises."""
        if not self.writable:
            raise self._read_only()
        with self._plainly(), self.engine.connect() as connection, connection.begin():
            if self.dialect == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
        if self.dialect == "sqlite":
            self._written += 1
            if self._written % TIDY == 0 and (self._tidying is None or not self._tidying.is_alive()):
                self._tidying = Thread(target=self._tidy, name="dragoman-checkpoint")
                self._tidying.start()

    def _tidy(self) -> None:
        """Brings what was written from the log into the file, beside readers and the writer."""
        try:
            with closing(self._connect()) as connection:
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        except sqlite3.Error:
            return  # nothing is lost by it: what is wrong with the file or the disk, the writer meets and tells

    def close(self) -> None:
        """Gives all connections back."""
        if self._tidying is not None:
            self._tidying.join()
        self.engine.dispose()

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise self._in_plain_words(error) from error
        except sqlite3.DatabaseError as error:
            raise self._in_plain_words(error) from error
        except (zlib.error, json.JSONDecodeError, UnicodeDecodeError) as error:
            raise self._damaged(str(error)) from error

    def _in_plain_words(self, error: DBAPIError | sqlite3.Error) -> Exception:
        cause = error.orig if isinstance(error, DBAPIError) else error
        message = " ".join(str(cause).split())
        if isinstance(cause, sqlite3.Error):
            return self._sqlite_words(cause, message)
        state = getattr(cause, "sqlstate", None) or ""
        if state.startswith("53"):
            return StoreFull(self.name, f"the server has no room ({message})", "make room on it and run again: nothing was lost")
        if state in ("25006", "42501"):
            return StoreReadOnly(self.name, message, "ask for the right to write, or name another --record")
        if state.startswith("22") or (isinstance(error, DataError) and not state):
            return StoreRefused(self.name, f"the database does not take a value ({message})", "take the value out")
        if state in ("40001", "40P01", "55P03"):
            return StoreBusy(self.name, f"another writer was faster ({message})", "run again: nothing was lost")
        lost = isinstance(error, DBAPIError) and error.connection_invalidated
        if lost or state.startswith(("08", "57P")) or (isinstance(error, OperationalError) and not state):
            return StoreGone(
                self.name,
                f"the server does not answer ({message})",
                "start it and run again: what was kept is kept, the rest is read again",
            )
        return StoreError(self.name, message, "see the message")

    def _sqlite_words(self, cause: sqlite3.Error, message: str) -> Exception:
        name = getattr(cause, "sqlite_errorname", "")
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return StoreBusy(
                self.name, f"another process has been writing for {PATIENCE:.0f} seconds", "wait until it ends and run again"
            )
        if name == "SQLITE_FULL" or "disk is full" in message:
            return StoreFull(self.name, "no room is left on the disk", "make room and run again: nothing that was kept is lost")
        if name.startswith("SQLITE_READONLY"):
            return self._read_only()
        if name.startswith("SQLITE_CANTOPEN"):
            return StoreReadOnly(self.name, "the file cannot be opened", "check that it and its directory may be read and written")
        if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            return self._damaged(message)
        if name.startswith("SQLITE_IOERR"):
            return StoreFull(
                self.name, f"the disk does not take or give what it should ({message})", "check the disk and run again"
            )
        return StoreError(self.name, message, "see the message")

    def _damaged(self, message: str) -> StoreDamaged:
        return StoreDamaged(self.name, f"this is no sound record ({message})", "restore a backup, or name another --record")

    def _read_only(self) -> StoreReadOnly:
        return StoreReadOnly(
            self.name,
            "the record may only be read",
            "give yourself the right to write the file and its directory, or name another --record",
        )


class Moment(Database):
    """A database as it is at one moment: all that is read of it is read in one transaction, and nothing can be written."""

    def __init__(self, database: Database, connection: Connection) -> None:
        self.__dict__.update(vars(database))
        self.writable = False
        self._connection = connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """The transaction of the moment."""
        yield self._connection

    def close(self) -> None:
        """The moment ends with its transaction."""


def insert_new(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Inserts rows that are not there yet; does nothing where they are: reading again changes nothing."""
    if rows:
        _insert(connection, table, rows, new=True)


def insert_all(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Inserts rows, all with the same columns. The statement is compiled once: half the time of an ingest went into that."""
    if rows:
        _insert(connection, table, rows, new=False)


def insert_one(connection: Connection, table: Table, row: Row) -> int:
    """Inserts a row; returns the number that the database gave it."""
    driver = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        statement, values = _compiled(table, tuple(row), connection.dialect.name, new=False)
        number = driver.execute(statement, values(row)).lastrowid
    else:
        number = (connection.execute(table.insert(), row).inserted_primary_key or (None,))[0]
    assert number is not None
    return number


def _insert(connection: Connection, table: Table, rows: Sequence[Row], *, new: bool) -> None:
    statement, values = _compiled(table, tuple(rows[0]), connection.dialect.name, new=new)
    driver = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        driver.executemany(statement, map(values, rows))  # what SQLAlchemy does around it takes as long again for few rows
    else:
        connection.exec_driver_sql(statement, list(map(values, rows)))


@cache
def _compiled(table: Table, columns: tuple[str, ...], dialect: str, *, new: bool) -> tuple[str, Callable[[Row], tuple[Any, ...]]]:
    """The statement that inserts these columns, and what gives the values of a row in its order."""
    module = postgresql if dialect == "postgresql" else sqlite
    statement = module.insert(table).values({column: bindparam(column) for column in columns})
    if new:
        statement = statement.on_conflict_do_nothing()
    compiled = statement.compile(dialect=module.dialect(paramstyle="format" if dialect == "postgresql" else "qmark"))
    names = compiled.positiontup or []
    return str(compiled), itemgetter(*names) if len(names) > 1 else lambda row: (row[names[0]],)


def found(connection: Connection, query: Select[Any], values: Mapping[str, Any]) -> Sequence[Any]:
    """The rows of a question that every report asks: on SQLite without what SQLAlchemy does around it, six times as long."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        return connection.execute(query, values).all()
    statement, names, fixed = _asked(query)
    given = {**fixed, **values}
    return driver.execute(statement, [given[name] for name in names]).fetchall()


@cache
def _asked(query: Select[Any]) -> tuple[str, Sequence[str], Mapping[str, Any]]:
    compiled = query.compile(dialect=sqlite.dialect(paramstyle="qmark"))
    return str(compiled), compiled.positiontup or (), compiled.params


def take_turns(connection: Connection, name: str) -> None:
    """Lets one writer of `name` at a time go on, until its transaction ends; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": name})


def alone(connection: Connection, *names: Table) -> None:
    """Lets nobody else write these tables until the transaction ends; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"LOCK TABLE {', '.join(table.name for table in names)} IN SHARE ROW EXCLUSIVE MODE"))


def _url(url: str | Path) -> URL:
    return make_url(url) if isinstance(url, str) and "://" in url else URL.create("sqlite", database=str(url))


def _escaped(path: Path) -> str:
    return str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def into_wal(connection: sqlite3.Connection) -> None:
    """Puts a file into WAL mode. SQLite itself waits for nobody who does so at the same moment, as two who make one record do."""
    latest = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() > latest:
                raise
        time.sleep(0.01)


def _has_wal(path: Path) -> bool:
    wal = Path(f"{path}-wal")
    return wal.exists() and wal.stat().st_size > 0

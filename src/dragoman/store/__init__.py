"""The store: records of many reports, kept for good in one database, with what humans said of them.

    Store.keep ──► raws, runs, readings ─┐
                                         ├─► picture ─► the lists that are asked
    Store.correct ───────► corrections ──┘

What is read and what is decided is only ever added; the lists are made from both and can be made anew.
"""

from __future__ import annotations

import builtins
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from dragoman.assertions import Gathered
from dragoman.errors import NotFound, StoreBusy, StoreGone
from dragoman.record import SCHEMA, Record
from dragoman.store import ingest, joining, tables, upkeep
from dragoman.store.asserted import Asserted, keep_import
from dragoman.store.coders import Compared, compared
from dragoman.store.columns import LISTS
from dragoman.store.correcting import HELD, Corrector, kept
from dragoman.store.corrections import Conflicting, Correction, Kind, conflicting, everything
from dragoman.store.database import Database, Moment, take_turns
from dragoman.store.ingest import Kept
from dragoman.store.merging import as_merged
from dragoman.store.naming import people
from dragoman.store.packing import loaded
from dragoman.store.picture import Standing
from dragoman.store.replay import picture_of
from dragoman.store.results import Counts, Rows
from dragoman.store.selection import Filter
from dragoman.store.shapes import record_of
from dragoman.store.upgrade import prepare

if TYPE_CHECKING:
    from typing import Unpack

    from dragoman.store.asked import Asked

DEFAULT = "dragoman.db"
"""The store where nothing is said: a SQLite file in the working folder."""
SELDOM = 500
"""Reports kept before they are joined with the others, where the store is not closed before."""

TOGETHER = 500
"""Corrections imported in one transaction."""

__all__ = [
    "DEFAULT",
    "Conflicting",
    "Correction",
    "Corrector",
    "Counts",
    "Document",
    "Documents",
    "Filter",
    "Kept",
    "Reading",
    "Rows",
    "Store",
]


class Reading(NamedTuple):
    """One reading of a document: its id, what made it, when it was kept, and whether it stands."""

    id: str
    program: str
    model: str
    kept: str
    stands: bool


class Store:
    """A database of records, open. Close it, or use it in a `with` block."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._kept = 0

    @classmethod
    def open(cls, url: str | Path = DEFAULT, *, create: bool = True) -> Store:
        """Opens a SQLite file, or a PostgreSQL database by its URL; makes the tables where there are none and `create` holds."""
        database = Database(url, create=create)
        try:
            prepare(database, create=create)
        except BaseException:
            database.close()
            raise
        return cls(database)

    def close(self) -> None:
        """Joins what was kept, and gives the connections back."""
        try:
            if self._kept:
                self.join()
        finally:
            self.database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if error is not None:
            self._kept = 0  # what is not joined now is joined after the next report
        self.close()

    def __repr__(self) -> str:
        return f"<Store {self.database.name}>"

    def keep(
        self,
        record: Record | Mapping[str, Any],
        raw: bytes | None = None,
        *,
        patience: float = 0.0,
        waiting: Callable[[StoreBusy | StoreGone], None] | None = None,
    ) -> Kept:
        """Keeps a record, and the bytes it was read from, in one transaction. Keeping it again changes nothing.

        It is joined with other reports later: now and then, when the store is closed, or by `join`.
        A server that went away, or a writer that does not end, is waited for `patience` seconds longer; `waiting` is told so, once.
        """
        until = time.monotonic() + patience
        while True:
            try:
                kept = ingest.keep(self.database, record, raw)
                self._kept += kept.change != "unchanged"
                if self._kept >= SELDOM:
                    self.join()
                return kept
            except (StoreBusy, StoreGone) as error:
                if time.monotonic() >= until:
                    raise
                if waiting is not None:
                    waiting(error)
                    waiting = None
                time.sleep(min(1.0, patience))

    @property
    def documents(self) -> Documents:
        """The reports: `documents(publication="AFP")` asks, `documents[id]` is one of them."""
        return Documents(self.database)

    def events(self, **asked: Unpack[Asked]) -> Rows:
        """Mentions of events, one a row; `event` is the same for mentions of the same event, and `joined()` gives one row for each."""
        return Rows(self.database, "events", Filter(**asked))

    def statements(self, **asked: Unpack[Asked]) -> Rows:
        """Who said what, in which words."""
        return Rows(self.database, "statements", Filter(**asked))

    def agreements(self, **asked: Unpack[Asked]) -> Rows:
        """Treaties, pacts and truces."""
        return Rows(self.database, "agreements", Filter(**asked))

    def provisions(self, **asked: Unpack[Asked]) -> Rows:
        """The terms of agreements: who owes what to whom."""
        return Rows(self.database, "provisions", Filter(**asked))

    def statuses(self, **asked: Unpack[Asked]) -> Rows:
        """What territories are, according to whom."""
        return Rows(self.database, "statuses", Filter(**asked))

    def actors(self, **asked: Unpack[Asked]) -> Rows:
        """Who is mentioned, the most mentioned first."""
        return Rows(self.database, "actors", Filter(**asked))

    def rows(self, name: str, **asked: Unpack[Asked]) -> Rows:
        """A list by its name: those above, and `mentions`, `participants`, `places`, `times`, `readings`, `corrections`, `texts`."""
        if name not in LISTS:
            raise ValueError(f"there is no list {name!r}; write one of {', '.join(LISTS)}")
        return Rows(self.database, name, Filter(**asked))

    @contextmanager
    def at_once(self) -> Iterator[Store]:
        """The store as it is at this moment: all that is asked in the block is asked of one state, whoever writes meanwhile."""
        with self.database.reading() as connection:
            yield Store(Moment(self.database, connection))

    def joins(self, **asked: Unpack[Asked]) -> Rows:
        """Which events, and which reports, are one, and why; the least sure first."""
        return Rows(self.database, "joins", Filter(**asked))

    @contextmanager
    def assertions(self) -> Iterator[Asserted]:
        """What reports and imports assert, in one state of the store: what `dragoman.queries` are asked of."""
        with self.database.reading() as connection:
            yield Asserted(connection)

    def keep_import(self, assertions: Gathered, raw: bytes, *, holder: str, name: str) -> bool:
        """Keeps what a file of others asserts under its holder, in the place of an earlier file; False where it is kept already."""
        with self.database.writing() as connection:
            take_turns(connection, holder)
            digest = ingest.keep_raw(connection, raw)
            return keep_import(connection, assertions, holder=holder, name=name, raw=digest, kept=ingest.now())

    def correct(self, *, reason: str, user: str | None = None, time: str | None = None) -> Corrector:
        """Somebody who corrects for a reason: `store.correct(user="anna", reason="misread").reject(id)`; now, unless `time` is given."""
        self._kept += 1  # what is corrected is joined with other reports anew
        return Corrector(self.database, user=user, reason=reason, time=time)

    def corrections(
        self,
        *,
        user: str | None = None,
        document: str | None = None,
        item: str | None = None,
        kind: Kind | None = None,
        list: str | None = None,
    ) -> builtins.list[Correction]:
        """What humans said, by time; undone corrections and undos as well."""
        with self.database.reading() as connection:
            return everything(connection, user=user, document=document, item=item, kind=kind, list=list)

    def conflicts(self, *, document: str | None = None) -> builtins.list[Conflicting]:
        """Corrections that could not be carried over to the present reading as they were meant, and why."""
        with self.database.reading() as connection:
            return conflicting(connection, document)

    def import_corrections(self, corrections: Iterable[Correction]) -> int:
        """Keeps the corrections of others, whether their reports are here or not; says how many were new."""
        self._kept += 1
        count, waiting = 0, iter(corrections)
        while some := builtins.list(islice(waiting, TOGETHER)):
            with self.database.writing() as connection:
                count += len(kept(connection, some))
        return count

    def coder_agreement(self, users: Sequence[str] = ()) -> builtins.list[Compared]:
        """How far coders agree on what they judged both, by list and field: Cohen's kappa, Krippendorff's alpha; of all without `users`."""
        with self.database.reading() as connection:
            return compared(connection, users)

    def join(self, *, anew: bool = False) -> None:
        """Finds which reports print one text and which of them tell one event: of what was kept since the last time, or `anew` of all."""
        self._kept = 0
        (joining.join_anew if anew else joining.join)(self.database)

    def info(self) -> dict[str, Any]:
        """How much is in the store."""
        return upkeep.info(self.database)

    def forget(self, document: str) -> int:
        """Takes a report out for good, with all that was read in it; says how many corrections stay without it."""
        self._kept += 1
        return upkeep.forget(self.database, document)

    def check(self) -> builtins.list[str]:
        """What is wrong in the store; an empty list where all is sound."""
        return list(upkeep.check(self.database))

    def mend(self) -> int:
        """Makes all lists anew from readings and corrections; says of how many reports."""
        return upkeep.rebuild(self.database)

    def backup(self, target: str | Path) -> None:
        """Copies the store as it is now; others may write meanwhile."""
        upkeep.backup(self.database, Path(target))


class Documents:
    """The reports of a store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def __call__(self, **asked: Unpack[Asked]) -> Rows:
        """The reports under a filter, one a row."""
        return Rows(self._database, "documents", Filter(**asked))

    def __getitem__(self, id: str) -> Document:
        table = tables.documents
        with self._database.reading() as connection:
            found = connection.execute(select(table.c.number, table.c.id).where(table.c.id == id)).one_or_none()
        if found is None:
            raise NotFound(f"no report {id} in the record; `dragoman record documents` lists them")
        return Document(self._database, found.number, found.id)

    def __iter__(self) -> Iterator[Document]:
        table = tables.documents
        with self._database.reading() as connection:
            found = connection.execute(
                select(table.c.number, table.c.id).where(table.c.superseded_by.is_(None)).order_by(table.c.number)
            )
            for row in found:
                yield Document(self._database, row.number, row.id)

    def __len__(self) -> int:
        return len(self())


class Document:
    """One report of a store."""

    def __init__(self, database: Database, number: int, id: str) -> None:
        self._database = database
        self._number = number
        self.id = id

    def record(self) -> Record:
        """What the report says, after all corrections; rejected items are left out, merged actors are one."""
        table = tables.documents
        with self._database.reading() as connection:
            row = connection.execute(
                select(table.c.item, table.c.uri, table.c.text, tables.readings.c.record)
                .outerjoin(tables.readings, tables.readings.c.id == table.c.reading)
                .where(table.c.number == self._number)
            ).one()
            data = ingest.unpacked(row.record) if row.record is not None else _nothing_read()
            for name, held in picture_of(connection, self.id, row.text, data).held.items():
                data[name] = [each.item for each in held if each.standing != "rejected"]
            mentions = tables.mentions
            who = select(mentions.c.id, mentions.c.actor).where(
                mentions.c.document == self._number, mentions.c.actor != mentions.c.id, mentions.c.standing != "rejected"
            )
            same = {each.id: each.actor for each in connection.execute(who)}
            if same:
                data = as_merged(data, same, people(connection, sorted(set(same.values()))))
        about = {**loaded(row.item), "uri": row.uri, "text": row.text}
        return record_of({**data, "schema": SCHEMA, "document": about})

    def standings(self) -> dict[str, Standing]:
        """Where the items stand that humans said anything of, by id: accepted, edited, added or rejected."""
        found: dict[str, Standing] = {}
        with self._database.reading() as connection:
            for table in HELD.values():
                query = select(table.c.id, table.c.standing).where(table.c.document == self._number, table.c.standing != "read")
                found.update((row.id, row.standing) for row in connection.execute(query.order_by(table.c.ordinal)))
        return found

    def html(self) -> str:
        """The report as one self-contained page: the text highlighted, the items beside it."""
        from dragoman.views.page import page

        return page(self.record(), self.standings())

    def raw(self) -> bytes | None:
        """The bytes it was read from, where they were kept."""
        table = tables.documents
        with self._database.reading() as connection:
            query = select(tables.raws.c.bytes).join(table, table.c.raw == tables.raws.c.hash).where(table.c.number == self._number)
            found = connection.execute(query).scalar_one_or_none()
        return None if found is None else zlib.decompress(found)

    def readings(self) -> list[Reading]:
        """How it was read, the first reading first; superseded ones are kept."""
        readings, runs, documents = tables.readings, tables.runs, tables.documents
        query = (
            select(readings.c.id, runs.c.program, runs.c.model, readings.c.kept, documents.c.reading)
            .join(runs, runs.c.id == readings.c.run)
            .join(documents, documents.c.number == readings.c.document)
            .where(readings.c.document == self._number)
            .order_by(readings.c.serial)
        )
        with self._database.reading() as connection:
            return [Reading(*row[:4], row[0] == row[4]) for row in connection.execute(query)]

    def as_read(self, reading: str) -> Record:
        """What one reading said, before any correction."""
        table = tables.documents
        query = (
            select(tables.readings.c.record, table.c.uri, table.c.text)
            .join(table, table.c.number == tables.readings.c.document)
            .where(tables.readings.c.id == reading, table.c.number == self._number)
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise NotFound(f"no reading {reading} of {self.id}; its readings() are all there are")
        data = ingest.unpacked(row.record)
        return record_of({**data, "schema": SCHEMA, "document": {**data["document"], "uri": row.uri, "text": row.text}})

    def locations(self) -> list[str]:
        """Every place where the same text was read."""
        table = tables.locations
        with self._database.reading() as connection:
            return list(
                connection.execute(select(table.c.uri).where(table.c.document == self._number).order_by(table.c.uri)).scalars()
            )

    def __repr__(self) -> str:
        return f"<Document {self.id}>"


def _nothing_read() -> dict[str, Any]:
    run: dict[str, Any] = {"program": "", "model": "", "ontology": "", "registry": "", "settings": {}, "wall_time": None}
    return {**{name: [] for name in ingest.LISTS}, "run": run}

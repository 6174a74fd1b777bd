"""What a question gives back: rows that are fetched when they are looked at, page by page, ready for data frames."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, Select, func, select

from dragoman.errors import MissingExtra
from dragoman.store.columns import LISTS, Column
from dragoman.store.database import Database
from dragoman.store.rows import BAR
from dragoman.store.selection import Filter, query

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

PAGE = 8_000
"""Rows fetched at a time."""
TEXTS = 200
"""Texts fetched at a time: a text can have two million characters."""


COUNTED = ("event", "document", "origin")


class Counts(NamedTuple):
    """Mentions are not events, and reports are not sources: a wire text in five papers is one source."""

    mentions: int
    events: int
    reports: int
    sources: int

    def __str__(self) -> str:
        return f"{self.mentions:,} mentions of {self.events:,} events in {self.reports:,} reports from {self.sources:,} sources"


class Rows:
    """The rows of a list under a filter. Nothing is asked of the store before they are looked at.

    Iterating gives dictionaries; `len`, `page`, `to_dicts`, `to_arrow`, `to_pandas`, `to_polars` do as they say.
    """

    def __init__(self, database: Database, name: str, asked: Filter, limit: int | None = None) -> None:
        self._database = database
        self.name = name
        self.asked = asked
        self.limit = limit

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, with their types and meanings."""
        return LISTS[self.name]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for page in self.pages():
            for row in page:
                yield plain_row(self.columns, row)

    def __len__(self) -> int:
        with self._database.reading() as connection:
            wanted = query(connection, self.name, self.asked).order_by(None).limit(self.limit)
            counted: int = connection.execute(select(func.count()).select_from(wanted.subquery())).scalar_one()
        return counted

    def __bool__(self) -> bool:
        return next(iter(self.first(1)), None) is not None

    def counts(self) -> Counts:
        """How many mentions, events, reports and sources these are. For events only."""
        with self._database.reading() as connection:
            found = query(connection, self.name, self.asked).order_by(None).limit(self.limit).subquery().c
            wanted = select(func.count(), *(func.count(found[name].distinct()) for name in COUNTED))
            return Counts._make(connection.execute(wanted).one())

    def joined(self) -> Rows:
        """The events that these mentions are of, one row each, with the mentions, reports and sources that tell it. For events only."""
        return Rows(self._database, "joined_events", self.asked, self.limit)

    def first(self, count: int) -> Rows:
        """The first so many of them."""
        return Rows(self._database, self.name, self.asked, count if self.limit is None else min(count, self.limit))

    def pages(self, size: int | None = None) -> Iterator[Sequence[tuple[Any, ...]]]:
        """The rows as tuples, `size` at a time, all of one state of the store."""
        size = size or (TEXTS if self.name == "texts" else PAGE)
        with self._database.reading() as connection:
            wanted = query(connection, self.name, self.asked).limit(self.limit)
            if self._database.dialect == "sqlite":
                yield from self._from_sqlite(connection, wanted, size)
            else:
                for page in connection.execute(wanted, execution_options={"yield_per": size}).partitions():
                    yield [tuple(row) for row in page]

    def _from_sqlite(self, connection: Connection, wanted: Select[Any], size: int) -> Iterator[Sequence[tuple[Any, ...]]]:
        """Rows as the driver gives them: what SQLAlchemy makes of a row before it is a tuple took a quarter of an export."""
        with closing(connection.execute(wanted)) as result:
            cursor = result.cursor
            assert cursor is not None
            flags = [place for place, column in enumerate(self.columns) if column.type == "boolean"]
            while page := cursor.fetchmany(size):
                for place in flags:  # SQLite knows no booleans
                    page = [
                        (*row[:place], row[place] if row[place] is None else bool(row[place]), *row[place + 1 :]) for row in page
                    ]
                yield page

    def page(self, number: int, size: int = 100) -> list[dict[str, Any]]:
        """Page `number`, from 1, as dictionaries."""
        with self._database.reading() as connection:
            wanted = query(connection, self.name, self.asked).limit(size).offset((number - 1) * size)
            return [plain_row(self.columns, tuple(row)) for row in connection.execute(wanted)]

    def to_dicts(self) -> list[dict[str, Any]]:
        """One plain dictionary a row."""
        return list(self)

    def batches(self, size: int | None = None) -> Iterator[pyarrow.RecordBatch]:
        """The rows as Arrow record batches, one at a time. Needs pyarrow."""
        schema = self.schema()
        for page in self.pages(size):
            yield batch(page, self.columns, schema)

    def schema(self) -> pyarrow.Schema:
        """The Arrow schema of the rows. Needs pyarrow."""
        return schema(self.columns)

    def to_arrow(self) -> pyarrow.Table:
        """An Arrow table. Needs pyarrow."""
        schema = self.schema()
        return _arrow().Table.from_batches(self.batches(), schema)

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas data frame. Needs pandas."""
        try:
            import pandas
        except ImportError:
            raise MissingExtra("pandas", "a data frame") from None
        held: dict[str, list[Any]] = {column.name: [] for column in self.columns}  # a dictionary a row would take thrice the room
        for page in self.pages():
            for column, values in zip(self.columns, zip(*page, strict=True), strict=True):
                held[column.name] += map(_members, values) if column.type == "list" else values
        some = any(held.values())
        return pandas.DataFrame(held if some else [], columns=list(held))  # of empty lists pandas would make numbers

    def to_polars(self) -> polars.DataFrame:
        """A polars data frame. Needs polars and pyarrow."""
        try:
            import polars
        except ImportError:
            raise MissingExtra("polars", "a polars data frame") from None
        frame = polars.from_arrow(self.to_arrow())
        assert isinstance(frame, polars.DataFrame)
        return frame

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name in Filter.__slots__ if (value := getattr(self.asked, name)) is not None)
        return f"<{self.name}({given})>"


def plain_row(columns: Sequence[Column], row: Sequence[Any]) -> dict[str, Any]:
    """A row as a dictionary, its lists as lists."""
    return {column.name: _members(value) if column.type == "list" else value for column, value in zip(columns, row, strict=True)}


def _members(value: str | None) -> list[str]:
    """The members of a list in one column."""
    return value.split(BAR) if value else []


def schema(columns: Sequence[Column]) -> pyarrow.Schema:
    """The Arrow schema of columns. Needs pyarrow."""
    arrow = _arrow()
    types = {
        "text": arrow.string(),
        "list": arrow.list_(arrow.string()),
        "integer": arrow.int64(),
        "real": arrow.float64(),
        "boolean": arrow.bool_(),
    }
    return arrow.schema([(column.name, types[column.type]) for column in columns])


def batch(page: Sequence[Sequence[Any]], columns: Sequence[Column], schema: pyarrow.Schema) -> pyarrow.RecordBatch:
    """Rows as an Arrow record batch. Needs pyarrow."""
    arrow = _arrow()
    arrays = []
    for column, values in zip(columns, zip(*page, strict=True), strict=True):
        if column.type == "list":
            # Each list is split once: the same two powers meet again and again.
            found = arrow.array([value or "" for value in values], arrow.string()).dictionary_encode()
            lists = [value.split(BAR) if value else [] for value in found.dictionary.to_pylist()]
            arrays.append(arrow.array(lists, arrow.list_(arrow.string())).take(found.indices))
        else:
            arrays.append(arrow.array(values, schema.field(column.name).type))
    return arrow.RecordBatch.from_arrays(arrays, schema=schema)


def _arrow() -> Any:
    try:
        import pyarrow
    except ImportError:
        raise MissingExtra("dragoman[parquet]", "Arrow and Parquet") from None
    return pyarrow

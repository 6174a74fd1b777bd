"""Rows as a file: CSV, JSON lines or Parquet, written page by page."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import IO, Any, Literal, NamedTuple, Protocol, get_args

from dragoman.errors import MissingExtra
from dragoman.store.columns import Column
from dragoman.store.results import PAGE, batch, plain_row, schema

Format = Literal["csv", "jsonl", "parquet"]
FORMATS: tuple[Format, ...] = get_args(Format)


class Tabular(Protocol):
    """What can be written: columns, and rows page by page, the members of a list with `|` between them in one value."""

    @property
    def columns(self) -> Sequence[Column]:
        """The columns."""

    def pages(self) -> Iterator[Sequence[Sequence[Any]]]:
        """The rows, some at a time."""


class Computed(NamedTuple):
    """Rows that are computed as they are written, once."""

    columns: tuple[Column, ...]
    rows: Iterator[Sequence[Any]]

    def pages(self) -> Iterator[Sequence[Sequence[Any]]]:
        """The rows, some at a time."""
        while page := list(islice(self.rows, PAGE)):
            yield page


def write(rows: Tabular, format: Format, target: IO[bytes]) -> int:
    """Writes all rows to an open file; returns how many."""
    writers: dict[Format, Callable[[Tabular, IO[bytes]], int]] = {"csv": _csv, "jsonl": _jsonl, "parquet": _parquet}
    return writers[format](rows, target)


def _csv(rows: Tabular, target: IO[bytes]) -> int:
    """Members of a list stand in one cell with `|` between them; an empty cell is null."""
    text = io.TextIOWrapper(target, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in rows.columns])
    count = 0
    for page in rows.pages():
        writer.writerows([_cell(value) for value in row] for row in page)
        count += len(page)
    text.detach()
    return count


def _cell(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def _jsonl(rows: Tabular, target: IO[bytes]) -> int:
    count = 0
    for page in rows.pages():
        for row in page:
            line = json.dumps(plain_row(rows.columns, row), ensure_ascii=False)
            target.write(line.encode("utf-8", "surrogatepass") + b"\n")
        count += len(page)
    return count


def _parquet(rows: Tabular, target: IO[bytes]) -> int:
    try:
        import pyarrow.parquet as parquet
    except ImportError:
        raise MissingExtra("dragoman[parquet]", "Parquet") from None
    count = 0
    shape = schema(rows.columns)
    with parquet.ParquetWriter(target, shape, compression="zstd") as writer:
        for page in rows.pages():
            writer.write_batch(batch(page, rows.columns, shape))
            count += len(page)
    return count

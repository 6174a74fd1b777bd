"""Rows as a file: CSV, JSON lines or Parquet, written and read page by page."""

from __future__ import annotations

import csv
import gc
import io
import json
from collections.abc import Callable, Collection, Container, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any, Literal, NamedTuple, Protocol, get_args

from dragoman.errors import MissingExtra
from dragoman.store.columns import Column
from dragoman.store.results import PAGE, batch, plain_row, schema
from dragoman.store.rows import BAR

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


class Without(NamedTuple):
    """Rows without some of their columns."""

    rows: Tabular
    left: tuple[Column, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that are left."""
        return self.left

    def pages(self) -> Iterator[Sequence[Sequence[Any]]]:
        """The rows, some at a time."""
        places = [self.rows.columns.index(column) for column in self.left]
        for page in self.rows.pages():
            yield [[row[place] for place in places] for row in page]


def write(rows: Tabular, format: Format, target: IO[bytes]) -> int:
    """Writes all rows to an open file; returns how many."""
    writers: dict[Format, Callable[[Tabular, IO[bytes]], int]] = {"csv": _csv, "jsonl": _jsonl, "parquet": _parquet}
    with _uncollected():
        return writers[format](rows, target)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Rows hold no cycles: to look for some among millions of them took an eighth of an export."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


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
    # One page is compressed while the next one is fetched.
    with parquet.ParquetWriter(target, shape, compression="zstd") as writer, ThreadPoolExecutor(1) as beside:
        written: Future[None] | None = None
        for page in rows.pages():
            made = batch(page, rows.columns, shape)
            if written is not None:
                written.result()
            written = beside.submit(writer.write_batch, made)
            count += len(page)
        if written is not None:
            written.result()
    return count


class Stored(NamedTuple):
    """A file of rows to be read: the names of its columns, and how to read some of them, lists as lists and all else as it stands."""

    names: list[str]
    read: Callable[[Collection[str]], Iterator[dict[str, Any]]]


def stored(path: Path, lists: Container[str]) -> Stored:
    """The rows of a file that `write` wrote; `lists`: the columns that hold lists. Raises ValueError where it is no such file."""
    readers = {".csv": _from_csv, ".jsonl": _from_jsonl, ".parquet": _from_parquet}
    return readers[path.suffix](path, lists)


def _from_csv(path: Path, lists: Container[str]) -> Stored:
    def lines() -> Generator[list[str]]:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            for cells in reader:
                if len(cells) != len(names or cells):
                    raise ValueError(f"line {reader.line_num} has {len(cells)} cells and not {len(names)}")
                yield cells

    def rows(wanted: Collection[str]) -> Iterator[dict[str, Any]]:
        places = [(place, name, name in lists) for place, name in enumerate(names) if name in wanted]
        for cells in islice(lines(), 1, None):
            yield {name: _told(cells[place], many) for place, name, many in places}

    names: list[str] = []
    with closing(lines()) as first:
        names = next(first, [])
    return Stored(names, rows)


def _told(cell: str, many: bool) -> Any:
    if many:
        return cell.split(BAR) if cell else []
    return cell or None


def _from_jsonl(path: Path, _: Container[str]) -> Stored:
    def rows() -> Generator[dict[str, Any]]:
        with path.open(encoding="utf-8", errors="surrogatepass") as file:
            for line in file:
                row: dict[str, Any] = json.loads(line)
                yield row

    with closing(rows()) as found:
        first = next(found, {})
    return Stored(list(first), lambda _: rows())


def _from_parquet(path: Path, _: Container[str]) -> Stored:
    try:
        import pyarrow.parquet as parquet
    except ImportError:
        raise MissingExtra("dragoman[parquet]", "Parquet") from None

    def rows(wanted: Collection[str]) -> Iterator[dict[str, Any]]:
        with parquet.ParquetFile(path) as file:
            for page in file.iter_batches(PAGE, columns=[name for name in names if name in wanted]):
                yield from page.to_pylist()

    names = parquet.read_schema(path).names
    return Stored(names, rows)

"""The rows of a list as a file: CSV, JSON lines or Parquet, written page by page."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import IO, Any, Literal, get_args

from dragoman.errors import MissingExtra
from dragoman.store.results import Rows

Format = Literal["csv", "jsonl", "parquet"]
FORMATS: tuple[Format, ...] = get_args(Format)


def write(rows: Rows, format: Format, target: IO[bytes]) -> int:
    """Writes all rows to an open file; returns how many."""
    writers: dict[Format, Callable[[Rows, IO[bytes]], int]] = {"csv": _csv, "jsonl": _jsonl, "parquet": _parquet}
    return writers[format](rows, target)


def _csv(rows: Rows, target: IO[bytes]) -> int:
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


def _jsonl(rows: Rows, target: IO[bytes]) -> int:
    count = 0
    for row in rows:
        target.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
        count += 1
    return count


def _parquet(rows: Rows, target: IO[bytes]) -> int:
    try:
        import pyarrow.parquet as parquet
    except ImportError:
        raise MissingExtra("dragoman[parquet]", "Parquet") from None
    count = 0
    with parquet.ParquetWriter(target, rows.schema(), compression="zstd") as writer:
        for batch in rows.batches(50_000):
            writer.write_batch(batch)
            count += batch.num_rows
    return count

"""`dragoman export tables`: a whole record for others."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.record import Url, opened


class Tables(StrEnum):
    """How tables are written."""

    parquet = "parquet"
    csv = "csv"
    jsonl = "jsonl"


Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="A new folder; nothing is overwritten.")]
TableFormat = Annotated[Tables, typer.Option("--format", help="How to write the tables.")]


def tables(folder: Folder, format: TableFormat = Tables.parquet, record: Url = "dragoman.db") -> None:
    """Write all lists of a record as tables, with a data dictionary that says what each column means."""
    from dragoman.exchange.folder import new_folder
    from dragoman.exchange.tables import write_tables

    with opened(record) as store, new_folder(folder) as target:
        written = write_tables(store, target, format.value)
    for file, rows in written.items():
        typer.echo(f"{folder / file}: {rows:,} rows", err=True)

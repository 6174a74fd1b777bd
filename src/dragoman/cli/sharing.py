"""`dragoman export tables|dataset`, `dragoman record verify`: a whole record for others."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.record import FAILED, Url, opened, told


class Tables(StrEnum):
    """How tables are written."""

    parquet = "parquet"
    csv = "csv"
    jsonl = "jsonl"


Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="A new folder; nothing is overwritten.")]
TableFormat = Annotated[Tables, typer.Option("--format", help="How to write the tables.")]


Text = Annotated[bool, typer.Option("--text/--no-text", help="Whether the texts of reports, and words of them, go with it.")]


def tables(folder: Folder, format: TableFormat = Tables.parquet, text: Text = True, record: Url = "dragoman.db") -> None:
    """Write all lists of a record as tables, with a data dictionary that says what each column means."""
    from dragoman.exchange.folder import new_folder
    from dragoman.exchange.tables import write_tables

    with opened(record) as store, store.at_once() as now, new_folder(folder) as target:
        _tell(folder, write_tables(now, target, format.value, text=text))


def dataset(
    folder: Folder,
    format: TableFormat = Tables.parquet,
    text: Text = True,
    licence: Annotated[
        str | None, typer.Option("--licence", help="The licence you put your coding under, such as CC BY 4.0.")
    ] = None,
    record: Url = "dragoman.db",
) -> None:
    """Write a dataset to publish: all lists, their dictionary, licence notes, and a manifest that `record verify` checks."""
    from dragoman.exchange.dataset import write_dataset
    from dragoman.exchange.folder import new_folder

    with opened(record) as store, new_folder(folder) as target:
        _tell(folder, write_dataset(store, target, format.value, text=text, licence=licence))


def verify(folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder that `dragoman export dataset` made.")]) -> None:
    """Check a dataset: hashes, rows, columns against the dictionary, ids that stand nowhere, files too many or too few."""
    from dragoman.exchange.verify import verify as verified

    problems = 0
    with told():
        for problem in verified(folder):
            problems += 1
            typer.echo(problem, err=True)
    typer.echo(f"{folder}: {problems} problems" if problems else f"{folder}: all is as it was made")
    if problems:
        raise typer.Exit(FAILED)


def _tell(folder: Path, written: dict[str, int]) -> None:
    for file, rows in written.items():
        typer.echo(f"{folder / file}: {rows:,} rows", err=True)

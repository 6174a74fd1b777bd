"""`dragoman export tables|dataset|rdf|followthemoney`, `dragoman record verify`: a whole record for others."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.printing import FAILED, Written, target_of
from dragoman.cli.record import Output, Url, opened, told

Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="A new folder; nothing is overwritten.")]
TableFormat = Annotated[Written, typer.Option("--format", help="How to write the tables.")]


Text = Annotated[bool, typer.Option("--text/--no-text", help="Whether the texts of reports, and words of them, go with it.")]


def tables(folder: Folder, format: TableFormat = Written.parquet, text: Text = True, record: Url = "dragoman.db") -> None:
    """Write all lists of a record as tables, with a data dictionary that says what each column means."""
    from dragoman.exchange.folder import new_folder
    from dragoman.exchange.tables import write_tables

    with opened(record) as store, store.at_once() as now, new_folder(folder) as target:
        _tell(folder, write_tables(now, target, format.value, text=text))


def dataset(
    folder: Folder,
    format: TableFormat = Written.parquet,
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


class Rdf(StrEnum):
    """How RDF is written."""

    trig = "trig"
    jsonld = "jsonld"


def rdf(
    format: Annotated[Rdf, typer.Option("--format", help="How to write.")] = Rdf.trig,
    output: Output = None,
    base: Annotated[str | None, typer.Option("--base", metavar="IRI", help="What the ids of the record are named under.")] = None,
    text: Text = True,
    record: Url = "dragoman.db",
) -> None:
    """Write a record as RDF: what each holder holds in a named graph of its own, with its provenance (PROV-O, Web Annotation)."""
    from dragoman.exchange.graphs import write
    from dragoman.exchange.rdf import BASE, based, described

    with opened(record) as store, store.at_once() as now:
        nodes = described(now, base=based(base or BASE), text=text)
        with target_of(output) as target:
            write(nodes, format.value, target)


class Ftm(StrEnum):
    """How followthemoney's data are written."""

    entities = "entities"
    statements = "statements"


def followthemoney(
    format: Annotated[Ftm, typer.Option("--format", help="Entities as JSON lines, or statements as CSV.")] = Ftm.entities,
    output: Output = None,
    dataset: Annotated[str, typer.Option("--dataset", metavar="NAME", help="The name of the dataset in statements.")] = "dragoman",
    text: Text = True,
    record: Url = "dragoman.db",
) -> None:
    """Write a record in the data model of followthemoney, for Aleph, OpenSanctions and nomenklatura."""
    from dragoman.exchange.followthemoney import entities, write

    with opened(record) as store, store.at_once() as now, target_of(output) as target:
        write(entities(now, text=text), format.value, target, dataset=dataset)


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

"""`dragoman quotes`: who said what in reports, as a table, CSV or JSON lines."""

from __future__ import annotations

import csv
import json
import sys
from typing import Annotated, Literal, get_args

import typer

from dragoman.cli.printing import FAILED, USAGE, console


def quotes(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH…", help="Reports, as `dragoman read` takes them; - is standard input.")
    ],
    by: Annotated[
        str | None, typer.Option("--by", metavar="ACTOR", help="Only what this actor, or somebody of this state, says.")
    ] = None,
    position: Annotated[
        str | None, typer.Option("--position", metavar="POSITION", help="Only statements that take this position: condemn, warn, …")
    ] = None,
    about: Annotated[
        str | None, typer.Option("--about", metavar="WORDS", help="Only what is about this actor, agreement or word.")
    ] = None,
    format: Annotated[
        Literal["table", "csv", "jsonl"], typer.Option("--format", help="A table, CSV, or one line of JSON for each statement.")
    ] = "table",
) -> None:
    """Print who said, thought, wanted or judged what in reports: the speaker, the words, the position, what it is about."""
    from dragoman.engines.local import read_paths
    from dragoman.record import Position
    from dragoman.settings import Settings
    from dragoman.views.quotes import Row, chosen, row, table

    if position is not None and position not in get_args(Position):
        typer.echo(f"dragoman quotes: --position: {position!r} is none of {', '.join(get_args(Position))}", err=True)
        raise typer.Exit(USAGE)
    found, failed, read = [], False, 0
    for outcome in read_paths(paths, Settings(), 1):
        if outcome.failure is not None:
            typer.echo(outcome.failure, err=True)
            failed = True
        for record in outcome.records:
            read += len(record.statements)
            found += [(record, each) for each in chosen(record, by=by, position=position, about=about)]  # type: ignore[arg-type]
    if format == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(Row._fields)
        writer.writerows(row(record, each) for record, each in found)
    elif format == "jsonl":
        for record, each in found:
            typer.echo(json.dumps(row(record, each)._asdict(), ensure_ascii=False))
    elif not found:
        typer.echo(f"dragoman quotes: none of {read} statements fits" if read else "dragoman quotes: no statements found", err=True)
    else:
        console(140).print(table(found))
    if failed:
        raise typer.Exit(FAILED)

"""`dragoman export`: what reports tell, in the formats of other projects."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.record import FAILED, USAGE
from dragoman.errors import DragomanError

app = typer.Typer(
    name="export",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Write what reports tell in the formats of other projects.",
)


@app.callback()
def options() -> None:
    """Write what reports tell in the formats of other projects."""


@app.command()
def events(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Reports, as `dragoman read` takes them.")],
    format: Annotated[str, typer.Option("--format", help="Whose columns: plover, cameo, icews or gdelt.")] = "plover",
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file.")] = None,
    fold_de_facto: Annotated[
        bool, typer.Option("--fold-de-facto", help="Count de facto states as the one state that claims them, as PLOVER does.")
    ] = False,
    published: Annotated[str | None, typer.Option("--published", metavar="DATE", help="As for `dragoman read`.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Read another language than English all the same.")] = False,
) -> None:
    """Write the events of reports as a table with tabs, a row for each source and target."""
    import dragoman
    from dragoman.exchange.events import FORMATS as KNOWN
    from dragoman.exchange.events import Dyad, dyads, write

    chosen = next((each for each in KNOWN if each == format), None)
    if chosen is None:
        typer.echo(f"dragoman export events: --format: {format!r} is none of {', '.join(KNOWN)}", err=True)
        raise typer.Exit(USAGE)
    failed = False
    found: list[Dyad] = []
    for file in files:
        try:
            for record in dragoman.read_all(file, published=published, force=force):
                found += dyads(record, fold_de_facto=fold_de_facto)
        except (DragomanError, ValueError) as error:
            typer.echo(str(error), err=True)
            failed = True
    if output is None:
        write(found, chosen, sys.stdout)
    else:
        try:
            with output.open("w", encoding="utf-8", newline="") as target:
                write(found, chosen, target)
        except OSError as error:
            typer.echo(f"--output: {output} cannot be written ({error.strerror}); choose another file", err=True)
            raise typer.Exit(USAGE) from None
    if failed:
        raise typer.Exit(FAILED)

"""`dragoman actors`: who the registry knows, what it says of one of them, and whether a file of your own is in order."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.printing import FAILED, USAGE
from dragoman.errors import DragomanError

app = typer.Typer(
    name="actors",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Look actors up in the registry, or check a file of your own.",
)
Own = Annotated[str | None, typer.Option("--actors", metavar="FILE", help="A file of your own, laid over the registry.")]


@app.command()
def find(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A name, an adjective, a capital, a surname, or an office with its owner.")
    ],
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="Only what holds on this date: 2015-03-18, 2015-03, 2015.")
    ] = None,
    actors: Own = None,
) -> None:
    """List the actors a name stands for: `Tskhinvali`, `Lavrov`, `"president of Georgia" --on 2010-05-01`."""
    from dragoman.dates import is_edtf_date
    from dragoman.knowledge.actors.lookup import find as found

    if on is not None and not is_edtf_date(on):
        typer.echo(f"dragoman actors find: --on: {on!r} is no date; write 2015-03-18, 2015-03 or 2015", err=True)
        raise typer.Exit(USAGE)
    try:
        for each in found(name, on, actors):
            typer.echo(f"{each.id}  {each.name}  ({each.how})")
    except DragomanError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(FAILED) from None


@app.command()
def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="An identifier, as `find` prints it.")],
    actors: Own = None,
) -> None:
    """Print all the registry says of one actor: names, codes, years, offices, memberships, and where each is from."""
    from dragoman.knowledge.actors.lookup import show as shown

    try:
        for name, value in shown(id, actors):
            typer.echo(f"{name + ':':14} {value}")
    except DragomanError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(FAILED) from None


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A table of actors or persons, or a PETRARCH actor dictionary.")],
) -> None:
    """Check a file of your own against the rules of the registry; tell what a PETRARCH dictionary cannot say."""
    from dragoman.knowledge.actors import registry
    from dragoman.knowledge.actors.check import problems
    from dragoman.knowledge.actors.own import read

    try:
        own = read(file)
        found = problems(registry(str(file)), {str(file)})
    except (DragomanError, ValueError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(FAILED) from None
    for note in own.notes:
        typer.echo(f"{file}, line {note.line}: {note.problem}")
    for problem in found:
        typer.echo(str(problem), err=True)
    typer.echo(
        f"{file}: {len(own.actors)} actors, {len(own.persons)} terms of persons, {len(found)} problems, {len(own.notes)} notes"
    )
    if found:
        raise typer.Exit(FAILED)

"""`dragoman verbs`: whether a file of your own event frames is in order."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.printing import FAILED
from dragoman.errors import DragomanError

app = typer.Typer(
    name="verbs",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Check a file of event frames of your own.",
)


@app.callback()
def options() -> None:
    """Check a file of event frames of your own."""


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A table of event frames, or a PETRARCH verb dictionary.")],
) -> None:
    """Check a file of your own against the rules of frames; tell what a PETRARCH dictionary says that frames cannot."""
    from dragoman.knowledge.verbs.own import checked

    try:
        own, counts = checked(file)
    except (DragomanError, ValueError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(FAILED) from None
    for note in own.notes:
        typer.echo(f"{file}, line {note.line}: {note.problem}")
    types = ", ".join(f"{count} {type}" for type, count in sorted(counts.items())) or "none"
    typer.echo(f"{file}: {len(own.frames)} frames ({types}), {len(own.notes)} notes")

"""The command line: `dragoman read`, `explain`, `ask`, `quotes`, `view`, `actors`, `verbs`, `record`, `correct`, `import`, `export`. Each command is one module; nothing heavy is imported here."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dragoman.cli import actors, correct, export, importing, record, verbs
from dragoman.cli.ask import ask
from dragoman.cli.explain import explain
from dragoman.cli.quotes import quotes
from dragoman.cli.read import read
from dragoman.cli.sharing import verify
from dragoman.cli.view import view

app = typer.Typer(
    name="dragoman",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Reads political news and keeps it as a record: who did what to whom, who said what, what was agreed, and what "
    "each territory is, according to whom.",
)
app.command()(read)
app.command()(explain)
app.command()(ask)
app.command()(quotes)
app.command()(view)
record.app.command()(verify)
app.add_typer(actors.app)
app.add_typer(record.app)
app.add_typer(verbs.app)
app.add_typer(correct.app)
app.add_typer(importing.app)
app.add_typer(export.app)


def _version(wanted: bool) -> None:
    if wanted:
        from dragoman import __version__

        typer.echo(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Reads political news."""


def main() -> None:
    """The entry point of the `dragoman` command."""
    try:
        app()
    except BrokenPipeError:  # the reader of a pipe went away, as with `| head`
        sys.stderr.close()
        sys.exit(141)

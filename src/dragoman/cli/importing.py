"""`dragoman import`: what others have coded, kept in the record under its holder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.record import Url, opened

app = typer.Typer(
    name="import",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Keep what others have coded in the record, under their name.",
)


@app.callback()
def importing() -> None:
    """Keep what others have coded in the record."""


@app.command()
def atop(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="ATOP's member-level file, CSV.")],
    record: Url = "dragoman.db",
) -> None:
    """Keep the obligations that ATOP has coded, under holder ATOP, in the place of an earlier file of it."""
    from dragoman.exchange.atop import HOLDER, by_registry, read_atop

    with opened(record, create=True) as store:
        known = by_registry(read_atop(file))
        new = store.keep_import(known, file.read_bytes(), holder=HOLDER, name=file.name)
        kept = f"{len(known.all):,} assertions by {HOLDER} kept" if new else f"unchanged: {file.name} is kept already"
        typer.echo(f"{store.database.name}: {kept}", err=True)

"""`dragoman export`: what reports tell and what is kept, in the formats of other projects."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from dragoman.cli.asking import NoBaseline, Recorded, assertions
from dragoman.cli.printing import FAILED, USAGE, Written, target_of
from dragoman.cli.record import Output, opened
from dragoman.cli.sharing import dataset, followthemoney, rdf, tables
from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from dragoman.exchange.files import Format as Kind

app = typer.Typer(
    name="export",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Write what is known in the formats of other projects.",
)
app.command()(tables)
app.command()(dataset)
app.command()(rdf)
app.command()(followthemoney)


@app.callback()
def options() -> None:
    """Write what is known in the formats of other projects."""


@app.command()
def events(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="FILE…", help="Reports, as `dragoman read` takes them; or --record.")
    ] = None,
    format: Annotated[str, typer.Option("--format", help="Whose columns: plover, cameo, icews or gdelt.")] = "plover",
    output: Output = None,
    fold_de_facto: Annotated[
        bool, typer.Option("--fold-de-facto", help="Count de facto states as the one state that claims them, as PLOVER does.")
    ] = False,
    published: Annotated[str | None, typer.Option("--published", metavar="DATE", help="As for `dragoman read`.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Read another language than English all the same.")] = False,
    min_confidence: Annotated[
        float, typer.Option("--min-confidence", metavar="P", min=0.0, max=1.0, help="Leave out events that are less sure.")
    ] = 0.0,
    record: Annotated[str | None, typer.Option("--record", metavar="FILE-OR-URL", help="The reports kept in this record.")] = None,
    one: Annotated[
        bool, typer.Option("--one", help="With --record: each event once, with the mentions, reports and sources that tell it.")
    ] = False,
) -> None:
    """Write the events of reports, or with --record of all that are kept, as a table with tabs, a row for each source and target."""
    import dragoman
    from dragoman.exchange.events import FORMATS as KNOWN
    from dragoman.exchange.events import Dyad, dyads, write
    from dragoman.exchange.kept import kept_dyads

    chosen = next((each for each in KNOWN if each == format), None)
    if chosen is None:
        typer.echo(f"dragoman export events: --format: {format!r} is none of {', '.join(KNOWN)}", err=True)
        raise typer.Exit(USAGE)
    if bool(files) == (record is not None) or (one and record is None):
        wrong = "--one needs --record" if one and record is None else "name reports, or a record with --record"
        typer.echo(f"dragoman export events: {wrong}", err=True)
        raise typer.Exit(USAGE)
    failures: list[str] = []

    def read() -> Iterator[Dyad]:
        for file in files or ():
            try:
                for each in dragoman.read_all(file, published=published, force=force, min_confidence=min_confidence):
                    yield from dyads(each, fold_de_facto=fold_de_facto)
            except (DragomanError, ValueError) as error:
                typer.echo(str(error), err=True)
                failures.append(file)

    with ExitStack() as held:
        found = read()
        if record is not None:
            now = held.enter_context(held.enter_context(opened(record)).at_once())
            kept = kept_dyads(now, one=one, fold_de_facto=fold_de_facto)
            found = (each for each in kept if each.event.confidence >= min_confidence)
        text = TextIOWrapper(held.enter_context(target_of(output)), encoding="utf-8", newline="", write_through=True)
        write(found, chosen, text, joined=one)
        text.detach()
    if failures:
        raise typer.Exit(FAILED)


@app.command()
def obligations(
    first: Annotated[int, typer.Option("--from", metavar="YEAR", help="First year.")],
    last: Annotated[int, typer.Option("--to", metavar="YEAR", help="Last year.")],
    holder: Annotated[str | None, typer.Option("--holder", metavar="WHO", help="One reading alone: baseline, ATOP.")] = None,
    format: Annotated[Written | None, typer.Option("--format", help="How to write; else as the name of the file says.")] = None,
    output: Output = None,
    record: Recorded = None,
    no_baseline: NoBaseline = False,
) -> None:
    """Write who owed what to whom in each year: directed pairs with their Correlates of War numbers.

    Without --record, the record in the working folder is asked where there is one.
    """
    from dragoman.exchange.files import write
    from dragoman.exchange.obligations import table
    from dragoman.store import DEFAULT

    if first > last:
        typer.echo(f"dragoman export: --from {first} is after --to {last}", err=True)
        raise typer.Exit(USAGE)
    place = record or (DEFAULT if Path(DEFAULT).exists() else None)
    with assertions(None, place, baseline=not no_baseline, command="export") as known, target_of(output) as target:
        count = write(table(known, first, last, holder), written(format, output), target)
    typer.echo(f"{count:,} directed pairs" + (f" by {holder}" if holder else ""), err=True)


def written(format: Written | None, output: Path | None) -> Kind:
    """The format that is asked for, or that the name of the file says; CSV elsewhere."""
    if format is not None:
        return format.value
    suffix = output.suffix.removeprefix(".") if output is not None else "csv"
    if suffix in Written.__members__:
        return cast("Kind", suffix)
    typer.echo(f"dragoman export: {output} does not say its format; name it .csv, .jsonl or .parquet, or give --format", err=True)
    raise typer.Exit(USAGE)

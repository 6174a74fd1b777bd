"""What the commands that ask have in common: where assertions come from, and how answers are printed."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from dragoman.cli.printing import FAILED
from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from dragoman.assertions import Assertions, Source
    from dragoman.queries.asking import Answer

Format = Literal["text", "json", "csv"]

Reports = Annotated[
    list[str] | None, typer.Option("--report", metavar="FILE", help="Also what this report says; may be given several times.")
]
Recorded = Annotated[
    str | None,
    typer.Option(
        "--record",
        metavar="FILE-OR-URL",
        envvar="DRAGOMAN_RECORD",
        help="Also what was kept in this record (see `dragoman read --keep`) and imported into it.",
    ),
]
NoBaseline = Annotated[bool, typer.Option("--no-baseline", help="Leave out what the package knows before any report is read.")]
Formats = Annotated[Format, typer.Option("--format", help="Lines of text with their sources, JSON, or CSV.")]


@contextmanager
def assertions(reports: Iterable[str] | None, record: str | None, *, baseline: bool, command: str) -> Iterator[Assertions]:
    """The assertions to ask: the package's own, those of a record, those of reports read now. Exits where one cannot be read."""
    from dragoman.assertions import Gathered, Together
    from dragoman.knowledge.baseline import baseline as known

    with ExitStack() as held:
        try:
            found = known() if baseline else Gathered(())
            if reports:
                import dragoman
                from dragoman.assertions.reports import gathered
                from dragoman.queries.joining import joined

                found = joined(found + gathered(each for path in reports for each in dragoman.read_all(path)))
            if record is None:
                yield found
            else:
                import dragoman

                store = held.enter_context(dragoman.open(record, create=False))
                yield Together((found, held.enter_context(store.assertions())))
        except DragomanError as error:
            fail(command, error)


def fail(command: str, problem: object) -> None:
    """Tells the problem on standard error and exits."""
    typer.echo(f"dragoman {command}: {problem}", err=True)
    raise typer.Exit(FAILED) from None


def show(answers: Sequence[Answer], format: Format) -> None:
    """Prints answers to standard output; an empty one says that the record does not say."""
    from dragoman.queries.asking import SILENT
    from dragoman.record import plain

    if format == "json":
        typer.echo(json.dumps([{"text": each.text, **plain(each.data)} for each in answers], ensure_ascii=False, indent=1))
        return
    if format == "csv":
        rows = [_flat({"text": each.text, **plain(each.data)}) for each in answers]
        writer = csv.DictWriter(sys.stdout, list(dict.fromkeys(name for row in rows for name in row)), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return
    for each in answers:
        typer.echo(each.text)
        if each.source is not None:
            typer.echo(f"    {_where(each.source)}")
    if not answers:
        typer.echo(SILENT)


def _flat(item: dict[str, Any]) -> dict[str, Any]:
    source = item.pop("source", None) or {}
    flat = {name: "|".join(map(str, value)) if isinstance(value, list) else value for name, value in item.items()}
    return {**flat, "source_kind": source.get("kind"), "source_uri": source.get("uri"), "source_words": source.get("words")}


def _where(source: Source) -> str:
    if source.kind == "report":
        span = f" {source.span[0]}-{source.span[1]}" if source.span else ""
        published = f", {source.published}" if source.published else ""
        return f"{source.uri}{span}{published}: “{' '.join(source.words.split())}”"
    return f"{source.kind}: {source.uri} ({source.words})"

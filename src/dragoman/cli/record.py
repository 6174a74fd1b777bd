"""`dragoman record`: what has been kept, under filters, in the format asked for; and care of the store."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.printing import FAILED, USAGE, Written, console, target_of
from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from dragoman.store import Document as Report
    from dragoman.store import Rows, Store

SHOWN = 50
"""Rows of a table on the screen where no limit is given."""

app = typer.Typer(
    name="record",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Ask what has been kept with `dragoman read --keep`, and take care of it.",
)


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"


Url = Annotated[
    str,
    typer.Option(
        "--record", metavar="FILE-OR-URL", envvar="DRAGOMAN_RECORD", help="The record: a SQLite file, or postgresql://… of a team."
    ),
]
Printed = Annotated[Format, typer.Option("--format", help="How to print.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file.")]
Limit = Annotated[int | None, typer.Option("--limit", min=1, help="At most so many rows.")]
Actor = Annotated[str | None, typer.Option("--actor", metavar="WHO", help="An id, the end of one (georgia), a name or a code.")]
Side = Annotated[
    str | None, typer.Option("--side", help="With --actor: source, target, speaker, party, signatory, by, to, subject, of.")
]
Country = Annotated[
    str | None, typer.Option("--country", metavar="WHO", help="Whom the actor acts for: a president's deeds are the state's.")
]
Type = Annotated[str | None, typer.Option("--type", help="Type or CAMEO code, position, stage or kind, status, kind of actor.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Surely not before: 2015-03-18, 2015-03 or 2015.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Surely not after.")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="What holds on this date, as far as its holder says.")]
Place = Annotated[str | None, typer.Option("--place", help="Where; for statements and statuses, a place the report names.")]
Holder = Annotated[str | None, typer.Option("--holder", metavar="WHO", help="Whose view: an actor, or narrator.")]
Publication = Annotated[
    str | None, typer.Option("--publication", metavar="NAME", help="An agency or outlet credited, or a host name.")
]
Document = Annotated[str | None, typer.Option("--document", metavar="ID", help="In this report only.")]
Confidence = Annotated[float | None, typer.Option("--confidence", min=0.0, max=1.0, help="At least so sure a reading.")]
Words = Annotated[str | None, typer.Option("--text", metavar="WORDS", help='Words in any form, or "a phrase".')]
Standing = Annotated[str | None, typer.Option("--standing", help="read, accepted, edited, added or rejected.")]

SHORT: dict[str, tuple[str, ...]] = {
    "documents": ("id", "published", "source", "outlets", "title"),
    "events": ("id", "date", "type", "source_names", "target_names", "modality", "words"),
    "statements": ("id", "date", "speaker_name", "position", "words"),
    "agreements": ("id", "signed", "stage", "party_names", "name"),
    "provisions": ("id", "type", "by_names", "to_names", "condition", "words"),
    "statuses": ("id", "subject_name", "status", "of_name", "polarity", "holder_name", "from", "words"),
    "actors": ("id", "name", "code", "kind", "documents", "mentions"),
    "joins": ("score", "one", "other", "one_words", "other_words", "evidence"),
    "joined_events": ("event", "date", "type", "source_names", "target_names", "mentions", "reports", "origins", "words"),
}
"""The columns of a table on the screen."""
LONG = ("words", "title", "name", "condition", "says", "reason", "problem", "one_words", "other_words", "evidence")
"""Columns that are cut where the screen is narrow."""
NARROW = 18
"""Characters that any other column shows at least: ids, dates and types stand whole."""


@app.command()
def info(record: Url = "dragoman.db") -> None:
    """Print how much is in the record: reports, readings, events, statements."""
    with opened(record) as store:
        for name, value in store.info().items():
            typer.echo(f"{name + ':':22} {'' if value is None else value}")


@app.command()
def documents(
    actor: Actor = None,
    country: Country = None,
    since: Since = None,
    until: Until = None,
    place: Place = None,
    publication: Publication = None,
    document: Document = None,
    text: Words = None,
    limit: Limit = None,
    format: Printed = Format.table,
    output: Output = None,
    record: Url = "dragoman.db",
) -> None:
    """List the reports kept."""
    _list(
        "documents",
        record,
        format,
        output,
        limit,
        actor=actor,
        country=country,
        since=since,
        until=until,
        place=place,
        publication=publication,
        document=document,
        text=text,
    )


@app.command()
def events(
    actor: Actor = None,
    side: Side = None,
    country: Country = None,
    type: Type = None,
    since: Since = None,
    until: Until = None,
    place: Place = None,
    holder: Holder = None,
    publication: Publication = None,
    document: Document = None,
    confidence: Confidence = None,
    text: Words = None,
    standing: Standing = None,
    one: Annotated[bool, typer.Option("--one", help="One row for each event, with the reports and sources that tell it.")] = False,
    limit: Limit = None,
    format: Printed = Format.table,
    output: Output = None,
    record: Url = "dragoman.db",
) -> None:
    """List mentions of events: who did what to whom; or with --one the events themselves."""
    _list(
        "joined_events" if one else "events",
        record,
        format,
        output,
        limit,
        actor=actor,
        side=side,
        country=country,
        type=type,
        since=since,
        until=until,
        place=place,
        holder=holder,
        publication=publication,
        document=document,
        confidence=confidence,
        text=text,
        standing=standing,
    )


@app.command()
def statements(
    actor: Actor = None,
    country: Country = None,
    type: Type = None,
    since: Since = None,
    until: Until = None,
    place: Place = None,
    publication: Publication = None,
    document: Document = None,
    text: Words = None,
    standing: Standing = None,
    limit: Limit = None,
    format: Printed = Format.table,
    output: Output = None,
    record: Url = "dragoman.db",
) -> None:
    """List who said what, in which words."""
    _list(
        "statements",
        record,
        format,
        output,
        limit,
        actor=actor,
        country=country,
        type=type,
        since=since,
        until=until,
        place=place,
        publication=publication,
        document=document,
        text=text,
        standing=standing,
    )


@app.command()
def agreements(
    actor: Actor = None,
    side: Side = None,
    country: Country = None,
    type: Type = None,
    since: Since = None,
    until: Until = None,
    place: Place = None,
    publication: Publication = None,
    document: Document = None,
    text: Words = None,
    standing: Standing = None,
    limit: Limit = None,
    format: Printed = Format.table,
    output: Output = None,
    record: Url = "dragoman.db",
) -> None:
    """List treaties, pacts and truces."""
    _list(
        "agreements",
        record,
        format,
        output,
        limit,
        actor=actor,
        side=side,
        country=country,
        type=type,
        since=since,
        until=until,
        place=place,
        publication=publication,
        document=document,
        text=text,
        standing=standing,
    )


@app.command()
def provisions(
    actor: Actor = None,
    side: Side = None,
    country: Country = None,
    type: Type = None,
    holder: Holder = None,
    publication: Publication = None,
    document: Document = None,
    text: Words = None,
    standing: Standing = None,
    limit: Limit = None,
    format: Printed = Format.table,
    output: Output = None,
    record: Url = "dragoman.db",
) -> None:
    """List the terms of agreements: who owes what to whom."""
    _list(
        "provisions",
        record,
        format,
        output,
        limit,
        actor=actor,
        side=side,
        country=country,
        type=type,
        holder=holder,
        publication=publication,
        document=document,
        text=text,
        standing=standing,
    )


@app.command()
def statuses(
    actor: Actor = None,
    side: Side = None,
    country: Country = None,
    type: Type = None,
    on: On = None,
    place: Place = None,
    holder: Holder = None,
    publication: Publication = None,
    document: Document = None,
    text: Words = None,
    standing: Standing = None,
    limit: Limit = None,
    format: Printed = Format.table,
    output: Output = None,
    record: Url = "dragoman.db",
) -> None:
    """List what territories are, according to whom."""
    _list(
        "statuses",
        record,
        format,
        output,
        limit,
        actor=actor,
        side=side,
        country=country,
        type=type,
        on=on,
        place=place,
        holder=holder,
        publication=publication,
        document=document,
        text=text,
        standing=standing,
    )


@app.command()
def actors(
    actor: Actor = None,
    country: Country = None,
    type: Type = None,
    document: Document = None,
    text: Words = None,
    limit: Limit = None,
    format: Printed = Format.table,
    output: Output = None,
    record: Url = "dragoman.db",
) -> None:
    """List who is mentioned, the most mentioned first."""
    _list("actors", record, format, output, limit, actor=actor, country=country, type=type, document=document, text=text)


@app.command()
def joins(
    actor: Actor = None,
    type: Type = None,
    document: Document = None,
    confidence: Annotated[float | None, typer.Option("--confidence", min=0.0, max=1.0, help="At least so sure a join.")] = None,
    limit: Limit = None,
    format: Printed = Format.table,
    output: Output = None,
    record: Url = "dragoman.db",
) -> None:
    """List which events and reports are one, with score and evidence, the least sure first."""
    _list("joins", record, format, output, limit, actor=actor, type=type, document=document, confidence=confidence)


@app.command()
def show(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The id of a report.")],
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write the report as a page.")] = None,
    reading: Annotated[str | None, typer.Option("--reading", metavar="ID", help="As it was read then.")] = None,
    readings: Annotated[bool, typer.Option("--readings", help="List how the report was read.")] = False,
    record: Url = "dragoman.db",
) -> None:
    """Print one report as JSON: the contract dragoman/1."""
    with opened(record) as store:
        kept = store.documents[document]
        if readings:
            for each in kept.readings():
                typer.echo(f"{each.id}  {each.kept}  dragoman {each.program}, {each.model}{'  stands' if each.stands else ''}")
        elif html is not None:
            _write(html, kept.html().encode("utf-8"))
        else:
            typer.echo(kept.as_read(reading).to_json(indent=1) if reading else _corrected_record(kept))


@app.command()
def forget(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The id of the report.")],
    record: Url = "dragoman.db",
) -> None:
    """Take a report out for good, with its items."""
    with opened(record) as store:
        stay = store.forget(document)
        typer.echo(f"{document} is forgotten" + (f"; {stay} corrections stay, with the words they quote" if stay else ""), err=True)


@app.command()
def join(record: Url = "dragoman.db") -> None:
    """Join anew what is one: reports that print one text, events told by several. New reports are joined when they are kept."""
    with opened(record) as store:
        store.join(anew=True)
        typer.echo(str(store.events().counts()), err=True)


@app.command()
def check(
    mend: Annotated[bool, typer.Option("--mend", help="First make all lists anew from readings and corrections.")] = False,
    record: Url = "dragoman.db",
) -> None:
    """Check that the record is what was put in: bytes, readings, spans, and the lists made of them."""
    with opened(record) as store:
        if mend:
            typer.echo(f"made the lists of {store.mend()} reports anew", err=True)
        problems = store.check()
        for problem in problems:
            typer.echo(problem, err=True)
        typer.echo(f"{record}: {len(problems)} problems" if problems else f"{record}: all is sound")
    if problems:
        raise typer.Exit(FAILED)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes; nothing is overwritten.")],
    record: Url = "dragoman.db",
) -> None:
    """Copy the record as it is now, while others read and write it."""
    with opened(record) as store:
        store.backup(file)


@app.command()
def upgrade(record: Url = "dragoman.db") -> None:
    """Bring the tables of an older record to those of this program."""
    from dragoman.store.database import Database
    from dragoman.store.tables import HEAD
    from dragoman.store.upgrade import upgrade as upgraded

    with told(), closing(Database(record)) as database:
        before = upgraded(database)
        typer.echo(f"{record}: tables {before} → {HEAD}" if before != HEAD else f"{record}: the tables are of this version, {HEAD}")


def _corrected_record(kept: Report) -> str:
    """The record of a report, with where each item stands that a human said anything of."""
    data, standings = kept.record().to_dict(), kept.standings()
    for name in ("actors", "events", "statements", "agreements", "statuses"):
        data[name] = [{**item, "standing": standings[item["id"]]} if item["id"] in standings else item for item in data[name]]
    return json.dumps(data, ensure_ascii=False, indent=1)


@contextmanager
def told() -> Iterator[None]:
    """What goes wrong is told in one line; the exit status says which kind: 1 what was asked for failed, 2 it was asked wrong."""
    try:
        yield
    except ValueError as error:
        typer.echo(f"dragoman: {error}", err=True)
        raise typer.Exit(USAGE) from None
    except DragomanError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(FAILED) from None


@contextmanager
def opened(url: str, *, create: bool = False) -> Iterator[Store]:
    """The store at `url`, closed at the end."""
    from dragoman.store import Store

    with told(), Store.open(url, create=create) as store:
        yield store


def _list(name: str, url: str, format: Format, output: Path | None, limit: int | None, **asked: Any) -> None:
    with opened(url) as store:
        rows: Rows = store.events(**asked).joined() if name == "joined_events" else getattr(store, name)(**asked)
        if format is Format.table:
            count = len(rows)
            shown = rows.first(limit or SHOWN)
            found = shown.to_dicts()
            table((*SHORT[name], *_corrected(name, found)), found)
            if count > (limit or SHOWN):
                typer.echo(f"{limit or SHOWN} of {count:,}; --limit shows more, --format csv all", err=True)
            if name in ("events", "joined_events"):
                typer.echo(str(store.events(**asked).counts()), err=True)
        else:
            from dragoman.exchange.files import write

            wanted = rows if limit is None else rows.first(limit)
            with target_of(output) as target:
                write(wanted, Written(format).value, target)


def _corrected(name: str, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The columns that tell what humans made of the items, where they made anything of them."""
    if any(row.get("standing", "read") != "read" for row in rows):
        yield "standing"
    if name == "actors" and any(row["actor"] != row["id"] for row in rows):
        yield "actor"


def _write(path: Path, data: bytes) -> None:
    with target_of(path) as target:
        target.write(data)


def table(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Prints rows as a table."""
    from rich.table import Table

    if not rows:
        return
    shown = Table(box=None, pad_edge=False, header_style="bold", expand=True)
    for column in columns:
        least = None if column in LONG else min(NARROW, max(len(_shown(row[column])) for row in rows))
        title = column.removesuffix("_names").removesuffix("_name")
        shown.add_column(title, no_wrap=True, min_width=least, ratio=1 if column in LONG else None)
    for row in rows:
        shown.add_row(*(_shown(row[column]) for column in columns))
    console(140, markup=False, highlight=False).print(shown)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else str(value)

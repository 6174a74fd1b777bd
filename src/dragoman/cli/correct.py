"""`dragoman correct`: what a human says of items that were read; kept for good, and shared as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.printing import FAILED, Written, target_of
from dragoman.cli.record import Format, Output, Printed, Url, opened, table
from dragoman.errors import DragomanError, NotImportable

if TYPE_CHECKING:
    from dragoman.store import Correction, Corrector
    from dragoman.store.columns import ColumnType

LISTED = ("id", "kind", "item", "user", "time", "says", "reason")
CONFLICTING = ("id", "kind", "item", "document", "user", "problem")
COMPARED = ("list", "field", "items", "agreed", "kappa", "alpha", "problem")
"""The columns of tables on the screen."""

app = typer.Typer(
    name="correct",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Accept, reject, edit and add items of a record; merge and split actors and events; share and compare corrections.",
)

Reason = Annotated[str, typer.Option("--reason", metavar="WORDS", help="Why, in a few words.")]
User = Annotated[
    str | None,
    typer.Option("--user", metavar="NAME", envvar="DRAGOMAN_USER", help="Who says so; without it, the name of the login."),
]
Time = Annotated[str | None, typer.Option("--time", metavar="TIME", help="When it was said, UTC; without it, now.")]
Where = Annotated[str | None, typer.Option("--document", metavar="ID", help="In this report; actors need it.")]
Items = Annotated[list[str], typer.Argument(metavar="ITEM…", help="Ids, as `dragoman record events` and its like print them.")]
Sets = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="FIELD=VALUE", help="A field of the contract; lists with | between members, nothing for null."),
]


@app.command()
def accept(
    items: Items,
    reason: Reason,
    document: Where = None,
    user: User = None,
    time: Time = None,
    record: Url = "dragoman.db",
) -> None:
    """Say that items are right as they stand."""
    _each(items, lambda by, item: by.accept(item, document=document), record, user, reason, time)


@app.command()
def reject(
    items: Items,
    reason: Reason,
    document: Where = None,
    user: User = None,
    time: Time = None,
    record: Url = "dragoman.db",
) -> None:
    """Say that the report does not say so."""
    _each(items, lambda by, item: by.reject(item, document=document), record, user, reason, time)


@app.command()
def edit(
    item: Annotated[str, typer.Argument(metavar="ITEM", help="The id of the item.")],
    reason: Reason,
    set: Sets = None,
    document: Where = None,
    user: User = None,
    time: Time = None,
    record: Url = "dragoman.db",
) -> None:
    """Say what an item should be: `--set type=REJECT --set targets=georgia`."""
    _each([item], lambda by, id: by.edit(id, _values(set), document=document), record, user, reason, time)


@app.command()
def add(
    list: Annotated[str, typer.Argument(metavar="LIST", help="events, statements, agreements, statuses or actors.")],
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The id of the report.")],
    reason: Reason,
    words: Annotated[str | None, typer.Option("--words", metavar="WORDS", help="The words of the report that say so.")] = None,
    span: Annotated[
        str | None, typer.Option("--span", metavar="START-END", help="Their characters, where they stand twice.")
    ] = None,
    set: Sets = None,
    user: User = None,
    time: Time = None,
    record: Url = "dragoman.db",
) -> None:
    """Add what was not read: `add events doc:… --words "sent troops" --set type=MOBILIZE --set sources=russia`."""
    _each(
        [document],
        lambda by, id: by.add(list, id, _values(set), words=words, span=_span(span)),
        record,
        user,
        reason,
        time,
    )


@app.command()
def merge(
    one: Annotated[str, typer.Argument(metavar="ONE", help="An actor or an event.")],
    others: Annotated[list[str], typer.Argument(metavar="OTHER…", help="Those that are the same.")],
    reason: Reason,
    user: User = None,
    time: Time = None,
    record: Url = "dragoman.db",
) -> None:
    """Say that actors are one, in all reports, or that mentions of events are of one event."""
    _each(others, lambda by, other: by.merge(one, other), record, user, reason, time)


@app.command()
def split(
    one: Annotated[str, typer.Argument(metavar="ONE", help="An event, or an actor.")],
    reason: Reason,
    other: Annotated[
        str | None, typer.Argument(metavar="OTHER", help="The event that is another one, or who the actor is.")
    ] = None,
    document: Where = None,
    name: Annotated[str | None, typer.Option("--name", help="The name of the new actor.")] = None,
    user: User = None,
    time: Time = None,
    record: Url = "dragoman.db",
) -> None:
    """Say that two mentions are of two events, or that an actor is somebody else in one report (`--document`)."""
    _each([one], lambda by, id: by.split(id, other, document=document, name=name), record, user, reason, time)


@app.command()
def undo(
    corrections: Annotated[list[str], typer.Argument(metavar="CORRECTION…", help="Ids, as `dragoman correct list` prints them.")],
    reason: Reason,
    user: User = None,
    time: Time = None,
    record: Url = "dragoman.db",
) -> None:
    """Take corrections back; an undo is a correction too, and can be undone."""
    _each(corrections, lambda by, id: by.undo(id), record, user, reason, time)


@app.command("list")
def listed(
    by: Annotated[str | None, typer.Option("--user", metavar="NAME", help="Only those of this user.")] = None,
    document: Annotated[str | None, typer.Option("--document", metavar="ID", help="Only in this report.")] = None,
    item: Annotated[str | None, typer.Option("--item", metavar="ID", help="Only of this item.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="accept, reject, edit, add, merge, split or undo.")] = None,
    format: Printed = Format.table,
    output: Output = None,
    record: Url = "dragoman.db",
) -> None:
    """List corrections, undone ones as well."""
    with opened(record) as store:
        if kind is not None:
            from dragoman.store.corrections import KINDS

            if kind not in KINDS:
                raise ValueError(f"--kind: {kind!r} is none; write {', '.join(KINDS)}")
        found = store.corrections(user=by, document=document, item=item, kind=kind)
        undone = {each.undoes for each in found}
        _print([{**_row(each), "undone": each.id in undone} for each in found], LISTED, format, output)


@app.command()
def conflicts(
    document: Annotated[str | None, typer.Option("--document", metavar="ID", help="Only in this report.")] = None,
    format: Printed = Format.table,
    output: Output = None,
    record: Url = "dragoman.db",
) -> None:
    """List corrections that do not fit the reading that stands now, and why. Accept, edit or undo to settle them."""
    with opened(record) as store:
        found = store.conflicts(document=document)
        rows = [{**_row(each.correction), "document": each.document, "problem": each.problem} for each in found]
        _print(rows, CONFLICTING, format, output)
        if rows:
            typer.echo(f"{len(rows)} conflicts", err=True)


@app.command()
def export(
    user: Annotated[str | None, typer.Option("--user", metavar="NAME", help="Only those of this user.")] = None,
    output: Output = None,
    record: Url = "dragoman.db",
) -> None:
    """Write corrections as JSON lines, for other coders to import."""
    from dragoman.store.lines import line_of

    with opened(record) as store, target_of(output) as target:
        for each in store.corrections(user=user):
            target.write(line_of(each).encode("utf-8") + b"\n")


@app.command("import")
def imported(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="JSON lines that `export` wrote.")],
    record: Url = "dragoman.db",
) -> None:
    """Keep the corrections of others; those on reports that are not here yet wait for them."""
    wrong = 0
    with opened(record) as store:
        for file in files:
            good: list[Correction] = []
            for each in _corrections(file):
                if isinstance(each, NotImportable):
                    typer.echo(str(each), err=True)
                    wrong += 1
                else:
                    good.append(each)
            new = store.import_corrections(good)
            typer.echo(f"{file}: {new} new corrections, {len(good) - new} were here", err=True)
    if wrong:
        raise typer.Exit(FAILED)


@app.command()
def agreement(
    users: Annotated[str, typer.Option("--users", metavar="A,B", help="These coders; without it, all.")] = "",
    format: Printed = Format.table,
    output: Output = None,
    record: Url = "dragoman.db",
) -> None:
    """Measure how far coders agree on the items they judged both: Cohen's kappa (of two), Krippendorff's alpha."""
    with opened(record) as store:
        found = store.coder_agreement([name.strip() for name in users.split(",") if name.strip()])
        rows = [each._asdict() for each in found]
        if format is Format.table:
            rows = [{name: round(value, 3) if isinstance(value, float) else value for name, value in row.items()} for row in rows]
        _print(rows, COMPARED, format, output)


def _print(rows: list[dict[str, Any]], columns: tuple[str, ...], format: Format, output: Path | None) -> None:
    """Rows as a table of these columns, or all of them as a file."""
    if format is Format.table:
        table(columns, rows)
        return
    from dragoman.exchange.files import Computed, write
    from dragoman.store.columns import Column

    names = list(rows[0]) if rows else columns
    found = Computed(tuple(Column(name, _type(name, rows), "") for name in names), (tuple(row.values()) for row in rows))
    with target_of(output) as target:
        write(found, Written(format).value, target)


def _type(name: str, rows: list[dict[str, Any]]) -> ColumnType:
    """What a column holds, by its first value."""
    first = next((row[name] for row in rows if row[name] is not None), None)
    types: dict[type, ColumnType] = {bool: "boolean", int: "integer", float: "real"}
    return types.get(type(first), "text")


def _corrections(file: Path) -> Iterator[Correction | NotImportable]:
    from dragoman.store.lines import correction_of

    try:
        with file.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    try:
                        yield correction_of(line, str(file), number)
                    except NotImportable as error:
                        yield error
    except OSError as error:
        yield NotImportable(str(file), None, f"it cannot be read ({error.strerror})", "name a file that `export` wrote")


def _each(
    ids: list[str],
    say: Callable[[Corrector, str], Correction],
    url: str,
    user: str | None,
    reason: str,
    time: str | None,
) -> None:
    """Says one thing of each of these; what cannot be said of one is told, and the others go on."""
    failed = False
    with opened(url) as store:
        by = store.correct(user=user, reason=reason, time=time)
        for id in ids:
            try:
                made = say(by, id)
            except DragomanError as error:
                typer.echo(f"{id}: {error}" if id not in str(error) else str(error), err=True)
                failed = True
            else:
                typer.echo(f"{made.id}  {made.kind} {made.item}")
    if failed:
        raise typer.Exit(FAILED)


def _row(correction: Correction) -> dict[str, Any]:
    """A correction in one row."""
    return {
        "id": correction.id,
        "kind": correction.kind,
        "list": correction.list,
        "item": correction.item,
        "document": correction.document,
        "user": correction.user,
        "time": correction.time[:19] + "Z",
        "says": _said(correction),
        "reason": correction.reason,
    }


def _said(correction: Correction) -> str:
    body = correction.body
    if correction.kind == "undo":
        return str(correction.undoes)
    if correction.kind == "edit":
        return "; ".join(f"{name}={_shown(value)}" for name, value in body["set"].items())
    if correction.kind == "add":
        return "; ".join(f"{name}={_shown(value)}" for name, value in body["item"].items() if value and name not in ("id", "rule"))
    if correction.kind in ("merge", "split"):
        other: Any = body["with"] if "with" in body else body["as"]
        return other if isinstance(other, str) else str(other.get("item") or other.get("id"))
    return ""


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _values(given: list[str] | None) -> dict[str, Any]:
    """Fields and values: `type=REJECT`, `sources=russia|georgia`, `date=` (null), `trigger=[12, 20]` and other JSON."""
    found: dict[str, Any] = {}
    for each in given or ():
        field, equals, value = each.partition("=")
        if not equals:
            raise ValueError(f"--set: {each!r} sets nothing; write FIELD=VALUE, such as type=REJECT")
        found[field.strip()] = _value(value.strip())
    return found


def _value(text: str) -> Any:
    if not text:
        return None
    if text[0] in "[{" or text in ("true", "false", "null"):
        try:
            return json.loads(text)
        except ValueError:
            return text
    return [part.strip() for part in text.split("|")] if "|" in text else text


def _span(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    start, _, end = text.partition("-")
    if not (start.isdigit() and end.isdigit()):
        raise ValueError(f"--span: {text!r} is no span; write START-END, such as 297-494")
    return int(start), int(end)

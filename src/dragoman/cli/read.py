"""`dragoman read`: reports to briefs, JSON or a page."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from dragoman.cli.printing import FAILED, USAGE, console
from dragoman.cli.record import Url, opened
from dragoman.errors import DragomanError, StoreRefused
from dragoman.settings import Kind, Settings

if TYPE_CHECKING:
    from dragoman.record import Record
    from dragoman.store import Store

PATIENCE = 60.0
"""Seconds to wait for a server that went away, or for another writer, beyond the wait of the store itself."""


def read(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH…", help="Reports: text, an article page, a forum page or post; - reads standard input."),
    ],
    json: Annotated[bool, typer.Option("--json", help="Print the record of one report as JSON (the contract dragoman/1).")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Print one line of JSON for each report.")] = False,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write one self-contained page: the text highlighted, the items beside it."),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(
            "--published", metavar="DATE", help="The publication date (2015-03-18, 2015-03 or 2015), before what the report says."
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Read a text in another language than English all the same.")] = False,
    max_characters: Annotated[
        int, typer.Option("--max-characters", min=1, help="Refuse longer texts.")
    ] = Settings().max_characters,
    model: Annotated[
        str | None,
        typer.Option(
            "--model", metavar="NAME", help="Another language model: a spaCy pipeline with UD labels, a package or a folder."
        ),
    ] = None,
    actors: Annotated[
        str | None,
        typer.Option(
            "--actors", metavar="FILE", help="Actors or persons of your own, laid over the registry (see `dragoman actors`)."
        ),
    ] = None,
    verbs: Annotated[
        str | None,
        typer.Option("--verbs", metavar="FILE", help="Event frames of your own, laid over ours (see `dragoman verbs check`)."),
    ] = None,
    frames_only: Annotated[
        bool, typer.Option("--frames-only", help="Code events by the frame tables alone, without the classifier beside them.")
    ] = False,
    nameless: Annotated[
        bool,
        typer.Option("--nameless", help="Keep events in which no known actor plays a part too, as notes and headings tell them."),
    ] = False,
    min_confidence: Annotated[
        float, typer.Option("--min-confidence", metavar="P", min=0.0, max=1.0, help="Leave out events that are less sure.")
    ] = 0.0,
    kind: Annotated[
        Kind, typer.Option("--kind", help="A report, or the text of a treaty: one agreement, its provisions by article.")
    ] = "report",
    workers: Annotated[int, typer.Option("--workers", min=1, help="Read in so many processes, one thread each.")] = 1,
    keep: Annotated[bool, typer.Option("--keep", help="Keep what is read in the record (see `dragoman record`).")] = False,
    record: Url = "dragoman.db",
    timing: Annotated[
        bool, typer.Option("--timing", help="Keep the wall time in run.wall_time; the bytes then differ from run to run.")
    ] = False,
) -> None:
    """Read reports: who did what to whom, who said what, what was agreed, and what each side calls the territory."""
    settings = Settings(
        published=_date(published),
        force=force,
        max_characters=max_characters,
        model=model,
        actors=actors,
        verbs=verbs,
        frames_only=frames_only,
        nameless=nameless,
        min_confidence=min_confidence,
        kind=kind,
        timing=timing,
    )
    if sum((json, jsonl, html is not None)) > 1:
        _stop("choose one of --json, --jsonl and --html")
    failures: list[str] = []
    with _keeper(record, failures) if keep else nullcontext() as keeper:
        for shown, (read, raw) in enumerate(_records(paths, settings, workers, failures), start=1):
            if keeper is not None:
                keeper.keep(read, raw)
            if jsonl:
                print(read.to_json(), file=_out())
            elif json and shown > 1:
                typer.echo(f"{read.document.uri}: not printed, --json prints one report; use --jsonl for all", err=True)
            elif json:
                print(read.to_json(indent=1), file=_out())
            elif html is not None:
                _write_page(html, read, shown)
            elif keeper is None:
                _show(read, first=shown == 1)
    if failures:
        raise typer.Exit(FAILED)


def _date(published: str | None) -> str | None:
    """The publication date, once it is one."""
    from dragoman.dates import is_edtf_date

    if published is not None and not is_edtf_date(published):
        _stop(f"--published: {published!r} is no date; write 2015-03-18, 2015-03 or 2015")
    return published


def _stop(message: str) -> None:
    typer.echo(f"dragoman read: {message}", err=True)
    raise typer.Exit(USAGE)


class _Keeper:
    """Keeps records as they are read, and says what became of them; `counts` has how many of each kind.

    A record that the store refuses is told and added to `failures`, and the rest goes on.
    """

    def __init__(self, store: Store, failures: list[str]) -> None:
        self.store = store
        self.failures = failures
        self.counts: Counter[str] = Counter()

    def keep(self, record: Record, raw: bytes | None) -> None:
        def waiting(error: DragomanError) -> None:
            typer.echo(f"{error}; waiting up to {PATIENCE:.0f} seconds for it", err=True)

        try:
            kept = self.store.keep(record, raw, patience=PATIENCE, waiting=waiting)
        except StoreRefused as error:
            self.counts["refused"] += 1
            self.failures.append(record.document.uri)
            typer.echo(str(error), err=True)
            return
        self.counts[kept.change] += 1
        typer.echo(f"{kept.document}  {kept.change:9}  {record.document.uri}", err=True)


@contextmanager
def _keeper(url: str, failures: list[str]) -> Iterator[_Keeper]:
    with opened(url, create=True) as store:
        keeper = _Keeper(store, failures)
        try:
            yield keeper
        finally:
            counts = ", ".join(f"{count} {change}" for change, count in sorted(keeper.counts.items())) or "nothing"
            typer.echo(f"{store.database.name}: {counts}", err=True)


def _records(paths: list[str], settings: Settings, workers: int, failures: list[str]) -> Iterator[tuple[Record, bytes | None]]:
    """The records of all reports, each with the bytes it was read from; what cannot be read is told on standard error and the rest goes on."""
    from dragoman.engines.local import read_paths
    from dragoman.sources import STANDARD_INPUT

    _check_settings(settings)
    workers = 1 if STANDARD_INPUT in paths else min(workers, len(paths))  # only this process has the standard input
    for outcome in read_paths(paths, settings, workers):
        yield from ((record, outcome.raw) for record in outcome.records)
        if outcome.failure is not None:
            typer.echo(outcome.failure, err=True)
            failures.append(outcome.path)


def _check_settings(settings: Settings) -> None:
    """A model or a file of actors that cannot be loaded stops everything, before anything is read."""
    if settings.actors is not None:
        from dragoman.knowledge.actors import registry

        try:
            _ = registry(settings.actors).entries
        except (DragomanError, ValueError) as error:
            _stop(f"--actors {error}; `dragoman actors check {settings.actors}` tells all that is wrong")
    if settings.verbs is not None:
        from dragoman.knowledge.verbs.own import events_over

        try:
            events_over(settings.verbs)
        except DragomanError as error:
            _stop(f"--verbs {error}; `dragoman verbs check {settings.verbs}` tells what was not taken over")
    if settings.model is not None:
        from dragoman.reading.parse import language_model

        try:
            language_model(settings.model)
        except DragomanError as error:
            _stop(f"--model {error}")


def _out() -> TextIO:
    """Standard output in UTF-8 with plain line ends, whatever the locale: the same bytes everywhere."""
    if isinstance(sys.stdout, TextIOWrapper) and sys.stdout.encoding.lower().replace("-", "") != "utf8":
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    return sys.stdout


def _write_page(path: Path, record: Record, number: int) -> None:
    from dragoman.views.page import page

    target = path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")
    try:
        target.write_text(page(record), encoding="utf-8")
    except OSError as error:
        _stop(f"--html: {target} cannot be written ({error.strerror}); choose another file")
    typer.echo(f"{record.document.uri} → {target}", err=True)


def _show(record: Record, *, first: bool) -> None:
    from dragoman.views.brief import brief

    screen = console(110, file=_out())
    if not first:
        screen.rule()
    screen.print(brief(record))

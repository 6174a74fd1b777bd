"""`dragoman explain`: which rule, words and entries made an item, and what kept words from being an event."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.printing import FAILED, USAGE
from dragoman.errors import DragomanError


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The report the item was read from.")],
    item: Annotated[
        str, typer.Argument(metavar="SPAN-OR-ID", help="An id (e:…, s:…, g:…, t:…, an actor's) or characters as 120-180.")
    ],
    published: Annotated[str | None, typer.Option("--published", metavar="DATE", help="As given when the report was read.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Read another language than English all the same.")] = False,
    why_not: Annotated[
        bool, typer.Option("--why-not", help="Say of each word in the span which frames it has and why none gave an event.")
    ] = False,
) -> None:
    """Say which rule, words and knowledge entries made an item, or all items over a span; or why there is no event."""
    import dragoman
    from dragoman.explain import explain as explanations

    if why_not:
        _why_not(file, item, published, force)
        return
    try:
        found = []
        problem: DragomanError | None = None
        for record in dragoman.read_all(file, published=published, force=force):
            try:
                found += explanations(record, item)
            except DragomanError as error:
                problem = problem or error
        if not found and problem is not None:
            raise problem
    except (DragomanError, ValueError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(FAILED) from None
    for each in found:
        typer.echo(f"{each.list.removesuffix('s')} {each.item.get('id', each.item.get('value'))}")
        for name, value in each.item.items():
            if name not in (
                "id",
                "span",
                "anchor_span",
                "mentions",
                "provisions",
                "roles",
                "content",
                "trigger",
                "evidence",
                "cue",
                "speaker_span",
            ) and (value not in (None, [], "")):
                typer.echo(f"  {name}: {', '.join(map(str, value)) if isinstance(value, list) else value}")
        for field, (start, end), words in each.words:
            typer.echo(f"  {field} {start}-{end}: “{' '.join(words.split())}”")
        for entry in each.entries:
            typer.echo(f"  made by {entry.table}, line {entry.line}")
            for name, cell in entry.cells.items():
                typer.echo(f"    {name}: {cell}")
        typer.echo("")


def _why_not(file: str, item: str, published: str | None, force: bool) -> None:
    """Prints, for each word of a span that is no event, its frames and what they lack."""
    from dragoman.explain import span_of
    from dragoman.reading import read_up_to_events
    from dragoman.reading.nearly import nearly
    from dragoman.settings import Settings
    from dragoman.sources import open_documents

    span = span_of(item)
    if span is None:
        typer.echo(f"dragoman explain: --why-not wants characters as 120-180, not {item!r}", err=True)
        raise typer.Exit(USAGE)
    settings = Settings(published=published, force=force)
    try:
        found = [near for each in open_documents(file, settings) for near in nearly(read_up_to_events(each, settings), span)]
    except (DragomanError, ValueError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(FAILED) from None
    for near in found:
        rule = f", {near.frame.rule} ({near.frame.table}, line {near.frame.line})" if near.frame is not None else ""
        typer.echo(f"“{near.words}” {near.span[0]}-{near.span[1]}{rule}: {near.why}")
    if not found:
        typer.echo("every word there that could tell an event tells one, or none could")

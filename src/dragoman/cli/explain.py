"""`dragoman explain`: which rule, words and entries made an item."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.record import FAILED
from dragoman.errors import DragomanError


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The report the item was read from.")],
    item: Annotated[
        str, typer.Argument(metavar="SPAN-OR-ID", help="An id (e:…, s:…, g:…, t:…, an actor's) or characters as 120-180.")
    ],
    published: Annotated[str | None, typer.Option("--published", metavar="DATE", help="As given when the report was read.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Read another language than English all the same.")] = False,
) -> None:
    """Say which rule, words and knowledge entries made an item, or all items over a span."""
    import dragoman
    from dragoman.explain import explain as explanations

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

"""`dragoman view`: what a polity is, in whose view, on a date."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.asking import Formats, NoBaseline, Recorded, Reports, assertions, show
from dragoman.cli.printing import USAGE


def view(
    of: Annotated[str, typer.Option("--of", metavar="POLITY", help='The polity asked about: "South Ossetia".')],
    as_: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="ACTOR",
            help="In whose view: an actor, `narrator`, `publication:AFP`; without it each view side by side.",
        ),
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="On this date: 2015-03-18, 2015-03, 2015.")] = None,
    reports: Reports = None,
    record: Recorded = None,
    no_baseline: NoBaseline = False,
    format: Formats = "text",
) -> None:
    """Say what a polity is in somebody's view: since when, on which words; contradictions stand side by side."""
    from dragoman.dates import is_edtf_date
    from dragoman.queries import actor_named, beliefs
    from dragoman.queries.asking import Answer, belief_text
    from dragoman.queries.naming import names

    if on is not None and not is_edtf_date(on):
        typer.echo(f"dragoman view: --on: {on!r} is no date; write 2015-03-18, 2015-03 or 2015", err=True)
        raise typer.Exit(USAGE)
    with assertions(reports, record, baseline=not no_baseline, command="view") as known:
        who = as_ if as_ is None or as_ == "narrator" or as_.startswith("publication:") else actor_named(as_)
        found = beliefs(known, actor_named(of), view=who, on=on)
        name = names(known)
        show([Answer(belief_text(each, name), each, each.source) for each in found], format)

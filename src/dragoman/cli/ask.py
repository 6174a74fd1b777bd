"""`dragoman ask`: a question in one of the known forms to its answers, each with where it stands."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.asking import Formats, NoBaseline, Recorded, Reports, assertions, show


def ask(
    question: Annotated[
        str | None, typer.Argument(metavar="QUESTION", help='As in "who recognises South Ossetia on 2015-03-18".')
    ] = None,
    reports: Reports = None,
    record: Recorded = None,
    no_baseline: NoBaseline = False,
    format: Formats = "text",
    forms: Annotated[
        bool, typer.Option("--forms", help="List an example of each form of question; a form has other wordings too.")
    ] = False,
) -> None:
    """Answer a question on recognition, status, obligations, agreements, positions or history, with sources."""
    from dragoman.knowledge.questions import question_forms
    from dragoman.queries.asking import ask as answers

    if forms or question is None:
        for form in sorted(question_forms(), key=lambda form: form.name):
            typer.echo(f"{form.name:12} {form.example}")
        return
    with assertions(reports, record, baseline=not no_baseline, command="ask") as known:
        show(answers(known, question), format)

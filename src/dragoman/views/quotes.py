"""Statements as rows: who, by which cue, which words, with which position and about what; and which of them were asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from rich.table import Table
from rich.text import Text

from dragoman.record import Position, Record, Statement
from dragoman.views.passages import passages
from dragoman.views.wording import said, speaker, topic

STYLES = {"speaker": "cyan", "cue": "magenta", "content": "italic"}


class Row(NamedTuple):
    """A statement in words. Empty cells are what is not known."""

    uri: str
    published: str
    speaker: str
    speaker_words: str
    role: str
    anonymous: bool
    cue: str
    words: str
    kind: str
    form: str
    position: str
    about: str
    certainty: str
    factivity: str
    inferred: bool
    rule: str


def row(record: Record, statement: Statement) -> Row:
    """The row of a statement."""
    return Row(
        record.document.uri,
        record.document.published or "",
        speaker(record, statement),
        record.words(statement.speaker_span) if statement.speaker_span else "",
        statement.speaker_role or "",
        statement.anonymous,
        record.words(statement.cue) if statement.cue else "",
        said(record, statement),
        statement.kind,
        statement.form,
        statement.position or "",
        topic(record, statement.about),
        statement.certainty or "",
        statement.factivity or "",
        statement.inferred,
        statement.rule,
    )


def chosen(record: Record, *, by: str | None = None, position: Position | None = None, about: str | None = None) -> list[Statement]:
    """The statements of a record by a speaker, with a position, about something; names are matched as whole words."""
    return [
        statement
        for statement in record.statements
        if (position is None or statement.position == position)
        and (by is None or _named(by, _speakers(record, statement)))
        and (about is None or _named(about, (topic(record, statement.about), said(record, statement))))
    ]


def table(found: Iterable[tuple[Record, Statement]]) -> Table:
    """A table for the terminal: speaker and cue in their own colours, the words in italics; several reports have their headings."""
    made = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for title in ("speaker", "position", "about", "words"):
        made.add_column(title, ratio=4 if title == "words" else 1, overflow="fold")
    listed = list(found)
    several = len({record.document.uri for record, _ in listed}) > 1
    uri = None
    for record, statement in listed:
        if several and record.document.uri != uri:
            uri = record.document.uri
            made.add_row(Text(""))
            made.add_row("", "", "", Text(uri, style="bold underline"))
        notes = f"{statement.position or '–'}\n{statement.kind}, {statement.form}"
        made.add_row(speaker(record, statement), notes, topic(record, statement.about), marked(record, statement))
    return made


def marked(record: Record, statement: Statement) -> Text:
    """The passages of a statement with speaker, cue and words told apart by style."""
    line = Text()
    for segment in passages(record, statement):
        line.append(segment.text, style=" ".join(STYLES[kind] for kind in segment.kinds))
    return line


def _speakers(record: Record, statement: Statement) -> list[str]:
    """What a speaker may be asked for by: id, name, mentions, and the actor it acts for."""
    found = [record.words(statement.speaker_span)] if statement.speaker_span else []
    actor = record.actor(statement.speaker) if statement.speaker else None
    if actor is not None:
        country = record.actor(actor.country) if actor.country else None
        found += [actor.id, actor.name, *(record.words(span) for span in actor.mentions), *([country.name] if country else [])]
    return found


def _named(wanted: str, names: Iterable[str]) -> bool:
    pattern = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)", re.IGNORECASE)
    return any(pattern.search(name) for name in names)

"""What was joined is taken apart again, where a report is read anew, corrected or taken out: what is near is looked at anew."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, and_, delete, or_, select, update

from dragoman.store import tables
from dragoman.store.database import take_turns
from dragoman.store.homes import WITHIN
from dragoman.store.sources import TURN, shifted
from dragoman.store.tellings import SPAN

EVENTS = "events"
"""The list of `joins` between tellings."""


def part(connection: Connection, number: int) -> None:
    """Takes what a report tells out of the events it was joined to; what was told around the same days is looked at anew."""
    table, joins = tables.tellings, tables.joins
    if connection.execute(select(table.c.id).where(table.c.document == number).limit(1)).first() is not None:
        take_turns(connection, TURN)
    columns = (table.c[name] for name in ("family", "dated", "day", "first", "last"))
    for row in connection.execute(select(*columns).distinct().where(table.c.document == number)).all():
        connection.execute(update(table).where(table.c.family == row.family, _around(row)).values(joined=False))
    connection.execute(delete(joins).where(joins.c.list == EVENTS, joins.c.document == number))
    connection.execute(delete(joins).where(joins.c.list == EVENTS, joins.c.other_document == number))


def _around(row: Any) -> Any:
    """The tellings whose home may be another one without that of `row`."""
    table = tables.tellings
    if row.dated in ("wide", "never") or row.day is None:
        return and_(table.c.dated == row.dated, table.c.day == row.day) if row.day else table.c.dated == "never"
    first = row.first or shifted(row.day, -WITHIN)
    last = row.last or row.day
    return and_(
        table.c.dated.in_(("day", "told", "span")),
        table.c.day.between(first, shifted(last, SPAN)),  # a span that began by then has ended by then
        or_(
            table.c.day <= last,
            and_(table.c.dated == "told", table.c.day <= shifted(last, WITHIN)),
            and_(table.c.dated == "span", table.c.first <= last),
        ),
    )

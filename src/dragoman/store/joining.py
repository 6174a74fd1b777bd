"""What is one over reports, joined after keeping: reports that print one text, and tellings of one event.

Keeping a report marks what is to be joined; `join` takes what is marked, some at a time, each time in one transaction, so
that readers do not wait for it, and writers for one batch. What comes out depends on what is kept alone, not on the order of keeping.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, and_, bindparam, delete, func, or_, select, update

from dragoman.record import content_id
from dragoman.store import sources, tables
from dragoman.store.database import Database, Row, insert_all, take_turns
from dragoman.store.homes import TELLINGS, WITHIN, Homes, written
from dragoman.store.merging import decisions
from dragoman.store.packing import packed
from dragoman.store.parting import EVENTS, part
from dragoman.store.sameness import Together, ordinal, together
from dragoman.store.sources import in_turn
from dragoman.store.tellings import Telling, telling

REPORTS = 250
"""Reports whose copies are sought in one transaction."""
AT_ONCE = 2_000
"""Tellings joined in one transaction."""
SETTLED = {"events": ("event",), "tellings": ("dated", "day", "home", "event", "joined")}
"""The columns of lists that joining writes, and not the reading."""


def join(database: Database) -> None:
    """Joins what has been kept since the last time; what humans decided on pairs of events holds."""
    while _waiting(database):
        with database.writing() as connection:
            take_turns(connection, sources.TURN)
            numbers = sources.pending(connection, REPORTS)
            if numbers:
                _date(connection, sources.settle(connection, numbers))
            else:
                _join(connection)


def join_anew(database: Database) -> None:
    """Joins all reports and all that they tell anew."""
    with database.writing() as connection:
        take_turns(connection, sources.TURN)
        connection.execute(update(tables.documents).where(tables.documents.c.superseded_by.is_(None)).values(joined=False))
        connection.execute(update(tables.tellings).values(joined=False, event=""))  # so that mentions are written as well
    join(database)


def check(connection: Connection) -> Iterator[str]:
    """What is joined otherwise than what is kept has it; nothing is said while reports wait to be joined."""
    if _marked(connection):
        return
    yield from sources.check(connection)
    decided = decisions(connection)
    table, mentions = tables.tellings, tables.events
    told = and_(table.c.document == mentions.c.document, table.c.id == func.coalesce(mentions.c.same_as, mentions.c.id))
    for id in connection.execute(select(mentions.c.id).join(table, told).where(mentions.c.event != table.c.event)).scalars():
        yield f"{id} is no mention of the event that its report tells; `dragoman record join` makes it one"
    for some in in_turn(connection.execute(select(table.c.home).distinct().order_by(table.c.home)).scalars().all()):
        homes = Homes(connection, decided)  # of some days at a time: those of a large record fill the memory
        for home in some:
            members = homes.members(_read(home))
            groups = together(members, homes.judge)
            event = {each.id: group.members[0].id for group in groups for each in group.members}
            wrong = [each for each in members if (each.home, each.event) != (home, event[each.id])]
            if wrong or _there(connection, members) != {row["other"]: row for row in _rows(groups)}:
                yield f"the events of {home} are not joined as they are told; `dragoman record join` makes them anew"


def _waiting(database: Database) -> bool:
    with database.reading() as connection:
        return _marked(connection)


def _marked(connection: Connection) -> bool:
    return bool(sources.pending(connection, 1)) or connection.execute(_stale().limit(1)).first() is not None


def _stale() -> Any:
    """Tellings to be joined, those of one time together; not those of reports whose source is not known yet."""
    table, documents = tables.tellings, tables.documents
    return TELLINGS.where(~table.c.joined, documents.c.joined).order_by(table.c.family, table.c.day, table.c.document)


def _date(connection: Connection, numbers: set[int]) -> None:
    """Gives undated tellings the first day on which their report was published anywhere."""
    documents, table = tables.documents, tables.tellings
    dated: list[Row] = []
    for some in in_turn(numbers):
        mine = select(documents.c.source).where(documents.c.number.in_(some))
        exact = and_(documents.c.source.in_(mine), documents.c.superseded_by.is_(None), documents.c.first == documents.c.last)
        first = select(documents.c.source, func.min(documents.c.first)).where(exact).group_by(documents.c.source)
        days = {row[0]: row[1] for row in connection.execute(first)}
        undated = (
            select(table.c.document, documents.c.source, table.c.day, func.max(table.c.home).label("home"))
            .join(documents, documents.c.number == table.c.document)
            .where(table.c.document.in_(some), table.c.first.is_(None))
            .group_by(table.c.document, documents.c.source, table.c.day)
        )
        for row in connection.execute(undated).all():
            day = days.get(row.source)
            if row.day == day:
                continue
            if row.home is not None:
                part(connection, row.document)
            dated.append({"at": row.document, "day_is": day, "dated_is": "told" if day else "never"})
        connection.execute(update(table).where(table.c.document.in_(some), table.c.joined).values(joined=False))
    if dated:
        connection.execute(_DATED, dated)


def _join(connection: Connection) -> None:
    stale = [telling(row) for row in connection.execute(_stale().limit(AT_ONCE))]
    homes = Homes(connection, decisions(connection))
    _fetch(homes, stale)
    affected: set[str] = set()
    for each in stale:
        affected |= {home for home in (each.home, written(homes.of(each))) if home}
        for other in (*homes.around(each), *homes.fellows(each)):
            home = written(homes.of(other))
            if home != other.home:
                affected |= {home, other.home or home}
    _write(connection, homes, sorted(affected))


def _fetch(homes: Homes, tellings: Sequence[Telling]) -> None:
    """Fetches what is around these tellings, days that lie close together at once."""
    days = sorted({(each.family, ordinal(each.day)) for each in tellings if each.dated in ("day", "told", "span")})
    for kind, group in itertools.groupby(days, key=lambda each: each[0]):
        first: int | None = None
        last = 0
        for _, day in group:
            if first is None:
                first = day
            elif day - last > 4 * WITHIN:
                homes.load(kind, first - WITHIN, last + WITHIN)
                first = day
            last = day
        if first is not None:
            homes.load(kind, first - WITHIN, last + WITHIN)


def _write(connection: Connection, homes: Homes, affected: Iterable[str]) -> None:
    """Parts the tellings of homes into events, and writes what is not so yet."""
    told, mentioned, wanted = list[Row](), list[Row](), dict[str, Row]()
    members: list[Telling] = []
    left, seen = sorted(affected, reverse=True), set[str]()
    while left:
        home = left.pop()
        if home in seen:
            continue
        seen.add(home)
        here = homes.members(_read(home))
        members += here
        left += homes.strayed(home, here)
        groups = together(here, homes.judge)
        wanted |= {row["other"]: row for row in _rows(groups)}
        for group in groups:
            event = group.members[0].id
            for each in group.members:
                if (each.event, each.home, each.joined) != (event, home, True):
                    told.append({"at": each.document, "telling": each.id, "to": event, "home_is": home})
                if each.event != event:
                    mentioned.append({"at": each.document, "telling": each.id, "to": event})
    if told:
        connection.execute(_PLACED, told)
    if mentioned:
        connection.execute(_MENTIONED, mentioned)
    there = _there(connection, members)
    for some in in_turn(row["id"] for other, row in there.items() if wanted.get(other) != row):
        connection.execute(delete(tables.joins).where(tables.joins.c.id.in_(some)))
    insert_all(connection, tables.joins, [row for other, row in wanted.items() if there.get(other) != row])


def _there(connection: Connection, members: Iterable[Telling]) -> dict[str, Row]:
    """The joins of tellings as they are written, by the one that was joined to another."""
    joins = tables.joins
    found: dict[str, Row] = {}
    for some in in_turn(each.id for each in members):
        query = select(joins).where(joins.c.list == EVENTS, joins.c.other.in_(some))
        found |= {row.other: row._asdict() for row in connection.execute(query)}
    return found


def _rows(groups: Iterable[Together]) -> Iterator[Row]:
    for group in groups:
        for each in group.joins:
            yield {
                "id": content_id("j", EVENTS, each.one.id, each.other.id),
                "list": EVENTS,
                "one": each.one.id,
                "other": each.other.id,
                "score": each.likeness.score,
                "evidence": packed(each.likeness.evidence),
                "document": each.one.document,
                "other_document": each.other.document,
            }


def _read(home: str) -> tuple[str, str]:
    kind, _, day = home.partition(" ")
    return kind, day


_AT: BindParameter[int] = bindparam("at")
_TELLING: BindParameter[str] = bindparam("telling")
_TO: BindParameter[str] = bindparam("to")
_UNDATED = and_(tables.tellings.c.document == _AT, tables.tellings.c.first.is_(None))
_DATED = update(tables.tellings).where(_UNDATED).values(dated=bindparam("dated_is"), day=bindparam("day_is"))
_PLACED = (
    update(tables.tellings)
    .where(tables.tellings.c.document == _AT, tables.tellings.c.id == _TELLING)
    .values(event=_TO, home=bindparam("home_is"), joined=True)
)
_MENTIONED = (
    update(tables.events)
    .where(tables.events.c.document == _AT, or_(tables.events.c.id == _TELLING, tables.events.c.same_as == _TELLING))
    .values(event=_TO)
)

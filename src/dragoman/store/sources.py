"""Which reports are one source with many outlets: `documents.source` is the id of the first report of the same text.

Every pair of near copies is a row of `joins`; of those that hang together the longest is taken first, and each shorter text
is a print of the one it is most like. So the outcome depends on what is kept, and not on the order of keeping.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import BindParameter, ColumnElement, Connection, Select, bindparam, delete, false, func, or_, select, update

from dragoman.record import content_id
from dragoman.store import tables
from dragoman.store.copies import Copy, body, likeness, shingles
from dragoman.store.database import Row, insert_new, take_turns
from dragoman.store.packing import loaded, packed
from dragoman.store.sketches import promised

T = TypeVar("T")

NEAR = 14
"""Days between two prints of one text."""
TURN = "joining"
"""What those who join, or take out what was joined, take turns at."""
MANY = 500
"""Reports named in one query."""
DOCUMENTS = "documents"
"""The list of `joins` between reports."""


class Print(NamedTuple):
    """A report among its near copies."""

    number: int
    id: str
    length: int
    published: str | None


def pending(connection: Connection, limit: int) -> list[int]:
    """Reports whose copies have not been sought since they were kept, those of one time together."""
    table = tables.documents
    query = select(table.c.number).where(~table.c.joined, table.c.superseded_by.is_(None))
    return list(connection.execute(query.order_by(table.c.first, table.c.number).limit(limit)).scalars())


def settle(connection: Connection, numbers: Iterable[int]) -> set[int]:
    """Seeks the copies of these reports; returns the reports whose source, or what it is made of, may be another one now."""
    numbers = list(numbers)
    touched = {*numbers, *_neighbours(connection, numbers), *_groups(connection, numbers)}
    table = tables.joins
    alike = or_(table.c.document.in_(numbers), table.c.other_document.in_(numbers))
    connection.execute(delete(table).where(_listed(), alike))
    insert_new(connection, table, list(edges(connection, numbers)))
    source = _sources(connection, touched)
    found = [{"at": number, "source_is": id} for number, id in source.items()]
    if found:
        connection.execute(_SETTLED, found)
    return set(source)


def release(connection: Connection, number: int) -> None:
    """Takes a report out of its source; the others are looked at anew."""
    take_turns(connection, TURN)
    documents, table = tables.documents, tables.joins
    source = select(documents.c.source).where(documents.c.number == number).scalar_subquery()
    connection.execute(update(documents).where(documents.c.source == source).values(source=documents.c.id, joined=False))
    connection.execute(delete(table).where(_listed(), or_(table.c.document == number, table.c.other_document == number)))


def check(connection: Connection) -> Iterator[str]:
    """What in sources and their joins is not what the texts make."""
    documents, joins = tables.documents, tables.joins
    query = select(documents.c.number, documents.c.id, documents.c.source).where(documents.c.superseded_by.is_(None))
    rows = connection.execute(query.order_by(documents.c.first, documents.c.number)).all()
    numbers = [row.number for row in rows]
    there = {(row.one, row.other, row.score, row.evidence) for row in connection.execute(select(joins).where(_listed()))}
    found = set()
    for start in range(0, len(numbers), MANY):
        made = edges(connection, numbers[start : start + MANY])
        found |= {(row["one"], row["other"], row["score"], row["evidence"]) for row in made}
    if there != found:
        yield f"{len(there ^ found)} joins of reports are not what their texts make; `dragoman record join` makes them anew"
    source = _sources(connection, set(numbers))
    for row in rows:
        if row.source != source[row.number]:
            yield f"{row.id}: its source is {source[row.number]}, and not {row.source}"


def _listed() -> ColumnElement[bool]:
    return tables.joins.c.list == DOCUMENTS


def edges(connection: Connection, numbers: Sequence[int]) -> Iterator[Row]:
    """The rows of `joins` between reports and their near copies."""
    pairs = list(_candidates(connection, numbers))
    texts = _texts(connection, {each for pair in pairs for each in pair})
    for pair in pairs:
        (one, mine, here), (other, theirs, there) = sorted(texts[number] for number in pair)
        found = likeness(mine, theirs)
        if found is not None:
            yield {
                "id": content_id("j", DOCUMENTS, one, other),
                "list": DOCUMENTS,
                "one": one,
                "other": other,
                "score": found.score,
                "evidence": packed(found.evidence),
                "document": here,
                "other_document": there,
            }


class _Text(NamedTuple):
    """The text of a report as it is compared, with the id and the number of the report."""

    id: str
    copy: Copy
    number: int


def _texts(connection: Connection, numbers: Iterable[int]) -> dict[int, _Text]:
    table = tables.documents
    columns = (table.c.number, table.c.id, table.c.text, table.c.item, table.c.first)
    found = {}
    for some in in_turn(numbers):
        for row in connection.execute(select(*columns).where(table.c.number.in_(some))):
            about = loaded(row.item)
            words = shingles(body(row.text, about["blocks"]))
            found[row.number] = _Text(row.id, Copy(words, row.first, frozenset(about.get("credits") or ())), row.number)
    return found


def shifted(day: str, days: int) -> str:
    """The day so many days later; the same day where the calendar ends before."""
    try:
        return (datetime.date.fromisoformat(day) + datetime.timedelta(days=days)).isoformat()
    except OverflowError:
        return day


def sources(prints: Iterable[Print], scores: Mapping[tuple[str, str], float]) -> list[tuple[str, list[Print]]]:
    """Reports that hang together, parted into sources; `scores` has the pairs of near copies, the smaller id first."""
    groups: dict[str, list[Print]] = {}
    for each in sorted(prints, key=lambda each: (-each.length, each.id)):
        likest = max(groups, key=lambda first: scores.get(_pair(first, each.id), 0.0), default=None)
        if likest is None or _pair(likest, each.id) not in scores:
            groups[each.id] = [each]
        else:
            groups[likest].append(each)
    return [(min(group, key=lambda each: (each.published or "9", each.id)).id, group) for group in groups.values()]


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _sources(connection: Connection, numbers: set[int]) -> dict[int, str]:
    """The source of these reports and of all that hang together with them, by what is a near copy of what."""
    documents, joins = tables.documents, tables.joins
    scores: dict[tuple[str, str], float] = {}
    hanging: defaultdict[int, set[int]] = defaultdict(set)
    every, edge = set[int](), set(numbers)
    while edge:
        every |= edge
        pairs = (joins.c.one, joins.c.other, joins.c.score, joins.c.document, joins.c.other_document)
        for some in in_turn(edge):
            alike = or_(joins.c.document.in_(some), joins.c.other_document.in_(some))
            for row in connection.execute(select(*pairs).where(_listed(), alike)):
                scores[row.one, row.other] = row.score
                hanging[row.document].add(row.other_document)
                hanging[row.other_document].add(row.document)
        edge = {other for each in edge for other in hanging[each]} - every
    columns = (documents.c.number, documents.c.id, func.length(documents.c.text), documents.c.first)
    prints = {
        row.number: Print(*row)
        for some in in_turn(every)
        for row in connection.execute(select(*columns).where(documents.c.number.in_(some)))
    }
    return {
        each.number: source
        for group in _together(every, hanging)
        for source, members in sources([prints[number] for number in group], scores)
        for each in members
    }


def _together(numbers: set[int], hanging: Mapping[int, set[int]]) -> Iterator[set[int]]:
    """The reports in groups that hang together."""
    left = set(numbers)
    while left:
        group, edge = set[int](), {left.pop()}
        while edge:
            group |= edge
            edge = {other for each in edge for other in hanging.get(each, ())} - group
        left -= group
        yield group


def _candidates(connection: Connection, numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of these reports with others of about the same day whose sketches promise a copy."""
    mine = [row for some in in_turn(numbers) for row in connection.execute(_SKETCHES.where(tables.documents.c.number.in_(some)))]
    new = {row.number for row in mine}
    days = [_number(row.first) for row in mine]
    theirs = list(connection.execute(_about(days)))
    for one, other in promised([row.marks for row in mine], (row.marks for row in theirs)):
        number, there = mine[one].number, theirs[other].number
        once = there < number or there not in new  # a pair of two of these is met twice
        if once and there != number and _near(days[one], _number(theirs[other].first)):
            yield number, there


def _about(days: Sequence[int | None]) -> Select[Any]:
    """The sketches of all reports that may print what reports of these days do: that of a report without a day, any."""
    first, wanted = tables.documents.c.first, _SKETCHES.where(tables.documents.c.superseded_by.is_(None))
    known = [day for day in days if day is not None]
    if len(known) == len(days):
        about = first.between(_day(min(known) - NEAR), _day(max(known) + NEAR)) if known else false()
        wanted = wanted.where(or_(first.is_(None), about))
    return wanted


def _number(day: str | None) -> int | None:
    return datetime.date.fromisoformat(day).toordinal() if day else None


def _day(number: int) -> str:
    return datetime.date.fromordinal(min(max(number, 1), datetime.date.max.toordinal())).isoformat()


def _near(one: int | None, other: int | None) -> bool:
    return one is None or other is None or abs(one - other) <= NEAR


def _neighbours(connection: Connection, numbers: Iterable[int]) -> set[int]:
    """Reports that are near copies of these."""
    table, numbers = tables.joins, list(numbers)
    found: set[int] = set()
    for here, there in ((table.c.document, table.c.other_document), (table.c.other_document, table.c.document)):
        found |= set(connection.execute(select(there).where(_listed(), here.in_(numbers))).scalars())
    return found


def _groups(connection: Connection, numbers: Iterable[int]) -> set[int]:
    """Reports that have had one source with these."""
    table = tables.documents
    mine = select(table.c.source).where(table.c.number.in_(list(numbers)))
    return set(connection.execute(select(table.c.number).where(table.c.source.in_(mine))).scalars())


def in_turn(names: Iterable[T]) -> Iterator[list[T]]:
    """Numbers or ids, so many at a time as a query may name."""
    every = list(names)
    yield from (every[start : start + MANY] for start in range(0, len(every), MANY))


_SKETCHES = select(tables.documents.c.number, tables.documents.c.first, tables.sketches.c.marks).join(
    tables.sketches, tables.sketches.c.document == tables.documents.c.number
)
_AT: BindParameter[int] = bindparam("at")
_IS: BindParameter[str] = bindparam("source_is")
_SETTLED = update(tables.documents).where(tables.documents.c.number == _AT).values(source=_IS, joined=True)

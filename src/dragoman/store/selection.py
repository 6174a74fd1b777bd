"""What is asked of a list, as SQL: filters by actor, type, date, place, holder, publication, confidence and words."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import Any, get_args

from sqlalchemy import ColumnElement, Connection, Select, and_, false, func, literal, or_, select, text, tuple_, union_all

from dragoman.bounds import bounds
from dragoman.errors import NotFound
from dragoman.record import NARRATOR, ActorKind, Dimension, EventType, Position, ProvisionType, StatusName
from dragoman.store import tables
from dragoman.store.columns import LISTS, TABLES, selected, source
from dragoman.store.picture import STANDINGS
from dragoman.store.rows import BAR

Clause = ColumnElement[bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What items must be to be found; None asks nothing. Dates are EDTF days, months or years."""

    actor: str | None = None
    """An id, a name or a code; for events whoever acts or is acted upon, for statements the speaker."""
    side: str | None = None
    """With `actor`: on which side, such as source, target, party, signatory, by, to, subject, of."""
    country: str | None = None
    """Whom an actor acts for: Putin's deeds are Russia's."""
    type: str | None = None
    """PLOVER type or CAMEO code, position, stage or kind, status, kind of actor, type of provision."""
    since: str | None = None
    """Not before; items whose date can mean an earlier day are left out."""
    until: str | None = None
    """Not after; items whose date can mean a later day are left out."""
    on: str | None = None
    """Statuses that hold on this date, as far as their holder says."""
    place: str | None = None
    """The place of an event or agreement; of others, a place the report names."""
    holder: str | None = None
    """Whose view: an id, a name, or narrator."""
    publication: str | None = None
    """An agency or outlet credited, or the host of the address."""
    document: str | None = None
    """The id of one report."""
    confidence: float | None = None
    """At least so sure a reading."""
    text: str | None = None
    """Words, in any form, or "phrases"; in the words of a statement, elsewhere in the report."""
    standing: str | None = None
    """read, accepted, edited, added or rejected; rejected items are left out where nothing is said."""


ACCEPTED = {
    "documents": {"actor", "country", "since", "until", "place", "publication", "document", "text"},
    "events": {each.name for each in fields(Filter)} - {"on"},
    "statements": {each.name for each in fields(Filter)} - {"on", "confidence", "holder"},
    "agreements": {each.name for each in fields(Filter)} - {"on", "confidence", "holder"},
    "provisions": {each.name for each in fields(Filter)} - {"on", "confidence", "since", "until"},
    "statuses": {each.name for each in fields(Filter)} - {"confidence", "since", "until"},
    "actors": {"actor", "country", "type", "document", "text"},
    **{each: {"document", "publication"} for each in ("mentions", "participants", "places", "times", "readings", "texts")},
    "corrections": {"document"},
    "joins": {"actor", "type", "document", "confidence"},
    "joined_events": {each.name for each in fields(Filter)} - {"on"},
}
ORDER = {
    "documents": ("number",),
    "texts": ("number",),
    "participants": ("document", "item", "side", "named"),
    "readings": ("serial",),
    "corrections": ("time", "id"),
}
"""The columns that say the order of a list, where that is not the order in the report."""
SIDES = {
    "events": ("source", "target"),
    "statements": ("speaker",),
    "agreements": ("party", "signatory"),
    "provisions": ("by", "to"),
    "statuses": ("subject", "of"),
}
WORDS: dict[str, tuple[str, ...]] = {
    "events": get_args(EventType),
    "statements": get_args(Position),
    "provisions": get_args(ProvisionType),
    "statuses": (*get_args(StatusName), *get_args(Dimension)),
    "actors": get_args(ActorKind),
}
"""The words that `type` can be, where the list of them is closed; events have CAMEO codes beside them."""
TYPES = {
    "events": ("type", "cameo"),
    "statements": ("position",),
    "agreements": ("stage", "kind"),
    "provisions": ("type",),
    "statuses": ("status", "dimension"),
    "actors": ("kind",),
}
for _lists in (SIDES, WORDS, TYPES):
    _lists["joined_events"] = _lists["events"]
WORDS["joins"] = WORDS["events"]


def query(connection: Connection, name: str, asked: Filter) -> Select[Any]:
    """The SELECT of a list under a filter, in the order of keeping. Raises ValueError, or NotFound for an unknown actor."""
    _check(name, asked)
    if name == "actors":
        return _actors(connection, asked)
    if name == "joins":
        return _joins(connection, asked)
    if name == "joined_events":
        return _joined_events(query(connection, "events", asked))
    chosen = select(*selected(name)).select_from(source(name)).where(*_clauses(connection, name, asked))
    return chosen.order_by(*(TABLES[name].c[each] for each in ORDER.get(name, ("document", "ordinal"))))


def _check(name: str, asked: Filter) -> None:
    given = [each.name for each in fields(Filter) if getattr(asked, each.name) is not None]
    wrong = [each for each in given if each not in ACCEPTED[name]]
    if wrong:
        raise ValueError(f"{name} cannot be filtered by {wrong[0]}; by {', '.join(sorted(ACCEPTED[name]))}")
    if asked.side is not None and asked.actor is None and asked.country is None:
        raise ValueError("side needs an actor or a country beside it")
    if asked.side is not None and asked.side not in SIDES[name]:
        raise ValueError(f"side: {name} have no {asked.side!r}; write {' or '.join(SIDES[name])}")
    if asked.standing is not None and asked.standing not in STANDINGS:
        raise ValueError(f"standing: {asked.standing!r} is none; write {', '.join(STANDINGS)}")
    words = WORDS.get(name, ())
    code = name in ("events", "joined_events", "joins") and asked.type is not None and asked.type.isdigit()
    if asked.type is not None and words and not code and asked.type.lower() not in map(str.lower, words):
        near = get_close_matches(asked.type.lower(), map(str.lower, words), n=3)
        raise ValueError(f"type: {name} have no {asked.type!r}; write {' or '.join(near) or 'one of ' + ', '.join(words)}")
    for each in ("since", "until", "on"):
        if getattr(asked, each) is not None and bounds(getattr(asked, each)) == (None, None):
            raise ValueError(f"{each}: {getattr(asked, each)!r} is no date; write 2015-03-18, 2015-03 or 2015")


def _clauses(connection: Connection, name: str, asked: Filter) -> list[Clause]:
    table, documents = TABLES[name], tables.documents
    first = bounds(asked.since)[0]
    last = bounds(asked.until)[1]
    found: list[Clause] = []
    if asked.actor is not None or asked.country is not None:
        found.append(_taking_part(connection, name, asked, first, last))
    if first is not None:
        found.append(table.c.first >= first)
    if last is not None:
        found += [table.c.first <= last, table.c.last <= last]
    if asked.on is not None:
        day, end = bounds(asked.on)
        found += [or_(table.c.first.is_(None), table.c.first <= end), or_(table.c.last.is_(None), table.c.last >= day)]
    if asked.type is not None:
        found.append(_typed(name, asked.type))
    if asked.place is not None:
        found.append(_placed(name, asked.place))
    if asked.holder is not None:
        found.append(table.c.holder.in_(_holders(connection, asked.holder)))
    if asked.publication is not None:
        sold = select(tables.publications.c.document).where(func.lower(tables.publications.c.name) == asked.publication.lower())
        found.append(documents.c.number.in_(sold))
    if asked.document is not None:
        found.append((table.c.document if name == "corrections" else documents.c.id) == asked.document)
    if asked.confidence is not None:
        found.append(table.c.confidence >= asked.confidence)
    if asked.text is not None:
        found.append(_worded(connection, name, asked.text))
    if name in ("documents", "texts", "readings"):
        if asked.document is None:
            found.append(documents.c.superseded_by.is_(None))
    elif asked.standing is not None:
        found.append(table.c.standing == asked.standing)
    elif "standing" in table.c:
        found.append(table.c.standing != "rejected")
    return found


def _taking_part(connection: Connection, name: str, asked: Filter, first: str | None, last: str | None) -> Clause:
    if name == "documents":
        here = select(tables.mentions.c.document)
        if asked.actor is not None:
            here = here.where(tables.mentions.c.actor.in_(known_as(connection, asked.actor)))
        if asked.country is not None:
            here = here.where(tables.mentions.c.country.in_(known_as(connection, asked.country)))
        return tables.documents.c.number.in_(here)
    part, table = tables.participants, TABLES[name]
    clauses: list[Clause] = [part.c.list == name]
    if asked.side is not None:
        clauses.append(part.c.side == asked.side)
    if first is not None:
        clauses.append(part.c.first >= first)
    if last is not None:
        clauses.append(part.c.first <= last)
    if asked.actor is not None:
        clauses.append(part.c.actor.in_(known_as(connection, asked.actor)))
    ways: list[Clause] = [literal(True)]
    if asked.country is not None:
        # Each way has an index: that of those who act for another leaves out whoever acts for itself.
        whom = known_as(connection, asked.country)
        ways = [
            and_(part.c.actor.in_(whom), part.c.country == part.c.actor),
            and_(part.c.country.in_(whom), part.c.country != part.c.actor),
        ]
    taking = union_all(*(select(part.c.document, part.c.item).where(*clauses, way) for way in ways))
    return tuple_(table.c.document, table.c.id).in_(taking)


def _typed(name: str, asked: str) -> Clause:
    """Words of a closed list are asked for as they are written there, so that an index can find them."""
    if name == "events":
        return tables.events.c.cameo == asked if asked.isdigit() else tables.events.c.type == asked.upper()
    return or_(*(func.lower(TABLES[name].c[column]) == asked.lower() for column in TYPES[name]))


def _placed(name: str, place: str) -> Clause:
    if name in ("events", "agreements"):
        where = TABLES[name].c.place
        return and_(where.is_not(None), func.lower(where) == place.lower())
    return tables.documents.c.number.in_(select(tables.places.c.document).where(func.lower(tables.places.c.name) == place.lower()))


def _holders(connection: Connection, holder: str) -> list[str]:
    return [holder] if holder in (NARRATOR, "unknown") else known_as(connection, holder)


def _worded(connection: Connection, name: str, asked: str) -> Clause:
    """Full-text search: SQLite's FTS5 with its English stemmer, or PostgreSQL's own."""
    table = tables.statements if name == "statements" else tables.documents
    if connection.dialect.name == "postgresql":
        # The same expression as that of the index in the first migration, so that the index serves.
        words = (
            "coalesce(statements.words, '')" if name == "statements" else "coalesce(documents.title, '') || ' ' || documents.text"
        )
        vector = text(f"to_tsvector('english', left({words}, 400000)) @@ websearch_to_tsquery('english', :asked)")
        return and_(literal(True), vector.bindparams(asked=asked))
    found = text(f"SELECT rowid FROM {table.name}_words WHERE {table.name}_words MATCH :asked").bindparams(asked=_match(asked))
    return table.c.number.in_(found.columns(table.c.number))


def _match(asked: str) -> str:
    """Words and "phrases" in the language of FTS5, all of which must be there."""
    parts = re.findall(r'"([^"]+)"|(\S+)', asked)
    return " ".join('"{}"'.format((phrase or word).replace('"', "")) for phrase, word in parts)


def _actors(connection: Connection, asked: Filter) -> Select[Any]:
    table, mentions = tables.actors, tables.mentions
    counts = select(
        mentions.c.actor.label("id"),
        func.count(mentions.c.document.distinct()).label("documents"),
        func.sum(mentions.c.count).label("mentions"),
    ).where(mentions.c.standing != "rejected")
    if asked.document is not None:
        here = select(tables.documents.c.number).where(tables.documents.c.id == asked.document)
        counts = counts.where(mentions.c.document.in_(here))
    counted = counts.group_by(mentions.c.actor).subquery()
    columns = [
        func.coalesce(counted.c[each.name], 0).label(each.name) if each.name in ("documents", "mentions") else table.c[each.name]
        for each in LISTS["actors"]
    ]
    # An id that a human merged into another one stays, without mentions: they are those of the other one.
    merged = table.c.actor != table.c.id if asked.document is None else false()
    chosen: Select[Any] = select(*columns).select_from(table.outerjoin(counted, counted.c.id == table.c.id))
    chosen = chosen.where(or_(counted.c.id.is_not(None), merged))
    if asked.actor is not None:
        chosen = chosen.where(table.c.actor.in_(known_as(connection, asked.actor)))
    if asked.country is not None:
        chosen = chosen.where(table.c.country.in_(known_as(connection, asked.country)))
    if asked.type is not None:
        chosen = chosen.where(func.lower(table.c.kind) == asked.type.lower())
    if asked.text is not None:
        chosen = chosen.where(func.lower(table.c.name).contains(asked.text.lower(), autoescape=True))
    return chosen.order_by(func.coalesce(counted.c.documents, 0).desc(), table.c.id)


def _joins(connection: Connection, asked: Filter) -> Select[Any]:
    """The joins that stand, the least sure first; of reports only those of one source."""
    table, documents, events = tables.joins, tables.documents, tables.events
    one, other = documents.alias("one_report"), documents.alias("other_report")
    mine, theirs = events.alias("one_event"), events.alias("other_event")
    clauses: list[Clause] = [or_(table.c.list == "events", one.c.source == other.c.source)]
    if asked.document is not None:
        clauses.append(or_(one.c.id == asked.document, other.c.id == asked.document))
    if asked.confidence is not None:
        clauses.append(table.c.score >= asked.confidence)
    if asked.type is not None:
        clauses.append(or_(*(func.lower(mine.c[column]) == asked.type.lower() for column in TYPES["events"])))
    if asked.actor is not None:
        part = tables.participants
        taking = select(part.c.document, part.c.item).where(
            part.c.list == "events", part.c.actor.in_(known_as(connection, asked.actor))
        )
        clauses.append(tuple_(table.c.document, table.c.one).in_(taking))
    shown = {
        "one_document": one.c.id,
        "other_document": other.c.id,
        "one_words": func.coalesce(mine.c.words, one.c.title),
        "other_words": func.coalesce(theirs.c.words, other.c.title),
    }
    columns = [shown[each.name].label(each.name) if each.name in shown else table.c[each.name] for each in LISTS["joins"]]
    joined = (
        table.join(one, one.c.number == table.c.document)
        .join(other, other.c.number == table.c.other_document)
        .outerjoin(mine, and_(mine.c.document == table.c.document, mine.c.id == table.c.one))
        .outerjoin(theirs, and_(theirs.c.document == table.c.other_document, theirs.c.id == table.c.other))
    )
    return select(*columns).select_from(joined).where(*clauses).order_by(table.c.list.desc(), table.c.score, table.c.id)


def _joined_events(mentions: Select[Any]) -> Select[Any]:
    """One row for each event that any of these mentions is of: what the best telling of it says, and how often it is told."""
    events, tellings = tables.events, tables.tellings
    found = mentions.order_by(None).subquery().c
    reports = (
        select(found.event, found.document, found.origin, func.count().label("mentions"))
        .group_by(found.event, found.document, found.origin)
        .order_by(found.event, found.document)
        .subquery()
        .c
    )
    counted = (
        select(
            reports.event,
            func.sum(reports.mentions).label("mentions"),
            func.count().label("reports"),
            func.count(reports.origin.distinct()).label("origins"),
            func.aggregate_strings(reports.document, BAR).label("documents"),
        )
        .group_by(reports.event)
        .subquery()
        .c
    )
    told = ("date", "first", "last", "place")
    columns: list[ColumnElement[Any]] = []
    for each in LISTS["joined_events"]:
        table = tellings.c if each.name in told else counted if each.name in counted else events.c
        columns.append(table[each.name])
    return (
        select(*columns)
        .join_from(events, tellings, and_(tellings.c.document == events.c.document, tellings.c.id == events.c.id))
        .join(counted.event.table, and_(events.c.event == counted.event, events.c.id == events.c.event))
        .order_by(events.c.document, events.c.ordinal)
    )


def known_as(connection: Connection, name: str) -> list[str]:
    """The actors of the store that go by an id, the end of one (`georgia`), a name or a code. Raises NotFound."""
    table = tables.actors
    tests: tuple[Clause, ...] = (
        table.c.id == name,
        table.c.id.in_([f"dr:{kind}/{name}" for kind in ("polity", "org", "body", "group", "person")]),
        table.c.name == name,
        func.lower(table.c.name) == name.lower(),
        table.c.code == name,
    )
    for test in tests:
        found = sorted(set(connection.execute(select(table.c.actor).where(test)).scalars()))
        if found:
            return found
    raise NotFound(f"no report in the record mentions an actor called {name!r}; `dragoman record actors` lists them")

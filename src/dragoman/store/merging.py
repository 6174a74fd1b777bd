"""Who is who over all reports, and which events of two reports are one: what humans decided on pairs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, or_, select, update

from dragoman.store import tables
from dragoman.store.corrections import Correction, everything, holding, of_all
from dragoman.store.ingest import meet, present, presents
from dragoman.store.replay import ACTORS, NOBODY, first_mention, replayed
from dragoman.store.sameness import Decided, Decision


def merges(connection: Connection) -> dict[str, str]:
    """Actors that humans merged → who they are."""
    into: dict[str, str] = {}

    def root(id: str) -> str:
        while id in into:
            id = into[id]
        return id

    for each in holding(of_all(connection)):
        kept, other = root(str(each.item)), root(each.body["with"])
        if kept != other:
            into[other] = kept
    return {id: root(id) for id in into}


def settle_actors(connection: Connection) -> set[int]:
    """Brings the actors to what the merges say; gives the documents whose lists are to be made anew."""
    table, mentions, participants = tables.actors, tables.mentions, tables.participants
    for each in holding(of_all(connection)):
        meet(connection, each.cast.values())
    wanted = merges(connection)
    query = select(table.c.id, table.c.actor).where(or_(table.c.actor != table.c.id, table.c.id.in_(sorted(wanted))))
    changed = {row.id: wanted.get(row.id, row.id) for row in connection.execute(query) if row.actor != wanted.get(row.id, row.id)}
    for id, actor in changed.items():
        connection.execute(update(table).where(table.c.id == id).values(actor=actor))
    found: set[int] = set()
    for id in changed:
        for rows, column in ((mentions, mentions.c.id), (participants, participants.c.named)):
            found |= set(connection.execute(select(rows.c.document).where(column == id)).scalars())
        found |= set(connection.execute(select(mentions.c.document).where(mentions.c.actor == id)).scalars())
    return found


def decisions(connection: Connection) -> Decided:
    """What humans said of two events, by the ids of their first mentions as they are now."""
    pairs: dict[tuple[str, str], Decision] = {}
    reports: dict[str, int] = {}
    for each in holding(everything(connection, list="events")):
        if each.kind not in ("merge", "split"):
            continue
        one, other = (_event_now(connection, end) for end in (_end(each), each.body["with"]))
        if one is not None and other is not None and one != other:
            reports |= {one[1]: one[0], other[1]: other[0]}
            pairs[min(one[1], other[1]), max(one[1], other[1])] = "same" if each.kind == "merge" else "different"
    return Decided(pairs, reports)


def _end(correction: Correction) -> Mapping[str, Any]:
    """The first of the two events, told as the other one is."""
    return {name: getattr(correction, name) for name in ("document", "item", "before", "anchors", "raw", "uri")}


def _event_now(connection: Connection, end: Mapping[str, Any]) -> tuple[int, str] | None:
    """The report and the first mention of an event in the present picture of that report; None where it is not there."""
    documents = tables.documents
    here = documents.c.id == end["document"]
    if end["raw"]:
        here = or_(here, (documents.c.raw == end["raw"]) & (documents.c.uri == end["uri"]))
    row = connection.execute(presents().where(here)).first()
    if row is None or row.record is None:
        return None
    mention = _mention(connection, row.number, end["item"])
    if mention is None:
        probe = Correction(kind="reject", list="events", user="", time="", reason="", **end)
        now = replayed(row.id, row.text, present(row).lists, [probe]).now.get(end["item"])
        mention = None if now is None else _mention(connection, row.number, now)
    return None if mention is None else (row.number, mention)


def _mention(connection: Connection, document: int, id: str) -> str | None:
    """The first mention of the event that a mention is of."""
    events = tables.events
    row = connection.execute(select(events.c.id, events.c.same_as).where(events.c.document == document, events.c.id == id)).first()
    return None if row is None else first_mention(row._asdict())


def as_merged(data: dict[str, Any], same: Mapping[str, str], people: Mapping[str, Any]) -> dict[str, Any]:
    """A record in which every actor goes by who it is: `same` gives that by id, `people` what is known of those who are not in it."""

    def now(value: Any) -> Any:
        if isinstance(value, list):
            return list(dict.fromkeys(now(each) for each in value))
        return value if value in NOBODY else same.get(value, value)

    def told(item: Mapping[str, Any], fields: Iterable[str]) -> dict[str, Any]:
        changed = {field: now(item[field]) for field in fields if item.get(field)}
        for part in ("provisions", "stages", "also", "characterised"):
            if part in item:
                changed[part] = [told(each, ("by", "to", "holder")) for each in item[part]]
        return {**item, **changed}

    actors: dict[str, dict[str, Any]] = {}
    for actor in sorted(data["actors"], key=lambda each: each["id"] != same.get(each["id"], each["id"])):
        id = same.get(actor["id"], actor["id"])
        if id in actors:
            for field in ("mentions", "roles"):
                actors[id][field] = sorted(
                    (*actors[id][field], *(each for each in actor[field] if each not in actors[id][field])), key=_first
                )
        else:
            actors[id] = {**actor, **({} if id == actor["id"] else people.get(id, {})), "id": id}
    lists = {name: [told(item, fields) for item in data[name]] for name, fields in ACTORS.items() if name != "actors"}
    return {**data, **lists, "actors": list(actors.values())}


def _first(value: Any) -> Any:
    return value["span"] if isinstance(value, Mapping) else value

"""Making corrections: what is said is checked against the report and the contract, kept, and done at once."""

from __future__ import annotations

import datetime
import getpass
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, or_, select, update

from dragoman.errors import CorrectionError, NotFound
from dragoman.knowledge.statuses import dimensions
from dragoman.record import Span, content_id
from dragoman.store import tables
from dragoman.store.anchors import anchored, spans_of
from dragoman.store.corrections import Correction, Kind, row_of, with_id
from dragoman.store.database import Database, alone, insert_new, take_turns
from dragoman.store.fitting import blank, by_hand, check, complete, sound
from dragoman.store.ingest import picture_now, present, presents
from dragoman.store.joining import join
from dragoman.store.likeness import PLACE
from dragoman.store.merging import settle_actors
from dragoman.store.naming import meant, people
from dragoman.store.picture import CORRECTED, Item
from dragoman.store.replay import ACTORS, LINKS, actors_of, replay_of
from dragoman.store.upkeep import make_anew

PREFIXES = {"events": "e", "statements": "s", "agreements": "g", "statuses": "t", "actors": "new"}
HELD = {
    "events": tables.events,
    "statements": tables.statements,
    "agreements": tables.agreements,
    "statuses": tables.statuses,
    "actors": tables.mentions,
}


def login() -> str:
    """Who corrects where nobody is named: the variable DRAGOMAN_USER, or the name of the login."""
    try:
        return os.environ.get("DRAGOMAN_USER") or getpass.getuser()
    except (KeyError, OSError):
        raise CorrectionError("user: the login has no name; say who corrects, or set DRAGOMAN_USER") from None


@dataclass(frozen=True, slots=True)
class Report:
    """The report that is corrected, as it stands."""

    number: int
    id: str
    raw: str | None
    uri: str
    published: str | None
    text: str


class Corrector:
    """Somebody who corrects, for one reason: `store.correct(user="anna", reason="misread").reject("e:0123456789ab")`."""

    def __init__(self, database: Database, *, user: str | None, reason: str, time: str | None) -> None:
        self._database = database
        self.user = (user or login()).strip()
        self.reason = reason.strip()
        self.time = _utc(time) if time else None
        if not self.reason:
            raise CorrectionError("reason: a correction without one helps nobody; say in a few words why")
        if not self.user or "," in self.user:
            raise CorrectionError(f"user: {self.user!r} is no name; give one without commas")

    def accept(self, item: str, *, document: str | None = None) -> Correction:
        """The item is right as it stands. An actor, who is in many reports, needs the `document`."""
        return self._judge("accept", item, document)

    def reject(self, item: str, *, document: str | None = None) -> Correction:
        """The report does not say so."""
        return self._judge("reject", item, document)

    def edit(self, item: str, changes: Mapping[str, Any], *, document: str | None = None) -> Correction:
        """The item says something else: `changes` by field. Spans may be given as words, actors by the end of an id or by name."""
        with self._database.writing() as connection:
            name, report, before = self._item(connection, item, document)
            changed = self._values(connection, name, report, changes)
            if not changed:
                raise CorrectionError("nothing is set; give at least one field, such as type=REJECT")
            if name == "events" and "type" in changed and changed["type"] != before["type"]:
                changed = {"mode": None, "cameo": None, **changed}  # those of the former type
            sound(name, {**before, **changed})
            anchors = self._anchors(connection, name, report, before, changed)
            return self._keep(connection, report, "edit", name, item, before=before, body={"set": changed}, anchors=anchors)

    def add(
        self,
        list: str,
        document: str,
        values: Mapping[str, Any],
        *,
        words: str | None = None,
        span: Span | None = None,
    ) -> Correction:
        """The report says something that was not read: in these `words`, or over this `span` of its text."""
        if list not in CORRECTED:
            raise CorrectionError(f"{list}: no list of this name; write one of {', '.join(CORRECTED)}")
        with self._database.writing() as connection:
            report = self._report(connection, document)
            here = _place(report.text, words, span)
            given = {PLACE[list]: [here] if list in ("statements", "agreements", "actors") else here, **values}
            if list == "events":
                given.setdefault("evidence", here)
            item = {**blank(list), **self._values(connection, list, report, given)}
            complete(list, item)
            sound(list, item)
            id = content_id(PREFIXES[list], report.id, list, item)
            item = {"id": id, **item, **by_hand(list)}
            anchors = self._anchors(connection, list, report, item, {})
            return self._keep(connection, report, "add", list, id, body={"item": item}, anchors=anchors)

    def merge(self, one: str, other: str) -> Correction:
        """Two actors are one, in all reports, and go by the first id; or two mentions of events, of one report or two, are one event."""
        if one == other:
            raise CorrectionError(f"{one}: this is one already; name two")
        with self._database.writing() as connection:
            known = people(connection, [one, other])
            if len(known) == 2:
                return self._keep(connection, None, "merge", "actors", one, body={"with": other}, anchors={"cast": known})
        return self._pair("merge", one, other)

    def split(self, one: str, other: str | None = None, *, document: str | None = None, name: str | None = None) -> Correction:
        """In a report an actor is not whom it goes by, but `other`, or somebody new; or two mentions of events are two events."""
        if document is None and other is not None:
            return self._pair("split", one, other)
        with self._database.writing() as connection:
            list, report, before = self._item(connection, one, document)
            if list != "actors":
                raise CorrectionError(f"{one}: an item of {list} is not split; name two events, or an actor and a report")
            if other is None:
                id = content_id("new", one, report.id, name)
                person: dict[str, Any] = {**before, "id": id, "name": name or before["name"], "registry": None}
            else:
                known = people(connection, [other])
                if not known:
                    raise NotFound(f"no actor {other} in the record; `dragoman record actors` lists them")
                person = known[other]
            body = {"as": {field: person.get(field) for field in ("id", "name", "registry", "code", "kind", "country")}}
            anchors = self._anchors(connection, list, report, before, {})
            return self._keep(connection, report, "split", list, one, before=before, body=body, anchors=anchors)

    def undo(self, correction: str) -> Correction:
        """What the correction said holds no more; an undo can be undone as well."""
        table = tables.corrections
        with self._database.writing() as connection:
            row = connection.execute(select(table).where(table.c.id == correction)).one_or_none()
            if row is None:
                raise NotFound(f"no correction {correction} in the record; `dragoman correct list` lists them")
            made = Correction(
                kind="undo",
                list=row.list,
                document=row.document,
                item=row.item,
                raw=row.raw,
                uri=row.uri,
                user=self.user,
                time=self._moment(connection),
                reason=self.reason,
                undoes=correction,
            )
            undone = self._made(connection, made)
        if row.list == "events":
            join(self._database)
        return undone

    def _judge(self, kind: Kind, item: str, document: str | None) -> Correction:
        with self._database.writing() as connection:
            name, report, before = self._item(connection, item, document)
            anchors = self._anchors(connection, name, report, before, {})
            return self._keep(connection, report, kind, name, item, before=before, anchors=anchors)

    def _pair(self, kind: Kind, one: str, other: str) -> Correction:
        """What is said of two events, which are then joined or parted."""
        with self._database.writing() as connection:
            name, report, before = self._item(connection, one, None)
            second, where, seen = self._item(connection, other, None)
            if (name, second) != ("events", "events"):
                problem = f"two events are merged or split, or two actors; these are of {name} and {second}"
                raise CorrectionError(f"{one}, {other}: {problem}")
            theirs = self._anchors(connection, name, where, seen, {})
            end = {"document": where.id, "raw": where.raw, "uri": where.uri, "item": other, "before": seen, "anchors": theirs}
            mine = self._anchors(connection, name, report, before, {})
            if where.id == report.id:
                mine["spans"] = sorted({*map(tuple, mine["spans"]), *map(tuple, theirs["spans"])})
            made = self._keep(connection, report, kind, name, one, before=before, body={"with": end}, anchors=mine)
        join(self._database)
        return made

    def _item(self, connection: Connection, id: str, document: str | None) -> tuple[str, Report, dict[str, Any]]:
        """The list, the report and the present state of an item."""
        for name, table in HELD.items():
            query = select(tables.documents.c.id).join(table, tables.documents.c.number == table.c.document)
            query = query.where(table.c.id == id)
            if document is not None:
                query = query.where(tables.documents.c.id == document)
            found = connection.execute(query.limit(2)).scalars().all()
            if len(found) > 1:
                raise CorrectionError(f"{id}: the actor is in several reports; say in which with --document")
            if found:
                report = self._report(connection, found[0])
                held = picture_now(connection, report.number).held[name]
                return name, report, next(dict(each.item) for each in held if each.item["id"] == id)
        where = f"report {document}" if document else "the record"
        raise NotFound(f"no item {id} in {where}; `dragoman record events` and its like list them, rejected ones with --standing")

    def _report(self, connection: Connection, document: str) -> Report:
        table = tables.documents
        take_turns(connection, document)
        row = connection.execute(select(table).where(table.c.id == document)).one_or_none()
        if row is None:
            raise NotFound(f"no report {document} in the record; `dragoman record documents` lists them")
        if row.superseded_by is not None:
            raise CorrectionError(f"{document}: a newer program took another text out of it; correct {row.superseded_by}")
        return Report(row.number, row.id, row.raw, row.uri, row.published, row.text)

    def _values(self, connection: Connection, name: str, report: Report, values: Mapping[str, Any]) -> dict[str, Any]:
        """Values that fit the contract: words as spans, actors as ids."""
        found: dict[str, Any] = {}
        for field, value in values.items():
            if field in (PLACE[name], "trigger", "evidence", "cue", "speaker_span") and value is not None:
                value = _spans(report.text, field, value)
            elif field in ACTORS[name] and value:
                many = isinstance(value, list | tuple)
                ids = [meant(connection, report.number, field, each) for each in (value if many else [value])]
                value = ids if many or field in ("sources", "targets", "parties", "signatories") else ids[0]
            found[field] = value
        if name == "statuses" and found.get("status") in dimensions():
            found.setdefault("dimension", dimensions()[found["status"]])
        check(name, found, report.text)
        self._check_references(connection, name, report, found)
        return found

    def _check_references(self, connection: Connection, name: str, report: Report, values: Item) -> None:
        """Raises CorrectionError where a value names an actor that nobody knows, or an item that the report does not have."""
        actors = actors_of(name, values)
        known = people(connection, actors)
        for id in actors:
            if id not in known:
                raise CorrectionError(f"{id}: nobody has this id; `dragoman actors find` and `dragoman record actors` tell ids")
        for field in LINKS.get(name, ()):
            to = values.get(field)
            if to is not None and not any(
                connection.execute(select(table.c.id).where(table.c.document == report.number, table.c.id == to)).first()
                for table in HELD.values()
            ):
                raise CorrectionError(f"{field}: the report has no item {to!r}; write the id of one, or null")

    def _anchors(self, connection: Connection, name: str, report: Report, item: Item, changed: Item) -> dict[str, Any]:
        """The words of the spans of an item and of what is set, and the actors they speak of."""
        spans = sorted({*spans_of(name, item), *spans_of(name, changed)})
        named = sorted({*actors_of(name, item), *actors_of(name, changed)})
        actors = (held.item for held in picture_now(connection, report.number).held["actors"])
        here = {actor["id"]: actor for actor in actors if actor["id"] in named}
        away = people(connection, [id for id in named if id not in here], report.published)
        cast = {**here, **{id: {**person, "roles": [], "mentions": []} for id, person in away.items()}}
        return {"spans": [list(each) for each in anchored(report.text, spans)], "cast": cast}

    def _also(self, connection: Connection, report: Report, item: str) -> list[str]:
        """The ids that an item went by in earlier readings, where humans spoke of it."""
        row = connection.execute(presents().where(tables.documents.c.number == report.number)).one_or_none()
        if row is None or row.record is None:
            return []
        now = replay_of(connection, report.id, report.text, present(row).lists).now
        return sorted(id for id, here in now.items() if here == item and id != item)

    def _keep(self, connection: Connection, report: Report | None, kind: Kind, list: str, item: str, **said: Any) -> Correction:
        if report is not None and kind != "add" and (also := self._also(connection, report, item)):
            said["anchors"] = {**said["anchors"], "also": also}
        made = Correction(
            kind=kind,
            list=list,
            document=report.id if report else None,
            item=item,
            raw=report.raw if report else None,
            uri=report.uri if report else None,
            user=self.user,
            time=self._moment(connection),
            reason=self.reason,
            **said,
        )
        return self._made(connection, made)

    def _made(self, connection: Connection, correction: Correction) -> Correction:
        made = with_id(correction)
        kept(connection, [made])
        return made

    def _moment(self, connection: Connection) -> str:
        """The time that was given, or now; later than every correction there is, for the last one holds whatever clocks say."""
        if self.time is not None:
            return self.time
        last = connection.execute(select(func.max(tables.corrections.c.time))).scalar()
        now = _stamp(datetime.datetime.now(datetime.UTC))
        if last is not None and last >= now:
            return _stamp(datetime.datetime.fromisoformat(last) + datetime.timedelta(microseconds=1))
        return now


def kept(connection: Connection, corrections: Iterable[Correction]) -> list[Correction]:
    """Keeps corrections that are not there yet, and makes the lists that they change anew; gives those that were new."""
    table, documents = tables.corrections, tables.documents
    found = {each.id: each for each in corrections}
    everywhere = any(each.document is None for each in found.values())
    ends = {(each.document, each.raw, each.uri) for each in found.values() if each.document is not None}
    ends |= {(other["document"], other["raw"], other["uri"]) for each in found.values() if (other := each.elsewhere) is not None}
    if everywhere:
        alone(connection, documents, table)
    for id in sorted({id for id, _, _ in ends}):
        take_turns(connection, id)  # also of reports that are not there: they may be on their way
    there = set(connection.execute(select(table.c.id).where(table.c.id.in_(found))).scalars())
    new = [each for id, each in found.items() if id not in there]
    if not new:
        return []
    insert_new(connection, table, [row_of(each) for each in new])
    numbers = settle_actors(connection) if everywhere else set()
    known: set[str] = set()
    for id, raw, uri in ends:
        here = documents.c.id == id
        if raw is not None:
            here = or_(here, (documents.c.raw == raw) & (documents.c.uri == uri))
        for row in connection.execute(select(documents.c.number, documents.c.id).where(here)):
            numbers.add(row.number)
            known.add(row.id)
    waiting = [each.id for each in new if each.document is not None and each.document not in known]
    connection.execute(update(table).where(table.c.id.in_(waiting)).values(forgotten=True))
    for number in sorted(numbers):
        make_anew(connection, number)
    return new


def _spans(text: str, field: str, value: Any) -> Any:
    """Words in the place of spans as the spans they stand on."""
    if field in ("content", "mentions"):
        each = [value] if isinstance(value, str) or (value and isinstance(value[0], int)) else value
        return [_place(text, one, None) if isinstance(one, str) else one for one in each]
    return _place(text, value, None) if isinstance(value, str) else value


def _place(text: str, words: str | None, span: Span | None) -> list[int]:
    """The span of words that stand once in a text; with both, the words must be those of the span."""
    if span is not None:
        start, end = span
        if not 0 <= start < end <= len(text):
            raise CorrectionError(f"span: characters {start} to {end} are not in the text; it has {len(text)}")
        if words is not None and text[start:end].split() != words.split():
            raise CorrectionError(
                f"words: {words!r} are not those at {start} to {end}, which are {text[start:end]!r}; leave out one of both"
            )
        return [start, end]
    parts = (words or "").split()
    if not parts:
        raise CorrectionError("words: an item stands on words; give them, or their span")
    places = [match.span() for match in re.finditer(r"\s+".join(map(re.escape, parts)), text)]
    if not places:
        raise CorrectionError(f"words: {words!r} are not in the report; copy them as they stand there")
    if len(places) > 1:
        where = ", ".join(f"{start}-{end}" for start, end in places[:5])
        raise CorrectionError(
            f"words: {words!r} stand {len(places)} times in the report; give more of them, or one span of {where}"
        )
    return list(places[0])


def _utc(time: str) -> str:
    try:
        moment = datetime.datetime.fromisoformat(time)
    except ValueError:
        raise CorrectionError(f"time: {time!r} is none; write 2015-03-18T12:00:00Z") from None
    return _stamp(moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC))


def _stamp(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).isoformat(timespec="microseconds")

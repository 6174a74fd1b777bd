"""A record as entities and statements of followthemoney, the data model of Aleph and OpenSanctions.

It has no place for spans, polarity or whose view something is: these stand in words in `description` and `status`, and dates that are
no day, month or year are left out. The ids are those of the record, with hyphens for what followthemoney's ids cannot hold.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, Literal, NamedTuple, get_args

from dragoman.exchange.events import counts
from dragoman.knowledge.actors import entries
from dragoman.knowledge.actors.facts import wikidata
from dragoman.knowledge.places import alpha2
from dragoman.record import NARRATOR, ActorKind, Agreement, Event, Record, Span, Statement, Status
from dragoman.store import Document, Store

Format = Literal["entities", "statements"]
FORMATS: tuple[Format, ...] = get_args(Format)

DATASET = "dragoman"

SCHEMATA: dict[ActorKind, str] = {
    "state": "PublicBody",
    "de-facto-state": "PublicBody",
    "government-body": "PublicBody",
    "organisation": "Organization",
    "bloc": "Organization",
    "armed-group": "Organization",
    "person": "Person",
    "population": "LegalEntity",
    "unknown": "LegalEntity",
}
"""What an actor is → the schema it is written as."""

TYPES = {
    "name": "name",
    "title": "string",
    "publishedAt": "date",
    "publisher": "string",
    "sourceUrl": "url",
    "language": "language",
    "bodyText": "text",
    "country": "country",
    "wikidataId": "identifier",
    "date": "date",
    "startDate": "date",
    "endDate": "date",
    "location": "address",
    "involved": "entity",
    "subject": "entity",
    "object": "entity",
    "document": "entity",
    "entity": "entity",
    "proof": "entity",
    "role": "string",
    "status": "string",
    "keywords": "string",
    "recordId": "string",
    "summary": "text",
    "description": "text",
}
"""The properties that are written, with followthemoney's types."""

COLUMNS = (
    "canonical_id",
    "entity_id",
    "prop",
    "prop_type",
    "schema",
    "value",
    "dataset",
    "origin",
    "lang",
    "original_value",
    "external",
    "first_seen",
    "last_seen",
    "id",
)
"""The columns of followthemoney's statements."""

Properties = Mapping[str, Sequence[str | None]]


class Entity(NamedTuple):
    """An entity: its schema and properties; `canonical`: who it is after merges; `seen`: when its report was kept."""

    id: str
    schema: str
    properties: dict[str, list[str]]
    canonical: str
    seen: str | None


def entities(now: Store, *, text: bool = True) -> Iterator[Entity]:
    """All of a record, report by report. `text`: with the texts of the reports and words of them."""
    known = wikidata()
    acts_for: dict[str, str | None] = {}
    for row in now.rows("actors"):
        properties = {"name": [row["name"]], "country": [_country(row["country"])], "wikidataId": [known.get(row["id"])]}
        yield _entity(row["id"], SCHEMATA[row["kind"]], properties, canonical=row["actor"])
        acts_for[row["id"]] = row["country"]
    for actor, other in acts_for.items():
        if other in acts_for and other != actor:
            sides = {"subject": [_id(actor)], "object": [_id(other)], "role": ["acts for"]}
            yield _entity(f"{actor}-acts-for", "UnknownLink", sides)
    for row in now.rows("documents"):
        yield from Told(now.documents[row["id"]], row["kept"], text=text).entities()


def _country(id: str | None) -> str | None:
    """The code of a state; None for what is no state of ISO 3166, whose codes are followthemoney's own."""
    entry = entries().get(id or "")
    code = alpha2().get(entry.iso3) if entry is not None and entry.iso3 else None
    return code.lower() if code else None


class Told:
    """What one report tells, as entities."""

    def __init__(self, document: Document, kept: str, *, text: bool) -> None:
        self.record: Record = document.record()
        self.where = [uri for uri in document.locations() if uri.startswith(("http://", "https://"))]
        self.seen = kept[:19]
        self.text = text
        self.report = _id(self.record.document.id)
        self.names = {actor.id: actor.name for actor in self.record.actors}

    def entities(self) -> Iterator[Entity]:
        """The report, who it mentions, and its items."""
        about = self.record.document
        title = about.title if self.text else None
        yield self._made(
            about.id,
            "Article",
            {
                "name": [title or about.id],
                "title": [title],
                "publishedAt": [_date(about.published)],
                "publisher": about.credits,
                "sourceUrl": self.where,
                "language": ["eng" if about.language == "en" else None],
                "bodyText": [about.text if self.text else None],
            },
        )
        for actor in self.record.actors:
            sides = {"document": [self.report], "entity": [_id(actor.id)], "role": ["mentioned"]}
            yield self._made(f"{about.id}-{actor.id}", "Documentation", sides)
        for event in filter(counts, self.record.events):
            yield from self._event(event)
        for statement in self.record.statements:
            yield self._statement(statement)
        for agreement in self.record.agreements:
            yield self._agreement(agreement)
        for status in self.record.statuses:
            if status.of is not None:
                yield self._status(status, status.of)

    def _event(self, event: Event) -> Iterator[Entity]:
        """The event, and a link for each source and target."""
        told: Properties = {
            **_dated(event.date),
            "summary": self._words([event.evidence]),
            "description": [f"{event.modality}, according to {self._name(event.holder)}"],
            "proof": [self.report],
        }
        sides = [", ".join(map(self._name, side)) for side in (event.sources, event.targets)]
        yield self._made(
            event.id,
            "Event",
            {
                **told,
                "name": [f"{event.type}: {' → '.join(side or 'unknown' for side in sides)}"],
                "location": [event.place],
                "involved": [_id(actor) for actor in dict.fromkeys((*event.sources, *event.targets))],
                "keywords": [event.type, event.mode, event.cameo, *event.context],
                "recordId": [event.id],
            },
        )
        for source in event.sources:
            for target in event.targets:
                link = {**told, "subject": [_id(source)], "object": [_id(target)], "role": [event.type], "recordId": [event.id]}
                yield self._made(f"{event.id}-{source}-{target}", "UnknownLink", link)

    def _statement(self, statement: Statement) -> Entity:
        speaker = self._name(statement.speaker) if statement.speaker else "unknown"
        return self._made(
            statement.id,
            "Event",
            {
                **_dated(statement.date),
                "name": [f"{speaker}: {statement.position or 'statement'}"],
                "involved": [_id(statement.speaker) if statement.speaker else None],
                "keywords": ["statement", statement.position, statement.form],
                "summary": self._words(statement.content),
                "recordId": [statement.id],
                "proof": [self.report],
            },
        )

    def _agreement(self, agreement: Agreement) -> Entity:
        parties = " and ".join(map(self._name, agreement.parties))
        return self._made(
            agreement.id,
            "Event",
            {
                **_dated(agreement.signed),
                "name": [agreement.name or " between ".join(filter(None, (agreement.kind or "agreement", parties)))],
                "location": [agreement.place],
                "involved": [_id(actor) for actor in dict.fromkeys((*agreement.parties, *agreement.signatories))],
                "keywords": ["agreement", agreement.kind, agreement.stage],
                "recordId": [agreement.id],
                "proof": [self.report],
            },
        )

    def _status(self, status: Status, of: str) -> Entity:
        return self._made(
            status.id,
            "UnknownLink",
            {
                "subject": [_id(status.subject)],
                "object": [_id(of)],
                "role": [status.status],
                "status": [status.polarity],
                "startDate": [_date(status.from_)],
                "endDate": [_date(status.to)],
                "summary": self._words([status.evidence]),
                "description": [f"{status.polarity}, according to {self._name(status.holder)}"],
                "recordId": [status.id],
                "proof": [self.report],
            },
        )

    def _made(self, id: str, schema: str, properties: Properties) -> Entity:
        return _entity(id, schema, properties, seen=self.seen)

    def _name(self, id: str) -> str:
        return "the report" if id == NARRATOR else self.names.get(id, id)

    def _words(self, spans: Iterable[Span]) -> list[str | None]:
        return [" ".join(self.record.words(span).split()) for span in spans] if self.text else []


def _entity(id: str, schema: str, properties: Properties, *, canonical: str | None = None, seen: str | None = None) -> Entity:
    """An entity without its empty properties, and without values that stand twice."""
    held = {name: list(dict.fromkeys(value.strip() for value in values if value)) for name, values in properties.items()}
    return Entity(_id(id), schema, {name: values for name, values in held.items() if values}, _id(canonical or id), seen)


def _id(id: str) -> str:
    """An id that followthemoney takes: letters of ASCII, digits, points and hyphens; what that would make equal is told apart."""
    plain = re.sub(r"[^0-9A-Za-z.]+", "-", id).strip("-.")
    lossless = re.fullmatch(r"[a-z]+:[0-9A-Za-z./:-]*[0-9A-Za-z]", id) is not None
    return plain if lossless else f"{plain}-{hashlib.sha256(id.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}".lstrip("-")


def _date(edtf: str | None) -> str | None:
    return edtf if re.fullmatch(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?", edtf or "") else None


def _dated(edtf: str | None) -> dict[str, list[str | None]]:
    if edtf is None or "/" not in edtf:
        return {"date": [_date(edtf)]}
    start, _, end = edtf.partition("/")
    return {"startDate": [_date(start)], "endDate": [_date(end)]}


# ---------------------------------------------------------------- the formats


def write(found: Iterable[Entity], format: Format, target: IO[bytes], *, dataset: str = DATASET) -> int:
    """Writes entities as JSON, one a line, or as statements in CSV, one for each value; returns how many entities."""
    if format == "statements":
        target.write(_lines([COLUMNS]))
    count = 0
    for entity in found:
        target.write(_json(entity, dataset) if format == "entities" else _lines(_statements(entity, dataset)))
        count += 1
    return count


def _json(entity: Entity, dataset: str) -> bytes:
    data = {"id": entity.id, "schema": entity.schema, "properties": entity.properties, "datasets": [dataset]}
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _statements(entity: Entity, dataset: str) -> Iterator[tuple[str | None, ...]]:
    for name, values in entity.properties.items():
        for value in values:
            key = hashlib.sha1(
                f"{dataset}.{entity.id}.{name}.{value}".encode("utf-8", "replace"), usedforsecurity=False
            ).hexdigest()
            head = entity.canonical, entity.id, name, TYPES[name], entity.schema, value, dataset
            yield *head, None, None, None, "f", entity.seen, entity.seen, key


def _lines(rows: Iterable[Sequence[str | None]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, dialect=csv.unix_dialect).writerows(rows)
    return text.getvalue().encode("utf-8", "replace")

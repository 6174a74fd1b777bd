"""A record as RDF: what each holder holds to be so in a named graph of its own, and where it stands in the default graph.

<view of Russia>            { <status> dt:subject <Abkhazia> ; dt:status "independent-state" ; … }
<view of report X>          { <statement> dt:speaker <Putin> ; … }
default graph               <status> prov:wasDerivedFrom <report X#char=82,234> ; prov:wasGeneratedBy <reading> .
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from dragoman.bounds import EVER, bounds
from dragoman.exchange.graphs import Fact, Node, Ref, Typed, Value, iri
from dragoman.exchange.vocabulary import OWN, PREFIXES, TERMS
from dragoman.knowledge.actors.facts import wikidata
from dragoman.record import NARRATOR, Agreement, Event, Place, Provision, Record, Span, Statement, Status, plain
from dragoman.store import Document, Reading, Store
from dragoman.store.packing import packed
from dragoman.store.rows import provision_id

BASE = "urn:dragoman:"
"""Where ids are named when nobody says where."""

AROUND = 32
"""Characters before and after a quotation by which it is found again."""


def described(now: Store, *, base: str = BASE, text: bool = True) -> Iterator[Node]:
    """All of a record as nodes, report by report. `text`: with the words that items stand on."""
    yield from _terms()
    yield from _actors(now, base)
    yield from _corrections(now, base)
    judged = _judged(now)
    programs: set[str] = set()
    views: set[str] = set()
    for document in now.documents:
        record = document.record()
        standing = next((each for each in document.readings() if each.stands), None)
        if standing is not None and standing.program not in programs:
            programs.add(standing.program)
            yield Node(
                iri(base, f"program:{standing.program}"),
                (_a("prov:SoftwareAgent"), ("rdfs:label", [f"dragoman {standing.program}"])),
            )
        yield from Told(record, standing, base, views, judged, text=text).nodes(document)


def based(base: str) -> str:
    """`base` where ids can be named under it. Raises ValueError where not."""
    scheme = re.fullmatch(r"([A-Za-z][A-Za-z0-9+.-]*):[^\s<>\"{}|\\^`]*", base)
    if scheme is None or scheme[1] in PREFIXES or not base.endswith(("/", "#", ":")):
        raise ValueError(f"base: {base!r} is no IRI to name ids under; write one such as https://example.org/record/")
    return base


def _terms() -> Iterator[Node]:
    for term in TERMS:
        kind = "rdfs:Class" if term.kind == "class" else "rdf:Property"
        yield Node(Ref(f"dt:{term.name}"), (_a(kind), ("rdfs:comment", [term.meaning]), ("rdfs:isDefinedBy", [Ref(OWN)])))


def _actors(now: Store, base: str) -> Iterator[Node]:
    known = wikidata()
    for row in now.rows("actors"):
        same = [iri(base, row["actor"])] if row["actor"] != row["id"] else []
        entity = [Ref(f"wd:{known[row['id']]}")] if row["id"] in known else []
        yield Node(
            iri(base, row["id"]),
            (
                _a("prov:Person" if row["kind"] == "person" else "prov:Agent"),
                ("rdfs:label", [row["name"]]),
                ("dt:kind", [row["kind"]]),
                ("dt:code", [row["code"]]),
                ("dt:actsFor", [iri(base, row["country"]) if row["country"] and row["country"] != row["id"] else None]),
                ("owl:sameAs", [*same, *entity]),
            ),
        )


def _corrections(now: Store, base: str) -> Iterator[Node]:
    users: set[str] = set()
    for row in now.rows("corrections"):
        user = iri(base, f"user:{row['user']}")
        if row["user"] not in users:
            users.add(row["user"])
            yield Node(user, (_a("prov:Person"), ("rdfs:label", [row["user"]])))
        yield Node(
            iri(base, row["id"]),
            (
                _a("prov:Activity"),
                ("dt:kind", [row["kind"]]),
                ("prov:wasAssociatedWith", [user]),
                ("prov:endedAtTime", [Typed(row["time"], "xsd:dateTime")]),
                ("rdfs:comment", [row["reason"]]),
            ),
        )


def _judged(now: Store) -> dict[str, tuple[str, str]]:
    """The items that humans accepted, edited or added: how, and by which correction."""
    return {
        row["id"]: (standing, row["correction"])
        for standing in ("accepted", "edited", "added")
        for name in ("events", "statements", "agreements", "statuses")
        for row in now.rows(name, standing=standing)
    }


class Told:
    """What one report tells, as nodes. `views` holds the graphs that were introduced already, `judged` what humans said of items."""

    def __init__(
        self,
        record: Record,
        standing: Reading | None,
        base: str,
        views: set[str],
        judged: Mapping[str, tuple[str, str]],
        *,
        text: bool,
    ) -> None:
        self.record = record
        self.standing = standing
        self.base = base
        self.views = views
        self.judged = judged
        self.text = text
        self.report = iri(base, record.document.id)
        self.spans: set[Span] = set()
        self.places = {place.name: place for place in record.places}

    def nodes(self, document: Document) -> Iterator[Node]:
        """The report, its reading, and its items."""
        about = self.record.document
        yield Node(
            self.report,
            (
                _a("prov:Entity"),
                ("dcterms:title", [about.title if self.text else None]),
                ("dcterms:issued", [edtf(about.published)]),
                ("dcterms:language", [about.language]),
                ("dcterms:publisher", about.credits),
                ("dcterms:source", [_where(uri) for uri in document.locations()]),
            ),
        )
        if self.standing is not None:
            yield self._reading(self.standing)
        for event in self.record.events:
            yield from self._item(
                event.id, event.rule, "Event", event.holder, [event.evidence], event.confidence, self._event(event)
            )
        for statement in self.record.statements:
            content = statement.content or (statement.cue,)
            yield from self._item(
                statement.id, statement.rule, "Statement", NARRATOR, content, statement.confidence, self._statement(statement)
            )
        for agreement in self.record.agreements:
            yield from self._item(
                agreement.id, agreement.rule, "Agreement", NARRATOR, agreement.mentions, None, self._agreement(agreement)
            )
            data = plain(agreement)
            for place, each in enumerate(agreement.provisions):
                id = provision_id(data, place)
                yield from self._item(
                    id, each.rule, "Provision", each.holder, [each.evidence], None, self._provision(agreement, each)
                )
        for status in self.record.statuses:
            yield from self._item(status.id, status.rule, "Status", status.holder, [status.evidence], None, self._status(status))

    def _reading(self, standing: Reading) -> Node:
        run = self.record.run
        settings = dict(sorted(run.settings.items()))
        return Node(
            iri(self.base, standing.id),
            (
                _a("prov:Activity"),
                ("prov:used", [self.report]),
                ("prov:wasAssociatedWith", [iri(self.base, f"program:{standing.program}")]),
                ("prov:endedAtTime", [Typed(standing.kept, "xsd:dateTime")]),
                ("dt:model", [run.model]),
                ("dt:ontology", [run.ontology]),
                ("dt:registry", [run.registry]),
                ("dt:settings", [packed(settings)]),
            ),
        )

    def _item(
        self,
        id: str,
        rule: str | None,
        kind: str,
        holder: str,
        spans: Iterable[Span | None],
        sure: float | None,
        facts: Iterable[Fact],
    ) -> Iterator[Node]:
        """An item in the graph of its holder, and where it comes from in the default graph."""
        name = iri(self.base, id)
        view, introduced = self._view(holder)
        yield from introduced
        yield Node(name, (_a(f"dt:{kind}"), *facts), view)
        stands = [span for span in spans if span]
        for span in stands:
            if span not in self.spans:
                self.spans.add(span)
                yield self._words(span)
        made = iri(self.base, self.standing.id) if self.standing is not None else None
        judged, correction = self.judged.get(id, (None, None))
        human = iri(self.base, correction) if correction else None
        yield Node(
            name,
            (
                _a("prov:Entity"),
                ("prov:wasDerivedFrom", [self.report, *map(self._place_of, stands)]),
                ("prov:wasGeneratedBy", [human if judged == "added" else made]),
                ("prov:wasInfluencedBy", [None if judged == "added" else human]),
                ("dt:standing", [judged]),
                ("dt:rule", [rule]),
                ("dt:confidence", [None if sure is None else Decimal(str(sure))]),
            ),
        )

    def _view(self, holder: str) -> tuple[Ref, list[Node]]:
        """The graph of a holder, with the node that introduces it where it is new."""
        own = holder in (NARRATOR, "unknown")
        id = f"view:{self.record.document.id}" + ("" if holder == NARRATOR else ":unknown") if own else f"view:{holder}"
        view = iri(self.base, id)
        if id in self.views:
            return view, []
        self.views.add(id)
        whose = None if holder == "unknown" else self.report if own else iri(self.base, holder)
        return view, [
            Node(view, (_a("dt:View", "prov:Entity"), ("prov:wasAttributedTo" if not own else "prov:wasDerivedFrom", [whose])))
        ]

    def _place_of(self, span: Span) -> Ref:
        """The words of a report, as RFC 5147 names a part of a text."""
        return Ref(f"{self.report.iri}#char={span[0]},{span[1]}")

    def _words(self, span: Span) -> Node:
        text, (start, end) = self.record.document.text, span
        quote = Node(
            None,
            (
                _a("oa:TextQuoteSelector"),
                ("oa:exact", [text[start:end]]),
                ("oa:prefix", [text[max(start - AROUND, 0) : start]]),
                ("oa:suffix", [text[end : end + AROUND]]),
            ),
        )
        position = Node(None, (_a("oa:TextPositionSelector"), ("oa:start", [start]), ("oa:end", [end])))
        return Node(
            self._place_of(span),
            (
                _a("oa:SpecificResource", "prov:Entity"),
                ("oa:hasSource", [self.report]),
                ("oa:hasSelector", [position, quote if self.text else None]),
            ),
        )

    def _who(self, ids: Iterable[str | None]) -> list[Value]:
        return [iri(self.base, id) for id in ids if id]

    def _event(self, event: Event) -> Iterator[Fact]:
        yield "dt:type", [event.type]
        yield "dt:mode", [event.mode]
        yield "dt:context", event.context
        yield "dt:cameo", [event.cameo]
        yield "dt:source", self._who(event.sources)
        yield "dt:target", self._who(event.targets)
        yield "dt:reciprocal", [event.reciprocal or None]
        yield "dt:modality", [event.modality]
        yield "dt:place", [_place(self.places.get(event.place or ""), event.place)]
        yield "dt:sameAs", self._who([event.same_as])
        yield "dt:under", self._who([event.under])
        yield from dated("dt:date", event.date)

    def _statement(self, statement: Statement) -> Iterator[Fact]:
        yield "dt:speaker", self._who([statement.speaker])
        yield "dt:form", [statement.form]
        yield "dt:position", [statement.position]
        yield "dt:about", self._who([statement.about])
        yield "dt:inferred", [statement.inferred or None]
        yield from dated("dt:date", statement.date)

    def _agreement(self, agreement: Agreement) -> Iterator[Fact]:
        yield "rdfs:label", [agreement.name]
        yield "dt:kind", [agreement.kind]
        yield "dt:party", self._who(agreement.parties)
        yield "dt:signatory", self._who(agreement.signatories)
        yield "dt:stage", [agreement.stage]
        yield "dt:place", [_place(self.places.get(agreement.place or ""), agreement.place)]
        yield from dated("dt:date", agreement.signed)

    def _provision(self, agreement: Agreement, provision: Provision) -> Iterator[Fact]:
        yield "dt:agreement", self._who([agreement.id])
        yield "dt:type", [provision.type]
        yield "dt:by", self._who(provision.by)
        yield "dt:to", self._who(provision.to)
        yield "dt:modality", [provision.modality]

    def _status(self, status: Status) -> Iterator[Fact]:
        yield "dt:subject", self._who([status.subject])
        yield "dt:status", [status.status]
        yield "dt:dimension", [status.dimension]
        yield "dt:of", self._who([status.of])
        yield "dt:polarity", [status.polarity]
        yield "dt:from", [edtf(status.from_)]
        yield "dt:until", [edtf(status.to)]


def edtf(date: str | None) -> Typed | None:
    """A date as a literal of EDTF's own datatype."""
    return Typed(date, "edtf:EDTF") if date else None


def dated(predicate: str, date: str | None) -> Iterator[Fact]:
    """A date, and the first and last day it can mean, which every SPARQL can compare."""
    yield predicate, [edtf(date)]
    for name, day in zip(("dt:first", "dt:last"), bounds(date), strict=True):
        yield name, [Typed(day, "xsd:date") if day and day not in EVER else None]


def _a(*classes: str) -> Fact:
    return "a", [Ref(each) for each in classes]


def _where(uri: str) -> Value:
    return iri("", uri) if uri.startswith(("http://", "https://")) else uri


def _place(place: Place | None, name: str | None) -> Node | None:
    if name is None:
        return None
    degrees = (None, None) if place is None else (place.latitude, place.longitude)
    north, east = (None if each is None else Decimal(str(each)) for each in degrees)
    known = Ref(f"geonames:{place.geonames}/") if place is not None and place.geonames is not None else None
    return Node(
        None, (_a("geo:SpatialThing"), ("rdfs:label", [name]), ("geo:lat", [north]), ("geo:long", [east]), ("owl:sameAs", [known]))
    )

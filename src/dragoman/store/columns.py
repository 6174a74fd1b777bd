"""The flat columns of each list, with their types, meanings, words and examples: one table for frames, files, commands and docs."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple, get_args

from sqlalchemy import FromClause, ScalarSelect, Table, func, select
from sqlalchemy.sql.elements import ColumnElement

from dragoman.record import (
    NARRATOR,
    ActorKind,
    Dimension,
    EventType,
    Modality,
    Polarity,
    Position,
    ProvisionType,
    PublishedFrom,
    Stage,
    StatementForm,
    StatusName,
    TimexType,
)
from dragoman.store import tables
from dragoman.store.picture import CORRECTED, STANDINGS
from dragoman.store.rows import BAR

ColumnType = Literal["text", "list", "integer", "real", "boolean"]


class Column(NamedTuple):
    """A column of a list: its name, what it holds, what it means.

    `values`: the words it can hold, where their list is closed; `unit`: how what it holds is measured or written;
    `refers`: the lists whose ids it holds, beside its words; `example`: a value as CSV writes it; `quoted`: whether it holds
    words of the report at length, which are its publisher's.
    """

    name: str
    type: ColumnType
    meaning: str
    example: str = ""
    values: tuple[str, ...] = ()
    unit: str | None = None
    refers: tuple[str, ...] = ()
    quoted: bool = False


EDTF = "EDTF level 1"
DAY = "ISO 8601 day"
UTC = "ISO 8601, UTC"
CHARACTERS = "Unicode code points"

_ID = Column("id", "text", "id of the item, from its content")
_DOCUMENT = Column("document", "text", "id of the report it was read from", "doc:41d766fa2590", refers=("documents",))
_PUBLISHED = Column("published", "text", "when the report was published", "2014-11-24", unit=EDTF)
_FIRST = Column("first", "text", "first day the date can mean", "2008-08-01", unit=DAY)
_LAST = Column("last", "text", "last day the date can mean; 9999-12-31 where the end is open", "2008-08-31", unit=DAY)
_RULE = Column("rule", "text", "what produced it", "SUPPORT/sign.1")
_HOLDER = Column(
    "holder",
    "text",
    "whose view it is: an actor, narrator for the report itself, or unknown where words are quoted and nobody says whose",
    NARRATOR,
    (NARRATOR, "unknown"),
    refers=("actors",),
)
_MODALITY = Column(
    "modality", "text", "whether it is told as a fact, a plan, a possibility, or denied", "actual", get_args(Modality)
)
_START = Column("start", "integer", "first character of its words in the text of the report", "82", unit=CHARACTERS)
_END = Column("end", "integer", "character after the last one", "234", unit=CHARACTERS)
_TAIL = (
    _START,
    _END,
    Column("words", "text", "the words it stands on", "Russia and Abkhazia sign treaty on joint defence", quoted=True),
    Column("standing", "text", "read by the program, or accepted, edited, added or rejected by a human", "read", STANDINGS),
    Column("correction", "text", "id of the correction that gave it its standing", "c:2b8f0c1d9e3a", refers=("corrections",)),
)

DOCUMENTS = (
    _ID._replace(meaning="id of the report, from its text", example="doc:41d766fa2590"),
    Column("uri", "text", "where it was read", "https://example.org/2014/11/24/treaty.html"),
    Column("title", "text", "headline", "Russia and Abkhazia sign treaty on joint defence", quoted=True),
    Column("published", "text", "when it was published", "2014-11-24", unit=EDTF),
    _FIRST,
    _LAST,
    Column("published_from", "text", "where the date of publication was found", "dateline", get_args(PublishedFrom)),
    Column("language", "text", "language of the text", "en", unit="ISO 639-1"),
    Column("credits", "list", "agencies and outlets credited, in order", "FRANCE 24|AFP"),
    Column("poster", "text", "who posted it in a forum", "quiet_heron"),
    Column(
        "source",
        "text",
        "the first report that prints the same text: count these to count sources",
        "doc:41d766fa2590",
        refers=("documents",),
    ),
    Column("outlets", "list", "agencies, outlets and hosts of all reports that print it", "AFP|example.org"),
    Column("reading", "text", "id of the reading that stands", "r:1f059c0d29faa36f0de3a990bd5b23c2", refers=("readings",)),
    Column("superseded_by", "text", "the report that a newer program found in the same bytes", "doc:5c9e392a223a"),
    Column(
        "raw",
        "text",
        "SHA-256 of the bytes it was read from",
        "1035e73f301004463e4e8669e8dc25a5a58b8f347a95341a7ccb88e145e5c95f",
    ),
    Column("kept", "text", "when it was first kept", "2026-11-25T09:16:38+00:00", unit=UTC),
)
EVENTS = (
    _ID._replace(example="e:fe8dd8d059a8"),
    _DOCUMENT,
    _PUBLISHED,
    Column("type", "text", "PLOVER type", "SUPPORT", get_args(EventType)),
    Column("mode", "text", "PLOVER mode", "disapprove"),
    Column("context", "list", "PLOVER contexts", "diplomatic|military"),
    Column("cameo", "text", "CAMEO code", "057"),
    Column("sources", "list", "who acts: ids of actors, after merges", "dr:polity/russia", refers=("actors",)),
    Column("source_names", "list", "their names in the report", "Russia"),
    Column("source_codes", "list", "their CAMEO-style codes", "RUS"),
    Column("targets", "list", "upon whom: ids of actors, after merges", "dr:polity/abkhazia", refers=("actors",)),
    Column("target_names", "list", "their names in the report", "Abkhazia"),
    Column("target_codes", "list", "their CAMEO-style codes", "ABK"),
    Column("reciprocal", "boolean", "both sides act", "true"),
    Column("date", "text", "when", "2014-11-24", unit=EDTF),
    _FIRST,
    _LAST,
    Column("place", "text", "where", "Sochi"),
    _MODALITY,
    _HOLDER,
    Column("confidence", "real", "of the reading, not of the world", "0.9", unit="0 to 1"),
    _RULE,
    Column("same_as", "text", "first mention of the same event in the report", "e:fe8dd8d059a8", refers=("events",)),
    Column(
        "event",
        "text",
        "the event this is a mention of, over all reports: count these to count events",
        "e:fe8dd8d059a8",
        refers=("events",),
    ),
    Column(
        "origin",
        "text",
        "the source of the report: count these to count sources",
        "doc:41d766fa2590",
        refers=("documents",),
    ),
    *_TAIL,
)
STATEMENTS = (
    _ID._replace(example="s:9fc96648758e"),
    _DOCUMENT,
    _PUBLISHED,
    Column("speaker", "text", "who says it, after merges", "dr:person/vladimir-putin", refers=("actors",)),
    Column("speaker_name", "text", "the speaker's name in the report", "Vladimir Putin"),
    Column("speaker_code", "text", "the speaker's CAMEO-style code", "RUSGOV"),
    Column("form", "text", "in the speaker's own words, in those of the report, or both", "direct", get_args(StatementForm)),
    Column("position", "text", "position taken", "promise", get_args(Position)),
    Column(
        "about",
        "text",
        "id of the event, agreement, status or actor it is about",
        "e:4fde4547ef93",
        refers=("events", "agreements", "statuses", "actors"),
    ),
    Column("date", "text", "when it was said", "2014-11-24", unit=EDTF),
    _FIRST,
    _LAST,
    Column("inferred", "boolean", "the speaker is taken from context", "false"),
    _RULE._replace(example="speech/say.1"),
    *_TAIL,
)
AGREEMENTS = (
    _ID._replace(example="g:c8d86250a275"),
    _DOCUMENT,
    _PUBLISHED,
    Column("name", "text", "its name in the report", "Treaty on Alliance and Strategic Partnership"),
    Column("kind", "text", "treaty, pact, truce …", "treaty"),
    Column("parties", "list", "whom it binds", "dr:polity/russia|dr:polity/abkhazia", refers=("actors",)),
    Column("party_names", "list", "their names in the report", "Russia|Abkhazia"),
    Column("signatories", "list", "who signed", "dr:person/vladimir-putin|dr:person/raul-khadjimba", refers=("actors",)),
    Column("signatory_names", "list", "their names in the report", "Vladimir Putin|Raul Khadjimba"),
    Column("signed", "text", "when it was signed", "2014-11-24", unit=EDTF),
    _FIRST,
    _LAST,
    Column("place", "text", "where it was signed", "Sochi"),
    Column("stage", "text", "how far it has come", "signed", get_args(Stage)),
    _RULE._replace(example="stage/sign.1"),
    *_TAIL,
)
PROVISIONS = (
    _ID._replace(example="p:4f61420cceb6"),
    _DOCUMENT,
    _PUBLISHED,
    Column("agreement", "text", "id of the agreement it is a term of", "g:c8d86250a275", refers=("agreements",)),
    Column("type", "text", "type of provision", "defence", get_args(ProvisionType)),
    Column("by", "list", "who owes it", "dr:polity/russia", refers=("actors",)),
    Column("by_names", "list", "their names in the report", "Russia"),
    Column("to", "list", "to whom", "dr:polity/abkhazia", refers=("actors",)),
    Column("to_names", "list", "their names in the report", "Abkhazia"),
    Column("condition", "text", "words of the condition", "if either is attacked", quoted=True),
    _MODALITY._replace(example="planned"),
    _HOLDER,
    _RULE._replace(example="provision/defend.1"),
    *_TAIL,
)
STATUSES = (
    _ID._replace(example="t:dc7de928c5ff"),
    _DOCUMENT,
    _PUBLISHED,
    Column("subject", "text", "the territory or polity", "dr:polity/abkhazia", refers=("actors",)),
    Column("subject_name", "text", "its name in the report", "Abkhazia"),
    Column("status", "text", "what it is said to be", "recognised-by", get_args(StatusName)),
    Column("dimension", "text", "in which respect", "recognition", get_args(Dimension)),
    Column("of", "text", "of or by whom", "dr:polity/russia", refers=("actors",)),
    Column("of_name", "text", "the name of that actor in the report", "Russia"),
    Column("polarity", "text", "whether the holder says so or denies it", "affirmed", get_args(Polarity)),
    _HOLDER,
    Column("holder_name", "text", "the holder's name in the report", NARRATOR),
    Column("from", "text", "since when", "2008-08", unit=EDTF),
    Column("to", "text", "until when", "2014-03", unit=EDTF),
    _FIRST,
    _LAST,
    _RULE._replace(example="status/recognise.1"),
    *_TAIL,
)
TEXTS = (
    _DOCUMENT._replace(meaning="id of the report"),
    Column("text", "text", "the text that spans count in", "Russia and Abkhazia sign treaty on joint defence …", quoted=True),
)
ACTORS = (
    Column("id", "text", "id of the actor, the registry's where it is known there", "dr:polity/russia"),
    Column("name", "text", "its name", "Russia"),
    Column("registry", "text", "id in the registry", "dr:polity/russia"),
    Column("code", "text", "CAMEO-style code where it was first met", "RUS"),
    Column("kind", "text", "what it is", "state", get_args(ActorKind)),
    Column("country", "text", "the actor it acts for", "dr:polity/russia"),
    Column("actor", "text", "who it is after merges", "dr:polity/russia"),
    Column("documents", "integer", "reports that mention it, after merges", "4", unit="reports"),
    Column("mentions", "integer", "mentions in all of them, after merges", "18", unit="mentions"),
)
MENTIONS = (
    _DOCUMENT,
    Column("id", "text", "id of the actor, as it was read", "dr:person/vladimir-putin", refers=("actors",)),
    Column("actor", "text", "who it is after merges", "dr:person/vladimir-putin"),
    Column("name", "text", "its name in the report", "Vladimir Putin"),
    Column("code", "text", "its CAMEO-style code in the report", "RUSGOV"),
    Column("kind", "text", "what it is", "person", get_args(ActorKind)),
    Column("country", "text", "the actor it acts for in the report", "dr:polity/russia"),
    Column("count", "integer", "how often the report mentions it", "3", unit="mentions"),
    *(column._replace(meaning=f"of its first mention: {column.meaning}") for column in _TAIL[:3]),
    *_TAIL[3:],
)
PARTICIPANTS = (
    _DOCUMENT,
    Column("list", "text", "the list of the item", "events", ("events", "statements", "agreements", "provisions", "statuses")),
    Column(
        "item",
        "text",
        "id of the item somebody takes part in",
        "e:fe8dd8d059a8",
        refers=("events", "statements", "agreements", "provisions", "statuses"),
    ),
    Column(
        "side",
        "text",
        "on which side",
        "source",
        ("source", "target", "speaker", "party", "signatory", "by", "to", "subject", "of"),
    ),
    Column("named", "text", "the actor, as it was read", "dr:polity/russia", refers=("actors",)),
    Column("actor", "text", "who it is after merges", "dr:polity/russia"),
    Column("country", "text", "the actor it acts for in the report", "dr:polity/russia"),
    _FIRST,
    _LAST,
)
PLACES = (
    _DOCUMENT,
    Column("name", "text", "the words that name it", "Sochi"),
    Column("country", "text", "the state it lies in; the registry's id of land that is contested", "RUS", unit="ISO 3166 alpha-3"),
    Column("latitude", "real", "north of the equator", "43.597", unit="degrees, WGS 84"),
    Column("longitude", "real", "east of Greenwich", "39.7248", unit="degrees, WGS 84"),
    Column("geonames", "integer", "GeoNames id", "491422"),
    _START._replace(example="49"),
    _END._replace(example="54"),
)
TIMES = (
    _DOCUMENT,
    Column("type", "text", "TIMEX3 type", "DATE", get_args(TimexType)),
    Column("value", "text", "TIMEX3 value", "2008-08"),
    Column("edtf", "text", "the date it means", "2008-08", unit=EDTF),
    _FIRST,
    _LAST,
    _START,
    _END,
)
READINGS = (
    _ID._replace(meaning="id of the reading, from all it found", example="r:1f059c0d29faa36f0de3a990bd5b23c2"),
    _DOCUMENT._replace(meaning="id of the report"),
    Column("program", "text", "version of dragoman", "0.1.0"),
    Column("model", "text", "language model and its version", "dragoman-minilm 2.0.0"),
    Column("ontology", "text", "ontologies and their versions", "PLOVER 2021, CAMEO 1.1b3, dragoman 1"),
    Column("registry", "text", "registry of actors and its version", "dragoman actors 1"),
    Column("settings", "text", "settings it was read with, as JSON", '{"frames_only":false}'),
    Column("kept", "text", "when it was kept", "2026-11-25T09:16:38+00:00", unit=UTC),
)
CORRECTIONS = (
    _ID._replace(meaning="id of the correction, from its content", example="c:2b8f0c1d9e3a"),
    Column("kind", "text", "what was done", "reject"),
    Column("list", "text", "the list of the item", "events", CORRECTED),
    Column("document", "text", "id of the report; empty for merges", "doc:41d766fa2590"),
    Column("item", "text", "id of the item corrected", "e:fe8dd8d059a8"),
    Column("body", "text", "what it was made into, as JSON", '{"type":"AGREE"}'),
    Column("user", "text", "who corrected", "maria"),
    Column("time", "text", "when", "2026-11-25T09:16:38+00:00", unit=UTC),
    Column("reason", "text", "why", "the treaty was only initialled"),
    Column("undoes", "text", "id of the correction it takes back", "c:7a1e5b3c9d20", refers=("corrections",)),
    Column("forgotten", "boolean", "its report was taken out", "false"),
)

JOINS = (
    _ID._replace(meaning="id of the join", example="j:0f3b8c2a91d7"),
    Column("list", "text", "events that are one, or reports that print one text", "events", ("events", "documents")),
    Column("score", "real", "how sure: what agrees, or how much of the shorter text stands in the longer", "0.85", unit="0 to 1"),
    Column("evidence", "text", "what agrees, as JSON", '{"type":"same","sides":"actors","date":"same","word":["sign"]}'),
    Column("one", "text", "id of the event or report", "e:fe8dd8d059a8", refers=("events", "documents")),
    Column("one_document", "text", "id of its report", "doc:41d766fa2590", refers=("documents",)),
    Column("one_words", "text", "the words it stands on, or its headline", "Russia and Abkhazia sign treaty", quoted=True),
    Column("other", "text", "id of what was joined to it", "e:b53f32c80e12", refers=("events", "documents")),
    Column("other_document", "text", "id of its report", "doc:5c9e392a223a", refers=("documents",)),
    Column("other_words", "text", "the words it stands on, or its headline", "Moscow signed a pact with Sukhumi", quoted=True),
)
_OF_EVENTS = frozenset(
    {"type", "mode", "cameo", "sources", "source_names", "source_codes", "targets", "target_names", "target_codes"}
    | {"reciprocal", "date", "first", "last", "place", "modality", "confidence"}
)
"""The columns of an event that one row for all its mentions shows."""
JOINED_EVENTS = (
    Column(
        "event", "text", "id of the event: of the mention that is dated best and tells most", "e:fe8dd8d059a8", refers=("events",)
    ),
    *(column for column in EVENTS if column.name in _OF_EVENTS),
    Column("mentions", "integer", "how often it is mentioned", "3", unit="mentions"),
    Column("reports", "integer", "how many reports tell of it", "2", unit="reports"),
    Column("origins", "integer", "how many sources these are: a wire text in five papers is one", "1", unit="sources"),
    Column("documents", "list", "ids of these reports", "doc:41d766fa2590|doc:5c9e392a223a", refers=("documents",)),
    *(column for column in _TAIL if column.name == "words"),
)

LISTS: dict[str, tuple[Column, ...]] = {
    "documents": DOCUMENTS,
    "events": EVENTS,
    "statements": STATEMENTS,
    "agreements": AGREEMENTS,
    "provisions": PROVISIONS,
    "statuses": STATUSES,
    "actors": ACTORS,
    "joined_events": JOINED_EVENTS,
    "joins": JOINS,
    "mentions": MENTIONS,
    "participants": PARTICIPANTS,
    "places": PLACES,
    "times": TIMES,
    "readings": READINGS,
    "corrections": CORRECTIONS,
    "texts": TEXTS,
}
MEANINGS: dict[str, str] = {
    "documents": "Reports, one a row.",
    "events": "Mentions of events, one a row: who did what to whom.",
    "statements": "Who said what, in which words.",
    "agreements": "Treaties, pacts and truces, as reports tell of them.",
    "provisions": "The terms of agreements: who owes what to whom.",
    "statuses": "What territories are, according to whom.",
    "actors": "Who is mentioned, one a row, over all reports.",
    "joined_events": "Events, one a row, over all mentions and reports that tell of them.",
    "joins": "Which events of different reports are one, and which reports print one text; the least sure first.",
    "mentions": "Who is mentioned in which report, one a row for each actor of each report.",
    "participants": "Who takes part in which item on which side, one a row: the lists of actors of all items, multiplied out.",
    "places": "Names of places in reports, located.",
    "times": "Expressions of time in reports, valued.",
    "readings": "How reports were read; of several readings of a report the one that `documents.reading` names stands.",
    "corrections": "What humans corrected.",
    "texts": "The texts of the reports, one a row.",
}
"""What a row of each list is."""
_BELOW = {"texts": "documents", "joined_events": "events"}
"""The table of a list, where it has another name."""
TABLES: dict[str, Table] = {name: tables.metadata.tables[_BELOW.get(name, name)] for name in LISTS}
ALONE = ("documents", "texts", "corrections")
"""The lists that stand in one table alone."""


def _outlets() -> ScalarSelect[Any]:
    """The publications of all reports of one source, in order of their names."""
    prints, publications = tables.documents.alias("prints"), tables.publications
    names = (
        select(publications.c.name)
        .distinct()
        .join(prints, prints.c.number == publications.c.document)
        .where(prints.c.source == tables.documents.c.source, prints.c.superseded_by.is_(None))
        .order_by(publications.c.name)
        .correlate(tables.documents)
        .subquery()
    )
    return select(func.aggregate_strings(names.c.name, BAR)).scalar_subquery()


def selected(name: str) -> list[ColumnElement[Any]]:
    """The SQL of each column of a list, over its table joined with those of documents and runs."""
    table, joined = TABLES[name], name not in ALONE
    found: list[ColumnElement[Any]] = []
    for column in LISTS[name]:
        if column.name == "document" and name != "corrections":
            found.append(tables.documents.c.id.label("document"))
        elif joined and column.name == "published":
            found.append(tables.documents.c.published)
        elif column.name == "origin":
            found.append(tables.documents.c.source.label("origin"))
        elif column.name == "outlets":
            found.append(_outlets().label("outlets"))
        elif column.name in table.c:
            found.append(table.c[column.name])
        else:
            found.append(tables.runs.c[column.name])
    return found


def source(name: str) -> FromClause:
    """The tables that the columns of a list are selected from."""
    table, documents, runs = TABLES[name], tables.documents, tables.runs
    if name in ALONE:
        return table
    joined = table.join(documents, table.c.document == documents.c.number)
    return joined.join(runs, table.c.run == runs.c.id) if name == "readings" else joined

"""The flat columns of each list, with their types and meanings: one table for frames, files, commands and their docs."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from sqlalchemy import Table
from sqlalchemy.sql.elements import ColumnElement

from dragoman.store import tables

ColumnType = Literal["text", "list", "integer", "real", "boolean"]


class Column(NamedTuple):
    """A column of a list: its name, what it holds, what it means."""

    name: str
    type: ColumnType
    meaning: str


_ID = Column("id", "text", "id of the item, from its content")
_DOCUMENT = Column("document", "text", "id of the report it was read from")
_PUBLISHED = Column("published", "text", "when the report was published, EDTF")
_FIRST = Column("first", "text", "first day the date can mean")
_LAST = Column("last", "text", "last day the date can mean")
_RULE = Column("rule", "text", "what produced it")
_HOLDER = Column("holder", "text", "whose view it is: an actor, or narrator for the report itself")
_TAIL = (
    Column("start", "integer", "first character of its words in the text of the report"),
    Column("end", "integer", "character after the last one"),
    Column("words", "text", "the words it stands on"),
    Column("standing", "text", "read (by the program), accepted, edited, added or rejected (by a human)"),
    Column("correction", "text", "id of the correction that gave it its standing"),
)

DOCUMENTS = (
    _ID._replace(meaning="id of the report, from its text"),
    Column("uri", "text", "where it was read"),
    Column("title", "text", "headline"),
    Column("published", "text", "when it was published, EDTF"),
    _FIRST,
    _LAST,
    Column("published_from", "text", "where the date of publication was found"),
    Column("language", "text", "language of the text"),
    Column("credits", "list", "agencies and outlets credited, in order"),
    Column("poster", "text", "who posted it in a forum"),
    Column("reading", "text", "id of the reading that stands"),
    Column("superseded_by", "text", "the report that a newer program found in the same bytes"),
    Column("raw", "text", "SHA-256 of the bytes it was read from"),
    Column("kept", "text", "when it was first kept, UTC"),
)
EVENTS = (
    _ID,
    _DOCUMENT,
    _PUBLISHED,
    Column("type", "text", "PLOVER type"),
    Column("mode", "text", "PLOVER mode"),
    Column("context", "list", "PLOVER contexts"),
    Column("cameo", "text", "CAMEO code"),
    Column("sources", "list", "who acts: ids of actors, after merges"),
    Column("source_names", "list", "their names in the report"),
    Column("source_codes", "list", "their CAMEO-style codes"),
    Column("targets", "list", "upon whom: ids of actors, after merges"),
    Column("target_names", "list", "their names in the report"),
    Column("target_codes", "list", "their CAMEO-style codes"),
    Column("reciprocal", "boolean", "both sides act"),
    Column("date", "text", "when, EDTF"),
    _FIRST,
    _LAST,
    Column("place", "text", "where"),
    Column("modality", "text", "actual, planned, possible or denied"),
    _HOLDER,
    Column("confidence", "real", "of the reading, not of the world"),
    _RULE,
    Column("same_as", "text", "first mention of the same event in the report"),
    Column("event", "text", "the event this is a mention of, in its report: count these to count events"),
    *_TAIL,
)
STATEMENTS = (
    _ID,
    _DOCUMENT,
    _PUBLISHED,
    Column("speaker", "text", "who says it, after merges"),
    Column("speaker_name", "text", "the speaker's name in the report"),
    Column("speaker_code", "text", "the speaker's CAMEO-style code"),
    Column("form", "text", "direct, indirect or mixed"),
    Column("position", "text", "position taken"),
    Column("about", "text", "id of the event, agreement, status or actor it is about"),
    Column("date", "text", "when it was said, EDTF"),
    _FIRST,
    _LAST,
    Column("inferred", "boolean", "the speaker is taken from context"),
    _RULE,
    *_TAIL,
)
AGREEMENTS = (
    _ID,
    _DOCUMENT,
    _PUBLISHED,
    Column("name", "text", "its name in the report"),
    Column("kind", "text", "treaty, pact, truce …"),
    Column("parties", "list", "whom it binds"),
    Column("party_names", "list", "their names in the report"),
    Column("signatories", "list", "who signed"),
    Column("signatory_names", "list", "their names in the report"),
    Column("signed", "text", "when it was signed, EDTF"),
    _FIRST,
    _LAST,
    Column("place", "text", "where it was signed"),
    Column("stage", "text", "how far it has come"),
    _RULE,
    *_TAIL,
)
PROVISIONS = (
    _ID,
    _DOCUMENT,
    _PUBLISHED,
    Column("agreement", "text", "id of the agreement it is a term of"),
    Column("type", "text", "type of provision"),
    Column("by", "list", "who owes it"),
    Column("by_names", "list", "their names in the report"),
    Column("to", "list", "to whom"),
    Column("to_names", "list", "their names in the report"),
    Column("condition", "text", "words of the condition"),
    Column("modality", "text", "actual, planned, possible or denied"),
    _HOLDER,
    _RULE,
    *_TAIL,
)
STATUSES = (
    _ID,
    _DOCUMENT,
    _PUBLISHED,
    Column("subject", "text", "the territory or polity"),
    Column("subject_name", "text", "its name in the report"),
    Column("status", "text", "what it is said to be"),
    Column("dimension", "text", "polity, belongs, control, regime or recognition"),
    Column("of", "text", "of or by whom"),
    Column("of_name", "text", "the name of that actor in the report"),
    Column("polarity", "text", "affirmed or denied"),
    _HOLDER,
    Column("holder_name", "text", "the holder's name in the report"),
    Column("from", "text", "since when, EDTF"),
    Column("to", "text", "until when, EDTF"),
    _FIRST,
    _LAST,
    _RULE,
    *_TAIL,
)
ACTORS = (
    Column("id", "text", "id of the actor, the registry's where it is known there"),
    Column("name", "text", "its name"),
    Column("registry", "text", "id in the registry"),
    Column("code", "text", "CAMEO-style code where it was first met"),
    Column("kind", "text", "state, person, organisation …"),
    Column("country", "text", "the actor it acts for"),
    Column("actor", "text", "who it is after merges"),
    Column("documents", "integer", "reports that mention it"),
    Column("mentions", "integer", "mentions in all of them"),
)

LISTS: dict[str, tuple[Column, ...]] = {
    "documents": DOCUMENTS,
    "events": EVENTS,
    "statements": STATEMENTS,
    "agreements": AGREEMENTS,
    "provisions": PROVISIONS,
    "statuses": STATUSES,
    "actors": ACTORS,
}
TABLES: dict[str, Table] = {
    "documents": tables.documents,
    "events": tables.events,
    "statements": tables.statements,
    "agreements": tables.agreements,
    "provisions": tables.provisions,
    "statuses": tables.statuses,
    "actors": tables.actors,
}


def selected(name: str) -> list[ColumnElement[Any]]:
    """The SQL of each column of a list, over its table joined with that of documents."""
    table = TABLES[name]
    found: list[ColumnElement[Any]] = []
    for column in LISTS[name]:
        if column.name == "document":
            found.append(tables.documents.c.id.label("document"))
        elif column.name == "published" and name != "documents":
            found.append(tables.documents.c.published)
        else:
            found.append(table.c[column.name])
    return found

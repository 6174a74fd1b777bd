"""The tables of the store, one definition for SQLite and PostgreSQL.

What is said once and never changed: `raws`, `runs`, `readings` (each the whole record as it was read, by content hash),
`corrections`, and `imports` with what they assert. What follows from them and can be made anew at any time: the lists of
items (`mentions`, `events`, `participants`, `statements`, `agreements`, `provisions`, `statuses`, `places`, `times`), the
`tellings` (what one report tells of one event, all mentions together) with their `joins`, and the `assertions` that questions
are answered from. They hold the present picture of each document: its current reading after all corrections.
`dragoman record check` makes it anew and compares; with `--mend` it puts what it made in the place of what was there.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

HEAD = "0006"
"""The revision of the tables this program works with."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


_MERGED = text("actor <> id")
"""What is true of the few actors that a human merged with another."""
_STANDS = "superseded_by IS NULL"
_IMPORTED = text("imported IS NOT NULL")
_PLACED = text("place IS NOT NULL")
_FOR_ANOTHER = text("country <> actor")
"""What is true of those who act for somebody else: a state acts for itself, and is found by its own name."""


def _text(name: str, *, required: bool = False) -> Column[Any]:
    return Column(name, Text, nullable=not required)


def _document() -> Column[Any]:
    return Column("document", Integer, ForeignKey("documents.number", ondelete="CASCADE"), primary_key=True, autoincrement=False)


def _dated() -> tuple[Column[Any], Column[Any]]:
    """First and last day of the date, for ranges."""
    return _text("first"), _text("last")


def _judged() -> tuple[Column[Any], ...]:
    """The words the item stands on, and what humans made of it; all of it is in the reading, after the corrections."""
    return (
        Column("start", Integer),
        Column("end", Integer),
        _text("words"),
        _text("standing", required=True),
        _text("correction"),
    )


def _item() -> tuple[Column[Any], ...]:
    return _document(), Column("id", Text, primary_key=True), Column("ordinal", Integer, nullable=False)


raws = Table(
    "raws",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("number", Integer, primary_key=True),
    _text("id", required=True),
    _text("hash", required=True),
    _text("raw"),
    _text("uri", required=True),
    _text("title"),
    _text("published"),
    *_dated(),
    _text("published_from"),
    _text("language"),
    _text("credits"),
    _text("poster"),
    _text("reading"),
    _text("superseded_by"),
    _text("source", required=True),
    Column("joined", Boolean, nullable=False, default=False),
    _text("kept", required=True),
    _text("item", required=True),
    _text("text", required=True),
    UniqueConstraint("id"),
    Index(None, "first"),
    Index(None, "source"),
    Index(None, "raw"),
    Index(
        "ix_documents_waiting",
        "first",
        sqlite_where=text(f"joined = 0 AND {_STANDS}"),
        postgresql_where=text(f"NOT joined AND {_STANDS}"),
    ),
    sqlite_autoincrement=True,
)

locations = Table(
    "locations",
    metadata,
    _document(),
    Column("uri", Text, primary_key=True),
)

publications = Table(
    "publications",
    metadata,
    _document(),
    Column("name", Text, primary_key=True),
    Index("ix_publications_called", text("lower(name)")),
)

sketches = Table(
    "sketches",
    metadata,
    _document(),
    Column("marks", LargeBinary, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Text, primary_key=True),
    _text("program", required=True),
    _text("model", required=True),
    _text("ontology", required=True),
    _text("registry", required=True),
    _text("settings", required=True),
)

readings = Table(
    "readings",
    metadata,
    Column("serial", Integer, primary_key=True),
    _text("id", required=True),
    Column("document", Integer, ForeignKey("documents.number", ondelete="CASCADE"), nullable=False),
    Column("run", Text, ForeignKey("runs.id"), nullable=False),
    _text("kept", required=True),
    Column("record", LargeBinary, nullable=False),
    UniqueConstraint("id"),
    Index(None, "document"),
    sqlite_autoincrement=True,
)

actors = Table(
    "actors",
    metadata,
    Column("id", Text, primary_key=True),
    _text("name", required=True),
    _text("registry"),
    _text("code"),
    _text("kind", required=True),
    _text("country"),
    _text("actor", required=True),
    Index(None, "name"),
    Index(None, "actor"),
    Index("ix_actors_merged", "id", sqlite_where=_MERGED, postgresql_where=_MERGED),
)

mentions = Table(
    "mentions",
    metadata,
    _document(),
    Column("id", Text, primary_key=True),
    Column("ordinal", Integer, nullable=False),
    _text("actor", required=True),
    _text("name", required=True),
    _text("code"),
    _text("kind", required=True),
    _text("country"),
    Column("count", Integer, nullable=False),
    *_judged(),
    Index(None, "actor"),
    sqlite_with_rowid=False,
)

participants = Table(
    "participants",
    metadata,
    _document(),
    Column("item", Text, primary_key=True),
    Column("side", Text, primary_key=True),
    Column("named", Text, primary_key=True),
    _text("list", required=True),
    _text("actor", required=True),
    _text("country"),
    *_dated(),
    Index(None, "actor", "first", "last", "list"),
    Index(
        "ix_participants_for_another", "country", "first", "last", "list", sqlite_where=_FOR_ANOTHER, postgresql_where=_FOR_ANOTHER
    ),
    sqlite_with_rowid=False,
)

events = Table(
    "events",
    metadata,
    *_item(),
    _text("type", required=True),
    _text("mode"),
    _text("context"),
    _text("cameo"),
    _text("sources"),
    _text("source_names"),
    _text("source_codes"),
    _text("targets"),
    _text("target_names"),
    _text("target_codes"),
    Column("reciprocal", Boolean, nullable=False),
    _text("date"),
    *_dated(),
    _text("place"),
    _text("modality", required=True),
    _text("holder", required=True),
    Column("confidence", Float),
    _text("rule"),
    _text("same_as"),
    _text("event", required=True),
    *_judged(),
    Index(None, "first", "type"),
    Index(None, "event"),
    Index("ix_events_placed", text("lower(place)"), sqlite_where=_PLACED, postgresql_where=_PLACED),
    sqlite_with_rowid=False,
)

tellings = Table(
    "tellings",
    metadata,
    _document(),
    Column("id", Text, primary_key=True),
    _text("family", required=True),
    _text("type", required=True),
    _text("cameo"),
    _text("words", required=True),
    _text("terms", required=True),
    _text("sides", required=True),
    Column("reciprocal", Boolean, nullable=False),
    _text("modality", required=True),
    Column("under", Boolean, nullable=False),
    _text("date"),
    *_dated(),
    _text("dated", required=True),
    _text("day"),
    _text("place"),
    _text("country"),
    Column("latitude", Float),
    Column("longitude", Float),
    _text("home"),
    _text("event", required=True),
    Column("joined", Boolean, nullable=False),
    Index(None, "family", "dated", "day"),
    Index(None, "home"),
    Index("ix_tellings_waiting", "family", "day", sqlite_where=text("joined = 0"), postgresql_where=text("NOT joined")),
    sqlite_with_rowid=False,
)

statements = Table(
    "statements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("document", Integer, ForeignKey("documents.number", ondelete="CASCADE"), nullable=False),
    _text("id", required=True),
    Column("ordinal", Integer, nullable=False),
    _text("speaker"),
    _text("speaker_name"),
    _text("speaker_code"),
    _text("form", required=True),
    _text("position"),
    _text("about"),
    _text("date"),
    *_dated(),
    Column("inferred", Boolean, nullable=False),
    _text("rule"),
    *_judged(),
    UniqueConstraint("document", "id"),
    Index(None, "first"),
    sqlite_autoincrement=True,
)

agreements = Table(
    "agreements",
    metadata,
    *_item(),
    _text("name"),
    _text("kind"),
    _text("parties"),
    _text("party_names"),
    _text("signatories"),
    _text("signatory_names"),
    _text("signed"),
    *_dated(),
    _text("place"),
    _text("stage"),
    _text("rule"),
    *_judged(),
    Index(None, "first"),
    sqlite_with_rowid=False,
)

provisions = Table(
    "provisions",
    metadata,
    *_item(),
    _text("agreement", required=True),
    _text("type", required=True),
    _text("by"),
    _text("by_names"),
    _text("to"),
    _text("to_names"),
    _text("condition"),
    _text("modality"),
    _text("holder"),
    _text("rule"),
    *_judged(),
    sqlite_with_rowid=False,
)

statuses = Table(
    "statuses",
    metadata,
    *_item(),
    _text("subject", required=True),
    _text("subject_name"),
    _text("status", required=True),
    _text("dimension"),
    _text("of"),
    _text("of_name"),
    _text("polarity", required=True),
    _text("holder", required=True),
    _text("holder_name"),
    _text("from"),
    _text("to"),
    *_dated(),
    _text("rule"),
    *_judged(),
    Index(None, "subject", "dimension"),
    Index(None, "holder"),
    sqlite_with_rowid=False,
)

places = Table(
    "places",
    metadata,
    _document(),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    _text("name", required=True),
    _text("country"),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("geonames", Integer),
    Column("start", Integer),
    Column("end", Integer),
    sqlite_with_rowid=False,
)

times = Table(
    "times",
    metadata,
    _document(),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    _text("type", required=True),
    _text("value"),
    _text("edtf"),
    *_dated(),
    Column("start", Integer),
    Column("end", Integer),
    sqlite_with_rowid=False,
)

corrections = Table(
    "corrections",
    metadata,
    Column("id", Text, primary_key=True),
    _text("kind", required=True),
    _text("list", required=True),
    _text("document"),
    _text("item"),
    _text("body", required=True),
    _text("before"),
    _text("anchors", required=True),
    _text("raw"),
    _text("uri"),
    _text("user", required=True),
    _text("time", required=True),
    _text("reason", required=True),
    _text("undoes"),
    Column("forgotten", Boolean, nullable=False, default=False),
    Index(None, "document"),
    Index(None, "raw"),
    Index(None, "undoes"),
)

conflicts = Table(
    "conflicts",
    metadata,
    _document(),
    Column("correction", Text, primary_key=True),
    _text("problem", required=True),
    sqlite_with_rowid=False,
)

joins = Table(
    "joins",
    metadata,
    Column("id", Text, primary_key=True),
    _text("list", required=True),
    _text("one", required=True),
    _text("other", required=True),
    Column("score", Float, nullable=False),
    _text("evidence", required=True),
    Column("document", Integer, ForeignKey("documents.number", ondelete="CASCADE"), nullable=False),
    Column("other_document", Integer, ForeignKey("documents.number", ondelete="CASCADE"), nullable=False),
    UniqueConstraint("list", "one", "other"),
    Index(None, "other"),
    Index(None, "document"),
    Index(None, "other_document"),
)

imports = Table(
    "imports",
    metadata,
    Column("number", Integer, primary_key=True),
    _text("id", required=True),
    _text("holder", required=True),
    _text("name", required=True),
    _text("raw"),
    _text("kept", required=True),
    Column("count", Integer, nullable=False),
    _text("superseded_by"),
    UniqueConstraint("id"),
    Index(None, "holder"),
    sqlite_autoincrement=True,
)

assertions = Table(
    "assertions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("document", Integer, ForeignKey("documents.number", ondelete="CASCADE")),
    Column("imported", Integer, ForeignKey("imports.number", ondelete="CASCADE")),
    _text("kind", required=True),
    _text("key", required=True),
    _text("body", required=True),
    _text("word"),
    _text("since"),
    _text("said"),
    Index(None, "kind", "key", "said", "word"),
    Index(None, "document"),
    Index("ix_assertions_of_import", "imported", sqlite_where=_IMPORTED, postgresql_where=_IMPORTED),
)

PICTURE = (mentions, participants, events, tellings, statements, agreements, provisions, statuses, places, times, assertions)
"""The tables that follow from readings and corrections."""

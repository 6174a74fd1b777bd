"""What is written once more than needed is gone: items beside their readings, indexes that no question used, marks a row each."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

UNUSED = {
    "assertions": ("imported", "kind_key_word_said"),
    "documents": ("joined",),
    "events": ("type",),
    "participants": ("actor_list_first_last", "country_list_first_last"),
    "places": ("name",),
    "provisions": ("type",),
    "publications": ("name",),
    "statements": ("position",),
    "tellings": ("id", "waiting"),
}
LISTS = ("mentions", "events", "statements", "agreements", "provisions", "statuses", "places", "times")


def upgrade() -> None:
    """Changes the tables; `dragoman record upgrade` fills `sketches`."""
    op.drop_table("shingles")
    op.create_table(
        "sketches",
        sa.Column("document", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("marks", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.number"], name=op.f("fk_sketches_document_documents"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_sketches")),
    )
    for table, names in UNUSED.items():
        for name in names:
            op.drop_index(f"ix_{table}_{name}", table_name=table)
    for name in ("ordinal", "holder"):
        op.drop_column("assertions", name)
    for table in LISTS:
        op.drop_column(table, "item")
    op.create_index(op.f("ix_participants_actor_first_last_list"), "participants", ["actor", "first", "last", "list"], unique=False)
    another = sa.text("country <> actor")
    op.create_index(
        "ix_participants_for_another",
        "participants",
        ["country", "first", "last", "list"],
        unique=False,
        sqlite_where=another,
        postgresql_where=another,
    )
    op.create_index("ix_publications_called", "publications", [sa.text("lower(name)")], unique=False)
    # The words of a condition must be those of the questions, or SQLite does not see that the index serves.
    waiting: dict[str, Any] = {"sqlite_where": sa.text("joined = 0"), "postgresql_where": sa.text("NOT joined")}
    op.create_index("ix_tellings_waiting", "tellings", ["family", "day"], unique=False, **waiting)
    standing: dict[str, Any] = {name: sa.text(f"{where} AND superseded_by IS NULL") for name, where in waiting.items()}
    op.create_index("ix_documents_waiting", "documents", ["first"], unique=False, **standing)
    op.create_index(op.f("ix_assertions_kind_key_said_word"), "assertions", ["kind", "key", "said", "word"], unique=False)
    imported = sa.text("imported IS NOT NULL")
    op.create_index(
        "ix_assertions_of_import", "assertions", ["imported"], unique=False, sqlite_where=imported, postgresql_where=imported
    )
    placed = sa.text("place IS NOT NULL")
    op.create_index(
        "ix_events_placed", "events", [sa.text("lower(place)")], unique=False, sqlite_where=placed, postgresql_where=placed
    )

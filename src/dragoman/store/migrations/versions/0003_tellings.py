"""What each report tells of each event, by which events are joined over reports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Adds the table; `dragoman record upgrade` fills it from the readings."""
    op.create_table(
        "tellings",
        sa.Column("document", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("cameo", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("sides", sa.Text(), nullable=False),
        sa.Column("reciprocal", sa.Boolean(), nullable=False),
        sa.Column("modality", sa.Text(), nullable=False),
        sa.Column("under", sa.Boolean(), nullable=False),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("first", sa.Text(), nullable=True),
        sa.Column("last", sa.Text(), nullable=True),
        sa.Column("dated", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("home", sa.Text(), nullable=True),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("joined", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.number"], name=op.f("fk_tellings_document_documents"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document", "id", name=op.f("pk_tellings")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_tellings_family_dated_day"), "tellings", ["family", "dated", "day"], unique=False)
    op.create_index(op.f("ix_tellings_id"), "tellings", ["id"], unique=False)
    op.create_index(op.f("ix_tellings_home"), "tellings", ["home"], unique=False)
    waiting = sa.text("NOT joined")
    op.create_index("ix_tellings_waiting", "tellings", ["family", "day"], sqlite_where=waiting, postgresql_where=waiting)

"""What reports and imports assert, for questions; and full-text search that follows a title which a newer reading corrects."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

WORDS = "coalesce({0}.title, '') || ' ' || {0}.text"


def upgrade() -> None:
    """Adds the tables; `dragoman record upgrade` fills them from the readings."""
    op.create_table(
        "imports",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=True),
        sa.Column("kept", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_imports")),
        sa.UniqueConstraint("id", name=op.f("uq_imports_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_imports_holder"), "imports", ["holder"], unique=False)
    op.create_table(
        "assertions",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=True),
        sa.Column("imported", sa.Integer(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.number"], name=op.f("fk_assertions_document_documents"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["imported"], ["imports.number"], name=op.f("fk_assertions_imported_imports"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_assertions")),
    )
    op.create_index(op.f("ix_assertions_kind_key"), "assertions", ["kind", "key"], unique=False)
    op.create_index(op.f("ix_assertions_document"), "assertions", ["document"], unique=False)
    op.create_index(op.f("ix_assertions_imported"), "assertions", ["imported"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        # The index keeps no text of its own: what leaves it must be exactly what went in.
        old, new = WORDS.format("old"), WORDS.format("new")
        op.execute(
            "CREATE TRIGGER documents_words_changed AFTER UPDATE OF title, text ON documents WHEN old.title IS NOT new.title "
            "OR old.text IS NOT new.text BEGIN "
            f"INSERT INTO documents_words(documents_words, rowid, words) VALUES ('delete', old.number, {old}); "
            f"INSERT INTO documents_words(rowid, words) VALUES (new.number, {new}); END"
        )

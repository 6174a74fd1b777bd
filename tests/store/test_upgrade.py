"""Migrations lead to the tables the program knows."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from dragoman.store import Store
from dragoman.store.tables import HEAD, metadata
from dragoman.store.upgrade import revisions, upgrade

OURS = ("documents_words", "statements_words")


def test_the_migrations_make_the_tables_of_the_program(store: Store) -> None:
    with store.database.reading() as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
    assert [each for each in found if not any(name in str(each) for name in OURS)] == []


def test_the_newest_revision_is_the_one_the_program_names(store: Store) -> None:
    assert revisions()[-1] == HEAD
    assert upgrade(store.database) == HEAD

"""Migrations lead to the tables the program knows."""

from __future__ import annotations

from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from made import record
from made_reports import FIRST, report
from sqlalchemy import text

from dragoman.errors import OtherVersion
from dragoman.store import Store
from dragoman.store.database import Database
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


def test_an_older_store_is_brought_to_the_tables_of_the_program(url: str) -> None:
    with Store.open(url) as store:
        store.keep(report(0, FIRST))
        store.join()
        with store.database.writing() as connection:
            connection.execute(text("DROP INDEX ix_actors_merged"))
            for table in ("assertions", "imports", "tellings"):
                connection.execute(text(f"DROP TABLE {table}"))
            if store.database.dialect == "sqlite":
                connection.execute(text("DROP TRIGGER documents_words_changed"))
            connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    with pytest.raises(OtherVersion, match="record upgrade"):
        Store.open(url)
    with closing(Database(url)) as database:
        assert upgrade(database) == "0001"
    with Store.open(url) as store:
        assert store.info()["assertions"] > 0
        assert store.check() == []


def test_words_of_a_title_that_a_newer_reading_corrects_are_found(store: Store) -> None:
    old, new = record(1), record(1, program="0.2.0")
    new["document"]["title"] = "Quokka"
    store.keep(old)
    store.keep(new)
    assert len(store.documents(text="quokka")) == 1
    store.forget(new["document"]["id"])
    assert len(store.documents(text="quokka")) == 0

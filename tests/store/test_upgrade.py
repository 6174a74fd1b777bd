"""Migrations lead to the tables the program knows."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from warnings import catch_warnings, simplefilter

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from made import record
from made_reports import FIRST, report
from sqlalchemy import inspect, select

from dragoman.errors import OtherVersion
from dragoman.store import Store
from dragoman.store.database import Database, insert_all
from dragoman.store.tables import HEAD, documents, metadata, raws, readings, runs
from dragoman.store.upgrade import migrate, revisions, upgrade

OURS = ("documents_words", "statements_words")
READ = (raws, runs, documents, readings)
"""The tables of what was read, from which all others follow; in the order of what names what."""


def test_the_migrations_make_the_tables_of_the_program(store: Store) -> None:
    with store.database.reading() as connection, catch_warnings():
        simplefilter("ignore")  # of indexes on lower(...), which cannot be read back from SQLite
        found = compare_metadata(MigrationContext.configure(connection), metadata)
    assert [each for each in found if not any(name in str(each) for name in OURS)] == []


def test_the_newest_revision_is_the_one_the_program_names(store: Store) -> None:
    assert revisions()[-1] == HEAD
    assert upgrade(store.database) == HEAD


def test_an_older_store_is_brought_to_the_tables_of_the_program(url: str, tmp_path: Path) -> None:
    with Store.open(tmp_path / "new.db") as store:
        store.keep(report(0, FIRST), b"bytes")
        with store.database.reading() as connection:
            rows = {table: [row._asdict() for row in connection.execute(select(table))] for table in READ}
    with closing(Database(url, create=True)) as database, database.writing() as connection:
        migrate(connection, "0001")
        for table, kept in rows.items():
            there = {each["name"] for each in inspect(connection).get_columns(table.name)}
            insert_all(connection, table, [{name: value for name, value in row.items() if name in there} for row in kept])
    with pytest.raises(OtherVersion, match="record upgrade"):
        Store.open(url)
    with closing(Database(url)) as database:
        assert upgrade(database) == "0001"
    with Store.open(url) as store:
        assert store.info()["assertions"] > 0
        assert len(store.events()) == 10
        assert store.check() == []


def test_words_of_a_title_that_a_newer_reading_corrects_are_found(store: Store) -> None:
    old, new = record(1), record(1, program="0.2.0")
    new["document"]["title"] = "Quokka"
    store.keep(old)
    store.keep(new)
    assert len(store.documents(text="quokka")) == 1
    store.forget(new["document"]["id"])
    assert len(store.documents(text="quokka")) == 0

"""What a user's type checker knows of the API: this file is checked by mypy, strictly, and run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, assert_type

import pandas
import polars
from made import records

import dragoman
from dragoman.record import Event, Record
from dragoman.store import Document, Kept, Rows, Store


def test_the_api_is_typed(tmp_path: Path, root: Path) -> None:
    with dragoman.Record.open(tmp_path / "dragoman.db") as store:
        assert_type(store, Store)
        for each in records(2):
            assert_type(store.keep(each), Kept)
        events = store.events(actor="russia", since="2008", confidence=0.5)
        assert_type(events, Rows)
        assert_type(len(events), int)
        assert_type(iter(events), Iterator[dict[str, Any]])
        assert_type(events.first(3).to_dicts(), list[dict[str, Any]])
        assert_type(events.page(1, 10), list[dict[str, Any]])
        assert_type(events.to_pandas(), pandas.DataFrame)
        assert_type(events.to_polars(), polars.DataFrame)
        for document in store.documents:
            assert_type(document, Document)
            assert_type(document.html(), str)
            assert_type(document.raw(), bytes | None)
            record = store.documents[document.id].record()
            assert_type(record, Record)
            assert_type(record.events[0], Event)
            assert_type(record.events[0].sources, tuple[str, ...])
    assert (root / "src" / "dragoman" / "py.typed").exists()


def test_nothing_is_asked_of_the_store_before_it_is_looked_at(tmp_path: Path) -> None:
    with Store.open(tmp_path / "dragoman.db") as store:
        events = store.events()
        for each in records(2):
            store.keep(each)
        assert len(events) == len(events.to_pandas()) == 10
        assert [len(events.page(number, 4)) for number in (1, 2, 3, 4)] == [4, 4, 2, 0]

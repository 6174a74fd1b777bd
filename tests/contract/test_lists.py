"""The lists of a store by name, at one moment, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from typing import Any

import pandas
import pytest
from made import record, records

from dragoman.errors import StoreReadOnly
from dragoman.store import Store
from dragoman.store.columns import LISTS


def test_what_is_asked_at_once_is_of_one_state_whoever_writes_meanwhile(store: Store) -> None:
    for each in records(3):
        store.keep(each)
    with store.at_once() as now:
        before = now.rows("documents").to_dicts()
        store.keep(record(7))
        assert now.rows("documents").to_dicts() == before
        assert len(now.rows("events")) == 15
        assert [len(report.record().events) for report in now.documents] == [5, 5, 5]
        with pytest.raises(StoreReadOnly):
            now.keep(record(8))
    assert len(store.rows("events")) == 20


@pytest.mark.parametrize("name", LISTS)
def test_every_list_has_rows_of_its_columns(store: Store, name: str) -> None:
    place = {"name": "Sochi", "span": [0, 4], "latitude": 43.6, "longitude": 39.7, "country": "RUS", "geonames": 491422}
    time = {"span": [0, 4], "type": "DATE", "value": "2014", "edtf": "2014", "rule": "year"}
    for each in records(2):
        store.keep({**each, "places": [place], "times": [time]})
    rows = store.rows(name)
    found: list[dict[str, Any]] = rows.to_dicts()
    assert bool(found) == (name not in ("agreements", "provisions", "statuses", "corrections", "joins"))
    assert len(rows) == len(found)
    assert rows.to_arrow().to_pylist() == found
    assert rows.to_polars().to_dicts() == found
    pandas.testing.assert_frame_equal(rows.to_pandas(), pandas.DataFrame(found, columns=[column.name for column in LISTS[name]]))
    assert [row for batch in rows.batches(1) for row in batch.to_pylist()] == found


def test_of_one_report_every_list_has_its_rows_alone(store: Store) -> None:
    for each in records(2):
        store.keep(each)
    one = record(1)["document"]["id"]
    for name in ("events", "mentions", "participants", "readings"):
        assert {row["document"] for row in store.rows(name, document=one)} == {one}
    with pytest.raises(ValueError, match="places cannot be filtered by actor"):
        list(store.rows("places", actor="russia"))
    with pytest.raises(ValueError, match="there is no list 'facts'; write one of documents"):
        store.rows("facts")


def test_readings_of_superseded_reports_are_left_out(store: Store) -> None:
    store.keep(record(1), b"bytes")
    old = store.rows("readings").to_dicts()
    newer = record(2, program="0.2.0")
    newer["document"]["uri"] = record(1)["document"]["uri"]
    store.keep(newer, b"bytes")
    assert [row["document"] for row in store.rows("readings")] == [newer["document"]["id"]]
    assert store.rows("readings", document=record(1)["document"]["id"]).to_dicts() == old

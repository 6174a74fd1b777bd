"""What is shared of a record does not depend on the database it was kept in."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from made import records

import dragoman
from dragoman.exchange import followthemoney, graphs, rdf
from dragoman.exchange.dataset import write_dataset
from dragoman.exchange.verify import verify
from dragoman.store import Store


def shared(store: Store, folder: Path) -> dict[str, bytes]:
    """Every way of sharing, as bytes by name."""
    folder.mkdir()
    write_dataset(store, folder, "csv")
    assert list(verify(folder)) == []
    found = {path.name: path.read_bytes() for path in folder.iterdir()}
    with store.at_once() as now:
        linked, entities = io.BytesIO(), io.BytesIO()
        graphs.write(rdf.described(now), "trig", linked)
        followthemoney.write(followthemoney.entities(now), "statements", entities)
    return {**found, "trig": linked.getvalue(), "followthemoney": entities.getvalue()}


def test_what_is_shared_is_the_same_on_every_database(
    store: Store, tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.store.ingest.now", lambda: "2026-01-02T03:04:05+00:00")
    reports = [dragoman.read(path) for path in sorted((root / "samples").glob("*.txt"))]
    with Store.open(tmp_path / "other.db") as other:
        for each in (store, other):
            for report in reports:
                each.keep(report)
            for made in records(3):
                each.keep(made)
        one, two = shared(store, tmp_path / "one"), shared(other, tmp_path / "two")
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []

"""Seconds, bytes and memory of every way a record is shared: `python benchmarks/sharing.py --events 1000000`.

Each way runs in a process of its own, so that its memory is its own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from made import records

from dragoman.exchange import followthemoney, graphs, rdf
from dragoman.exchange.dataset import write_dataset
from dragoman.exchange.files import write
from dragoman.exchange.tables import write_tables
from dragoman.exchange.verify import verify
from dragoman.store import Store

EACH = 5
"""Events of a report."""


def filled(path: Path, events: int) -> None:
    """A record with so many events."""
    with Store.open(path) as store:
        for record in records(events // EACH, EACH):
            store.keep(record)


def events_parquet(store: Store, folder: Path) -> None:
    with (folder / "events.parquet").open("wb") as target:
        write(store.events(), "parquet", target)


def tables_parquet(store: Store, folder: Path) -> None:
    with store.at_once() as now:
        write_tables(now, folder, "parquet")


def tables_csv(store: Store, folder: Path) -> None:
    with store.at_once() as now:
        write_tables(now, folder, "csv")


def dataset_and_verify(store: Store, folder: Path) -> None:
    write_dataset(store, folder, "parquet")
    assert list(verify(folder)) == []


def trig(store: Store, folder: Path) -> None:
    with store.at_once() as now, (folder / "record.trig").open("wb") as target:
        graphs.write(rdf.described(now), "trig", target)


def ftm(store: Store, folder: Path) -> None:
    with store.at_once() as now, (folder / "entities.json").open("wb") as target:
        followthemoney.write(followthemoney.entities(now), "entities", target)


def measured(name: str, path: Path) -> str:
    """Runs one way and tells its figures."""
    way: Callable[[Store, Path], None] = globals()[name]
    with tempfile.TemporaryDirectory() as folder, Store.open(path) as store:
        start = time.perf_counter()
        way(store, Path(folder))
        seconds = time.perf_counter() - start
        size = sum(file.stat().st_size for file in Path(folder).iterdir())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{name:20} {seconds:8.1f} s {size / 1e6:10.1f} MB {memory:8.0f} MiB"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--record", type=Path, help="An existing record, in the place of one made here.")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.record or Path(folder) / "dragoman.db"
        if asked.record is None:
            filled(path, asked.events)
        for name in ("events_parquet", "tables_parquet", "tables_csv", "dataset_and_verify", "trig", "ftm"):
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                print(pool.apply(measured, (name, path)), flush=True)


if __name__ == "__main__":
    main()

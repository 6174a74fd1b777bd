"""Kills an ingest at random points, goes on, and compares with one that was left alone: `python benchmarks/faults.py`.

Each time a process that keeps made reports is ended by SIGKILL somewhere within a report; what is there then must be whole
reports, and all those it had told of. The next process starts again from the first report, as a user would. At the end the
record must be the one that an undisturbed process makes; the file itself byte by byte on SQLite. `--url` names an empty
PostgreSQL database; a second one, for the undisturbed run, is made beside it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import sqlite3
import tempfile
import time
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from made import records
from sqlalchemy import select, text
from sqlalchemy.engine import make_url

from dragoman.store import Store, ingest
from dragoman.store.tables import metadata

EVENTS, STATEMENTS = 5, 2
"""What a made report holds of each."""
WITHIN = 0.008
"""Seconds after a report was told to be kept in which the kill comes: somewhere within the next two or so."""
_PROCESSES = get_context("forkserver")
_PROCESSES.set_forkserver_preload(["dragoman.store", "alembic.command", "made"])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an ingest that was killed again and again."""

    kills: int
    halves: int
    lost: int
    problems: list[str]
    seconds: float


def write(url: str, documents: int, told: Connection) -> None:
    """Keeps made reports and tells of each; the clock stands still, so that two runs can be the same bytes."""
    ingest.now = lambda: "2026-01-01T00:00:00+00:00"
    with Store.open(url) as store:
        for number, each in enumerate(records(documents, EVENTS)):
            store.keep(each, each["document"]["text"].encode())
            told.send(number)


def disturbed(url: str, documents: int, kills: int, *, seed: int = 1) -> Outcome:
    """Keeps made reports in processes that are killed at random points, the last one excepted."""
    chance = random.Random(seed)
    began = time.perf_counter()
    halves = lost = done = 0
    for point in sorted(chance.randrange(-1, documents - 1) for _ in range(kills)):
        reached = _run(url, documents, point, chance.random() * (WITHIN if point >= 0 else 0.3))
        kept, broken = state(url)
        halves += broken
        lost += max(reached + 1 - kept, 0) + max(done - kept, 0)
        done = kept
    _run(url, documents)
    with Store.open(url) as store:
        problems = store.check()
    return Outcome(kills, halves, lost, problems, time.perf_counter() - began)


def undisturbed(url: str, documents: int) -> None:
    """The same in a process that is left alone."""
    _run(url, documents)


def _run(url: str, documents: int, point: int | None = None, delay: float = 0.0) -> int:
    """Runs a process, to its end or until some time after it told of report `point`; returns the last report it told of."""
    ear, mouth = _PROCESSES.Pipe(duplex=False)
    process = _PROCESSES.Process(target=write, args=(url, documents, mouth))
    process.start()
    mouth.close()
    reached = -1
    try:
        while point is None or reached < point:
            reached = ear.recv()
        time.sleep(delay)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        while True:
            reached = ear.recv()
    except EOFError:
        process.join()
    if point is None and process.exitcode:
        raise RuntimeError(f"the process that keeps ended with {process.exitcode}")
    return reached


def state(url: str) -> tuple[int, int]:
    """How many reports are there, and how many of them lack something."""
    with Store.open(url) as store, store.database.reading() as connection:
        parts = {"readings": 1, "locations": 1, "events": EVENTS, "statements": STATEMENTS}
        counts = ", ".join(f"(SELECT count(*) FROM {table} WHERE document = documents.number) AS {table}" for table in parts)
        found = connection.execute(text(f"SELECT {counts} FROM documents")).all()
        strays = sum(
            connection.execute(
                text(f"SELECT count(*) FROM {table} WHERE document NOT IN (SELECT number FROM documents)")
            ).scalar_one()
            for table in (*parts, "participants", "mentions", "assertions")
        )
    return len(found), strays + sum(any(row._mapping[table] != count for table, count in parts.items()) for row in found)


def dump(url: str) -> str:
    """A hash of all that is in a record, whatever the numbers that the database gave its rows."""
    digest = hashlib.sha256()
    with Store.open(url) as store, store.database.reading() as connection:
        ids = {row.number: row.id for row in connection.execute(text("SELECT number, id FROM documents"))}
        for table in metadata.sorted_tables:
            rows = [_row(dict(row._mapping), ids) for row in connection.execute(select(table))]
            digest.update(json.dumps([table.name, sorted(rows)]).encode())
    return digest.hexdigest()


def _row(row: dict[str, Any], ids: dict[int, str]) -> str:
    for number in ("number", "serial"):
        row.pop(number, None)
    for number in ("document", "other_document"):
        if number in row:
            row[number] = ids.get(row[number], row[number])
    return json.dumps(row, default=bytes.hex, sort_keys=True)


def file_hash(path: Path) -> str:
    """The hash of a SQLite file, its pages put in order, and its joins, which are found in no order."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        connection = sqlite3.connect(path)
        connection.execute("VACUUM INTO ?", [str(copy)])
        connection.close()
        connection = sqlite3.connect(copy, isolation_level=None)
        connection.execute("CREATE TEMP TABLE found AS SELECT * FROM joins ORDER BY id")
        connection.execute("DELETE FROM joins")
        connection.execute("INSERT INTO joins SELECT * FROM found ORDER BY rowid")
        connection.execute("VACUUM")
        connection.close()
        return hashlib.sha256(copy.read_bytes()).hexdigest()


def _beside(url: str) -> str:
    """A second database on the same server, empty."""
    with Store.open(url) as store:
        name = f"{store.database.url.database}_undisturbed"
        with store.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{name}"'))
            connection.execute(text(f'CREATE DATABASE "{name}"'))
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--url", help="an empty PostgreSQL database; a SQLite file of its own where none is named")
    options.add_argument("--documents", type=int, default=2000)
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        urls = [chosen.url, _beside(chosen.url)] if chosen.url else [f"{folder}/{name}.db" for name in ("killed", "whole")]
        outcome = disturbed(urls[0], chosen.documents, chosen.kills, seed=chosen.seed)
        undisturbed(urls[1], chosen.documents)
        print(f"{outcome.kills} kills in an ingest of {chosen.documents:,} reports, {outcome.seconds:.0f} s")
        print(f"half reports        {outcome.halves}")
        print(f"reports lost        {outcome.lost}")
        print(f"problems at the end {len(outcome.problems)}")
        print(f"same content        {'yes' if dump(urls[0]) == dump(urls[1]) else 'NO'}")
        if not chosen.url:
            print(f"same bytes          {'yes' if file_hash(Path(urls[0])) == file_hash(Path(urls[1])) else 'NO'}")


if __name__ == "__main__":
    main()

"""Keeping, asking and exporting a record of a million events: `python benchmarks/record.py [--url URL] [--events N]`.

Reports are made by rule, as rich as real ones and in the order of their dates (`made_reports`); `--shuffled` keeps them in
no order, which costs an index more. Prints items kept a second, the time of questions (each asked twelve times, of another
actor and month), exports with the peak of memory of the process that writes them, and how long care takes. `--record FILE`
keeps the record for another time, or asks one that is there.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from made_reports import POLITIES, reports

from dragoman.exchange.files import write
from dragoman.store import Store
from dragoman.store.ingest import LISTS

EVENTS = 10
"""Events in a report."""
SOME = 500
"""Reports made at a time: all at once would fill the memory that the store is measured in."""
TIMES = 12
"""How often each question is asked."""


def keep(store: Store, count: int, *, shuffled: bool) -> None:
    """Keeps so many reports and prints how fast, for each tenth of them: a larger record takes more."""
    made: Iterable[dict[str, Any]] = reports(count, EVENTS)
    if shuffled:
        made = sorted(made, key=lambda each: str(each["document"]["id"]))
    made = iter(made)
    items = 0
    spent = work = 0.0
    for tenth in range(10):
        took, here = 0.0, 0
        left = iter(islice(made, count // 10 if tenth < 9 else None))
        while some := list(islice(left, SOME)):
            began, busy = time.perf_counter(), time.process_time()
            for each in some:
                store.keep(each, each["document"]["text"].encode())
            took, work = took + time.perf_counter() - began, work + time.process_time() - busy
            here += sum(len(each[name]) for each in some for name in LISTS)
        if tenth == 9:
            began, busy = time.perf_counter(), time.process_time()
            store.join()
            took, work = took + time.perf_counter() - began, work + time.process_time() - busy
        spent, items = spent + took, items + here
        print(f"  tenth {tenth + 1:2}            {here / max(took, 1e-9):10,.0f} items/s", flush=True)
    print(
        f"kept                  {items / spent:10,.0f} items/s, {count / spent:,.0f} reports/s ({items / work:,.0f} items/s of processor)"
    )


def questions(store: Store) -> dict[str, Callable[[random.Random], object]]:
    """Questions of a program that looks for something, each of another actor and month."""

    def month(chance: random.Random) -> str:
        return f"{chance.randrange(1996, 2019)}-{chance.randrange(1, 13):02}"

    def asked(chance: random.Random, **more: Any) -> dict[str, Any]:
        when = month(chance)
        return {"since": when, "until": when, **more}

    return (
        {
            "events of an actor in a month": lambda r: store.events(**asked(r, actor=r.choice(POLITIES))).to_dicts(),
            "the same, acting": lambda r: store.events(**asked(r, actor=r.choice(POLITIES), side="source")).to_dicts(),
            "the same, counted": lambda r: len(store.events(**asked(r, actor=r.choice(POLITIES)))),
            "events of a country in a month": lambda r: store.events(**asked(r, country=r.choice(POLITIES))).to_dicts(),
            "assaults of an actor in a month": lambda r: store.events(
                **asked(r, actor=r.choice(POLITIES), type="ASSAULT")
            ).to_dicts(),
            "accusations in a month": lambda r: len(store.events(**asked(r, type="ACCUSE"))),
            "first page of an actor's events": lambda r: store.events(actor=r.choice(POLITIES)).page(1),
            "statements of an actor in a month": lambda r: store.statements(**asked(r, actor=r.choice(POLITIES))).to_dicts(),
            "statuses of a polity, a page": lambda r: store.statuses(actor=r.choice(POLITIES[:12]), side="subject").page(1),
            "a word in the reports, a page": lambda r: store.documents(text=f"{r.choice(POLITIES)} pact").page(1),
            "a rare word in the reports": lambda r: store.documents(text=str(r.randrange(10_000))).to_dicts(),
            "events of reports with a rare word": lambda r: store.events(text=str(r.randrange(10_000))).to_dicts(),
            "words in statements, a page": lambda _: store.statements(text='"step of peace"').page(1),
            "all events, counted": lambda _: len(store.events()),
            "a report": lambda r: store.documents[some[r.randrange(len(some))]].record(),
        }
        if (some := [row["id"] for row in store.documents().first(1000)])
        else {}
    )


def ask(store: Store) -> None:
    """Asks each question and prints the median and the worst time."""
    print(f"{'question':36} {'median':>10} {'worst':>10}")
    for name, question in questions(store).items():
        chance = random.Random(1)
        times = []
        for _ in range(TIMES):
            began = time.perf_counter()
            question(chance)
            times.append((time.perf_counter() - began) * 1000)
        print(f"{name:36} {statistics.median(times):7.1f} ms {max(times):7.1f} ms", flush=True)


def export(url: str, format: Any, target: str) -> tuple[int, float, int]:
    """Writes all events to a file; rows, seconds and the peak of memory of this process in KiB.

    The peak is read from /proc, where there is one: that of `getrusage` holds what the parent of the process had.
    """
    began = time.perf_counter()
    with Store.open(url, create=False) as store, Path(target).open("wb") as file:
        rows = write(store.events(), format, file)
    took = time.perf_counter() - began
    status = Path("/proc/self/status")
    peaks = re.findall(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else []
    return rows, took, int(peaks[0]) if peaks else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def timed(name: str, work: Callable[[], object]) -> None:
    """Prints how long something takes."""
    began = time.perf_counter()
    found = work()
    print(f"{name:22}{time.perf_counter() - began:10.1f} s{f'  {found}' if found is not None else ''}", flush=True)


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--url", help="an empty PostgreSQL database; a SQLite file where none is named")
    options.add_argument("--record", help="where the SQLite file is, or shall be; a temporary one where none is named")
    options.add_argument("--events", type=int, default=1_000_000)
    options.add_argument("--shuffled", action="store_true", help="keep the reports in no order")
    options.add_argument("--no-care", action="store_true", help="leave out check and backup")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = chosen.url or chosen.record or f"{folder}/dragoman.db"
        with Store.open(url) as store:
            if not store.info()["documents"]:
                keep(store, chosen.events // EVENTS, shuffled=chosen.shuffled)
            found = store.info()
            print(f"{found['documents']:,} reports, {found['events']:,} events, {found['assertions']:,} assertions")
            if not chosen.url:
                print(f"size on disk          {Path(url).stat().st_size / 1e6:10,.0f} MB")
            ask(store)
        # A process of its own for each, so that the peak of memory is that of the export alone.
        with get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
            for format in ("parquet", "csv"):
                rows, seconds, peak = pool.apply(export, (url, format, f"{folder}/events.{format}"))
                print(
                    f"{format:8} {rows:,} events {seconds:10.1f} s, {peak / 1024:,.0f} MiB, {Path(folder, f'events.{format}').stat().st_size / 1e6:,.0f} MB"
                )
        if not chosen.no_care:
            with Store.open(url, create=False) as store:
                timed("backup", lambda: store.backup(f"{folder}/copy"))
                timed("record check", lambda: f"{len(store.check())} problems")


if __name__ == "__main__":
    main()

"""How fast reports are joined: pairs of tellings judged a second, joins, memory; anew, and for one new report after all others.

    python benchmarks/joining.py [REPORTS] [EVENTS]

The reports are made by rule (`made.py`); `--busy DAYS` lets all of it happen within so many days, as in a war.
"""

from __future__ import annotations

import argparse
import datetime
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from made import record, records

from dragoman.store import Store
from dragoman.store.sameness import Judge


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=int, nargs="?", default=2_000)
    parser.add_argument("events", type=int, nargs="?", default=5)
    parser.add_argument("--busy", type=int, metavar="DAYS")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "joining.db") as store:
        started = time.perf_counter()
        for each in _squeezed(records(asked.reports, asked.events), asked.busy):
            store.keep(each)
        store.join()
        kept = time.perf_counter() - started
        judged = _counted()
        started = time.perf_counter()
        store.join(anew=True)
        anew = time.perf_counter() - started
        started = time.perf_counter()
        store.keep(next(_squeezed(iter([record(asked.reports, asked.events)]), asked.busy)))
        between = time.perf_counter()
        store.join()
        one = time.perf_counter() - between
        counts = store.events().counts()
    tellings = asked.reports * asked.events
    print(f"{counts}")
    print(f"kept and joined   {tellings / kept:10,.0f} events a second")
    print(f"joined anew       {tellings / anew:10,.0f} events a second, {judged['pairs'] / anew:,.0f} pairs a second")
    print(f"one report more   {1000 * (between - started):10,.1f} ms to keep, {1000 * one:,.1f} ms to join")
    print(f"memory            {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:10,.0f} MiB")


def _squeezed(made: Iterator[dict[str, Any]], days: int | None) -> Iterator[dict[str, Any]]:
    """The records with their dates within so many days."""
    for each in made:
        if days is not None:
            for event in each["events"]:
                event["date"] = _day(event["date"], days)
            each["document"]["published"] = _day(each["document"]["published"], days)
        yield each


def _day(date: str, days: int) -> str:
    start = datetime.date(2008, 1, 1)
    return (start + datetime.timedelta(days=(datetime.date.fromisoformat(date) - start).days % days)).isoformat()


def _counted() -> dict[str, int]:
    """How many pairs are judged from now on, counted."""
    count = {"pairs": 0}
    plain = Judge.likeness

    def likeness(self: Judge, one: Any, other: Any) -> Any:
        count["pairs"] += 1
        return plain(self, one, other)

    Judge.likeness = likeness  # type: ignore[method-assign]
    return count


if __name__ == "__main__":
    main()

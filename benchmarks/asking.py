"""Each form of question asked of a record of a million assertions: `python benchmarks/asking.py [--url URL] [--assertions N]`.

The record holds made reports (`made_reports`) and, under holders of their own, what coders could have made of many more of
them, as `dragoman import` keeps it; the knowledge of the package is asked beside it, as `dragoman ask` does. Prints for each
form the time of its example, and the slowest of the polities that most is told of. `--record FILE` keeps the record for
another time, or asks one that is there.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator

from made_reports import reports

from dragoman.assertions import Assertions, Together
from dragoman.assertions.reports import gathered
from dragoman.errors import DragomanError
from dragoman.knowledge.baseline import baseline
from dragoman.knowledge.questions import question_forms
from dragoman.queries.asking import ask
from dragoman.store import Store
from dragoman.store.shapes import record_of

SHARE = 0.1
"""How much of the record is kept report by report; the rest is imported."""
EACH = 2000
"""Reports that one coder has coded."""
TIMES = 5
"""How often a question is asked, each time of a record just opened."""
LIMIT = 100.0
"""Milliseconds that an answer may take."""


def fill(store: Store, wanted: int) -> None:
    """Keeps reports and imports until the record holds so many assertions."""
    found, seed = 0, 1
    for report in reports(100_000):
        if found >= wanted * SHARE:
            break
        store.keep(report)
        found += len(gathered([record_of(report)]).all)
    while found < wanted:
        seed += 1
        coded = gathered(record_of(report) for report in reports(EACH, seed=seed))
        store.keep_import(coded, str(seed).encode(), holder=f"coder {seed}", name=f"{seed}.csv")
        found += len(coded.all)
        print(f"\r{found:,} assertions kept", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def times(store: Store, question: str) -> tuple[float, int]:
    """The median of the milliseconds a question takes, and how many answers there are."""
    taken = []
    answers = 0
    for _ in range(TIMES):
        began = time.perf_counter()
        with store.assertions() as kept:
            known: Assertions = Together((baseline(), kept))
            answers = len(ask(known, question))
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken), answers


def questions() -> Iterator[tuple[str, str]]:
    """Each form with its example, and some forms asked of those that most is told of."""
    yield from ((form.name, form.example) for form in question_forms())
    yield from (
        ("status", "what is Kosovo"),
        ("status", "what is South Ossetia according to Russia on 2015-03-18"),
        ("recognises", "who recognises Abkhazia on 2015-03-18"),
        ("obligations", "what does Russia owe on 2015-03-18"),
        ("obligations", "who must defend Russia on 2015-03-18"),
        ("agreements", "what agreements are there between Russia and Georgia"),
        ("positions", "who condemned Russia"),
        ("history", "history of Russia on 2015"),
        ("history", "history of Kosovo"),
    )


def cold(url: str) -> float:
    """Seconds from the start of the command to its answer."""
    began = time.perf_counter()
    question = "who recognises South Ossetia on 2015-03-18"
    command = [sys.executable, "-m", "dragoman", "ask", "--record", url, question]
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--url", help="an empty PostgreSQL database; a SQLite file where none is named")
    options.add_argument("--record", help="where the SQLite file is, or shall be; a temporary one where none is named")
    options.add_argument("--assertions", type=int, default=1_000_000)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = chosen.url or chosen.record or f"{folder}/dragoman.db"
        with Store.open(url) as store:
            if not store.info()["documents"]:
                fill(store, chosen.assertions)
            found = store.info()
            print(f"{found['assertions']:,} rows of assertions, {found['events']:,} events, {found['documents']:,} reports")
            ask(baseline(), "what is Kosovo")  # loads the knowledge of the package
            slow = 0
            print(f"{'ms':>8} {'answers':>8}  question")
            for _, question in questions():
                try:
                    taken, answers = times(store, question)
                except DragomanError as error:
                    print(f"{'':8} {'':8}  {question}: {error}")
                    continue
                slow += taken > LIMIT
                print(f"{taken:8.1f} {answers:8}  {question}{'  SLOW' if taken > LIMIT else ''}", flush=True)
            print(f"{slow} of {sum(1 for _ in questions())} took longer than {LIMIT:.0f} ms")
        print(f"dragoman ask, cold start {cold(url):.2f} s")


if __name__ == "__main__":
    main()

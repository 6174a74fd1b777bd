"""Short reports of ours, in groups: the same event told by several outlets, a wire copy, and events that only look alike."""

from __future__ import annotations

import csv
import itertools
import random
from collections import defaultdict
from pathlib import Path

import pytest

import dragoman
from dragoman.record import Record
from dragoman.store import Store

FOLDER = Path(__file__).with_name("joined")
FOUND = 0.9
"""How many of the events listed are read at all."""
PAIRS = 0.9
"""F1 of pairs of tellings of one event."""
B_CUBED = 0.95
"""F1 of B-cubed."""


@pytest.fixture(scope="module")
def reports() -> dict[str, Record]:
    """The reports, read."""
    return {path.stem: dragoman.read(path) for path in sorted(FOLDER.glob("*.txt"))}


def gold(reports: dict[str, Record]) -> dict[str, str]:
    """Mention → the event it is of, for those that are read."""
    found: dict[str, str] = {}
    with (FOLDER / "gold.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            record = reports[row["article"]]
            start = record.document.text.index(row["words"])
            inside = range(start, start + len(row["words"]))
            event = next((each for each in record.events if each.trigger[0] in inside), None)
            if event is not None:
                found[event.same_as or event.id] = row["event"]
    return found


def joined(store: Store) -> dict[str, str]:
    """First mention in each report → the event it was joined to."""
    return {str(row["id"]): str(row["event"]) for row in store.events() if row["same_as"] is None}


def pairs(events: dict[str, str]) -> set[frozenset[str]]:
    return {frozenset(pair) for pair in itertools.combinations(events, 2) if events[pair[0]] == events[pair[1]]}


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall)


def of_pairs(wanted: dict[str, str], found: dict[str, str]) -> float:
    right = len(pairs(wanted) & pairs(found))
    return f1(right / len(pairs(found)), right / len(pairs(wanted)))


def b_cubed(wanted: dict[str, str], found: dict[str, str]) -> float:
    def groups(events: dict[str, str]) -> dict[str, set[str]]:
        together = defaultdict(set)
        for id, event in events.items():
            together[event].add(id)
        return {id: together[event] for id, event in events.items()}

    mine, theirs = groups(wanted), groups(found)
    shared = {id: len(mine[id] & theirs[id]) for id in wanted}
    return f1(
        sum(shared[id] / len(theirs[id]) for id in wanted) / len(wanted),
        sum(shared[id] / len(mine[id]) for id in wanted) / len(wanted),
    )


def test_events_told_by_several_reports_are_joined_and_others_are_not(reports: dict[str, Record], tmp_path: Path) -> None:
    wanted = gold(reports)
    with Store.open(tmp_path / "joined.db") as store:
        for each in reports.values():
            store.keep(each)
        store.join()
        found = {id: event for id, event in joined(store).items() if id in wanted}
        assert store.check() == []
    with (FOLDER / "gold.csv").open(encoding="utf-8") as file:
        assert len(wanted) >= FOUND * (sum(1 for _ in file) - 1)
    figures = of_pairs(wanted, found), b_cubed(wanted, found)
    assert figures >= (PAIRS, B_CUBED), figures


def test_events_are_the_same_whatever_the_order_of_keeping(reports: dict[str, Record], tmp_path: Path) -> None:
    chance = random.Random(8)
    outcomes = []
    for number in range(4):
        with Store.open(tmp_path / f"{number}.db") as store:
            for each in chance.sample(list(reports.values()), len(reports)):
                store.keep(each)
                if chance.random() < 0.3:
                    store.join()
            store.join()
            outcomes.append((joined(store), sorted(map(str, store.joins()))))
            assert store.check() == []
    assert outcomes == [outcomes[0]] * 4

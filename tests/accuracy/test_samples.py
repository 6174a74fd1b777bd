"""Accuracy has floors that only rise: on our own samples always, on the shared gold where it is there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from accuracy.measures import Tally, measure

import dragoman

FLOORS = {"events": 0.90, "statements": 0.95, "statuses": 0.90}
OVERALL_FLOOR = 0.90
SEED_FLOOR = 0.90
SEED_EVENTS_FLOOR, SEED_DATES_FLOOR = 0.90, 0.90


@pytest.fixture(scope="session")
def tallies(root: Path) -> dict[str, Tally]:
    """The tallies over all samples with gold, by family."""
    whole = {name: Tally(0, 0, 0) for name in FLOORS}
    for path in sorted((root / "samples").glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        record = dragoman.read(path.with_name(path.name.replace(".gold.json", ".txt")))
        for name, tally in measure(gold, record).items():
            whole[name] += tally
    return whole


@pytest.mark.parametrize("name", FLOORS)
def test_each_family_is_read_as_well_as_before(tallies: dict[str, Tally], name: str) -> None:
    assert tallies[name].f1 >= FLOORS[name], tallies[name]


def test_the_samples_as_a_whole_are_read_as_well_as_before(tallies: dict[str, Tally]) -> None:
    assert sum(tally.f1 for tally in tallies.values()) / len(tallies) >= OVERALL_FLOOR


def test_the_first_report_is_read_as_well_as_before(shared: Path, tmp_path: Path) -> None:
    record = dragoman.read(shared / "seed" / "south-ossetia-2015.txt")
    (tmp_path / "south-ossetia-2015.json").write_text(record.to_json(), encoding="utf-8")
    command = [sys.executable, str(shared / "score_record.py"), "--json", str(shared / "seed"), str(tmp_path)]
    scores = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert scores["overall_f1"] >= SEED_FLOOR
    assert scores["micro"]["events"]["f"] >= SEED_EVENTS_FLOOR
    assert scores["accuracy"]["event_date"] >= SEED_DATES_FLOOR

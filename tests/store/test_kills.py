"""An ingest that is killed at any point leaves whole reports, and goes on to the record that it would have made undisturbed."""

from __future__ import annotations

from pathlib import Path

import pytest
from faults import disturbed, dump, file_hash, undisturbed
from servers import Cluster

FEW = 100, 8
"""Documents and kills here; `python benchmarks/faults.py` does 2,000 and 50."""


def test_killed_at_random_points_a_file_ends_as_the_same_bytes(tmp_path: Path) -> None:
    killed, whole = tmp_path / "killed.db", tmp_path / "whole.db"
    outcome = disturbed(str(killed), *FEW)
    undisturbed(str(whole), FEW[0])
    assert (outcome.halves, outcome.lost, outcome.problems) == (0, 0, [])
    assert dump(str(killed)) == dump(str(whole))
    assert file_hash(killed) == file_hash(whole)


def test_killed_at_random_points_a_server_ends_with_the_same_content(cluster: Cluster) -> None:
    killed, whole = cluster.database(), cluster.database()
    outcome = disturbed(killed, *FEW)
    undisturbed(whole, FEW[0])
    assert (outcome.halves, outcome.lost, outcome.problems) == (0, 0, [])
    assert dump(killed) == dump(whole)


@pytest.mark.parametrize("seed", [1, 2])
def test_two_runs_over_the_same_reports_are_the_same_bytes(tmp_path: Path, seed: int) -> None:
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    for path in (one, other):
        undisturbed(str(path), 5 * seed)
    assert file_hash(one) == file_hash(other)

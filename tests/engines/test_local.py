"""Reports in one process and in several: the same records in the same order, and failures told."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.engines.local import Outcome, read_paths
from dragoman.settings import Settings


@pytest.fixture
def paths(tmp_path: Path) -> list[str]:
    made = []
    for number, capital in enumerate(("Tbilisi", "Yerevan", "Chisinau", "Vilnius")):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"{capital.upper()}, March 8, 2016 (Reuters) - Russia signed a pact with Abkhazia.\n", encoding="utf-8")
        made.append(str(path))
    return [made[0], str(tmp_path / "missing.txt"), *made[1:]]


def shown(outcomes: list[Outcome]) -> list[tuple[str, list[str], str | None]]:
    return [(each.path, [record.to_json() for record in each.records], each.failure) for each in outcomes]


def test_what_cannot_be_read_is_told_in_its_place_and_the_rest_goes_on(paths: list[str]) -> None:
    outcomes = list(read_paths(paths, Settings()))
    assert [each.path for each in outcomes] == paths
    assert [len(each.records) for each in outcomes] == [1, 0, 1, 1, 1]
    assert [each.failure is None for each in outcomes] == [True, False, True, True, True]
    assert "missing.txt: no such file" in str(outcomes[1].failure)


def test_workers_give_the_same_bytes_in_the_same_order(paths: list[str]) -> None:
    assert shown(list(read_paths(paths, Settings(), workers=2))) == shown(list(read_paths(paths, Settings())))

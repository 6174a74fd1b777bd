"""What tests of formats share: a record of the bundled reports."""

from __future__ import annotations

from pathlib import Path

import pytest

import dragoman


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory, samples: list[Path]) -> Path:
    """A record of the bundled reports; copy it to change it."""
    path = tmp_path_factory.mktemp("bundled") / "dragoman.db"
    with dragoman.open(path) as store:
        for sample in samples:
            store.keep(dragoman.read(sample), sample.read_bytes())
    return path

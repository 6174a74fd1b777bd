"""The notebooks run from end to end, and what they show is there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from notebooks import loaded, notebooks, run

nbformat = pytest.importorskip("nbformat")
pytest.importorskip("matplotlib")
LARGEST = 60_000
"""Bytes of a notebook: outputs are small."""


def outputs(notebook: dict[str, Any]) -> list[list[str]]:
    """The kinds of output of each cell of code."""
    return [[each["output_type"] for each in cell["outputs"]] for cell in notebook["cells"] if cell["cell_type"] == "code"]


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
@pytest.mark.filterwarnings("default")  # of the libraries of users, whose warnings are not ours
def test_a_notebook_runs_and_shows_what_is_in_it(path: Path) -> None:
    notebook = loaded(path)
    nbformat.validate(nbformat.from_dict(notebook))
    done = run(notebook)
    assert outputs(done) == outputs(notebook), "run `make notebooks`"
    for cell in done["cells"]:
        for each in cell.get("outputs", ()):
            assert "Empty DataFrame" not in "".join(each.get("data", {}).get("text/plain", ()))
    assert path.stat().st_size < LARGEST


def test_the_docs_list_every_notebook(root: Path) -> None:
    page = (root / "docs" / "guide" / "sharing.md").read_text(encoding="utf-8")
    assert [path.name for path in notebooks() if f"(../notebooks/{path.name})" not in page] == []
    assert len(notebooks()) == 4

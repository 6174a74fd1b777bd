"""Reads the knowledge tables: CSV files in UTF-8 with a header, beside this module."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from dragoman.errors import KnowledgeError

FOLDER = Path(__file__).resolve().parent


def rows(table: str, columns: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and row of `table` (`cues/speech.csv`), whose header must be `columns` (comma separated).

    Raises KnowledgeError naming table and line where a row has too many or too few cells.
    """
    expected = columns.split(",")
    with (FOLDER / table).open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, None)
        if header != expected:
            raise KnowledgeError(table, 1, f"the columns must be {columns}")
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(expected):
                raise KnowledgeError(table, reader.line_num, f"{len(cells)} cells, {len(expected)} columns")
            yield reader.line_num, dict(zip(expected, cells, strict=True))


def split(cell: str) -> tuple[str, ...]:
    """The parts of a cell that `|` divides; none for an empty cell."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())

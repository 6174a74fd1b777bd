"""Reads the knowledge tables: CSV files in UTF-8 with a header, beside this module, and files of a user's own laid over them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import KnowledgeError

FOLDER = Path(__file__).resolve().parent


def rows(table: str, columns: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and row of `table` (`cues/speech.csv`), whose header must be `columns` (comma separated).

    Raises KnowledgeError naming table and line where a row has too many or too few cells.
    """
    expected = columns.split(",")
    with (FOLDER / table).open(encoding="utf-8-sig", newline="") as file:
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


class Note(NamedTuple):
    """Something a user's file says that is not taken over as it stands; `line` counts from 1."""

    line: int
    problem: str


def text_of(path: Path) -> str:
    """The text of a user's file. KnowledgeError: it cannot be read, or it is not in UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        raise KnowledgeError(str(path), None, f"no UTF-8 at byte {problem.start}; save the file as UTF-8") from None
    except OSError as problem:
        raise KnowledgeError(str(path), None, f"cannot be read ({problem.strerror}); check the path") from None


def changed(file: str) -> int:
    """When a user's file was last written, in nanoseconds: what is kept of it holds for this state; 0 where it cannot be read."""
    try:
        return Path(file).stat().st_mtime_ns
    except OSError:
        return 0


def split(cell: str) -> tuple[str, ...]:
    """The parts of a cell that `|` divides; none for an empty cell."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())

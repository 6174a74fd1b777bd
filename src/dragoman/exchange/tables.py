"""All lists of a record as files in a folder, one a table, with the data dictionary beside them."""

from __future__ import annotations

from pathlib import Path

from dragoman.exchange import dictionary
from dragoman.exchange.files import Format, Without, write
from dragoman.store import Store
from dragoman.store.columns import LISTS, Column

DICTIONARY = ("dictionary.csv", "dictionary.md")
"""The data dictionary: to compute with, and to read."""


def shared(*, text: bool) -> dict[str, tuple[Column, ...]]:
    """The lists and columns that are shared; where `text` does not hold, without the words of the reports."""
    left = {name: tuple(column for column in columns if text or not column.quoted) for name, columns in LISTS.items()}
    return left if text else {name: columns for name, columns in left.items() if name != "texts"}


def write_tables(now: Store, folder: Path, format: Format, *, text: bool = True) -> dict[str, int]:
    """Writes every list, page by page; returns the rows of each file by its name. Ask it of a store `at_once`."""
    written: dict[str, int] = {}
    lists = shared(text=text)
    for name, columns in lists.items():
        file = f"{name}.{format}"
        with (folder / file).open("wb") as target:
            written[file] = write(Without(now.rows(name), columns), format, target)
    table, page = DICTIONARY
    with (folder / table).open("wb") as target:
        written[table] = write(dictionary.table(lists), "csv", target)
    (folder / page).write_text(dictionary.markdown(lists), encoding="utf-8")
    return written

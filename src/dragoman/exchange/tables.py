"""All lists of a record as files in a folder, one a table, with the data dictionary beside them."""

from __future__ import annotations

from pathlib import Path

from dragoman.exchange import dictionary
from dragoman.exchange.files import Format, write
from dragoman.store import Store
from dragoman.store.columns import LISTS

DICTIONARY = ("dictionary.csv", "dictionary.md")
"""The data dictionary: to compute with, and to read."""


def write_tables(store: Store, folder: Path, format: Format) -> dict[str, int]:
    """Writes every list of one state of the store, page by page; returns the rows of each file by its name."""
    written: dict[str, int] = {}
    with store.at_once() as now:
        for name in LISTS:
            file = f"{name}.{format}"
            with (folder / file).open("wb") as target:
                written[file] = write(now.rows(name), format, target)
    table, page = DICTIONARY
    with (folder / table).open("wb") as target:
        written[table] = write(dictionary.table(LISTS), "csv", target)
    (folder / page).write_text(dictionary.markdown(LISTS), encoding="utf-8")
    return written

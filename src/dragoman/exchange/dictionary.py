"""The data dictionary: what each column of each table holds: `python -m dragoman.exchange.dictionary > docs/dictionary.md`."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from dragoman.exchange.files import Computed
from dragoman.store.columns import LISTS, MEANINGS, Column
from dragoman.store.rows import joined

Lists = Mapping[str, Sequence[Column]]

COLUMNS = (
    Column("table", "text", "the table", "events"),
    Column("column", "text", "the column", "type"),
    Column("type", "text", "what it holds", "text", ("text", "list", "integer", "real", "boolean")),
    Column("meaning", "text", "what it means", "PLOVER type"),
    Column("values", "list", "the words it can hold, where their list is closed", "AGREE|CONSULT"),
    Column("unit", "text", "how what it holds is measured or written", "EDTF level 1"),
    Column("refers", "list", "the tables whose ids it holds", "actors"),
    Column("example", "text", "a value, as CSV writes it", "AGREE"),
)

NOTES = """\
An empty cell is null: what is not known is not filled. A column of type *list* is a list in Parquet and JSON lines; in CSV its
members stand in one cell with `|` between them. *Text* is UTF-8. Spans are `[start, end)` in Unicode code points of the text
of the report. EDTF dates are those of level 1 (`2015-03-18`, `2015-03`, `199X`, `2014-03/..`); `first` and `last` beside them
are the first and last day they can mean, for sorting and ranges. Ids of items are hashes of their content.
"""


def table(lists: Lists) -> Computed:
    """The dictionary as a table: one row a column."""
    return Computed(
        COLUMNS,
        (
            (name, each.name, each.type, each.meaning, joined(each.values), each.unit, joined(each.refers), each.example)
            for name, columns in lists.items()
            for each in columns
        ),
    )


def markdown(lists: Lists) -> str:
    """The dictionary as a page to read."""
    lines = ["# Data dictionary", "", NOTES.rstrip()]
    for name, columns in lists.items():
        lines += ["", f"## {name}", "", MEANINGS[name], "", "| column | type | meaning | example |", "|---|---|---|---|"]
        lines += [f"| `{each.name}` | {each.type} | {_told(each)} | `{_cell(each.example)}` |" for each in columns]
    return "\n".join(lines) + "\n"


def _told(column: Column) -> str:
    """The meaning with unit, words and references, as far as there are any."""
    parts = [_cell(column.meaning)]
    if column.unit:
        parts.append(f"*{column.unit}*")
    if column.values:
        parts.append("one of " + ", ".join(f"`{each}`" for each in column.values))
    if column.refers:
        parts.append("id in " + ", ".join(f"`{each}`" for each in column.refers))
    return "; ".join(parts)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(markdown(LISTS))

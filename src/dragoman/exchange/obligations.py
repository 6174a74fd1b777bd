"""Directed pairs for each year as a table that researchers know: numbers of the Correlates of War, provisions as ATOP names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from dragoman.assertions import Assertions
from dragoman.exchange.atop import TYPES, cow_number
from dragoman.exchange.files import Computed
from dragoman.queries import Pair, pairs
from dragoman.store.columns import Column
from dragoman.store.rows import joined

COLUMNS = (
    Column("ccode1", "integer", "who owes: its Correlates of War number, null where it has none", "365"),
    Column("ccode2", "integer", "to whom, likewise", "713"),
    Column("year", "integer", "a year in which it was owed for a day at least", "1995"),
    Column(
        "provision",
        "text",
        "defense, offense, neutral, nonagg, consul as ATOP names them, the type of the record otherwise",
        "defense",
    ),
    Column("article", "list", "articles of the agreements", "3|5"),
    Column("condition", "list", "conditions, in words", "if attacked"),
    Column("holder", "text", "whose reading it is: baseline, ATOP, or who says so in a report", "ATOP"),
    Column("agreement", "list", "ids of the agreements", "atop:3075"),
    Column("actor1", "text", "id of who owes", "dr:polity/russia"),
    Column("actor2", "text", "id of to whom", "dr:polity/armenia"),
)
_NAMES = {type: name for name, type in TYPES.items()}


def table(known: Assertions, first: int, last: int, holder: str | None = None) -> Computed:
    """All directed pairs from year to year; `holder` leaves one reading alone."""
    return Computed(COLUMNS, _rows(pairs(known, dict.fromkeys(each.id for each in known.treaties()), first, last), holder))


def _rows(found: Iterable[Pair], holder: str | None) -> Iterator[tuple[object, ...]]:
    number = cache(cow_number)
    for each in found:
        if holder is None or each.holder.lower() == holder.lower():
            yield (
                number(each.by),
                number(each.to),
                each.year,
                _NAMES.get(each.type, each.type),
                joined(each.articles),
                joined(each.conditions),
                each.holder,
                joined(each.agreements),
                each.by,
                each.to,
            )

"""Reads the member-level file of ATOP (Leeds, Ritter, Mitchell and Long 2002, atopdata.org) as assertions by holder `ATOP`.

A row is a member's time in an alliance, or in a phase of it, and what it owes the other members in that time. Days and
months that are not known (0) count to the beginning or the end of their year or month; the day of exit is the last day
of the obligation.
"""

from __future__ import annotations

import calendar
import csv
import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from dragoman.assertions import ALL, Assertion, Gathered, Party, Source, Term, Treaty
from dragoman.bounds import EVER, bounds
from dragoman.errors import NotImportable
from dragoman.knowledge.actors.facts import codes
from dragoman.record import ProvisionType

HOLDER = "ATOP"
TYPES: dict[str, ProvisionType] = {
    "defense": "defence",
    "offense": "offence",
    "neutral": "neutrality",
    "nonagg": "non-aggression",
    "consul": "consultation",
}
"""ATOP's obligation → the provision type of the record."""

_DATES = ("yrent", "moent", "dayent", "yrexit", "moexit", "dayexit")
_NEEDED = ("atopid", "member", *_DATES, *TYPES)


def read_atop(path: Path) -> Gathered:
    """The assertions of an ATOP member-level file. NotImportable names the line and what is wrong with it."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            return Gathered(tuple(_assertions(path, csv.DictReader(file))))
    except OSError as error:
        raise NotImportable(str(path), None, error.strerror or "cannot be read", "check the path") from None


def _assertions(path: Path, rows: csv.DictReader[str]) -> Iterator[Assertion]:
    missing = [name for name in _NEEDED if name not in (rows.fieldnames or ())]
    if missing:
        raise NotImportable(
            str(path), 1, f"no column {', '.join(missing)}", "give ATOP's member-level file as CSV (one row a member and phase)"
        )
    treaties: set[str] = set()
    for row in rows:
        cells = {name: _number(path, rows.line_num, name, row[name]) for name in _NEEDED}
        agreement, member = f"atop:{cells['atopid']}", f"cow:{cells['member']}"
        source = Source("import", f"{path.name}, line {rows.line_num}", f"ATOP {cells['atopid']}, member {cells['member']}")
        start, end = _entry(path, rows.line_num, cells), _exit(path, rows.line_num, cells)
        if agreement not in treaties:
            treaties.add(agreement)
            yield Treaty(agreement, f"ATOP alliance {cells['atopid']}", "alliance", None, "0001", None, HOLDER, source)
        yield Party(agreement, member, start, end, HOLDER, source)
        for column, type in TYPES.items():
            if cells[column] == 1:
                condition = "conditional as coded by ATOP" if row.get(_CONDITIONAL.get(column, "")) == "1" else None
                yield Term(agreement, type, (member,), (ALL,), None, condition, None, None, start, end, HOLDER, source)


def by_registry(known: Gathered) -> Gathered:
    """The same assertions, of the actors of the registry that bore the Correlates of War number at that time.

    The USSR and Russia share a number: a party's time is cut where its number passed on. Where no actor of the registry
    bore it, `cow:NNN` stays.
    """
    found: list[Assertion] = []
    for each in known.all:
        if isinstance(each, Party):
            found += [replace(each, party=who, start=start, end=end) for who, start, end in _bearers(each.party, each)]
        elif isinstance(each, Term):
            found += [replace(each, by=(who,), start=start, end=end) for who, start, end in _bearers(each.by[0], each)]
        else:
            found.append(each)
    return Gathered(tuple(found), known.names)


def cow_number(actor: str) -> int | None:
    """The Correlates of War number of an actor of the registry, or of `cow:NNN`; None where it has none."""
    if actor.startswith("cow:"):
        return int(actor.removeprefix("cow:"))
    return next((int(each.code) for each in codes() if each.scheme == "cow" and each.id == actor), None)


def _bearers(member: str, time: Party | Term) -> Iterator[tuple[str, str | None, str | None]]:
    """Who bore a number within a time, and the rests of the time in which nobody did."""
    number = member.removeprefix("cow:")
    at, end = time.start or EVER[0], time.end or EVER[1]
    for since, until, who in _spells().get(number, ()):
        first, last = max(at, since), min(end, until)
        if first < last:
            if at < first:
                yield member, at, first
            yield who, first, None if last == EVER[1] else last
            at = last
    if at < end:
        yield member, at, None if end == EVER[1] else end


@cache
def _spells() -> dict[str, list[tuple[str, str, str]]]:
    """Number → from, up to (not included) and who bore it, by time."""
    found: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for each in codes():
        if each.scheme == "cow":
            last = bounds(each.end)[1]
            end = (datetime.date.fromisoformat(last) + datetime.timedelta(1)).isoformat() if last else EVER[1]
            found[each.code].append((bounds(each.start)[0] or EVER[0], end, each.id))
    return {number: sorted(spells) for number, spells in found.items()}


_CONDITIONAL = {"defense": "defcon", "offense": "offcon", "neutral": "neucon", "consul": "concon"}


def _number(path: Path, line: int, name: str, cell: str | None) -> int:
    try:
        return int(float(cell or "0"))
    except ValueError:
        raise NotImportable(str(path), line, f"{name} is {cell!r}, no number", "write a whole number, 0 where unknown") from None


def _entry(path: Path, line: int, cells: dict[str, int]) -> str:
    return _day(path, line, cells["yrent"], cells["moent"] or 1, cells["dayent"] or 1).isoformat()


def _exit(path: Path, line: int, cells: dict[str, int]) -> str | None:
    """The first day after the last, None where the alliance goes on."""
    year, month, day = cells["yrexit"], cells["moexit"], cells["dayexit"]
    if year <= 0:
        return None
    month = month if month > 0 else 12
    last = _day(path, line, year, month, day if day > 0 else calendar.monthrange(year, min(month, 12))[1])
    return (last + datetime.timedelta(1)).isoformat()


def _day(path: Path, line: int, year: int, month: int, day: int) -> datetime.date:
    """A day of the calendar; one past the end of its month (31 June) is the month's last."""
    try:
        return datetime.date(year, month, min(day, calendar.monthrange(year, month)[1]))
    except (ValueError, calendar.IllegalMonthError):
        raise NotImportable(str(path), line, f"{year}-{month}-{day} is no date", "correct the row") from None

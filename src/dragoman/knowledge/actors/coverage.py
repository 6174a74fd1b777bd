"""How much of the years since a given one the tables of office holders cover, state by state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.knowledge.actors import Registry, offices, within

WAITING = frozenset(["crown prince", "president-elect"])
"""Offices of the first rank whose holder does not yet lead."""

REIGNING = frozenset(["prince"])
"""Offices of a lower rank that lead some states (Monaco, Liechtenstein)."""

MINISTERS = {
    "foreign minister": frozenset(
        ["foreign minister", "minister of foreign affairs", "foreign secretary", "secretary of state", "external affairs minister"]
    ),
    "defence minister": frozenset(["defence minister", "defense minister", "defence secretary", "defense secretary"]),
}


class Gap(NamedTuple):
    """The years in which a state was there and nobody is known to have held an office of a kind."""

    state: str
    office: str
    years: tuple[int, ...]


class Coverage(NamedTuple):
    """State-years in all and those covered, for one kind of office, with the gaps."""

    office: str
    covered: int
    whole: int
    gaps: tuple[Gap, ...]


def coverage(registry: Registry, first: int, last: int) -> Iterator[Coverage]:
    """For heads of state or government, foreign and defence ministers: the years from `first` to `last` covered and not."""
    heads = frozenset(office.title for office in offices().values() if office.rank == 1) - WAITING | REIGNING
    for name, titles in {"head of state or government": heads, **MINISTERS}.items():
        whole, gaps = 0, []
        for state, years in _states(registry, first, last):
            terms = [term for title in titles for _, term in registry.holders.get((title, state), ())]
            missing = tuple(year for year in years if not any(term.covers(str(year)) for term in terms))
            whole += len(years)
            if missing:
                gaps.append(Gap(state, name, missing))
        yield Coverage(name, whole - sum(len(gap.years) for gap in gaps), whole, tuple(gaps))


def _states(registry: Registry, first: int, last: int) -> Iterator[tuple[str, list[int]]]:
    """Each state, and the years of those asked for in which it was there."""
    for entry in registry.entries.values():
        if entry.kind == "state":
            years = [year for year in range(first, last + 1) if entry.valid is None or within(entry.valid, str(year))]
            if years:
                yield entry.id, years


def spans(years: tuple[int, ...]) -> str:
    """Years as a reader writes them: `1990-1993, 1997`."""
    found: list[list[int]] = []
    for year in years:
        if found and found[-1][-1] == year - 1:
            found[-1][1:] = [year]
        else:
            found.append([year])
    return ", ".join("-".join(map(str, each)) for each in found)

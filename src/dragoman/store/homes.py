"""Which day's events a telling belongs with: its home. Only tellings of one home are compared with each other.

What has a day of its own is at home there. A span of days, or an undated telling of a report, goes to the day in it whose
events it is most like; an undated one else to the day of publication, or to that before where others first told it then. A home follows from
what is kept within days of it, so that a new report changes little, whatever has been kept before it.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, Connection, and_, bindparam, or_, select

from dragoman.store import tables
from dragoman.store.sameness import JOINED, NEWS, Decided, Decisions, Judge, ordinal, window
from dragoman.store.tellings import SPAN, TOLD, Telling, telling

Home = tuple[str, str]
"""A group of types, and a day or what else the tellings have in common."""
WITHIN = NEWS + 2
"""Days after one that its tellings can change the home of others: those of a report told two days on, and of what that one leads."""


def written(home: Home) -> str:
    """A home in one column."""
    return " ".join(home)


class Homes:
    """The tellings of a store, fetched by days as they are needed, and where each is at home."""

    def __init__(self, connection: Connection, decided: Decided) -> None:
        self._connection = connection
        self.judge = Judge(decided.pairs)
        self._same = _groups(decided.pairs)
        self._told_in = decided.reports
        self._days: defaultdict[str, set[int]] = defaultdict(set)
        self._at: defaultdict[tuple[str, str, str], list[Telling]] = defaultdict(list)
        self._spans: dict[str, dict[str, Telling]] = defaultdict(dict)
        self._by_id: dict[str, list[Telling]] = {}
        self._found: dict[tuple[int, str], Home] = {}
        self._own: dict[tuple[int, str], Home] = {}
        self._first: dict[tuple[int, str], bool] = {}

    def of(self, telling: Telling) -> Home:
        """Where a telling is at home; what a human called the same is so at one place."""
        key = telling.document, telling.id
        if key not in self._found:
            best = min((telling, *self.fellows(telling)), key=lambda each: each.rank)
            self._found[key] = self._choice(best)
        return self._found[key]

    def members(self, home: Home) -> list[Telling]:
        """All tellings at home there."""
        kind, day = home
        if not day[:1].isdigit() or "/" in day:
            found = [*self._labelled(home), *(each for each in self._spans_with(home))]
        else:
            number = ordinal(day)
            self.load(kind, number - NEWS, number + WITHIN)
            found = list(self._at[kind, "day", day])
            for later in range(NEWS + 1):
                found += self._at[kind, "told", _day(number + later)]
            found += self._overlapping(kind, number, number)
        forced = [each for id in self._same for each in self._called(id)]
        unique = {(each.document, each.id): each for each in (*found, *forced)}
        return [each for each in unique.values() if self.of(each) == home]

    def strayed(self, home: str, members: Iterable[Telling]) -> list[str]:
        """Where those are at home now that were written as at this one, but are no members of it."""
        here = {(each.document, each.id) for each in members}
        found = self._fetch(_OF_HOME, {"home": home})
        return sorted({written(self.of(each)) for each in found if (each.document, each.id) not in here})

    def around(self, telling: Telling) -> list[Telling]:
        """The tellings without a day of their own whose home this one may have changed."""
        if telling.dated in ("wide", "never"):
            return []
        first, last = window(telling)
        kind = telling.family
        self.load(kind, first, last + WITHIN)
        told = [each for day in range(first, last + WITHIN + 1) for each in self._at[kind, "told", _day(day)]]
        return [*told, *self._overlapping(kind, first, last)]

    # ------------------------------------------------------------ choosing

    def _choice(self, telling: Telling) -> Home:
        """The home of a telling by itself."""
        key = telling.document, telling.id
        if key not in self._own:
            self._own[key] = telling.family, self._chosen(telling)
        return self._own[key]

    def _chosen(self, telling: Telling) -> str:
        if telling.dated in ("day", "wide"):
            return telling.day
        if telling.dated == "never":
            return telling.source
        day = self._likest(telling)
        if day is not None:
            return day
        if telling.dated == "span":
            return f"{telling.first}/{telling.last}"
        followed = [each.day for each in self._told_before(telling) if self._leads(each)]
        return min(followed, default=telling.day)

    def _leads(self, telling: Telling) -> bool:
        """Whether an undated telling is the first of its event, so that those of the next days follow it."""
        key = telling.document, telling.id
        if key not in self._first:
            self._first[key] = self._likest(telling) is None and not self._told_before(telling)
        return self._first[key]

    def _likest(self, telling: Telling) -> str | None:
        """The day of the dated telling that this one is most like; for a span only where no other day is as like."""
        first, last = window(telling)
        self.load(telling.family, first, last)
        best: dict[str, float] = {}
        for day in map(_day, range(last, first - 1, -1)):
            scores = [self._score(telling, each) for each in self._at[telling.family, "day", day]]
            if max(scores, default=0.0) >= JOINED:
                best[day] = max(scores)
        top = [day for day, score in best.items() if score == max(best.values())]
        return top[0] if len(top) == 1 or (top and telling.dated == "told") else None

    def _told_before(self, telling: Telling) -> list[Telling]:
        """Undated tellings of the same event in reports of the days before."""
        today = ordinal(telling.day)
        self.load(telling.family, today - NEWS, today)
        return [
            each
            for day in range(today - NEWS, today)
            for each in self._at[telling.family, "told", _day(day)]
            if self._score(telling, each) >= JOINED
        ]

    def _score(self, one: Telling, other: Telling) -> float:
        if one.document == other.document or not one.keys & other.keys or self.judge.decided(one, other) == "different":
            return 0.0
        found = self.judge.likeness(one, other)
        return found.score if found else 0.0

    # ------------------------------------------------------------ fetching

    def load(self, kind: str, first: int, last: int) -> None:
        """Fetches all tellings of these days that are not here yet."""
        missing = [day for day in range(first, last + 1) if day not in self._days[kind]]
        if not missing:
            return
        self._days[kind] |= set(missing)
        start, end = _day(missing[0]), _day(missing[-1])
        wanted = set(map(_day, missing))
        for each in self._fetch(_OF_DAYS, {"kind": kind, "start": start, "end": end, "latest": _day(missing[-1] + SPAN)}):
            if each.dated == "span":
                self._spans[kind][each.id] = each
            elif each.day in wanted:
                self._at[kind, each.dated, each.day].append(each)

    def _overlapping(self, kind: str, first: int, last: int) -> list[Telling]:
        """Spans that hold any of these days."""
        self.load(kind, first, last)
        start, end = _day(first), _day(last)
        return [each for each in self._spans[kind].values() if (each.first or "") <= end and (each.last or "") >= start]

    def _labelled(self, home: Home) -> list[Telling]:
        """Tellings without days at one home: of a longer time, or of one source without any."""
        key = home[0], "label", home[1]
        if key not in self._at:
            self._at[key] = self._fetch(_OF_TIMES, {"kind": home[0], "day": home[1]})
            self._at[key] += self._fetch(_OF_SOURCES, {"kind": home[0], "source": home[1]})
        return self._at[key]

    def _spans_with(self, home: Home) -> list[Telling]:
        first, _, last = home[1].partition("/")
        if not last or ordinal(last) - ordinal(first) >= SPAN:
            return []
        return [
            each for each in self._overlapping(home[0], ordinal(first), ordinal(last)) if (each.first, each.last) == (first, last)
        ]

    def fellows(self, telling: Telling) -> list[Telling]:
        """The tellings that humans called the same event, over one another."""
        return [each for id in self._same.get(telling.id, ()) if id != telling.id for each in self._called(id)]

    def _called(self, id: str) -> list[Telling]:
        if id not in self._by_id:
            self._by_id[id] = self._fetch(_OF_ID, {"report": self._told_in[id], "id": id})
        return self._by_id[id]

    def _fetch(self, query: Any, values: Mapping[str, str | int]) -> list[Telling]:
        return [telling(row) for row in self._connection.execute(query, values)]


def _groups(decisions: Decisions) -> dict[str, list[str]]:
    """Event → all that humans called the same, over one another."""
    found: dict[str, list[str]] = {}
    for (one, other), said in sorted(decisions.items()):
        if said == "same":
            group = sorted({*found.get(one, [one]), *found.get(other, [other])})
            found |= dict.fromkeys(group, group)
    return found


@lru_cache(maxsize=4096)
def _day(number: int) -> str:
    return datetime.date.fromordinal(min(max(number, 1), datetime.date.max.toordinal())).isoformat()


_table, _documents = tables.tellings, tables.documents
TELLINGS = select(*(_documents.c.source if name == "source" else _table.c[name] for name in TOLD)).join_from(
    _table, _documents, _documents.c.number == _table.c.document
)
"""The tellings there are, as rows for `telling`."""
_KIND = _table.c.family == bindparam("kind")
_START: BindParameter[str] = bindparam("start")
_END: BindParameter[str] = bindparam("end")
_OF_DAYS = TELLINGS.where(
    _KIND,
    _table.c.dated.in_(("day", "told", "span")),
    _table.c.day.between(_START, bindparam("latest")),
    or_(_table.c.day <= _END, and_(_table.c.dated == "span", _table.c.first <= _END)),
)
_OF_TIMES = TELLINGS.where(_KIND, _table.c.dated == "wide", _table.c.day == bindparam("day"))
_OF_SOURCES = TELLINGS.where(_KIND, _table.c.dated == "never", _documents.c.source == bindparam("source"))
_OF_HOME = TELLINGS.where(_table.c.home == bindparam("home"))
_OF_ID = TELLINGS.where(_table.c.document == bindparam("report"), _table.c.id == bindparam("id"))

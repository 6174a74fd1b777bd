"""What one report tells of one event, with all its mentions there put together: what is compared over reports."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from dragoman.bounds import bounds
from dragoman.knowledge.ontology import told
from dragoman.store.database import Row
from dragoman.store.packing import loaded, packed
from dragoman.store.picture import Item

SPAN = 31
"""Days of a date that can still be one of its days; what is longer is compared with the same time alone."""
TERM = 4
"""Letters of a word that means something; six are compared."""
AGREEMENT = "=agreement"
"""The term that stands for any words for an agreement."""
EMPTY = frozenset(
    {"that", "this", "with", "from", "into", "over", "after", "before", "their", "which", "were", "been", "have", "will", "would"}
    | {"also", "late", "early", "during", "under", "between", "them", "they", "when", "where", "than", "more", "said", "says"}
)
"""Words that say nothing of what an event is about."""


class Party(NamedTuple):
    """An actor of an event: who it is after merges, for whom it acts, and whether it is a person."""

    id: str
    country: str
    person: bool


Side = tuple[Party, ...]


@dataclass(frozen=True)
class Telling:
    """An event as one report tells it. `dated` says what its time is known by: its own `day`, a `span` of days, a `wide` one,
    the day of publication (`told`), or nothing (`never`); `day` is that day, the last of the span, or what else to go by."""

    document: int
    id: str
    source: str
    type: str
    cameo: str | None
    words: frozenset[str]
    terms: frozenset[str]
    sides: tuple[Side, Side]
    reciprocal: bool
    modality: str
    under: bool
    first: str | None
    last: str | None
    dated: str
    day: str
    place: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    home: str | None
    event: str
    joined: bool

    @cached_property
    def keys(self) -> frozenset[str]:
        """The countries of those who take part, for finding others."""
        return frozenset(each.country for side in self.sides for each in side)

    @cached_property
    def rank(self) -> tuple[int, int, str]:
        """The best dated and most complete telling first, whatever was kept first."""
        known = sum(map(bool, (*self.sides, self.cameo, self.place, self.words)))
        return ("day", "span", "wide", "told", "never").index(self.dated), -known, self.id

    @property
    def signature(self) -> tuple[Any, ...]:
        """All that is compared: tellings with the same signature are alike to any other."""
        where = self.place, self.country, self.latitude, self.longitude
        what = self.type, self.cameo, self.words, self.terms, self.sides, self.reciprocal, self.modality, self.under
        return *what, self.first, self.last, self.dated, self.day, *where, self.source

    @property
    def family(self) -> str:
        """The group of its type."""
        return family(self.type)


def family(type: str) -> str:
    """The group of types that a type is compared with."""
    return told()[type].family


class Report(NamedTuple):
    """What of a report its tellings are made of; `who` gives an actor after merges."""

    number: int
    text: str
    places: Sequence[Item]
    agreements: Sequence[Item]
    who: Callable[[str], Party]


def rows(report: Report, events: Iterable[Item]) -> Iterator[Row]:
    """The rows of `tellings` of a report: mentions of one event put together, in the order of the first ones."""
    groups: defaultdict[str, list[Item]] = defaultdict(list)
    for item in events:
        groups[item.get("same_as") or item["id"]].append(item)
    known = {place["name"]: place for place in reversed(report.places)}
    treaties = [tuple(span) for each in report.agreements for span in each["mentions"]]
    for id, items in groups.items():
        yield _row(report, id, items, known, treaties)


def _row(report: Report, id: str, items: Sequence[Item], places: Mapping[str, Item], treaties: Sequence[tuple[int, ...]]) -> Row:
    head = items[0]
    date = min((each["date"] for each in items if each.get("date")), key=_length, default=None)
    first, last = bounds(date)
    place = next((each["place"] for each in items if each.get("place")), None)
    where = places.get(place or "") or {}
    words = {word for each in items if (word := _word(each.get("rule")))}
    dated = "day" if first and first == last else "span" if first and _length(date or "") < SPAN else "wide" if first else "never"
    return {
        "document": report.number,
        "id": id,
        "family": family(head["type"]),
        "type": head["type"],
        "cameo": head.get("cameo"),
        "words": "|".join(sorted(words)),
        "terms": "|".join(sorted(_terms(report.text, items, treaties))),
        "sides": packed([[list(each) for each in _side(items, side, report.who)] for side in ("sources", "targets")]),
        "reciprocal": any(each.get("reciprocal") for each in items),
        "modality": head["modality"],
        "under": bool(head.get("under")),
        "date": date,
        "first": first,
        "last": last,
        "dated": dated,
        "day": f"{first}/{last}" if dated == "wide" else last,
        "place": place,
        **{name: where.get(name) for name in ("country", "latitude", "longitude")},
        "home": None,
        "event": id,
        "joined": False,
    }


def _length(date: str) -> int:
    """Days of a date, many where it has no bounds."""
    first, last = bounds(date)
    if first is None or last is None:
        return 10**9
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days


def _side(items: Iterable[Item], side: str, who: Callable[[str], Party]) -> list[Party]:
    return sorted({who(actor) for each in items for actor in each[side] if actor})


_FRAME = re.compile(r"[A-Z]+/(.+)\.\d+")


def _word(rule: str | None) -> str | None:
    """The word of a rule such as `SUPPORT/sign.1`; None where no frame told the event."""
    match = _FRAME.fullmatch(rule or "")
    return match[1] if match else None


_WORDS = re.compile(r"\b[a-z]+\b")


def _terms(text: str, items: Iterable[Item], treaties: Sequence[tuple[int, ...]]) -> set[str]:
    """What an event is about: the words it stands on but names and the word that tells it; any words for an agreement are one."""
    found: set[str] = set()
    for item in items:
        start, end = item["evidence"]
        inside = [each for each in treaties if start <= each[0] and each[1] <= end]
        for word in _WORDS.finditer(text, start, end):
            at, to = word.span()
            if any(each[0] <= at < each[1] for each in inside):
                found.add(AGREEMENT)
            elif to - at >= TERM and not item["trigger"][0] <= at < item["trigger"][1] and word[0] not in EMPTY:
                found.add(word[0][:6])
    return found


@lru_cache(maxsize=4096)
def _sides(written: str) -> tuple[Side, Side]:
    """Both sides of an event, from their column: the same two powers meet again and again."""
    sources, targets = loaded(written)
    return tuple(Party(*each) for each in sources), tuple(Party(*each) for each in targets)


def _set(column: str) -> frozenset[str]:
    return frozenset(column.split("|")) if column else frozenset()


TOLD = tuple(field.name for field in fields(Telling))
"""The columns that a telling is made of, in order; `source` is that of its report."""
_MADE: tuple[tuple[int, Callable[[Any], Any]], ...] = tuple(
    (TOLD.index(name), made)
    for names, made in (
        (("words", "terms"), _set),
        (("sides",), _sides),
        (("reciprocal", "under", "joined"), bool),
        (("day",), lambda day: day or ""),
    )
    for name in names
)
"""The places of the columns that are written otherwise than a telling has them, and what makes one of the other."""


def telling(row: Sequence[Any]) -> Telling:
    """A telling from the columns of `TOLD`."""
    values = list(row)
    for place, made in _MADE:
        values[place] = made(values[place])
    return Telling(*values)

"""Whether two reports tell the same event, with what speaks for it, and which tellings are one event together.

The key is that of mentions within one report: type, sides, date, and the word that tells it. Over reports less is certain,
so each field that agrees adds to a score, and what is contradicted by any telling of an event cannot join it.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from dragoman.knowledge.ontology import told
from dragoman.store.tellings import Side, Telling

JOINED = 0.65
"""The score from which two tellings are of one event."""
WEIGHTS = {"type": 0.15, "code": 0.15, "sides": 0.3, "date": 0.2, "word": 0.1, "terms": 0.05, "place": 0.05}
"""What the agreement of each field adds, at most."""
APART = 30.0
"""Kilometres within which two places can be one."""
NEWS = 2
"""Days after an event within which an undated report tells it as news."""

Decision = Literal["same", "different"]
Decisions = Mapping[tuple[str, str], Decision]
"""What humans said of two events, by the ids of their first mentions, the smaller id first."""


class Decided(NamedTuple):
    """What humans said of pairs of events, and the number of the report that each of these events is told in."""

    pairs: Decisions
    reports: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two tellings agree, 0 to 1, and on what."""

    score: float
    evidence: Mapping[str, Any] = field(default_factory=dict)


def likeness(one: Telling, other: Telling) -> Likeness | None:
    """How alike two tellings are; None where they contradict each other. The same whichever way they are given."""
    if one.modality != other.modality or one.under != other.under:
        return None
    evidence: dict[str, Any] = {}
    score = 0.0
    for part in (_types, _codes, _sides, _dates, _places):  # what contradicts most pairs first
        found = part(one, other, evidence)
        if found is None:
            return None
        score += found
    if one.source == other.source and one.cameo == other.cameo and one.words == other.words and one.sides == other.sides:
        return Likeness(1.0, {"copy": one.source, **evidence})
    words, terms = one.words & other.words, one.terms & other.terms
    if words:
        evidence["word"] = sorted(words)
    if terms:
        evidence["terms"] = sorted(terms)
    share = len(terms) / min(len(one.terms), len(other.terms)) if terms else 0.0
    score += WEIGHTS["word"] * bool(words) + WEIGHTS["terms"] * share
    if evidence.get("sides") == "one side" and not terms:  # who condemned something twice a day may have condemned two things
        score = min(score, JOINED - 0.01)
    return Likeness(round(score, 3), evidence)


def _types(one: Telling, other: Telling, evidence: dict[str, Any]) -> float | None:
    if one.type == other.type:
        evidence["type"] = "same"
        return WEIGHTS["type"]
    if other.type not in told()[one.type].near:
        return None
    evidence["type"] = "near"
    return WEIGHTS["type"] / 2


def _codes(one: Telling, other: Telling, evidence: dict[str, Any]) -> float:
    if one.cameo is None or other.cameo is None:
        return 0.0
    if one.cameo == other.cameo:
        evidence["code"] = "same"
        return WEIGHTS["code"]
    if one.cameo[:2] == other.cameo[:2]:
        evidence["code"] = "root"
        return WEIGHTS["code"] / 2
    return 0.0


def _dates(one: Telling, other: Telling, evidence: dict[str, Any]) -> float | None:
    """Dates that can be one day; without a date of its own, what is published about then may be it."""
    kinds = {one.dated, other.dated}
    if "never" in kinds:
        return 0.0 if one.source == other.source else None
    if "told" not in kinds:
        if not (one.first or "") <= (other.last or "") or not (other.first or "") <= (one.last or ""):
            return None
        evidence["date"] = "same" if (one.first, one.last) == (other.first, other.last) else "within"
        return WEIGHTS["date"] * (1.0 if kinds == {"day"} else 0.7)
    days = [window(each) for each in (one, other)]
    apart = max(days[0][0] - days[1][1], days[1][0] - days[0][1], 0)
    if apart or "wide" in kinds:
        return None
    evidence["date"] = "published"
    return WEIGHTS["date"] / 2


def window(telling: Telling) -> tuple[int, int]:
    """First and last day that a telling can mean, as numbers."""
    if telling.dated == "told":
        last = ordinal(telling.day)
        return last - NEWS, last
    return ordinal(telling.first or telling.day), ordinal(telling.last or telling.day)


@lru_cache(maxsize=4096)
def ordinal(day: str) -> int:
    """A day as a number."""
    return datetime.date.fromisoformat(day).toordinal()


# ---------------------------------------------------------------- who


def _sides(one: Telling, other: Telling, evidence: dict[str, Any]) -> float | None:
    mutual = told()[one.type].mutual and told()[other.type].mutual
    ways = [(one.sides, other.sides)]
    if mutual or one.reciprocal or other.reciprocal:
        ways.append((one.sides, (other.sides[1], other.sides[0])))
    found = [each for each in (_both(*way) for way in ways) if each is not None]
    if mutual and not found:
        found = [each for each in [_together(one, other)] if each is not None]
    if not found:
        return None
    value, name = max(found)
    if name:
        evidence["sides"] = name
    return WEIGHTS["sides"] * value


def _both(one: tuple[Side, Side], other: tuple[Side, Side]) -> tuple[float, str] | None:
    """How well both sides agree; None where one contradicts the other."""
    levels: list[tuple[float, str]] = []
    for mine, theirs in zip(one, other, strict=True):
        if mine and theirs:
            level = _meet(mine, theirs)
            if level is None:
                return None
            levels.append(level)
    if not levels:
        return 0.0, ""
    if len(levels) == 2:
        return sum(value for value, _ in levels) / 2, max(name for _, name in levels)
    open = any(bool(mine) != bool(theirs) for mine, theirs in zip(one, other, strict=True))
    return levels[0][0] * (0.5 if open else 0.6), "one side"


def _together(one: Telling, other: Telling) -> tuple[float, str] | None:
    """What many do together, in whatever order two reports name them: two of them at least in both."""
    mine, theirs = (tuple({*each.sides[0], *each.sides[1]}) for each in (one, other))
    level = _meet(mine, theirs) if len(_agreed(mine, theirs)) > 1 else None
    return None if level is None else (level[0] * 0.9, level[1])


def _meet(mine: Side, theirs: Side) -> tuple[float, str] | None:
    """Whether two sides can be the same: actors they share, or the countries these act for."""
    agreed = _agreed(mine, theirs)
    if not agreed:
        return None
    shared = {each.id for each in mine} & {each.id for each in theirs}
    whole = len(agreed) / len({each.country for each in (*mine, *theirs)})
    return (1.0 if shared else 0.8) * (0.7 + 0.3 * whole), "actors" if shared else "countries"


def _agreed(mine: Side, theirs: Side) -> set[str]:
    """The countries of both, but where both name persons of one and other persons: two ministers' talks are two events."""
    found = set()
    for country in {each.country for each in mine} & {each.country for each in theirs}:
        sides = [{each for each in side if each.country == country} for side in (mine, theirs)]
        if sides[0] & sides[1] or not all(each.person for side in sides for each in side):
            found.add(country)
    return found


# ---------------------------------------------------------------- where


def _places(one: Telling, other: Telling, evidence: dict[str, Any]) -> float | None:
    if one.place is None or other.place is None:
        return 0.0
    if one.place.lower() == other.place.lower():
        evidence["place"] = "same"
        return WEIGHTS["place"]
    if one.country and other.country and one.country != other.country:
        return None
    apart = _kilometres(one, other)
    if apart is not None and apart <= APART:
        evidence["place"] = "near"
        return WEIGHTS["place"] / 2
    return None if told()[one.type].local and apart is not None else 0.0


def _kilometres(one: Telling, other: Telling) -> float | None:
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    here, there = ((math.radians(each.latitude or 0), math.radians(each.longitude or 0)) for each in (one, other))
    half = (
        math.sin((there[0] - here[0]) / 2) ** 2 + math.cos(here[0]) * math.cos(there[0]) * math.sin((there[1] - here[1]) / 2) ** 2
    )
    return 12742.0 * math.asin(math.sqrt(half))


# ---------------------------------------------------------------- together


@dataclass(frozen=True, slots=True)
class Join:
    """Why `other` was joined: its likeness to `one`, which was part of the event before."""

    one: Telling
    other: Telling
    likeness: Likeness


@dataclass(slots=True)
class Together:
    """Tellings of one event, the best first."""

    members: list[Telling] = field(default_factory=list)
    kinds: dict[int, Telling] = field(default_factory=dict)
    documents: set[int] = field(default_factory=set)
    joins: list[Join] = field(default_factory=list)

    def add(self, telling: Telling, kind: int) -> None:
        """Takes one in."""
        self.members.append(telling)
        self.kinds.setdefault(kind, telling)
        self.documents.add(telling.document)


class Judge:
    """Likeness of tellings, each pair of signatures judged once, and what humans decided before it."""

    def __init__(self, decisions: Decisions) -> None:
        self._decisions = decisions
        self._decided = {id for pair in decisions for id in pair}
        self._kinds: dict[tuple[Any, ...], int] = {}
        self._kind: dict[tuple[int, str], int] = {}
        self._found: dict[tuple[int, int], Likeness | None] = {}

    def kind(self, telling: Telling) -> int:
        """The number of its signature: tellings of one kind are alike to any other."""
        key = telling.document, telling.id
        if key not in self._kind:
            self._kind[key] = self._kinds.setdefault(telling.signature, len(self._kinds))
        return self._kind[key]

    def likeness(self, one: Telling, other: Telling) -> Likeness | None:
        """How alike two tellings are, as the program sees it."""
        mine, theirs = self.kind(one), self.kind(other)
        key = (mine, theirs) if mine < theirs else (theirs, mine)
        if key not in self._found:
            self._found[key] = likeness(one, other)
        return self._found[key]

    def is_decided(self, telling: Telling) -> bool:
        """Whether a human said anything of it."""
        return telling.id in self._decided

    def decided(self, one: Telling, other: Telling) -> Decision | None:
        """What a human said of the two."""
        if one.id not in self._decided or other.id not in self._decided:
            return None
        return self._decisions.get((min(one.id, other.id), max(one.id, other.id)))

    def joins(self, telling: Telling, group: Together) -> Join | None:
        """How a telling joins an event; None where it does not, or where any telling of the event speaks against it."""
        said = [(each, self.decided(each, telling)) for each in group.members] if telling.id in self._decided else []
        if any(decision == "different" for _, decision in said):
            return None
        same = next((each for each, decision in said if decision == "same"), None)
        if same is not None:
            return Join(same, telling, Likeness(1.0, {"decided": "same"}))
        if telling.document in group.documents:
            return None
        best: Join | None = None
        for each in group.kinds.values():
            found = self.likeness(each, telling)
            if found is None:
                return None
            if found.score >= JOINED and (best is None or found.score > best.likeness.score):
                best = Join(each, telling, found)
        return best


def together(tellings: Iterable[Telling], judge: Judge) -> list[Together]:
    """The tellings of one day, parted into events: the best told first, each further one with the event it is most like."""
    groups: list[Together] = []
    by_key: dict[str, list[int]] = {}
    for telling in sorted(tellings, key=lambda each: each.rank):
        places = sorted({place for key in telling.keys for place in by_key.get(key, ())})
        if judge.is_decided(telling):
            places = list(range(len(groups)))
        found = [(join, place) for place in places if (join := judge.joins(telling, groups[place])) is not None]
        if found:
            join, place = max(found, key=lambda each: (each[0].likeness.score, -each[1]))
            groups[place].joins.append(join)
        else:
            place = len(groups)
            groups.append(Together())
        groups[place].add(telling, judge.kind(telling))
        for key in telling.keys:
            if place not in by_key.setdefault(key, []):
                by_key[key].append(place)
    return groups

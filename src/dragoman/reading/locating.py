"""Where the places a document names lie: each name's places in the gazetteer are weighed against the rest of the document.

What speaks for one place of a name: that it is large or high in rank, and known by this very name; that the words name it inside
another (*Paris, Texas*); that the document names its country, its division, or places near it; that the outlet is at home there.
The names of a document are weighed together, twice: first each for itself, then each against what the others most likely are.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from dragoman.knowledge.outlets.homes import home
from dragoman.knowledge.places import KEPT, SETTLEMENTS, Located, described, located
from dragoman.record import Document, Span

ROUNDS = 2
MOST = 80
"""Places of one name that are weighed, the most populous."""

_BETWEEN = re.compile(
    r"(?:,|,? (?:in|near|of|outside)|,? (?:a|the) [\w\s-]{3,40}? (?:in|of)|\s?\()"
    r"(?: (?:the|rural|central|mid|(?:north|south)?(?:-?(?:east|west))?(?:ern)?))*\s*"
)
_COUNTIES = re.compile(r"(?:,? (?:and|or|[A-Z][\w.]+)){0,8} (?P<class>[Cc]ount(?:y|ies)|[Pp]arish(?:es)?)\b")
_CLASS = re.compile(r" (province|region|governorate|oblast|state|district|county)\b")
_DIRECTION = re.compile(
    r"^(?:far )?(?:(?:(?:north|south)(?:-?(?:east|west))?|east|west|north|south|mid|central)(?:ern)?[ -]|central |upper |lower |greater |downtown"
    r" |rural |inner |outer |metropolitan |coastal )+",
    re.IGNORECASE,
)
_POPULATIONS = {"continent": 1e9, "country": 1e5, "division": 4e5, "district": 3e4, "sea": 1e8, "ocean": 1e9}
AREA_POPULATION = 2e6
"""What other areas weigh as: about a large city."""

LARGEST_DIVISION = 2e6
"""A division is spoken of less than its people are many: most of what happens there is told of its towns."""


class Weights(NamedTuple):
    """How much each thing that speaks for a place counts; `training/places.py` fits them."""

    population: float = 1.23
    own: float = 1.35
    country: float = 1.5
    capital: float = 1.41
    division: float = 0.66
    district: float = -0.75
    inside: float = 3.19
    same: float = 2.04
    votes: float = 3.32
    division_votes: float = 2.77
    near: float = 3.28
    home_country: float = 1.79
    home_division: float = 3.68


WEIGHTS = Weights()


@dataclass
class Name:
    """A name of the document: its words, how often it stands there alone, and the names it is said to lie in."""

    words: str
    places: tuple[Located, ...]
    times: int = 1
    within: set[int] = field(default_factory=set)
    shares: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self.shares = [1.0 / len(self.places)] * len(self.places) if self.places else []


def locate(document: Document, spans: Sequence[Span]) -> list[Located | None]:
    """The place that each span names, None where the gazetteer knows none."""
    numbers, names = distinct(document.text, spans)
    settle(names, document)
    return [_best(names[number]) for number in numbers]


def settle(names: list[Name], document: Document, weights: Weights = WEIGHTS) -> None:
    """Gives each place of each name its share of belief."""
    for number in range(len(names)):
        names[number].shares = _shares(weights, [features(names, number, each, None, document) for each in names[number].places])
    for _ in range(ROUNDS):
        views = [surroundings(names, number) for number in range(len(names))]
        for number, name in enumerate(names):
            if len(name.places) > 1:
                name.shares = _shares(weights, [features(names, number, each, views[number], document) for each in name.places])


def _best(name: Name) -> Located | None:
    return max(zip(name.shares, name.places, strict=True), key=lambda each: each[0])[1] if name.places else None


def _shares(weights: Weights, rows: list[tuple[float, ...]]) -> list[float]:
    scores = [sum(map(float.__mul__, weights, row)) for row in rows]
    if not scores:
        return []
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    whole = sum(powers)
    return [power / whole for power in powers]


# ---------------------------------------------------------------- names


def distinct(text: str, spans: Sequence[Span]) -> tuple[list[int], list[Name]]:
    """The distinct names of the spans, and which of them each span is. A name that is said to lie in another is one of its own."""
    words = [_called(text, span) for span in spans]
    inside: dict[int, int] = {}
    for number in range(len(spans) - 1):
        gap = text[spans[number][1] : spans[number + 1][0]]
        if len(gap) < 50 and _BETWEEN.fullmatch(gap):
            inside[number] = number + 1
    names: list[Name] = []
    known: dict[tuple[str, ...], int] = {}
    numbers: list[int] = []
    for number in reversed(range(len(spans))):
        key = (words[number],) if number not in inside else (words[number], words[inside[number]])
        if key not in known:
            known[key] = len(names)
            names.append(Name(words[number], candidates(words[number], container=number - 1 in inside), 0))
        at = known[key]
        names[at].times += 1
        if number in inside:
            names[at].within.add(numbers[-1])
        numbers.append(at)
    return numbers[::-1], names


def _called(text: str, span: Span) -> str:
    """The words of a name, with what it is called after it (*Idlib province*), or by a list (*Clark and Madison counties*)."""
    words = " ".join(text[slice(*span)].split())
    words = re.sub(r"['’]s?$", "", words)
    after = _CLASS.match(text, span[1], span[1] + 20)
    if after and described(f"{words} {after[1]}"):
        return f"{words} {after[1]}"
    shared = _COUNTIES.match(text, span[1], span[1] + 80)
    if shared and not re.search(r"\b[Cc]ounty$", words):
        kind = shared["class"].lower()
        full = f"{words} {'County' if kind.startswith('count') else 'Parish'}"
        if located(full):
            return full
    return words


@lru_cache(maxsize=KEPT)
def candidates(words: str, *, container: bool = False) -> tuple[Located, ...]:
    """The places a name may stand for; for *northern X* and *greater X* those of X where the gazetteer has no such name."""
    found = described(words) if _DIRECTION.sub("", f"{words} ") else ()
    if not found and not container:
        bare = _DIRECTION.sub("", words)
        found = described(bare) if bare != words else ()
    return found[:MOST]


# ---------------------------------------------------------------- what speaks for a place


class View(NamedTuple):
    """What the other names of the document most likely are: shares of countries and divisions, and points with weights."""

    countries: Mapping[str, float]
    divisions: Mapping[tuple[str, str], float]
    points: tuple[tuple[float, float, float], ...]


def surroundings(names: Sequence[Name], number: int) -> View:
    """The other names as they stand now; each name once, however often it is repeated."""
    countries: dict[str, float] = defaultdict(float)
    divisions: dict[tuple[str, str], float] = defaultdict(float)
    points = []
    whole = 0.0
    for other, name in enumerate(names):
        if other == number or name.words == names[number].words:
            continue
        weight = 1.0 + math.log(name.times)
        whole += weight if name.places else 0.0
        for share, place in zip(name.shares, name.places, strict=True):
            if share > 0.05 and place.filed:
                countries[place.filed] += weight * share
                if place.division:
                    divisions[place.filed, place.division] += weight * share
            if share > 0.3 and place.kind != "country":
                points.append((place.latitude, place.longitude, share))
    scale = max(whole, 1.0)
    return View(
        {key: each / scale for key, each in countries.items()},
        {key: each / scale for key, each in divisions.items()},
        tuple(points),
    )


def features(names: Sequence[Name], number: int, place: Located, view: View | None, document: Document) -> tuple[float, ...]:
    """What speaks for `place` as the one meant by a name, in the order of `Weights`."""
    name = names[number]
    where = home(document.uri)
    population = place.population or _POPULATIONS.get(place.kind, AREA_POPULATION)
    if place.kind in ("division", "district"):
        population = min(population, LARGEST_DIVISION)
    return (
        math.log10(max(population, 300)),
        float(place.own),
        float(place.kind == "country"),
        float(place.kind == "capital"),
        float(place.kind == "division"),
        float(place.kind == "district"),
        max((_lies_in(place, names[other]) for other in name.within), default=0.0),
        _as_elsewhere(names, number, place),
        view.countries.get(place.filed or "", 0.0) if view else 0.0,
        view.divisions.get((place.filed or "", place.division or ""), 0.0) if view and place.division else 0.0,
        _nearness(place, view.points) if view and place.kind != "country" else 0.0,
        float(where is not None and where[0] == place.filed),
        float(where is not None and where[1] is not None and where[1] == place.division and where[0] == place.filed),
    )


def _lies_in(place: Located, container: Name) -> float:
    """How far the document's belief in what `container` names makes it hold `place`."""
    return sum(share for share, each in zip(container.shares, container.places, strict=True) if inside(place, each))


def _as_elsewhere(names: Sequence[Name], number: int, place: Located) -> float:
    """The belief in the same place where the document names it with what it lies in (*Paris, Texas*, then *Paris*)."""
    same = 0.0
    for other, name in enumerate(names):
        if other != number and name.within and name.words == names[number].words:
            same = max([same, *(share for share, each in zip(name.shares, name.places, strict=True) if each == place)])
    return same


def inside(place: Located, area: Located) -> bool:
    """Whether a place lies in an area, by the codes GeoNames files both under."""
    if area.kind in SETTLEMENTS or area is place or not area.filed or area.filed != place.filed:
        return False
    if area.kind == "country":
        return place.kind != "country"
    if area.division and place.division:
        same = area.division == place.division and place.kind != "division"
        return same and (area.kind == "division" or distance(place, area) < 100)
    return distance(place, area) < 300


def distance(one: Located, other: Located) -> float:
    """Kilometres between two places, near enough."""
    return _apart(one.latitude, one.longitude, other.latitude, other.longitude)


def _apart(north: float, east: float, north2: float, east2: float) -> float:
    across = abs(east - east2)
    across = min(across, 360 - across) * math.cos(math.radians((north + north2) / 2))
    return 111.2 * math.hypot(north - north2, across)


def _nearness(place: Located, points: Iterable[tuple[float, float, float]]) -> float:
    """How near the places around it are: 1 where they are next door, 0 where they are far off."""
    best = 0.0
    for north, east, share in points:
        best = max(best, share * math.exp(-_apart(place.latitude, place.longitude, north, east) / 150))
    return best

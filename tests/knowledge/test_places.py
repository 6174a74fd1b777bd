"""The gazetteer and the tables it is built from."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from dragoman.knowledge.actors import entries
from dragoman.knowledge.outlets.homes import home
from dragoman.knowledge.places import Located, abbreviations, described, located, prominent
from dragoman.knowledge.places.contested import contested, country_by
from dragoman.knowledge.tables import FOLDER, rows
from dragoman.reading.locating import distance

MEGABYTES = 40
SECONDS = 0.05


def test_the_gazetteer_is_small_and_opens_at_once() -> None:
    path = FOLDER / "places" / "gazetteer.sqlite"
    assert path.stat().st_size < MEGABYTES * 1_000_000
    started = time.perf_counter()
    located("Ulan-Ude")
    assert time.perf_counter() - started < SECONDS


@pytest.mark.parametrize(
    ("name", "kind", "country", "point"),
    [
        ("Canada", "country", "CAN", (60, -96)),
        ("Queensland", "division", "AUS", (-20, 145)),
        ("Krasnoyarsk Krai", "division", "RUS", (66, 94)),
        ("Laurel County", "district", "USA", (37.1, -84.1)),
        ("Tskhinvali", "city", "dr:polity/south-ossetia", (42.23, 43.97)),
        ("Sevastopol", "city", "dr:polity/crimea", (44.6, 33.5)),
        ("Black Sea", "sea", None, (43, 34)),
        ("Strait of Hormuz", "strait", None, (26.6, 56.5)),
        ("Soviet Union", "country", "SUN", (60, 90)),
        ("Ky.", "division", "USA", (37.5, -85.3)),
        ("NSW", "division", "AUS", (-32, 147)),
    ],
)
def test_a_name_has_a_place_of_its_kind_near_its_point(
    name: str, kind: str, country: str | None, point: tuple[float, float]
) -> None:
    found = [each for each in located(name) if each.kind == kind and each.country == country]
    there = Located("", "", None, None, None, *point, 0, None)
    assert any(distance(each, there) < 161 for each in found)


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("Saint Petersburg", "St. Petersburg"),
        ("St. Louis", "St. Louis"),
        ("Province of Idlib", "Idlib"),
        ("Kvemo-Kartli", "Kvemo Kartli"),
    ],
)
def test_other_spellings_and_words_of_class_find_the_same_place(said: str, known: str) -> None:
    assert described(said)
    assert {each.geonames for each in described(said)} & {each.geonames for each in described(known)}


def test_a_city_goes_before_the_province_of_its_name() -> None:
    city = next(each for each in located("Aleppo") if each.kind in ("city", "capital"))
    province = next(each for each in located("Aleppo") if each.kind == "division")
    assert (city.own, province.own) == (True, False)


def test_only_places_known_beyond_their_region_are_prominent() -> None:
    assert prominent("Nairobi")
    assert prominent("Ontario")
    assert not prominent("Xyzzyville")
    assert not prominent("White House")


def test_contested_land_is_keyed_by_the_territory_and_claims_are_views() -> None:
    (sukhumi,) = [each for each in located("Sukhumi") if each.own]
    assert sukhumi.country == "dr:polity/abkhazia"
    assert country_by(sukhumi.country, "dr:polity/georgia") == "dr:polity/georgia"
    assert country_by(sukhumi.country, "dr:polity/france") == "dr:polity/abkhazia"
    assert country_by("FRA", "dr:polity/georgia") == "FRA"


def test_tables_name_actors_of_the_registry_and_places_of_the_gazetteer() -> None:
    for each in contested().values():
        assert {each.territory, *each.held_by, *each.claimed_by} <= set(entries()), each.territory
    for short in abbreviations():
        assert located(short), short


def test_every_row_of_regions_is_in_the_gazetteer() -> None:
    """Who adds a row builds the gazetteer again."""
    table = rows("places/regions.csv", "name,kind,country,aliases,latitude,longitude,source")
    assert [row["name"] for _, row in table if not described(row["name"].split(" (")[0])] == []


def test_an_outlet_is_at_home_where_the_table_or_its_ending_says() -> None:
    assert home("https://www.chron.com/news/a.html") == ("US", "TX")
    assert home("https://example.co.uk/a") == ("GB", None)
    assert home("https://example.org/a") is None
    assert home("report.txt") is None


def test_outlets_are_listed_once_and_their_divisions_are_known() -> None:
    listed = [row for _, row in rows("outlets/homes.csv", "domain,country,division")]
    assert len({row["domain"] for row in listed}) == len(listed)
    for row in listed:
        assert (home(f"https://{row['domain']}/") or ("", None))[1] if row["division"] else row["country"], row["domain"]


def test_the_licence_of_geonames_is_told(root: Path) -> None:
    assert "CC BY 4.0" in (root / "src" / "dragoman" / "knowledge" / "places" / "README.md").read_text(encoding="utf-8")

"""Contested land: which places lie on it, who holds it, who claims it, and under which country GeoNames files it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from dragoman.knowledge.tables import rows, split

COLUMNS = "territory,areas,filed,held_by,claimed_by,source"


class Contested(NamedTuple):
    """A contested territory. `areas`: GeoNames codes of countries and divisions that are all of it; `filed`: the ISO alpha-2
    code GeoNames files it under; `held_by`, `claimed_by`: registry ids."""

    territory: str
    areas: tuple[str, ...]
    filed: str | None
    held_by: tuple[str, ...]
    claimed_by: tuple[str, ...]


@cache
def contested() -> Mapping[str, Contested]:
    """The contested territories, by registry id."""
    return {
        row["territory"]: Contested(
            row["territory"], split(row["areas"]), row["filed"] or None, split(row["held_by"]), split(row["claimed_by"])
        )
        for _, row in rows("places/contested.csv", COLUMNS)
    }


def country_by(country: str | None, holder: str) -> str | None:
    """The country of a place in the view of an actor: the actor itself where it claims the land, else `country` as it is."""
    found = contested().get(country or "")
    return holder if found is not None and holder in found.claimed_by else country

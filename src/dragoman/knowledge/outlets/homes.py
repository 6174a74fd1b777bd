"""Where an outlet is at home, by its address on the web."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from dragoman.knowledge.places import SETTLEMENTS, located
from dragoman.knowledge.tables import rows

_HOST = re.compile(r"^[a-z][a-z+.-]*://(?:[^/@]*@)?([\w.-]+)")
_NATIONAL = re.compile(r"\.([a-z]{2})$")
_ELSEWHERE = frozenset(("ai", "am", "cc", "co", "eu", "fm", "io", "ly", "me", "tv", "to", "ws"))
"""Endings of two letters that are sold to all the world, or are no country's."""


class Home(NamedTuple):
    """The GeoNames codes of a country and, where one is known, of its division."""

    country: str
    division: str | None


@cache
def home(uri: str) -> Home | None:
    """Where the outlet of an address is at home: by the table of outlets, else by the ending of its host."""
    match = _HOST.match(uri.lower())
    if match is None:
        return None
    host = match[1]
    while "." in host:
        if host in _homes():
            country, division = _homes()[host]
            return Home(country, _code(country, division) if division else None)
        host = host.partition(".")[2]
    ending = _NATIONAL.search(match[1])
    if ending is None or ending[1] in _ELSEWHERE:
        return None
    return Home("GB" if ending[1] == "uk" else ending[1].upper(), None)


@cache
def _homes() -> dict[str, tuple[str, str]]:
    return {row["domain"]: (row["country"], row["division"]) for _, row in rows("outlets/homes.csv", "domain,country,division")}


def _code(country: str, division: str) -> str | None:
    found = (
        each.division for each in located(division) if each.filed == country and each.kind not in SETTLEMENTS and each.division
    )
    return next(found, None)

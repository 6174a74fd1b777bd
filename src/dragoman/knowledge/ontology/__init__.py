"""The scales that users of event data put on CAMEO roots, and the types that two reports may give one event."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from dragoman.knowledge.tables import rows, split


class Scale(NamedTuple):
    """The name of a CAMEO root, its class of four (1, 2 verbal and material cooperation, 3, 4 conflict) and its Goldstein value."""

    name: str
    quad: int
    goldstein: float


@cache
def scales() -> Mapping[str, Scale]:
    """CAMEO root → its scales."""
    table = rows("ontology/scales.csv", "root,name,quad,goldstein,source")
    return {row["root"]: Scale(row["name"], int(row["quad"]), float(row["goldstein"])) for _, row in table}


class Told(NamedTuple):
    """How two reports tell events of a type.

    `family`: the group of types that reports may give the same event, beyond which nothing is compared; `near`: the types of it
    that they often do give it; `mutual`: both sides do it, whichever is named first; `local`: there on another place is another event.
    """

    family: str
    near: frozenset[str]
    mutual: bool
    local: bool


@cache
def told() -> Mapping[str, Told]:
    """PLOVER type → how reports tell it."""
    table = [row for _, row in rows("ontology/telling.csv", "type,family,near,mutual,local,example")]
    pairs = {frozenset((row["type"], near)) for row in table for near in split(row["near"])}
    return {
        row["type"]: Told(
            row["family"],
            frozenset(other for pair in pairs if row["type"] in pair for other in pair - {row["type"]}),
            row["mutual"] == "yes",
            row["local"] == "yes",
        )
        for row in table
    }

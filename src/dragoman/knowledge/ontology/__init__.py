"""The scales that users of event data put on CAMEO roots."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from dragoman.knowledge.tables import rows


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

"""How a territory's status is worded, and which dimension each status belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dragoman.errors import KnowledgeError
from dragoman.knowledge.frames import Index, frames, index
from dragoman.knowledge.tables import rows
from dragoman.record import Dimension


@cache
def dimensions() -> Mapping[str, Dimension]:
    """Status → its dimension: polity, belongs, control, regime or recognition."""
    table = rows("ontology/statuses.csv", "status,dimension,definition,source")
    return {row["status"]: row["dimension"] for _, row in table}  # type: ignore[misc]


@cache
def statuses() -> Index:
    """The frames of statuses; roles: `subject`, `of`, `holder`."""
    columns = "head,pos,needs,subject,of,holder,status,polarity,example,who,whom"
    found = frames("statuses/frames.csv", columns, ("subject", "of", "holder"), "status")
    for frame in found:
        if frame.payload["status"] not in dimensions():
            raise KnowledgeError(frame.table, frame.line, f"{frame.payload['status']!r} is no status")
    return index(found)

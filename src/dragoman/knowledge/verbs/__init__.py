"""The verb frames of the sixteen PLOVER types, and which type a CAMEO code belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple, get_args

from dragoman.errors import KnowledgeError
from dragoman.knowledge.frames import Frame, Index, frames, index
from dragoman.knowledge.tables import rows, split
from dragoman.record import EventType

COLUMNS = "head,pos,needs,source,target,cameo,mode,context,example,who,whom"
TYPES: tuple[EventType, ...] = get_args(EventType)


class Code(NamedTuple):
    """What PLOVER makes of a CAMEO code."""

    type: str
    mode: str | None
    context: tuple[str, ...]


@cache
def cameo() -> Mapping[str, Code]:
    """CAMEO code → PLOVER type, mode and contexts."""
    table = rows("ontology/cameo.csv", "code,type,mode,context,source")
    return {row["code"]: Code(row["type"], row["mode"] or None, split(row["context"])) for _, row in table}


class Recoding(NamedTuple):
    """The CAMEO codes of agreeing to, asking for, refusing and threatening what a code stands for; None: no such code."""

    agree: str | None
    request: str | None
    reject: str | None
    threaten: str | None


@cache
def _recodings() -> Mapping[str, Recoding]:
    found = {}
    for line, row in rows("ontology/recode.csv", "inner,agree,request,reject,threaten"):
        for code in (row["agree"], row["request"], row["reject"], row["threaten"]):
            if code and code not in cameo():
                raise KnowledgeError("ontology/recode.csv", line, f"{code!r} is no CAMEO code")
        found[row["inner"]] = Recoding(row["agree"] or None, row["request"] or None, row["reject"] or None, row["threaten"] or None)
    return found


@cache
def recoding(code: str) -> Recoding:
    """What becomes of an event that is only promised, asked for, refused or threatened, by the longest part of its code."""
    return next((_recodings()[code[:size]] for size in (4, 3, 2) if code[:size] in _recodings()), Recoding(None, None, None, None))


@cache
def event_frames() -> tuple[Frame, ...]:
    """All event frames, by type. Raises KnowledgeError where a CAMEO code is unknown or of another type."""
    found: list[Frame] = []
    for type in TYPES:
        for frame in frames(f"verbs/{type}.csv", COLUMNS, ("source", "target"), type):
            code = cameo().get(frame.payload["cameo"])
            if code is None or code.type != type:
                is_of = "is no CAMEO code" if code is None else f"belongs to {code.type}"
                raise KnowledgeError(frame.table, frame.line, f"{frame.payload['cameo']!r} {is_of}")
            found.append(frame)
    return tuple(found)


@cache
def events() -> Index:
    """The event frames by head and part of speech."""
    return index(event_frames())

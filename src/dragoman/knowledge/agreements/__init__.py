"""What agreements are called, what is done with them, and what they bind their parties to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import get_args

from dragoman.errors import KnowledgeError
from dragoman.knowledge.frames import Index, frames, index
from dragoman.knowledge.tables import rows
from dragoman.record import ProvisionType, Stage


@cache
def nouns() -> Mapping[str, str]:
    """Noun of an agreement → its kind (treaty, ceasefire, …)."""
    return {row["noun"]: row["kind"] for _, row in rows("agreements/nouns.csv", "noun,kind,example")}


@cache
def terms() -> Mapping[str, frozenset[str]]:
    """What plays which part in a provision → its lemmas: `ground` it holds on, `member` it binds, `attack` that is its condition."""
    found: dict[str, set[str]] = {}
    for _, row in rows("agreements/terms.csv", "role,word,example"):
        found.setdefault(row["role"], set()).add(row["word"])
    return {role: frozenset(words) for role, words in found.items()}


@cache
def stages() -> Index:
    """The frames of what is done with an agreement; roles: `parties`, `with`."""
    found = frames("agreements/stages.csv", "head,pos,needs,parties,with,stage,example", ("parties", "with"), "stage")
    for frame in found:
        if frame.payload["stage"] not in get_args(Stage):
            raise KnowledgeError(frame.table, frame.line, f"{frame.payload['stage']!r} is no stage")
    return index(found)


@cache
def provisions() -> Index:
    """The frames of provisions; roles: `by` who owes, `to` whom."""
    columns = "head,pos,needs,by,to,type,mutual,example,who,whom"
    found = frames("agreements/provisions.csv", columns, ("by", "to"), "provision")
    for frame in found:
        if frame.payload["type"] not in get_args(ProvisionType):
            raise KnowledgeError(frame.table, frame.line, f"{frame.payload['type']!r} is no provision")
    return index(found)

"""Words that say that somebody speaks, how, and how sure a thing is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple, get_args

from dragoman.errors import KnowledgeError
from dragoman.knowledge.frames import Index, frames, index
from dragoman.knowledge.tables import rows
from dragoman.record import Modality, Position

Act = Literal["intend", "request", "refuse", "threaten", "oblige"]
"""What is done by speaking of an event that has not happened; `oblige`: *must*, *should*."""


class Governor(NamedTuple):
    """What a word makes of the event it governs."""

    modality: Modality
    act: Act | None


class PositionPattern(NamedTuple):
    """A wording that shows a position; `unless`: a wording that takes it back."""

    position: Position
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None


@cache
def speech() -> Index:
    """The frames of speech cues; roles: `speaker`."""
    columns = "head,pos,needs,speaker,position,certainty,form,example,who"
    found = frames("cues/speech.csv", columns, ("speaker",), "speech")
    for frame in found:
        if frame.payload["position"] and frame.payload["position"] not in get_args(Position):
            raise KnowledgeError(frame.table, frame.line, f"{frame.payload['position']!r} is no position")
    return index(found)


@cache
def position_patterns() -> tuple[PositionPattern, ...]:
    """The wordings that show a position, in the order in which they are tried."""
    found = []
    for line, row in rows("cues/positions.csv", "position,pattern,unless,example"):
        if row["position"] not in get_args(Position):
            raise KnowledgeError("cues/positions.csv", line, f"{row['position']!r} is no position")
        unless = re.compile(row["unless"], re.IGNORECASE) if row["unless"] else None
        found.append(PositionPattern(row["position"], re.compile(row["pattern"], re.IGNORECASE), unless))  # type: ignore[arg-type]
    return tuple(found)


@cache
def light_verbs() -> Mapping[str, Literal["source", "target"]]:
    """Verbs that lend their subject to the event noun that is their object, and as what."""
    table = rows("cues/light.csv", "lemma,role,example")
    return {row["lemma"]: "source" if row["role"] == "source" else "target" for _, row in table}


@cache
def modality_words() -> Mapping[tuple[str, str], Governor]:
    """(lemma, part of speech) of a word that governs an event → what it makes of it."""
    found: dict[tuple[str, str], Governor] = {}
    for line, row in rows("cues/modality.csv", "lemma,pos,modality,act,example"):
        if row["modality"] not in get_args(Modality):
            raise KnowledgeError("cues/modality.csv", line, f"{row['modality']!r} is no modality")
        if row["act"] and row["act"] not in get_args(Act):
            raise KnowledgeError("cues/modality.csv", line, f"{row['act']!r} is no act")
        found[row["lemma"], row["pos"]] = Governor(row["modality"], row["act"] or None)  # type: ignore[arg-type]
    return found

"""Words that say that somebody speaks, how, and how sure a thing is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple, get_args

from dragoman.errors import KnowledgeError
from dragoman.knowledge.frames import Index, frames, index
from dragoman.knowledge.tables import rows, split
from dragoman.record import Certainty, Factivity, Modality, Position, Sense, StatementKind

FAMILIES, FAMILY_COLUMNS = "cues/families.csv", "family,kind,certainty,factivity,position,example"
NO_CUE = ("cause", "act")
"""Families of words that take clauses and report nothing: they teach the detector what is no cue."""

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


class Family(NamedTuple):
    """Cue words of one sense: what kind of statement they report, how sure the holder is, what the cue says of its truth."""

    name: str
    kind: StatementKind | None
    certainty: Certainty
    factivity: Factivity
    position: Position | None


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
def families() -> Mapping[str, Family]:
    """The families of cue words by name."""
    found = {}
    words = {"kind": (*get_args(StatementKind), "none"), "certainty": get_args(Certainty), "factivity": get_args(Factivity)}
    for line, row in rows(FAMILIES, FAMILY_COLUMNS):
        for column, allowed in words.items():
            if row[column] not in allowed:
                raise KnowledgeError(
                    "cues/families.csv", line, f"{column} is {row[column]!r}, it must be one of {', '.join(allowed)}"
                )
        if row["position"] and row["position"] not in get_args(Position):
            raise KnowledgeError(FAMILIES, line, f"{row['position']!r} is no position")
        kind = None if row["kind"] == "none" else row["kind"]
        found[row["family"]] = Family(row["family"], kind, row["certainty"], row["factivity"], row["position"] or None)  # type: ignore[arg-type]
    return found


@cache
def lexicon() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """(lemma, part of speech) of a word → the families it is of, in the order of the table."""
    found: dict[tuple[str, str], list[str]] = {}
    for line, row in rows("cues/lexicon.csv", "family,pos,lemmas"):
        if row["family"] not in families():
            raise KnowledgeError("cues/lexicon.csv", line, f"there is no family {row['family']!r} in families.csv")
        for lemma in split(row["lemmas"]):
            listed = found.setdefault((lemma, row["pos"]), [])
            if row["family"] not in listed:
                listed.append(row["family"])
    return {key: tuple(each) for key, each in found.items()}


@cache
def weights() -> Mapping[str, float]:
    """The weights of the cue detector by feature, as `training/attribution.py` learnt them."""
    return {row["feature"]: float(row["weight"]) for _, row in rows("cues/weights.csv", "feature,weight")}


@cache
def position_patterns() -> tuple[PositionPattern, ...]:
    """The wordings that show a position, in the order in which they are tried."""
    found = []
    for line, row in rows("cues/positions.csv", "position,pattern,unless,example"):
        if row["position"] not in get_args(Position):
            raise KnowledgeError("cues/positions.csv", line, f"{row['position']!r} is no position")
        if re.search(r"(?<!\\)[A-Z]", row["pattern"] + row["unless"]):
            raise KnowledgeError("cues/positions.csv", line, "patterns are matched with words in small letters; write them so")
        unless = re.compile(row["unless"]) if row["unless"] else None
        found.append(PositionPattern(row["position"], re.compile(row["pattern"]), unless))  # type: ignore[arg-type]
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


@cache
def characterisations() -> Mapping[str, Sense]:
    """Phrase in small letters → the view it carries of what it speaks of."""
    found: dict[str, Sense] = {}
    for line, row in rows("cues/characterisations.csv", "phrase,sense,example"):
        if row["sense"] not in get_args(Sense):
            raise KnowledgeError("cues/characterisations.csv", line, f"{row['sense']!r} is none of {', '.join(get_args(Sense))}")
        found[row["phrase"]] = row["sense"]  # type: ignore[assignment]
    return found

"""What a statement amounts to: its kind, the position it takes, how sure its holder is, what the cue says of its truth."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.knowledge.cues import Family, families, position_patterns
from dragoman.knowledge.frames import Frame
from dragoman.reading.contents import Shape
from dragoman.reading.cues import WH
from dragoman.record import Certainty, Factivity, Position, Span, StatementKind

NEUTRAL = (None, "report", "comment")
"""Positions of a cue that let the words themselves speak."""

_STANCES: tuple[Shape, ...] = ("object", "about", "patient")
_REQUESTS = ("urge", "demand", "ask", "propose")
_RECOGNITION = ("recognise", "refuse-recognition", "withdraw-recognition")
_CLAIMS = ("say", "write", "argue", "reveal", "admit", "describe")
"""Families whose infinitive is claimed to be so (*are said to have sunk*, *claims to own the island*)."""
_INTENTIONS = ("want", "refuse", "agree", "decide", "promise", "threaten")


class Bearing(NamedTuple):
    """Kind, position, certainty and factivity of a statement."""

    kind: StatementKind
    position: Position | None
    certainty: Certainty | None
    factivity: Factivity | None


def bearing(text: str, shape: Shape, kin: tuple[str, ...], frame: Frame | None, cue: Span, content: tuple[Span, ...]) -> Bearing:
    """What the cue (its frame, the families of its word) and the words make of a statement."""
    family = _family(shape, kin)
    shown = (frame.payload["position"] or None) if frame else family.position if family else None
    certainty = frame.payload["certainty"] if frame else family.certainty if family else None
    question = shown == "call-for" and _asks(text, content)
    position = _position(text, shown, content) if not question else None  # type: ignore[arg-type]
    if shape in ("to", "ing") and (together := position_of_words(text, (cue, *content))) in _RECOGNITION:
        position = together  # refused to recognise: neither word says it alone
    return Bearing(_kind(shape, family), position, certainty, family.factivity if family else "neutral")  # type: ignore[arg-type]


def _asks(text: str, content: tuple[Span, ...]) -> bool:
    """Whether the words are a question, which calls for nothing but an answer."""
    words = text[content[0][0] : content[-1][1]].strip()
    return words.endswith("?") or words.partition(" ")[0].lower() in WH


def _family(shape: Shape, kin: tuple[str, ...]) -> Family | None:
    """The sense of the word that fits the shape: an infinitive is wanted or asked for, a clause is said or thought."""
    listed = [families()[name] for name in kin if families()[name].kind is not None]
    if shape == "as":
        listed = [each for each in listed if each.name == "describe"] or listed
    if shape in ("to", "ing"):
        listed = [each for each in listed if each.name in (*_INTENTIONS, *_REQUESTS)] or listed
    return listed[0] if listed else None


def _kind(shape: Shape, family: Family | None) -> StatementKind:
    own: StatementKind = "speech" if family is None or family.kind is None else family.kind
    if shape in _STANCES:
        return "evidence" if own == "evidence" else "stance"
    if shape in ("to", "ing", "copular"):
        if family is not None and family.name in _REQUESTS:
            return "request"
        return own if own in ("thought", "evidence") or (family is not None and family.name in _CLAIMS) else "intention"
    return own if own != "intention" else "speech"


def _position(text: str, cue: Position | None, content: tuple[Span, ...]) -> Position | None:
    if cue not in NEUTRAL:
        return cue
    return position_of_words(text, content)


def position_of_words(text: str, content: tuple[Span, ...]) -> Position | None:
    """The position that the wording itself takes, or None."""
    words = " ".join(text[slice(*span)] for span in content).replace("’", "'").lower()
    for pattern in position_patterns():
        if pattern.pattern.search(words) and not (pattern.unless and pattern.unless.search(words)):
            return pattern.position
    return None

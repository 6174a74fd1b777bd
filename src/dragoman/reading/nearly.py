"""Why a word tells no event: the frames it has, what each of them needs and does not find, and who is missing from its roles."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.knowledge.frames import Frame, Need
from dragoman.knowledge.verbs.own import events_over
from dragoman.reading.events import in_class, is_light
from dragoman.reading.frames import frame_keys, fulfilled, is_verbal, role
from dragoman.reading.graph import Token
from dragoman.reading.roles import roles_of
from dragoman.reading.stage import Reading
from dragoman.record import Span

SHOWN = 3
"""Frames of a word that are told, those that lack least."""

WORDS = ("VERB", "NOUN", "ADJ")


class Near(NamedTuple):
    """A word, a frame it has (None: it heads none) and why the frame gave no event."""

    words: str
    span: Span
    frame: Frame | None
    why: str


def nearly(reading: Reading, span: Span) -> list[Near]:
    """What kept the words in `span` from being events; words that are triggers of one are left out."""
    triggers = {event.trigger for event in reading.events}
    found: list[Near] = []
    for token in reading.parse.at(span):
        if (token.start, token.end) not in triggers and token.pos in WORDS:
            found += _near(reading, token)
    return found


def _near(reading: Reading, token: Token) -> list[Near]:
    known = events_over(reading.settings.verbs)
    frames = [frame for key in frame_keys(reading.parse, token) for frame in known.get(key, ())]
    told = token.text, (token.start, token.end)
    if not frames:
        return (
            [Near(*told, None, f"no frame has the head {token.lemma.lower()!r} as {token.pos.lower()}")] if is_verbal(token) else []
        )
    lacking = sorted(((_lacks(reading, token, frame), frame) for frame in frames), key=_fewest)
    return [Near(*told, frame, _why(reading, token, frame, lacks)) for lacks, frame in lacking[:SHOWN]]


def _fewest(each: tuple[list[Need], Frame]) -> tuple[int, int]:
    lacks, frame = each
    return len(lacks), -len(frame.needs)


def _lacks(reading: Reading, token: Token, frame: Frame) -> list[Need]:
    def test(other: Token, classes: frozenset[str]) -> bool:
        return in_class(reading, other, classes)

    return [need for need in frame.needs if not fulfilled(reading.parse, token, need, test)]


def _why(reading: Reading, token: Token, frame: Frame, lacks: list[Need]) -> str:
    if lacks:
        return "it needs " + " and ".join(map(_need, lacks))
    if is_verbal(token) and not frame.needs and is_light(reading.parse, token, events_over(reading.settings.verbs)):
        return "the verb only lends its subject to the event noun that is its object"
    if roles_of(reading, token, frame) is None:
        return "no known actor plays a part: " + ", ".join(_slot(reading, token, frame, name) for name in ("source", "target"))
    return "another frame took this word into itself, or a frame that needs more went before it"


def _need(need: Need) -> str:
    slots = " or ".join(".".join(path) for path in need.paths)
    if need.words is None:
        return f"nothing in {slots}" if need.empty else f"something in {slots}"
    known = sorted(need.words)
    named = [f"@{name}" for name in sorted(need.classes)]
    shown = named or known[:6]
    none = "none of " if need.empty else ""
    return f"{none}{'|'.join(shown)}{'…' if not named and len(known) > 6 else ''} in {slots}"


def _slot(reading: Reading, token: Token, frame: Frame, name: str) -> str:
    paths = frame.roles[name]
    slots = "|".join(".".join(path) for path in paths) or "no slot"
    heads = " ".join(each.text for each in role(reading.parse, token, paths))
    return f"{name} ({slots}) is {heads!r}" if heads else f"{name} ({slots}) is empty"

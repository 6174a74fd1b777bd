"""What a reading can be told, in one frozen object that is passed in. Nothing here reads the environment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypedDict

Kind = Literal["report", "treaty"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one reading; they are kept in `run.settings` of every record."""

    published: str | None = None
    """The publication date as an EDTF day, month or year; it goes before what the report says of itself."""

    force: bool = False
    """Read a text that is not in English all the same."""

    max_characters: int = 2_000_000
    """A longer text is refused."""

    model: str | None = None
    """A spaCy pipeline with labels of Universal Dependencies, a package or a folder, in the place of dragoman's own model."""

    actors: str | None = None
    """A file of your own actors or persons, laid over the registry (`docs/extend/actors.md` says what it may hold)."""

    verbs: str | None = None
    """A file of your own event frames, laid over ours (`docs/extend/frames.md` says what it may hold)."""

    frames_only: bool = False
    """Code events by the frame tables alone; where source and target are given, a classifier has its say beside them."""

    nameless: bool = False
    """Keep events in which no known actor plays a part too, as notes and headings tell them (*hostage rescue*)."""

    min_confidence: float = 0.0
    """Leave out events that are less sure (0 to 1); `docs/guide/confidence.md` says how many of those that stay are right."""

    kind: Kind = "report"
    """What is read: a report, or the text of a treaty itself, which gives one agreement with its provisions by article."""

    timing: bool = False
    """Keep the wall time in `run.wall_time`; without it the same input gives the same bytes."""


class Options(TypedDict, total=False):
    """The fields of `Settings` as keyword arguments."""

    published: str | None
    force: bool
    max_characters: int
    model: str | None
    actors: str | None
    verbs: str | None
    frames_only: bool
    nameless: bool
    min_confidence: float
    kind: Kind
    timing: bool

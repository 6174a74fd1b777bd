"""Frames: when a word stands with these companions it means this, and these companions play these roles.

Events, statuses, provisions and speech cues are all frames; docs/extend/frames.md is the manual of the format.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from dragoman.errors import KnowledgeError
from dragoman.knowledge.tables import rows, split

POS = ("verb", "noun", "adj", "adv", "prep")

Path = tuple[str, ...]
"""Slots to follow one after the other: `obj.poss` is `("obj", "poss")`."""


class Need(NamedTuple):
    """A condition: one of `paths` is filled by one of `words`, or by anything where `words` is None; `empty`: by none of them."""

    paths: tuple[Path, ...]
    words: frozenset[str] | None
    classes: frozenset[str]
    empty: bool


class Frame(NamedTuple):
    """One row of a frame table. `rule` names it in records: `SUPPORT/sign.2` is the second row of *sign* in its table."""

    rule: str
    table: str
    line: int
    head: str
    pos: str
    needs: tuple[Need, ...]
    roles: Mapping[str, tuple[Path, ...]]
    payload: Mapping[str, str]


Index = Mapping[tuple[str, str], tuple[Frame, ...]]
"""(head lemma, part of speech) → its frames, the most demanding first."""


@cache
def classes() -> Mapping[str, frozenset[str]]:
    """Word classes for `@class` in needs: class → lemmas."""
    found: dict[str, set[str]] = {}
    for _, row in rows("classes.csv", "class,lemma"):
        found.setdefault(row["class"], set()).add(row["lemma"])
    return {name: frozenset(words) for name, words in found.items()}


def frames(table: str, columns: str, roles: Iterable[str], rule: str) -> tuple[Frame, ...]:
    """The frames of `table`; the columns in `roles` hold slots. Raises KnowledgeError naming the line."""
    found = []
    counts: dict[str, int] = {}
    for line, row in rows(table, columns):
        if row["pos"] not in POS:
            raise KnowledgeError(table, line, f"pos is {row['pos']!r}, it must be one of {', '.join(POS)}")
        if not row["head"]:
            raise KnowledgeError(table, line, "the head is empty")
        counts[row["head"]] = counts.get(row["head"], 0) + 1
        name = f"{rule}/{row['head']}.{counts[row['head']]}"
        found.append(
            Frame(
                name,
                table,
                line,
                row["head"],
                row["pos"],
                needs_of(table, line, row["needs"]),
                {role: paths_of(row[role]) for role in roles},
                row,
            )
        )
    return tuple(found)


def index(found: Iterable[Frame]) -> Index:
    """Frames by head and part of speech, those with more needs first, else in the order of their files."""
    lists: dict[tuple[str, str], list[Frame]] = {}
    for frame in found:
        lists.setdefault((frame.head, frame.pos), []).append(frame)
    return {key: tuple(sorted(each, key=_demand, reverse=True)) for key, each in lists.items()}


def _demand(frame: Frame) -> int:
    return len(frame.needs)


def paths_of(cell: str) -> tuple[Path, ...]:
    """The slots of a cell, the one that wins first."""
    return tuple(tuple(part.split(".")) for part in split(cell))


def needs_of(table: str, line: int, cell: str) -> tuple[Need, ...]:
    """The conditions of a cell. Raises KnowledgeError naming the line."""
    found = []
    for part in filter(None, (part.strip() for part in cell.split(";"))):
        slot, colon, value = part.partition(":")
        if not colon or not value:
            raise KnowledgeError(table, line, f"the need {part!r} must be slot:value")
        empty = value == "-" or value.startswith("!")
        words = split(value.removeprefix("!"))
        named = frozenset(word[1:] for word in words if word.startswith("@"))
        for name in named - classes().keys():
            raise KnowledgeError(table, line, f"there is no class @{name} in classes.csv")
        if value in ("*", "-"):
            found.append(Need(paths_of(slot), None, frozenset(), empty))
        else:
            lemmas = frozenset(word for word in words if not word.startswith("@"))
            found.append(Need(paths_of(slot), lemmas.union(*(classes()[name] for name in named)), named, empty))
    return tuple(found)

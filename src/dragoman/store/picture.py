"""The present picture of a document: what its current reading says, after all that humans said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Standing = Literal["read", "accepted", "edited", "added", "rejected"]
STANDINGS: tuple[Standing, ...] = ("read", "accepted", "edited", "added", "rejected")
CORRECTED = ("events", "statements", "agreements", "statuses", "actors")
"""The lists whose items have ids and can be corrected."""

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """An item and where it stands: as it was read, or what the last correction made of it."""

    item: Item
    standing: Standing = "read"
    correction: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A correction that could not be carried over to a reading as it was meant, and why."""

    correction: str
    problem: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The items of a document by list, and the corrections that conflict with its reading."""

    held: Mapping[str, tuple[Held, ...]]
    conflicts: tuple[Conflict, ...] = ()
    split: Mapping[str, str] = field(default_factory=dict)
    """Actor as it was read → who it is in this document, where a human took them apart."""
    met: tuple[Item, ...] = ()
    """The actors that `split` leads to."""


def as_read(lists: Mapping[str, Any]) -> Picture:
    """The picture where nothing has been corrected."""
    return Picture({name: tuple(Held(item) for item in lists[name]) for name in CORRECTED})

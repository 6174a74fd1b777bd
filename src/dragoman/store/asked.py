"""The fields of `Filter` as keyword arguments."""

from __future__ import annotations

from typing import TypedDict


class Asked(TypedDict, total=False):
    """What `Store.events(…)` and its like can be asked; `dragoman.store.selection.Filter` says what each means."""

    actor: str | None
    side: str | None
    country: str | None
    type: str | None
    since: str | None
    until: str | None
    on: str | None
    place: str | None
    holder: str | None
    publication: str | None
    document: str | None
    confidence: float | None
    text: str | None
    standing: str | None

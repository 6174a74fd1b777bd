"""The events of a record for other tools: as each report tells them, or each event once, however many reports tell it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from dragoman.exchange.events import Dyad, Told, dyads, mentions
from dragoman.store import Store


def kept_dyads(store: Store, *, one: bool = False, fold_de_facto: bool = False) -> Iterator[Dyad]:
    """The events of all reports, multiplied out; with `one` those that several tell once, as the best dated of them has it.

    What is held in memory are the events that several reports tell, and not all. Ask it of a store `at_once`.
    """
    told: dict[object, tuple[Told, str | None]] = {}
    others: set[object] = set()
    if one:
        joined = (row for row in store.events().joined() if row["reports"] > 1)
        told = {row["event"]: (Told(row["mentions"], row["reports"], row["origins"]), row["date"]) for row in joined}
        others = {row["other"] for row in store.joins() if row["list"] == "events"}
    for document in store.documents:
        for dyad in dyads(document.record(), fold_de_facto=fold_de_facto):
            if dyad.event.id in told:
                counts, date = told[dyad.event.id]
                yield dyad._replace(event=dataclasses.replace(dyad.event, date=date), told=counts)
            elif dyad.event.id not in others:
                yield dyad._replace(told=Told(mentions(dyad.record, dyad.event), 1, 1)) if one else dyad

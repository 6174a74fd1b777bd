"""What several coders said of the same items, side by side, and how far they agree."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from dragoman.errors import NotFound
from dragoman.store import tables
from dragoman.store.corrections import Correction, everything, holding
from dragoman.store.ingest import present, presents
from dragoman.store.packing import packed
from dragoman.store.picture import CORRECTED, Item
from dragoman.store.reliability import Measured, alpha, kappa
from dragoman.store.replay import replayed

JUDGEMENT = "judgement"
"""Whether an item is kept (accepted, edited or added) or rejected."""
MAIN: Mapping[str, str] = {
    "events": "type",
    "statements": "position",
    "agreements": "stage",
    "statuses": "status",
    "actors": "kind",
}
"""The field of each list that is always compared; others where one of the coders edited them."""

Judgements = dict[str, Item | None]
"""What a coder made of an item, by coder: None where it was rejected."""


class Compared(NamedTuple):
    """How far coders agree on one thing: `field` of the items of `list` that at least two of them judged (`items`).

    `agreed`: the items on which all who judged them say the same. `kappa`: of two coders. A coefficient that is not defined
    is None, and `problem` says why.
    """

    list: str
    field: str
    items: int
    agreed: int
    kappa: float | None
    alpha: float | None
    problem: str | None


def compared(connection: Connection, users: Sequence[str]) -> list[Compared]:
    """The agreement of coders, by list and field; without users that of all."""
    said = everything(connection)
    known = sorted({each.user for each in said})
    chosen = list(dict.fromkeys(users)) or known
    for user in chosen:
        if user not in known:
            raise NotFound(f"nobody called {user!r} corrected anything here; there are {', '.join(known) or 'no coders yet'}")
    if len(chosen) < 2:
        raise NotFound(f"agreement needs two coders; there is {', '.join(chosen) or 'none'}")
    found: dict[str, dict[str, Judgements]] = {name: {} for name in CORRECTED}
    edited: dict[str, set[str]] = {name: set() for name in CORRECTED}
    standing = holding(said)
    ids = _ids_now(connection, standing)
    for each in standing:
        if each.user in chosen and each.kind in ("accept", "reject", "edit", "add"):
            unit = found[each.list].setdefault(f"{each.document} {ids.get(each.id, each.item)}", {})
            unit[each.user] = _made(each, unit.get(each.user))
            edited[each.list] |= set(each.body.get("set", ()))
    return [
        row
        for name, units in found.items()
        if units
        for row in _rows(name, list(units.values()), sorted(edited[name] - {MAIN[name]}), chosen)
    ]


def _made(correction: Correction, earlier: Item | None) -> Item | None:
    """The item as a coder left it; None where it was rejected."""
    if correction.kind == "reject":
        return None
    if correction.kind == "add":
        return dict(correction.body["item"])
    seen: Item = (earlier if correction.kind == "edit" else None) or correction.before or {}
    return {**seen, **correction.body.get("set", {})}


def _ids_now(connection: Connection, said: Sequence[Correction]) -> dict[str, str]:
    """Correction → the id its item goes by now: two coders may have seen two readings of a report."""
    by: dict[str, list[Correction]] = {}
    for each in said:
        if each.document is not None:
            by.setdefault(each.document, []).append(each)
    found: dict[str, str] = {}
    for document, corrections in by.items():
        row = connection.execute(presents().where(tables.documents.c.id == document)).one_or_none()
        if row is not None and row.record is not None:
            now = replayed(document, row.text, present(row).lists, corrections).now
            found |= {each.id: now.get(each.item or "", each.item or "") for each in corrections}
    return found


def _rows(name: str, units: Sequence[Judgements], edited: Sequence[str], users: Sequence[str]) -> Iterator[Compared]:
    judged = [{user: "rejected" if item is None else "kept" for user, item in unit.items()} for unit in units]
    yield _compared(name, JUDGEMENT, judged, users)
    for field in (MAIN[name], *edited):
        values = [{user: _value(item.get(field)) for user, item in unit.items() if item is not None} for unit in units]
        yield _compared(name, field, values, users)


def _compared(name: str, field: str, units: Sequence[Mapping[str, Hashable]], users: Sequence[str]) -> Compared:
    shared = [unit for unit in units if len(unit) > 1]
    agreed = sum(len(set(unit.values())) == 1 for unit in shared)
    whole = alpha([list(unit.values()) for unit in shared])
    pair = Measured(None)
    if len(users) == 2:
        pair = kappa([(unit[users[0]], unit[users[1]]) for unit in shared])
    return Compared(name, field, len(shared), agreed, pair.value, whole.value, whole.problem or pair.problem)


def _value(value: Any) -> str:
    """A value to be compared; the order of a list says nothing."""
    return packed(sorted(value, key=packed) if isinstance(value, list) else value)

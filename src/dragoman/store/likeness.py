"""Which item of a reading is the one that a human spoke of: by its words first, then by what it claims.

Rules, confidence and ids play no part, for a newer program has others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dragoman.record import Span
from dragoman.store.picture import Item

CLAIM: Mapping[str, tuple[str, ...]] = {
    "events": ("type", "sources", "targets", "date", "place", "modality", "holder"),
    "statements": ("speaker", "position", "date"),
    "agreements": ("name", "parties", "signatories", "signed", "stage"),
    "statuses": ("subject", "status", "of", "polarity", "holder", "from", "to"),
    "actors": ("name", "kind", "country"),
}
"""What an item says, and a human judges."""
DETAIL: Mapping[str, tuple[str, ...]] = {
    "events": ("mode", "context", "cameo", "reciprocal"),
    "statements": ("form", "inferred"),
    "agreements": ("kind", "place", "provisions", "stages"),
    "statuses": ("dimension",),
    "actors": ("registry", "code"),
}
"""What goes with it."""
PLACE: Mapping[str, str] = {
    "events": "trigger",
    "statements": "content",
    "agreements": "mentions",
    "statuses": "evidence",
    "actors": "mentions",
}
"""The field that says on which words an item stands."""
LEAST = 0.5
"""Part of the characters that two statements or actors have in common where they can be the same."""


class Unsure(Exception):
    """Several items could be the one."""


def same_value(one: Any, other: Any) -> bool:
    """Whether two values say the same; the order of a list says nothing."""
    if isinstance(one, list | tuple) and isinstance(other, list | tuple) and all(isinstance(each, str) for each in (*one, *other)):
        return sorted(one) == sorted(other)
    return bool((one or None) == (other or None))


def differing(name: str, one: Item, other: Item) -> list[str]:
    """The fields of the claim in which two items differ."""
    return [each for each in CLAIM[name] if not same_value(one.get(each), other.get(each))]


def place_of(name: str, item: Item) -> list[Span]:
    """The spans an item stands on."""
    value = item.get(PLACE[name]) or []
    return [tuple(value)] if value and isinstance(value[0], int) else [tuple(span) for span in value]


def likest(name: str, wanted: Item, items: Iterable[Item], *, whole: bool = False) -> Item | None:
    """The item that is `wanted` as another program read it; with `whole` only one that claims the same. Raises Unsure."""
    ranked = sorted(_ranked(name, wanted, items, whole=whole), key=lambda each: each[:2], reverse=True)
    if not ranked:
        return None
    best = [item for *rank, item in ranked if tuple(rank) == ranked[0][:2]]
    if len(best) > 1:
        raise Unsure(f"{len(best)} items of the new reading stand on its words, and nothing tells which is meant")
    return best[0]


def _ranked(name: str, wanted: Item, items: Iterable[Item], *, whole: bool) -> Iterator[tuple[int, float, Item]]:
    here = place_of(name, wanted)
    for item in items:
        shared = common(here, place_of(name, item))
        wrong = differing(name, wanted, item)
        if shared > 0 and (not wrong if whole else _kin(name, wanted, item, shared)):
            yield -len(wrong), shared, item


def _kin(name: str, one: Item, other: Item, shared: float) -> bool:
    """Whether two items that share words can be two readings of one thing."""

    def same(*fields: str) -> bool:
        return any(one.get(each) and same_value(one[each], other.get(each)) for each in fields)

    if name == "events":
        return same("type", "sources", "targets")
    if name == "statuses":
        return same("subject") and same("dimension", "of")
    return name == "agreements" or shared >= LEAST


def common(one: Sequence[Span], other: Sequence[Span]) -> float:
    """The part of the characters of either that both have: 0 to 1."""
    left, right = ({each for span in spans for each in range(*span)} for spans in (one, other))
    return len(left & right) / len(left | right) if left and right else 0.0

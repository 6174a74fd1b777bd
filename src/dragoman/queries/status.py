"""What a polity is, in whose view: the latest word of each holder on a date, contradictions side by side, inferences marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from dragoman.assertions import Assertions, Held, Source
from dragoman.bounds import bounds
from dragoman.knowledge.baseline import organisations
from dragoman.queries.spells import Spell, asked, spell
from dragoman.record import NARRATOR, Dimension, Polarity, StatusName

ALONE = frozenset({"independent-state", "integral-part-of"})
"""Statuses of one question (whose is it): a holder's later one of these ends an earlier other."""


@dataclass(frozen=True, slots=True)
class Belief:
    """What `view` holds a polity to be. `inferred_from`: from what it follows, where nobody in this view said it."""

    view: str
    subject: str
    dimension: Dimension
    status: StatusName
    of: str | None
    polarity: Polarity
    since: str | None
    until: str | None
    holder: str
    said: str | None
    contradicted: bool
    inferred_from: str | None
    source: Source


def beliefs(
    assertions: Assertions, subject: str, *, view: str | None = None, on: str | None = None, infer: bool = True
) -> list[Belief]:
    """What `subject` is in the view of an actor (`narrator`, a publication `publication:AFP`), or in each view side by side.

    `on`: an EDTF date, None for the latest word. With `infer`, a holder that says nothing of its own is given what follows
    from its acts (a recognition) or from the blocs it belongs to, marked with `inferred_from`.
    """
    days = asked(on)
    held = [each for each in assertions.held_last(subject, bounds(on)[1]) if _spell(each).on(days)]
    views: defaultdict[str, list[Held]] = defaultdict(list)
    for item in held:
        if view is None:
            views[item.speaks_for].append(item)
        elif _in_view(item, view):
            views[view].append(item)
    found: list[Belief] = []
    for each in sorted(views) if view is None else [view]:
        own = list(_latest(views[each]))
        found += _contradictions([_belief(each, item) for item in own])
        if infer:
            found += _inferred(assertions, held, each, own, on, blocs=view is not None)
    return found


def _in_view(held: Held, view: str) -> bool:
    if view.startswith("publication:"):
        return held.holder == NARRATOR and view.partition(":")[2].lower() in (held.source.publication or "").lower()
    return view in (held.speaks_for, held.holder)


def _spell(held: Held) -> Spell:
    return spell(held.start or held.said, held.end)


def _when(held: Held) -> str:
    return spell(held.said or held.start, None).first


class _Word(NamedTuple):
    """What is said, whoever says it."""

    dimension: Dimension
    status: StatusName
    of: str | None
    polarity: Polarity


def _word(held: Held) -> _Word:
    return _Word(held.dimension, held.status, held.of, held.polarity)


def _latest(held: Iterable[Held]) -> Iterator[Held]:
    """Of each question only what was said last; what was said at that same time against it stays beside it.

    What a holder says again and again is told once, as it was said last.
    """
    last: dict[_Word, str] = {}
    told: dict[tuple[object, ...], Held] = {}
    for each in sorted(held, key=_when):
        last[_word(each)] = _when(each)
        key = (each.holder, each.source.kind, each.start, each.end, _word(each))
        told.pop(key, None)  # its place is that of the last word
        told[key] = each
    ended = {word: max((when for other, when in last.items() if _ends(other, word)), default="") for word in last}
    for each in sorted(told.values(), key=_when):
        if ended[_word(each)] <= _when(each):
            yield each


def _ends(later: _Word, former: _Word) -> bool:
    """Whether saying this puts an end to having said that."""
    if later.dimension == former.dimension and later.dimension != "recognition":
        return later != former
    if later.dimension == former.dimension:
        return later.of == former.of and (later.status, later.polarity) != (former.status, former.polarity)
    return {later.status, former.status} == ALONE and later.polarity == former.polarity == "affirmed"


def _belief(view: str, held: Held, inferred_from: str | None = None) -> Belief:
    return Belief(
        view,
        held.subject,
        held.dimension,
        held.status,
        held.of,
        held.polarity,
        held.start,
        held.end,
        held.holder,
        held.said,
        False,
        inferred_from,
        held.source,
    )


def _contradictions(beliefs: list[Belief]) -> list[Belief]:
    """The beliefs, those marked that cannot both be: one status affirmed and denied, two owners, a state that is a part."""
    return [replace(each, contradicted=any(_against(each, other) for other in beliefs)) for each in beliefs]


def _against(one: Belief, other: Belief) -> bool:
    if one.polarity == other.polarity == "affirmed":
        if one.status == other.status == "integral-part-of":
            return one.of != other.of
        return {one.status, other.status} == ALONE
    return (one.status, one.of) == (other.status, other.of) and one.polarity != other.polarity


def _inferred(
    assertions: Assertions, held: list[Held], view: str, own: list[Held], on: str | None, *, blocs: bool
) -> Iterator[Belief]:
    if any(each.dimension in ("polity", "belongs") for each in own):
        return
    recognised = next(
        (each for each in own if each.status == "recognised-by" and each.of == view and each.polarity == "affirmed"), None
    )
    if recognised is not None:
        state = replace(recognised, dimension="polity", status="independent-state", of=None)
        yield _belief(view, state, f"its recognition of {recognised.start or recognised.said or 'unknown date'}")
        return
    if not blocs:
        return
    for organisation, agreement in organisations().items():
        member = any(each.party == view and spell(each.start, each.end).on(asked(on)) for each in assertions.parties(agreement))
        if member:
            for each in _latest([item for item in held if item.speaks_for == organisation]):
                if each.dimension in ("polity", "belongs", "regime") and each.status != "undetermined":
                    yield _belief(view, each, f"its membership of {organisation}")

"""What agreements there are: between whom, who is party to them, who invoked, suspended, denounced or left them."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.assertions import Act, Assertions, Source
from dragoman.queries.spells import asked, spell
from dragoman.record import Stage


@dataclass(frozen=True, slots=True)
class Bond:
    """A polity's time in an agreement."""

    agreement: str
    name: str
    party: str
    signed: str | None
    in_force: str | None
    ended: str | None
    since: str | None
    until: str | None
    provisions: tuple[str, ...]
    holder: str
    source: Source


@dataclass(frozen=True, slots=True)
class Step:
    """A step in an agreement's life."""

    agreement: str
    name: str
    stage: Stage
    by: tuple[str, ...]
    toward: tuple[str, ...]
    date: str | None
    note: str
    holder: str
    source: Source


@dataclass(frozen=True, slots=True)
class Parting:
    """A party that is one no longer."""

    agreement: str
    name: str
    party: str
    since: str | None
    until: str
    source: Source


def parties_to(assertions: Assertions, agreement: str, *, on: str | None = None) -> list[Bond]:
    """The parties to an agreement on an EDTF date; None: ever."""
    treaty = assertions.treaty(agreement)
    if treaty is None:
        return []
    types = tuple(dict.fromkeys(each.type for each in assertions.terms(agreement)))
    found = [
        Bond(
            agreement,
            treaty.name,
            each.party,
            treaty.signed,
            treaty.in_force,
            treaty.ended,
            each.start,
            each.end,
            types,
            each.holder,
            each.source,
        )
        for each in assertions.parties(agreement)
        if spell(each.start, each.end).on(asked(on))
    ]
    return sorted(found, key=lambda each: (each.since or "", each.party))


def shared_agreements(assertions: Assertions, one: str, other: str, *, on: str | None = None) -> list[Bond]:
    """The agreements between two polities, each once, with the time both were parties; by date."""
    found: list[Bond] = []
    theirs_too = {each.agreement for each in assertions.memberships(other)}
    agreements = [each for each in dict.fromkeys(each.agreement for each in assertions.memberships(one)) if each in theirs_too]
    assertions.expect(agreements)
    for agreement in agreements:
        bonds = parties_to(assertions, agreement)
        for mine in (each for each in bonds if each.party == one):
            for theirs in (each for each in bonds if each.party == other):
                both = spell(mine.since, mine.until).meets(spell(theirs.since, theirs.until))
                if both is not None and both.on(asked(on)):
                    later = max(mine, theirs, key=lambda each: spell(each.since, None).first)
                    until = min(filter(None, (mine.until, theirs.until)), default=None)
                    found.append(
                        Bond(
                            agreement,
                            later.name,
                            other,
                            later.signed,
                            later.in_force,
                            later.ended,
                            later.since,
                            until,
                            later.provisions,
                            later.holder,
                            later.source,
                        )
                    )
    return sorted(found, key=lambda each: (each.signed or "", each.agreement))


def steps(assertions: Assertions, agreement: str, *, stage: Stage | None = None) -> list[Step]:
    """The steps of an agreement's life by date: invoked, suspended, denounced."""
    treaty = assertions.treaty(agreement)
    name = treaty.name if treaty else agreement

    def step(act: Act) -> Step:
        return Step(agreement, name, act.stage, act.by, act.toward, act.date, act.note, act.holder, act.source)

    found = [step(each) for each in assertions.acts(agreement) if stage in (None, each.stage)]
    return sorted(found, key=lambda each: (each.date or "", each.stage))


def partings(assertions: Assertions, agreement: str) -> list[Parting]:
    """The parties that left an agreement, each with the day it was bound no longer; those it ended for with all are none."""
    treaty = assertions.treaty(agreement)
    if treaty is None:
        return []
    return [
        Parting(agreement, treaty.name, each.party, each.start, each.end, each.source)
        for each in sorted(assertions.parties(agreement), key=lambda each: each.end or "")
        if each.end and each.end != treaty.ended
    ]

"""Who owes what to whom: computed from provisions, the times of the parties, entry into force, suspension and withdrawal.

No row means that no instrument is known here, never that nothing is owed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from dragoman.assertions import ALL, Act, Assertions, Party, Source, Term, Treaty
from dragoman.queries.spells import ALWAYS, Spell, asked, spell
from dragoman.record import ProvisionType


@dataclass(frozen=True, slots=True)
class Obligation:
    """`by` owes `type` to `to` between two days. `standing`: in force, suspended, or only signed."""

    by: str
    to: str
    type: ProvisionType
    agreement: str
    article: str | None
    condition: str | None
    scope: str | None
    discretion: str | None
    start: str | None
    end: str | None
    standing: str
    holder: str
    source: Source


class Pair(NamedTuple):
    """A directed pair in a year: `by` owes `type` to `to` under these agreements."""

    by: str
    to: str
    year: int
    type: ProvisionType
    agreements: tuple[str, ...]
    articles: tuple[str, ...]
    conditions: tuple[str, ...]
    holder: str


def obligations(
    assertions: Assertions,
    *,
    by: str | None = None,
    to: str | None = None,
    type: ProvisionType | None = None,
    kinds: Collection[ProvisionType] = (),
    on: str | None = None,
    attacker: str | None = None,
) -> list[Obligation]:
    """What a polity owes or is owed, or all that is owed where neither is given, on an EDTF date; None: ever.

    `type` and `kinds` narrow what is owed to one type, or to some. With `attacker`, who attacks the creditor: it owes no help
    against itself. The conditions stand in each answer; whether an attack fulfils them is for the reader to judge.
    """
    anchor, found = to or by, []
    kinds = (type,) if type else kinds
    bound = (each.agreement for each in assertions.memberships(anchor)) if anchor else (each.id for each in assertions.treaties())
    agreements = list(dict.fromkeys(bound))
    assertions.expect(agreements, ["terms"])
    agreements = [each for each in agreements if any(not kinds or term.type in kinds for term in assertions.terms(each))]
    assertions.expect(agreements, ["treaty", "parties", "acts"])
    for agreement in agreements:
        for each in of_agreement(assertions, agreement, by=by, to=to, kinds=kinds):
            if each.by != attacker and spell(each.start, each.end).on(asked(on)):
                found.append(each)
    return sorted(set(found), key=lambda each: (each.type, each.by, each.to, each.start or "", each.agreement))


def of_agreement(
    assertions: Assertions,
    agreement: str,
    *,
    by: str | None = None,
    to: str | None = None,
    kinds: Collection[ProvisionType] = (),
) -> Iterator[Obligation]:
    """The directed obligations of an agreement, a piece for each stretch of time: all, or those of one side, of some types."""
    treaty = assertions.treaty(agreement)
    acts = [each for each in assertions.acts(agreement) if each.stage == "suspended"]
    times: defaultdict[str, list[Party]] = defaultdict(list)
    for party in assertions.parties(agreement):
        times[party.party].append(party)
    signed_only = treaty is not None and treaty.in_force is None
    for term in assertions.terms(agreement):
        if kinds and term.type not in kinds:
            continue
        for debtor in _sides(times if term.by == (ALL,) else term.by, by):
            for creditor in _sides(times if term.to == (ALL,) else term.to, to):
                if debtor != creditor:
                    for shared in _shared(times.get(debtor, ()), times.get(creditor, ()), _life(treaty, term)):
                        yield from _pieces(term, debtor, creditor, shared, acts, signed_only)


def _sides(bound: Collection[str], asked: str | None) -> Collection[str]:
    """Those who are bound, or of them only the one that is asked of."""
    return bound if asked is None else (asked,) if asked in bound else ()


def _life(treaty: Treaty | None, term: Term) -> Spell:
    whole = spell(treaty.in_force or treaty.signed, treaty.ended) if treaty else ALWAYS
    return whole.meets(spell(term.start, term.end)) or Spell(*reversed(ALWAYS))


def _shared(debtor: Iterable[Party], creditor: Iterable[Party], life: Spell) -> Iterator[Spell]:
    for one in debtor:
        for other in creditor:
            both = spell(one.start, one.end).meets(spell(other.start, other.end))
            within = both.meets(life) if both else None
            if within is not None:
                yield within


def _pieces(term: Term, by: str, to: str, whole: Spell, acts: list[Act], signed_only: bool) -> Iterator[Obligation]:
    """The stretch of an obligation, cut where the debtor suspends it (toward all, or toward this creditor)."""
    at = whole.first
    for act in sorted(
        (each for each in acts if by in each.by and (not each.toward or to in each.toward)), key=lambda each: each.date or ""
    ):
        pause = whole.meets(spell(act.date, act.until))
        if pause is not None and pause.first >= at:
            if at < pause.first:
                yield _obligation(term, by, to, Spell(at, pause.first), "signed" if signed_only else "in force")
            yield _obligation(term, by, to, pause, "suspended")
            at = pause.end
    if at < whole.end:
        yield _obligation(term, by, to, Spell(at, whole.end), "signed" if signed_only else "in force")


def _obligation(term: Term, by: str, to: str, when: Spell, standing: str) -> Obligation:
    start = None if when.first == ALWAYS.first else when.first
    end = None if when.end == ALWAYS.end else when.end
    return Obligation(
        by,
        to,
        term.type,
        term.agreement,
        term.article,
        term.condition,
        term.scope,
        term.discretion,
        start,
        end,
        standing,
        term.holder,
        term.source,
    )


def pairs(assertions: Assertions, agreements: Iterable[str], first: int, last: int) -> Iterator[Pair]:
    """Directed pairs for each year from `first` to `last` in which an obligation was in force for a day at least, sorted."""
    found: dict[tuple[str, str, int, ProvisionType, str], set[Obligation]] = {}
    for agreement in agreements:
        for each in of_agreement(assertions, agreement):
            if each.standing != "in force":
                continue
            start = max(first, int(each.start[:4])) if each.start else first
            for year in range(start, min(last, _last_year(each.end) if each.end else last) + 1):
                found.setdefault((each.by, each.to, year, each.type, each.holder), set()).add(each)
    for (by, to, year, type, holder), under in sorted(found.items()):
        yield Pair(
            by,
            to,
            year,
            type,
            tuple(sorted({each.agreement for each in under})),
            tuple(sorted({each.article for each in under if each.article})),
            tuple(sorted({each.condition for each in under if each.condition})),
            holder,
        )


def _last_year(end: str) -> int:
    """The year of the last day of a spell that ends without `end`."""
    return int(end[:4]) - end.endswith("-01-01")

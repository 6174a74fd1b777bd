"""One agreement under many ids: what reports and the baseline tell of the same agreement is put under one of them.

Two agreements are the same where they have the same parties and were signed on the same date as far as both are known, or
bear the same name. What differs in a signature date is two agreements, however alike their parties.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from dragoman.assertions import Act, Assertion, Gathered, Party, Stance, Term, Treaty


def joined(gathered: Gathered) -> Gathered:
    """The assertions with each agreement under the id that stands first among those that are the same."""
    same = _same(gathered)
    if not same:
        return gathered
    kept = (each for each in gathered.all if not _told_before(each, same))
    return Gathered(tuple(_renamed(each, same) for each in kept), gathered.names)


def _same(gathered: Gathered) -> dict[str, str]:
    """Id → the id it is put under, for those that are."""
    groups: defaultdict[frozenset[str], list[Treaty]] = defaultdict(list)
    found: dict[str, str] = {}
    for treaty in gathered.treaties():
        parties = frozenset(each.party for each in gathered.parties(treaty.id))
        known = next((each for each in groups[parties] if _agree(each, treaty)), None)
        if known is None:
            groups[parties].append(treaty)
        elif known.id != treaty.id:
            found[treaty.id] = known.id
    return found


def _agree(one: Treaty, other: Treaty) -> bool:
    if one.signed is None or other.signed is None:
        return one.name.lower() == other.name.lower() and one.kind == other.kind
    return one.signed.startswith(other.signed) or other.signed.startswith(one.signed)  # 2015 and 2015-03-18 can be one day


def _told_before(assertion: Assertion, same: dict[str, str]) -> bool:
    """What the agreement that stands first says itself: that it is one, and who is party to it from when."""
    if isinstance(assertion, Treaty):
        return assertion.id in same
    return isinstance(assertion, Party) and assertion.agreement in same


def _renamed(assertion: Assertion, same: dict[str, str]) -> Assertion:
    if isinstance(assertion, Term | Act) and assertion.agreement in same:
        return replace(assertion, agreement=same[assertion.agreement])
    if isinstance(assertion, Stance) and any(each in same for each in assertion.about):
        return replace(assertion, about=tuple(dict.fromkeys(same.get(each, each) for each in assertion.about)))
    return assertion

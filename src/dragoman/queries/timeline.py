"""What happened to an actor, and what was held of it, by date."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.assertions import Assertions, Source
from dragoman.queries.agreements import steps
from dragoman.queries.spells import Spell, asked, spell


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of a timeline: what, who takes part, and who says so."""

    date: str | None
    what: str
    actors: tuple[str, ...]
    holder: str
    source: Source


def timeline(assertions: Assertions, actor: str, *, on: str | None = None) -> list[Moment]:
    """The timeline of an actor: events, statuses and recognitions, agreements signed, joined, left and acted upon."""
    found = [
        Moment(
            each.date,
            f"{each.what} ({each.modality})" if each.modality != "actual" else each.what,
            each.actors,
            each.holder,
            each.source,
        )
        for each in assertions.happenings(actor)
    ]
    for held in assertions.held(actor):
        denied = "not " if held.polarity == "denied" else ""
        of = (held.of,) if held.of else ()
        found.append(Moment(held.start or held.said, f"{denied}{held.status}", (actor, *of), held.holder, held.source))
        if held.end:
            found.append(Moment(held.end, f"no longer {denied}{held.status}", (actor, *of), held.holder, held.source))
    memberships = list(assertions.memberships(actor))
    assertions.expect([each.agreement for each in memberships])
    for party in memberships:
        treaty = assertions.treaty(party.agreement)
        name = treaty.name if treaty else party.agreement
        if treaty and treaty.signed:
            found.append(Moment(treaty.signed, f"signed: {name}", (actor,), treaty.holder, treaty.source))
        found.append(Moment(party.start, f"party to {name}", (actor,), party.holder, party.source))
        if party.end:
            found.append(Moment(party.end, f"no longer party to {name}", (actor,), party.holder, party.source))
        found += [
            Moment(step.date, f"{step.stage}: {name}", (*step.by, *step.toward), step.holder, step.source)
            for step in steps(assertions, party.agreement)
            if actor in (*step.by, *step.toward)
        ]
    days: Spell | None = asked(on)
    kept = [each for each in dict.fromkeys(found) if days is None or (each.date and spell(each.date, None).first < days.end)]
    return sorted(kept, key=lambda each: (each.date or "9999", each.what, each.source.uri))

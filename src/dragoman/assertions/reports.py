"""The assertions that reports make: each status, agreement, provision, statement and event of a record with its holder and words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.assertions import Act, Assertion, Gathered, Happening, Held, Party, Source, Stance, Term, Treaty
from dragoman.record import NARRATOR, Actor, Record, Span

SPEAKING = ("GOV", "MIL", "SPY", "LEG")
"""CAMEO roles whose bearers speak for their state; others (opposition, civilians) speak for themselves."""


def gathered(records: Iterable[Record]) -> Gathered:
    """What these reports say, as assertions."""
    found: list[Assertion] = []
    names: dict[str, str] = {}
    for record in records:
        found += _assertions(record)
        names |= {actor.id: actor.name for actor in record.actors if actor.registry is None}
    return Gathered(tuple(found), names)


def speaks_for(record: Record, holder: str) -> str:
    """Whose view a holder's word is: the state or organisation of an official, else its own."""
    actor = record.actor(holder)
    if actor is None or actor.country is None or actor.country == actor.id:
        return holder
    if actor.kind in ("government-body", "state", "organisation") or _official(actor):
        return actor.country
    return holder


def _official(actor: Actor) -> bool:
    code = actor.code or ""
    return actor.country is not None and (code[3:6] in SPEAKING or code.startswith("IGO"))


def _assertions(record: Record) -> Iterator[Assertion]:
    published = record.document.published
    for status in record.statuses:
        source = _source(record, status.evidence, status.rule)
        yield Held(
            status.subject,
            status.dimension,
            status.status,
            status.of,
            status.polarity,
            status.holder,
            speaks_for(record, status.holder),
            status.from_,
            status.to,
            published,
            source,
        )
    for agreement in record.agreements:
        source = _source(record, agreement.mentions[0], agreement.rule)
        name = agreement.name or f"{agreement.kind or 'agreement'} of {' and '.join(agreement.parties)}"
        force = agreement.signed if agreement.stage in ("in-force", "provisionally-applied", "invoked") else None
        yield Treaty(agreement.id, name, agreement.kind, agreement.signed, force, None, NARRATOR, source)
        for party in agreement.parties:
            yield Party(agreement.id, party, force or agreement.signed, None, NARRATOR, source)
        if agreement.stage is not None:
            date = agreement.signed if agreement.stage == "signed" else None
            yield Act(agreement.id, agreement.stage, agreement.parties, (), date, None, "", NARRATOR, source)
        for term in agreement.provisions:
            condition = record.words(term.condition) if term.condition else None
            place = _source(record, term.evidence, term.rule)
            yield Term(
                agreement.id, term.type, term.by, term.to, None, condition, None, None, agreement.signed, None, term.holder, place
            )
    yield from _stances(record)
    for event in record.events:
        if event.same_as is None:
            actors = tuple(dict.fromkeys((*event.sources, *event.targets)))
            place = _source(record, event.evidence, event.rule)
            yield Happening(event.type, actors, event.sources, event.targets, event.date, event.modality, event.holder, place)


def _stances(record: Record) -> Iterator[Stance]:
    """Positions are on what they are about, and on each actor that has part in it."""
    events = {each.id: (*each.sources, *each.targets) for each in record.events}
    agreements = {each.id: each.parties for each in record.agreements}
    statuses = {each.id: (each.subject, *((each.of,) if each.of else ())) for each in record.statuses}
    for each in record.statements:
        if each.position is None or each.speaker is None or each.about is None:
            continue
        involved = events.get(each.about) or agreements.get(each.about) or statuses.get(each.about) or ()
        about = tuple(dict.fromkeys((each.about, *involved)))
        words = " … ".join(record.words(span) for span in each.content)
        source = _source(record, each.content[0], each.rule, words)
        date = each.date or record.document.published
        yield Stance(each.speaker, speaks_for(record, each.speaker), each.position, about, date, source)


def _source(record: Record, span: Span, rule: str, words: str | None = None) -> Source:
    document = record.document
    outlets = ", ".join(document.credits) or None
    return Source("report", document.uri, words or record.words(span), document.published, document.id, span, rule, outlets)

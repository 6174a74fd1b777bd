"""The assertions that reports make: each status, agreement, provision, statement and event of a record with its holder and words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.assertions import Act, Assertion, Gathered, Happening, Held, Party, Source, Stance, Term, Treaty
from dragoman.record import NARRATOR, Actor, Agreement, Record, Span

IN_FORCE = ("in-force", "provisionally-applied", "invoked")
LEFT = ("withdrawn",)
"""What ends a party's time; a denunciation only gives notice."""
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
        name = (
            agreement.name
            or f"{agreement.kind or 'agreement'} of {' and '.join(_named(record, each) for each in agreement.parties)}"
        )
        yield from _agreement(record, agreement, name, source)
    yield from _stances(record)
    for event in record.events:
        if event.same_as is None:
            actors = tuple(dict.fromkeys((*event.sources, *event.targets)))
            place = _source(record, event.evidence, event.rule)
            yield Happening(event.type, actors, event.sources, event.targets, event.date, event.modality, event.holder, place)


def _named(record: Record, id: str) -> str:
    actor = record.actor(id)
    return actor.name if actor else id


def _agreement(record: Record, agreement: Agreement, name: str, source: Source) -> Iterator[Assertion]:
    """The agreement, its parties' times, the steps told of it, and its provisions, each holder's on its own."""
    done = [each for each in agreement.stages if each.modality == "actual"]
    force = next((each.date or agreement.signed for each in done if each.stage in IN_FORCE), None)
    ended = next((each.date for each in done if each.stage == "ended"), None)
    yield Treaty(agreement.id, name, agreement.kind, agreement.signed, force, ended, NARRATOR, source)
    for party in agreement.parties:
        left = next((each.date for each in done if each.stage in LEFT and party in each.by), None)
        yield Party(agreement.id, party, force or agreement.signed, left, NARRATOR, source)
    for step in done:
        place = _source(record, step.evidence, step.rule)
        yield Act(agreement.id, step.stage, step.by or agreement.parties, (), step.date, None, "", step.holder, place)
    for term in agreement.provisions:
        condition, scope = (record.words(span) if span else None for span in (term.condition, term.scope))
        start, end = _between(term.date)
        for holder, evidence in ((term.holder, term.evidence), *((each.holder, each.evidence) for each in term.also)):
            place = _source(record, evidence, term.rule)
            yield Term(
                agreement.id,
                term.type,
                term.by,
                term.to,
                term.article,
                condition,
                scope,
                None,
                start or agreement.signed,
                end,
                holder,
                place,
            )


def _between(date: str | None) -> tuple[str | None, str | None]:
    """From when and up to when a term holds, where its date is an interval."""
    start, slash, end = (date or "").partition("/")
    return (start if start not in ("", "..") else None, end if end not in ("", "..") else None) if slash else (None, None)


def _stances(record: Record) -> Iterator[Stance]:
    """Positions are on what they are about, on the agreement an event is of, and on each actor that has part in it."""
    events = {each.id: (*_agreements_at(record, each.evidence), *each.sources, *each.targets) for each in record.events}
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


def _agreements_at(record: Record, span: Span) -> Iterator[str]:
    """The agreements that are mentioned within a span."""
    for agreement in record.agreements:
        if any(span[0] <= start < span[1] for start, _ in agreement.mentions):
            yield agreement.id


def _source(record: Record, span: Span, rule: str, words: str | None = None) -> Source:
    document = record.document
    outlets = ", ".join(document.credits) or None
    return Source("report", document.uri, words or record.words(span), document.published, document.id, span, rule, outlets)

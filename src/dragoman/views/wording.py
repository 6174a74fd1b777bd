"""How items of a record are put in a line of plain English, for the brief and the page alike."""

from __future__ import annotations

from dragoman.record import NARRATOR, Actor, Event, Provision, Record, Span, Statement, Status


def name(record: Record, actor: str | None) -> str:
    """The name of an actor; *narrator* for the report itself, *somebody* where nobody is named."""
    if actor is None:
        return "somebody"
    found = record.actor(actor)
    return found.name if found else actor


def names(record: Record, actors: tuple[str, ...]) -> str:
    """Names joined as in a sentence; `…` where nobody is known."""
    each = [name(record, actor) for actor in actors]
    return "…" if not each else each[0] if len(each) == 1 else f"{', '.join(each[:-1])} and {each[-1]}"


def quoted(record: Record, span: Span, width: int = 160) -> str:
    """The words of a span on one line, cut at a word where they are long."""
    words = " ".join(record.words(span).split())
    return words if len(words) <= width else f"{words[:width].rsplit(' ', 1)[0]} …"


def deed(record: Record, event: Event) -> str:
    """*Russia → Georgia: ASSAULT (planned)*."""
    arrow = "↔" if event.reciprocal else "→"
    sides = names(record, event.sources) + (f" {arrow} {names(record, event.targets)}" if event.targets else "")
    notes: list[str] = [] if event.modality == "actual" else [event.modality]
    if event.holder != NARRATOR:
        notes.append(f"says {name(record, event.holder)}")
    return f"{sides}: {event.type}" + (f" ({', '.join(notes)})" if notes else "")


def said(record: Record, statement: Statement) -> str:
    """The words of a statement, its parts joined by an ellipsis."""
    return " … ".join(" ".join(record.words(span).split()) for span in statement.content)


def speaker(record: Record, statement: Statement) -> str:
    """Who makes a statement: the actor's name, else the words for the source, else *somebody*."""
    if statement.speaker is None and statement.speaker_span is not None:
        return " ".join(record.words(statement.speaker_span).split())
    return name(record, statement.speaker)


def topic(record: Record, id: str | None) -> str:
    """What an item that a statement is about is called; empty where nothing is known."""
    actor = record.actor(id) if id else None
    if actor is not None:
        return actor.name
    for agreement in record.agreements:
        if agreement.id == id:
            return agreement.name or agreement.kind or "agreement"
    for status in record.statuses:
        if status.id == id:
            return f"{name(record, status.subject)}: {standing(record, status)}"
    return next((deed(record, event) for event in record.events if event.id == id), "")


def title(actor: Actor | None) -> str | None:
    """The title an actor bears in the report."""
    return actor.roles[0].title if actor and actor.roles else None


def standing(record: Record, status: Status) -> str:
    """*breakaway-region of Georgia*, *not recognised-by Ukraine*."""
    joint = {"recognition": "", "control": ""}.get(status.dimension, "by " if status.dimension == "regime" else "of ")
    of = f" {joint}{name(record, status.of)}" if status.of else ""
    if status.status == "integral-part-of" and status.of:
        of = f" {name(record, status.of)}"
    return f"{'not ' if status.polarity == 'denied' else ''}{status.status}{of}"


def term(record: Record, provision: Provision) -> str:
    """*defence: Russia → South Ossetia*."""
    sides = names(record, provision.by) if provision.by else ""
    if provision.to:
        sides = f"{sides or '…'} → {names(record, provision.to)}"
    return f"{provision.type}: {sides}" if sides else provision.type


def first_mentions(record: Record) -> list[tuple[Event, int]]:
    """Each event once, with how many times the report mentions it."""
    counts: dict[str, int] = {}
    for event in record.events:
        counts[event.same_as or event.id] = counts.get(event.same_as or event.id, 0) + 1
    return [(event, counts.get(event.id, 1)) for event in record.events if event.same_as is None]

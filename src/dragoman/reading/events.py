"""Who did what to whom: the events of a document, by the frames of PLOVER's sixteen types."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.knowledge.agreements import nouns
from dragoman.knowledge.cues import light_verbs
from dragoman.knowledge.frames import Frame, Index, Path
from dragoman.knowledge.verbs import cameo
from dragoman.knowledge.verbs.own import events_over
from dragoman.reading.acts import Draft, recoded
from dragoman.reading.dating import date_of, place_of
from dragoman.reading.frames import fillers, frame_of, is_verbal, objects
from dragoman.reading.graph import Parse, Token
from dragoman.reading.modality import stance_of
from dragoman.reading.roles import roles_of
from dragoman.reading.stage import Reading
from dragoman.record import NARRATOR, Actor, Event, Span, content_id

UNJUDGED = 0.0
"""The confidence of an event until `dragoman.reading.confidence` has judged it."""


def events(reading: Reading) -> tuple[Event, ...]:
    """The events of a document, in order of their triggers."""
    parse = reading.parse
    found = [(token, frame, roles_of(reading, token, frame)) for token, frame in _framed(reading)]
    taken = {index for token, frame, roles in found if roles is not None for index in _taken(parse, token, frame)}
    told = {token.index for token, _, roles in found if roles is not None}
    drafts: list[Draft] = []
    for token, frame, roles in found:
        if roles is None or token.index in taken or (token.pos == "AUX" and token.head in told):
            continue
        negation = any(("neg",) in need.paths for need in frame.needs)
        stance = stance_of(parse, token, negation_counts=not negation)
        drafts.append(Draft(token, frame, roles, stance, frame.payload["cameo"]))
    drafts = recoded(reading, [draft for draft in drafts if not _only_mentioned(parse, draft, told)])
    ids = {each.token.index: event_id(reading, each.cameo, (each.token.start, each.token.end)) for each in drafts}
    return tuple(_event(reading, draft, ids) for draft in drafts)


def in_class(reading: Reading, token: Token, classes: frozenset[str]) -> bool:
    """Whether a token belongs to a class of frames by what it names: a state, a person, a territory."""
    mention = reading.mentions.at(token)
    actors = mention.actors if mention else ()
    kinds = {reading.kind(actor) for actor in actors}
    territory = any(map(reading.is_territory, actors))
    if "state" in classes and territory:
        return True
    if "territory" in classes and (kinds & {"state", "de-facto-state"} or reading.is_place(token)):
        return True
    if "agreement" in classes and token.lemma.lower() == "one":
        before = reading.parse.words(reading.parse.sentence(token))
        return any(each.lemma.lower() in nouns() for each in before if each.index < token.index)
    if any(classes & _classes_of(reading.cast.get(actor)) for actor in actors):
        return True
    return bool(classes & {"person", "prisoner"}) and bool(kinds & {"person", "population"})


def _classes_of(actor: Actor | None) -> frozenset[str]:
    """The classes of words that an actor without such a word belongs to: *Albanians* are people, *the Taliban* are armed."""
    if actor is None:
        return frozenset()
    code = actor.code or ""
    if actor.kind == "armed-group":
        return frozenset(["armed"])
    if actor.kind == "population" and code.endswith("CVL"):
        return frozenset(["people", "crowd"])
    return frozenset()


def _framed(reading: Reading) -> list[tuple[Token, Frame]]:
    """The words that carry a frame, but verbs that only lend an event noun their subject."""
    parse, known = reading.parse, events_over(reading.settings.verbs)

    def test(token: Token, classes: frozenset[str]) -> bool:
        return in_class(reading, token, classes)

    found = [(token, frame) for token in parse.tokens if (frame := frame_of(parse, token, known, test)) is not None]
    return [(token, frame) for token, frame in found if frame.needs or not is_verbal(token) or not is_light(parse, token, known)]


def _only_mentioned(parse: Parse, draft: Draft, told: set[int]) -> bool:
    """Whether an event noun without sides stands within what another event is told by (*after talks, the rebels freed …*)."""
    nobody = not draft.roles.sources and not draft.roles.targets
    return nobody and any(above.index in told for above in parse.ancestors(draft.token))


def _taken(parse: Parse, token: Token, frame: Frame) -> set[int]:
    """The words that a frame has taken into itself: what a verb needs to mean this, and the verb it finds its actors under."""
    paths: list[Path] = [("xcomp",)] if any(path[0] == "xcomp" for paths in frame.roles.values() for path in paths) else []
    if frame.pos == "verb":
        paths += [path for need in frame.needs if need.words and not need.empty for path in need.paths if path != ("neg",)]
    return {each.index for path in paths for each in fillers(parse, token, path)} - {token.index}


def is_light(parse: Parse, token: Token, known: Index) -> bool:
    """Whether a verb only lends its subject to an event noun that is its object."""
    return token.lemma.lower() in light_verbs() and any(
        (each.lemma.lower(), "noun") in known and frame_of(parse, each, known) for each in objects(parse, token)
    )


# ---------------------------------------------------------------- the record


def event_id(reading: Reading, code: str, trigger: Span) -> str:
    """The id of what the words at `trigger` tell, by what it is coded as."""
    return content_id("e", reading.document.id, code, trigger)


def _event(reading: Reading, draft: Draft, ids: Mapping[int, str]) -> Event:
    token, frame, code = draft.token, draft.frame, cameo()[draft.cameo]
    own = draft.cameo == frame.payload["cameo"]
    context = tuple(part for part in frame.payload["context"].split("|") if part and own) or code.context
    trigger = token.start, token.end
    return Event(
        ids[token.index],
        code.type,  # type: ignore[arg-type]
        (frame.payload["mode"] if own else None) or code.mode,
        context,
        draft.cameo,
        draft.roles.sources,
        draft.roles.targets,
        draft.roles.reciprocal,
        date_of(reading, token),
        place_of(reading, token),
        draft.stance.modality,
        holder_of(reading, trigger),
        trigger,
        evidence_of(reading.parse, token),
        frame.rule,
        UNJUDGED,
        None,
        ids[draft.under.index] if draft.under is not None else None,
    )


def holder_of(reading: Reading, span: Span) -> str:
    """Who says what stands at `span`: the speaker of the statement it is part of, else the narrator."""
    inside = reading.said_around(span)
    if not inside:
        return NARRATOR
    return min(inside, key=_length).speaker or "unknown"


def _length(statement: object) -> int:
    return sum(end - start for start, end in statement.content)  # type: ignore[attr-defined]


def evidence_of(parse: Parse, token: Token) -> Span:
    """The words a frame stands on: what hangs on its word, without clauses coordinated with it or set beside it."""
    left_out: set[int] = set()
    for child in parse.children(token, "conj", "parataxis", "discourse"):
        if child.dep != "conj" or is_verbal(child):
            left_out |= {each.index for each in parse.subtree(child)}
    tokens = [each for each in parse.subtree(token) if each.index not in left_out]
    while tokens and _loose(tokens[-1]) and tokens[-1] != token:
        tokens.pop()
    while tokens and _loose(tokens[0]) and tokens[0] != token:
        tokens.pop(0)
    return parse.span(tokens or [token])


def _loose(token: Token) -> bool:
    """Whether a word at the edge of a phrase is no part of it: punctuation, a conjunction."""
    return token.pos in ("PUNCT", "CCONJ") or not any(map(str.isalnum, token.text))

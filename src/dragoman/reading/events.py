"""Who did what to whom: the events of a document, by the frames of PLOVER's sixteen types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dragoman.knowledge.agreements import nouns
from dragoman.knowledge.cues import light_verbs
from dragoman.knowledge.frames import Frame
from dragoman.knowledge.verbs import cameo
from dragoman.knowledge.verbs import events as event_index
from dragoman.reading.dating import date_of, place_of
from dragoman.reading.frames import clause, fillers, frame_of, is_verbal, objects, role, subjects
from dragoman.reading.graph import Parse, Token
from dragoman.reading.mentions import actors_of
from dragoman.reading.modality import modality_of
from dragoman.reading.stage import Reading
from dragoman.record import NARRATOR, Event, Span, content_id

BOTH, ONE, LENT = 0.9, 0.7, 0.5
"""Confidence: both roles filled, one of them, or a role lent by the clause around an event noun."""

WITH = ("with", "against", "between")


class _Roles(NamedTuple):
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    reciprocal: bool
    confidence: float


def events(reading: Reading) -> tuple[Event, ...]:
    """The events of a document, in order of their triggers."""
    found: list[Event] = []
    used: set[int] = set()
    for token, frame in _framed(reading, used):
        if token.index in used:
            continue
        roles = _roles(reading, token, frame)
        if roles is not None:
            found.append(_event(reading, token, frame, roles))
    return tuple(found)


def in_class(reading: Reading, token: Token, classes: frozenset[str]) -> bool:
    """Whether a token belongs to a class of frames by what it names: a state, a person, a territory."""
    mention = reading.mentions.at(token)
    actors = mention.actors if mention else ()
    kinds = {reading.kind(actor) for actor in actors}
    territory = any(map(reading.is_territory, actors))
    if "state" in classes and territory:
        return True
    if "territory" in classes and (
        kinds & {"state", "de-facto-state"}
        or any(place.span[0] <= token.start < place.span[1] for place in reading.places_near(token))
    ):
        return True
    if "agreement" in classes and token.lemma.lower() == "one":
        before = reading.parse.words(reading.parse.sentence(token))
        return any(each.lemma.lower() in nouns() for each in before if each.index < token.index)
    return "person" in classes and bool(kinds & {"person"})


def _framed(reading: Reading, used: set[int]) -> list[tuple[Token, Frame]]:
    """The words that carry a frame, verbs first; `used` gets the nouns a verb's frame has taken into itself."""
    parse = reading.parse

    def test(token: Token, classes: frozenset[str]) -> bool:
        return in_class(reading, token, classes)

    found: list[tuple[Token, Frame]] = []
    for token in parse.tokens:
        frame = frame_of(parse, token, event_index(), test)
        if frame is None or (is_verbal(token) and not frame.needs and _is_light(parse, token)):
            continue
        found.append((token, frame))
        if any(path[0] == "xcomp" for paths in frame.roles.values() for path in paths):
            used |= {each.index for each in fillers(parse, token, ("xcomp",))}
        if frame.pos == "verb":
            for need in frame.needs:
                if need.words is not None:
                    used |= {
                        each.index
                        for path in need.paths
                        if path != ("neg",)
                        for each in fillers(parse, token, path)
                        if each.index != token.index
                    }
    return found


# ---------------------------------------------------------------- roles


def _roles(reading: Reading, token: Token, frame: Frame) -> _Roles | None:
    parse = reading.parse
    doers = role(parse, token, frame.roles["source"])
    sources = _actors(reading, _first_with_actors(reading, token, "source", frame))
    if doers and not sources and frame.pos == "verb":
        sources = _speakers_behind(reading, doers)
    if doers and not sources and frame.pos == "verb":
        return None  # somebody or something does it that is no actor: *the snow blocked the road*
    targets = _actors(reading, _first_with_actors(reading, token, "target", frame))
    confidence = BOTH
    if frame.pos == "noun":
        lent_source, lent_target = _lent(reading, token)
        if not sources and lent_source and not set(lent_source) & set(targets):
            sources = lent_source
        elif not targets and lent_source and not sources:
            targets = lent_source
        if not targets and lent_target and not set(lent_target) & set(sources):
            targets = lent_target
        if not sources and targets and any(fillers(parse, token, (word,)) for word in WITH):
            sources = _actors(reading, subjects(parse, clause(parse, token)))
            sources = tuple(each for each in sources if each not in targets)
            confidence = LENT
    reciprocal = False
    if not targets and len(sources) > 1 and _mutual(frame.payload["cameo"]):
        reciprocal = True
        sources, targets = sources[:1], sources[1:]
    elif not sources and len(targets) > 1 and _mutual(frame.payload["cameo"]):
        reciprocal = True
        sources, targets = targets[:1], targets[1:]
    targets = tuple(each for each in targets if each not in sources)
    if not sources and not targets:
        return None
    if frame.pos in ("noun", "adj") and not sources:
        return None
    return _Roles(sources, targets, reciprocal, confidence if sources and targets else min(confidence, ONE))


def _speakers_behind(reading: Reading, doers: Sequence[Token]) -> tuple[str, ...]:
    """*Issued a declaration demanding …*: who gave out the words that demand."""
    found: list[Token] = []
    for doer in doers:
        verb = reading.parse.head(doer)
        if verb is not None and verb.lemma.lower() in light_verbs() and doer in objects(reading.parse, verb):
            found += subjects(reading.parse, verb)
    return _actors(reading, found)


def _mutual(cameo_code: str) -> bool:
    """Whether two who do it together do it with each other: talks, agreements, cooperation, fighting."""
    return cameo_code[:2] in ("03", "04", "06") or cameo_code in ("057", "0871", "19", "190", "193", "194")


def _first_with_actors(reading: Reading, token: Token, name: str, frame: Frame) -> list[Token]:
    """What fills the first slot of a role in which an actor stands."""
    for path in frame.roles[name]:
        heads = fillers(reading.parse, token, path)
        if any(actors_of(reading.parse, reading.mentions, head) for head in heads):
            return heads
    return []


def _actors(reading: Reading, heads: Sequence[Token]) -> tuple[str, ...]:
    found: list[str] = []
    for head in heads:
        found += actors_of(reading.parse, reading.mentions, head)
    return tuple(dict.fromkeys(found))


def _is_light(parse: Parse, token: Token) -> bool:
    """Whether a verb only lends its subject to an event noun that is its object."""
    return token.lemma.lower() in light_verbs() and any(
        (each.lemma.lower(), "noun") in event_index() and frame_of(parse, each, event_index()) for each in objects(parse, token)
    )


def _lent(reading: Reading, noun: Token) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The actors that the verb over an event noun lends it as source and as target (*launched*, *drew*)."""
    parse = reading.parse
    verb = parse.head(noun)
    if verb is None or not is_verbal(verb):
        return (), ()
    gives = light_verbs().get(verb.lemma.lower())
    if gives is None or noun not in objects(parse, verb):
        return (), ()
    actors = _actors(reading, subjects(parse, verb))
    others: list[Token] = []
    for word in ("against", "on", "to", "with", "for", "from", "at", "over"):
        others = others or fillers(parse, verb, (word,))
    if gives == "source":
        return actors, _actors(reading, others)
    return _actors(reading, fillers(parse, verb, ("from",)) or fillers(parse, verb, ("by",))), actors


# ---------------------------------------------------------------- the record


def _event(reading: Reading, token: Token, frame: Frame, roles: _Roles) -> Event:
    code = cameo()[frame.payload["cameo"]]
    context = tuple(part for part in frame.payload["context"].split("|") if part) or code.context
    negation = any(("neg",) in need.paths for need in frame.needs)
    trigger = token.start, token.end
    return Event(
        content_id("e", reading.document.id, frame.payload["cameo"], trigger),
        code.type,  # type: ignore[arg-type]
        frame.payload["mode"] or code.mode,
        context,
        frame.payload["cameo"],
        roles.sources,
        roles.targets,
        roles.reciprocal,
        date_of(reading, token),
        place_of(reading, token),
        modality_of(reading.parse, token, negation_counts=not negation),
        holder_of(reading, trigger),
        trigger,
        evidence_of(reading.parse, token),
        frame.rule,
        roles.confidence,
        None,
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

"""Who plays the roles of an event frame: the actors in its slots, and those that the clause around it lends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dragoman.knowledge.cues import light_verbs
from dragoman.knowledge.frames import Frame, classes
from dragoman.knowledge.verbs import cameo
from dragoman.reading.frames import carrier, clause, fillers, is_verbal, measured, objects, passive, role, subjects
from dragoman.reading.graph import Parse, Token
from dragoman.reading.lands import PLACING, land_of
from dragoman.reading.mentions import actors_of
from dragoman.reading.stage import Reading

WITH = ("with", "against", "between")
DOMESTIC = ("PROTEST", "COERCE", "ASSAULT", "CONCEDE", "RETREAT", "MOBILIZE")
NO_SIDE = (*PLACING, "by", "after", "before", "during", "since", "until", "accord to", "according to")
"""What stands after these is no side of a deed."""

TOWARDS = ("against", "on", "to", "with", "for", "from", "at", "over", "between", "in", "towards", "toward")
"""Prepositions under a light verb that lead to whom its event noun is aimed at."""


Sides = tuple[str, ...]


class Roles(NamedTuple):
    """The actors of an event; `reciprocal`: both sides do it to each other."""

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    reciprocal: bool


def roles_of(reading: Reading, token: Token, frame: Frame) -> Roles | None:
    """The actors of the event that `frame` finds at `token`; None where nobody plays a part in it, unless the settings ask for
    such events too."""
    parse, nameless = reading.parse, reading.settings.nameless
    doers = role(parse, token, frame.roles["source"])
    if frame.pos == "verb" and no_politics(parse, token, doers):
        return None
    sources = _actors(reading, _first_with_actors(reading, token, "source", frame))
    if doers and not sources and frame.pos == "verb":
        sources = _speakers_behind(reading, doers)
    if doers and not (sources or nameless) and frame.pos == "verb" and not any(_can_act(doer) for doer in doers):
        return None  # somebody or something does it that is no actor: *the snow blocked the road*
    targets = _actors(reading, _first_with_actors(reading, token, "target", frame))
    if not targets:
        further = _deeper(reading, token) if frame.pos == "verb" and frame.roles["target"] else ()
        if ("obj",) not in frame.roles["target"]:  # *stationed troops there*: the troops are what is moved
            further = _besides(_moved(reading, token), further)
        targets = _besides(sources, further) or _besides(sources, _lands(reading, token, frame))
    if frame.pos == "noun":
        sources, targets = _with_lent(reading, token, sources, targets)
    both = mutual(frame.payload["cameo"]) or _between_them(parse, token, frame)
    sources, targets, reciprocal = _with_each_other(frame.payload["cameo"], sources, targets, both=both)
    targets = _besides(sources, targets)
    if not sources and (token.dep == "amod" or (not nameless and (frame.pos in ("noun", "adj") or not targets))):
        return None  # *arrested* in *the arrested men* tells whom the clause speaks of, not what happened
    return Roles(sources, targets, reciprocal)


def _moved(reading: Reading, verb: Token) -> Sides:
    """The actors that the object of a verb names itself, or counts."""
    named = [each for head in objects(reading.parse, verb) for each in (head, *measured(reading.parse, head))]
    found = [reading.mentions.at(each) for each in named]
    return tuple(actor for mention in found if mention is not None for actor in mention.actors)


def no_politics(parse: Parse, verb: Token, doers: Sequence[Token]) -> bool:
    """Whether a verb tells of sport, arts or weather by who does it or where (*the striker opened fire*, *beat Brazil in the final*)."""
    played = any(each.lemma.lower() in classes()["game"] for each in parse.children(verb, "obl"))
    return played or (bool(doers) and all(doer.lemma.lower() in classes()["private"] for doer in doers))


def _besides(sources: Sides, others: Sides) -> Sides:
    return tuple(each for each in others if each not in sources)


def _with_lent(reading: Reading, noun: Token, sources: Sides, targets: Sides) -> tuple[Sides, Sides]:
    """The sides of an event noun with those that the clause around it lends."""
    parse = reading.parse
    lent_source, lent_target = _lent(reading, noun)
    if not sources and lent_source and not set(lent_source) & set(targets):
        sources = lent_source
    elif not targets and lent_source and not sources:
        targets = lent_source
    if not targets and lent_target and not set(lent_target) & set(sources):
        targets = lent_target
    if not sources and targets and any(fillers(parse, noun, (word,)) for word in WITH):
        sources = _besides(targets, _actors(reading, subjects(parse, clause(parse, noun))))
    return sources, targets


def _between_them(parse: Parse, verb: Token, frame: Frame) -> bool:
    """Whether what one does with another is told of both: *reopened **their** border*, *exchanged prisoners*."""
    if not any(path[-1] in ("with", "between") for path in frame.roles["target"]):
        return False
    if frame.pos != "verb" or verb.lemma.lower() in classes()["exchange"]:
        return verb.lemma.lower() in classes()["exchange"]
    shared = [each for thing in objects(parse, verb) for each in parse.children(thing, "nmod:poss")]
    return any(each.text.lower() == "their" for each in shared)


def _with_each_other(code: str, sources: Sides, targets: Sides, *, both: bool) -> tuple[Sides, Sides, bool]:
    """The sides where several who stand on one do it with each other, and whether they do."""
    if both:
        if not targets and len(sources) > 1:
            return sources[:1], sources[1:], True
        if not sources and len(targets) > 1:
            return targets[:1], targets[1:], True
    return sources, targets, bool(sources and targets and meeting(code))


def _lands(reading: Reading, token: Token, frame: Frame) -> Sides:
    """The state of the place that fills the target's slot (*shelled Homs*); of a crowd's, a curfew's, the state it takes place in."""
    heads = [each for path in frame.roles["target"] for each in fillers(reading.parse, token, path)]
    if cameo()[frame.payload["cameo"]].type not in DOMESTIC:  # a charter signed in Nairobi binds no Kenya
        heads = [each for each in heads if reading.is_place(each)]
    else:
        heads += [
            each
            for each in (
                *reading.parse.children(token, "obl", "nmod"),
                *reading.parse.children(clause(reading.parse, token), "obl"),
            )
            if reading.parse.preposition(each) in PLACING
        ]
    found = (land_of(reading, head) for head in heads)
    return tuple(land for land in found if land is not None)[:1]


def _deeper(reading: Reading, verb: Token) -> tuple[str, ...]:
    """Who stands further down in the phrases of a verb: *lifted the ban on the sale of wheat to **Iran***."""
    parse = reading.parse
    heads = [*objects(parse, verb)] if not passive(parse, verb) else []
    heads += [each for each in parse.children(verb, "obl") if (parse.preposition(each) or "") not in NO_SIDE]
    for head in heads:
        for token in _nominal(parse, head):
            found = actors_of(parse, reading.mentions, token)
            things = token.lemma.lower() in classes()["weapon"] and not any(map(reading.polity, found))
            if found and not things:  # in *supplying drones to Russia* the drones are nobody's
                return found
    for below in parse.children(verb, "xcomp", "advcl"):
        if below.dep == "advcl" and "to" not in parse.marks(below):
            continue
        if found := _deeper(reading, below):
            return found
    return ()


def _nominal(parse: Parse, head: Token) -> list[Token]:
    """The heads of the noun phrases in a noun phrase, clauses and places left out, outermost first."""
    found = [head]
    for each in found:
        below = parse.children(each, "nmod", "compound", "amod")
        found += [noun for noun in below if (parse.preposition(noun) or "") not in NO_SIDE]
    return found


def meeting(cameo_code: str) -> bool:
    """Whether sides that meet, visit or talk are told of: each consults the other, whoever came. A mediator meets nobody."""
    return cameo_code.startswith("04") and cameo_code != "045"


def mutual(cameo_code: str) -> bool:
    """Whether two who do it together do it with each other: talks, ties, agreements, cooperation, fighting; not two who mediate."""
    return cameo_code != "045" and (
        cameo_code[:2] in ("03", "04", "06") or cameo_code in ("050", "057", "0871", "19", "190", "193", "194")
    )


def _can_act(doer: Token) -> bool:
    """Whether a doer without a name can do a political deed: what people use to hurt or say things (*a bomb*, *a statement*)."""
    return doer.pos in ("NOUN", "PROPN") and doer.lemma.lower() in classes()["instrument"]


def _speakers_behind(reading: Reading, doers: Sequence[Token]) -> tuple[str, ...]:
    """*Issued a declaration demanding …*: who gave out the words that demand."""
    found: list[Token] = []
    for doer in doers:
        verb = reading.parse.head(doer)
        if verb is not None and verb.lemma.lower() in light_verbs() and doer in objects(reading.parse, verb):
            found += subjects(reading.parse, verb)
    return _actors(reading, found)


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


def _lent(reading: Reading, noun: Token) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The actors that the verb over an event noun lends it as source and as target (*launched*, *drew*)."""
    parse = reading.parse
    carried = carrier(parse, noun)
    verb = parse.head(carried)
    if verb is None or not is_verbal(verb):
        return (), ()
    gives = light_verbs().get(verb.lemma.lower())
    if gives is None or carried not in objects(parse, verb):
        return (), ()
    actors = _actors(reading, subjects(parse, verb))
    others: list[Token] = []
    for word in TOWARDS:
        others = others or [each for each in fillers(parse, verb, (word,)) if actors_of(parse, reading.mentions, each)]
    if gives == "source":
        return actors, _actors(reading, others)
    return _actors(reading, fillers(parse, verb, ("from",)) or fillers(parse, verb, ("by",))), actors

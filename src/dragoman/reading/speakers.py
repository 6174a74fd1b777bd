"""Who speaks: the phrase that names the holder of what a cue reports, the actors it stands for, and sources kept unnamed."""

from __future__ import annotations

import re
from typing import NamedTuple

from dragoman.knowledge.actors import offices, populations
from dragoman.knowledge.cues import lexicon
from dragoman.knowledge.frames import Frame
from dragoman.reading.contents import Content, is_felt, says
from dragoman.reading.frames import is_verbal, objects, passive, role, subjects
from dragoman.reading.graph import Parse, Token
from dragoman.reading.mentions import actors_of
from dragoman.reading.stage import Reading
from dragoman.record import Span


class Speaker(NamedTuple):
    """The heads of the phrase, its words, and the actors that speak, one by one; `(None,)` where none is known."""

    heads: tuple[Token, ...]
    span: Span | None
    actors: tuple[str | None, ...]


_QUOTING = ("quote", "cite", "overhear")
"""Verbs whose passive has the one who speaks for its subject."""

NOBODY = Speaker((), None, (None,))


def speaker_of(reading: Reading, cue: Token, frame: Frame | None, content: Content | None) -> Speaker:
    """The holder of what `cue` reports: where the frame says, else where its part of speech has it."""
    by_frame = frame is not None and not (cue.dep == "acl" and cue.tag == "VBG")
    heads = role(reading.parse, cue, frame.roles["speaker"]) if frame is not None and by_frame else []
    if cue.lemma in _QUOTING and not any(_can_speak(head) for head in heads):
        heads = []  # cited the map: nobody is quoted
    heads = heads or _heads(reading.parse, cue, content)
    if not heads:
        return NOBODY
    actors: list[str | None] = []
    for head in heads:
        actors += actors_of(reading.parse, reading.mentions, head)
    return Speaker(tuple(heads), _span(reading, cue, heads), tuple(dict.fromkeys(actors)) or (None,))


def _heads(parse: Parse, cue: Token, content: Content | None) -> list[Token]:
    if content is not None and content.shape == "according":
        return _after_according(parse, cue) if cue.pos != "NOUN" else _owners(parse, cue, ("of",))
    if cue.pos in ("NOUN", "PROPN"):
        return _owners(parse, cue)
    if is_verbal(cue) and is_felt(parse, cue):
        return parse.children(cue, "nsubj:pass", "nsubj") or objects(parse, cue)
    if cue.lemma in _QUOTING and passive(parse, cue):
        return objects(parse, cue)
    if cue.dep == "acl" and cue.tag == "VBG" and (noun := parse.head(cue)) is not None and _hangs_loose(parse, cue, noun):
        verb = next((each for each in parse.ancestors(noun) if is_verbal(each)), None)
        return subjects(parse, verb) if verb is not None else []
    return subjects(parse, cue) or _neighbour(parse, cue)


def _neighbour(parse: Parse, cue: Token) -> list[Token]:
    """Who stands next to a finite verb of speech that the parse gives no subject (*…, one source in the room said*)."""
    if cue.tag not in ("VBD", "VBZ", "VBP") or not says(cue) or passive(parse, cue):
        return []
    before = next((each for each in reversed(parse.tokens[: cue.index]) if each.pos not in ("ADV", "AUX")), None)
    while before is not None and before.dep == "nmod" and parse.tokens[before.head].pos in ("NOUN", "PROPN"):
        before = parse.head(before)
    after = next((each for each in parse.tokens[cue.index + 1 :] if each.pos not in ("DET", "ADJ", "NUM")), None)
    if after is not None and after.dep == "compound":
        after = parse.head(after)
    return [each for each in (before, after) if each is not None and is_person(each)][:1]


def _hangs_loose(parse: Parse, participle: Token, noun: Token) -> bool:
    """Whether a participle tells of the subject of its sentence, not of the noun the parse hangs it on: the noun cannot speak (*at
    a briefing, announcing*), or a comma parts them (*she wrote to Merkel, asking*)."""
    if noun.dep.startswith("nsubj"):
        return False
    return not _can_speak(noun) or any(
        each.text == "," and each.index < participle.index for each in parse.children(participle, "punct")
    )


def _can_speak(noun: Token) -> bool:
    """Whether a noun names somebody or something written."""
    kin = lexicon().get((noun.lemma.lower(), "noun"), ())
    return noun.pos in ("PROPN", "PRON") or is_person(noun) or any(family in ("show", "write", "say") for family in kin)


def _after_according(parse: Parse, cue: Token) -> list[Token]:
    own = parse.children(cue, "obl", "nmod", "obj")
    if own:
        return own[:1]
    head = parse.head(cue)
    return [head] if head is not None and head.index > cue.index else []


def _owners(parse: Parse, noun: Token, prepositions: tuple[str, ...] = ("by", "from", "among")) -> list[Token]:
    """Whose claim it is: its possessor, who it is by or from, its adjective of nation, else whoever makes, has or gives it."""
    for found in (
        parse.children(noun, "nmod:poss"),
        [each for each in parse.children(noun, "nmod", "obl") if parse.preposition(each) in prepositions],
    ):
        if found:
            return found
    verb = parse.head(noun)
    lends = verb is not None and is_verbal(verb) and noun.dep in ("obj", "obl", "xcomp") and not passive(parse, verb)
    if lends and verb is not None and (givers := subjects(parse, verb)):
        return givers
    return [each for each in parse.children(noun, "amod", "compound") if each.pos == "PROPN" or each.text[:1].isupper()]


def _span(reading: Reading, cue: Token, heads: list[Token]) -> Span:
    """The words of the phrase, without a date behind it; *who* where the cue stands in a relative clause."""
    parse = reading.parse
    relative = _relative(parse, cue, heads[0])
    if relative is not None:
        return parse.span([relative])
    inside = [token for head in heads for token in parse.subtree(head) if token.dep != "punct"]
    inside = [token for token in inside if not _apart(parse, token, cue, heads)]
    dates = [token.index for time, token in reading.dated(cue) if time.type == "DATE"]
    while len(inside) > 1 and (inside[-1].index in dates or (inside[-1].dep == "case" and inside[-1] not in heads)):
        inside.pop()
    return parse.span(inside or heads)


def _relative(parse: Parse, cue: Token, speaker: Token) -> Token | None:
    """The *who* or *which* that stands for the speaker in the clause of the cue."""
    at: Token | None = cue
    while at is not None and at.dep in ("conj", "xcomp"):
        at = parse.head(at)
    if at is None or at.dep != "acl:relcl" or parse.head(at) != speaker:
        return None
    return next((each for each in parse.children(at, "nsubj") if each.lemma.lower() in ("who", "which")), None)


def _apart(parse: Parse, token: Token, cue: Token, heads: list[Token]) -> bool:
    """Whether a token of the phrase belongs to a clause that hangs on it, to the cue, or is its preposition."""
    if token.dep == "case" and (token.head in {head.index for head in heads} or token.text.lower() in ("'s", "’s", "'", "’")):
        return True
    for above in [token, *parse.ancestors(token)]:
        if above == cue:
            return True
        if above in heads:
            return False
        if above.dep.startswith(("acl", "advcl", "parataxis")):
            return True
    return False


# ---------------------------------------------------------------- sources kept unnamed

_UNNAMED = re.compile(
    r"\b(?:anonym\w+|unnamed|unidentified)\b|\bnot (?:to be|be|being) (?:named|identified|quoted by name)|\bnot authori[sz]ed to\b"
    r"|\bwithout attribution|\b(?:declin|refus)\w+ to (?:be (?:named|identified)|give (?:his|her|their|a) (?:full )?names?)"
    r"|\bon condition\b|\b(?:his|her|their) names? (?:not )?(?:be )?(?:withheld|used|published)",
    re.IGNORECASE,
)
_SOURCE = frozenset(
    [
        "source",
        "official",
        "person",
        "insider",
        "adviser",
        "advisor",
        "aide",
        "diplomat",
        "officer",
        "lawmaker",
        "executive",
        "analyst",
    ]
)


def is_person(noun: Token) -> bool:
    """Whether a common noun names people by what they do (*officials*, *the minister*)."""
    lemma = noun.lemma.lower()
    return lemma in _SOURCE or lemma in populations() or (lemma,) in offices()


def hides_source(words: str) -> bool:
    """Whether what somebody asks for is not to be named: that is no statement."""
    return bool(_UNNAMED.search(words))


class Source(NamedTuple):
    """In which role somebody speaks, for whom (a spokesman speaks for the office), and whether the report keeps the name back."""

    role: str
    of: str | None
    anonymous: bool


def source_of(reading: Reading, speaker: Speaker) -> Source | None:
    """The role of a speaker: what the report calls a named one, else the words for one without a name (*a senior Georgian
    official who asked not to be named*)."""
    if len(speaker.heads) != 1 or speaker.span is None:
        return None
    head = speaker.heads[0]
    known = [reading.cast[actor] for actor in speaker.actors if actor and actor in reading.cast]
    for actor in known:
        if actor.kind == "person" and actor.name.split()[-1][:1].isupper():
            return Source(actor.roles[0].title, actor.roles[0].of or actor.country, False) if actor.roles else None
    if head.pos != "NOUN":
        return None
    words = reading.parse.text[slice(*reading.parse.span(reading.parse.subtree(head)))]
    asked = bool(_UNNAMED.search(words))
    lemma = head.lemma.lower()
    if not (is_person(head) or asked):
        return None
    definite = any(each.lemma.lower() == "the" for each in reading.parse.children(head, "det"))
    return Source(_role(reading.parse, head), _stands_for(reading, speaker), asked or (lemma in _SOURCE and not definite))


def _stands_for(reading: Reading, speaker: Speaker) -> str | None:
    """The polity or organisation of a source, itself or by what it is of, in or close to (*an adviser to the Iraqi premier*)."""
    of = next((side for actor in speaker.actors if actor and (side := reading.polity(actor))), None)
    near = [token for token in reading.parse.subtree(speaker.heads[0]) if token.dep.startswith("nmod") or token.dep == "obl"]
    for token in near if of is None else ():
        if (mention := reading.mentions.at(token)) is not None and token.start < (speaker.span or (0, 0))[1]:
            of = of or reading.polity(mention.actors[0])
    return of


def _role(parse: Parse, head: Token) -> str:
    """*senior official*, *ministry spokesman*: the noun with what describes it, without articles and nations."""
    parts = [
        each
        for each in parse.children(head, "amod", "compound")
        if each.index < head.index and not (each.pos in ("PROPN", "ADJ") and each.text[:1].isupper())
    ]
    return " ".join(each.text.lower() for each in [*parts, head])

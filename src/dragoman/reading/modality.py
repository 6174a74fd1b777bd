"""Whether what a word tells of is actual, planned, possible or denied, and what somebody does by saying so."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.knowledge.cues import Act, Governor, modality_words
from dragoman.reading.frames import KINDS, negations
from dragoman.reading.graph import Parse, Token
from dragoman.record import Modality

_CONDITION = frozenset(("if", "unless", "whether", "lest", "should"))
_CONTRACTED = {"'ll": "will", "’ll": "will", "wo": "will", "ca": "can", "'d": "would", "’d": "would"}
_UP = ("xcomp", "ccomp", "obj", "acl", "conj", "nmod", "obl", "nsubj")
_STEPS = 3
"""Words above an event that are asked what they make of it."""


class Stance(NamedTuple):
    """How an event stands in the world; `act`: what is done by the words that say so; `by`: the word that governs it."""

    modality: Modality
    act: Act | None = None
    by: Token | None = None


def modality_of(parse: Parse, token: Token, *, negation_counts: bool = True) -> Modality:
    """The modality of the event that `token` tells; `negation_counts`: whether *not* beside it denies it."""
    return stance_of(parse, token, negation_counts=negation_counts).modality


def stance_of(parse: Parse, token: Token, *, negation_counts: bool = True) -> Stance:
    """The stance of the event that `token` tells, by its own auxiliaries, else by the words above it."""
    own = _own(parse, token)
    if negation_counts and _negated(parse, token):
        return Stance("denied", "refuse" if own is not None and own.act == "intend" else None)
    if own is not None:
        return own
    below, path = token, 0
    for above in parse.ancestors(token):
        if path >= _STEPS or below.dep.partition(":")[0] not in _UP:
            break
        if below.dep == "acl:relcl" or (below.dep in ("nmod", "obl") and above.pos == "VERB" and path > 0):
            break
        if below.dep.startswith("conj"):
            if not parse.children(below, "nsubj", "aux"):
                if negation_counts and _negated(parse, above):
                    return Stance("denied")
                if (shared := _own(parse, above)) is not None:
                    return shared
        elif _governs(below, token):
            entry = _bound(parse, above, below) or modality_words().get((above.lemma.lower(), KINDS.get(above.pos, "")))
            if entry is not None:
                refused = entry.act == "intend" and _negated(parse, above)
                return Stance("denied", "refuse", above) if refused else Stance(entry.modality, entry.act, above)
            if (
                below.dep == "xcomp"
                or (below.dep.startswith("acl") and not below.tag.startswith(("VBD", "VBN", "VBG")))
                or (below.dep == "obj" and token.pos == "NOUN")
            ):
                shared = _own(parse, above)
                if _negated(parse, above):
                    return Stance("denied", "refuse" if shared is not None and shared.act == "intend" else None, above)
                if shared is not None:
                    return shared._replace(by=above)
        below, path = above, path + 1
    return Stance("actual")


def _bound(parse: Parse, above: Token, below: Token) -> Governor | None:
    """What *has to* and *needs to* make of a deed; what somebody *had to* do was done."""
    to = below.dep == "xcomp" and "to" in parse.marks(below)
    return modality_words().get((above.lemma.lower(), "to")) if to and above.tag != "VBD" else None


def _governs(below: Token, token: Token) -> bool:
    """Whether the word above `below` can say something of the event: not over a subject or a loose adjunct."""
    return (
        below.dep in ("xcomp", "ccomp", "obj", "acl", "nmod")
        or (below.dep == "obl" and below.index == token.index)
        or (below.dep == "nsubj:pass" and token.pos == "NOUN")
    )


def _own(parse: Parse, token: Token) -> Stance | None:
    """What the words beside an event make of it: auxiliaries, conditions, adverbs, *to*, a predicate such as *ready*."""
    for each in parse.children(token, "aux"):
        word = _CONTRACTED.get(each.text.lower(), each.text.lower())
        if word == "would" and _reported(parse, token):
            return Stance("planned", "intend")
        if (entry := modality_words().get((word, "aux"))) is not None:
            return Stance(entry.modality, entry.act)
    head = parse.head(token)
    if head is not None and token.dep in ("advcl", "acl") and "to" in parse.marks(token):
        entry = modality_words().get((head.lemma.lower(), KINDS.get(head.pos, "")))
        aim = entry is None or (entry.modality == "denied" and parse.children(head, "obj"))  # *blocked the road to demand bread*
        return Stance("planned") if entry is None or aim else Stance(entry.modality, entry.act, head)
    for mark in parse.children(token, "mark"):
        if mark.lemma.lower() in _CONDITION:
            return Stance("possible")
        if (entry := modality_words().get((mark.lemma.lower(), "mark"))) is not None:
            return Stance(entry.modality, entry.act)
    for each in parse.children(token, "amod", "advmod"):
        entry = modality_words().get((each.lemma.lower(), KINDS.get(each.pos, "")))
        if entry is not None:
            return Stance(entry.modality, entry.act)
    return None


def _reported(parse: Parse, token: Token) -> bool:
    """Whether *would* is the *will* of reported speech: *said it would withdraw*, with no condition."""
    at = token
    while at.dep == "conj" and (head := parse.head(at)) is not None:
        at = head
    return at.dep == "ccomp" and not any("if" in parse.marks(each) for each in parse.children(token, "advcl"))


def _negated(parse: Parse, token: Token) -> bool:
    return bool(negations(parse, token)) or any(
        each.text.lower() in ("not", "n't", "n’t", "never") for each in parse.children(token, "advmod", "aux")
    )

"""Whether what a word tells of is actual, planned, possible or denied, by the words that govern it."""

from __future__ import annotations

from dragoman.knowledge.cues import modality_words
from dragoman.reading.frames import KINDS, negations
from dragoman.reading.graph import Parse, Token
from dragoman.record import Modality

_FUTURE = frozenset(("will", "'ll", "wo", "shall", "’ll"))
_POSSIBLE = frozenset(("may", "might", "could", "can", "ca", "would", "should", "'d", "must"))
_CONDITION = frozenset(("if", "unless", "whether", "lest", "should"))
_UP = ("xcomp", "ccomp", "obj", "acl", "advcl", "nmod", "obl", "nsubj", "conj", "nsubj:pass", "csubj")


def modality_of(parse: Parse, token: Token, *, negation_counts: bool = True) -> Modality:
    """The modality of the event that `token` tells; `negation_counts`: whether *not* beside it denies it."""
    if negation_counts and (negations(parse, token) or _negated_auxiliary(parse, token)):
        return "denied"
    own = _own(parse, token)
    if own is not None:
        return own
    below, path = token, 0
    for above in parse.ancestors(token):
        if path >= 3 or below.dep.partition(":")[0] not in (
            "xcomp",
            "ccomp",
            "obj",
            "acl",
            "conj",
            "nmod",
            "obl",
            "nsubj",
        ):
            break
        if below.dep == "acl:relcl" or (below.dep in ("nmod", "obl") and above.pos == "VERB" and path > 0):
            break
        if below.dep.startswith("conj"):
            if (shared := _own(parse, above)) is not None and not parse.children(below, "nsubj", "aux"):
                return shared
        elif _governs(below, token):
            governed = modality_words().get((above.lemma.lower(), KINDS.get(above.pos, "")))
            if governed is not None:
                return governed
            if (
                below.dep == "xcomp"
                or (below.dep.startswith("acl") and not below.tag.startswith(("VBD", "VBN", "VBG")))
                or (below.dep == "obj" and token.pos == "NOUN")
            ):
                if negations(parse, above):
                    return "denied"
                if (shared := _own(parse, above)) is not None:
                    return shared
        below, path = above, path + 1
    return "actual"


def _governs(below: Token, token: Token) -> bool:
    """Whether the word above `below` can say something of the event: not over a subject or a loose adjunct."""
    return (
        below.dep in ("xcomp", "ccomp", "obj", "acl", "nmod")
        or (below.dep == "obl" and below.index == token.index)
        or (below.dep == "nsubj:pass" and token.pos == "NOUN")
    )


def _own(parse: Parse, token: Token) -> Modality | None:
    auxiliaries = {each.text.lower() for each in parse.children(token, "aux")}
    if auxiliaries & _FUTURE:
        return "planned"
    if auxiliaries & _POSSIBLE:
        return "possible"
    head = parse.head(token)
    if (
        head is not None
        and token.dep in ("advcl", "acl")
        and any(mark.text.lower() == "to" for mark in parse.children(token, "mark"))
    ):
        return "planned"
    if any(mark.lemma.lower() in _CONDITION for mark in parse.children(token, "mark")):
        return "possible"
    for each in parse.children(token, "amod", "advmod"):
        word = modality_words().get((each.lemma.lower(), KINDS.get(each.pos, "")))
        if word is not None:
            return word
    return None


def _negated_auxiliary(parse: Parse, token: Token) -> bool:
    return any(each.text.lower() in ("not", "n't", "n’t", "never") for each in parse.children(token, "advmod", "aux"))

"""Whether a clause tells of what is to come: from the verb over a word, its auxiliaries, and the verbs that look ahead."""

from __future__ import annotations

from dragoman.knowledge.times import outlooks
from dragoman.reading.graph import Parse, Token

_PRESENT = ("VBZ", "VBP")
_OPEN = ("could", "can", "might")
"""Modal verbs that stand with the past as well."""


def is_ahead(parse: Parse, token: Token) -> bool | None:
    """Whether the clause around `token` tells of the future; None where no verb says."""
    at = token
    named = _beside_noun(parse, token)
    for above in parse.ancestors(token):
        outlook = outlooks().get(above.lemma.lower())
        if above.pos in ("VERB", "AUX") or parse.child(above, "cop"):
            answer = _of_verb(parse, above)
            if outlook == "ahead" and above.index < at.index:
                return True
            if answer and named and not _will(parse, above):
                return None
            if answer is not None:
                return answer
        elif outlook == "ahead" and above.pos == "ADJ":
            return True
        at = above
    return None


def _beside_noun(parse: Parse, token: Token) -> bool:
    """Whether a date stands with a noun (*Tuesday's vote*), whose own time only *will* gives away."""
    head = parse.head(token)
    return head is not None and head.pos in ("NOUN", "PROPN") and token.dep.partition(":")[0] in ("nmod", "compound", "amod")


def _will(parse: Parse, verb: Token) -> bool:
    """Whether the clause has *will*, *shall* or *would*."""
    return any(each.tag == "MD" and each.text.lower() not in _OPEN for each in parse.children(verb, "aux", "cop"))


def _of_verb(parse: Parse, verb: Token) -> bool | None:
    """What the form of a verb says; None for participles and bare infinitives, whose governor decides."""
    auxiliaries = parse.children(verb, "aux", "cop")
    if _will(parse, verb):
        return True
    if any(each.tag == "MD" for each in auxiliaries):
        return None
    if verb.tag == "VBN" and verb.dep == "acl" and not auxiliaries:
        return outlooks().get(verb.lemma.lower()) == "ahead"
    if any(each.lemma.lower() == "have" for each in auxiliaries):
        return False
    if any(each.text.lower() == "to" for each in parse.children(verb, "mark", "aux")):
        return _of_infinitive(parse, verb)
    if any(each.tag == "VBD" for each in auxiliaries) or verb.tag == "VBD":
        return False
    if any(each.tag in _PRESENT for each in auxiliaries) and verb.tag == "VBG":
        return True
    if verb.tag in _PRESENT:
        return outlooks().get(verb.lemma.lower()) != "now"
    if any(each.tag in _PRESENT for each in auxiliaries):
        return None if verb.tag == "VBN" else False
    return None


def _of_infinitive(parse: Parse, verb: Token) -> bool | None:
    """*Plans to meet* looks ahead; what one *failed to do*, *managed to do* lies in the time of that verb."""
    governor = parse.head(verb)
    if governor is not None and outlooks().get(governor.lemma.lower()) == "same":
        return _of_verb(parse, governor)
    return True

"""What a cue can report: the clause, infinitive, phrase or thing that stands in one of its slots, as tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Literal, NamedTuple

from dragoman.knowledge.cues import lexicon
from dragoman.reading.frames import is_verbal, passive
from dragoman.reading.graph import Parse, Token

Shape = Literal["clause", "tag", "as", "to", "ing", "object", "about", "patient", "according", "copular", "quote", "label"]
"""Where the content stands: a finite clause (*said that*); what a tag closes (*…, he said*); *called it a breach*; *vowed to
stay*; *denied paying*; *praised the law*; *spoke of the law*; *the law was praised*; *according to*; *the plan is to stay*;
nothing but quotations beside the cue; what stands behind *Name:* or before *- Name*."""

TOPIC = frozenset(
    [
        "about",
        "of",
        "on",
        "for",
        "against",
        "with",
        "to",
        "toward",
        "towards",
        "over",
        "at",
        "from",
        "in",
        "upon",
        "regarding",
        "concerning",
        "into",
        "behind",
    ]
)
"""Prepositions before what is spoken or thought of."""


MOST_INSERTED = 12
"""Words of a tag that stands within what is said."""

_ASKED = ("on", "upon", "to", "with", "for")
"""Prepositions before who is asked to do something (*called on both armies to step back*)."""

BRIEF = 6
"""Words of a thing that is told together with what it is seen as."""

_STANDPOINTS = frozenset(
    [("in", noun) for noun in ("word", "view", "opinion", "eye", "judgement", "judgment", "telling", "estimation")]
    + [("by", noun) for noun in ("account", "admission", "estimate", "reckoning", "count")]
)
_FELT = ("moved",)
_NAMING = frozenset(
    [
        "call",
        "label",
        "dub",
        "brand",
        "describe",
        "term",
        "deem",
        "name",
        "consider",
        "declare",
        "rate",
        "find",
        "style",
        "christen",
        "nickname",
        "tag",
    ]
)


class Content(NamedTuple):
    """The tokens a cue reports and their shape; `head` governs them."""

    cue: Token
    shape: Shape
    head: Token
    tokens: tuple[Token, ...]


def contents(parse: Parse, cue: Token) -> Iterator[Content]:
    """The contents a word would report if it were a cue, the most telling shape first; at most two."""
    if _according(parse, cue):
        yield from _beside_according(parse, cue)
        return
    match cue.pos:
        case "VERB" | "AUX":
            yield from _of_verb(parse, cue)
        case "NOUN":
            yield from _of_noun(parse, cue)
        case "ADJ":
            yield from _of_adjective(parse, cue)


def _content(cue: Token, shape: Shape, head: Token, tokens: Iterable[Token]) -> Iterator[Content]:
    found = sorted(set(tokens), key=attrgetter("index"))
    while found and _loose(found[0]):
        found.pop(0)
    while found and _loose(found[-1]):
        found.pop()
    if found:
        yield Content(cue, shape, head, tuple(found))


def _loose(token: Token) -> bool:
    return token.dep == "punct" and token.text not in "\"“”‘’'«»()[]"


def _according(parse: Parse, cue: Token) -> bool:
    """Whether a word is the head of *according to X*, however the parse sees it, or of *in X's view*, *by her account*."""
    if cue.pos == "NOUN" and cue.dep == "obl" and (parse.preposition(cue), cue.lemma.lower()) in _STANDPOINTS:
        owned = parse.children(cue, "nmod:poss") or any(parse.preposition(each) == "of" for each in parse.children(cue, "nmod"))
        return bool(owned) and any(each.text == "," for each in parse.children(cue, "punct"))
    return cue.text.lower() == "according" and cue.index + 1 < len(parse.tokens) and parse.tokens[cue.index + 1].lemma == "to"


def _beside_according(parse: Parse, cue: Token) -> Iterator[Content]:
    """All of the sentence where the phrase opens or closes it, else the clause it stands in."""
    above = list(parse.ancestors(cue))
    if not above:
        return
    branch = next((each for each in [cue, *above] if parse.head(each) in (None, *_clausal(above))), cue)
    tokens = [each for each in parse.words(parse.sentence(cue)) if each.dep != "punct"]
    phrase = {each.index for each in parse.subtree(branch)}
    top = above[-1] if tokens[0].index in phrase or tokens[-1].index in phrase else parse.head(branch)
    if top is not None and top.index not in phrase:
        yield from _content(cue, "according", top, (each for each in parse.subtree(top) if each.index not in phrase))


def _clausal(above: list[Token]) -> list[Token]:
    return [each for each in above if is_verbal(each) or each.dep == "root"]


def _of_verb(parse: Parse, cue: Token) -> Iterator[Content]:
    if clause := _clause(parse, cue):
        yield from _content(cue, "clause", clause[0], clause[1])
        return
    if _tag(parse, cue) and (head := parse.head(cue)) is not None:
        without = {token.index for token in parse.subtree(cue)}
        if cue.dep == "acl:relcl":
            head = next((each for each in [head, *parse.ancestors(head)] if is_verbal(each) or parse.children(each, "nsubj")), head)
        tokens = [token for token in parse.subtree(head) if token.index not in without]
        yield from _content(cue, "tag", head, _before_tail(cue, tokens))
        return
    objects = parse.children(cue, "obj", "iobj")
    if is_felt(parse, cue):
        yield from _of_adjective(parse, cue)
        return
    if passive(parse, cue):
        yield from _of_passive(parse, cue)
        return
    if (named := _named(parse, cue)) is not None:
        yield from _content(cue, "as", named, [*_brief(parse, objects, named), *_unmarked(parse, named)])
        return
    for child in parse.children(cue, "xcomp"):
        if to := _infinitive(parse, child):
            listed = [each for each in objects if each.pos not in ("PRON",) and each.index > cue.index]
            yield from _content(cue, "to", child, [*_phrases(parse, listed), *parse.subtree(child)])
            return
        if child.tag == "VBG" and not to:
            yield from _content(cue, "ing", child, parse.subtree(child))
            return
    about = [
        each
        for each in parse.children(cue, "obl")
        if each.index > cue.index and _topical(parse, each) and not _party(parse, cue, each)
    ]
    things = [each for each in objects if each.dep == "obj"]
    things = [each for each in things if "PronType=Rel" not in each.morph] or things
    if things and not (about and parse.preposition(about[0]) in ("about", "of") and _is_listener(things[0])):
        after = [each for each in parse.children(cue, "obl", "advcl") if _goes_on(parse, each, cue, things[0])]
        yield from _content(cue, "object", things[0], [*_phrases(parse, things), *_phrases(parse, after)])
        return
    purpose = [each for each in parse.children(cue, "advcl") if _infinitive(parse, each)]
    if about and purpose and purpose[0].index > about[0].index and parse.preposition(about[0]) in _ASKED:
        yield from _content(cue, "to", purpose[0], [*_uncased(parse, about[0]), *parse.subtree(purpose[0])])
    elif about:
        yield from _content(cue, "about", about[0], _uncased(parse, about[0]))
    elif (after_of := _gerund(parse, cue)) is not None:
        yield from _content(cue, "about", after_of, _uncased(parse, after_of))
    elif purpose:
        yield from _content(cue, "to", purpose[0], parse.subtree(purpose[0]))


def is_felt(parse: Parse, cue: Token) -> bool:
    """Whether a passive tells what its subject feels or thinks (*was worried that*, *is convinced of*)."""
    kin = lexicon().get((cue.lemma.lower(), "verb"), ())
    return any(family in _FELT for family in kin) and cue.tag == "VBN" and passive(parse, cue)


def _of_passive(parse: Parse, cue: Token) -> Iterator[Content]:
    patients = parse.children(cue, "nsubj:pass")
    if not patients and cue.dep == "acl" and (head := parse.head(cue)) is not None:
        patients = [head]
    rest = [
        each for each in parse.children(cue, "xcomp", "obl", "advcl", "obj") if each.index > cue.index and _complement(parse, each)
    ]
    own = {token.index for token in parse.subtree(cue)} if cue.dep == "acl" else set()
    before = [token for each in patients for token in _uncased(parse, each) if token.index not in own]
    if not before or any(says(each) for each in rest if each.tag == "VBG" or says(cue)):
        return
    if (named := _named(parse, cue)) is not None:
        whole = before if patients[0].dep == "nsubj:pass" else []
        yield from _content(cue, "as", named, [*whole, *_unmarked(parse, named)])
        return
    shape: Shape = "to" if rest and _infinitive(parse, rest[0]) else "patient"
    yield from _content(cue, shape, rest[0] if rest else patients[0], [*before, *_phrases(parse, rest)])


def _complement(parse: Parse, token: Token) -> bool:
    """Whether a dependent of a passive completes it (*expected to*, *accused of*, *known as*), and is no agent, time or place."""
    if token.dep in ("xcomp", "obj"):
        return True
    if token.dep.startswith("advcl"):
        return any(mark.lemma in ("to", "of", "as", "for") for mark in parse.children(token, "mark", "case"))
    return token.dep == "obl" and parse.preposition(token) in ("of", "as", "for", "with", "about")


def _of_noun(parse: Parse, cue: Token) -> Iterator[Content]:
    for child in parse.children(cue, "acl", "ccomp"):
        marks = parse.marks(child)
        if child.index > cue.index and ("that" in marks or "whether" in marks):
            yield from _content(cue, "clause", child, _without_that(parse.subtree(child)))
            return
        if child.dep == "acl" and child.index > cue.index and marks & {"to"}:
            yield from _content(cue, "to", child, parse.subtree(child))
            return
    clause = parse.head(cue)
    if cue.dep == "nsubj" and clause is not None and (told := _after_colon(parse, clause)) is not None:
        yield from _content(cue, "copular", told, parse.subtree(told))
        return
    if cue.dep in ("nsubj", "nsubj:outer") and clause is not None and parse.children(clause, "cop") and is_verbal(clause):
        without = {each.index for each in parse.subtree(cue)} | {each.index for each in parse.children(clause, "cop")}
        tokens = [each for each in parse.subtree(clause) if each.index not in without and each.index > cue.index]
        yield from _content(cue, "copular", clause, tokens)
        return
    for child in parse.children(cue, "nmod", "acl"):
        if child.dep != "nmod:poss" and child.index > cue.index and _topical(parse, child) and not _party(parse, cue, child):
            yield from _content(cue, "about", child, _uncased(parse, child))
            return


def _after_colon(parse: Parse, clause: Token) -> Token | None:
    """What a colon sets out in *her message was clear: the list is too long*."""
    for child in parse.children(clause, "parataxis"):
        if child.index > clause.index and any(
            mark.text == ":" and mark.index < child.index for mark in parse.children(child, "punct")
        ):
            return child
    return None


def _of_adjective(parse: Parse, cue: Token) -> Iterator[Content]:
    for child in parse.children(cue, "ccomp", "csubj", "advcl", "xcomp"):
        marks = parse.marks(child)
        if child.dep.startswith("ccomp") or child.dep.startswith("csubj") or "that" in marks:
            yield from _content(cue, "clause", child, _without_that(parse.subtree(child)))
            return
        if "to" in marks:
            yield from _content(cue, "to", child, parse.subtree(child))
            return
    for child in parse.children(cue, "obl", "nmod", "advcl"):
        if child.index > cue.index and _topical(parse, child):
            yield from _content(cue, "about", child, _uncased(parse, child))
            return


def _clause(parse: Parse, cue: Token) -> tuple[Token, list[Token]] | None:
    """The finite clause a verb reports, with its head, without *that*."""
    found = [child for child in parse.children(cue, "ccomp", "csubj:pass") if child.index > cue.index or cue.dep != "parataxis"]
    for listener in parse.children(cue, "obj", "iobj"):
        if not found:
            found = [child for child in parse.children(listener, "acl") if "that" in parse.marks(child)]
    if not found and (that := [each for each in parse.children(cue, "advcl") if _that_clause(parse, each)]):
        found = that
    if not found:
        return None
    child = found[0]
    inside = _without_that(parse.subtree(child))
    before = [token for token in inside if token.index < cue.index]
    if child.index < cue.index:
        return child, before or inside
    after = [token for token in inside if token.index > cue.index]
    return child, inside if before and _cut_by_comma(parse, cue) else after


def _without_that(tokens: Sequence[Token]) -> list[Token]:
    """A clause without the *that* before it."""
    first = next((at for at, token in enumerate(tokens) if token.dep != "punct"), 0)
    opens = bool(tokens) and tokens[first].dep == "mark" and tokens[first].lemma.lower() == "that"
    return [*tokens[:first], *tokens[first + opens :]]


def _that_clause(parse: Parse, token: Token) -> bool:
    marks = parse.children(token, "mark")
    return any(mark.lemma.lower() == "that" for mark in marks) and not any(
        mark.lemma.lower() in ("so", "such", "now") for mark in marks
    )


def _cut_by_comma(parse: Parse, cue: Token) -> bool:
    """Whether a cue and its subject stand as an insertion (*the talks, he said, were hard*)."""
    inside = [token.index for token in parse.subtree(cue) if token.dep == "punct" and token.text == ","]
    return any(index < cue.index for index in inside)


def _tag(parse: Parse, cue: Token) -> bool:
    """Whether a verb stands behind what is said (*…, officials said*) or beside it (*as officials said*)."""
    head = parse.head(cue)
    if head is None or parse.children(cue, "ccomp"):
        return False
    if cue.dep.startswith("advcl") and any(mark.lemma.lower() == "as" for mark in parse.children(cue, "mark", "advmod")):
        put_it = [each for each in parse.children(cue, "obj") if each.lemma.lower() != "it"]
        return not put_it and not parse.children(cue, "obl", "xcomp") and bool(parse.children(cue, "nsubj"))
    if cue.dep == "parataxis":
        return bool(parse.children(cue, "nsubj"))
    if cue.dep == "acl:relcl":
        return _inserted(parse, cue)
    return cue.dep == "advcl" and bool(parse.children(cue, "nsubj")) and not parse.children(cue, "mark", "advmod")


def _before_tail(cue: Token, tokens: list[Token]) -> list[Token]:
    """What a tag closes, without what tells when and where it was said (*…, the station said on Friday*)."""
    after = [token for token in tokens if token.index > cue.index]
    goes_on = any(is_verbal(token) or (token.dep == "punct" and token.text not in ".!?") for token in after)
    return tokens if goes_on else [token for token in tokens if token.index < cue.index] or tokens


def _inserted(parse: Parse, cue: Token) -> bool:
    """Whether what looks like a relative clause is only a subject and its verb between commas (*the talks, he said, were hard*)."""
    inside = [each for each in parse.subtree(cue) if each.dep != "punct"]
    subjects = parse.children(cue, "nsubj")
    if not subjects or any("PronType=Rel" in each.morph for each in inside) or len(inside) > MOST_INSERTED:
        return False
    before, after = parse.tokens[inside[0].index - 1], parse.tokens[min(inside[-1].index + 1, len(parse.tokens) - 1)]
    return before.text == "," and after.text in (",", ".") and not parse.children(cue, "obj", "ccomp", "xcomp")


def _named(parse: Parse, cue: Token) -> Token | None:
    """*Slammed as an illegal land grab*, *called it a breach*: what the thing is said to be."""
    for child in parse.children(cue, "obl", "advcl", "nmod", "xcomp"):
        if child.index < cue.index or (child.tag == "VBG" and says(child)):
            continue
        if child.dep == "xcomp" and cue.lemma in _NAMING and not _infinitive(parse, child):
            return child
        if any(mark.lemma.lower() == "as" for mark in parse.children(child, "case", "mark")):
            return child
    for thing in parse.children(cue, "obj"):
        for child in parse.children(thing, "nmod", "acl"):
            if any(mark.lemma.lower() == "as" for mark in parse.children(child, "case")):
                return child
    return None


def says(token: Token) -> bool:
    """Whether a verb is one of plain speech: then it is the cue proper in *quoted as saying*, *reported to have said*."""
    return is_verbal(token) and lexicon().get((token.lemma.lower(), "verb"), ())[:1] == ("say",)


def _infinitive(parse: Parse, token: Token) -> bool:
    return "to" in parse.marks(token)


def _gerund(parse: Parse, cue: Token) -> Token | None:
    """*Spoke of building a wall*: a participle after a preposition of topic."""
    for child in parse.children(cue, "advcl"):
        marks = {mark.lemma.lower() for mark in parse.children(child, "mark", "case")}
        if child.tag == "VBG" and child.index > cue.index and marks & {"of", "about", "for", "against", "on"}:
            return child
    return None


def _topical(parse: Parse, token: Token) -> bool:
    first = (parse.preposition(token) or "").partition(" ")[0]
    if token.dep.startswith("obl") and ((first in ("in", "from")) or (first == "at" and token.pos == "PROPN")):
        return False  # where something is said
    if token.dep.startswith(("acl", "advcl")):
        first = next((mark.lemma.lower() for mark in parse.children(token, "mark")), "")
    return first in TOPIC and token.dep not in ("obl:unmarked", "obl:tmod", "obl:agent")


def _party(parse: Parse, cue: Token, token: Token) -> bool:
    """Whether a phrase names who is spoken to, or whose words they are, not what they are about (*an interview with the BBC*)."""
    kin = lexicon().get((cue.lemma.lower(), "noun" if cue.pos == "NOUN" else "verb"), ())
    if parse.preposition(token) == "from" and cue.pos == "NOUN":
        return True
    return parse.preposition(token) in ("to", "with") and kin[:1] in (("say",), ("write",), ("voice",), ("discuss",))


def _is_listener(token: Token) -> bool:
    return token.pos in ("PRON", "PROPN") or token.lemma in ("reporter", "journalist", "people", "crowd", "supporter", "audience")


def _goes_on(parse: Parse, token: Token, cue: Token, thing: Token) -> bool:
    """Whether a dependent completes what is said of the object (*criticised the bank for its fees*)."""
    if token.index < thing.index or token.index < cue.index:
        return False
    if token.dep.startswith("advcl"):
        return any(mark.lemma in ("of", "for", "as") for mark in parse.children(token, "mark", "case"))
    return parse.preposition(token) in ("of", "for", "as", "about", "against")


def _phrases(parse: Parse, heads: Sequence[Token]) -> list[Token]:
    return [token for head in heads for token in parse.subtree(head)]


def _brief(parse: Parse, objects: Sequence[Token], named: Token) -> list[Token]:
    """The thing named where it makes one piece with its name (*called the vote a farce*), or is a word or two."""
    tokens = [token for token in _phrases(parse, objects) if "PronType=Rel" not in token.morph]
    return tokens if named.dep == "xcomp" or len(tokens) <= BRIEF else []


def _unmarked(parse: Parse, token: Token) -> list[Token]:
    """A phrase without its *as*."""
    marks = {each.index for each in parse.children(token, "case", "mark")}
    return [each for each in parse.subtree(token) if each.index not in marks]


def _uncased(parse: Parse, token: Token) -> list[Token]:
    """A phrase without its preposition."""
    cases = {each.index for case in parse.children(token, "case") for each in parse.subtree(case)}
    cases |= {each.index for each in parse.children(token, "mark")} if token.tag == "VBG" else set()
    return [each for each in parse.subtree(token) if each.index not in cases]

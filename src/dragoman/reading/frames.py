"""Finds the frame of a word and what fills its slots, over UD edges. Voice and shared arguments are settled here."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dragoman.knowledge.cues import modality_words
from dragoman.knowledge.frames import Frame, Index, Need, Path, classes
from dragoman.reading.graph import Parse, Token, related

KINDS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj", "ADV": "adv", "ADP": "prep"}
CLAUSES = ("ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj")
CONTROLLED_BY_SUBJECT = frozenset(
    [
        "promise",
        "agree",
        "vow",
        "pledge",
        "threaten",
        "offer",
        "refuse",
        "decide",
        "plan",
        "want",
        "seek",
        "try",
        "attempt",
        "begin",
        "start",
        "continue",
        "fail",
    ]
)

CONTROLLED_BY_OBJECT = frozenset(
    ["urge", "ask", "order", "tell", "press", "pressure", "persuade", "force", "allow", "invite", "want", "call", "demand", "help"]
)
PARTICLES = frozenset(("back", "away", "out", "off", "down", "up", "in", "home", "forward", "aside", "over", "together"))

ClassTest = Callable[[Token, frozenset[str]], bool]
"""Whether a token, by what it names, belongs to one of these classes."""


def no_class(_token: Token, _classes: frozenset[str]) -> bool:
    """A class test for parses without actors."""
    return False


def frame_of(parse: Parse, token: Token, frames: Index, in_class: ClassTest = no_class) -> Frame | None:
    """The frame with the most needs that `token` fulfils, or None."""
    for key in frame_keys(parse, token):
        for frame in frames.get(key, ()):
            if all(fulfilled(parse, token, need, in_class) for need in frame.needs):
                return frame
    return None


def frame_keys(parse: Parse, token: Token) -> list[tuple[str, str]]:
    """The heads and parts of speech under which frames of a word may stand, the likeliest first."""
    kind = KINDS.get(token.pos)
    if kind is None:
        return []
    keys = list(dict.fromkeys([(token.lemma.lower(), kind), (token.text.lower(), kind)]))
    if kind == "verb" and (particle := parse.child(token, "compound:prt")):
        keys.insert(0, (f"{token.lemma.lower()} {particle.lemma.lower()}", kind))
    if kind == "noun" and token.dep == "compound":
        keys.append((token.lemma.lower(), "adj"))
    if token.dep == "amod":
        keys += [(token.text.lower(), "adj"), (token.lemma.lower(), "verb")]
    if whole := parse.hyphenated(token):
        keys = [(whole, "adj" if token.dep in ("amod", "compound") else kind), *keys]
    return keys


def fulfilled(parse: Parse, token: Token, need: Need, in_class: ClassTest = no_class) -> bool:
    """Whether the companions of `token` are what `need` asks for."""
    found = [each for path in need.paths for each in fillers(parse, token, path)]
    if need.words is None:
        return bool(found) != need.empty
    return need.empty != any(
        each.lemma.lower() in need.words
        or each.text.lower() in need.words
        or parse.hyphenated(each) in need.words
        or in_class(each, need.classes)
        for head in found
        for counted in (head, *measured(parse, head))
        for each in parse.conjuncts(counted)
    )


def carrier(parse: Parse, noun: Token) -> Token:
    """The noun that stands in the clause for an event noun: *effort* for *mediation*, *series* for the *strikes* it is of."""
    head = parse.head(noun)
    if head is None or head.pos != "NOUN":
        return noun
    of = noun.dep == "nmod" and parse.preposition(noun) == "of"
    carries = (noun.dep == "compound" or of) and head.lemma.lower() in classes()["carrier"]
    return head if carries or (of and head.lemma.lower() in classes()["measure"]) else noun


def measured(parse: Parse, token: Token) -> list[Token]:
    """What is counted, under a word of measure or a number: the troops of *thousands of troops*, of *three of the troops*."""
    if token.lemma.lower() not in classes()["measure"] and token.pos != "NUM":
        return []
    return [each for counted in _cased(parse, token, "of") for each in (counted, *measured(parse, counted))]


def role(parse: Parse, token: Token, paths: Iterable[Path]) -> list[Token]:
    """The heads of what fills the first of the slots `paths` that is filled."""
    for path in paths:
        if found := fillers(parse, token, path):
            return found
    return []


def fillers(parse: Parse, token: Token, path: Path) -> list[Token]:
    """The heads of the phrases in a slot, or along a dotted path of slots."""
    found = [token]
    for slot in path:
        found = [filler for each in found for filler in _slot(parse, each, slot)]
    return found


def _slot(parse: Parse, token: Token, slot: str) -> list[Token]:
    match slot:
        case "subj":
            return subjects(parse, token)
        case "obj":
            return objects(parse, token)
        case "iobj":
            return parse.children(token, "iobj")
        case "poss":
            return _around(parse, token, "nmod:poss")
        case "mod":
            return _around(parse, token, "amod", "compound", "nmod:unmarked", "nummod")
        case "head":
            head = parse.head(token)
            if head is not None and head.lemma.lower() in classes()["measure"] and carrier(parse, token) is head:
                head = parse.head(head)  # what is launched in *launched a series of strikes*
            return [] if head is None else [head]
        case "prt":
            return particles(parse, token)
        case "xcomp" | "ccomp" | "advcl" | "acl" | "det" | "aux":
            return parse.children(token, slot)
        case "neg":
            return negations(parse, token)
        case "where":
            return where(parse, token)
    return obliques(parse, token, slot)


def _around(parse: Parse, token: Token, *deps: str) -> list[Token]:
    """Dependents of a word and, for an event noun, of what carries it."""
    carried = carrier(parse, token)
    found = parse.children(token, *deps)
    if carried.index != token.index:
        found = found + [each for each in parse.children(carried, *deps) if each.index != token.index]
    return found


def is_verbal(token: Token) -> bool:
    """Whether a word heads a clause as a verb."""
    return token.pos in ("VERB", "AUX")


def passive(parse: Parse, token: Token) -> bool:
    """Whether a verb stands in the passive, a bare participle after a noun (*the pact signed by…*) included."""
    if parse.children(token, "nsubj:pass", "csubj:pass", "aux:pass"):
        return True
    if token.dep == "acl" and token.tag in ("VBN", "VBD"):
        return not parse.children(token, "nsubj", "aux")
    if token.tag == "VBN" and token.dep in ("amod", "advcl") and not parse.children(token, "aux", "nsubj", "obj"):
        return True
    head = parse.head(token)
    if token.dep == "conj" and token.tag == "VBN" and head is not None and is_verbal(head):
        return not parse.children(token, "aux", "nsubj", "obj") and passive(parse, head)
    return False


def subjects(parse: Parse, token: Token, depth: int = 0) -> list[Token]:
    """Who does it: the subject, the agent of a passive, or what the clause shares with the one above it."""
    if depth > 8:
        return []
    if passive(parse, token):
        return parse.children(token, "obl:agent") or [
            each for each in parse.children(token, "obl") if parse.preposition(each) == "by"
        ]
    if own := parse.children(token, "nsubj") or willing(parse, token):
        return [_antecedent(parse, token, each) for each in own]
    if not is_verbal(token) and token.dep not in ("root", "conj", "ccomp", "parataxis", "advcl", "acl:relcl", "xcomp"):
        return []
    head = parse.head(token)
    if head is None:
        return []
    if token.dep.startswith("acl"):
        if token.dep == "acl:relcl":
            return []
        if token.tag == "VBG" or (token.tag == "VBN" and parse.children(token, "aux")):
            return [head]
        return parse.children(head, "nmod:poss") or _holder_of(parse, head, depth)
    if token.dep == "conj" and (is_verbal(head) or head.dep in (*CLAUSES, "root")):
        return objects(parse, head) if passive(parse, head) else subjects(parse, head, depth + 1)
    if token.dep == "xcomp":
        if head.lemma not in CONTROLLED_BY_SUBJECT and (patients := [*parse.children(head, "iobj"), *parse.children(head, "obj")]):
            return patients
        if passive(parse, head):
            return objects(parse, head)
        return subjects(parse, head, depth + 1)
    if token.dep.startswith("advcl") and is_verbal(head):
        if token.tag == "VBG" and any(mark.lemma in ("of", "from", "for") for mark in parse.children(token, "mark", "case")):
            return objects(parse, head) or subjects(parse, head, depth + 1)  # accused Russia of sending troops
        if head.lemma in CONTROLLED_BY_OBJECT and "to" in parse.marks(token):
            return objects(parse, head) or subjects(parse, head, depth + 1)
        return objects(parse, head) if passive(parse, head) else subjects(parse, head, depth + 1)
    if token.dep.startswith("advcl"):
        return subjects(parse, head, depth + 1)
    return []


def _holder_of(parse: Parse, noun: Token, depth: int) -> list[Token]:
    """Whose plan it is in *Russia announced a plan to …*: the subject of the verb that has the noun as object."""
    above = parse.head(noun)
    if above is not None and is_verbal(above) and noun.dep in ("obj", "obl", "xcomp"):
        return subjects(parse, above, depth + 1)
    return []


def objects(parse: Parse, token: Token) -> list[Token]:
    """To what it is done: the object, the subject of a passive, the noun a participle or a relative clause modifies."""
    if passive(parse, token):
        own = parse.children(token, "nsubj:pass")
        if own:
            return [_antecedent(parse, token, each) for each in own]
        head = parse.head(token)
        if head is not None and (token.dep.startswith("acl") or token.dep == "amod"):
            return [head]
        if head is not None and token.dep == "conj":
            return objects(parse, head)
        if head is not None and token.dep == "advcl":
            return subjects(parse, head, 1)
        return []
    if own := parse.children(token, "obj") or parse.children(token, "iobj"):  # urged Sudan (iobj) to free the pilot
        return [_antecedent(parse, token, each) for each in own]
    for verb in parse.children(token, "conj"):
        shared = parse.children(verb, "obj")
        if is_verbal(verb) and shared and verb.index - token.index <= 3:
            return shared
    head = parse.head(token)
    if head is not None and token.dep == "acl:relcl" and not parse.children(token, "ccomp", "xcomp"):
        subject = parse.child(token, "nsubj")
        if subject is not None and not _relative(subject) and not _stranded(parse, token):
            return [head]
    return []


def _stranded(parse: Parse, token: Token) -> bool:
    """Whether the relative clause takes its noun in another role (*with which*, *where*, *whose*)."""
    return any(_relative(each) or each.lemma in ("where", "when") for each in parse.children(token, "obl", "advmod"))


def _relative(token: Token) -> bool:
    return "PronType=Rel" in token.morph or (token.lemma.lower() in ("who", "which", "that", "whom") and token.pos == "PRON")


def willing(parse: Parse, token: Token) -> list[Token]:
    """The *it* of *it is ready to talk*, which a parser takes for the one of *it is good to talk*: only somebody can be so."""
    entry = modality_words().get((token.lemma.lower(), "adj")) if token.pos == "ADJ" else None
    return parse.children(token, "expl") if entry is not None and entry.act == "intend" else []


def _antecedent(parse: Parse, verb: Token, filler: Token) -> Token:
    """The noun a relative pronoun stands for."""
    if _relative(filler):
        at: Token | None = verb
        while at is not None and at.dep == "conj":
            at = parse.head(at)
        if at is not None and at.dep == "acl:relcl" and (noun := parse.head(at)) is not None:
            return noun
    return filler


def obliques(parse: Parse, token: Token, preposition: str) -> list[Token]:
    """The phrases after `preposition` that hang on a word or, for a verb, on its object."""
    wanted = preposition.replace("_", " ")
    found = _cased(parse, token, wanted)
    if not found and (carried := carrier(parse, token)).index != token.index:
        found = [each for each in _cased(parse, carried, wanted) if each.index != token.index]
    if not found and not is_verbal(token):
        found = [each for other in parse.children(token, "conj") for each in _cased(parse, other, wanted)]  # arrest or death of
    if not found and is_verbal(token):
        for each in objects(parse, token):
            if not passive(parse, token):
                found += _cased(parse, each, wanted)
        for each in parse.children(token, "xcomp"):
            found = found or _cased(parse, each, wanted)
    if not found and wanted == "by":
        found = parse.children(token, "obl:agent")
    if not found and wanted in ("in", "at", "on", "to"):
        found = where(parse, token)
    return found


def _cased(parse: Parse, token: Token, preposition: str) -> list[Token]:
    return [
        each for each in parse.children(token, "obl", "nmod") if each.dep != "nmod:poss" and parse.preposition(each) == preposition
    ]


def particles(parse: Parse, token: Token) -> list[Token]:
    """The particles of a verb, those that the parse takes for adverbs too: *hit **back***, *moved **away***."""
    adverbs = [each for each in parse.children(token, "advmod") if each.lemma.lower() in PARTICLES]
    return [*parse.children(token, "compound:prt"), *adverbs]


def negations(parse: Parse, token: Token) -> list[Token]:
    """The words that negate a word, its subject or its object: *not*, *never*, *no*, *neither*, *nobody*."""
    named = parse.children(token, "nsubj", "nsubj:pass", "obj")
    dets = [det for each in named for det in parse.children(each, "det")]
    return [
        each
        for each in (*parse.children(token, "advmod", "det", "cc:preconj"), *dets, *named)
        if each.lemma.lower() in ("not", "n't", "never", "no", "neither", "nor", "n’t", "nobody", "none", "nothing")
    ]


def where(parse: Parse, token: Token) -> list[Token]:
    """The noun that a relative clause with *where* tells of, or the word *there*."""
    head = parse.head(token)
    adverbs = {each.lemma.lower(): each for each in parse.children(token, "advmod")}
    if head is not None and token.dep == "acl:relcl" and "where" in adverbs:
        return [head]
    return [adverbs["there"]] if "there" in adverbs else []


def clause(parse: Parse, token: Token) -> Token:
    """The word at the head of the clause `token` stands in: the nearest verb or clausal head above it."""
    at = token
    while not (is_verbal(at) and at.dep != "amod") and not related(at, "root", *CLAUSES):
        head = parse.head(at)
        if head is None:
            break
        at = head
    return at

"""Which words report what somebody says, thinks or wants: a linear model over the parse, for cues that no frame lists.

The features are of the kind *shape and family* (`clause·think`), so that what is learnt of one word holds for its kin; the
weights are a table. `training/attribution.md` tells what they were learnt from.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from dragoman.knowledge.actors import offices, populations
from dragoman.knowledge.cues import NO_CUE, lexicon, weights
from dragoman.knowledge.frames import Frame
from dragoman.reading.contents import Content
from dragoman.reading.frames import is_verbal, negations, passive
from dragoman.reading.graph import Parse, Token
from dragoman.reading.speakers import Speaker
from dragoman.reading.stage import Reading

POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adj"}
_PERSONAL = {"i": "I", "we": "I", "you": "you", "he": "they", "she": "they", "they": "they", "it": "it", "one": "one"}
_INDEFINITE = frozenset(
    [
        "some",
        "many",
        "others",
        "other",
        "most",
        "few",
        "several",
        "both",
        "all",
        "everyone",
        "everybody",
        "nobody",
        "none",
        "no-one",
        "anyone",
        "who",
    ]
)
WH = frozenset(["whether", "if", "how", "why", "what", "who", "where", "when", "which"])
_EDGES = (2, 4, 8, 16)


def families_of(cue: Token, parse: Parse) -> tuple[str, ...]:
    """The families of a word, with its particle where it has one (*lash out*)."""
    pos = POS.get(cue.pos, "")
    lemma = cue.lemma.lower()
    if pos == "verb":
        for particle in parse.children(cue, "compound:prt", "obl", "advmod"):
            word = particle.lemma.lower() if particle.dep != "obl" else ""
            if word and (found := lexicon().get((f"{lemma} {word}", pos))):
                return found
    return lexicon().get((lemma, pos), ())


def probability(reading: Reading, content: Content, speaker: Speaker, frame: Frame | None) -> float:
    """How likely a word reports the content, with this holder."""
    table = weights()
    score = sum(table.get(feature, 0.0) for feature in features(reading, content, speaker, frame))
    return 1 / (1 + math.exp(-score))


def features(reading: Reading, content: Content, speaker: Speaker, frame: Frame | None) -> Iterator[str]:
    """What the model sees of a cue and what it would report."""
    parse, cue, shape = reading.parse, content.cue, content.shape
    kin = families_of(cue, parse)
    holder = holder_kind(reading, speaker)
    yield "always"
    yield f"shape:{shape}·{cue.pos}"
    for family in kin or ("unlisted",):
        yield f"family:{family}"
        yield f"{shape}·{family}"
        yield f"{holder}·{family}"
    alone = kin and all(family in NO_CUE for family in kin)
    standing = "listed" if kin and not alone else "no cue" if alone else "unlisted"
    yield f"standing:{standing}·{shape}"
    if frame is not None:
        yield f"framed·{shape}"
    yield f"holder:{holder}"
    yield f"{shape}·holder:{holder}"
    yield f"{standing}·holder:{holder}"
    yield from _of_clause(parse, cue, shape)
    yield from _of_content(parse, content)


def holder_kind(reading: Reading, speaker: Speaker) -> str:
    """What sort of thing would speak: a name, a person, an organ, a document, a thing."""
    if not speaker.heads:
        return "nobody"
    head = speaker.heads[0]
    lemma = head.lemma.lower()
    if head.pos == "PRON" or head.text.lower() in _PERSONAL:
        return _PERSONAL.get(head.text.lower(), "who" if lemma in _INDEFINITE else "this")
    actor = next((each for each in speaker.actors if each), None)
    if actor is not None and reading.mentions.at(head) is not None:
        return reading.kind(actor)
    if head.pos == "PROPN":
        return "name"
    if "show" in lexicon().get((lemma, "noun"), ()) or "write" in lexicon().get((lemma, "noun"), ()):
        return "document"
    if lemma in populations() or (lemma,) in offices() or lemma.endswith(("er", "or", "ist", "ian", "ant", "man", "woman")):
        return "people"
    if lemma in _INDEFINITE or head.pos in ("DET", "NUM", "ADJ"):
        return "some"
    return "thing"


def _of_clause(parse: Parse, cue: Token, shape: str) -> Iterator[str]:
    dep = cue.dep.partition(":")[0] if cue.dep != "acl:relcl" else "relcl"
    yield f"dep:{dep}"
    yield f"{shape}·dep:{dep}"
    if is_verbal(cue):
        yield f"form:{_form(parse, cue)}·{shape}"
        if passive(parse, cue):
            yield f"passive·{shape}"
        if negations(parse, cue):
            yield "negated"
        if (above := parse.head(cue)) is not None and dep in ("ccomp", "xcomp"):
            kin = families_of(above, parse)
            yield "under a cue" if kin and not all(each in NO_CUE for each in kin) else "under another verb"
    if cue.pos == "NOUN":
        yield f"noun:{dep}·{shape}"
        yield (
            "definite"
            if any(each.lemma.lower() in ("the", "this", "that") for each in parse.children(cue, "det"))
            else "indefinite"
        )
        yield "owned" if parse.children(cue, "nmod:poss") else "not owned"
        yield "plural" if "Number=Plur" in cue.morph else "singular"


def _form(parse: Parse, cue: Token) -> str:
    """Tense and mood: *said*, *says*, *would say*, *saying*, *to say*."""
    helpers = {each.lemma.lower() for each in parse.children(cue, "aux")}
    if helpers & {"will", "would", "could", "should", "can", "may", "might", "must", "shall", "'ll"}:
        return "modal"
    if "to" in parse.marks(cue):
        return "infinitive"
    if cue.tag == "VBG":
        return "progressive" if "be" in helpers else "participle"
    if cue.tag == "VBN" and not helpers:
        return "participle past"
    if "have" in helpers:
        return "perfect"
    return {"VBD": "past", "VBN": "past", "VBZ": "present", "VBP": "present"}.get(cue.tag, "base")


def _of_content(parse: Parse, content: Content) -> Iterator[str]:
    shape, head = content.shape, content.head
    words = [token for token in content.tokens if token.dep != "punct"]
    yield f"length:{sum(len(words) > edge for edge in _EDGES)}·{shape}"
    yield f"content:{head.pos}·{shape}"
    if any(token.text in '"“”«»' or token.text in ("''", "``") for token in content.tokens):
        yield "quoted"
    if len(words) == 1 and words[0].pos in ("PRON", "DET"):
        yield f"pronoun·{shape}"
    if shape == "clause":
        marks = parse.marks(head)
        first = words[0].text.lower() if words else ""
        yield "that" if "that" in marks else "wh" if first in WH or marks & WH else "bare"
        finite = any("VerbForm=Fin" in each.morph for each in [head, *parse.children(head, "aux", "cop")])
        yield "finite" if finite else "not finite"
    if shape in ("about", "object", "as"):
        preposition = (parse.preposition(head) or "none").partition(" ")[0]
        yield f"preposition:{preposition}·{content.cue.pos}"
        yield "clause within" if any(each.pos == "VERB" for each in words) else "phrase only"
        yield "name within" if any(each.pos == "PROPN" for each in words) else "no name within"

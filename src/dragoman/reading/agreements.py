"""Agreements: who is party, at which stage they are, and what they bind whom to."""

from __future__ import annotations

import dataclasses
import re
from functools import partial

from dragoman.knowledge.agreements import nouns, stages, terms
from dragoman.knowledge.frames import Frame
from dragoman.reading.dating import date_of, place_of
from dragoman.reading.events import evidence_of, holder_of
from dragoman.reading.frames import clause, fillers, frame_of, role
from dragoman.reading.graph import Parse, Token
from dragoman.reading.mentions import actors_of
from dragoman.reading.modality import modality_of
from dragoman.reading.provisions import denied, owed, provision, provision_frame, sides
from dragoman.reading.stage import Reading
from dragoman.record import Agreement, Modality, Provision, ProvisionType, Span, Stage, StageChange, Told, content_id

NEAR = 6
"""Sentences after the last mention of an agreement in which its provisions are looked for."""

ORDER: tuple[Stage, ...] = (
    "proposed",
    "negotiated",
    "initialled",
    "signed",
    "ratified",
    "provisionally-applied",
    "in-force",
    "invoked",
    "suspended",
    "replaced",
    "denounced",
    "withdrawn",
    "ended",
)

_NAME_RIGHT = re.compile(r"(?:\s+(?:on|of|for|and|the|to|in)\b|\s+[A-Z][\w-]+)*\s+[A-Z][\w-]+")


@dataclasses.dataclass
class _Draft:
    """An agreement while its mentions are gathered."""

    kind: str
    parties: list[str]
    signatories: list[str]
    tokens: list[Token]
    rule: str
    name: str | None = None
    stage: Stage | None = None
    signed: str | None = None
    place: str | None = None
    provisions: list[Provision] = dataclasses.field(default_factory=list)
    stages: list[StageChange] = dataclasses.field(default_factory=list)


def agreements(reading: Reading) -> tuple[Agreement, ...]:
    """The agreements of a document with two parties at least, in order of their first mention."""
    drafts: list[_Draft] = []
    for token in reading.parse.tokens:
        if _names_agreement(reading, token):
            _take(reading, drafts, token)
    kept = [draft for draft in drafts if len(draft.parties) >= 2]
    for token in reading.parse.tokens:
        _provision(reading, kept, token)
    return tuple(_agreement(reading, draft) for draft in kept)


def _names_agreement(reading: Reading, token: Token) -> bool:
    if token.index in reading.mentions.by_token:
        return False
    if token.lemma.lower() == "one" and token.pos in ("PRON", "NUM", "NOUN"):
        return any(frame_of(reading.parse, each, stages()) for each in reading.parse.children(token, "acl"))
    return (
        token.pos in ("NOUN", "PROPN")
        and token.lemma.lower() in nouns()
        and not (token.dep == "compound" and token.head > token.index)
    )


def _take(reading: Reading, drafts: list[_Draft], token: Token) -> None:
    """Adds a mention to the agreement it speaks of, or opens a new one."""
    parse = reading.parse
    verb, frame = _stage_of(reading, token)
    actors = _parties(reading, token, verb, frame)
    parties = sides(reading, actors)
    people = [actor for actor in actors if reading.kind(actor) == "person"]
    draft = _known(parse, drafts, token, parties)
    if draft is None and frame is not None and frame.payload["stage"] == "denounced":
        draft = _known(parse, drafts, token, [])
        if draft is not None:  # who is no party to it only speaks against it
            parties, frame = [], None
    if draft is None:
        draft = _Draft(nouns().get(token.lemma.lower(), "treaty"), [], [], [], frame.rule if frame else "agreement/noun")
        drafts.append(draft)
    draft.tokens.append(token)
    draft.parties += [party for party in parties if party not in draft.parties and len(draft.parties) < 12]
    draft.name = draft.name or _name(parse, token)
    if frame is None or verb is None:
        return
    stage: Stage = frame.payload["stage"]  # type: ignore[assignment]
    modality = modality_of(parse, verb)
    step = _step(reading, verb, frame, modality, parties)
    if not any((each.stage, each.by, each.date) == (step.stage, step.by, step.date) for each in draft.stages):
        draft.stages.append(step)
    if modality == "denied":
        return
    if modality in ("planned", "possible") and stage in ("signed", "ratified", "in-force"):
        stage = "negotiated"
    if draft.stage is None or ORDER.index(stage) > ORDER.index(draft.stage):
        draft.stage = stage
    if stage == "signed":
        draft.signatories += [person for person in people if person not in draft.signatories]
        draft.signed = draft.signed or date_of(reading, verb)
        draft.place = draft.place or place_of(reading, verb)


def _step(reading: Reading, verb: Token, frame: Frame, modality: Modality, parties: list[str]) -> StageChange:
    """What a mention says is done with the agreement, for its list of stages."""
    return StageChange(
        frame.payload["stage"],  # type: ignore[arg-type]
        tuple(parties),
        date_of(reading, verb),
        modality,
        holder_of(reading, (verb.start, verb.end)),
        evidence_of(reading.parse, verb),
        frame.rule,
    )


def _stage_of(reading: Reading, token: Token) -> tuple[Token | None, Frame | None]:
    """The word that says what is done with the agreement, and its frame."""
    candidates = [*reading.parse.children(token, "acl"), *list(reading.parse.ancestors(token))[:2]]
    for each in candidates:
        frame = frame_of(reading.parse, each, stages())
        if frame is None:
            continue
        taken = {filler.index for need in frame.needs for path in need.paths for filler in fillers(reading.parse, each, path)}
        taken |= {other.index for index in taken for other in reading.parse.conjuncts(reading.parse.tokens[index])}
        if token.index in taken:
            return each, frame
    return None, None


def _parties(reading: Reading, token: Token, verb: Token | None, frame: Frame | None) -> list[str]:
    parse = reading.parse
    heads: list[Token] = []
    if verb is not None and frame is not None:
        heads += [each for each in role(parse, verb, frame.roles["parties"]) if each.index != token.index]
    heads += parse.children(token, "nmod:poss")
    heads += [each for each in parse.children(token, "amod", "compound") if reading.mentions.at(each)]
    for word in ("between", "with", "among"):
        heads += fillers(parse, token, (word,))
    if verb is not None and frame is not None:
        heads += role(parse, verb, frame.roles["with"])
    found: list[str] = []
    for head in heads:
        found += actors_of(parse, reading.mentions, head)
    return list(dict.fromkeys(found))


def _known(parse: Parse, drafts: list[_Draft], token: Token, parties: list[str]) -> _Draft | None:
    """The agreement a mention goes back to: of the same parties, or, for *the pact*, the last one that fits."""
    kind = nouns().get(token.lemma.lower(), "treaty")
    definite = any(each.lemma.lower() in ("the", "this", "that", "these") for each in parse.children(token, "det"))
    definite = definite or bool(parse.children(token, "nmod:poss"))
    for draft in reversed(drafts):
        shared = set(parties) & set(draft.parties)
        if len(parties) >= 2:
            if shared == set(parties) or (len(shared) >= 2 and shared == set(draft.parties)):
                return draft
        elif token.lemma.lower() == "one":
            continue
        elif parties and draft.parties:
            if shared:
                return draft
        elif parties or not definite:
            continue
        elif _same_kind(kind, draft.kind):
            mains = [each for each in drafts if len(each.parties) >= 2 and _same_kind(kind, each.kind)]
            return max(mains, key=_weight) if mains else draft
    return None


def _weight(draft: _Draft) -> int:
    return len(draft.tokens)


def _same_kind(one: str, other: str) -> bool:
    return (one == "ceasefire") == (other == "ceasefire") or "deal" in (one, other)


def _name(parse: Parse, token: Token) -> str | None:
    """The proper name a mention bears: *Treaty on Alliance and Integration*, *Minsk agreement*."""
    text = parse.text
    if token.text[0].isupper():
        right = _NAME_RIGHT.match(text, token.end)
        if right and right.end() - token.end < 120:
            return " ".join(text[token.start : right.end()].split())
    left = token.index
    while (
        left > 0
        and parse.tokens[left - 1].text[0].isupper()
        and parse.tokens[left - 1].pos == "PROPN"
        and (parse.tokens[left - 1].index >= parse.sentence(token).first)
    ):
        left -= 1
    if left < token.index and token.text[0].isupper():
        return text[parse.tokens[left].start : token.end]
    return None


# ---------------------------------------------------------------- provisions


def _provision(reading: Reading, drafts: list[_Draft], token: Token) -> None:
    parse = reading.parse
    frame = provision_frame(reading, token) if drafts else None
    draft = _bound(reading, drafts, token) if frame else None
    if frame is None or draft is None or denied(parse, token, frame):
        return
    by, to = owed(reading, token, frame, draft.parties)
    if by and not set(by) & set(draft.parties):
        return
    type: ProvisionType = frame.payload["type"]  # type: ignore[assignment]
    stated = provision(reading, token, frame, by, to, "actual" if draft.stage in ("in-force", "ratified") else "planned")
    for at, each in enumerate(draft.provisions):
        if each.type == type and (each.by == tuple(by) or frame.payload["mutual"] or not by):
            draft.provisions[at] = _stated_too(each, stated)
            return
    draft.provisions = [each for each in draft.provisions if each.type != type or each.by]  # who owes it is known now
    draft.provisions.append(stated)


def _stated_too(first: Provision, other: Provision) -> Provision:
    """A provision with one more holder, where that one is new; its condition, place and time wherever they are told."""
    first = dataclasses.replace(
        first, condition=first.condition or other.condition, scope=first.scope or other.scope, date=first.date or other.date
    )
    if other.holder == first.holder or any(each.holder == other.holder for each in first.also):
        return first
    return dataclasses.replace(first, also=(*first.also, Told(other.holder, other.evidence)))


def _bound(reading: Reading, drafts: list[_Draft], token: Token) -> _Draft | None:
    """The agreement that a word's clause sets terms of: its subject or its ground, or the one spoken of, if it obliges."""
    parse = reading.parse
    by_token = {each.index: draft for draft in drafts for each in draft.tokens}
    if token.index in by_token and by_token[token.index].kind == "ceasefire":
        return by_token[token.index]
    if token.index in by_token:
        return None
    here = parse.sentence_number(token)
    if _history(parse, clause(parse, token)):
        return None
    chain = [token, *parse.ancestors(token)]
    for above in chain:
        for each in (above, *parse.children(above, "nsubj", "obl", "nsubj:pass", "obj")):
            if each.index in by_token and each.index != token.index and _sets_terms(parse, above, each):
                return by_token[each.index]
    near = [draft for draft in drafts if any(0 <= here - parse.sentence_number(each) <= NEAR for each in draft.tokens)]
    verb = clause(parse, token)
    if near and (_obliges(parse, verb) or any(map(partial(_lays_down, parse), chain))):
        return max(near, key=_weight)
    return None


def _lays_down(parse: Parse, verb: Token) -> bool:
    """*It provides for …*: what only an agreement does, though a pronoun stands for it."""
    doers = {each.lemma.lower() for each in parse.children(verb, "nsubj")}
    return verb.lemma.lower() in terms()["lay-down"] and bool(doers & {"it", "this", "that"})


def _sets_terms(parse: Parse, above: Token, mention: Token) -> bool:
    """Whether the agreement is what the clause speaks of, not what somebody signs or condemns."""
    if mention.dep.startswith("nsubj"):
        return True
    if mention.dep in ("obl", "nmod"):
        return parse.preposition(mention) in ("under", "in", "by", "according to", "per")
    return mention.index == above.index


def _history(parse: Parse, verb: Token) -> bool:
    """Whether a clause beside the main one tells what was before (*where Russia has stationed troops*), no term of anything."""
    if not verb.dep.startswith(("acl:relcl", "advcl")):
        return False
    return any(each.lemma == "have" for each in parse.children(verb, "aux")) or {"Tense=Past", "VerbForm=Fin"} <= verb.morph


def _obliges(parse: Parse, verb: Token) -> bool:
    words = {each.text.lower() for each in parse.children(verb, "aux")}
    head = parse.head(verb)
    if verb.dep == "conj" and head is not None and not words:
        words = {each.text.lower() for each in parse.children(head, "aux")}
    if words & {"will", "shall", "must", "would", "'ll"}:
        return True
    return (
        verb.dep == "xcomp"
        and head is not None
        and head.lemma in ("agree", "pledge", "promise", "commit", "undertake", "oblige", "bind", "require", "make", "have")
    )


# ---------------------------------------------------------------- the record


def _agreement(reading: Reading, draft: _Draft) -> Agreement:
    first = draft.tokens[0]
    return Agreement(
        content_id("g", reading.document.id, draft.parties, (first.start, first.end)),
        draft.name,
        draft.kind,
        tuple(draft.parties),
        tuple(draft.signatories),
        draft.signed,
        draft.place,
        draft.stage,
        tuple(_phrase(reading.parse, token) for token in draft.tokens),
        tuple(draft.provisions),
        draft.rule,
        tuple(draft.stages),
    )


def _phrase(parse: Parse, token: Token) -> Span:
    left = [each for each in parse.children(token, "det", "amod", "compound", "nmod:poss") if each.index < token.index]
    return parse.span([*left, token])

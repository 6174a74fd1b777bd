"""What is done with words about an event: PLOVER codes the promise, the demand, the refusal and the threat, not what they are of.

*Agreed to send troops* is one agreement, *said it would not lift the ban* one refusal. `Draft.under` keeps what the inner
event stands under, and the modality of an event that was recoded itself stays that of what it tells of.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from dragoman.knowledge.cues import Act
from dragoman.knowledge.frames import Frame
from dragoman.knowledge.verbs import cameo, recoding
from dragoman.reading.frames import objects
from dragoman.reading.graph import Token, related
from dragoman.reading.modality import Stance
from dragoman.reading.roles import Roles
from dragoman.reading.stage import Reading
from dragoman.record import NARRATOR

COLUMNS = {"AGREE": "agree", "REQUEST": "request", "REJECT": "reject", "THREATEN": "threaten"}
"""The types whose frames stand over other events, and the column of `ontology/recode.csv` that says what of."""

_COMPLEMENT = ("xcomp", "ccomp", "obj", "nmod", "obl", "acl", "advcl", "conj", "nsubj:pass")
CONDITIONS = frozenset(["if", "unless", "provided", "until"])
DECIDING = frozenset(["decide", "plan", "announce", "order", "decision", "announcement"])
"""Words that make a future retreat a concession, as PLOVER has it; what is agreed or promised is AGREE."""

CAUSES = ("REQUEST", "ACCUSE", "REJECT")
"""What a crowd says by protesting, and what it protests against."""

_STEPS = 4


@dataclass(frozen=True)
class Draft:
    """An event before it becomes a record: its word, frame, actors, code and stance; `under`: the word it stands under."""

    token: Token
    frame: Frame
    roles: Roles
    stance: Stance
    cameo: str
    under: Token | None = None

    @property
    def type(self) -> str:
        """The PLOVER type."""
        return cameo()[self.cameo].type


def recoded(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """The drafts coded by what was done: those under a promise, demand, refusal or threat are told as such."""
    by_token = {draft.token.index: draft for draft in drafts}
    for draft in drafts:
        over = _over(reading, draft, by_token)
        if over is None:
            protest = _protest_over(reading, draft, by_token)
            if protest is not None:
                by_token[protest.token.index] = _against(protest, draft)
            part_of = protest or _condition_of(reading, draft, by_token)
            told = _alone(reading, draft) if part_of is None else dataclasses.replace(draft, under=part_of.token)
            by_token[draft.token.index] = told
        else:
            by_token[draft.token.index] = dataclasses.replace(draft, under=over.token)
            by_token[over.token.index] = _about(by_token[over.token.index], draft)
    return list(by_token.values())


def _over(reading: Reading, draft: Draft, by_token: Mapping[int, Draft]) -> Draft | None:
    """The nearest event of words in whose complement `draft` stands."""
    below = draft.token
    for step, above in enumerate(reading.parse.ancestors(draft.token)):
        if step >= _STEPS or not related(below, *_COMPLEMENT) or below.dep == "acl:relcl":
            return None
        if below.dep == "conj" and reading.parse.children(below, "nsubj"):
            return None
        if below.dep == "advcl" and "to" not in reading.parse.marks(below):
            return None
        found = by_token.get(above.index)
        if found is not None and below.dep != "conj" and COLUMNS.get(found.type):
            return found
        below = above
    return None


def _condition_of(reading: Reading, draft: Draft, by_token: Mapping[int, Draft]) -> Draft | None:
    """The event that `draft` is only a condition of: *will stay unless the rebels withdraw*."""
    for at in (draft.token, *reading.parse.ancestors(draft.token)):
        marks = reading.parse.marks(at)
        if at.dep == "advcl" and marks & CONDITIONS:
            return next((by_token[above.index] for above in reading.parse.ancestors(at) if above.index in by_token), None)
        if at.dep in ("root", "parataxis", "conj") and at.pos == "VERB":
            return None
    return None


def _protest_over(reading: Reading, draft: Draft, by_token: Mapping[int, Draft]) -> Draft | None:
    """The protest that `draft` only tells the cause of: *blocked the streets to demand …*, *a strike against the refusal of …*."""
    if draft.type not in CAUSES:
        return None
    for above in islice(reading.parse.ancestors(draft.token), _STEPS):
        told = [by_token[each.index] for each in (above, *objects(reading.parse, above)) if each.index in by_token]
        if (found := next((each for each in told if each.type == "PROTEST"), None)) is not None:
            return found
    return None


def _against(protest: Draft, cause: Draft) -> Draft:
    """A protest against nobody named is against those of whom something is demanded, or who refused it."""
    roles = protest.roles
    others = cause.roles.targets if cause.type != "REJECT" else cause.roles.sources
    targets = roles.targets or tuple(each for each in others if each not in roles.sources)
    return dataclasses.replace(protest, roles=roles._replace(targets=targets))


def _about(outer: Draft, inner: Draft) -> Draft:
    """An act of words once it is known what of: its code says so, and it takes the other side from there."""
    found = recoding(inner.cameo)
    code = getattr(found, COLUMNS[outer.type])
    if outer.type == "AGREE" and found.threaten is not None and not outer.roles.reciprocal:
        code = found.threaten  # to promise an attack is to threaten; what two agree on with each other is aimed at neither
    general = outer.cameo[2:] in ("", "0") or outer.type == "AGREE"
    others = (inner.roles.sources, inner.roles.targets)
    roles = outer.roles
    if not roles.targets:
        first, second = others if outer.type == "REQUEST" else reversed(others)
        left = [each for side in (first, second) for each in side if each not in roles.sources]
        chosen = tuple(each for each in (first or second) if each in left) or tuple(left)
        roles = roles._replace(targets=chosen)
    return dataclasses.replace(outer, roles=roles, cameo=code if code is not None and general else outer.cameo)


def _alone(reading: Reading, draft: Draft) -> Draft:
    """An event that is told as not done yet, or not done at all, with no frame for the telling."""
    found, stance, roles = recoding(draft.cameo), draft.stance, draft.roles
    code: str | None = None
    match stance.act:
        case "intend":
            code = found.agree or found.threaten
            if draft.type == "RETREAT" and stance.by is not None and stance.by.lemma.lower() in DECIDING:
                code = "080"
            if code is not None and _unless(reading, draft.token):
                code = found.threaten or "130"
        case "threaten":
            code = found.threaten or ("130" if found.agree else None)
        case "refuse":
            code = found.reject
        case "oblige":
            speaker = _speaker(reading, draft.token)
            if speaker is not None and speaker not in roles.sources:
                code, roles = found.request, roles._replace(sources=(speaker,), targets=roles.sources or roles.targets)
    if code is None:
        refused = draft.type == "REJECT" and stance.modality == "planned"
        return dataclasses.replace(draft, stance=Stance("actual")) if refused else draft  # *would not recognise*: it refuses now
    return dataclasses.replace(draft, cameo=code, roles=roles)


ROOTS = {
    "CONSULT": "04",
    "SUPPORT": "05",
    "COOPERATE": "06",
    "AID": "07",
    "CONCEDE": "08",
    "RETREAT": "08",
    "PROTEST": "14",
    "MOBILIZE": "15",
    "SANCTION": "16",
    "COERCE": "17",
    "ASSAULT": "19",
}
"""The types of deeds and a CAMEO root of each: what becomes of one that is only promised, refused or threatened."""


def type_told(type: str, act: Act | None) -> str | None:
    """The type of a deed by how it is told: promised, refused, threatened; None where that makes no event."""
    if act is None or type not in ROOTS:
        return type
    found = recoding(ROOTS[type])
    code = {"intend": found.agree or found.threaten, "threaten": found.threaten, "refuse": found.reject}.get(act)
    return cameo()[code].type if code is not None else None


def _unless(reading: Reading, token: Token) -> bool:
    """Whether a condition hangs on a promise: *will withdraw unless …*."""
    return any("unless" in reading.parse.marks(each) for each in reading.parse.children(token, "advcl"))


def _speaker(reading: Reading, token: Token) -> str | None:
    inside = reading.said_around((token.start, token.end))
    speaker = inside[0].speaker if inside else None
    return None if speaker == NARRATOR else speaker

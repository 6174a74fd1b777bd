"""Provisions: the frame of a term, who owes it to whom, and on which condition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.knowledge.agreements import provisions, terms
from dragoman.knowledge.frames import Frame
from dragoman.reading.dating import date_of
from dragoman.reading.events import evidence_of, holder_of, in_class
from dragoman.reading.frames import clause, frame_of, role, subjects
from dragoman.reading.graph import Parse, Token
from dragoman.reading.mentions import actors_of
from dragoman.reading.modality import modality_of
from dragoman.reading.stage import Reading
from dragoman.record import Modality, Provision, Span

CONDITIONAL = ("if", "when", "whenever", "once", "unless", "should", "where")
CASES = ("event", "case")
"""*In the event of*, *in case of*."""
EACH = frozenset(["each", "every", "all", "any", "both", "the", "its"])
WITHIN = ("in", "on", "within", "inside", "throughout", "across", "along", "over", "at", "near")


def provision_frame(reading: Reading, token: Token) -> Frame | None:
    """The frame of the term that `token` sets, or None."""

    def test(each: Token, classes: frozenset[str]) -> bool:
        return in_class(reading, each, classes)

    return frame_of(reading.parse, token, provisions(), test)


def denied(parse: Parse, token: Token, frame: Frame) -> bool:
    """Whether the clause says that there is no such term; what a term itself forbids is none of that."""
    forbids = any(path[-1] == "neg" for need in frame.needs for path in need.paths)
    return not forbids and "denied" in (modality_of(parse, token), modality_of(parse, clause(parse, token)))


def owed(reading: Reading, token: Token, frame: Frame, parties: Sequence[str]) -> tuple[list[str], list[str]]:
    """Who owes it and to whom, as the frame and the clause say; of a mutual term all parties owe it."""
    debtors = role(reading.parse, token, frame.roles["by"])
    if any(_each_party(reading, head) for head in debtors):
        return list(parties), []
    by = sides(reading, _named(reading, debtors))
    to = sides(reading, _named(reading, role(reading.parse, token, frame.roles["to"])))
    if not by and not frame.payload["mutual"]:
        by = sides(reading, _named(reading, subjects(reading.parse, clause(reading.parse, token))))
        by = [party for party in by if party in parties]
    if frame.payload["mutual"] and not by:
        return list(parties), []
    if not by and len(parties) == 2 and len(to) == 1 and to[0] in parties:
        by = [party for party in parties if party not in to]
    return by, [each for each in to if each not in by]


def _each_party(reading: Reading, head: Token) -> bool:
    """*Each member*, *the parties*, *its signatories*: all that are bound."""
    before = {each.lemma.lower() for each in reading.parse.children(head, "det", "nmod:poss")}
    return head.lemma.lower() in terms()["member"] and reading.mentions.at(head) is None and bool(before & EACH)


def _named(reading: Reading, heads: Iterable[Token]) -> list[str]:
    return [actor for head in heads for actor in actors_of(reading.parse, reading.mentions, head)]


def sides(reading: Reading, actors: Iterable[str]) -> list[str]:
    """The polities, organisations and armed groups for which the actors sign."""
    found: list[str] = []
    for actor in actors:
        side = reading.polity(actor) or (actor if reading.kind(actor) == "armed-group" else None)
        if side is not None and side not in found:
            found.append(side)
    return found


def provision(
    reading: Reading,
    token: Token,
    frame: Frame,
    by: Sequence[str],
    to: Sequence[str],
    modality: Modality,
    article: str | None = None,
) -> Provision:
    """The provision as the record holds it."""
    return Provision(
        frame.payload["type"],  # type: ignore[arg-type]
        tuple(by),
        tuple(to),
        condition(reading.parse, token),
        modality,
        holder_of(reading, (token.start, token.end)),
        evidence_of(reading.parse, clause(reading.parse, token)),
        frame.rule,
        article,
        scope=scope(reading, token),
        date=date_of(reading, token),
    )


def scope(reading: Reading, token: Token) -> Span | None:
    """The words that say where a term holds: *along the whole border*, *in the north of the island*."""
    for above in dict.fromkeys((token, clause(reading.parse, token))):
        for each in reading.parse.children(above, "obl", "nmod"):
            named = each.pos == "PROPN" and bool(reading.places_in(each))
            if reading.parse.preposition(each) in WITHIN and (named or each.lemma.lower() in terms()["ground"]):
                return reading.parse.span(reading.parse.subtree(each))
    return None


def condition(parse: Parse, token: Token) -> Span | None:
    """The words of the condition a term stands under: *if the other is attacked*, *in the event of aggression*."""
    at = clause(parse, token)
    for above in (at, *([head] if (head := parse.head(at)) is not None and at.dep in ("xcomp", "ccomp") else [])):
        for each in parse.children(above, "advcl"):
            before = [mark for mark in parse.children(above, "advmod") if mark.index < each.index]
            marks = [mark for mark in (*before, *parse.children(each, "mark", "advmod")) if mark.lemma.lower() in CONDITIONAL]
            if marks:
                start, end = parse.span(parse.subtree(each))
                return min(start, marks[0].start), end
        for each in parse.children(above, "obl"):
            if each.lemma.lower() in CASES and parse.preposition(each) == "in":
                return parse.span(parse.subtree(each))
        for each in parse.children(above, "nsubj", "nsubj:pass"):
            if each.lemma.lower() in terms()["attack"]:  # *an armed attack against one shall be considered …*
                return parse.span(parse.subtree(each))
    return None

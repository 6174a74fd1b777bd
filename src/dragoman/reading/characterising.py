"""Words that carry a view (*annexation*, *liberation*, *so-called*) are kept with what they speak of, and with whose words they are."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from functools import cache

from dragoman.knowledge.cues import characterisations
from dragoman.reading.events import holder_of
from dragoman.reading.frames import objects
from dragoman.reading.graph import Token
from dragoman.reading.parse import READ
from dragoman.reading.stage import Reading
from dragoman.record import Agreement, Characterisation, Event, Span, Status

Found = tuple[Characterisation, tuple[Token, ...]]
"""A characterisation and the words it may speak of."""


def characterise(reading: Reading) -> Reading:
    """The reading with the characterisations on its events, agreements and statuses."""
    found = tuple(_characterisations(reading))
    if not found:
        return reading
    return dataclasses.replace(
        reading,
        events=tuple(_event(each, found) for each in reading.events),
        agreements=tuple(_agreement(each, found) for each in reading.agreements),
        statuses=tuple(_status(reading, each, found) for each in reading.statuses),
    )


@cache
def _phrases() -> re.Pattern[str]:
    words = sorted(characterisations(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def _characterisations(reading: Reading) -> Iterator[Found]:
    for block in reading.document.blocks:
        if block.kind not in READ:
            continue
        for match in _phrases().finditer(reading.document.text, *block.span):
            tokens = reading.parse.at(match.span())
            inside = {each.index for each in tokens}
            head = next((each for each in tokens if each.head not in inside or each.head == each.index), None)
            if head is not None:
                word = match.group().lower()
                told = Characterisation(word, characterisations()[word], holder_of(reading, match.span()), match.span())
                yield told, tuple(_spoken_of(reading, head))


def _spoken_of(reading: Reading, head: Token) -> Iterator[Token]:
    """The word itself, what it stands beside, and what it is said to be: *slammed the move as a land grab*, *called it illegal*."""
    yield head
    above = reading.parse.head(head)
    if above is None:
        return
    if head.dep in ("amod", "compound", "nmod", "acl", "appos"):
        yield above
    if head.dep == "xcomp" or reading.parse.preposition(head) == "as":
        yield from objects(reading.parse, above)
        yield from reading.parse.children(head, "nsubj")


def _touches(span: Span, words: tuple[Token, ...]) -> bool:
    return any(span[0] < each.end and each.start < span[1] for each in words)


def _event(event: Event, found: tuple[Found, ...]) -> Event:
    told = tuple(each for each, words in found if _touches(event.trigger, words))
    return dataclasses.replace(event, characterised=told) if told else event


def _agreement(agreement: Agreement, found: tuple[Found, ...]) -> Agreement:
    told = tuple(each for each, words in found if any(_touches(mention, words) for mention in agreement.mentions))
    return dataclasses.replace(agreement, characterised=told) if told else agreement


def _status(reading: Reading, status: Status, found: tuple[Found, ...]) -> Status:
    """A status is spoken of by the word that makes it, and by what stands beside its subject within its words."""
    made_by = status.rule.partition("/")[2].rpartition(".")[0]
    subject = reading.cast.get(status.subject)
    told = tuple(
        each
        for each, words in found
        if status.evidence[0] <= each.span[0] < status.evidence[1]
        and (made_by in each.word or (subject is not None and any(_touches(mention, words) for mention in subject.mentions)))
    )
    return dataclasses.replace(status, characterised=told) if told else status

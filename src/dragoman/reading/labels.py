"""Speakers set beside their words by a mark alone: *Minister: border to open*, *“We stay.” - Ana Petrova*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.knowledge.cues import lexicon
from dragoman.reading.graph import Token
from dragoman.reading.mentions import actors_of, head_of
from dragoman.reading.quotes import Quote
from dragoman.reading.spans import tidy
from dragoman.reading.speakers import Speaker, is_person
from dragoman.reading.stage import Reading
from dragoman.reading.utterances import Act
from dragoman.record import Block, Span

_NAME = r"(?:[A-Z][\w.’'-]*|of|the|for|and)"
_BEFORE = re.compile(rf"^[ \t\"“]*({_NAME}(?: {_NAME}){{0,5}}):[ \t]+(?=\S)", re.MULTILINE)
_BEHIND = re.compile(r"(.{20,}): ([\w.’'-]+(?: [\w.’'-]+){0,3})[.]?\s*", re.DOTALL)
_SIGNED = re.compile(rf"\s{{0,4}}(―|—|–|--?)[ \t\u00a0]*({_NAME}(?: {_NAME}){{0,6}}(?:, [^\n\"“”]{{2,60}})?)[ \t\u00a0.]*(?:\n|$)")


def labelled(reading: Reading, marked: list[Quote]) -> Iterator[Act]:
    """The acts whose cue is a colon or a dash."""
    for quote in marked:
        block = reading.document.blocks[quote.block]
        text = reading.document.text[quote.outer[1] : _end_of_next(reading, quote.block)]
        line = reading.document.text[block.span[0] : quote.outer[0]].rpartition("\n")[2]
        if (match := _SIGNED.match(text)) and not re.search(r"\w", line):
            at = quote.outer[1]
            name, dash = (at + match.start(2), at + match.end(2)), at + match.start(1)
            yield from _act(reading, name, dash, tidy(reading.document.text, quote.inner), quoted=True)
    for block in reading.document.blocks:
        if block.kind in ("headline", "body"):
            yield from _with_colon(reading, block)


def _end_of_next(reading: Reading, number: int) -> int:
    """The end of the block after a block: a signature stands in the line of its quotation or below it."""
    return next((block.span[1] for block in reading.document.blocks[number + 1 :][:1]), reading.document.blocks[number].span[1])


def _with_colon(reading: Reading, block: Block) -> Iterator[Act]:
    start, end = block.span
    text = reading.document.text[start:end]
    for match in _BEFORE.finditer(text):
        name = start + match.start(1), start + match.end(1)
        line = text.find("\n", match.end())
        rest = start + match.end(), end if line < 0 else start + line
        if _can_speak(reading, name, headline=block.kind == "headline"):
            yield from _act(reading, name, start + match.end(1), tidy(reading.document.text, rest), quoted=False)
    if block.kind == "headline" and (behind := _BEHIND.fullmatch(text)):
        name = start + behind.start(2), start + behind.end(2)
        if _can_speak(reading, name, headline=True):
            said = start, start + behind.end(1)
            yield from _act(reading, name, start + behind.end(1), tidy(reading.document.text, said), quoted=False)


def _can_speak(reading: Reading, span: Span, *, headline: bool) -> bool:
    """Whether a label names somebody: an actor, a person's role, initials of a dialogue; in a headline a poll or a study too."""
    tokens = reading.parse.at(span)
    words = reading.document.text[slice(*span)]
    if not tokens:
        return False
    head = _head(reading, tokens)
    if re.fullmatch(r"[A-Z][A-Z.’' -]{2,}", words) or is_person(head):
        return True
    if (mention := reading.mentions.at(head)) is not None:
        return mention.form in ("name", "title") and (headline or reading.kind(mention.actors[0]) == "person")
    return headline and "show" in lexicon().get((head.lemma.lower(), "noun"), ())


def _head(reading: Reading, tokens: list[Token]) -> Token:
    return head_of(reading.parse, tokens[0].index, tokens[-1].index + 1)


def _act(reading: Reading, name: Span, mark: int, content: Span, *, quoted: bool) -> Iterator[Act]:
    tokens = reading.parse.at(name)
    cue = next(iter(reading.parse.at((mark, mark + 1))), None)
    if not tokens or cue is None or not re.search(r"\w", reading.document.text[slice(*content)]):
        return
    head = _head(reading, tokens)
    actors: tuple[str | None, ...] = actors_of(reading.parse, reading.mentions, head) or (None,)
    yield Act(cue, None, ("say",), "label", Speaker((head,), name, actors), (content,), quoted, 0.9)

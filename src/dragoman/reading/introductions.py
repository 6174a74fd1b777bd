"""Words set out below the line that introduces them: a quotation or a list after a colon at the end of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.knowledge.cues import lexicon, speech
from dragoman.reading.cues import POS
from dragoman.reading.frames import frame_of
from dragoman.reading.graph import Sentence, Token
from dragoman.reading.quotes import Quote
from dragoman.reading.spans import tidy
from dragoman.reading.speakers import Speaker, speaker_of
from dragoman.reading.stage import Reading
from dragoman.reading.utterances import Act
from dragoman.record import Span

_ITEM = re.compile(r"[ \t]*(?:[-–—*•◦▪·]|\d{1,2}[.)]|\([a-z\d]\))[ \t]+")
_VOICED = ("say", "write", "voice", "argue", "ask", "urge", "demand", "propose", "warn", "promise", "predict", "think", "describe")
"""Families of the words that introduce what stands below them."""


def introduced(reading: Reading, marked: list[Quote]) -> Iterator[Act]:
    """The acts whose words stand in the paragraphs below their cue."""
    for sentence in reading.parse.sentences:
        block = reading.document.blocks[sentence.block]
        end = block.span[0] + len(reading.document.text[slice(*block.span)].rstrip())
        last = reading.parse.words(sentence)[-1]
        if block.kind != "body" or last.text != ":" or last.end < end:
            continue
        below, quoted = _below(reading, sentence.block, marked)
        cue = _cue(reading, sentence)
        if below and cue is not None:
            token, speaker = cue
            frame = frame_of(reading.parse, token, speech())
            kin = lexicon().get((token.lemma.lower(), POS.get(token.pos, "")), ())
            yield Act(token, frame, kin, "quote", speaker, below, quoted, 0.9)


def _below(reading: Reading, number: int, marked: list[Quote]) -> tuple[tuple[Span, ...], bool]:
    """The quotation that opens the next paragraph, else the items of the list that follows, and whether it is the former."""
    text = reading.document.text
    bodies = [(at, block) for at, block in enumerate(reading.document.blocks) if at > number and block.kind == "body"]
    if not bodies:
        return (), False
    first, block = bodies[0]
    for quote in marked:
        if quote.block == first and not re.search(r"\w", text[block.span[0] : quote.outer[0]]):
            return (tidy(text, quote.inner),), True
    items: list[Span] = []
    for _, block in bodies:
        lines = list(re.finditer(r"[^\n]+", text[slice(*block.span)]))
        for line in lines:
            if (item := _ITEM.match(line.group())) is None:
                return tuple(items), False
            items.append(tidy(text, (block.span[0] + line.start() + item.end(), block.span[0] + line.end())))
    return tuple(items), False


def _cue(reading: Reading, sentence: Sentence) -> tuple[Token, Speaker] | None:
    """The last word of speech in the sentence that has a speaker: *continued:*, *made the following comment:*."""
    for token in reversed(reading.parse.words(sentence)):
        frame = frame_of(reading.parse, token, speech())
        kin = lexicon().get((token.lemma.lower(), POS.get(token.pos, "")), ())
        if frame is None and not any(family in _VOICED for family in kin[:1]):
            continue
        speaker = speaker_of(reading, token, frame, None)
        if speaker.heads:
            return token, speaker
    return None

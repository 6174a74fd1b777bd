"""Quotations without a cue of their own."""

from __future__ import annotations

import re

from dragoman.reading.positions import position_of_words
from dragoman.reading.quotes import Quote
from dragoman.reading.spans import alterations, tidy
from dragoman.reading.stage import Reading
from dragoman.record import Statement, content_id


def statements(reading: Reading, left: list[Quote], found: list[Statement]) -> list[Statement]:
    """Quotations that are a paragraph of their own: the speaker quoted in the paragraph before goes on, else nobody is known."""
    alone: list[Statement] = []
    text = reading.document.text
    for quote in left:
        block = reading.document.blocks[quote.block]
        outside = text[block.span[0] : quote.outer[0]] + text[quote.outer[1] : block.span[1]]
        if block.kind != "body" or not quote.whole or re.search(r"\w", outside):
            continue
        since = max((each.span[0] for each in reading.document.blocks[: quote.block] if each.kind == "body"), default=block.span[0])
        quoting = [each for each in [*found, *alone] if each.kind == "speech" and since < each.content[-1][1] <= quote.inner[0]]
        last = max(quoting, key=lambda each: (each.content[-1][1], each.form != "indirect"), default=None)
        speaker = last.speaker if last else None
        content = (tidy(text, quote.inner),)
        alone.append(
            Statement(
                content_id("s", reading.document.id, speaker, content),
                speaker,
                last.speaker_span if last else None,
                None,
                content,
                "direct",
                position_of_words(text, content),
                None,
                None,
                last is not None,
                "speech/last-speaker" if last else "speech/no-speaker",
                speaker_role=last.speaker_role if last else None,
                speaker_of=last.speaker_of if last else None,
                anonymous=last is not None and last.anonymous,
                altered=alterations(text, content, left),
                confidence=0.5,
            )
        )
    return alone

"""Quotation marks."""

from __future__ import annotations

import pytest

from dragoman.reading.quotes import quotes
from dragoman.record import Block, Document


def document(*paragraphs: str) -> Document:
    text = "\n".join(paragraphs)
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block("body", (at, at + len(paragraph))))
        at += len(paragraph) + 1
    return Document("doc:1", "x", None, None, None, "en", (), None, tuple(blocks), text)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("“It is over,” she said.", ["It is over,"]),
        ('"It is over," she said. "We go home."', ["It is over,", "We go home."]),
        ("They called it a ‘land grab’.", ["land grab"]),
        ("He hailed the 'landmark' deal of the 1990s.", ["landmark"]),
        ("Georgia's president said the regions' status was open.", []),
        ("The ministers’ plan and Georgia’s answer differ.", []),
        ("“The so-called ‘treaty’ is void,” he said.", ["The so-called ‘treaty’ is void,"]),
        ("„Nein“ was the answer.", ["Nein"]),
    ],
)
def test_quoted_words_are_told_from_apostrophes(sentence: str, words: list[str]) -> None:
    found = document(sentence)
    assert [found.text[slice(*quote.inner)] for quote in quotes(found)] == words


def test_an_unclosed_quotation_ends_with_its_block() -> None:
    found = document("“We will not sign.", "“We will not pay,” he said.")
    assert [(quote.block, found.text[slice(*quote.inner)]) for quote in quotes(found)] == [
        (0, "We will not sign."),
        (1, "We will not pay,"),
    ]

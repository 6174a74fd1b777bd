"""Sentences, tokens, UD edges, lemmas and names of a document, as a language model sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from dragoman.knowledge.lemmas import base_form
from dragoman.reading.graph import Entity, Parse, Sentence, Token
from dragoman.reading.headlines import running_text
from dragoman.record import BlockKind, Document, Span

LONGEST_PIECE = 20_000
"""Characters of a block that are parsed at once."""

LONGEST_HEADLINE = 200
BATCH = 64
"""Blocks that are parsed together."""

READ: tuple[BlockKind, ...] = ("headline", "caption", "body")
"""The blocks that hold prose; the rest of a page is never parsed."""


@cache
def language_model(name: str | None = None) -> Any:
    """The spaCy pipeline, loaded once in a process: dragoman's own, or the one named. Raises ModelError."""
    from dragoman.parser.pipeline import load

    return load(name)


def model_version(name: str | None = None) -> str:
    """Name and version of the model that reads, without loading it where it is dragoman's own."""
    if name is None:
        from dragoman.parser import own_version

        return own_version()
    meta = language_model(name).meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def parse(document: Document, model: str | None = None) -> Parse:
    """The parse of all prose blocks of `document` by the named model; token offsets are those of its text."""
    pieces = [
        (number, start, end)
        for number, block in enumerate(document.blocks)
        if block.kind in READ
        for start, end in _pieces(document.text, *block.span)
    ]
    texts = [re.sub(r"\s", " ", document.text[start:end]) for _, start, end in pieces]
    texts = [running_text(text) if len(text) <= LONGEST_HEADLINE else text for text in texts]
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    entities: list[Entity] = []
    for (number, start, _), doc in zip(pieces, language_model(model).pipe(texts, batch_size=BATCH), strict=True):
        _append(doc, document.text, start, number, tokens, sentences, entities)
    return Parse(document.text, tokens, sentences, entities)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """A block in pieces the parser can hold: cut after a full stop, else at white space, else at LONGEST_PIECE."""
    while end - start > LONGEST_PIECE:
        window = text[start : start + LONGEST_PIECE]
        stop = max(window.rfind(". "), window.rfind(".\n"))
        cut = stop + 1 if stop > 0 else window.rfind(" ") if window.rfind(" ") > 0 else LONGEST_PIECE
        yield start, start + cut
        start += cut
    yield start, end


def _append(
    doc: Any, text: str, offset: int, block: int, tokens: list[Token], sentences: list[Sentence], entities: list[Entity]
) -> None:
    """Adds one parsed block; tokens that are white space are left out, what hung on them hangs on their heads."""
    places: list[int] = []
    at = len(tokens)
    for word in doc:
        places.append(at)
        at += not word.is_space
    for word in doc:
        if word.is_space:
            continue
        head = word.head
        while head.is_space and head.head is not head and head.head.i != head.i:
            head = head.head
        index = places[word.i]
        root = head.i == word.i or head.is_space
        tokens.append(
            Token(
                index,
                text[offset + word.idx : offset + word.idx + len(word.text)],
                base_form(word.text, word.pos_) or word.lemma_ or word.text.lower(),
                word.pos_,
                word.tag_,
                "root" if root else word.dep_,
                index if root else places[head.i],
                offset + word.idx,
                offset + word.idx + len(word.text),
                frozenset(str(word.morph).split("|")) if word.morph else frozenset(),
            )
        )
    for sentence in doc.sents:
        first, last = places[sentence.start], places[sentence.end - 1] + (not doc[sentence.end - 1].is_space)
        if first < last:
            sentences.append(Sentence(first, last, block))
    for name in doc.ents:
        first, last = places[name.start], places[name.end - 1] + (not doc[name.end - 1].is_space)
        if first < last:
            entities.append(Entity(first, last, name.label_))

"""Treebank sentences as news writes them: typographic marks, headlines, capitals, missing full stops."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

from corpora import COLUMNS, Sentence

ARTICLES = frozenset({"a", "an", "the"})
AUXILIARIES = frozenset({"is", "are", "was", "were", "'s", "has", "have", "been"})


def changed(sentence: Sentence, chance: random.Random) -> Sentence:
    """One of the ways news differs from a treebank, or none; and curly marks in a third of all sentences."""
    draw = chance.random()
    if draw < 0.03:
        sentence = with_words(sentence, [word.upper() for word in sentence.words])
    elif draw < 0.05 and not sentence.entities:
        sentence = with_words(sentence, [word.lower() for word in sentence.words])
    elif draw < 0.07:
        sentence = with_words(sentence, [word[:1].upper() + word[1:] for word in sentence.words])
    elif draw < 0.10:
        sentence = headline(sentence, chance)
    elif draw < 0.13:
        sentence = without(sentence, {len(sentence.words) - 1} if sentence.words[-1] == "." else set())
    return typographic(sentence) if chance.random() < 0.35 else sentence


def with_words(sentence: Sentence, words: list[str]) -> Sentence:
    """The same tree over other spellings."""
    return replace(sentence, words=words)


def typographic(sentence: Sentence) -> Sentence:
    """Curly quotes and apostrophes, long dashes."""
    words, opening = [], True
    for word in sentence.words:
        if word in {'"', "``", "''"}:
            word = "“" if opening else "”"
            opening = not opening
        elif word == "--":
            word = "—"
        words.append(word.replace("'", "’"))
    return with_words(sentence, words)


def headline(sentence: Sentence, chance: random.Random) -> Sentence:
    """Without articles, passive and progressive auxiliaries and the full stop; now and then with a capital on each word."""
    dropped = {i for i, word in enumerate(sentence.words) if word.lower() in ARTICLES}
    if sentence.labels is not None:
        dropped |= {
            i
            for i, (word, label) in enumerate(zip(sentence.words, sentence.labels, strict=True))
            if label in {"aux", "aux:pass"} and word.lower() in AUXILIARIES
        }
    if sentence.words[-1] == ".":
        dropped.add(len(sentence.words) - 1)
    short = without(sentence, dropped)
    if chance.random() < 0.4:
        short = with_words(short, [word[:1].upper() + word[1:] for word in short.words])
    return short


def without(sentence: Sentence, dropped: set[int]) -> Sentence:
    """The sentence less some words; a word stays where others hang on it, or where too little would be left."""
    if sentence.heads is not None:
        dropped = dropped - {head for i, head in enumerate(sentence.heads) if i not in dropped}
        dropped -= {head for i, head in enumerate(sentence.heads) if i not in dropped}
        dropped = {i for i in dropped if sentence.heads[i] != i}
    kept = [i for i in range(len(sentence.words)) if i not in dropped]
    if not dropped or len(kept) < 2:
        return sentence
    at = {old: new for new, old in enumerate(kept)}
    columns: dict[str, Any] = {
        name: None if (values := getattr(sentence, name)) is None else [values[i] for i in kept] if values else values
        for name in COLUMNS
    }
    heads = None if sentence.heads is None else [at[sentence.heads[i]] for i in kept]
    entities = sentence.entities
    if entities is not None:
        inside = [([at[i] for i in range(start, end) if i in at], label) for start, end, label in entities]
        entities = [(words[0], words[-1] + 1, label) for words, label in inside if words]
    return replace(sentence, **columns, heads=heads, entities=entities)

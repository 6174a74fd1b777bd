"""The base form of a word where one is asked for by a frame: what an inflected word can go back to.

A lemmatiser trained on a treebank of web text has not seen *annexed* or *blasted*. The frames know which bases matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from dragoman.knowledge.agreements import nouns, provisions, stages
from dragoman.knowledge.cues import light_verbs, modality_words, speech
from dragoman.knowledge.frames import classes
from dragoman.knowledge.statuses import statuses
from dragoman.knowledge.tables import rows
from dragoman.knowledge.verbs import event_frames, events

_VOWELS = "aeiou"


@cache
def _bases() -> Mapping[str, frozenset[str]]:
    """The base forms that frames ask for, of verbs and of nouns."""
    heads = {key for index in (events(), speech(), stages(), provisions(), statuses()) for key in index}
    verbs = {head.split()[0] for head, pos in heads if pos == "verb"} | set(light_verbs())
    verbs |= {lemma for lemma, pos in modality_words() if pos == "verb"}
    return {"VERB": frozenset(verbs), "NOUN": frozenset({head for head, pos in heads if pos == "noun"} | set(nouns()))}


@cache
def _members() -> frozenset[str]:
    """The words of the classes: they give way to the heads of frames (*talks* is a word of a class, *talk* a head)."""
    return frozenset(word for words in classes().values() for word in words)


@cache
def _irregular() -> Mapping[str, str]:
    return {row["form"]: row["lemma"] for _, row in rows("irregular.csv", "lemma,form")}


@cache
def _examples() -> frozenset[str]:
    """The words that the examples of the verb tables write small."""
    examples = " ".join(frame.payload["example"] for frame in event_frames())
    return frozenset(re.findall(r"(?<![\w’'])[a-z]{3,}", examples))


def is_common(word: str) -> bool:
    """Whether a word in small letters is a common one: the examples of the verb tables use it."""
    return word in _examples()


@cache
def base_form(word: str, pos: str) -> str | None:
    """The base of an inflected verb or noun (UPOS), if a frame asks for it; None leaves it to the language model."""
    bases = _bases().get(pos)
    if bases is None:
        return None
    word = word.lower()
    if pos == "VERB" and word in _irregular():
        return _irregular()[word]
    if word in bases:
        return word
    found = next((base for base in _undone(word, pos) if base in bases), None)
    if found is None and pos == "NOUN":
        found = next((base for base in (word, *_undone(word, pos)) if base in _members()), None)
    return found


def _undone(word: str, pos: str) -> Iterator[str]:
    """What is left of a word when a regular ending is taken off, the likelier first."""
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("es"):
        yield word[:-1]
        yield word[:-2]
    if word.endswith("s"):
        yield word[:-1]
    if pos != "VERB":
        return
    for ending in ("ied", "ed", "ing"):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            if ending == "ied":
                yield stem + "y"
                continue
            if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
                yield stem[:-1]
            yield stem
            yield stem + "e"

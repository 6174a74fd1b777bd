"""Where a document speaks of actors, and which actors a noun phrase stands for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from dragoman.knowledge.agreements import nouns
from dragoman.reading.frames import is_verbal
from dragoman.reading.graph import Parse, Token

_OF = ("of", "in", "from", "between", "among", "inside", "within", "for", "with")

MentionForm = Literal["name", "adjective", "capital", "title", "population", "description", "pronoun"]


class Mention(NamedTuple):
    """Tokens `[first, last)` that stand for `actors` (several for *both countries*); `head` heads the phrase."""

    first: int
    last: int
    head: int
    actors: tuple[str, ...]
    form: MentionForm


class Mentions:
    """The mentions of a document, found by any of their tokens. Later additions win over earlier ones."""

    def __init__(self, found: Iterable[Mention] = ()) -> None:
        self.all: list[Mention] = []
        self.by_token: dict[int, Mention] = {}
        for mention in found:
            self.add(mention)

    def add(self, mention: Mention, *, tokens: Iterable[int] | None = None) -> None:
        """Keeps `mention`; `tokens`: the tokens it answers to, where not all of its own."""
        self.all.append(mention)
        for index in range(mention.first, mention.last) if tokens is None else tokens:
            self.by_token[index] = mention

    def replace(self, mention: Mention) -> None:
        """Keeps `mention` in the place of those that lie within it."""
        self.all = [each for each in self.all if not (mention.first <= each.first and each.last <= mention.last)]
        self.add(mention)

    def drop(self, mention: Mention) -> None:
        """Forgets `mention`: its words speak of nobody after all."""
        self.all.remove(mention)
        self.by_token = {index: each for index, each in self.by_token.items() if each is not mention}

    def at(self, token: Token) -> Mention | None:
        """The mention `token` belongs to, or None."""
        return self.by_token.get(token.index)

    def in_order(self) -> list[Mention]:
        """All mentions by where they begin."""
        return sorted(self.all)


def head_of(parse: Parse, first: int, last: int) -> Token:
    """The token of `[first, last)` that governs the others."""
    for token in parse.tokens[first:last]:
        if token.head == token.index or not first <= token.head < last:
            return token
    return parse.tokens[first]


def actors_of(parse: Parse, mentions: Mentions, token: Token, *, coordinated: bool = True) -> tuple[str, ...]:
    """The actors a noun phrase stands for, given its head.

    Where the noun is no actor itself, its possessor, its national adjective, then its *of*, *in*, *from*, *with* complement
    are looked at (*Ukrainian positions*, *the capital of Georgia*), of a deed who did it (*an attack by rebels*) before all
    else after it; coordinated phrases are all taken.
    """
    found: list[str] = []
    first = _single(parse, mentions, token)
    for each in parse.conjuncts(token) if coordinated else [token]:
        if first or ((mention := mentions.at(each)) and mention.form in ("name", "capital")):
            found += _single(parse, mentions, each)
    return tuple(dict.fromkeys(found))


def _single(parse: Parse, mentions: Mentions, token: Token) -> tuple[str, ...]:
    if mention := mentions.at(token):
        return mention.actors
    if token.pos == "PRON" or is_verbal(token):
        return ()
    for child in parse.children(token, "appos", "flat", "nmod:desc"):
        if (mention := mentions.at(child)) and mention.form != "adjective":
            return mention.actors
    for child in parse.children(token, "nmod:poss"):
        if mention := mentions.at(child):
            return mention.actors
        if owners := _single(parse, mentions, child):
            return owners
    adjectives = [
        actor
        for child in parse.children(token, "amod", "compound", "nmod:unmarked")
        for each in parse.conjuncts(child)
        if (mention := mentions.at(each))
        for actor in mention.actors
    ]
    if adjectives:
        return tuple(adjectives)
    for child in parse.children(token, "compound", "amod"):
        for owner in parse.children(child, "nmod:poss"):
            if mention := mentions.at(owner):
                return mention.actors
    for child in parse.children(token, "nmod"):
        if parse.preposition(child) == "by" and (doers := actors_of(parse, mentions, child)):
            return doers
    placed = token.lemma.lower() in nouns()  # a pact in the Nigerian capital was signed there
    for child in parse.children(token, "nmod"):
        preposition = parse.preposition(child)
        if preposition in _OF and not (placed and preposition == "in") and (complement := actors_of(parse, mentions, child)):
            return complement
    return ()

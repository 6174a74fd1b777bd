"""A parsed document as plain data: tokens, sentences, UD edges, and how to walk them.

Rules are written against this module, so they can be tested on parses built by hand and no rule knows what made them.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from dragoman.record import Span


@dataclass(frozen=True, slots=True)
class Token:
    """One word. `index`: its place in the document; `head`: the index of its governor (its own for a root);
    `pos`: UD UPOS; `tag`: PTB; `dep`: UD relation; `morph`: UD features (`Number=Sing`)."""

    index: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    morph: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Entity:
    """A name the model found: tokens `[first, last)` and its label, PER, ORG or LOC."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `[first, last)` and the number of the block they stand in."""

    first: int
    last: int
    block: int


class Parse:
    """The tokens, sentences and entities of a document, with the edges indexed both ways."""

    def __init__(self, text: str, tokens: Iterable[Token], sentences: Iterable[Sentence], entities: Iterable[Entity] = ()) -> None:
        self.text = text
        self.tokens = tuple(tokens)
        self.sentences = tuple(sentences)
        self.entities = tuple(entities)

    @cached_property
    def _children(self) -> tuple[tuple[Token, ...], ...]:
        lists: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                lists[token.head].append(token)
        return tuple(map(tuple, lists))

    @cached_property
    def _sentence_of(self) -> tuple[int, ...]:
        return tuple(number for number, each in enumerate(self.sentences) for _ in range(each.first, each.last))

    @cached_property
    def _extents(self) -> tuple[tuple[int, int], ...]:
        """First and last index (inclusive) of the subtree of each token."""
        low, high = list(range(len(self.tokens))), list(range(len(self.tokens)))
        for index in sorted(range(len(self.tokens)), key=self._depths.__getitem__, reverse=True):
            head = self.tokens[index].head
            if head != index:
                low[head], high[head] = min(low[head], low[index]), max(high[head], high[index])
        return tuple(zip(low, high, strict=True))

    @cached_property
    def _depths(self) -> tuple[int, ...]:
        depths: list[int | None] = [None] * len(self.tokens)
        for token in self.tokens:
            path: list[int] = []
            at = token.index
            while depths[at] is None and self.tokens[at].head != at and len(path) <= len(self.tokens):
                path.append(at)
                at = self.tokens[at].head
            depth = depths[at] if depths[at] is not None else 0
            depths[at] = depth
            for step in reversed(path):
                depth = (depth or 0) + 1
                depths[step] = depth
        return tuple(depth or 0 for depth in depths)

    def children(self, token: Token, *deps: str) -> list[Token]:
        """The dependents of `token`, in order; of these relations (their subtypes included) where any are given."""
        found = self._related_children[token.index]
        return [each for each, dep, base in found if not deps or dep in deps or base in deps] if found else []

    @cached_property
    def _related_children(self) -> tuple[tuple[tuple[Token, str, str], ...], ...]:
        """Dependents with their relation and that without its subtype, split once: `children` is asked most of all."""
        return tuple(tuple((each, each.dep, each.dep.partition(":")[0]) for each in found) for found in self._children)

    def child(self, token: Token, *deps: str) -> Token | None:
        """The first such dependent, or None."""
        return next(iter(self.children(token, *deps)), None)

    def head(self, token: Token) -> Token | None:
        """The governor, or None for a root."""
        return None if token.head == token.index else self.tokens[token.head]

    def ancestors(self, token: Token) -> Iterator[Token]:
        """The governors of `token`, nearest first."""
        at, seen = token, 0
        while at.head != at.index and seen < 400:
            at = self.tokens[at.head]
            seen += 1
            yield at

    def subtree(self, token: Token) -> list[Token]:
        """`token` and everything below it, in order of the text."""
        low, high = self._extents[token.index]
        if high - low > 600:
            return list(self.tokens[low : high + 1])
        inside = {token.index}
        found = []
        for each in self.tokens[low : high + 1]:
            at, path = each.index, []
            while at not in inside and self.tokens[at].head != at:
                path.append(at)
                at = self.tokens[at].head
            if at in inside:
                inside.update(path)
                found.append(each)
        return found

    def sentence(self, token: Token) -> Sentence:
        """The sentence `token` stands in."""
        return self.sentences[self._sentence_of[token.index]]

    def sentence_number(self, token: Token) -> int:
        """The number of that sentence."""
        return self._sentence_of[token.index]

    def words(self, sentence: Sentence) -> tuple[Token, ...]:
        """The tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]

    def hyphenated(self, token: Token) -> str | None:
        """The whole of a word written with hyphens (*self-declared* for its *declared*), in small letters, or None."""
        first = token.index
        while (
            first >= 2
            and self.tokens[first - 1].text == "-"
            and self.tokens[first - 2].end == self.tokens[first - 1].start
            and (self.tokens[first - 1].end == self.tokens[first].start)
        ):
            first -= 2
        return self.text[self.tokens[first].start : token.end].lower() if first < token.index else None

    def conjuncts(self, token: Token) -> list[Token]:
        """`token` and what is coordinated under it."""
        found = [token]
        for each in self.children(token, "conj"):
            found += self.conjuncts(each)
        return found

    def preposition(self, token: Token) -> str | None:
        """The preposition (or `'s`) of a nominal, several words joined by a space (`because of`), or None."""
        case = self.child(token, "case")
        if case is None:
            return None
        return " ".join([case.lemma, *(each.lemma for each in self.children(case, "fixed"))]).lower()

    def marks(self, token: Token) -> set[str]:
        """The words that mark a clause (*to*, *that*, *if*), by the lemma in small letters."""
        return {each.lemma.lower() for each in self.children(token, "mark")}

    def span(self, tokens: Iterable[Token]) -> Span:
        """From the first character of `tokens` to the last."""
        listed = list(tokens)
        return min(each.start for each in listed), max(each.end for each in listed)

    def at(self, span: Span) -> list[Token]:
        """The tokens that overlap `span`."""
        first = max(bisect.bisect_right(self._starts, span[0]) - 1, 0)
        last = bisect.bisect_left(self._starts, span[1])
        return [token for token in self.tokens[first:last] if token.end > span[0]]

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]


def related(token: Token, *deps: str) -> bool:
    """Whether the relation of `token` is one of `deps`; `nmod` holds `nmod:poss` too, `nmod:poss` only itself."""
    base = token.dep.partition(":")[0]
    return token.dep in deps or base in deps

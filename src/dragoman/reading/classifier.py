"""The type of what one side does to the other where no frame says it: a linear classifier over the words between them.

Its features are ours (`features`), its weights were trained on the examples of the frame tables and on `training/events.csv`
by `training/events.py`, and lie in the model folder. What it decides is told by the rule `classifier/TYPE`; `guesses` and `pairs` ask it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.parser import FOLDER
from dragoman.reading.graph import Parse, Token
from dragoman.reading.mentions import head_of
from dragoman.record import Span

WEIGHTS = FOLDER / "events.npz"
RULE = "classifier"

Features = dict[str, float]

_WORDS = frozenset(["VERB", "NOUN", "ADJ", "ADV", "AUX"])
_NEAR = _WORDS | {"PART", "ADP"}
_FAR = frozenset(["VERB", "NOUN", "ADJ"])


class Guess(NamedTuple):
    """The likeliest PLOVER type, how likely, and the word the two sides meet at."""

    type: str
    probability: float
    trigger: Token


class Weights(NamedTuple):
    """One row of weights a feature, one column a type."""

    rows: dict[str, int]
    types: tuple[str, ...]
    table: NDArray[np.float32]


@cache
def weights() -> Weights:
    """The weights of the package."""
    with np.load(WEIGHTS) as kept:
        rows = {str(name): row for row, name in enumerate(kept["features"])}
        return Weights(rows, tuple(map(str, kept["types"])), kept["table"].astype(np.float32))


def guess(parse: Parse, source: Span | None, target: Span | None) -> Guess | None:
    """The type of what the words at `source` do to those at `target`; None where the text has no words."""
    if not parse.tokens:
        return None
    found, trigger = features(parse, source, target)
    likely = likelihoods(found)
    best = max(likely, key=likely.__getitem__)
    return Guess(best, likely[best], trigger)


def likelihoods(found: Features) -> dict[str, float]:
    """How likely each type is, by what is seen."""
    known = weights()
    scores = np.zeros(len(known.types), dtype=np.float32)
    for name, value in found.items():
        if (row := known.rows.get(name)) is not None:
            scores += value * known.table[row]
    likely = np.exp(scores - scores.max())
    return dict(zip(known.types, map(float, likely / likely.sum()), strict=True))


def features(parse: Parse, source: Span | None, target: Span | None) -> tuple[Features, Token]:
    """What the classifier sees: the lemmas on the path between the sides, those beside it, all others; and where they meet."""
    ends = [head for span in (source, target) if span is not None and (head := _head(parse, span)) is not None]
    path, meeting = _path(parse, ends)
    on = [token for token in path if token not in ends] or [meeting]
    found: Features = {"bias": 1.0}
    for token in parse.words(parse.sentence(meeting)):
        if token.pos in _FAR:
            _raise(found, f"any {token.lemma.lower()}", 0.3)
        if token.head in {each.index for each in on} and token not in on and token not in ends and token.pos in _NEAR:
            _raise(found, f"beside {token.lemma.lower()}", 0.7)
            _raise(found, f"on {token.lemma.lower()}", 0.5)
    for token in on:
        if token.pos in _WORDS:
            _raise(found, f"on {token.lemma.lower()}", 1.0)
    _raise(found, f"meeting {meeting.lemma.lower()}", 1.0)
    return found, meeting


def _raise(found: Features, name: str, value: float) -> None:
    found[name] = max(found.get(name, 0.0), value)


def _head(parse: Parse, span: Span) -> Token | None:
    tokens = parse.at(span)
    return head_of(parse, tokens[0].index, tokens[-1].index + 1) if tokens else None


def _path(parse: Parse, ends: Iterable[Token]) -> tuple[list[Token], Token]:
    """The words from one end to the other over the tree, or from the only end to the root; and the topmost of them."""
    chains = [[end, *parse.ancestors(end)] for end in ends]
    if not chains:
        root = next((token for token in parse.tokens if token.dep == "root"), parse.tokens[0])
        return [root], root
    first, last = chains[0], chains[-1]
    meeting = next((token for token in first if token in last), None)
    if meeting is None:
        return first, first[-1]
    if len(chains) == 1:
        return first, first[-1]
    return [*first[: first.index(meeting) + 1], *last[: last.index(meeting)]], meeting

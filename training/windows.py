"""Sentences in a row → what the network is shown at once, as tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import torch
from augment import changed
from corpora import Documents, Sentence
from torch import Tensor

from dragoman.parser.pieces import Pieces
from dragoman.parser.spelling import spelling

WINDOW = 120
"""Words of a window of several sentences."""

LONGEST = 250
"""Words of a sentence; longer ones are left out of the training."""

BATCH = 1000
"""Words of a batch, with their padding."""

MOST_PIECES = 510
HIDDEN = 0.08
"""Share of words whose pieces are hidden in training."""

NAMES = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
IGNORED = -100
SYNTAX = ("labels", "upos", "xpos", "feats")


@dataclass
class Window:
    """Sentences in a row as parallel columns; `heads` count from 1 within the window, 0 is the root."""

    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    heads: list[int] | None = None
    labels: list[str] | None = None
    upos: list[str] | None = None
    xpos: list[str] | None = None
    feats: list[str] | None = None
    names: list[str] | None = None


def window(sentences: list[Sentence]) -> Window:
    """The sentences as one window; a column that one of them lacks is missing."""
    made = Window()
    for each in sentences:
        made.starts += [1, *[0] * (len(each.words) - 1)]
        made.words += each.words
    if all(each.heads is not None for each in sentences):
        made.heads = []
        for each in sentences:
            offset = len(made.heads)
            made.heads += [0 if head == i else offset + head + 1 for i, head in enumerate(each.heads or [])]
        for name in SYNTAX:
            setattr(made, name, [value for each in sentences for value in getattr(each, name)])
    if all(each.entities is not None for each in sentences):
        made.names = [tag for each in sentences for tag in tags(each)]
    return made


def tags(sentence: Sentence) -> list[str]:
    """IOB2 tags of the sentence's names."""
    found = ["O"] * len(sentence.words)
    for start, end, label in sentence.entities or []:
        found[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 1)]
    return found


def windows(documents: Documents, chance: random.Random, *, change: bool = True) -> Iterator[Window]:
    """The documents in windows of one to four sentences, cut elsewhere each time."""
    for sentences in documents:
        at = 0
        while at < len(sentences):
            wanted, size, taken = chance.choice((1, 1, 2, 3, 4)), 0, []
            while at < len(sentences) and len(taken) < wanted and (not taken or size + len(sentences[at].words) <= WINDOW):
                if len(sentences[at].words) <= LONGEST:
                    taken.append(changed(sentences[at], chance) if change else sentences[at])
                    size += len(sentences[at].words)
                at += 1
            if taken:
                yield window(taken)


def batches(found: list[Window], chance: random.Random) -> list[list[Window]]:
    """Windows of like length together, of about BATCH words with their padding, in random order."""
    made: list[list[Window]] = []
    current: list[Window] = []
    for each in sorted(found, key=lambda each: len(each.words) + chance.random() * 6):
        current.append(each)
        if len(current) * max(16, len(each.words)) >= BATCH:
            made.append(current)
            current = []
    if current:
        made.append(current)
    chance.shuffle(made)
    return made


def vocabulary(documents: Documents) -> dict[str, list[str]]:
    """The values of each column that is predicted."""
    values = {name: {each for d in documents for s in d for each in getattr(s, name) or ()} for name in SYNTAX}
    return {name: sorted(found) for name, found in values.items()} | {"names": NAMES}


class Tensors:
    """Batches of windows as tensors: pieces, spelling, and the gold columns with IGNORED where there is none."""

    def __init__(self, pieces: Pieces, values: dict[str, list[str]]) -> None:
        self.pieces = pieces
        self.index = {name: {value: i for i, value in enumerate(each)} for name, each in values.items()}

    def __call__(self, group: list[Window], hide: random.Random | None = None) -> dict[str, Tensor]:
        rows = [self._row(each, hide) for each in group]
        # Few shapes: the processor's allocator keeps memory for each it has seen.
        made = {
            name: _padded(
                [row[name] for row in rows], 32 if name in {"ids", "case", "mask"} else 16, IGNORED if name in GOLD else 0
            )
            for name in rows[0]
        }
        words = made["first"].size(1)
        real = _padded([[1] * len(each.words) for each in group], 16, 0).bool()
        rooted = torch.cat([torch.ones(len(group), 1, dtype=torch.bool), real], 1)
        made["allowed"] = rooted.unsqueeze(1).expand(-1, words, -1)
        begun = made["starts"].clamp(min=0).cumsum(1)
        same = (begun.unsqueeze(2) == begun.unsqueeze(1)) & real.unsqueeze(1)
        made["inside"] = torch.cat([torch.ones(len(group), words, 1, dtype=torch.bool), same], 2)
        return made

    def _row(self, each: Window, hide: random.Random | None) -> dict[str, list[int]]:
        ids, case, first = [self.pieces.first], [0], []
        room = MOST_PIECES - len(each.words)
        """A word has one piece at least; further ones as long as there is room."""
        marks = [spelling(word) for word in each.words]
        for word, (shape, _, _) in zip(each.words, marks, strict=True):
            found = list(self.pieces(word))
            found = found[: max(1, room + 1)]
            room -= len(found) - 1
            if hide is not None and hide.random() < HIDDEN:
                found = [self.pieces.hidden] * len(found)
            first.append(len(ids))
            ids += found
            case += [shape] * len(found)
        row = {"ids": [*ids, self.pieces.last], "case": [*case, 0], "mask": [1] * (len(ids) + 1), "first": first}
        row |= {name: [mark[k] for mark in marks] for k, name in enumerate(("shape", "prefix", "suffix"))}
        none = [IGNORED] * len(each.words)
        row |= {"starts": each.starts, "heads": each.heads or none}
        for name in (*SYNTAX, "names"):
            values: Any = getattr(each, name)
            row[name] = none if values is None else [self.index[name].get(value, IGNORED) for value in values]
        return row


GOLD = {"starts", "heads", "names", *SYNTAX}


def _padded(rows: list[list[int]], multiple: int, filling: int) -> Tensor:
    longest = -(-max(map(len, rows)) // multiple) * multiple
    return torch.tensor([row + [filling] * (longest - len(row)) for row in rows])

"""Trains the classifier of event types (`dragoman.reading.classifier`) on sentences of ours alone.

    python training/events.py

The sentences are the examples of the frame tables and those of `events.csv`, in which `{S}` and `{T}` stand for a source and
a target. A softmax with an L2 penalty is fitted by gradient descent over all sentences at once, from nought: the same tables
give the same weights.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from dragoman.knowledge.verbs import TYPES, event_frames
from dragoman.reading.classifier import WEIGHTS, Features, features
from dragoman.reading.parse import parse
from dragoman.record import Span
from dragoman.settings import Settings
from dragoman.sources import document

SENTENCES = Path(__file__).with_name("events.csv")
SOURCES = (
    "Norway",
    "The Kenyan government",
    "President Maria Sandu",
    "Rebels in the north",
    "Peruvian police",
    "The regional court",
)
TARGETS = (
    "Chile",
    "the Danish authorities",
    "Prime Minister Juan Ortega",
    "opposition groups",
    "three foreign reporters",
    "Jordan",
)
LEAST, PENALTY, STEPS, RATE = 1, 1e-4, 800, 16.0
"""Sentences a feature is in at least; the weight of the penalty; steps; their length."""


class Sentence(NamedTuple):
    """A sentence, its sides, and the type that is right."""

    text: str
    source: Span | None
    target: Span | None
    type: str


def sentences() -> Iterator[Sentence]:
    """The training sentences."""
    for frame in event_frames():
        text, payload = frame.payload["example"], frame.payload
        yield Sentence(text, _named(text, payload["who"]), _named(text, payload["whom"]), frame.rule.partition("/")[0])
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            source, target = SOURCES[number % len(SOURCES)], TARGETS[number // 2 % len(TARGETS)]
            text = row["sentence"].replace("{S}", source).replace("{T}", target)
            yield Sentence(text, _span(text, source), _span(text, target), row["type"])


def _span(text: str, words: str) -> Span | None:
    start = text.find(words)
    return (start, start + len(words)) if start >= 0 else None


def _named(text: str, names: str) -> Span | None:
    """Where the first of `names` stands in an example, also as an adjective (*Georgian* for *Georgia*)."""
    name = names.partition("|")[0].strip()
    if not name:
        return None
    if (found := _span(text, name)) is not None:
        return found
    starts = {name.split()[0][:4], name.split()[-1][:4]}
    return next((match.span() for match in re.finditer(r"[\w'.-]+", text) if match.group()[:4] in starts), None)


def seen(sentence: Sentence) -> Features:
    """The features of a sentence."""
    read = parse(document(sentence.text, "training", Settings(force=True)))
    return features(read, sentence.source, sentence.target)[0]


def main() -> None:
    """Reads the sentences, fits the weights, writes them."""
    found = list(sentences())
    given = [seen(sentence) for sentence in found]
    counts = Counter(name for each in given for name in each)
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    rows = {name: row for row, name in enumerate(names)}
    x = np.zeros((len(given), len(names)), dtype=np.float32)
    for number, each in enumerate(given):
        for name, value in each.items():
            if name in rows:
                x[number, rows[name]] = value
    y = np.eye(len(TYPES), dtype=np.float32)[[TYPES.index(sentence.type) for sentence in found]]
    table = np.zeros((len(names), len(TYPES)), dtype=np.float32)
    speed = np.zeros_like(table)
    for _ in range(STEPS):
        scores = x @ table
        likely = np.exp(scores - scores.max(1, keepdims=True))
        likely /= likely.sum(1, keepdims=True)
        speed = 0.9 * speed - RATE * 0.1 * (x.T @ (likely - y) / len(found) + PENALTY * table)
        table += speed
    right = float(((x @ table).argmax(1) == y.argmax(1)).mean())
    np.savez_compressed(WEIGHTS, features=np.array(names), types=np.array(TYPES), table=table.astype(np.float16))
    print(f"{len(found)} sentences, {len(names)} features, {right:.3f} of them fitted; {WEIGHTS.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()

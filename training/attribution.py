"""Trains the cue detector on the sentences of `attribution.txt` and writes its weights into the package.

    python training/attribution.py [--folds 5]

The same sentences and the same parses give the same weights: no random number is drawn. `--folds` prints precision and recall
of each part of the sentences under the weights learnt from the others, and writes nothing. `attribution.md` is the guide.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.knowledge.cues import speech
from dragoman.knowledge.tables import FOLDER
from dragoman.reading import STEPS
from dragoman.reading.contents import contents
from dragoman.reading.cues import features
from dragoman.reading.frames import frame_of
from dragoman.reading.parse import parse
from dragoman.reading.speakers import speaker_of
from dragoman.reading.stage import Reading
from dragoman.record import Span
from dragoman.settings import Settings
from dragoman.sources import document

SENTENCES = Path(__file__).with_name("attribution.txt")
WEIGHTS = FOLDER / "cues" / "weights.csv"
SAME_WORDS = 0.5
PRIOR = 1.0
"""Strength of the pull towards zero."""

ROUNDS = 400
LEAST = 0.02
"""Smaller weights are left out of the table."""

_BRACKET = re.compile(r"\[(?P<role>[sct])(?P<number>\d?) (?P<words>[^\[\]]*)\]")


@dataclass(frozen=True)
class Annotated:
    """A sentence with the spans of each attribution: role and number → spans."""

    text: str
    spans: dict[str, list[tuple[str, Span]]]


class Example(NamedTuple):
    """What a candidate looks like, and whether it is an attribution of the annotation."""

    sentence: int
    features: tuple[str, ...]
    right: bool


def annotated(line: str) -> Annotated:
    """The sentence of a line and its marked spans."""
    text, spans, at = "", dict[str, list[tuple[str, Span]]](), 0
    for match in _BRACKET.finditer(line):
        text += line[at : match.start()]
        spans.setdefault(match["number"] or "1", []).append((match["role"], (len(text), len(text) + len(match["words"]))))
        text += match["words"]
        at = match.end()
    return Annotated(text + line[at:], spans)


def sentences() -> list[Annotated]:
    """The annotated sentences, in the order of the file."""
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    return [annotated(line) for line in lines if line.strip() and not line.startswith("#")]


def reading_of(text: str) -> Reading:
    """A sentence read as far as its actors."""
    settings = Settings(force=True)
    found = document(text, "text", settings)
    reading = Reading(found, parse(found), settings)
    for step in STEPS[:3]:
        reading = step(reading)
    return reading


def examples(number: int, sentence: Annotated) -> Iterator[Example]:
    """The candidates of a sentence; those inside annotated words and those with other words than annotated teach nothing."""
    reading = reading_of(sentence.text)
    marked = [
        (
            [span for role, span in spans if role == "c"],
            {token.index for role, span in spans if role == "t" for token in reading.parse.at(span) if token.dep != "punct"},
        )
        for spans in sentence.spans.values()
    ]
    for token in reading.parse.tokens:
        if any(token.index in words for _, words in marked):
            continue
        for content in contents(reading.parse, token):
            is_cue = [words for cues, words in marked if any(start < token.end and token.start < end for start, end in cues)]
            given = {each.index for each in content.tokens if each.dep != "punct"}
            right = any(len(given & words) >= SAME_WORDS * len(given | words) for words in is_cue)
            if right or not is_cue:
                frame = frame_of(reading.parse, token, speech())
                yield Example(number, tuple(features(reading, content, speaker_of(reading, token, frame, content), frame)), right)


def learnt(listed: Sequence[Example]) -> dict[str, float]:
    """Weights by feature: logistic regression with a normal prior, by gradient descent with a fixed number of rounds."""
    names = sorted({name for example in listed for name in example.features})
    columns = {name: at for at, name in enumerate(names)}
    given: NDArray[np.float64] = np.zeros((len(listed), len(names)))
    for row, example in enumerate(listed):
        given[row, [columns[name] for name in example.features]] = 1
    wanted = np.array([example.right for example in listed], dtype=np.float64)
    weights: NDArray[np.float64] = np.zeros(len(names))
    for _ in range(ROUNDS):  # Newton's steps would be fewer; a bounded step needs no solver and no seed
        off = 1 / (1 + np.exp(-given @ weights)) - wanted
        slope = given.T @ off + PRIOR * weights
        weights -= slope / (0.25 * _curvature(given) + PRIOR)
    return {name: round(float(weights[at]), 3) for name, at in columns.items() if abs(weights[at]) >= LEAST}


def _curvature(given: NDArray[np.float64]) -> NDArray[np.float64]:
    """A bound of the curvature along each weight: features of a row move together."""
    bound: NDArray[np.float64] = given.T @ given.sum(1)
    return bound


def _folds(listed: list[Example], count: int) -> None:
    right = found = wanted = 0
    for fold in range(count):
        table = learnt([each for each in listed if each.sentence % count != fold])
        for each in listed:
            if each.sentence % count == fold:
                said = sum(table.get(name, 0.0) for name in each.features) > 0
                right, found, wanted = right + (said and each.right), found + said, wanted + each.right
    print(f"{len(listed)} candidates, {wanted} right: precision {right / max(found, 1):.3f}, recall {right / max(wanted, 1):.3f}")


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--folds", type=int, default=0)
    chosen = options.parse_args()
    listed = [example for number, sentence in enumerate(sentences()) for example in examples(number, sentence)]
    if chosen.folds:
        _folds(listed, chosen.folds)
        return
    with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["feature", "weight"])
        table.writerows(sorted(learnt(listed).items()))


if __name__ == "__main__":
    main()

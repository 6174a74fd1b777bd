"""Fits the weights with which places are told from others of their name (`dragoman.reading.locating.Weights`).

    python training/places.py ../shared/gold/place/*.dev.jsonl [--folds 5]

The data are the names and points of the place gold (LGL, TR-News, GeoVirus, GeoWebNews); nothing of it but the weights leaves this
script. The likelihood that a name's places near the gold's point share between them is climbed by gradient, with a pull to zero.
As the features of a name rest on what the others most likely are, fitting and weighing take turns. Each document counts twice, with
the address of its outlet and without, so that the weights do not lean on the outlet. `--folds` measures what is kept: each document
is located with weights fitted on the other folds, and the figures with the outlet and without are told apart.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import math
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.reading.locating import Weights, distinct, features, settle, surroundings
from dragoman.record import Document

NEAR = 161.0
TURNS = 2
STEPS = 250
RATE = 0.05
PULL = 0.002


def km(north: float, east: float, north2: float, east2: float) -> float:
    """Kilometres between two points."""
    a, b, c, d = map(math.radians, (north, east, north2, east2))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(half)))


def cases(items: list[dict[str, Any]], weights: Weights) -> list[tuple[str, Any, Any]]:
    """For each gold name with several places: its corpus, the features of its places, and which of them lie near the gold's point."""
    found = []
    for item, outlet in itertools.product(items, (True, False)):
        paper = Document("", (item["source"] or "") if outlet else "", None, None, None, "en", (), None, (), item["text"])
        numbers, names = distinct(item["text"], [(each["start"], each["end"]) for each in item["toponyms"]])
        settle(names, paper, weights)
        views = [surroundings(names, number) for number in range(len(names))]
        for each, number in zip(item["toponyms"], numbers, strict=True):
            if each["lat"] is None or not names[number].places:
                continue
            near = [km(each["lat"], each["lon"], place.latitude, place.longitude) <= NEAR for place in names[number].places]
            rows = [features(names, number, place, views[number], paper) for place in names[number].places]
            found.append((item["corpus"] + (" with its outlet" if outlet else ""), np.array(rows), np.array(near)))
    return found


def fitted(found: list[tuple[str, Any, Any]], start: Weights) -> Weights:
    """Weights that make the places near the gold's points likely."""
    useful = [(rows, near) for _, rows, near in found if near.any() and not near.all()]
    values, mean, square = np.array(start), np.zeros(len(start)), np.zeros(len(start))
    for step in range(1, STEPS + 1):
        slope = -PULL * len(useful) * values / 10
        for rows, near in useful:
            scores = rows @ values
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            wanted = shares * near
            slope += rows.T @ (wanted / max(wanted.sum(), 1e-9) - shares)
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        values = values + RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return Weights(*(round(float(value), 2) for value in values))


def taught(items: list[dict[str, Any]]) -> Weights:
    """Fitting and weighing in turns."""
    weights = Weights()
    for _ in range(TURNS):
        weights = fitted(cases(items, weights), weights)
    return weights


def right(found: list[tuple[str, Any, Any]], weights: Weights) -> Counter[tuple[str, bool]]:
    """How many names of each corpus are located near the gold's point."""
    return Counter((corpus, bool(near[int(np.argmax(rows @ np.array(weights)))])) for corpus, rows, near in found)


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path, nargs="+")
    options.add_argument("--folds", type=int, default=0, help="measure by so many folds of documents")
    chosen = options.parse_args()
    items = []
    for path in chosen.gold:
        with path.open(encoding="utf-8") as file:
            items += list(map(json.loads, file))
    fold = {item["id"]: int(hashlib.sha1(item["id"].encode()).hexdigest(), 16) % max(chosen.folds, 1) for item in items}
    counts: Counter[tuple[str, bool]] = Counter()
    for number in range(chosen.folds):
        weights = taught([item for item in items if fold[item["id"]] != number])
        counts += right(cases([item for item in items if fold[item["id"]] == number], weights), weights)
    for corpus in sorted({corpus for corpus, _ in counts}):
        whole = counts[corpus, True] + counts[corpus, False]
        print(f"{corpus}: {counts[corpus, True]} of {whole}, {100 * counts[corpus, True] / whole:.1f} %")
    print(taught(items))


if __name__ == "__main__":
    main()

"""Fits the confidence of events (`dragoman.reading.confidence`) to how people coded the sentences of the development sets.

    python training/confidence.py [--gold ../shared/gold/events]

An event is right where the gold of its sentence has its type. A logistic curve is fitted by Newton's method with a small penalty.
What is printed is held out: each sentence is judged by weights fitted to the other four fifths, whole groups of like sentences
together. What is written is fitted to all of them.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.reading import read_before_confidence
from dragoman.reading.confidence import WEIGHTS, evidence
from dragoman.settings import Settings
from dragoman.sources import document

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold" / "events"
SETS = ("plv", "gsr_cameo", "cameo_examples")
FOLDS, PENALTY, STEPS = 5, 1.0, 30
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
OLD = {"DEMAND": "REQUEST", "INVESTIGATE": "ACCUSE", "DISAPPROVE": "ACCUSE", "FIGHT": "ASSAULT"}

Numbers = NDArray[np.float64]


class Coded(NamedTuple):
    """An event of ours: what it stands on, whether people coded it so, and the fold its sentence is held out in."""

    found: dict[str, float]
    right: bool
    fold: int


def coded(gold: Path) -> Iterator[Coded]:
    """The events that count, of all sets."""
    types = {code: each["type"] for code, each in json.loads((gold / "cameo2plover.json").read_text(encoding="utf-8")).items()}
    for name in SETS:
        for line in (gold / f"{name}.dev.jsonl").read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            merge = item.get("merge") or {}
            wanted = {merge.get(type, type) for event in item["events"] for type in _type(event, types)}
            fold = int(hashlib.sha256(" ".join(item["text"].split()[:6]).encode()).hexdigest(), 16) % FOLDS
            settings = Settings(force=True, published=item["date"])
            reading = read_before_confidence(document(item["text"], item["id"], settings), settings)
            for event, found in zip(reading.events, evidence(reading), strict=True):
                if event.under is None:
                    yield Coded(dict(found), merge.get(event.type, event.type) in wanted, fold)


def _type(event: dict[str, Any], types: dict[str, str]) -> list[str]:
    code = str(event.get("type") or event.get("code") or "")
    if not code[:2].isdigit():
        return [OLD.get(code, code)]
    return [types[code[:size]] for size in (4, 3, 2) if code[:size] in types][:1]


def fitted(x: Numbers, y: Numbers) -> Numbers:
    """The weights under which `y` is likeliest."""
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - likely) - PENALTY * weights
        bend = (x * (likely * (1 - likely))[:, None]).T @ x + PENALTY * np.eye(len(weights))
        weights += np.linalg.solve(bend, slope)
    return weights


def main() -> None:
    """Reads the sets, prints the reliability of held-out sentences, writes the weights."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, default=GOLD)
    found = list(coded(options.parse_args().gold))
    names = sorted({name for each in found for name in each.found})
    x = np.array([[each.found.get(name, 0.0) for name in names] for each in found])
    y = np.array([float(each.right) for each in found])
    folds = np.array([each.fold for each in found])
    held = np.zeros(len(found))
    for fold in range(FOLDS):
        held[folds == fold] = 1 / (1 + np.exp(-x[folds == fold] @ fitted(x[folds != fold], y[folds != fold])))
    print(f"{len(found)} events, {y.mean():.3f} right; held out: Brier {((held - y) ** 2).mean():.3f}, all alike {y.var():.3f}")
    print("| confidence | events | mean confidence | right |\n|---|---|---|---|")
    for low, high in zip(EDGES, EDGES[1:], strict=False):
        inside = (held >= low) & (held < high)
        if inside.any():
            print(f"| {low:.1f} to {min(high, 1):.1f} | {inside.sum()} | {held[inside].mean():.2f} | {y[inside].mean():.2f} |")
    for least in EDGES[:-1]:
        kept = held >= least
        print(f"| >= {least:.1f} | {kept.mean():.2f} kept | | {y[kept].mean():.2f} |")
    with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("evidence", "weight"))
        out.writerows((name, f"{weight:.4f}") for name, weight in zip(names, fitted(x, y), strict=True))


if __name__ == "__main__":
    main()

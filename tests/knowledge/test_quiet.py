"""Sport, weather, markets, culture, law suits of neighbours and science tell of no political event."""

from __future__ import annotations

import csv
from pathlib import Path

import dragoman

CEILING = 0.08
"""The share of such sentences that may get an event."""


def test_sentences_without_a_political_event_get_none() -> None:
    with (Path(__file__).parent / "quiet.csv").open(encoding="utf-8") as lines:
        sentences = [row["sentence"] for row in csv.DictReader(lines)]
    loud = [
        f"{sentence} {', '.join(event.rule for event in events)}"
        for sentence in sentences
        if (events := dragoman.read_text(sentence, published="2016-06-15", force=True).events)
    ]
    print(*loud, sep="\n")
    assert len(loud) <= CEILING * len(sentences), loud

"""How many sentences a second are coded once they are parsed, and how much memory the frames of events take.

    python benchmarks/coding.py [--sentences 3000] [--profile]

The sentences are the examples of the frame tables, read as reports of twenty. Parsing, times, places, actors and statements are not
counted: only the step that codes events, frames and classifier.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import time
import tracemalloc

from dragoman.knowledge.lemmas import base_form
from dragoman.knowledge.verbs import event_frames, events
from dragoman.reading import READ_BEFORE_EVENTS, code
from dragoman.reading.classifier import weights
from dragoman.reading.parse import parse
from dragoman.reading.stage import Reading
from dragoman.settings import Settings
from dragoman.sources import document

TOGETHER = 20
SETTINGS = Settings(force=True)


def memory() -> float:
    """Megabytes of all event frames, their index and the classifier's weights."""
    base_form("signed", "VERB")  # tables of words that all steps need are not the frames'
    tracemalloc.start()
    events()
    weights()
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return taken / 1e6


def readings(sentences: int) -> list[Reading]:
    """Reports of examples, read up to their events."""
    examples = [frame.payload["example"] for frame in event_frames()]
    examples = (examples * (sentences // len(examples) + 1))[:sentences]
    found = []
    for at in range(0, len(examples), TOGETHER):
        report = document("\n\n".join(examples[at : at + TOGETHER]), "benchmark", SETTINGS)
        reading = Reading(report, parse(report), SETTINGS)
        for step in READ_BEFORE_EVENTS:
            reading = step(reading)
        found.append(reading)
    return found


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sentences", type=int, default=3000)
    options.add_argument("--profile", action="store_true", help="say where the time goes")
    chosen = options.parse_args()
    print(f"frames: {memory():.1f} MB for {len(event_frames())} frames")
    reports = readings(chosen.sentences)
    count = sum(len(report.parse.sentences) for report in reports)
    code(reports[0])
    profile = cProfile.Profile()
    started = time.perf_counter()
    if chosen.profile:
        profile.enable()
    for report in reports:
        code(report)
    seconds = time.perf_counter() - started
    if chosen.profile:
        profile.disable()
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)
    print(f"coding: {count / seconds:,.0f} sentences/s ({count} sentences, {seconds:.2f} s)")


if __name__ == "__main__":
    main()

"""Words a second of each step of the reading beyond the parse, on one core: `python benchmarks/steps.py [FILE.jsonl …]`.

Reads the bundled samples, or the `text` of each line of the files given, and prints the fastest of `--repeats` passes: each
step alone, and times, places and actors together. `--profile STEP` prints where the step spends its time instead.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import time
from dataclasses import dataclass
from pathlib import Path

from dragoman.reading import STEPS
from dragoman.reading.parse import parse
from dragoman.reading.stage import Reading
from dragoman.settings import Settings
from dragoman.sources import document, open_documents

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
TOGETHER = ("times", "places", "actors")


@dataclass(frozen=True)
class Timing:
    """The seconds of one pass over all reports, by step."""

    seconds: dict[str, float]

    @property
    def together(self) -> float:
        """The seconds of the steps that find who, where and when."""
        return sum(self.seconds[name] for name in TOGETHER)


def parsed(files: list[Path], settings: Settings) -> list[Reading]:
    """The reports of the files, parsed and nothing more."""
    if files:
        texts = [json.loads(line)["text"] for path in files for line in path.read_text(encoding="utf-8").splitlines()]
        documents = [document(text, "text", settings) for text in texts]
    else:
        documents = [each for path in sorted(SAMPLES.glob("*.txt")) for each in open_documents(path, settings)]
    return [Reading(each, parse(each), settings) for each in documents]


def one_pass(readings: list[Reading], profiled: str | None, profile: cProfile.Profile) -> Timing:
    """Takes every report through all steps."""
    seconds = {step.__name__.lstrip("_"): 0.0 for step in STEPS}
    for reading in readings:
        for step in STEPS:
            name = step.__name__.lstrip("_")
            started = time.perf_counter()
            reading = profile.runcall(step, reading) if name == profiled else step(reading)
            seconds[name] += time.perf_counter() - started
    return Timing(seconds)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("files", nargs="*", type=Path)
    options.add_argument("--repeats", type=int, default=5)
    options.add_argument("--profile", choices=[step.__name__.lstrip("_") for step in STEPS])
    chosen = options.parse_args()
    readings = parsed(chosen.files, Settings(force=True, published="2015-03-18"))
    count = sum(len(reading.document.text.split()) for reading in readings)
    profile = cProfile.Profile()
    one_pass(readings, None, profile)
    if chosen.profile:
        one_pass(readings, chosen.profile, profile)
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)
        return
    passes = [one_pass(readings, None, profile) for _ in range(chosen.repeats)]
    print(f"{len(readings)} reports, {count} words, best of {chosen.repeats} passes")
    for name in passes[0].seconds:
        print(f"{name:24}{count / min(each.seconds[name] for each in passes):12,.0f} words/s")
    print(f"{', '.join(TOGETHER):24}{count / min(each.together for each in passes):12,.0f} words/s")


if __name__ == "__main__":
    main()

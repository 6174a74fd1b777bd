"""Words a second of the whole reading, and as a share of the bare parse, in one run: `python benchmarks/reading.py`.

Prints, over the bundled samples: the bare parse, the whole reading, their ratio, the share of each step, the peak of
memory, and the time from a cold start to the brief.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from dragoman.reading import STEPS, read_document
from dragoman.reading.parse import language_model, parse
from dragoman.reading.stage import Reading
from dragoman.record import Document
from dragoman.settings import Settings
from dragoman.sources import open_documents

SAMPLES = Path(__file__).resolve().parent.parent / "samples"


def timed(documents: list[Document], work: object, repeats: int) -> float:
    """The median of the seconds that `work` takes over all documents."""
    seconds = []
    for _ in range(repeats):
        started = time.perf_counter()
        for document in documents:
            work(document)  # type: ignore[operator]
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("reports", nargs="*", type=Path, default=sorted(SAMPLES.glob("*.txt")))
    options.add_argument("--repeats", type=int, default=5)
    chosen = options.parse_args()
    settings = Settings()
    documents = [document for path in chosen.reports for document in open_documents(path, settings)]
    words = sum(len(document.text.split()) for document in documents)
    language_model()
    for document in documents:
        read_document(document, settings)
    bare = timed(documents, parse, chosen.repeats)
    whole = timed(documents, lambda document: read_document(document, settings), chosen.repeats)
    print(f"{len(documents)} reports, {words} words, median of {chosen.repeats} runs")
    print(f"bare parse      {words / bare:10,.0f} words/s")
    print(f"whole reading   {words / whole:10,.0f} words/s")
    print(f"whole / bare    {whole / bare:10.2f}")
    shares = dict.fromkeys((step.__name__ for step in STEPS), 0.0)
    for document in documents:
        reading = Reading(document, parse(document))
        for step in STEPS:
            started = time.perf_counter()
            reading = step(reading)
            shares[step.__name__] += time.perf_counter() - started
    for name, seconds in shares.items():
        print(f"  {name:22} {seconds / bare:8.2f} of the bare parse")
    print(f"peak memory     {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:10,.0f} MiB")
    for title, command in (("cold brief", ["read", str(chosen.reports[0])]), ("--help", ["--help"])):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", "from dragoman.cli import main; main()", *command], check=True, capture_output=True)
        print(f"{title:15} {time.perf_counter() - started:10.2f} s")


if __name__ == "__main__":
    main()

"""Speed, memory and size of the language model, measured in one run: `python benchmarks/parser.py`.

Prints words a second from raw text to annotated Doc in one process of one thread and in two such processes side by side,
their ratio, the time from nothing to a loaded model, the peak of memory, the size of the files, and how the time for one
long sentence grows with its length. Words are what white space parts.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from multiprocessing import get_context
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path

from dragoman.parser import FOLDER

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
LOADED = (
    "import time; start = time.perf_counter(); from dragoman.parser.pipeline import load; load(); "
    "print(time.perf_counter() - start)"
)


def texts(repeats: int) -> list[str]:
    """The bundled reports, so many times over."""
    return [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))] * repeats


def reading(
    repeats: int, start: Barrier | None = None, told: Queue[tuple[float, float, int]] | None = None
) -> tuple[float, float, int]:
    """When a process began and ended to read, and its peak of memory in KiB."""
    from dragoman.parser.pipeline import load

    pipeline = load()
    for _ in pipeline.pipe(texts(2)):
        pass
    if start is not None:
        start.wait()
    began = time.time()
    for _ in pipeline.pipe(texts(repeats)):
        pass
    found = (began, time.time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    if told is not None:
        told.put(found)
    return found


def side_by_side(processes: int, repeats: int) -> tuple[float, int]:
    """Seconds that so many processes take side by side, and the highest peak of memory in KiB."""
    context = get_context("spawn")
    start, told = context.Barrier(processes), context.Queue()
    running = [context.Process(target=reading, args=(repeats, start, told)) for _ in range(processes)]
    for each in running:
        each.start()
    found = [told.get() for _ in running]
    for each in running:
        each.join()
    return max(end for _, end, _ in found) - min(began for began, _, _ in found), max(peak for *_, peak in found)


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--repeats", type=int, default=40, help="how often each bundled report is read")
    chosen = options.parse_args()
    words = sum(len(text.split()) for text in texts(chosen.repeats))
    loads = [float(subprocess.run([sys.executable, "-c", LOADED], check=True, capture_output=True).stdout) for _ in range(3)]
    one, peak = side_by_side(1, chosen.repeats)
    two, _ = side_by_side(2, chosen.repeats)
    print(f"{words:,} words in each process")
    print(f"one process     {words / one:10,.0f} words/s")
    print(f"two processes   {2 * words / two:10,.0f} words/s")
    print(f"two / one       {2 * one / two:10.2f}")
    print(f"import and load {sorted(loads)[1]:10.2f} s")
    print(f"peak memory     {peak / 1024:10,.0f} MiB")
    print(f"files           {sum(path.stat().st_size for path in FOLDER.iterdir()) / 1e6:10.1f} MB")
    from dragoman.parser.pipeline import load

    pipeline = load()
    for size in (1_000, 5_000):
        text = " ".join(["the", "long", "treaty", "of", "Georgia"] * (size // 5))
        began = time.perf_counter()
        pipeline(text)
        print(f"one sentence of {size:,} words {time.perf_counter() - began:6.2f} s")


if __name__ == "__main__":
    main()

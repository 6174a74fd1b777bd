"""Reports read by worker processes, in order. Each worker loads the language model once and takes one thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from dragoman.errors import DragomanError
from dragoman.record import Record
from dragoman.settings import Settings

AHEAD = 4
"""Reports that wait for each worker, so that none is idle and memory stays flat."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one path: its records and the bytes they were read from, or the message of why there are none."""

    path: str
    records: tuple[Record, ...] = ()
    raw: bytes | None = None
    failure: str | None = None


def read_path(path: str, settings: Settings) -> Outcome:
    """The records of the reports in a file; what cannot be read is told, not raised."""
    from dragoman.reading import read_document
    from dragoman.sources import STANDARD_INPUT, content, documents

    try:
        raw = content(path, settings)
        found = documents(raw, "standard input" if path == STANDARD_INPUT else path, settings)
        return Outcome(path, tuple(read_document(document, settings) for document in found), raw)
    except DragomanError as error:
        return Outcome(path, failure=str(error))


def read_paths(paths: Iterable[str], settings: Settings, workers: int = 1) -> Iterator[Outcome]:
    """One outcome for each path, in order; the same records whatever the number of workers."""
    if workers == 1:
        yield from (read_path(path, settings) for path in paths)
        return
    waiting: deque[Future[Outcome]] = deque()
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for path in paths:
            waiting.append(pool.submit(read_path, path, settings))
            if len(waiting) >= workers * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

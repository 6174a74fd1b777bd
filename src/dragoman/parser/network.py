"""The network as one ONNX graph: words in, tags, trees, names and sentence starts out. The only module that knows onnxruntime.

The graph is made by `training/export.py`, which also says what goes in and comes out. `labels.json` beside it holds the
values its numbers stand for.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import ModelError
from dragoman.parser.names import Name, best_names, transitions
from dragoman.parser.pieces import Pieces
from dragoman.parser.recipients import recipients
from dragoman.parser.spelling import spelling
from dragoman.parser.subjects import one_subject
from dragoman.parser.trees import best_tree, is_tree

GRAPH, LABELS, VOCABULARY = "network.onnx", "labels.json", "vocabulary.txt"
MOST_PIECES = 510
"""Pieces that the encoder reads at once."""

BATCH = 1_500
"""Pieces of a batch, with their padding."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network says of the words of one piece; numbers index the columns of `labels.json`.

    `heads` count from 1 within the piece, 0 is the root of a sentence.
    """

    starts: NDArray[np.bool_]
    heads: NDArray[np.int64]
    labels: NDArray[np.int64]
    upos: NDArray[np.int64]
    xpos: NDArray[np.int64]
    feats: NDArray[np.int64]
    names: list[Name]


class Network:
    """The graph loaded from a folder; one thread, so that processes do not fight for cores."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        import onnxruntime

        missing = [name for name in (GRAPH, LABELS, VOCABULARY) if not (folder / name).is_file()]
        if missing:
            raise ModelError(str(folder), f"holds no {', '.join(missing)}", "install dragoman again")
        chosen = onnxruntime.SessionOptions()
        chosen.intra_op_num_threads = threads
        chosen.inter_op_num_threads = 1
        chosen.log_severity_level = 3
        self.values: dict[str, list[str]] = json.loads((folder / LABELS).read_text(encoding="utf-8"))["values"]
        self.pieces = Pieces(folder / VOCABULARY)
        self._session = onnxruntime.InferenceSession(str(folder / GRAPH), chosen, providers=["CPUExecutionProvider"])
        self._outputs = [each.name for each in self._session.get_outputs() if each.name != "biaffine"]
        self._moves = transitions(self.values["names"])
        self._biaffine: NDArray[np.float32] | None = None

    def read(self, pieces: Sequence[Sequence[str]], given: Sequence[Sequence[int] | None] | None = None) -> list[Reading]:
        """One reading for each piece (words in a row, 250 at most), in the order given; like lengths are read together.

        `given` says for the words of a piece where sentences start (1) and where not (0); None leaves it to the network.
        """
        rows = [self._row(words, starts) for words, starts in zip(pieces, given or [None] * len(pieces), strict=True)]
        order = sorted(range(len(rows)), key=lambda i: len(rows[i]["ids"]))
        found: list[Reading | None] = [None] * len(rows)
        group: list[int] = []
        for at, i in enumerate(order):
            group.append(i)
            longest = len(rows[order[at + 1]]["ids"]) if at + 1 < len(order) else 0
            if not longest or longest * (len(group) + 1) > BATCH:
                for j, reading in zip(group, self._batch([rows[j] for j in group]), strict=True):
                    found[j] = reading
                group = []
        return [each for each in found if each is not None]

    def feeds(self, pieces: Sequence[Sequence[str]]) -> dict[str, NDArray[np.int64]]:
        """What goes into the graph for pieces of about one length."""
        return _feeds([self._row(words, None) for words in pieces])

    def _row(self, words: Sequence[str], starts: Sequence[int] | None) -> dict[str, list[int]]:
        """What goes in for one piece; a word has one piece at least, further ones as long as there is room."""
        ids, case, first = [self.pieces.first], [0], []
        marks = [spelling(word) for word in words]
        room = MOST_PIECES - len(words)
        for word, (shape, _, _) in zip(words, marks, strict=True):
            found = self.pieces(word)[: max(1, room + 1)]
            room -= len(found) - 1
            first.append(len(ids))
            ids += found
            case += [shape] * len(found)
        row = {"ids": [*ids, self.pieces.last], "case": [*case, 0], "first": first}
        row["given"] = [-1] * len(words) if starts is None else list(starts)
        return row | {name: [mark[k] for mark in marks] for k, name in enumerate(("shape", "prefix", "suffix"))}

    def _batch(self, rows: list[dict[str, list[int]]]) -> list[Reading]:
        out = dict(zip(self._outputs, self._session.run(self._outputs, _feeds(rows)), strict=True))
        return [self._reading({name: values[i] for name, values in out.items()}, len(row["first"])) for i, row in enumerate(rows)]

    def _reading(self, out: dict[str, Any], size: int) -> Reading:
        starts = out["starts"][:size].astype(bool)
        heads, labels = out["heads"][:size], out["labels"][:size]
        edges = [*np.flatnonzero(starts).tolist(), size]
        for start, end in zip(edges, edges[1:], strict=False):
            mine = heads[start:end]
            local = np.where(mine > 0, mine - start, 0)
            if is_tree(local):
                continue
            scores = np.concatenate((out["scores"][start:end, :1], out["scores"][start:end, start + 1 : end + 1]), 1)
            better = best_tree(scores)
            changed = np.flatnonzero(better != local)
            mine[:] = np.where(better > 0, better + start, 0)
            labels[start + changed] = self._labels(out, start + changed, mine[changed])
        one_subject(heads, labels, self.values["labels"])
        recipients(heads, labels, out["upos"][:size], self.values)
        return Reading(
            starts=starts,
            heads=heads,
            labels=labels,
            upos=out["upos"][:size],
            xpos=out["xpos"][:size],
            feats=out["feats"][:size],
            names=best_names(out["names"][:size], self.values["names"], self._moves),
        )

    def _labels(self, out: dict[str, Any], words: NDArray[np.int64], heads: NDArray[np.int64]) -> NDArray[np.int64]:
        """The labels of words whose greedy heads were no tree, from the vectors that the graph gives."""
        if self._biaffine is None:
            empty = {name: _padded([[0]]) for name in ("ids", "case", "first", "shape", "prefix", "suffix", "given")}
            ones = {name: _padded([[1]]) for name in ("mask", "real")}
            self._biaffine = self._session.run(["biaffine"], empty | ones)[0].astype(np.float32)
        scores = np.einsum("wi,lij,wj->wl", out["below"][words], self._biaffine, out["above"][heads])  # one thread: no BLAS
        found: NDArray[np.int64] = scores.argmax(1)
        return found


def _feeds(rows: list[dict[str, list[int]]]) -> dict[str, NDArray[np.int64]]:
    made = {name: _padded([row[name] for row in rows]) for name in rows[0]}
    made["mask"] = _padded([[1] * len(row["ids"]) for row in rows])
    made["real"] = _padded([[1] * len(row["first"]) for row in rows])
    return made


def _padded(rows: list[list[int]]) -> NDArray[np.int64]:
    longest = max(map(len, rows))
    return np.array([row + [0] * (longest - len(row)) for row in rows], dtype=np.int64)

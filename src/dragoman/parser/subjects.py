"""A clause has one subject. Where the network gives it two, the second one's place in the sentence says what it is.

*A joint defence and security zone will be created*: the first belongs to the noun it stands against. *The bloc will send
observers, officials said*: the second belongs to the clause above, which has none.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def one_subject(heads: NDArray[np.int64], labels: NDArray[np.int64], values: list[str]) -> None:
    """Corrects `heads` (from 1, 0 the root) and `labels` (numbers of `values`) of one piece in place."""
    subjects = [at for at, label in enumerate(labels.tolist()) if values[label] in ("nsubj", "nsubj:pass")]
    by_verb: dict[int, list[int]] = {}
    for at in subjects:
        by_verb.setdefault(int(heads[at]), []).append(at)
    for verb, found in by_verb.items():
        if len(found) != 2 or verb == 0:
            continue
        first, second = found
        above = int(heads[verb - 1])
        if second < verb - 1 and _last(heads, first) == second - 1 and _first(heads, second) == second:
            heads[first], labels[first] = second + 1, values.index("compound")
        elif verb - 1 < second < above - 1 and above not in by_verb and _last(heads, second) == above - 2:
            heads[second], labels[second] = above, values.index("nsubj")


def _below(heads: NDArray[np.int64], top: int) -> set[int]:
    """The words under `top`, itself included."""
    found, waiting = {top}, [top]
    while waiting:
        under = np.flatnonzero(heads == waiting.pop() + 1).tolist()
        waiting += [each for each in under if each not in found]
        found |= set(under)
    return found


def _first(heads: NDArray[np.int64], top: int) -> int:
    return min(_below(heads, top))


def _last(heads: NDArray[np.int64], top: int) -> int:
    return max(_below(heads, top))

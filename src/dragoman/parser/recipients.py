"""A name before a number or an article is no part of what is counted: *sent Ukraine 18 tanks* tells who got them.

The network knows *Ukraine tanks* as one thing. Where a number or an article stands between, the name is who gets it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.int64]


def recipients(heads: Words, labels: Words, upos: Words, values: dict[str, list[str]]) -> None:
    """Corrects `heads` (from 1, 0 the root) and `labels` of one piece in place; all are numbers of `values`."""
    names, parts = values["labels"], values["upos"]
    name, verb, given = parts.index("PROPN"), parts.index("VERB"), names.index("obj")
    for at in np.flatnonzero((upos == name) & np.isin(labels, [names.index("compound"), names.index("nmod:unmarked")])).tolist():
        thing = int(heads[at]) - 1
        above = int(heads[thing]) - 1
        if not above < at < thing or above < 0 or labels[thing] != given or upos[above] != verb:
            continue
        counting = (heads[at + 1 : thing] == thing + 1) & np.isin(
            labels[at + 1 : thing], [names.index("nummod"), names.index("det")]
        )
        if counting.any() and (names.index("iobj") not in labels[heads == above + 1]):
            heads[at], labels[at] = above + 1, names.index("iobj")

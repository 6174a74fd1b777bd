"""A name before a number or an article is who gets what is counted."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.parser.recipients import recipients

LABELS = ["root", "nsubj", "compound", "obj", "nummod", "iobj", "det", "nmod:unmarked"]
PARTS = ["PROPN", "VERB", "NUM", "NOUN", "DET"]


@pytest.mark.parametrize(
    ("heads", "labels", "parts", "better"),
    [
        # Chad sent Peru six goats
        ([2, 0, 5, 5, 2], "nsubj root compound nummod obj", "PROPN VERB PROPN NUM NOUN", (2, "iobj")),
        # Chad sent Peru the goats
        ([2, 0, 5, 5, 2], "nsubj root compound det obj", "PROPN VERB PROPN DET NOUN", (2, "iobj")),
        # Chad sent six Peru goats
        ([2, 0, 5, 5, 2], "nsubj root nummod compound obj", "PROPN VERB NUM PROPN NOUN", None),
    ],
)
def test_a_name_before_a_number_gets_what_is_counted(
    heads: list[int], labels: str, parts: str, better: tuple[int, str] | None
) -> None:
    found, names = np.array(heads), np.array([LABELS.index(each) for each in labels.split()])
    recipients(found, names, np.array([PARTS.index(each) for each in parts.split()]), {"labels": LABELS, "upos": PARTS})
    wanted = (heads[2], labels.split()[2]) if better is None else better
    assert (int(found[2]), LABELS[int(names[2])]) == wanted
    assert np.delete(found, 2).tolist() == heads[:2] + heads[3:]

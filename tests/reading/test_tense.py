"""Whether a clause looks ahead, on parses built by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.reading.graph import Parse
from dragoman.reading.tense import is_ahead

WILL = """
They they PRON nsubj 3
will will AUX aux 3 MD
meet meet VERB root 0 VB
on on ADP case 5
Friday Friday PROPN obl 3
"""
MET = """
They they PRON nsubj 2
met meet VERB root 0 VBD
on on ADP case 4
Friday Friday PROPN obl 2
"""
PLAN = """
They they PRON nsubj 2
plan plan VERB root 0 VBP
to to PART mark 4
meet meet VERB xcomp 2 VB
on on ADP case 6
Friday Friday PROPN obl 4
"""
FAILED = """
They they PRON nsubj 2
failed fail VERB root 0 VBD
to to PART mark 4
meet meet VERB xcomp 2 VB
on on ADP case 6
Friday Friday PROPN obl 4
"""
SCHEDULED = """
Talks talk NOUN nsubj:pass 3
were be AUX aux:pass 3 VBD
scheduled schedule VERB root 0 VBN
for for ADP case 5
Friday Friday PROPN obl 3
"""


@pytest.mark.parametrize(("lines", "ahead"), [(WILL, True), (MET, False), (PLAN, True), (FAILED, False), (SCHEDULED, True)])
def test_the_verb_says_whether_friday_lies_ahead(build: Callable[..., Parse], lines: str, ahead: bool) -> None:
    parse = build(lines)
    assert is_ahead(parse, parse.tokens[-1]) is ahead


def test_without_a_verb_nothing_is_said(build: Callable[..., Parse]) -> None:
    parse = build("Friday Friday PROPN root 0")
    assert is_ahead(parse, parse.tokens[0]) is None

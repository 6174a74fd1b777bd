"""Title case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.headlines import running_text


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("Russia Condemns New Sanctions Against Iran", "Russia condemns new sanctions against Iran"),
        ("Rebels Attack Troops Near Goma After Talks", "Rebels attack troops near Goma after talks"),
        ("Russia signed a pact with Abkhazia on Monday.", "Russia signed a pact with Abkhazia on Monday."),
        ("NATO and EU Sign Agreement", "NATO and EU sign agreement"),
    ],
)
def test_common_words_of_a_title_are_written_small(line: str, written: str) -> None:
    assert running_text(line) == written


@given(st.text(max_size=80))
def test_a_line_keeps_its_length(line: str) -> None:
    assert len(running_text(line)) == len(line)

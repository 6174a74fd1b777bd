"""Text with overlapping spans."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.views.highlight import Marked, segments

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8)


def test_overlapping_spans_are_cut_at_every_boundary() -> None:
    found = segments("abcdef", [Marked((0, 4), "one", "event"), Marked((2, 6), "two", "status")])
    assert [(each.text, each.ids) for each in found] == [("ab", ("one",)), ("cd", ("one", "two")), ("ef", ("two",))]


@given(st.text(min_size=31, max_size=40), SPANS)
def test_the_segments_joined_are_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    marked = [Marked((min(span), max(span)), f"{number}", "event") for number, span in enumerate(spans)]
    found = segments(text, marked)
    assert "".join(each.text for each in found) == text
    for mark in marked:
        words = "".join(each.text for each in found if mark.id in each.ids)
        assert words == text[slice(*mark.span)]

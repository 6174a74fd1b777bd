"""The passages a statement is shown with."""

from __future__ import annotations

import dragoman
from dragoman.views.page import page
from dragoman.views.passages import passages

TEXT = "“We will not pay for the bridge,” the mayor said. “It was never ours.”"


def test_words_cue_and_speaker_are_told_apart() -> None:
    record = dragoman.read_text(TEXT, force=True)
    found = {kind: each.text for each in passages(record, record.statements[0]) for kind in each.kinds}
    assert found == {"content": "It was never ours", "cue": "said", "speaker": "the mayor"}


def test_the_passage_is_the_text_from_the_first_mark_to_the_last() -> None:
    record = dragoman.read_text(TEXT, force=True)
    assert "".join(each.text for each in passages(record, record.statements[0])).startswith(TEXT[:-2])


def test_parts_far_apart_are_joined_by_an_ellipsis() -> None:
    far = TEXT.replace("said. ", f"said. {'The square was full of people who had come from the hills. ' * 4}")
    record = dragoman.read_text(far, force=True)
    assert " … " in [each.text for each in passages(record, record.statements[0])]


def test_the_page_marks_speaker_and_cue() -> None:
    shown = page(dragoman.read_text(TEXT, force=True))
    assert '<span class="speaker">the mayor</span>' in shown
    assert '<span class="cue">said</span>' in shown

"""The annotated sentences of the cue detector, and the weights learnt from them."""

from __future__ import annotations

import re

from attribution import SENTENCES, Example, annotated, learnt, sentences


def test_brackets_become_spans_of_the_sentence() -> None:
    found = annotated("[s The minister] [c said] that [t the road was shut].")
    assert found.text == "The minister said that the road was shut."
    assert [(role, found.text[slice(*span)]) for role, span in found.spans["1"]] == [
        ("s", "The minister"),
        ("c", "said"),
        ("t", "the road was shut"),
    ]


def test_a_second_attribution_has_its_own_number() -> None:
    found = annotated("[s He] left after [s2 a shepherd] [c2 reported] [t2 lights].")
    assert {number: len(spans) for number, spans in found.spans.items()} == {"1": 1, "2": 3}


def test_every_sentence_is_well_formed() -> None:
    listed = sentences()
    assert len(listed) >= 600
    assert [each.text for each in listed if re.search(r"[\[\]]", each.text)] == []
    assert [each.text for each in listed if each.spans and not any(role == "t" for role, _ in each.spans["1"])] == []


def test_a_quarter_of_the_sentences_hold_no_attribution() -> None:
    listed = sentences()
    assert sum(not each.spans for each in listed) >= len(listed) / 4


def test_what_goes_with_attributions_gets_weight() -> None:
    listed = [Example(number, ("always", "cue" if number % 2 else "none"), bool(number % 2)) for number in range(20)]
    weights = learnt(listed)
    assert weights["cue"] > 0 > weights["none"]
    assert weights == learnt(listed)


def test_the_guide_lies_beside_the_sentences() -> None:
    assert SENTENCES.with_suffix(".md").exists()

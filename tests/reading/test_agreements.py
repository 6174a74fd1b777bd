"""Agreements and provisions of reports: who is bound, where and when, on which condition, and who only speaks of them."""

from __future__ import annotations

import pytest

import dragoman
from dragoman.knowledge.tables import rows

SIGNED = "MOSCOW, March 18, 2015 (Reuters) - Russia and Abkhazia signed a treaty on Wednesday. "


@pytest.mark.parametrize(
    ("term", "type", "condition", "scope", "date"),
    [
        ("Russia will defend Abkhazia if it is attacked.", "defence", "if it is attacked", None, None),
        (
            "Russian troops will be stationed on the territory of Abkhazia until 2040.",
            "basing",
            None,
            "on the territory of Abkhazia",
            "../2040",
        ),
        ("Under the treaty Moscow will pay pensions in Abkhazia from 2016.", "economic-aid", None, "in Abkhazia", "2016/.."),
        ("Under the treaty their customs services will be merged.", "customs", None, None, None),
    ],
)
def test_a_provision_says_where_and_when_it_holds(
    term: str, type: str, condition: str | None, scope: str | None, date: str | None
) -> None:
    record = dragoman.read_text(SIGNED + term)
    found = next(each for agreement in record.agreements for each in agreement.provisions if each.type == type)
    assert (found.condition and record.words(found.condition)) == condition
    assert (found.scope and record.words(found.scope)) == scope
    assert found.date == date


@pytest.mark.parametrize("row", [row for _, row in rows("agreements/terms.csv", "role,word,example")], ids=lambda row: row["word"])
def test_each_word_plays_its_part_in_a_provision(row: dict[str, str]) -> None:
    record = dragoman.read_text(SIGNED + row["example"])
    found = [each for agreement in record.agreements for each in agreement.provisions]
    if row["role"] == "member":
        assert [set(each.by) for each in found] == [{"dr:polity/russia", "dr:polity/abkhazia"}]
    elif row["role"] == "lay-down":
        assert len(found) == 1
    else:
        spans = [each.scope if row["role"] == "ground" else each.condition for each in found]
        assert [row["word"] in record.words(span) for span in spans if span] == [True]


def test_each_member_is_every_party_and_a_condition_told_later_is_kept() -> None:
    record = dragoman.read_text(
        "Nigeria, Benin and Togo signed a mutual defence pact on Saturday. "
        "Under the agreement each member must come to the aid of the others if one is attacked. "
        "The three countries will set up a joint brigade.",
        force=True,
    )
    (agreement,) = record.agreements
    defence, joint = sorted(agreement.provisions, key=lambda each: each.type)
    assert defence.condition is not None
    assert (defence.by, record.words(defence.condition)) == (agreement.parties, "if one is attacked")
    assert (joint.type, set(joint.by)) == ("joint-security", set(agreement.parties))


def test_who_is_no_party_denounces_nothing_but_speaks_against_it() -> None:
    record = dragoman.read_text(
        "Nigeria and Benin signed a defence pact on Saturday. Mali denounced the pact as a hostile act.", force=True
    )
    (agreement,) = record.agreements
    assert [step.stage for step in agreement.stages] == ["signed"]
    assert [(each.position, each.about) for each in record.statements] == [("condemn", agreement.id)]

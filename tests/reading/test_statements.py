"""Who says what, read by the shipped model from short texts of our own: one row a clause of what must work."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import dragoman
from dragoman.record import Record, Statement

FLOOR = 0.95
"""The share of the rows of `statements.csv` that are read as they say; the failing ones are printed."""


def read(text: str) -> Record:
    return dragoman.read_text(text.replace("¶", "\n\n"), published="2015-06-15", force=True)


def said(record: Record, statement: Statement) -> str:
    return " … ".join(record.words(span) for span in statement.content)


def speaker(record: Record, statement: Statement) -> str:
    return record.words(statement.speaker_span) if statement.speaker_span else "-"


def fits(row: dict[str, str]) -> bool:
    record = read(row["text"])
    found = {(speaker(record, each), said(record, each), each.form, each.kind) for each in record.statements}
    if not row["content"]:
        return not found
    return (row["speaker"], row["content"], row["form"], row["kind"]) in found


def test_statements_are_read_as_their_rows_say() -> None:
    with (Path(__file__).parent / "statements.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    failing = [f"{row['clause']}: {row['text']}" for row in rows if not fits(row)]
    assert len(failing) <= (1 - FLOOR) * len(rows), failing


def test_each_of_several_speakers_has_a_statement() -> None:
    record = read("NATO and the United States said they would not recognise the vote.")
    speakers = {each.speaker for each in record.statements}
    assert len(speakers) == 2
    assert None not in speakers


def test_a_source_without_a_name_keeps_its_role_and_its_country() -> None:
    record = read("A senior Georgian official who asked not to be named said the ship had sunk.")
    (found,) = record.statements
    assert (found.speaker_role, found.anonymous) == ("senior official", True)
    assert found.speaker_of == "dr:polity/georgia"


def test_altered_quotations_show_where() -> None:
    record = read("“We told [the mayor] that it was late… and he left,” the clerk said.")
    (found,) = record.statements
    assert [record.words(span) for span in found.altered] == ["[the mayor]", "…"]


@pytest.mark.parametrize(
    ("text", "certainty", "factivity"),
    [
        ("Russia said that the bridge was open.", "CT+", "neutral"),
        ("Russia claimed that the village was empty.", "CT+", "distancing"),
        ("Russia admitted that the convoy had crossed.", "CT+", "factive"),
        ("Russia denied that its troops were there.", "CT-", "denying"),
        ("Sudan alleged that Chad had armed the rebels.", "PR+", "distancing"),
    ],
)
def test_the_cue_tells_how_sure_a_thing_is(text: str, certainty: str, factivity: str) -> None:
    (found,) = read(text).statements
    assert (found.certainty, found.factivity) == (certainty, factivity)


def test_what_is_only_wanted_has_no_holder() -> None:
    record = read("Russia plans to send troops to Georgia.")
    assert [each.kind for each in record.statements] == ["intention"]
    assert {each.holder for each in record.events} <= {"narrator"}

"""Who says what, read by the shipped model from short texts of our own: one row a clause of what must work."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import dragoman
from dragoman.record import Record, Statement


def read(text: str) -> Record:
    return dragoman.read_text(text.replace("¶", "\n\n").replace("⏎", "\n"), published="2015-06-15", force=True)


def table(name: str) -> list[dict[str, str]]:
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


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
    rows = table("statements.csv")
    failing = [f"{row['clause']}: {row['text']}" for row in rows if not fits(row)]
    assert not failing


def bears(row: dict[str, str]) -> bool:
    record = read(row["text"])
    wanted = (row["position"] or None, row["certainty"], row["factivity"])
    return any(
        (each.position, each.certainty, each.factivity) == wanted and (not row["about"] or row["about"] in about(record, each))
        for each in record.statements
    )


def about(record: Record, statement: Statement) -> list[str]:
    """The names of the actor a statement is about, or of those of the event or status."""
    ids = {statement.about}
    ids |= {actor for event in record.events if event.id == statement.about for actor in (*event.sources, *event.targets)}
    ids |= {status.subject for status in record.statuses if status.id == statement.about}
    return [actor.name for actor in record.actors if actor.id in ids]


def test_positions_are_what_their_rows_say() -> None:
    rows = table("bearings.csv")
    failing = [f"{row['position']}: {row['text']}" for row in rows if not bears(row)]
    assert not failing


def speaks(row: dict[str, str]) -> bool:
    record = read(row["text"])
    last = [each for each in record.statements if each.content == record.statements[-1].content]
    names = {actor.name for each in last if each.speaker and (actor := record.actor(each.speaker))}
    found = last[-1]
    return (
        (not row["name"] or " + ".join(sorted(names)) == row["name"])
        and (not row["role"] or found.speaker_role == row["role"])
        and (not row["of"] or found.speaker_of == row["of"])
        and (row["anonymous"] == "yes") == found.anonymous
        and (row["inferred"] == "yes") == found.inferred
    )


def test_speakers_are_who_their_rows_say() -> None:
    rows = table("speakers.csv")
    failing = [f"{row['clause']}: {row['text']}" for row in rows if not speaks(row)]
    assert not failing


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

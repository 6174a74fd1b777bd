"""Corrections done to readings, without a database: whatever their order, and wherever the words went."""

from __future__ import annotations

import copy
import datetime
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import record

from dragoman.record import Span
from dragoman.store.anchors import Lost, anchored, found, moved, spans_of
from dragoman.store.corrections import Correction, holding, with_id
from dragoman.store.likeness import Unsure, likest
from dragoman.store.picture import Picture
from dragoman.store.replay import replayed

TEXT = "Georgia condemned Russia on Monday. Armenia praised Russia. Later Georgia condemned Turkey."


def at(words: str, text: str = TEXT, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def found_in(text: str, words: str, nth: int = 0) -> str:
    """What stands before the place at which the words are found in `text`."""
    (anchor,) = anchored(TEXT, [at(words, TEXT, nth)])
    return text[: found(text, anchor)[0]]


def test_words_are_found_where_offsets_moved_and_white_space_changed() -> None:
    assert found_in("A new start.\n\n" + TEXT.replace(" ", "\n"), "Armenia praised Russia").endswith("Monday.\n")
    assert found_in("Georgia condemned nobody. " + TEXT, "condemned", 1).endswith("Later Georgia ")
    assert found_in(TEXT.replace("Georgia condemned Russia on Monday. ", ""), "condemned", 1).endswith("Later Georgia ")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Nothing of the kind.", "are not in the text any more"),
        (TEXT + " " + TEXT, "stand 2 times in the text, and those around them do not tell which is meant"),
        ("He says that they praised nobody.", "stand elsewhere in the text, between other words"),
        ("Armenia overpraised Russia.", "are not in the text any more"),
    ],
)
def test_words_that_are_not_found_for_certain_are_lost(text: str, problem: str) -> None:
    (anchor,) = anchored(TEXT, [at("praised")])
    with pytest.raises(Lost, match=problem):
        found(text, anchor)


def test_every_span_of_an_item_moves() -> None:
    event = {**record(1)["events"][0], "characterised": [{"word": "x", "sense": "for", "holder": "narrator", "span": [3, 4]}]}
    there = moved("events", event, lambda span: (span[0] + 7, span[1] + 7))
    assert spans_of("events", there) == [(start + 7, end + 7) for start, end in spans_of("events", event)]
    assert there["characterised"][0]["span"] == [10, 11]
    assert {name: value for name, value in there.items() if name not in ("trigger", "evidence", "characterised")} == {
        name: value for name, value in event.items() if name not in ("trigger", "evidence", "characterised")
    }


def test_the_likest_item_is_the_one_that_claims_most_of_the_same() -> None:
    event = record(1)["events"][0]
    other = {**event, "id": "e:1", "targets": ["dr:polity/japan"]}
    changed = {**event, "id": "e:2", "type": "PROTEST"}
    assert likest("events", event, [other, changed, {**event, "id": "e:3"}]) == {**event, "id": "e:3"}
    with pytest.raises(Unsure, match="2 items of the new reading stand on its words"):
        likest("events", event, [other, changed])
    assert likest("events", event, [changed], whole=True) is None
    stranger = {**event, "type": "AID", "sources": ["dr:polity/japan"], "targets": ["dr:polity/china"]}
    assert likest("events", event, [stranger]) is None


def test_two_that_fit_equally_well_are_a_conflict() -> None:
    reading = record(1)
    event = reading["events"][0]
    said = with_id(made(reading, "accept", event))
    new = newer(reading)
    new["events"] = [{**event, "id": "e:1", "type": "AID"}, {**event, "id": "e:2", "type": "PROTEST"}]
    picture = replayed(new["document"]["id"], new["document"]["text"], new, [said]).picture()
    assert [each.standing for each in picture.held["events"]] == ["read", "read"]
    assert "nothing tells which is meant" in picture.conflicts[0].problem


def made(reading: dict[str, Any], kind: Any, item: dict[str, Any], second: int = 0, **body: Any) -> Correction:
    text = reading["document"]["text"]
    time = datetime.datetime(2026, 1, 1, 0, 0, second, tzinfo=datetime.UTC).isoformat(timespec="microseconds")
    named = {actor["id"]: actor for actor in reading["actors"]}
    return Correction(
        kind=kind,
        list="events",
        document=reading["document"]["id"],
        item=item["id"],
        body=body,
        before=item,
        anchors={"spans": [list(each) for each in anchored(text, spans_of("events", item))], "cast": named},
        user="anna",
        time=time,
        reason="why",
    )


def newer(reading: dict[str, Any]) -> dict[str, Any]:
    new = copy.deepcopy(reading)
    for event in new["events"]:
        event["rule"] = "another"
    return new


READING = record(1)
CHANGES: st.SearchStrategy[tuple[str, dict[str, Any]]] = st.sampled_from(
    [("accept", {}), ("reject", {}), ("edit", {"set": {"type": "AID"}}), ("edit", {"set": {"date": "2001", "targets": []}})]
)


@st.composite
def said(draw: st.DrawFn) -> list[Correction]:
    """Corrections on the events of one report, some of them undone, some undos undone."""
    corrections = []
    for second in range(draw(st.integers(1, 8))):
        event = READING["events"][draw(st.integers(0, 4))]
        kind, body = draw(CHANGES)
        corrections.append(with_id(made(READING, kind, event, draw(st.integers(0, second)), **body)))
    for second in range(draw(st.integers(0, 4))):
        target = corrections[draw(st.integers(0, len(corrections) - 1))]
        undo = Correction(
            kind="undo",
            list="events",
            document=target.document,
            item=target.item,
            user="ben",
            time=f"2026-01-02T00:00:{second:02}.000000+00:00",
            reason="why",
            undoes=target.id,
        )
        corrections.append(with_id(undo))
    return corrections


@st.composite
def readings(draw: st.DrawFn) -> dict[str, Any]:
    """What a newer program makes of the report: events gone, of another type or id, the text moved."""
    new = newer(READING)
    events = []
    for number, event in enumerate(new["events"]):
        change = draw(st.sampled_from(["same", "gone", "id", "type", "date"]))
        if change != "gone":
            changes = {"id": {"id": f"e:{number}"}, "type": {"type": "PROTEST", "id": f"e:{number}"}, "date": {"date": "1999"}}
            events.append({**event, **changes.get(change, {})})
    new["events"] = events
    if draw(st.booleans()):
        before = "Something new that stands before all the rest.\n\n"
        new["document"] |= {"text": before + new["document"]["text"], "id": "doc:moved"}
        for name in ("events", "statements", "actors"):
            new[name] = [moved(name, item, lambda span: (span[0] + len(before), span[1] + len(before))) for item in new[name]]
    return new


def pictured(reading: dict[str, Any], corrections: list[Correction]) -> Picture:
    return replayed(reading["document"]["id"], reading["document"]["text"], reading, holding(corrections)).picture()


@settings(max_examples=300, deadline=None, derandomize=True)
@given(said(), readings(), st.randoms(use_true_random=False))
def test_the_order_in_which_corrections_come_does_not_matter(
    corrections: list[Correction], reading: dict[str, Any], chance: random.Random
) -> None:
    before = pictured(reading, corrections)
    chance.shuffle(corrections)
    assert pictured(reading, [*corrections, *corrections[:2]]) == before


@settings(max_examples=300, deadline=None, derandomize=True)
@given(said(), readings())
def test_no_correction_is_lost(corrections: list[Correction], reading: dict[str, Any]) -> None:
    """The last word on every item that was kept is in the picture; a rejected one is hidden, gone or in conflict."""
    picture = pictured(reading, corrections)
    last = {each.item: each for each in holding(corrections)}
    standing = {held.correction: held.standing for held in picture.held["events"]}
    conflicts = {each.correction for each in picture.conflicts}
    for each in last.values():
        if each.kind == "reject":
            assert standing.get(each.id, "rejected") == "rejected"
        else:
            assert standing.get(each.id) == {"accept": "accepted", "edit": "edited"}[each.kind] or each.id in conflicts
    ids = [held.item["id"] for held in picture.held["events"]]
    assert len(ids) == len(set(ids))
    cast = {held.item["id"] for held in picture.held["actors"]}
    assert all({*held.item["sources"], *held.item["targets"]} <= cast for held in picture.held["events"])


@settings(max_examples=100, deadline=None, derandomize=True)
@given(said())
def test_what_is_undone_leaves_the_reading_as_it_was(corrections: list[Correction]) -> None:
    undos = [
        with_id(
            Correction(
                kind="undo",
                list="events",
                document=each.document,
                item=each.item,
                user="ben",
                time="2026-01-03T00:00:00.000000+00:00",
                reason="why",
                undoes=each.id,
            )
        )
        for each in holding(corrections)
    ]
    assert holding([*corrections, *undos]) == []

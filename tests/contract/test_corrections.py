"""What humans said of items outlives every newer reading, on SQLite and on PostgreSQL."""

from __future__ import annotations

import copy
import random
import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from made import record
from sqlalchemy import text

import dragoman
from dragoman.errors import CorrectionError, NotFound, NotImportable
from dragoman.record import Span, content_id
from dragoman.schema import schema
from dragoman.store import Store
from dragoman.store.anchors import anchored, moved, spans_of
from dragoman.store.corrections import Correction, with_id
from dragoman.store.lines import correction_of, line_of
from dragoman.store.merging import decisions
from dragoman.store.replay import replayed

RAW = b"<html>the page</html>"
LISTS = ("events", "statements", "agreements", "statuses", "actors")


def newer(old: dict[str, Any], program: str = "0.2.0") -> dict[str, Any]:
    """The record as a newer program reads it, to be changed."""
    new = copy.deepcopy(old)
    new["run"]["program"] = program
    return new


def shifted(
    old: dict[str, Any], before: str = "A paragraph that the older program left out.\n\n", program: str = "0.2.0"
) -> dict[str, Any]:
    """The record as a newer program reads it that takes a text out of the same bytes in which all offsets are others."""
    new = newer(old, program)
    text = before + old["document"]["text"]
    id = content_id("doc", text)
    by = len(before)
    new["document"] |= {"id": id, "text": text, "blocks": [{"kind": "body", "span": [0, len(text) - 1]}]}
    for name in LISTS:
        new[name] = [moved(name, item, lambda span: (span[0] + by, span[1] + by)) for item in new[name]]
    for event in new["events"]:
        event["id"] = content_id("e", id, event["cameo"], event["trigger"])
    for statement in new["statements"]:
        statement["id"] = content_id("s", id, statement["speaker"], statement["content"])
    return new


def standings(store: Store, name: str = "events") -> dict[str, str]:
    """The standing of each item that is not merely read."""
    rows = [row for standing in ("accepted", "edited", "added", "rejected") for row in getattr(store, name)(standing=standing)]
    return {row["words"]: row["standing"] for row in rows}


def sound(store: Store) -> None:
    """The store is as it should be, and each of its records keeps the contract."""
    assert store.check() == []
    for document in store.documents:
        jsonschema.validate(
            document.record().to_dict() | {"run": {**record(1)["run"]}}, schema(), cls=jsonschema.Draft202012Validator
        )


def test_items_are_accepted_rejected_edited_and_added(store: Store) -> None:
    one = record(1)
    store.keep(one, RAW)
    first, second, third, *_ = one["events"]
    anna = store.correct(user="anna", reason="as the report says")
    anna.accept(first["id"])
    anna.reject(second["id"])
    edited = anna.edit(third["id"], {"type": "REJECT", "targets": ["georgia"], "date": None})
    added = anna.add("events", one["document"]["id"], {"type": "THREATEN", "sources": "russia"}, words="(AFP)")
    rows = {row["id"]: row for row in store.events()}
    assert rows[first["id"]]["standing"] == "accepted"
    assert second["id"] not in rows
    assert [row["id"] for row in store.events(standing="rejected")] == [second["id"]]
    changed = rows[third["id"]]
    assert (changed["type"], changed["targets"], changed["date"], changed["cameo"]) == ("REJECT", ["dr:polity/georgia"], None, None)
    assert (changed["standing"], changed["correction"]) == ("edited", edited.id)
    new = rows[str(added.item)]
    assert (new["type"], new["sources"], new["words"], new["rule"]) == ("THREATEN", ["dr:polity/russia"], "(AFP)", "human")
    assert new["id"] in {row["id"] for row in store.events(actor="russia", side="source", type="threaten")}
    shown = store.documents[one["document"]["id"]]
    assert {each.id for each in shown.record().events} == set(rows)
    page = shown.html()
    assert [page.count(f"{standing} by hand") for standing in ("accepted", "edited", "added", "rejected")] == [1, 1, 1, 0]
    with store.assertions() as asserted:
        assert any(each.what == "THREATEN" for each in asserted.happenings("dr:polity/russia"))
    stand = {first["id"]: "accepted", second["id"]: "rejected", third["id"]: "edited", new["id"]: "added"}
    assert shown.standings() == {**stand, "dr:polity/russia": "added"}
    assert [each.kind for each in store.corrections(user="anna")] == ["accept", "reject", "edit", "add"]
    sound(store)


def test_a_correction_that_does_not_fit_is_told_with_what_would(store: Store) -> None:
    one = record(1)
    store.keep(one)
    id, document = one["events"][0]["id"], one["document"]["id"]
    anna = store.correct(user="anna", reason="why")
    for changes, message in (
        ({"type": "REJCT"}, "type: 'REJCT' is none; write REJECT"),
        ({"typ": "REJECT"}, "typ: this is no field of events; write type"),
        ({"id": "e:1"}, "id: this is not set by hand"),
        ({"sources": ["nobody"]}, "sources: nobody is called 'nobody'; add the actor first"),
        ({"date": "yesterday"}, "date: 'yesterday' is no date; write 2015-03-18"),
        ({"trigger": [5, 100000]}, "trigger: .* are no characters of the text"),
        ({"trigger": "no such words"}, "words: 'no such words' are not in the report"),
        ({"reciprocal": "yes"}, "reciprocal: 'yes' is not true or false"),
        ({"same_as": "e:nothing"}, "same_as: the report has no item 'e:nothing'"),
        ({"sources": [], "targets": []}, "sources: an event has a source or a target"),
        ({}, "nothing is set"),
    ):
        with pytest.raises(CorrectionError, match=message):
            anna.edit(id, changes)
    with pytest.raises(CorrectionError, match="type: events need it"):
        anna.add("events", document, {"sources": ["russia"]}, words="(AFP)")
    with pytest.raises(CorrectionError, match="words: 'AFP' are not those at 0 to 6"):
        anna.add("events", document, {"type": "AID"}, words="AFP", span=(0, 6))
    with pytest.raises(CorrectionError, match=r"words: 'on' stand \d+ times in the report; give more of them"):
        anna.add("events", document, {"type": "AID"}, words="on")
    with pytest.raises(NotFound, match="no item e:nothing in the record"):
        anna.accept("e:nothing")
    with pytest.raises(CorrectionError, match="reason"):
        store.correct(user="anna", reason=" ")
    assert store.corrections() == []


def test_a_correction_stands_when_a_newer_program_reads_the_same(store: Store) -> None:
    one = record(1)
    store.keep(one)
    first, second, third, *_ = one["events"]
    anna = store.correct(user="anna", reason="why")
    anna.accept(first["id"])
    anna.reject(second["id"])
    anna.edit(third["id"], {"type": "REJECT"})
    before = standings(store)
    new = newer(one)
    new["events"][2] |= {"type": "REJECT", "mode": None, "cameo": None, "id": "e:other"}
    for event in new["events"]:
        event["rule"] = "another"
    assert store.keep(new).change == "newer"
    assert standings(store) == before
    assert sorted(before.values()) == ["accepted", "edited", "rejected"]
    assert store.conflicts() == []
    assert len(store.events()) == 4
    sound(store)


def test_what_a_newer_program_reads_otherwise_is_a_conflict(store: Store) -> None:
    one = record(1)
    store.keep(one)
    first, second, third, *_ = one["events"]
    anna = store.correct(user="anna", reason="why")
    said = [anna.accept(first["id"]), anna.reject(second["id"]), anna.edit(third["id"], {"date": "2001"})]
    new = newer(one)
    for number in range(3):
        new["events"][number] |= {"type": "PROTEST", "id": f"e:other{number}", "cameo": "140"}
    store.keep(new)
    rows = {row["id"]: row for row in store.events()}
    assert (rows["e:other0"]["type"], rows["e:other0"]["standing"]) == (first["type"], "accepted")
    assert (rows["e:other1"]["type"], rows["e:other1"]["standing"]) == ("PROTEST", "read")
    assert (rows["e:other2"]["type"], rows["e:other2"]["date"], rows["e:other2"]["standing"]) == ("PROTEST", "2001", "edited")
    told = store.conflicts()
    assert [each.correction.id for each in told] == [each.id for each in said]
    assert all("it is read otherwise now: type PROTEST where it was" in each.problem for each in told)
    assert [row["standing"] for row in store.events(standing="rejected")] == []
    sound(store)


def test_what_a_newer_program_drops_stays_as_the_human_left_it(store: Store) -> None:
    one = record(1)
    store.keep(one)
    first, second, third, *_ = one["events"]
    anna = store.correct(user="anna", reason="why")
    anna.accept(first["id"])
    anna.reject(second["id"])
    anna.edit(third["id"], {"type": "REJECT"})
    new = newer(one)
    new["events"], new["actors"], new["statements"] = [], [], []
    store.keep(new)
    assert {row["id"]: row["standing"] for row in store.events()} == {first["id"]: "accepted", third["id"]: "edited"}
    named = {*first["sources"], *first["targets"], *third["sources"], *third["targets"]}
    assert {row["id"] for row in store.actors()} == named
    assert store.conflicts() == []
    sound(store)
    store.keep(newer(one, "0.3.0"))
    assert len(store.events()) == 4
    assert sorted(standings(store).values()) == ["accepted", "edited", "rejected"]
    sound(store)


def test_corrections_follow_their_words_into_another_text_of_the_same_bytes(store: Store) -> None:
    one = record(1)
    store.keep(one, RAW)
    first, second, third, *_ = one["events"]
    anna = store.correct(user="anna", reason="why")
    anna.accept(first["id"])
    anna.reject(second["id"])
    anna.edit(third["id"], {"type": "REJECT"})
    anna.add("events", one["document"]["id"], {"type": "AID", "sources": ["russia"]}, words="(AFP)")
    anna.edit(one["statements"][0]["id"], {"position": "warn"})
    before = standings(store), standings(store, "statements")
    new = shifted(one)
    store.keep(new, RAW)
    assert (standings(store), standings(store, "statements")) == before
    assert sorted(before[0].values()) == ["accepted", "added", "edited", "rejected"]
    assert {row["document"] for row in store.events()} == {new["document"]["id"]}
    assert store.conflicts() == []
    sound(store)
    gone = shifted(newer(one, "0.3.0"), "Quite another text. ", "0.3.0")
    gone["document"]["text"] = text = "Quite another text."
    gone["document"] |= {"id": content_id("doc", text), "blocks": []}
    for name in LISTS:
        gone[name] = []
    store.keep(gone, RAW)
    assert len(store.conflicts()) == 5
    assert all("are not in the text any more" in each.problem for each in store.conflicts())
    assert len(store.events()) == 0
    sound(store)
    store.forget(gone["document"]["id"])
    sound(store)


def test_words_that_stand_twice_are_told_apart_by_those_around_them_or_not_at_all(store: Store) -> None:
    one = record(1)
    trigger = one["events"][0]["evidence"]
    sentence = one["document"]["text"][slice(*trigger)]
    store.keep(one, RAW)
    store.correct(user="anna", reason="why").add(
        "events", one["document"]["id"], {"type": "AID", "sources": ["russia"]}, span=tuple(trigger)
    )
    store.keep(shifted(one, f"Elsewhere {sentence} and so on.\n\n"), RAW)
    assert standings(store) == {sentence: "added"}
    assert store.conflicts() == []
    twin = shifted(one, one["document"]["text"], "0.3.0")
    store.keep(twin, RAW)
    assert standings(store) == {}
    assert "stand 2 times in the text, and those around them do not tell" in store.conflicts()[0].problem
    sound(store)


def test_an_undo_is_a_correction_that_can_be_undone(store: Store) -> None:
    one = record(1)
    store.keep(one)
    id = one["events"][0]["id"]
    anna = store.correct(user="anna", reason="why")
    rejected = anna.reject(id)
    undone = store.correct(user="ben", reason="it does say so").undo(rejected.id)
    assert len(store.events()) == 5
    again = anna.undo(undone.id)
    assert len(store.events()) == 4
    anna.undo(again.id)
    assert len(store.events()) == 5
    assert [each.kind for each in store.corrections()] == ["reject", "undo", "undo", "undo"]
    with pytest.raises(NotFound):
        anna.undo("c:nothing")
    sound(store)


def test_the_same_correction_twice_is_one(store: Store) -> None:
    one = record(1)
    store.keep(one)
    for _ in range(2):
        store.correct(user="anna", reason="why", time="2026-01-02T03:04:05Z").accept(one["events"][0]["id"])
    assert len(store.corrections()) == 1


def test_corrections_outlive_a_report_and_come_back_with_it(store: Store) -> None:
    one = record(1)
    store.keep(one)
    anna = store.correct(user="anna", reason="why")
    anna.reject(one["events"][0]["id"])
    anna.accept(one["events"][1]["id"])
    before = store.events().to_dicts()
    assert store.forget(one["document"]["id"]) == 2
    assert len(store.events()) == 0
    assert len(store.corrections()) == 2
    store.keep(one)
    assert store.events().to_dicts() == before
    sound(store)


def test_actors_are_merged_and_taken_apart(store: Store) -> None:
    one, other = record(1), record(2)
    store.keep(one)
    store.keep(other)
    a, b = (one["actors"][0]["id"], one["actors"][1]["id"])
    count = len(store.events(actor=a)) + len([row for row in store.events(actor=b) if a not in row["sources"] + row["targets"]])
    anna = store.correct(user="anna", reason="one and the same")
    merged = anna.merge(a, b)
    assert len(store.events(actor=b)) == len(store.events(actor=a)) == count
    known = {row["id"]: row for row in store.actors()}
    assert (known[b]["actor"], known[b]["documents"]) == (a, 0)
    assert known[a]["documents"] == len(store.documents(actor=b))
    shown = store.documents[one["document"]["id"]].record()
    assert b not in {actor.id for actor in shown.actors}
    assert all(b not in (*event.sources, *event.targets) for event in shown.events)
    with store.assertions() as asserted:
        assert not list(asserted.happenings(b))
    sound(store)
    store.keep(record(3))
    sound(store)
    anna.undo(merged.id)
    assert {row["id"]: row["documents"] for row in store.actors()}[b] > 0
    sound(store)
    split = anna.split(a, document=one["document"]["id"], name="Somebody else")
    new = split.body["as"]["id"]
    assert {row["document"] for row in store.events(actor=new)} == {one["document"]["id"]}
    assert one["document"]["id"] not in {row["document"] for row in store.events(actor=a)}
    sound(store)
    assert "Somebody else" in {actor.name for actor in store.documents[one["document"]["id"]].record().actors}


def test_events_of_one_report_are_merged_and_split(store: Store) -> None:
    one = record(1)
    store.keep(one)
    first, second, third, *_ = (event["id"] for event in one["events"])
    anna = store.correct(user="anna", reason="one deed")
    anna.merge(first, second)
    anna.merge(first, third)
    assert store.info()["distinct events"] == 3
    anna.split(first, third)
    assert store.info()["distinct events"] == 4
    anna.reject(first)
    assert store.info()["distinct events"] == 4
    sound(store)


def test_an_actor_that_items_speak_of_is_not_rejected(store: Store) -> None:
    one = record(1)
    store.keep(one)
    anna = store.correct(user="anna", reason="why")
    anna.reject(one["actors"][0]["id"], document=one["document"]["id"])
    assert [each.problem for each in store.conflicts()] == ["items that stand refer to the actor; it is not rejected"]
    sound(store)


def test_corrections_go_to_another_record_in_any_order(url: str, tmp_path: Path) -> None:
    with Store.open(tmp_path / "first.db") as store, Store.open(url) as other:
        one = record(1)
        store.keep(one, RAW)
        anna, ben = (store.correct(user=user, reason="why") for user in ("anna", "ben"))
        first, second, third, *_ = (event["id"] for event in one["events"])
        anna.accept(first)
        undo = ben.undo(anna.reject(second).id)
        anna.undo(undo.id)
        ben.edit(first, {"type": "REJECT"})
        anna.edit(first, {"date": "2001"})
        anna.add("events", one["document"]["id"], {"type": "AID", "sources": ["russia"]}, words="(AFP)")
        ben.merge(third, first)
        anna.merge(one["actors"][0]["id"], one["actors"][1]["id"])
        said = store.corrections()
        lines = [line_of(each) for each in said]
        random.Random(1).shuffle(lines)
        for number, line in enumerate(lines[:4]):
            other.import_corrections([correction_of(line, "file", number)])
        other.keep(one, RAW)
        read = [correction_of(line, "file", number) for number, line in enumerate(lines)]
        assert other.import_corrections(read) == len(lines) - 4
        assert other.import_corrections(read) == 0
        assert other.events().to_dicts() == [{**row} for row in store.events()]
        assert other.actors().to_dicts() == store.actors().to_dicts()
        assert other.corrections() == said
        sound(store)
        sound(other)


def test_a_line_that_was_changed_is_told(store: Store) -> None:
    one = record(1)
    store.keep(one)
    line = line_of(store.correct(user="anna", reason="why").accept(one["events"][0]["id"]))
    for wrong, message in (
        ("{", "file, line 3: this is no JSON"),
        (line.replace("anna", "ben"), "the id .* is not that of what it says"),
        (line.replace('"kind": "accept"', '"kind": "like"'), "kind is 'like'"),
        ("[]", "this is no object"),
    ):
        with pytest.raises(NotImportable, match=message):
            correction_of(wrong, "file", 3)


def test_a_report_read_by_the_program_is_corrected(store: Store, root: Path) -> None:
    path = root / "samples" / "abkhazia-treaty-2014.txt"
    report = dragoman.read(path)
    store.keep(report, path.read_bytes())
    anna = store.correct(user="anna", reason="why")
    for name in ("events", "statements", "agreements", "statuses"):
        for item in getattr(report, name)[:2]:
            anna.accept(item.id)
    treaty = report.agreements[0]
    anna.edit(treaty.id, {"stage": "in-force"})
    term = {**report.to_dict()["agreements"][0]["provisions"][0], "type": "trade"}
    anna.edit(treaty.id, {"provisions": [term]})
    assert [row["type"] for row in store.provisions(standing="edited")] == ["trade"]
    for changes, message in (
        ({"provisions": [{**term, "type": "trad"}]}, "provisions: type: 'trad' is none; write trade"),
        ({"provisions": [{**term, "by": ["dr:polity/nowhere"]}]}, "dr:polity/nowhere: nobody has this id"),
        ({"mentions": []}, "mentions: an item stands on words"),
        ({"provisions": [{"type": "trade"}]}, "provisions: by is missing in"),
    ):
        with pytest.raises(CorrectionError, match=message):
            anna.edit(treaty.id, changes)
    anna.add(
        "statuses",
        report.document.id,
        {"subject": "abkhazia", "status": "disputed", "dimension": "belongs"},
        span=report.statuses[0].evidence,
    )
    assert store.conflicts() == []
    sound(store)


def test_coders_are_compared_on_what_they_judged_both(store: Store) -> None:
    one, other = record(1), record(2)
    for each in (one, other):
        store.keep(each)
    events = [event["id"] for event in (*one["events"], *other["events"])]
    anna, ben = (store.correct(user=user, reason="why") for user in ("anna", "ben"))
    for number, (by_anna, by_ben) in enumerate(zip("++++++--.+", "+++++-+-+.", strict=True)):
        for by, said in ((anna, by_anna), (ben, by_ben)):
            if said != ".":
                (by.accept if said == "+" else by.reject)(events[number])
    ben.edit(events[0], {"type": "THREATEN", "targets": ["georgia", "armenia"]})
    anna.edit(events[0], {"targets": ["armenia", "georgia"]})
    anna.undo(anna.reject(events[1]).id)
    found = {(each.list, each.field): each for each in store.coder_agreement(["anna", "ben"])}
    judged = found["events", "judgement"]
    # 8 items judged by both: kept by both 5, rejected by both 1, either 1; chance (6*6 + 2*2)/64.
    assert (judged.items, judged.agreed) == (8, 6)
    assert judged.kappa == pytest.approx((6 / 8 - 40 / 64) / (1 - 40 / 64))
    assert judged.alpha == pytest.approx(1 - (4 / 16) / (2 * 12 * 4 / (16 * 15)))
    types = found["events", "type"]
    assert (types.items, types.agreed) == (5, 4 if one["events"][0]["type"] != "THREATEN" else 5)
    targets = found["events", "targets"]
    assert (targets.items, targets.agreed) == (5, 5)
    assert set(found) == {
        ("events", "judgement"),
        ("events", "type"),
        ("events", "targets"),
        ("events", "mode"),
        ("events", "cameo"),
    }
    with pytest.raises(NotFound, match="nobody called 'eve' corrected anything here; there are anna, ben"):
        store.coder_agreement(["anna", "eve"])
    alone = store.correct(user="eve", reason="why")
    alone.accept(one["statements"][0]["id"])
    (row, *_) = [each for each in store.coder_agreement(["anna", "eve"]) if each.list == "statements"]
    assert (row.items, row.kappa, row.alpha, row.problem) == (0, None, None, "no item was judged by two coders")


def test_coders_who_saw_two_readings_are_compared_all_the_same(store: Store) -> None:
    one = record(1)
    store.keep(one)
    store.correct(user="anna", reason="why").accept(one["events"][0]["id"])
    new = newer(one)
    new["events"][0]["id"] = "e:other"
    store.keep(new)
    store.correct(user="ben", reason="why").reject("e:other")
    (row, *_) = store.coder_agreement()
    assert (row.items, row.agreed) == (1, 0)


def test_events_of_two_reports_are_decided_on_also_when_they_are_read_anew(store: Store) -> None:
    one, other = record(1), record(2)
    for each in (one, other):
        store.keep(each, each["document"]["text"].encode())
    first, second = one["events"][0]["id"], other["events"][0]["id"]
    anna = store.correct(user="anna", reason="one deed")
    anna.merge(first, second)
    anna.split(one["events"][1]["id"], second)

    def decided() -> dict[tuple[str, str], str]:
        with store.database.reading() as connection:
            return dict(decisions(connection).pairs)

    def pairs(*ends: tuple[str, str]) -> list[tuple[str, str]]:
        return [(min(pair), max(pair)) for pair in ends]

    assert decided() == dict(zip(pairs((first, second), (one["events"][1]["id"], second)), ("same", "different"), strict=True))
    moved = shifted(other)
    store.keep(moved, other["document"]["text"].encode())
    there = moved["events"][0]["id"]
    assert decided() == dict(zip(pairs((first, there), (one["events"][1]["id"], there)), ("same", "different"), strict=True))
    anna.merge(first, one["events"][2]["id"])
    later = anna.split(one["events"][2]["id"], there)
    assert decided()[pairs((first, there))[0]] == "different"
    anna.undo(later.id)
    assert decided()[pairs((first, there))[0]] == "same"
    store.forget(moved["document"]["id"])
    assert store.check() == []
    store.forget(other["document"]["id"])
    assert decided() == {}


def test_what_does_not_fit_what_was_said_is_told(store: Store) -> None:
    one = record(1)
    store.keep(one)
    anna = store.correct(user="anna", reason="why")
    anna.edit(one["events"][0]["id"], {"type": "AID"})
    anna.merge(one["actors"][0]["id"], one["actors"][1]["id"])
    assert store.check() == []
    with store.database.writing() as connection:
        connection.execute(text("UPDATE events SET standing = 'read' WHERE ordinal = 0"))
        connection.execute(text("UPDATE corrections SET \"user\" = 'ben' WHERE kind = 'edit'"))
        connection.execute(text("UPDATE actors SET actor = id"))
    problems = "\n".join(store.check())
    assert "rows of events are missing or changed" in problems
    assert "is not what was said\n" in problems
    assert "which is not what was said of it" in problems


def test_two_coders_correct_one_report_at_once(url: str) -> None:
    one = record(1)
    with Store.open(url) as store:
        store.keep(one)
    failures: list[BaseException] = []

    def correct(user: str) -> None:
        try:
            with Store.open(url) as store:
                for event in one["events"]:
                    store.correct(user=user, reason="why").accept(event["id"])
                store.correct(user=user, reason="why").merge(one["actors"][0]["id"], one["actors"][1]["id"])
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=correct, args=(user,)) for user in ("anna", "ben")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with Store.open(url) as store:
        assert len(store.corrections()) == 12
        assert set(standings(store).values()) == {"accepted"}
        assert store.check() == []


def test_corrections_wait_for_a_report_that_is_read_meanwhile(url: str) -> None:
    one = record(1)
    with Store.open(url) as store:
        store.keep(one)
        said = store.correct(user="anna", reason="why").reject(one["events"][0]["id"])
        store.forget(one["document"]["id"])
        with store.database.writing() as connection:
            connection.execute(text("DELETE FROM corrections"))

    def read() -> None:
        with Store.open(url) as store:
            store.keep(one)

    thread = threading.Thread(target=read)
    thread.start()
    with Store.open(url) as store:
        store.import_corrections([said])
    thread.join()
    with Store.open(url) as store:
        assert len(store.events()) == 4
        assert store.check() == []


def test_events_of_two_reports_are_counted_as_humans_say(store: Store) -> None:
    one, other = record(1), record(2)
    store.keep(one)
    store.keep(other)
    store.join()
    anna = store.correct(user="anna", reason="one deed")
    count = store.events().counts().events
    merged = anna.merge(one["events"][0]["id"], other["events"][0]["id"])
    assert store.events().counts().events == count - 1
    assert store.check() == []
    anna.undo(merged.id)
    assert store.events().counts().events == count
    twin = {**shifted(one), "run": {**one["run"]}}
    store.keep(twin)
    store.join()
    alike = store.events().counts().events
    anna.split(one["events"][0]["id"], twin["events"][0]["id"])
    assert store.events().counts().events == alike + 1
    assert store.check() == []


def test_corrections_on_real_reports_follow_their_words(root: Path) -> None:
    """All offsets, ids and white space of the bundled reports are changed; every correction finds its item."""
    for path in sorted((root / "samples").glob("*.txt")):
        read = dragoman.read(path).to_dict()
        new, place = respaced(read["document"]["text"])
        lists = {name: [moved(name, item, place) for item in read[name]] for name in LISTS}
        for name in LISTS[:4]:
            for number, item in enumerate(lists[name]):
                item["id"] = f"{name}:{number}"
        for name in LISTS:
            for old, fresh in zip(read[name], lists[name], strict=True):
                said = Correction(
                    kind="accept",
                    list=name,
                    document=read["document"]["id"],
                    item=old["id"],
                    before=old,
                    anchors={"spans": [list(each) for each in anchored(read["document"]["text"], spans_of(name, old))]},
                    user="anna",
                    time="2026-01-01T00:00:00.000000+00:00",
                    reason="why",
                )
                replay = replayed("doc:new", new, lists, [with_id(said)])
                assert (replay.now[old["id"]], replay.problems) == (fresh["id"], {})


def respaced(text: str) -> tuple[str, Callable[[Span], Span]]:
    """The text after a new paragraph, its white space changed, and where its spans are now."""
    new, at = "A paragraph that the older program left out.\n\n", list[int]()
    for part in re.findall(r"\s+|\S+", text):
        at += [len(new) + (0 if part.isspace() else place) for place in range(len(part))]
        new += part if not part.isspace() else "\n" if "\n" not in part else "\n \n"
    return new, lambda span: (at[span[0]], at[span[1] - 1] + 1)

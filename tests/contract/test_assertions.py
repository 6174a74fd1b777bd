"""A store answers questions as the reports kept in it do when they are read together, on SQLite and on PostgreSQL."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from made import record
from made_reports import FIRST
from made_reports import report as made_report
from made_reports import reports as made_reports
from sqlalchemy import text

import dragoman
from dragoman.assertions import Gathered, Party, Source, Together, Treaty
from dragoman.assertions.reports import gathered
from dragoman.knowledge.baseline import baseline
from dragoman.queries.asking import ask
from dragoman.record import Record
from dragoman.store import Store
from dragoman.store.shapes import record_of

QUESTIONS = (
    "what is Abkhazia on 2014-11-24",
    "who recognises Kosovo on 2008-12-31",
    "who must defend Abkhazia on 2015-01-01",
    "what agreements are there between Russia and Abkhazia",
    "who condemned Russia",
    "history of Kosovo",
)
HERE = Source("import", "file.csv, line 1", "words")


@pytest.fixture(scope="module")
def reports(root: Path) -> list[Record]:
    """The bundled reports that speak of statuses, read."""
    return [dragoman.read(root / "samples" / name) for name in ("abkhazia-treaty-2014.txt", "kosovo-un-2008.txt")]


def test_a_store_answers_as_its_reports_do(store: Store, reports: list[Record]) -> None:
    for report in reports:
        store.keep(report)
    read = gathered(reports)
    with store.assertions() as kept:
        for question in QUESTIONS:
            for known in (read, baseline() + read):
                asked = kept if known is read else Together((baseline(), kept))
                assert ask(asked, question) == ask(known, question), question
        assert list(kept.treaties()) == list(read.treaties())
        assert list(kept.held_by("dr:polity/russia")) == list(read.held_by("dr:polity/russia"))
        assert kept.name("nobody") is None
    assert any(ask(read, question) for question in QUESTIONS)


@pytest.mark.parametrize(
    "question",
    [
        "what is Kosovo",
        "what was Abkhazia on 2005-06-01",
        "who recognises South Ossetia",
        "who does not recognise Kosovo",
        "who recognised Abkhazia",
        "what does Russia owe on 2018-01-01",
        "agreements between Russia and Georgia",
        "who condemned Russia",
        "history of Ukraine",
    ],
)
def test_what_is_said_again_and_again_is_answered_as_in_memory(store: Store, question: str) -> None:
    made = [record_of(each) for each in made_reports(60)]
    for each in made:
        store.keep(each)
    with store.assertions() as kept:
        assert ask(kept, question) == ask(gathered(made), question)
        assert ask(kept, question)


def test_what_is_superseded_or_forgotten_is_asserted_no_more(store: Store) -> None:
    old, new = record(1), {**record(1, program="0.2.0"), "events": []}
    actor = old["events"][0]["sources"][0]
    store.keep(old)
    with store.assertions() as kept:
        assert list(kept.happenings(actor))
    store.keep(new)
    with store.assertions() as kept:
        assert list(kept.happenings(actor)) == []
    store.keep(record(2))
    store.forget(record(2)["document"]["id"])
    assert store.info()["assertions"] == 0
    with store.assertions() as kept:
        assert list(kept.happenings(record(2)["events"][0]["sources"][0])) == []
    assert store.check() == []


def test_a_newer_reading_at_another_place_keeps_the_first_place(store: Store) -> None:
    old, new = record(1), record(1, program="0.2.0")
    new["document"]["uri"] = "https://elsewhere.example/1"
    store.keep(old)
    assert store.keep(new).change == "newer"
    with store.assertions() as kept:
        assert {each.source.uri for each in kept.happenings("dr:polity/russia")} <= {old["document"]["uri"]}
    assert store.check() == []


def test_what_is_damaged_is_told_and_mended(store: Store) -> None:
    store.keep(made_report(0, FIRST))
    with store.database.writing() as connection:
        connection.execute(text("DELETE FROM assertions"))
        connection.execute(text("DELETE FROM events"))
    assert any("what it asserts is not what was read" in problem for problem in store.check())
    assert store.mend() == 1
    assert store.check() == []
    assert len(store.events()) == 10


def test_an_import_takes_the_place_of_an_earlier_one_of_its_holder(store: Store) -> None:
    one = Treaty("atop:1", "ATOP alliance 1", "alliance", None, "0001", None, "ATOP", HERE)
    member = Party("atop:1", "dr:polity/japan", "1951-09-08", None, "ATOP", HERE)
    first, second = Gathered((one, member)), Gathered((dataclasses.replace(one, name="first alliance"),))
    assert store.keep_import(first, b"1", holder="ATOP", name="a.csv")
    assert not store.keep_import(first, b"1", holder="ATOP", name="a.csv")
    with store.assertions() as kept:
        assert (kept.treaty("atop:1"), list(kept.memberships("dr:polity/japan"))) == (one, [member])
    assert store.keep_import(second, b"2", holder="ATOP", name="b.csv")
    with store.assertions() as kept:
        assert [each.name for each in kept.treaties_called("FIRST")] == ["first alliance"]
        assert list(kept.parties("atop:1")) == []
    assert store.keep_import(first, b"1", holder="ATOP", name="a.csv")
    assert store.check() == []

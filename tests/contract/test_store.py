"""What every store must do, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from made import record, records
from sqlalchemy import text

import dragoman
from dragoman.errors import NoStore, NotFound, OtherVersion, StoreDamaged, StoreError
from dragoman.record import Record
from dragoman.store import Store


@pytest.fixture(scope="module")
def reports(root: Path) -> list[tuple[Record, bytes]]:
    """Two bundled reports, read."""
    paths = [root / "samples" / name for name in ("abkhazia-treaty-2014.txt", "kosovo-un-2008.txt")]
    return [(dragoman.read(path), path.read_bytes()) for path in paths]


def lists(store: Store) -> dict[str, list[dict[str, Any]]]:
    """All that the store shows, without the time of keeping."""
    shown = {
        name: getattr(store, name)().to_dicts()
        for name in ("events", "statements", "agreements", "provisions", "statuses", "actors")
    }
    shown["documents"] = [{**row, "kept": None} for row in store.documents()]
    return shown


def test_a_record_comes_back_as_it_was_kept(store: Store, reports: list[tuple[Record, bytes]]) -> None:
    for report, raw in reports:
        assert store.keep(report, raw).change == "new"
    for report, raw in reports:
        kept = store.documents[report.document.id]
        assert kept.record() == report
        assert kept.raw() == raw
        assert report.document.title is not None
        assert report.document.title in kept.html()
    assert store.check() == []


def test_reading_again_changes_nothing(store: Store, reports: list[tuple[Record, bytes]]) -> None:
    for report, raw in reports:
        store.keep(report, raw)
    before = lists(store)
    assert [store.keep(report, raw).change for report, raw in reports] == ["unchanged", "unchanged"]
    assert lists(store) == before
    assert store.info()["readings"] == 2


def test_a_newer_program_supersedes_an_older_one_and_keeps_what_it_said(store: Store) -> None:
    old = record(1)
    new = {**record(1, program="0.2.0"), "events": record(1)["events"][:3]}
    assert [store.keep(each).change for each in (old, new)] == ["new", "newer"]
    document = store.documents[old["document"]["id"]]
    assert len(store.events()) == 3
    first, second = document.readings()
    assert (first.program, first.stands, second.program, second.stands) == ("0.1.0", False, "0.2.0", True)
    assert len(document.as_read(first.id).events) == 5
    assert store.keep(old).change == "older"
    assert len(store.events()) == 3
    assert store.check() == []


def test_an_older_program_does_not_supersede_a_newer_one(store: Store) -> None:
    store.keep(record(1, program="0.10.0"))
    older = {**record(1, program="0.9.0"), "events": []}
    assert store.keep(older).change == "older"
    assert len(store.events()) == 5


def test_a_newer_extraction_of_the_same_bytes_supersedes_the_older_text(store: Store) -> None:
    old, new = record(1), record(2, program="0.2.0")
    new["document"]["uri"] = old["document"]["uri"]
    store.keep(old, b"<html>")
    store.keep(new, b"<html>")
    assert [row["id"] for row in store.documents()] == [new["document"]["id"]]
    assert {row["document"] for row in store.events()} == {new["document"]["id"]}
    assert store.documents[old["document"]["id"]].readings()[0].program == "0.1.0"
    assert store.keep({**old, "events": []}, b"<html>").change == "older"
    assert store.check() == []


def test_one_text_at_two_addresses_is_one_document(store: Store) -> None:
    first = record(1)
    second = {**first, "document": {**first["document"], "uri": "https://news.example/1"}}
    store.keep(first)
    assert store.keep(second).change == "unchanged"
    assert store.documents[first["document"]["id"]].locations() == ["https://news.example/1", "made/1/1.txt"]
    assert len(store.documents(publication="news.example")) == 1


def test_what_fails_half_way_leaves_nothing(store: Store) -> None:
    broken = record(1)
    broken["statements"].append({"id": "s:broken"})
    with pytest.raises(KeyError):
        store.keep(broken)
    assert store.info()["documents"] == 0
    assert store.keep(record(1)).change == "new"


def test_filters_ask_for_actors_sides_types_and_dates(store: Store) -> None:
    for each in records(20):
        store.keep(each)
    everything = store.events().to_dicts()
    assert len(everything) == 100
    russia = [row for row in everything if "dr:polity/russia" in row["sources"]]
    for name in ("russia", "Russia", "RUS", "dr:polity/russia"):
        assert store.events(actor=name, side="source").to_dicts() == russia
    day = russia[0]["date"]
    month = [row for row in russia if row["date"][:7] == day[:7]]
    assert store.events(actor="russia", side="source", since=day[:7], until=day[:7]).to_dicts() == month
    assert store.events(country="russia", side="source").to_dicts() == russia
    assert {row["type"] for row in store.events(type="assault")} == {"ASSAULT"}
    assert {row["cameo"] for row in store.events(type="190")} == {"190"}
    assert len(store.events(confidence=0.95)) == 0
    assert len(store.events(publication="afp")) == 100
    assert len(store.events(holder="narrator")) == 100
    assert len(store.events(document=everything[0]["document"])) == 5


def test_dates_less_exact_than_the_range_are_left_out(store: Store) -> None:
    coarse = record(1)
    coarse["events"][0]["date"] = "2015"
    coarse["events"][1]["date"] = "2015-03"
    coarse["events"][2]["date"] = None
    store.keep(coarse)
    assert {row["date"] for row in store.events(since="2015-03", until="2015-03")} == {"2015-03"}
    assert {row["date"] for row in store.events(since="2015", until="2015")} == {"2015", "2015-03"}


def test_statuses_are_asked_by_holder_and_day(store: Store, reports: list[tuple[Record, bytes]]) -> None:
    for report, raw in reports:
        store.keep(report, raw)
    troops = store.statuses(type="troops-stationed-by", on="2005").to_dicts()
    assert [(row["subject_name"], row["of_name"]) for row in troops] == [("Kosovo", "NATO")]
    assert store.statuses(type="troops-stationed-by", on="1990").to_dicts() == []
    assert {row["holder_name"] for row in store.statuses(holder="Boris Tadic")} == {"Boris Tadic"}
    assert store.provisions(type="defence", actor="russia", side="by").to_dicts()
    assert store.agreements(actor="abkhazia", side="party").to_dicts()


def test_words_are_found_in_any_form_and_phrases_as_they_stand(store: Store, reports: list[tuple[Record, bytes]]) -> None:
    for report, raw in reports:
        store.keep(report, raw)
    assert [row["title"] for row in store.documents(text="pension treaties")] == [
        "Russia and Abkhazia sign treaty on joint defence"
    ]
    assert len(store.documents(text='"joint defence"')) == 1
    assert len(store.documents(text='"defence joint"')) == 0
    assert [row["speaker_name"] for row in store.statements(text="territorial integrity")] == ["Jeff Rathke"]
    for odd in ('"', "AND OR (", "café*", "o'clock -not", "NEAR(a b)"):
        assert isinstance(len(store.documents(text=odd)), int)


def test_a_filter_that_a_list_has_not_is_refused(store: Store) -> None:
    store.keep(record(1))
    with pytest.raises(ValueError, match="actors cannot be filtered by holder"):
        store.actors(holder="russia").to_dicts()
    with pytest.raises(ValueError, match="is no date"):
        store.events(since="18/3/2015").to_dicts()
    with pytest.raises(NotFound, match="nobody-at-all"):
        store.events(actor="nobody-at-all").to_dicts()


def test_results_come_page_by_page_and_as_frames(store: Store) -> None:
    pytest.importorskip("pyarrow")
    for each in records(30):
        store.keep(each)
    events = store.events()
    rows = events.to_dicts()
    assert [len(page) for page in events.pages(40)] == [40, 40, 40, 30]
    assert events.page(2, size=20) == rows[20:40]
    assert events.first(7).to_dicts() == rows[:7]
    assert bool(events)
    assert not store.events(type="PROTEST")
    assert events.to_arrow().to_pylist() == rows
    assert events.to_pandas().shape == (150, len(events.columns))
    assert pytest.importorskip("polars").DataFrame(events.to_polars()).height == 150
    assert store.events(type="PROTEST").to_arrow().num_rows == 0


def test_forgetting_leaves_no_trace_of_a_report(store: Store) -> None:
    for each in records(3):
        store.keep(each, each["document"]["text"].encode())
    gone = record(1)["document"]["id"]
    store.forget(gone)
    assert {row["document"] for row in store.events()} == {record(number)["document"]["id"] for number in (0, 2)}
    assert len(store.documents(text='"Report 1"')) == 0
    with store.database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM raws")).scalar() == 2
        assert connection.execute(text("SELECT count(*) FROM readings")).scalar() == 2
    with pytest.raises(NotFound):
        store.forget(gone)
    assert store.check() == []
    assert store.keep(record(1)).change == "new"


def test_two_writers_keep_the_same_reports_at_once(url: str) -> None:
    Store.open(url).close()
    failures: list[BaseException] = []

    def write(order: int) -> None:
        try:
            with Store.open(url) as store:
                for each in list(records(40))[::order]:
                    store.keep(each)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(order,)) for order in (1, -1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with Store.open(url) as store:
        assert len(store.documents()) == 40
        assert len(store.events()) == 200
        assert store.check() == []


def test_readers_see_whole_documents_while_one_is_written(store: Store) -> None:
    store.keep(record(1))
    rows = store.events().pages(2)
    first = next(rows)
    store.keep(record(2))
    assert len(first) + sum(len(page) for page in rows) == 5
    assert len(store.events()) == 10


def test_what_does_not_fit_what_was_read_is_told(store: Store) -> None:
    for each in records(3):
        store.keep(each)
    with store.database.writing() as connection:
        connection.execute(text('UPDATE events SET "end" = 100000 WHERE ordinal = 1 AND document = 1'))
        connection.execute(text("DELETE FROM statements WHERE document = 2"))
        connection.execute(text("UPDATE documents SET text = 'x' WHERE number = 3"))
    problems = "\n".join(store.check())
    for words in ("stands on characters", "rows of statements are missing", "the text is not the one that was read"):
        assert words in problems


def test_a_newer_store_is_refused_and_left_alone(url: str) -> None:
    with Store.open(url) as store:
        store.keep(record(1))
        with store.database.writing() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(OtherVersion, match="a newer dragoman made this record"):
        Store.open(url)


def test_a_text_with_nul_is_refused_on_both(store: Store) -> None:
    odd = record(1)
    odd["document"]["text"] += "\0"
    with pytest.raises(StoreError, match="NUL"):
        store.keep(odd)


def test_opening_asks_before_it_creates(tmp_path: Path) -> None:
    with pytest.raises(NoStore, match="there is no record here"):
        Store.open(tmp_path / "none.db", create=False)
    with pytest.raises(NoStore, match="directory"):
        Store.open(tmp_path)
    other = tmp_path / "other.db"
    other.write_text("hello, this is a text and no database at all, but long enough to look at" * 20, encoding="utf-8")
    with pytest.raises(StoreDamaged, match="no sound record"):
        Store.open(other)


def test_the_api_opens_the_same_store_under_both_names(tmp_path: Path) -> None:
    with dragoman.open(tmp_path / "a.db") as store:
        store.keep(record(1))
    with dragoman.Record.open(tmp_path / "a.db", create=False) as again:
        assert json.loads(again.documents[record(1)["document"]["id"]].record().to_json())["schema"] == "dragoman/1"

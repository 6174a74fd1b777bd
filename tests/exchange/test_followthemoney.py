"""A record in the data model of followthemoney; where its library is installed, it reads what is written."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from commands import run
from made import record as made

import dragoman
from dragoman.exchange.followthemoney import COLUMNS, FORMATS, SCHEMATA, TYPES, Format, entities, write
from dragoman.record import ActorKind
from dragoman.store import Store

ENTITY_ID = r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?"
"""What followthemoney takes for an id."""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, bundled: Path) -> Iterator[Store]:
    """A record of the bundled reports, and of one with ids and words of many scripts."""
    with dragoman.open(shutil.copy(bundled, tmp_path_factory.mktemp("kept"))) as store:
        store.keep(odd())
        yield store


def odd() -> dict[str, Any]:
    report = made(1)
    report["document"]["uri"] = "https://example.org/report"
    actors = [
        {**report["actors"][0], "id": id, "name": "Ünal “the” 🦊", "registry": None} for id in ("my:Ünal", "my:Inal", "my:?nal")
    ]
    report["actors"] += actors
    report["events"][0].update(sources=["my:Ünal", "my:?nal"], holder="my:Inal", date="2014-03/2014-05")
    report["events"][1].update(date="199X")
    return report


def written(store: Store, format: Format, **options: bool) -> bytes:
    target = io.BytesIO()
    with store.at_once() as now:
        write(entities(now, **options), format, target)
    return target.getvalue()


@pytest.fixture(scope="module")
def found(kept: Store) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written(kept, "entities").splitlines()]


@pytest.fixture(scope="module")
def statements(kept: Store) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(kept, "statements").decode(), newline="")))


def of(found: list[dict[str, Any]], schema: str) -> list[dict[str, Any]]:
    return [each["properties"] for each in found if each["schema"] == schema]


def test_every_kind_of_actor_has_a_schema() -> None:
    assert set(SCHEMATA) == set(get_args(ActorKind))


def test_ids_are_such_as_followthemoney_takes_and_those_that_are_named_are_there(found: list[dict[str, Any]]) -> None:
    ids = [each["id"] for each in found]
    assert len(set(ids)) == len(ids)
    assert [id for id in ids if not re.fullmatch(ENTITY_ID, id)] == []
    named = {id for each in found for name, ids in each["properties"].items() if TYPES[name] == "entity" for id in ids}
    assert named <= set(ids)
    assert len([id for id in ids if "nal-" in id and "acts-for" not in id and "doc" not in id and "e-" not in id[:2]]) == 2


def test_reports_actors_events_and_statuses_are_entities(found: list[dict[str, Any]]) -> None:
    report = next(each for each in of(found, "Article") if "treaty on joint defence" in each["name"][0])
    assert (report["publishedAt"], report["publisher"], report["language"]) == (["2014-11-24"], ["AFP"], ["eng"])
    assert {"name": ["Kosovo"], "wikidataId": ["Q1246"]} in of(found, "PublicBody")
    assert {"name": ["Vladimir Putin"], "country": ["ru"]} in of(found, "Person")
    assert ["us"] in [each.get("country") for each in of(found, "PublicBody")]
    links = of(found, "UnknownLink")
    status = next(each for each in links if each["role"] == ["integral-part-of"])
    assert (status["subject"], status["object"]) == (["dr-polity-kosovo"], ["dr-polity-serbia"])
    assert status["description"] == ["affirmed, according to Vitaly Churkin"]
    assert any(each["role"] == ["acts for"] and each["object"] == ["dr-polity-russia"] for each in links)
    assert any("ACCUSE: Russia" in each["name"][0] for each in of(found, "Event"))
    assert of(found, "Documentation")


def test_dates_that_are_no_day_month_or_year_are_an_interval_or_left_out(found: list[dict[str, Any]]) -> None:
    dates = {each.get("recordId", [""])[0]: each for each in of(found, "Event")}
    first, second = (dates[event["id"]] for event in odd()["events"][:2])
    assert (first["startDate"], first["endDate"]) == (["2014-03"], ["2014-05"])
    assert "date" not in second


def test_statements_say_what_entities_say(found: list[dict[str, Any]], statements: list[dict[str, str]]) -> None:
    values = {(each["id"], name, value) for each in found for name, values in each["properties"].items() for value in values}
    assert {(row["entity_id"], row["prop"], row["value"]) for row in statements} == values
    assert tuple(statements[0]) == COLUMNS
    assert {row["prop_type"] == TYPES[row["prop"]] for row in statements} == {True}
    assert len({row["id"] for row in statements}) == len(statements)


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_record_gives_the_same_bytes(kept: Store, format: Format) -> None:
    assert written(kept, format) == written(kept, format)


@pytest.mark.parametrize("format", FORMATS)
def test_words_of_reports_can_be_left_out(kept: Store, format: Format) -> None:
    assert b"breakaway region" in written(kept, format)
    assert b"breakaway region" not in written(kept, format, text=False)


def test_an_empty_record_has_no_entities(tmp_path: Path) -> None:
    with dragoman.open(tmp_path / "dragoman.db") as store:
        assert written(store, "entities") == b""
        assert written(store, "statements").count(b"\n") == 1


def test_the_library_reads_what_is_written(found: list[dict[str, Any]], kept: Store, statements: list[dict[str, str]]) -> None:
    ftm = pytest.importorskip("followthemoney")
    from followthemoney.statement.serialize import read_csv_statements

    for each in found:
        ftm.model.get(each["schema"]).validate(each)
        proxy = ftm.model.get_proxy(each, cleaned=False)
        assert {name: sorted(values) for name, values in each["properties"].items()} == {
            name: sorted(proxy.get(name)) for name in each["properties"]
        }
    read = list(read_csv_statements(io.BytesIO(written(kept, "statements"))))
    assert [each.id for each in read] == [each.generate_key() for each in read]
    assert [each.prop_type for each in read] == [row["prop_type"] for row in statements]


# ---------------------------------------------------------------- the command


def test_both_formats_are_written_by_a_command(kept: Store, tmp_path: Path) -> None:
    for format in FORMATS:
        result = run("export", "followthemoney", "--format", format, "-o", tmp_path / format, "--record", kept.database.name)
        assert result.exit_code == 0
        assert (tmp_path / format).read_bytes() == written(kept, format)
    named = run("export", "followthemoney", "--format", "statements", "--dataset", "mine", "--record", kept.database.name)
    assert {row["dataset"] for row in csv.DictReader(io.StringIO(named.stdout, newline=""))} == {"mine"}


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("--format", "pack"), 2, "pack"),
        (("-o", "none/entities.jsonl"), 2, "cannot be written"),
        (("--record", "none.db"), 1, "there is no record here"),
    ],
)
def test_what_cannot_be_done_is_told(
    kept: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], status: int, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("export", "followthemoney", "--record", kept.database.name, *arguments)
    assert (result.exit_code, result.stdout) == (status, "")
    assert words in result.stderr
    assert list(tmp_path.iterdir()) == []

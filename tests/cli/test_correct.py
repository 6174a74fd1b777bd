"""The `correct` command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from made import record
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.store import Store

ONE = record(1)
EVENT = ONE["events"][0]["id"]
DOCUMENT = ONE["document"]["id"]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAGOMAN_RECORD", raising=False)
    monkeypatch.setenv("DRAGOMAN_USER", "anna")
    with Store.open(tmp_path / "dragoman.db") as store:
        store.keep(ONE)
    runner = CliRunner()

    def invoke(*arguments: str | Path):  # type: ignore[no-untyped-def]
        return runner.invoke(app, [str(each) for each in arguments])

    return invoke


def rows(run, *arguments: str):  # type: ignore[no-untyped-def]
    return [json.loads(line) for line in run(*arguments, "--format", "jsonl").stdout.splitlines()]


def test_a_correction_needs_a_reason(run) -> None:  # type: ignore[no-untyped-def]
    found = run("correct", "accept", EVENT)
    assert found.exit_code == 2
    assert "--reason" in found.output


def test_items_are_corrected_and_listed(run) -> None:  # type: ignore[no-untyped-def]
    assert run("correct", "accept", EVENT, "--reason", "so it says").exit_code == 0
    assert (
        run(
            "correct", "edit", EVENT, "--set", "type=REJECT", "--set", "targets=georgia|ukraine", "--set", "date=", "--reason", "no"
        ).exit_code
        == 0
    )
    assert (
        run(
            "correct",
            "add",
            "events",
            DOCUMENT,
            "--words",
            "(AFP)",
            "--set",
            "type=AID",
            "--set",
            "sources=russia",
            "--reason",
            "missed",
            "--user",
            "ben",
        ).exit_code
        == 0
    )
    event = next(row for row in rows(run, "record", "events") if row["id"] == EVENT)
    assert (event["type"], event["targets"], event["date"], event["standing"]) == (
        "REJECT",
        ["dr:polity/georgia", "dr:polity/ukraine"],
        None,
        "edited",
    )
    said = rows(run, "correct", "list")
    assert [(row["kind"], row["user"]) for row in said] == [("accept", "anna"), ("edit", "anna"), ("add", "ben")]
    assert said[1]["says"].startswith("mode=null; cameo=null; type=REJECT; targets=")
    assert run("correct", "undo", said[1]["id"], "--reason", "mistaken").exit_code == 0
    assert [row["undone"] for row in rows(run, "correct", "list")] == [False, True, False, False]
    assert rows(run, "record", "events", "--standing", "accepted")[0]["type"] != "REJECT"
    assert "accepted" in run("record", "events").stdout
    assert len(rows(run, "correct", "list", "--user", "ben", "--kind", "add")) == 1
    shown = json.loads(run("record", "show", DOCUMENT).stdout)["events"]
    assert [event.get("standing") for event in shown] == ["accepted", None, None, None, None, "added"]


def test_what_cannot_be_said_of_one_item_is_told_and_the_others_go_on(run) -> None:  # type: ignore[no-untyped-def]
    found = run("correct", "reject", "e:nothing", EVENT, "--reason", "no")
    assert found.exit_code == 1
    assert "no item e:nothing in the record" in found.output
    assert [row["id"] for row in rows(run, "record", "events", "--standing", "rejected")] == [EVENT]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("edit", EVENT, "--set", "type"), 2, "--set: 'type' sets nothing; write FIELD=VALUE"),
        (("edit", EVENT, "--set", "type=REJCT"), 1, "type: 'REJCT' is none; write REJECT"),
        (("edit", EVENT), 1, "nothing is set"),
        (("add", "events", DOCUMENT, "--span", "12"), 2, "--span: '12' is no span; write START-END"),
        (("add", "deeds", DOCUMENT, "--words", "(AFP)"), 1, "deeds: no list of this name; write one of events"),
        (("accept", EVENT, "--time", "noon"), 1, "time: 'noon' is none; write 2015-03-18T12:00:00Z"),
        (("merge", EVENT, ONE["statements"][0]["id"]), 1, "two events are merged or split, or two actors"),
    ],
)
def test_what_is_asked_wrong_is_told(run, arguments: tuple[str, ...], code: int, message: str) -> None:  # type: ignore[no-untyped-def]
    found = run("correct", *arguments, "--reason", "why")
    assert (found.exit_code, message in found.output) == (code, True), found.output


def test_corrections_are_exported_and_imported(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    run("correct", "accept", EVENT, "--reason", "so it says")
    run("correct", "reject", ONE["events"][1]["id"], "--reason", "no", "--user", "ben")
    assert run("correct", "export", "-o", tmp_path / "all.jsonl").exit_code == 0
    assert len(run("correct", "export", "--user", "ben").stdout.splitlines()) == 1
    lines = (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()
    (tmp_path / "theirs.jsonl").write_text("\n".join([lines[1], "nonsense", "", lines[0]]), encoding="utf-8")
    with Store.open(tmp_path / "other.db") as other:
        other.keep(ONE)
    found = run("correct", "import", tmp_path / "theirs.jsonl", tmp_path / "none.jsonl", "--record", "other.db")
    assert found.exit_code == 1
    assert "theirs.jsonl, line 2: this is no JSON" in found.output
    assert "none.jsonl: it cannot be read" in found.output
    assert "2 new corrections" in found.output
    assert rows(run, "record", "events", "--record", "other.db") == rows(run, "record", "events")
    assert run("correct", "import", tmp_path / "all.jsonl").exit_code == 0


def test_conflicts_are_listed(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    run("correct", "accept", EVENT, "--reason", "so it says")
    new = record(1, program="0.2.0")
    new["events"][0] |= {"date": "2001-01-01"}
    with Store.open(tmp_path / "dragoman.db") as store:
        store.keep(new)
    (found,) = rows(run, "correct", "conflicts")
    assert found["problem"].startswith("it is read otherwise now: date 2001-01-01 where it was ")
    assert run("correct", "conflicts", "--document", DOCUMENT).exit_code == 0


def test_the_agreement_of_coders_is_printed(run) -> None:  # type: ignore[no-untyped-def]
    assert run("correct", "agreement").exit_code == 1
    for user in ("anna", "ben"):
        run("correct", "accept", EVENT, "--reason", "so it says", "--user", user)
        run("correct", "accept" if user == "ben" else "reject", ONE["events"][1]["id"], "--reason", "no", "--user", user)
    judged, types = rows(run, "correct", "agreement", "--users", "anna,ben")
    assert (judged["items"], judged["agreed"], judged["kappa"], types["items"]) == (2, 1, 0, 1)
    assert types["problem"] == "there is one value only, so that chance explains all agreement"
    assert "judgement" in run("correct", "agreement", "--users", "anna,ben").stdout

"""The `record` command and `read --keep`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli import app

REPORT = "TBILISI, March 8, 2016 (Reuters) - Georgia signed a pact with Armenia on Tuesday. Russia condemned the agreement.\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAGOMAN_RECORD", raising=False)
    runner = CliRunner()

    def invoke(*arguments: str | Path):  # type: ignore[no-untyped-def]
        return runner.invoke(app, [str(each) for each in arguments])

    return invoke


@pytest.fixture
def kept(run, tmp_path: Path):  # type: ignore[no-untyped-def]
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    result = run("read", "--keep", "report.txt")
    assert result.exit_code == 0
    assert "new" in result.stderr
    return run


def test_what_is_kept_can_be_listed_in_every_format(kept, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert (tmp_path / "dragoman.db").exists()
    table = kept("record", "events", "--actor", "Georgia")
    assert "Armenia" in table.stdout
    assert "events in 1 reports from 1 sources" in table.stderr
    rows = [json.loads(line) for line in kept("record", "events", "--format", "jsonl").stdout.splitlines()]
    assert rows[0]["id"] in table.stdout
    assert {"dr:polity/georgia"} <= {actor for row in rows for actor in row["sources"]}
    lines = list(csv.DictReader(io.StringIO(kept("record", "events", "--format", "csv").stdout)))
    assert [line["id"] for line in lines] == [row["id"] for row in rows]
    parquet = pytest.importorskip("pyarrow.parquet")
    assert kept("record", "events", "--format", "parquet", "-o", "events.parquet").exit_code == 0
    assert parquet.read_table(tmp_path / "events.parquet").to_pylist() == rows


@pytest.mark.parametrize("name", ["documents", "statements", "agreements", "provisions", "statuses", "actors"])
def test_every_list_has_its_command(kept, name: str) -> None:  # type: ignore[no-untyped-def]
    assert kept("record", name).exit_code == 0
    assert kept("record", name, "--format", "csv").stdout.startswith("id,")


def test_reading_again_is_told_as_unchanged(kept) -> None:  # type: ignore[no-untyped-def]
    assert "unchanged" in kept("read", "--keep", "report.txt").stderr


def test_a_report_is_shown_checked_saved_and_forgotten(kept, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (row,) = [json.loads(line) for line in kept("record", "documents", "--format", "jsonl").stdout.splitlines()]
    shown = json.loads(kept("record", "show", row["id"]).stdout)
    assert shown["document"]["text"] == REPORT
    assert kept("record", "show", row["id"], "--html", "page.html").exit_code == 0
    assert "Armenia" in (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "stands" in kept("record", "show", row["id"], "--readings").stdout
    assert "1 reports from 1 sources" in kept("record", "join").stderr
    (event,) = csv.DictReader(io.StringIO(kept("record", "events", "--one", "--type", "ACCUSE", "--format", "csv").stdout))
    assert (event["mentions"], event["reports"], event["origins"], event["documents"]) == ("1", "1", "1", row["id"])
    assert "of 1 events" in kept("record", "events", "--one", "--type", "ACCUSE").stderr
    assert kept("record", "joins").exit_code == 0
    assert "all is sound" in kept("record", "check").stdout
    assert kept("record", "backup", "copy.db").exit_code == 0
    assert "overwrites nothing" in kept("record", "backup", "copy.db").stderr
    assert kept("record", "forget", row["id"]).exit_code == 0
    assert kept("record", "documents", "--format", "jsonl").stdout == ""
    assert row["id"] in kept("record", "documents", "--format", "jsonl", "--record", "copy.db").stdout
    assert "documents:             1" in kept("record", "info", "--record", "copy.db").stdout
    assert "of this version" in kept("record", "upgrade").stdout
    assert "0 reports anew" in kept("record", "check", "--mend").stderr


def test_the_environment_names_the_record(kept, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("DRAGOMAN_RECORD", str(tmp_path / "other.db"))
    assert "there is no record here" in kept("record", "info").stderr
    kept("read", "--keep", "report.txt")
    assert (tmp_path / "other.db").exists()


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("events", "--since", "yesterday"), 2, "is no date"),
        (("events", "--actor", "Atlantis"), 1, "no report in the record mentions"),
        (("events", "--type", "assalt"), 2, "write assault"),
        (("events", "--standing", "good"), 2, "accepted"),
        (("events", "--actor", "Georgia", "--side", "party"), 2, "source or target"),
        (("show", "doc:none"), 1, "no report doc:none"),
        (("events", "-o", "no/such/file.csv", "--format", "csv"), 2, "cannot be written"),
    ],
)
def test_what_cannot_be_answered_is_told_in_one_line(kept, arguments: tuple[str, ...], status: int, words: str) -> None:  # type: ignore[no-untyped-def]
    result = kept("record", *arguments)
    assert (result.exit_code, result.stdout) == (status, "")
    (line,) = result.stderr.strip().splitlines()
    assert words in line


def test_a_record_that_is_not_there_is_not_made_by_asking(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert run("record", "info").exit_code == 1
    assert not (tmp_path / "dragoman.db").exists()

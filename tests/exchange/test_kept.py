"""The events of a record, each report's own or each event once, in the formats of other tools."""

from __future__ import annotations

from pathlib import Path

import pytest
from contract.telling import Line, report
from typer.testing import CliRunner, Result

from dragoman.cli import app
from dragoman.store import Store

pytestmark = pytest.mark.usefixtures("kept")
REPORTS = (
    report(
        "one", Line("russia", "ukraine", date="2015-03-01"), Line("georgia", "russia", date="2015-03-01"), published="2015-03-02"
    ),
    report("two", Line("russia", "ukraine"), published="2015-03-02"),
)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    with Store.open(tmp_path / "dragoman.db") as store:
        for each in REPORTS:
            store.keep(each)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["export", "events", *arguments])


def rows(result: Result) -> list[list[str]]:
    return [line.split("\t") for line in result.stdout.splitlines()]


def test_a_record_gives_the_events_of_each_report_or_each_event_once() -> None:
    every = rows(run("--record", "dragoman.db", "--format", "cameo"))
    assert len(every) == 1 + 3
    header, *once = rows(run("--record", "dragoman.db", "--format", "cameo", "--one"))
    assert header[-3:] == ["Mentions", "Reports", "Sources"]
    assert [(row[0], row[-3:]) for row in once] == [("20150301", ["2", "2", "2"]), ("20150301", ["1", "1", "1"])]


def test_columns_of_gdelt_for_mentions_sources_and_articles_are_filled() -> None:
    once = rows(run("--record", "dragoman.db", "--format", "gdelt", "--one"))
    assert {len(row) for row in once} == {61}
    assert [row[31:34] for row in once] == [["2", "2", "2"], ["1", "1", "1"]]


@pytest.mark.parametrize("arguments", [(), ("--one", "report.txt"), ("report.txt", "--record", "dragoman.db")])
def test_reports_or_a_record_are_asked_for(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "--record" in result.stderr

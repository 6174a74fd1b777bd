"""The `explain` command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli import app

REPORT = "Georgia on Tuesday signed a border pact with Armenia.\nRussian troops left the region in 2010, the ministry said.\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_an_item_is_explained_by_its_rule_its_words_and_its_row(report: Path) -> None:
    runner = CliRunner()
    record = json.loads(runner.invoke(app, ["read", str(report), "--json"]).stdout)
    event = record["events"][0]
    told = runner.invoke(app, ["explain", str(report), event["id"]])
    assert told.exit_code == 0
    assert f"event {event['id']}" in told.stdout
    assert event["rule"] in told.stdout
    assert "trigger 19-25: “signed”" in told.stdout
    assert "made by verbs/" in told.stdout


def test_a_span_is_explained_by_every_item_over_it(report: Path) -> None:
    told = CliRunner().invoke(app, ["explain", str(report), "0-7"])
    assert "actor dr:polity/georgia" in told.stdout
    assert "made by actors/states.csv" in told.stdout


@pytest.mark.parametrize("query", ["e:0000", "9000-9001", "nonsense"])
def test_what_is_not_there_is_told(report: Path, query: str) -> None:
    told = CliRunner().invoke(app, ["explain", str(report), query])
    assert told.exit_code == 1
    assert "--json lists" in told.stderr


def test_a_word_without_an_event_is_told_the_frames_that_nearly_matched(report: Path) -> None:
    report.write_text("The pact was signed in the rain.\nThe minister juggled three files yesterday.\n", encoding="utf-8")
    told = CliRunner().invoke(app, ["explain", str(report), "0-70", "--why-not", "--force"]).stdout
    assert "“signed” 13-19" in told
    assert "no known actor plays a part" in told
    assert "no frame has the head 'juggle'" in told


def test_why_not_wants_a_span(report: Path) -> None:
    assert CliRunner().invoke(app, ["explain", str(report), "e:1", "--why-not"]).exit_code == 2

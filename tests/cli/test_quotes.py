"""The `quotes` command."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli import app

REPORT = (
    "“The bridge is closed,” Russian Foreign Minister Sergei Lavrov said.\n\n"
    "Georgia condemned the treaty. The clerk who keeps the list said it was late.\n"
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def rows(report: Path, *options: str) -> list[dict[str, str]]:
    told = CliRunner().invoke(app, ["quotes", str(report), "--format", "csv", *options])
    assert told.exit_code == 0, told.output
    return list(csv.DictReader(io.StringIO(told.stdout)))


def test_every_statement_is_a_row_of_csv(report: Path) -> None:
    found = rows(report)
    assert [each["speaker"] for each in found] == ["Sergei Lavrov", "Georgia", "The clerk"]
    assert found[0]["words"] == "The bridge is closed"
    assert (found[1]["cue"], found[1]["position"], found[1]["kind"]) == ("condemned", "condemn", "stance")


@pytest.mark.parametrize(
    ("options", "speakers"),
    [
        (("--by", "Lavrov"), ["Sergei Lavrov"]),
        (("--by", "russia"), ["Sergei Lavrov"]),
        (("--position", "condemn"), ["Georgia"]),
        (("--about", "bridge"), ["Sergei Lavrov"]),
        (("--by", "Lav"), []),
    ],
)
def test_statements_are_chosen_by_speaker_position_and_topic(report: Path, options: tuple[str, ...], speakers: list[str]) -> None:
    assert [each["speaker"] for each in rows(report, *options)] == speakers


def test_a_line_of_json_has_the_columns_of_the_csv(report: Path) -> None:
    told = CliRunner().invoke(app, ["quotes", str(report), "--format", "jsonl"])
    lines = [json.loads(line) for line in told.stdout.splitlines()]
    assert [list(each) for each in lines] == [list(each) for each in rows(report)]


def test_the_table_shows_the_words_with_cue_and_speaker(report: Path) -> None:
    told = CliRunner().invoke(app, ["quotes", str(report)], env={"COLUMNS": "160"})
    assert "“The bridge is closed,” Russian Foreign Minister Sergei Lavrov said" in told.stdout


def test_an_unknown_position_is_told_with_those_that_are_known(report: Path) -> None:
    told = CliRunner().invoke(app, ["quotes", str(report), "--position", "adore"])
    assert told.exit_code == 2
    assert "refuse-recognition" in told.output

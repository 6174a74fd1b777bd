"""The `actors` command and the `--actors` option."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli import app


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(each) for each in arguments])


@pytest.fixture
def dictionary(tmp_path: Path) -> Path:
    path = tmp_path / "actors.txt"
    path.write_text("BLUE_ARMY_OF_NORLAND_ [GEOREB]\n", encoding="utf-8")
    return path


def test_find_lists_who_a_name_stands_for() -> None:
    result = run("actors", "find", "Georgian president", "--on", "2010-05-01")
    assert (result.exit_code, result.stdout.split()[0]) == (0, "dr:person/mikheil-saakashvili")


def test_find_says_what_it_does_not_know() -> None:
    result = run("actors", "find", "Abkhasia")
    assert (result.exit_code, "it knows Abkhazia" in result.stderr, result.stdout) == (1, True, "")


def test_a_wrong_date_is_refused() -> None:
    result = run("actors", "find", "Georgia", "--on", "yesterday")
    assert (result.exit_code, "'yesterday' is no date" in result.stderr) == (2, True)


def test_show_prints_a_line_for_each_fact() -> None:
    result = run("actors", "show", "dr:polity/abkhazia")
    assert result.exit_code == 0
    assert "de-facto-state" in result.stdout
    assert run("actors", "show", "dr:polity/nowhere").exit_code == 1


def test_check_tells_what_a_file_lacks(dictionary: Path, tmp_path: Path) -> None:
    good = run("actors", "check", dictionary)
    assert (good.exit_code, "1 actors, 0 terms of persons, 0 problems" in good.stdout) == (0, True)
    dictionary.write_text("BLUE_ARMY_ [QQQREB]\n", encoding="utf-8")
    bad = run("actors", "check", dictionary)
    assert (bad.exit_code, f"{dictionary}, line 1: 'QQQREB' is no code" in bad.stderr) == (1, True)
    assert run("actors", "check", tmp_path / "missing.csv").exit_code == 1


def test_a_file_of_ones_own_is_read_with(dictionary: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(
        "TBILISI, March 8, 2016 (Reuters) - The Blue Army of Norland attacked Tbilisi on Tuesday.\n", encoding="utf-8"
    )
    record = json.loads(run("read", report, "--json", "--actors", dictionary).stdout)
    assert "user:blue-army-of-norland" in [each["id"] for each in record["actors"]]
    assert record["run"]["settings"]["actors"] == str(dictionary)
    refused = run("read", report, "--actors", tmp_path / "missing.csv")
    assert (refused.exit_code, "check the path" in refused.stderr) == (2, True)

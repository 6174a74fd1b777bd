"""`dragoman import`, `dragoman export obligations`, and questions to a record."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli import app

ATOP = """atopid,member,yrent,moent,dayent,yrexit,moexit,dayexit,phase,defense,offense,neutral,nonagg,consul,defcon
9,2,1951,9,8,0,0,0,0,1,0,0,0,0,1
9,740,1951,9,8,0,0,0,0,0,0,0,0,1,0
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAGOMAN_RECORD", raising=False)
    (tmp_path / "atop.csv").write_text(ATOP, encoding="utf-8")
    assert "kept" in run("import", "atop", "atop.csv").stderr
    return tmp_path


def test_obligations_are_written_with_numbers_and_the_names_of_atop(folder: Path) -> None:
    assert run("export", "obligations", "--from", "1955", "--to", "1955", "--holder", "atop", "-o", "owed.csv").exit_code == 0
    with (folder / "owed.csv").open(encoding="utf-8") as file:
        rows = [(row["ccode1"], row["ccode2"], row["year"], row["provision"], row["holder"]) for row in csv.DictReader(file)]
    assert rows == [("740", "2", "1955", "consul", "ATOP"), ("2", "740", "1955", "defense", "ATOP")]
    pytest.importorskip("pyarrow")
    for name in ("owed.jsonl", "owed.parquet"):
        assert run("export", "obligations", "--from", "1955", "--to", "1956", "-o", name).exit_code == 0
    lines = [json.loads(line) for line in (folder / "owed.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {line["holder"] for line in lines} == {"ATOP", "baseline"}


def test_a_record_answers_questions_and_says_who_coded_it(folder: Path) -> None:
    assert (folder / "dragoman.db").exists()
    answer = run("ask", "who must defend Japan on 1970-01-01", "--record", "dragoman.db", "--no-baseline")
    assert "United States owes defence to Japan" in answer.stdout
    assert "as coded by ATOP" in answer.stdout
    assert "the record does not say" in run("ask", "who must defend Japan on 1970-01-01", "--no-baseline").stdout
    assert "unchanged" in run("import", "atop", "atop.csv").stderr


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("export", "obligations", "--from", "2000", "--to", "1990"), 2, "is after"),
        (("export", "obligations", "--from", "1990", "--to", "1990", "-o", "owed.txt"), 2, "name it .csv"),
        (("ask", "who recognises Kosovo", "--record", "none.db"), 1, "there is no record here"),
        (("view", "--of", "Kosovo", "--record", "none.db"), 1, "there is no record here"),
        (("import", "atop", "none.csv"), 1, "check the path"),
    ],
)
def test_what_cannot_be_done_is_told(folder: Path, arguments: tuple[str, ...], status: int, words: str) -> None:  # noqa: ARG001
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (status, "")
    assert words in result.stderr

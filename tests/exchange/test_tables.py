"""All lists of a record as tables, and the dictionary that describes them."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow.parquet as parquet
import pytest
from commands import run

import dragoman
from dragoman.exchange import dictionary, obligations
from dragoman.exchange.files import FORMATS, Format
from dragoman.exchange.folder import new_folder
from dragoman.exchange.tables import write_tables
from dragoman.store import Store
from dragoman.store.columns import LISTS, MEANINGS, Column
from dragoman.store.results import plain_row

FOREIGN = """Сухум – Sukhumi, March 8, 2016 (AFP) - Georgia signed a "pact|deal" with Armenia on Tuesday.
President Ólafur Ragnar Grímsson said: “Þetta er 🕊 gott.” Russia condemned the agreement.
"""
EVERY = [(name, column) for name, columns in LISTS.items() for column in columns]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, bundled: Path) -> Iterator[Store]:
    """A record of the bundled reports, one of them in letters of many scripts."""
    with dragoman.open(shutil.copy(bundled, tmp_path_factory.mktemp("kept"))) as store:
        store.keep(dragoman.read_text(FOREIGN, uri="https://example.org/Þ?a=1&b=“2”"))
        yield store


def rows_in(path: Path, columns: tuple[Column, ...]) -> list[dict[str, object]]:
    """The rows of a file, as the API gives them."""
    if path.suffix == ".parquet":
        found: list[dict[str, object]] = parquet.read_table(path).to_pylist()
        return found
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    types: dict[str, Callable[[str], object]] = {"integer": int, "real": float, "boolean": "true".__eq__, "text": str, "list": str}
    with path.open(encoding="utf-8", newline="") as file:
        return [
            plain_row(columns, [types[column.type](row[column.name]) if row[column.name] else None for column in columns])
            for row in csv.DictReader(file)
        ]


@pytest.mark.parametrize("format", FORMATS)
def test_every_list_comes_back_from_its_file(kept: Store, tmp_path: Path, format: Format) -> None:
    with kept.at_once() as now, new_folder(tmp_path / "out") as folder:
        written = write_tables(now, folder, format)
    for name, columns in LISTS.items():
        file = tmp_path / "out" / f"{name}.{format}"
        assert rows_in(file, columns) == kept.rows(name).to_dicts()
        assert written[file.name] == len(kept.rows(name))
    assert written[f"places.{format}"] > 0
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_words_of_reports_can_be_left_out(kept: Store, tmp_path: Path) -> None:
    with kept.at_once() as now, new_folder(tmp_path / "out") as folder:
        written = write_tables(now, folder, "csv", text=False)
    assert "texts.csv" not in written
    with (tmp_path / "out" / "events.csv").open(encoding="utf-8") as file:
        names = file.readline().strip().split(",")
    assert [column.name for column in LISTS["events"] if column.name not in names] == ["words"]
    everything = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "out").glob("*.csv") if path.stem != "dictionary")
    assert "breakaway region of Abkhazia" not in everything


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_record_gives_the_same_bytes(kept: Store, tmp_path: Path, format: Format) -> None:
    for name in ("one", "two"):
        with new_folder(tmp_path / name) as folder:
            write_tables(kept, folder, format)
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert len(files) == len(LISTS) + 2
    assert [name for name in files if (tmp_path / "one" / name).read_bytes() != (tmp_path / "two" / name).read_bytes()] == []


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_record_gives_tables_without_rows(tmp_path: Path, format: Format) -> None:
    with dragoman.open(tmp_path / "dragoman.db") as store, new_folder(tmp_path / "out") as folder:
        written = write_tables(store, folder, format)
        assert {rows for file, rows in written.items() if not file.startswith("dictionary")} == {0}
    assert [rows_in(tmp_path / "out" / f"{name}.{format}", columns) for name, columns in LISTS.items()] == [[]] * len(LISTS)
    shapes = [parquet.read_schema(path).names for path in (tmp_path / "out").glob("events.parquet")]
    assert shapes in ([], [[column.name for column in LISTS["events"]]])


@pytest.mark.parametrize(("name", "column"), EVERY, ids=[f"{name}.{column.name}" for name, column in EVERY])
def test_every_column_is_described(name: str, column: Column) -> None:
    assert len(column.meaning.split()) > 1 or column.meaning in {"headline", "where", "when", "why"}
    assert column.example
    assert not column.values or column.example in column.values
    assert set(column.refers) <= set(LISTS)
    assert name in MEANINGS
    if column.type in ("integer", "real"):
        float(column.example)
        assert column.unit or column.name in ("geonames",)


def test_columns_of_obligations_are_described_too() -> None:
    assert [column.name for column in obligations.COLUMNS if not column.example] == []


def test_every_value_is_one_that_the_dictionary_allows(kept: Store) -> None:
    wrong = [
        (name, column.name, row[column.name])
        for name, columns in LISTS.items()
        for row in kept.rows(name)
        for column in columns
        if column.values and not column.refers and row[column.name] is not None and row[column.name] not in column.values
    ]
    assert wrong == []


def test_the_dictionary_names_every_column_as_a_table_and_as_a_page(kept: Store, root: Path, tmp_path: Path) -> None:
    with new_folder(tmp_path / "out") as folder:
        write_tables(kept, folder, "csv")
    with (tmp_path / "out" / "dictionary.csv").open(encoding="utf-8", newline="") as file:
        described = [(row["table"], row["column"]) for row in csv.DictReader(file)]
    assert described == [(name, column.name) for name, column in EVERY]
    page = (tmp_path / "out" / "dictionary.md").read_text(encoding="utf-8")
    assert page == dictionary.markdown(LISTS)
    assert page.count("\n| `") == len(EVERY)
    assert page == (root / "docs" / "dictionary.md").read_text(encoding="utf-8")


# ---------------------------------------------------------------- the command


def test_tables_are_written_by_a_command(kept: Store, tmp_path: Path) -> None:
    result = run("export", "tables", tmp_path / "out", "--format", "csv", "--record", kept.database.name)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "events.csv: " in result.stderr
    assert (tmp_path / "out" / "dictionary.md").exists()


@pytest.mark.parametrize(
    ("folder", "arguments", "status", "words"),
    [
        ("full", (), 1, "the folder is not empty; name a new one"),
        ("file.txt", (), 1, "there is a file already"),
        ("file.txt/in", (), 1, "cannot be written"),
        ("none/in", (), 1, "No such file or directory"),
        ("new", ("--format", "xlsx"), 2, "xlsx"),
        ("new", ("--record", "none.db"), 1, "there is no record here"),
    ],
)
def test_what_cannot_be_written_is_told_and_leaves_nothing(
    kept: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, arguments: tuple[str, ...], status: int, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "file.txt").write_text("mine", encoding="utf-8")
    result = run("export", "tables", folder, "--record", kept.database.name, *arguments)
    assert (result.exit_code, result.stdout) == (status, "")
    assert words in result.stderr
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file.txt", "full", "mine.txt"]


def test_an_empty_folder_is_filled(kept: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "out").mkdir()
    assert run("export", "tables", "out/", "--record", kept.database.name).exit_code == 0
    assert (tmp_path / "out" / "events.parquet").exists()
    (tmp_path / "other").mkdir()
    assert (tmp_path / "out").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_full_disk_leaves_no_folder(kept: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dragoman.exchange.tables.write", full)
    result = run("export", "tables", tmp_path / "out", "--record", kept.database.name)
    assert result.exit_code == 1
    assert "No space left on device" in result.stderr
    assert list(tmp_path.iterdir()) == []

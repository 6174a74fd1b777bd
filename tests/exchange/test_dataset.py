"""Dataset folders, and the check that finds whatever was done to them."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commands import run
from made import records

import dragoman
from dragoman.exchange.dataset import described, write_dataset
from dragoman.exchange.files import FORMATS, Format
from dragoman.exchange.folder import new_folder
from dragoman.exchange.verify import verify
from dragoman.store.lines import correction_of

Change = Callable[[Path], object]


@pytest.fixture
def dataset(bundled: Path, tmp_path: Path) -> Path:
    """A sound dataset as CSV."""
    with dragoman.open(bundled) as store, new_folder(tmp_path / "shared") as folder:
        write_dataset(store, folder, "csv")
    return tmp_path / "shared"


def rows_changed(file: Path, change: Callable[[list[dict[str, Any]]], object]) -> None:
    """Changes the rows of a CSV file and tells the manifest its new hash, as who forges a dataset would."""
    with file.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    change(rows)
    target = io.StringIO()
    writer = csv.DictWriter(target, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    file.write_text(target.getvalue(), encoding="utf-8")
    manifest_changed(
        file.parent, lambda told: next(each for each in told["files"] if each["name"] == file.name).update(described(file))
    )


def manifest_changed(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    change(manifest)
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


@pytest.mark.parametrize("text", [True, False])
@pytest.mark.parametrize("format", FORMATS)
def test_what_was_written_is_sound_and_the_same_bytes_every_time(bundled: Path, tmp_path: Path, format: Format, text: bool) -> None:
    for name in ("one", "two"):
        with dragoman.open(bundled) as store, new_folder(tmp_path / name) as folder:
            write_dataset(store, folder, format, text=text)
        assert list(verify(tmp_path / name)) == []
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files == sorted(path.name for path in (tmp_path / "two").iterdir())
    assert [name for name in files if (tmp_path / "one" / name).read_bytes() != (tmp_path / "two" / name).read_bytes()] == []


@pytest.mark.parametrize("format", FORMATS)
def test_a_dataset_of_an_empty_record_is_sound(tmp_path: Path, format: Format) -> None:
    with dragoman.open(tmp_path / "dragoman.db") as store, new_folder(tmp_path / "shared") as folder:
        write_dataset(store, folder, format)
    assert list(verify(tmp_path / "shared")) == []


def test_the_manifest_tells_versions_settings_hashes_rows_and_licences(dataset: Path) -> None:
    manifest = json.loads((dataset / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["schema"] == "dragoman-dataset/1"
    assert manifest["program"] == f"dragoman {dragoman.__version__}"
    (run,) = manifest["runs"]
    assert run["reports"] == manifest["reports"] == 4
    assert run["settings"]["kind"] == "report"
    assert {"model", "ontology", "registry"} <= run.keys()
    events = next(each for each in manifest["files"] if each["name"] == "events.csv")
    assert events == {"name": "events.csv", **described(dataset / "events.csv"), "rows": events["rows"]}
    assert events["rows"] > 0
    assert "GeoNames" in " ".join(each["note"] for each in manifest["licences"])
    assert "CC BY 4.0" in (dataset / "README.md").read_text(encoding="utf-8")


def forge(file: str, column: str, value: str) -> Change:
    """Writes another value into the first row."""
    return lambda folder: rows_changed(folder / file, lambda rows: rows[0].update({column: value}))


def add_column(folder: Path) -> None:
    rows_changed(folder / "events.csv", lambda rows: [row.update({"mine": "x"}) for row in rows])


def drop_column(folder: Path) -> None:
    rows_changed(folder / "events.csv", lambda rows: [row.pop("cameo") for row in rows])


def rename(folder: Path) -> None:
    (folder / "events.csv").rename(folder / "deeds.csv")


FORGED: list[tuple[Change, str]] = [
    (lambda folder: (folder / "events.csv").unlink(), "events.csv: the file is missing; get the folder anew"),
    (lambda folder: (folder / "more.csv").write_text("id\n"), "more.csv: the manifest does not name this file; take it out"),
    (rename, "deeds.csv: the manifest does not name this file"),
    (lambda folder: (folder / "README.md").write_text("changed"), "README.md: its bytes are not those"),
    (lambda folder: rows_changed(folder / "events.csv", lambda rows: rows.pop()), "rows, the manifest says"),
    (lambda folder: rows_changed(folder / "events.csv", lambda rows: rows.append(rows[0])), "1 ids stand twice, such as"),
    (add_column, "events.csv: dictionary.csv does not describe its column mine"),
    (drop_column, "events.csv: its column cameo, which dictionary.csv describes, is not there"),
    (forge("events.csv", "type", "SHOUT"), "events.csv: type holds 'SHOUT', which is not among the words"),
    (forge("events.csv", "document", "doc:none"), "events.csv: 1 ids in document stand in no row of documents, such as doc:none"),
    (forge("events.csv", "sources", "dr:polity/russia|dr:polity/ruritania"), "such as dr:polity/ruritania"),
    (forge("statuses.csv", "holder", "dr:polity/ruritania"), "statuses.csv: 1 ids in holder stand in no row of actors"),
    (forge("provisions.csv", "agreement", "g:none"), "provisions.csv: 1 ids in agreement stand in no row of agreements"),
    (lambda folder: (folder / "events.csv").write_bytes(b"\xff\xfe\x00"), "events.csv: it cannot be read as a table"),
    (
        lambda folder: (folder / "places.csv").write_text("document,name\n1\n"),
        "places.csv: it cannot be read as a table (line 2 has 1 cells",
    ),
    (lambda folder: (folder / "dictionary.csv").write_text("table,column\nx,y\n"), "dictionary.csv: it cannot be read"),
]


@pytest.mark.parametrize(("change", "words"), FORGED, ids=[words[:40] for _, words in FORGED])
def test_whatever_was_done_is_found_and_told_with_its_remedy(dataset: Path, change: Change, words: str) -> None:
    change(dataset)
    problems = list(verify(dataset))
    assert [problem for problem in problems if words in problem], problems
    assert all("; " in problem for problem in problems)
    result = run("record", "verify", dataset)
    assert result.exit_code == 1
    assert words in result.stderr
    assert "problems" in result.stdout


@pytest.mark.parametrize("format", ["parquet", "jsonl"])
def test_a_table_cut_short_is_found_in_every_format(bundled: Path, tmp_path: Path, format: Format) -> None:
    with dragoman.open(bundled) as store, new_folder(tmp_path / "shared") as folder:
        write_dataset(store, folder, format)
    file = tmp_path / "shared" / f"events.{format}"
    file.write_bytes(file.read_bytes()[:-40])
    assert len([problem for problem in verify(tmp_path / "shared") if problem.startswith(file.name)]) >= 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda folder: (folder / "manifest.json").unlink(), "there is no manifest here"),
        (lambda folder: (folder / "manifest.json").write_text("{"), "this is no JSON"),
        (lambda folder: (folder / "manifest.json").write_text("[]"), "its schema is None"),
        (lambda folder: manifest_changed(folder, lambda told: told.update(schema="dragoman-dataset/9")), "dragoman-dataset/9"),
        (lambda folder: manifest_changed(folder, lambda told: told.pop("files")), "name, bytes and hash of every file"),
        (lambda folder: manifest_changed(folder, lambda told: told.update(files=["x"])), "name, bytes and hash of every file"),
        (shutil.rmtree, "there is no manifest here"),
    ],
)
def test_what_is_no_dataset_is_told_in_one_line(dataset: Path, change: Change, words: str) -> None:
    change(dataset)
    result = run("record", "verify", dataset)
    assert (result.exit_code, result.stdout) == (1, "")
    assert words in result.stderr
    assert result.stderr.count("\n") == 1


def test_ids_that_a_correction_took_away_are_no_problem(dataset: Path) -> None:
    header = (dataset / "corrections.csv").read_text(encoding="utf-8").strip()
    line = dict.fromkeys(header.split(","), "") | {
        "id": "c:1",
        "kind": "reject",
        "list": "events",
        "item": "e:gone",
        "body": '{"to": ["e:lost"]}',
    }
    target = io.StringIO()
    csv.DictWriter(target, header.split(","), lineterminator="\n").writerow(line)
    (dataset / "corrections.csv").write_text(f"{header}\n{target.getvalue()}", encoding="utf-8")
    forge("statements.csv", "about", "e:gone")(dataset)
    forge("events.csv", "same_as", "e:lost")(dataset)
    rows_changed(dataset / "corrections.csv", lambda _: None)
    manifest_changed(dataset, lambda told: next(each for each in told["files"] if each["name"] == "corrections.csv").update(rows=1))
    assert list(verify(dataset)) == []


@pytest.mark.parametrize("format", FORMATS)
def test_corrections_go_with_it_so_that_others_can_import_them(bundled: Path, tmp_path: Path, format: Format) -> None:
    with dragoman.open(bundled) as store:
        store.backup(tmp_path / "copy.db")
    with dragoman.open(tmp_path / "copy.db") as store:
        events, coder = store.events().to_dicts(), store.correct(user="anna", reason="misread")
        coder.reject(next(row["event"] for row in events if row["same_as"]))
        coder.reject(next(row["about"] for row in store.statements() if (row["about"] or "").startswith("e:")))
        coder.reject(store.agreements().page(1, 1)[0]["id"])
        coder.merge("dr:polity/georgia", "dr:polity/serbia")
        coder.undo(coder.accept(events[-1]["id"]).id)
        with new_folder(tmp_path / "shared") as folder:
            assert write_dataset(store, folder, format)[f"corrections.{format}"] == 6
        said = store.corrections()
    assert list(verify(tmp_path / "shared")) == []
    lines = (tmp_path / "shared" / "corrections-to-import.jsonl").read_bytes().splitlines()
    assert [correction_of(line, "lines", 1) for line in lines] == said
    with dragoman.open(tmp_path / "copy.db") as store, new_folder(tmp_path / "bare") as folder:
        write_dataset(store, folder, format, text=False)
    assert not (tmp_path / "bare" / "corrections-to-import.jsonl").exists()
    assert list(verify(tmp_path / "bare")) == []


# ---------------------------------------------------------------- the command


def test_a_dataset_is_written_and_verified_by_commands(tmp_path: Path) -> None:
    with dragoman.open(tmp_path / "dragoman.db") as store:
        for each in records(3):
            store.keep(each)
    result = run(
        "export", "dataset", tmp_path / "shared", "--no-text", "--licence", "CC0 1.0", "--record", tmp_path / "dragoman.db"
    )
    assert (result.exit_code, result.stdout) == (0, "")
    assert "events.parquet: 15 rows" in result.stderr
    assert "| CC0 1.0 |" in (tmp_path / "shared" / "README.md").read_text(encoding="utf-8")
    assert run("record", "verify", tmp_path / "shared").stdout == f"{tmp_path / 'shared'}: all is as it was made\n"
    again = run("export", "dataset", tmp_path / "shared", "--record", tmp_path / "dragoman.db")
    assert again.exit_code == 1
    assert "the folder is not empty" in again.stderr

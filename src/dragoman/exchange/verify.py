"""Checks a dataset folder against its manifest and its dictionary: what is missing, changed, undescribed or points nowhere."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.errors import NotImportable
from dragoman.exchange import dictionary
from dragoman.exchange.dataset import CORRECTIONS, MANIFEST, SCHEMA, described
from dragoman.exchange.files import FORMATS, Stored, stored
from dragoman.exchange.tables import DICTIONARY

AGAIN = "get the folder anew from who made it, or write it again with `dragoman export dataset`"


class Described(NamedTuple):
    """A column as the dictionary of the dataset describes it."""

    type: str
    values: frozenset[str]
    refers: tuple[str, ...]


def verify(folder: Path) -> Iterator[str]:
    """What is wrong with a dataset, each problem with its remedy; nothing where all is as it was made.

    Raises NotImportable where the folder is no dataset.
    """
    manifest = _manifest(folder)
    files: dict[str, Mapping[str, Any]] = {each["name"]: each for each in manifest["files"]}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {MANIFEST}
    for name in sorted(files.keys() - there):
        yield f"{name}: the file is missing; {AGAIN}"
    for name in sorted(there - files.keys()):
        yield f"{name}: the manifest does not name this file; take it out of the folder"
    for name in sorted(files.keys() & there):
        if described(folder / name) != {key: files[name][key] for key in ("bytes", "sha256")}:
            yield f"{name}: its bytes are not those the manifest tells the hash of; {AGAIN}"
    if DICTIONARY[0] in there:
        tables = {Path(name).stem: folder / name for name in sorted(files.keys() & there) if _is_table(name)}
        yield from _check_tables(tables, folder / DICTIONARY[0], {name: each.get("rows") for name, each in files.items()})


def _is_table(name: str) -> bool:
    return Path(name).suffix[1:] in FORMATS and name not in (*DICTIONARY, CORRECTIONS)


def _manifest(folder: Path) -> Mapping[str, Any]:
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        problem = f"there is no manifest here that can be read ({error.strerror})"
        raise NotImportable(str(path), None, problem, "name the folder of a dataset; `dragoman export dataset` makes one") from None
    except ValueError as error:
        raise NotImportable(str(path), None, f"this is no JSON ({error})", AGAIN) from None
    named = manifest.get("schema") if isinstance(manifest, dict) else None
    if named != SCHEMA:
        raise NotImportable(str(path), None, f"its schema is {named!r}, not {SCHEMA!r}", "check it with the dragoman that made it")
    try:
        wanted = all(
            isinstance(each[key], kind)
            for each in manifest["files"]
            for key, kind in (("name", str), ("sha256", str), ("bytes", int))
        )
    except (KeyError, TypeError):
        wanted = False
    if not wanted:
        raise NotImportable(str(path), None, "it does not tell name, bytes and hash of every file", AGAIN)
    found: Mapping[str, Any] = manifest
    return found


@dataclass
class Ids:
    """The ids that tables give to their rows, and those that columns name: by file, column and the tables they should stand in.

    `spoken`: those that corrections speak of, which may have been taken away by them.
    """

    given: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    named: dict[tuple[str, str, tuple[str, ...]], set[str]] = field(default_factory=lambda: defaultdict(set))
    spoken: set[str] = field(default_factory=set)

    def lost(self) -> Iterator[str]:
        """The columns with ids that no row has."""
        for (file, column, tables), ids in self.named.items():
            absent = ids.difference(self.spoken, *(self.given[table] for table in tables))
            if absent and all(table in self.given for table in tables):
                yield f"{file}: {len(absent)} ids in {column} stand in no row of {' or '.join(tables)}, such as {min(absent)}; {AGAIN}"


def _check_tables(tables: Mapping[str, Path], told: Path, rows: Mapping[str, int | None]) -> Iterator[str]:
    try:
        described = _dictionary(told)
    except (ValueError, KeyError) as error:
        yield f"{told.name}: it cannot be read ({error}); {AGAIN}"
        return
    for name in sorted(described.keys() - tables.keys()):
        yield f"{told.name}: it describes the table {name}, which is not there; {AGAIN}"
    ids = Ids()
    for name, path in tables.items():
        columns = described.get(name, {})
        try:
            table = stored(path, {each for each, column in columns.items() if column.type == "list"})
            yield from _check_columns(path.name, table.names, list(columns))
            ids.given[name] = set()
            yield from _check_rows(path.name, table, columns, rows.get(path.name), ids)
        except (ValueError, OSError) as error:
            yield f"{path.name}: it cannot be read as a table ({' '.join(str(error).split())}); {AGAIN}"
    yield from ids.lost()


def _dictionary(path: Path) -> dict[str, dict[str, Described]]:
    found: defaultdict[str, dict[str, Described]] = defaultdict(dict)
    for row in stored(path, ("values", "refers")).read([column.name for column in dictionary.COLUMNS]):
        found[row["table"]][row["column"]] = Described(row["type"], frozenset(row["values"]), tuple(row["refers"]))
    return found


def _check_columns(file: str, names: list[str], described: list[str]) -> Iterator[str]:
    if not names and file.endswith(".jsonl"):
        return  # without a row, JSON lines name no column
    for name in names:
        if name not in described:
            yield f"{file}: {DICTIONARY[0]} does not describe its column {name}; {AGAIN}"
    for name in described:
        if name not in names:
            yield f"{file}: its column {name}, which {DICTIONARY[0]} describes, is not there; {AGAIN}"


def _check_rows(file: str, table: Stored, described: Mapping[str, Described], wanted: int | None, ids: Ids) -> Iterator[str]:
    """The number of rows, ids that stand twice, words of closed lists; notes the ids that are given and named."""
    name = Path(file).stem
    count, twice, given = 0, set[str](), ids.given[name]
    own = "id" in described and not described["id"].refers
    strange: defaultdict[str, set[str]] = defaultdict(set)
    checked = [
        (column, about.values, ids.named[file, column, about.refers] if about.refers else strange[column])
        for column, about in described.items()
        if about.refers or about.values
    ]
    needed = {"id", *(("item", "body") if name == "corrections" else ()), *(column for column, _, _ in checked)}
    for row in table.read(needed & set(table.names)):
        count += 1
        id = row.get("id") if own else None
        if id is not None:
            if id in given:
                twice.add(id)
            given.add(id)
        if name == "corrections":
            ids.spoken.update(_spoken_of(row))
        for column, values, noted in checked:
            held = row.get(column)
            for each in held if type(held) is list else (held,):
                if each is not None and each != id and each not in values:
                    noted.add(each)
    if count != wanted:
        yield f"{file}: it has {count} rows, the manifest says {wanted}; {AGAIN}"
    if twice:
        yield f"{file}: {len(twice)} ids stand twice, such as {min(twice)}; {AGAIN}"
    for column, words in strange.items():
        if words:
            yield f"{file}: {column} holds {min(words)!r}, which is not among the words {DICTIONARY[0]} lists for it; {AGAIN}"


def _spoken_of(correction: Mapping[str, Any]) -> Iterator[str]:
    """The ids that a correction speaks of: its item's, and any in its body."""
    found = [correction.get("item"), json.loads(correction.get("body") or "null")]
    while found:
        value = found.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            found += value.values()
        elif isinstance(value, list):
            found += value

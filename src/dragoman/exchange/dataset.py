"""A dataset folder: the tables of a record, their dictionary, and a manifest by which anybody can check that all is there.

What is in it depends on the record alone: the same record gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dragoman.exchange.files import Format
from dragoman.exchange.licences import licences
from dragoman.exchange.tables import write_tables
from dragoman.store import Store
from dragoman.store.columns import MEANINGS
from dragoman.store.lines import line_of

SCHEMA = "dragoman-dataset/1"
MANIFEST, PAGE = "manifest.json", "README.md"
CORRECTIONS = "corrections-to-import.jsonl"
"""The corrections as `dragoman correct import` takes them, where there are any."""

RUN = ("program", "model", "ontology", "registry", "settings")
"""What a report was read with."""

BLOCK = 1 << 20
"""Bytes hashed at a time."""


def write_dataset(store: Store, folder: Path, format: Format, *, text: bool = True, licence: str | None = None) -> dict[str, int]:
    """Writes a dataset of one state of the store; returns the rows of each table file by its name.

    `text`: with the words of reports; `licence`: that of the coding.
    """
    with store.at_once() as now:
        rows = write_tables(now, folder, format, text=text)
        about = _about(now, format, licence, text=text)
        corrections = now.corrections() if text else []  # they hold words by which they are found again
    if corrections:
        lines = "".join(f"{line_of(each)}\n" for each in corrections)
        (folder / CORRECTIONS).write_text(lines, encoding="utf-8")
    (folder / PAGE).write_text(_page(about, rows), encoding="utf-8")
    names = sorted(path.name for path in folder.iterdir())
    files = [{"name": name, **described(folder / name), "rows": rows.get(name)} for name in names]
    manifest = json.dumps({**about, "files": files}, ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(manifest + "\n", encoding="utf-8")
    return rows


def described(path: Path) -> dict[str, Any]:
    """The size of a file and the SHA-256 of its bytes."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
            size += len(block)
    return {"bytes": size, "sha256": digest.hexdigest()}


def _about(now: Store, format: Format, licence: str | None, *, text: bool) -> dict[str, Any]:
    from dragoman import __version__

    info = now.info()
    return {
        "schema": SCHEMA,
        "program": f"dragoman {__version__}",
        "tables": info["tables"],
        "format": format,
        "text": text,
        "published": info["published"],
        "reports": len(now.documents),
        "events": info["distinct events"],
        "runs": _runs(now),
        "licences": [each._asdict() for each in licences(licence, text=text)],
    }


def _runs(now: Store) -> list[dict[str, Any]]:
    """The versions and settings that the reports were read with, each with the number of reports whose standing reading it made."""
    standing = {row["reading"] for row in now.rows("documents")}
    counts: dict[tuple[str, ...], int] = {}
    for row in now.rows("readings"):
        if row["id"] in standing:
            run = tuple(row[name] for name in RUN)
            counts[run] = counts.get(run, 0) + 1
    return [
        {**dict(zip(RUN, run, strict=True)), "settings": json.loads(run[-1]), "reports": count}
        for run, count in sorted(counts.items())
    ]


def _page(about: Mapping[str, Any], rows: Mapping[str, int]) -> str:
    lines = [
        "# A record of political news",
        "",
        f"Made by {about['program']} from {about['reports']:,} reports"
        + (f" published {about['published']}" if about["published"] else "")
        + ". What each column means is in [dictionary.md](dictionary.md); [manifest.json](manifest.json) holds versions, settings and hashes.",
        "Check that all is there and as it was made: `dragoman record verify FOLDER`.",
        "",
        "| table | rows | what |",
        "|---|---|---|",
    ]
    lines += [f"| `{file}` | {count:,} | {MEANINGS.get(Path(file).stem, 'The data dictionary.')} |" for file, count in rows.items()]
    lines += ["", "## Licences", "", "| part | licence | note |", "|---|---|---|"]
    lines += [f"| {each['part']} | {each['licence'] or ''} | {each['note']} |" for each in about["licences"]]
    return "\n".join(lines) + "\n"

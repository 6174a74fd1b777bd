"""The docs name every option, setting and field, and their links lead somewhere."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman import record
from dragoman.cli import app
from dragoman.schema import reference
from dragoman.settings import Settings


@pytest.mark.parametrize("command", ["read", "explain", "quotes"])
def test_every_option_is_described(root: Path, command: str) -> None:
    shown = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200"}).output
    start = (root / "docs" / "start.md").read_text(encoding="utf-8")
    options = set(re.findall(r"(?<!\w)--[a-z-]+", shown)) - {"--help"}
    assert options
    assert {option for option in options if option not in start} == set()


def test_every_setting_is_described(root: Path) -> None:
    start = (root / "docs" / "start.md").read_text(encoding="utf-8")
    assert [each.name for each in dataclasses.fields(Settings) if f"`{each.name}`" not in start] == []


def test_the_reference_of_the_record_is_the_one_of_the_shapes(root: Path) -> None:
    assert (root / "docs" / "record.md").read_text(encoding="utf-8") == reference()
    assert all(f"`{name}`" in reference() for name in record.LISTS)


def test_links_lead_to_files(root: Path) -> None:
    broken = []
    for page in (
        *root.glob("*.md"),
        *(root / "docs").rglob("*.md"),
        *(root / "training").glob("*.md"),
        *(root / "samples").glob("*.md"),
    ):
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8")):
            if not (page.parent / target).exists():
                broken.append(f"{page.name}: {target}")
    assert broken == []


def test_every_table_and_its_columns_are_described(root: Path) -> None:
    described = (root / "docs" / "extend" / "tables.md").read_text(encoding="utf-8")
    knowledge = root / "src" / "dragoman" / "knowledge"
    missing = []
    for table in sorted(knowledge.rglob("*.csv")):
        name = table.relative_to(knowledge).as_posix()
        header = table.read_text(encoding="utf-8").partition("\n")[0]
        if (not name.startswith("verbs/") and f"`{name}`" not in described) or f"`{header}`" not in described:
            missing.append(name)
    assert missing == []

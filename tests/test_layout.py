"""The house rules that a machine can check."""

from __future__ import annotations

import re
from pathlib import Path

import dragoman

LAYERS = (
    "record",
    "errors",
    "assertions",
    "bounds",
    "dates",
    "settings",
    "knowledge",
    "sources",
    "parser",
    "reading",
    "views",
    "explain",
    "queries",
    "exchange",
    "engines",
    "store",
    "cli",
)
ALLOWED = {
    "record": set[str](),
    "errors": set[str](),
    "dates": set[str](),
    "settings": set[str](),
    "assertions": {"record"},
    "bounds": set[str](),
    "knowledge": {"record", "errors", "dates", "assertions"},
    "sources": {"record", "errors", "dates", "settings", "knowledge"},
    "parser": {"errors"},
    "reading": {"record", "bounds", "dates", "settings", "knowledge", "parser"},
    "views": {"record"},
    "explain": {"record", "errors", "knowledge"},
    "queries": {"record", "errors", "assertions", "bounds", "knowledge", "store"},
    "exchange": {"record", "errors", "assertions", "bounds", "knowledge", "store", "queries"},
    "engines": {"record", "errors", "settings", "sources", "reading"},
    "store": {"record", "errors", "bounds", "knowledge", "assertions"},
    "cli": set(LAYERS),
}


def modules(root: Path) -> list[Path]:
    return sorted((root / "src" / "dragoman").rglob("*.py"))


def test_no_module_is_a_drawer(root: Path) -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "core"}
    assert [path for path in modules(root) if path.stem in drawers] == []


def test_no_module_is_longer_than_600_lines(root: Path) -> None:
    assert [path for path in modules(root) if len(path.read_text(encoding="utf-8").splitlines()) > 600] == []


def test_spacy_is_known_to_one_module(root: Path) -> None:
    found = [path for path in modules(root) if re.search(r"^\s*(?:import|from) spacy\b", path.read_text(encoding="utf-8"), re.M)]
    assert [path.relative_to(root / "src" / "dragoman").as_posix() for path in found] == ["parser/pipeline.py"]


def test_sqlalchemy_is_known_to_store_and_queries_alone(root: Path) -> None:
    found = [
        path
        for path in modules(root)
        if re.search(r"^\s*(?:import|from) (?:sqlalchemy|alembic)\b", path.read_text(encoding="utf-8"), re.M)
    ]
    assert {path.relative_to(root / "src" / "dragoman").parts[0].removesuffix(".py") for path in found} <= {"store", "queries"}


def test_imports_point_one_way(root: Path) -> None:
    wrong = []
    for path in modules(root):
        layer = path.relative_to(root / "src" / "dragoman").parts[0].removesuffix(".py")
        if layer not in ALLOWED:
            continue
        for name in re.findall(r"^from dragoman\.(\w+)", path.read_text(encoding="utf-8"), re.M):
            if name != layer and name not in ALLOWED[layer]:
                wrong.append(f"{path.name} imports {name}")
    assert wrong == []


def test_the_export_list_is_sorted_and_complete() -> None:
    assert sorted(dragoman.__all__) == dragoman.__all__
    public = {name for name, value in vars(dragoman).items() if isinstance(value, type) or callable(value)}
    assert public - {"Path"} <= set(dragoman.__all__)

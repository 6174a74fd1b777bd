"""A user's own frames go before ours; a PETRARCH verb dictionary is read as such a file, and what it cannot say is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

import dragoman
from dragoman.cli import app
from dragoman.errors import KnowledgeError
from dragoman.knowledge.verbs import COLUMNS
from dragoman.knowledge.verbs.own import read

DICTIONARY = """\
&FOOD
+GRAIN
+RICE_

--- LEND [070] ---
LEND {LENDS LENT LENDING}
HAND [---]  # a code only with its patterns
- * &FOOD [073]
- * (TO COURT) [115]
- COMMITTEE * VOTE [040]
- * HOPE [010]
~ (NOT) + 1
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "verbs.csv"
    path.write_text(f"{COLUMNS}\nsnub,verb,,subj,obj,124,,,,,\nvisit,verb,,subj,obj,190,,,,,\n", encoding="utf-8")
    return path


@pytest.fixture
def dictionary(tmp_path: Path) -> Path:
    path = tmp_path / "verbs.txt"
    path.write_text(DICTIONARY, encoding="utf-8")
    return path


def test_frames_of_a_user_go_before_ours(table: Path) -> None:
    (event,) = dragoman.read_text("Norway visited Chile.", force=True, verbs=str(table), frames_only=True).events
    assert (event.rule, event.type, event.cameo) == ("user/visit.1", "ASSAULT", "190")


def test_a_table_that_a_spreadsheet_saved_is_read_and_read_again_when_it_changes(table: Path) -> None:
    text = table.read_text(encoding="utf-8")
    table.write_text(text, encoding="utf-8-sig")
    (before,) = dragoman.read_text("Norway snubbed Sweden.", force=True, verbs=str(table)).events
    table.write_text(text.replace("obj,124", "obj,190"), encoding="utf-8-sig")
    os.utime(table, ns=(0, table.stat().st_mtime_ns + 1))
    (after,) = dragoman.read_text("Norway snubbed Sweden.", force=True, verbs=str(table)).events
    assert (before.cameo, after.cameo) == ("124", "190")


def test_explain_prints_the_row_of_a_user(table: Path) -> None:
    from dragoman.explain import explain

    record = dragoman.read_text("Norway visited Chile.", force=True, verbs=str(table), frames_only=True)
    (explained,) = explain(record, record.events[0].id)
    assert [(entry.line, entry.cells["cameo"]) for entry in explained.entries] == [(3, "190")]


def test_a_code_that_is_none_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "verbs.csv"
    path.write_text(f"{COLUMNS}\nsnub,verb,,subj,obj,999,,,,,\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="line 2"):
        read(path)


def test_a_dictionary_of_petrarch_becomes_frames(dictionary: Path) -> None:
    found = {(frame.head, frame.payload["needs"], frame.payload["cameo"]) for frame in read(dictionary).frames}
    assert found == {
        ("lend", "", "070"),
        ("lend", "obj:grain|rice", "073"),
        ("hand", "obj:grain|rice", "073"),
        ("lend", "to:court", "115"),
        ("hand", "to:court", "115"),
    }


def test_what_a_dictionary_says_that_frames_cannot_is_told(dictionary: Path) -> None:
    told = CliRunner().invoke(app, ["verbs", "check", str(dictionary)])
    assert told.exit_code == 0
    assert "line 10: words before the verb ('COMMITTEE')" in told.stdout
    assert "line 11: '010' has no PLOVER type" in told.stdout
    assert "line 12: a rule that transforms codes" in told.stdout


def test_what_is_neither_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Verbs are nice.\n", encoding="utf-8")
    assert CliRunner().invoke(app, ["verbs", "check", str(path)]).exit_code == 1

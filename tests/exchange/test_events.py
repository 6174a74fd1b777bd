"""Events are multiplied out on export, in the columns that users of each format know."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from typer.testing import CliRunner

import dragoman
from dragoman.cli import app
from dragoman.exchange.events import FORMATS, Format, dyads, write
from dragoman.knowledge.ontology import scales
from dragoman.knowledge.verbs import cameo

WIDTHS = {"plover": 31, "cameo": 6, "icews": 20, "gdelt": 61}


def rows(text: str, format: Format, *, fold: bool = False) -> list[list[str]]:
    record = dragoman.read_text(text, published="2016-06-15", force=True)
    out = io.StringIO()
    write(dyads(record, fold_de_facto=fold), format, out)
    return [line.split("\t") for line in out.getvalue().splitlines()]


def test_a_row_stands_for_each_source_and_target() -> None:
    found = rows("France and Germany accused Syria and Iran of war crimes on March 3.", "cameo")[1:]
    assert sorted((row[1], row[2]) for row in found) == [("DEU", "IRN"), ("DEU", "SYR"), ("FRA", "IRN"), ("FRA", "SYR")]
    assert {row[0] for row in found} == {"20160303"}


def test_what_both_do_goes_both_ways() -> None:
    found = rows("Norway and Chile held talks in Oslo.", "cameo")[1:]
    assert sorted((row[1], row[2]) for row in found) == [("CHL", "NOR"), ("NOR", "CHL")]


@pytest.mark.parametrize("format", FORMATS)
def test_each_format_has_its_columns(format: Format) -> None:
    found = rows("France accused Syria of war crimes.", format)
    assert {len(row) for row in found} == {WIDTHS[format]}
    assert len(found) == (1 if format == "gdelt" else 2)


def test_no_date_is_taken_from_the_publication() -> None:
    found = rows("France accused Syria of war crimes.", "icews")
    assert dict(zip(found[0], found[1], strict=True))["Event Date"] == ""


def test_a_de_facto_state_is_folded_into_its_claimant_only_where_asked() -> None:
    text = "Abkhazia accused Norway of espionage."
    assert rows(text, "cameo")[1][1] == "ABK"
    assert rows(text, "cameo", fold=True)[1][1] == "GEOPRE"


def test_what_is_only_planned_is_no_event_but_its_promise_is() -> None:
    assert [row[3][:2] for row in rows("Germany agreed to give aid to Ukraine.", "cameo")[1:]] == ["03"]


def test_every_code_has_a_scale() -> None:
    assert {code[:2] for code in cameo()} <= scales().keys()


def test_the_command_writes_a_file_and_refuses_unknown_formats(tmp_path: Path) -> None:
    report, out = tmp_path / "report.txt", tmp_path / "events.tsv"
    report.write_text("France accused Syria of war crimes.\n", encoding="utf-8")
    run = CliRunner().invoke(app, ["export", "events", str(report), "--force", "--format", "cameo", "-o", str(out)])
    assert run.exit_code == 0, run.output
    assert "FRA\tSYR\t112" in out.read_text(encoding="utf-8")
    refused = CliRunner().invoke(app, ["export", "events", str(report), "--format", "xls"])
    assert refused.exit_code == 2
    assert "plover" in refused.output

"""The `read` command: outputs and bad input, each refused with one clear line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli import app

REPORT = (
    "Georgia signs border pact with Armenia\n"
    "TBILISI, March 8, 2016 (Reuters) - Georgia on Tuesday signed a border pact with Armenia after two years of talks.\n"
    "The two countries will open three border crossings, the foreign ministry said in a statement.\n"
    "Russia condemned the agreement. “It changes nothing,” Russian Foreign Minister Sergei Lavrov said in Moscow.\n"
    "Georgia’s breakaway region of South Ossetia is dependent on Russia for support.\n"
    "(AFP)\n"
)
LOGIN = "<!doctype html><html><body><h1>Sign in</h1><form><input name=user><input type='password' name=pw></form></body></html>"
MENU = "<!doctype html><html><body><nav><a href=/a>News</a><a href=/b>Sport</a></nav><p>Cookies.</p></body></html>"
FRENCH = "Le président a signé mercredi un accord avec la Géorgie. Les deux pays ouvriront leur frontière, selon le ministère. " * 3


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.setenv("COLUMNS", "110")
    runner = CliRunner()

    def invoke(*arguments: str | Path, given: bytes | None = None):  # type: ignore[no-untyped-def]
        return runner.invoke(app, [str(each) for each in arguments], input=given)

    return invoke


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_the_brief_tells_what_a_reporter_asks(run, report: Path) -> None:  # type: ignore[no-untyped-def]
    result = run("read", report)
    assert result.exit_code == 0
    for words in (
        "What happened",
        "Who said what",
        "Agreements",
        "Status, by holder",
        "Timeline",
        "Georgia → Armenia",
        "It changes nothing",
        "2016-03-08 (from dateline)",
        "dependent-on Russia",
    ):
        assert words in result.output
    assert "\x1b[" not in result.output


def test_json_is_one_object_and_jsonl_a_line_each(run, report: Path) -> None:  # type: ignore[no-untyped-def]
    assert json.loads(run("read", report, "--json").stdout)["schema"] == "dragoman/1"
    lines = run("read", report, report, "--jsonl").stdout.splitlines()
    assert [json.loads(line)["document"]["title"] for line in lines] == ["Georgia signs border pact with Armenia"] * 2


def test_standard_input_is_read(run) -> None:  # type: ignore[no-untyped-def]
    result = run("read", "-", "--json", given=REPORT.encode("utf-16"))
    record = json.loads(result.stdout)
    assert (record["document"]["uri"], record["document"]["published"]) == ("standard input", "2016-03-08")


def test_published_goes_before_what_the_report_says(run, report: Path) -> None:  # type: ignore[no-untyped-def]
    document = json.loads(run("read", report, "--json", "--published", "2016-03-09").stdout)["document"]
    assert (document["published"], document["published_from"]) == ("2016-03-09", "argument")


def test_the_page_is_self_contained_and_escaped(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    nasty = tmp_path / "nasty.txt"
    nasty.write_text(REPORT.replace("border pact", "<script>alert(1)</script> border pact"), encoding="utf-8")
    page = tmp_path / "page.html"
    assert run("read", nasty, "--html", page).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert "src=" not in text
    assert 'http-equiv="Content-Security-Policy"' in text


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("binary.txt", bytes(range(256)) * 4, "binary data"),
        ("paper.txt", b"%PDF-1.4 rest", "a PDF"),
        ("broken.txt", "Priština ".encode() * 20 + b"\xe2\x28\xa1", "broken UTF-8"),
        ("login.html", LOGIN.encode(), "login page"),
        ("menu.html", MENU.encode(), "no article"),
        ("dots.txt", b"... 123 ... \n\n --", "no words"),
        ("french.txt", FRENCH.encode(), "another language (fr)"),
        ("long.txt", b"word " * 400_001, "more than 2,000,000 characters"),
        ("huge.txt", b"word " * 4_000_000, "more than 2,000,000 characters"),
    ],
)
def test_bad_input_gets_one_line_that_names_file_and_remedy(run, tmp_path: Path, name: str, data: bytes, words: str) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / name
    path.write_bytes(data)
    result = run("read", path)
    assert result.exit_code == 1
    assert result.stdout == ""
    (line,) = result.stderr.strip().splitlines()
    assert str(path) in line
    assert words in line
    assert ";" in line or "," in line


def test_a_missing_file_and_a_directory_are_told(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert "no such file" in run("read", tmp_path / "none.txt").stderr
    assert "directory" in run("read", tmp_path).stderr


def test_one_bad_file_does_not_stop_the_others(run, report: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    result = run("read", tmp_path / "none.txt", report, "--jsonl")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1


def test_another_language_is_read_when_forced(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "french.txt"
    path.write_text(FRENCH, encoding="utf-8")
    assert json.loads(run("read", path, "--force", "--json").stdout)["document"]["language"] == "fr"


@pytest.mark.parametrize("options", [["--json", "--jsonl"], ["--published", "18/3/2015"], ["--nonsense"]])
def test_wrong_options_are_told_apart_by_their_status(run, report: Path, options: list[str]) -> None:  # type: ignore[no-untyped-def]
    assert run("read", report, *options).exit_code == 2


def test_a_page_that_cannot_be_written_is_told(run, report: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    result = run("read", report, "--html", tmp_path / "no" / "page.html")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_a_sentence_of_five_thousand_words_is_read(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "sentence.txt"
    path.write_text("Georgia signed a pact with Armenia and Turkey condemned it, " * 500 + "they said.", encoding="utf-8")
    assert run("read", path, "--jsonl").exit_code == 0

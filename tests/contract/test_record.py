"""The contract: the schema, spans that slice to their words, the same bytes every time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dragoman
from dragoman.record import Record, Span
from dragoman.schema import schema

WORDS = st.sampled_from(
    [
        "Russia",
        "Georgia",
        "NATO",
        "Kosovo",
        "Serbia",
        "the",
        "troops",
        "treaty",
        "signed",
        "with",
        "condemned",
        "“",
        "”",
        '"',
        "‘",
        "’",
        "said",
        "that",
        "on",
        "Wednesday",
        "2008",
        "in",
        "Moscow",
        "recognised",
        "its",
        "independence",
        ",",
        ".",
        ":",
        ";",
        "-",
        "(",
        ")",
        "\n",
        "\n\n",
        "!",
        "région",
        "東京",
        "😀",
        "will",
        "not",
        "deploy",
        "Putin",
        "he",
        "they",
    ]
)


def every_span(value: object) -> list[Span]:
    """All pairs of whole numbers under the names that hold spans."""
    found: list[Span] = []
    if isinstance(value, dict):
        for name, each in value.items():
            if name in ("span", "trigger", "evidence", "cue", "speaker_span", "condition") and each:
                found.append((each[0], each[1]))
            elif name in ("mentions", "content"):
                found += [(start, end) for start, end in each]
            else:
                found += every_span(each)
    elif isinstance(value, list):
        for each in value:
            found += every_span(each)
    return found


def check(record: Record) -> None:
    data = json.loads(record.to_json())
    jsonschema.validate(data, schema(), cls=jsonschema.Draft202012Validator)
    text = record.document.text
    for start, end in every_span(data):
        assert 0 <= start < end <= len(text)
        assert not text[start].isspace(), text[start:end]
        assert not text[end - 1].isspace(), text[start:end]
    ids = {actor.id for actor in record.actors}
    for event in record.events:
        assert {*event.sources, *event.targets} <= ids
        assert event.holder in ids | {"narrator", "unknown"}
        assert event.same_as is None or event.same_as in {other.id for other in record.events}
    for status in record.statuses:
        assert status.subject in ids
        assert status.of is None or status.of in ids
    for agreement in record.agreements:
        assert {*agreement.parties, *agreement.signatories} <= ids
    for statement in record.statements:
        assert statement.speaker is None or statement.speaker in ids
    for name in ("events", "statements", "agreements", "statuses", "actors"):
        listed = [item.id for item in getattr(record, name)]
        assert len(listed) == len(set(listed)), f"{name} share an id"


def test_every_sample_keeps_the_contract(samples: list[Path]) -> None:
    assert len(samples) >= 3
    for path in samples:
        for record in dragoman.read_all(path):
            check(record)


def test_pages_keep_the_contract(root: Path) -> None:
    for name in ("kosovo-un-2008.html", "forum-thread.html"):
        for record in dragoman.read_all(root / "samples" / name):
            check(record)


def test_the_first_report_keeps_the_contract(shared: Path) -> None:
    check(dragoman.read(shared / "seed" / "south-ossetia-2015.txt"))


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, min_size=3, max_size=80))
def test_any_string_of_words_keeps_the_contract(words: list[str]) -> None:
    text = "Moscow " + " ".join(words)
    check(dragoman.read_text(text, published="2015-03-18", force=True))


def test_the_published_schema_is_the_one_of_the_shapes(root: Path) -> None:
    assert json.loads((root / "docs" / "record.schema.json").read_text(encoding="utf-8")) == schema()


def test_the_same_report_gives_the_same_bytes_in_two_processes(root: Path) -> None:
    command = [sys.executable, "-m", "dragoman", "read", "--json", str(root / "samples" / "abkhazia-treaty-2014.txt")]
    outputs = [
        subprocess.run(command, check=True, capture_output=True, env={"PYTHONHASHSEED": seed, "PATH": ""}).stdout
        for seed in ("1", "2")
    ]
    assert outputs[0] == outputs[1]
    assert outputs[0].decode("utf-8").startswith("{")


def test_lists_become_data_frames(root: Path) -> None:
    pytest.importorskip("pandas")
    record = dragoman.read(root / "samples" / "abkhazia-treaty-2014.txt")
    frame = record.events.to_pandas()
    assert list(frame.columns[:3]) == ["id", "type", "mode"]
    assert len(frame) == len(record.events)
    assert "from" in record.statuses.to_pandas().columns
    assert record._repr_html_().startswith("<div")

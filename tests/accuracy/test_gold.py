"""Floors on the shared gold sets, where they lie beside the checkout; the figures of each are in the closing notes."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dragoman
from dragoman.reading.pairs import between, given
from dragoman.reading.parse import parse
from dragoman.reading.places import places
from dragoman.reading.times import times
from dragoman.record import Record
from dragoman.settings import Settings
from dragoman.sources import document, documents

EVENT_TYPE_FLOOR, EVENT_TRIPLE_FLOOR = 0.80, 0.50
BOUNDARY_RULES_FLOOR, DYAD_FLOOR = 0.90, 0.74
PAIRS_SCORED, PAIR_TYPE_FLOOR = 200, 0.84
TIME_STRICT_FLOOR, TIME_RELAXED_FLOOR, TIME_VALUE_FLOOR = 0.865, 0.925, 0.785
ARTICLES_SCORED = 12
ATTRIBUTION_FLOOR, COMPLETE_FLOOR, SOURCE_FLOOR = 0.74, 0.66, 0.92
PLACES_SCORED = 60
PLACE_NAME_FLOOR, PLACE_POINT_FLOOR = 0.88, 0.91
PAGE_BODY_FLOOR, PAGE_TITLE_FLOOR = 0.95, 0.85


def lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def scored(scorer: Path, gold: Path, found: list[dict[str, Any]], tmp_path: Path, *options: str) -> dict[str, Any]:
    answers = tmp_path / "answers.jsonl"
    answers.write_text("".join(json.dumps(each) + "\n" for each in found), encoding="utf-8")
    command = [sys.executable, str(scorer), str(gold), str(answers), "--json", *options]
    result: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return result


def dyads(record: Record) -> list[dict[str, Any]]:
    codes = {actor.id: actor.code for actor in record.actors}
    return [
        {"source": codes.get(source), "target": codes.get(target), "code": event.cameo, "type": event.type}
        for event in record.events
        if event.same_as is None and event.under is None
        for one in event.sources or ("",)
        for other in event.targets or ("",)
        for source, target in ([(one, other), (other, one)] if event.reciprocal else [(one, other)])
    ]


def test_events_of_the_plover_gold_standard(shared: Path, tmp_path: Path) -> None:
    gold = shared / "gold" / "events" / "gsr_cameo.dev.jsonl"
    found = [{"id": each["id"], "events": dyads(dragoman.read_text(each["text"], force=True))} for each in lines(gold)]
    scores = scored(shared / "gold" / "events" / "score.py", gold, found, tmp_path, "--undirected")
    assert scores["levels"]["type"]["f1"] >= EVENT_TYPE_FLOOR
    assert scores["levels"]["triple"]["f1"] >= EVENT_TRIPLE_FLOOR


def test_boundary_rules_of_the_plover_manual(shared: Path, tmp_path: Path) -> None:
    gold = shared / "gold" / "events" / "plover_examples.dev.jsonl"
    found = [
        {"id": each["id"], "events": dyads(dragoman.read_text(each["text"], force=True, nameless=True))} for each in lines(gold)
    ]
    scores = scored(shared / "gold" / "events" / "score.py", gold, found, tmp_path)
    assert scores["levels"]["type"]["f1"] >= BOUNDARY_RULES_FLOOR


def test_dyads_of_the_unit_tests_of_petrarch(shared: Path, root: Path, tmp_path: Path) -> None:
    gold = shared / "gold" / "events" / "petrarch_unit.dev.jsonl"
    own = str(root / "benchmarks" / "accuracy" / "middle_earth.txt")
    found = [
        {"id": each["id"], "events": dyads(dragoman.read_text(each["text"], published=each["date"], force=True, actors=own))}
        for each in lines(gold)
    ]
    scores = scored(shared / "gold" / "events" / "score.py", gold, found, tmp_path)
    assert scores["levels"]["dyad"]["f1"] >= DYAD_FLOOR


def test_types_between_given_sides(shared: Path) -> None:
    every = list(lines(shared / "gold" / "events" / "plv.dev.jsonl"))
    items = every[:: len(every) // PAIRS_SCORED]
    right = 0
    for each in items:
        (event, *_) = each["events"]
        settings = Settings(force=True)
        best = between(given(document(each["text"], "text", settings), event["source_text"], event["target_text"], settings))
        merge = each.get("merge") or {}
        right += best is not None and merge.get(best.type, best.type) == merge.get(event["code"], event["code"])
    assert right / len(items) >= PAIR_TYPE_FLOOR


def test_time_values_of_tempeval(shared: Path, tmp_path: Path) -> None:
    gold = shared / "gold" / "time" / "tbaq.dev.jsonl"
    found = []
    for each in lines(gold):
        report = document(each["text"], each["id"], Settings(published=(each["dct"] or "")[:10] or None, force=True))
        found_here = times(report, parse(report))
        timexes = [{"start": time.span[0], "end": time.span[1], "type": time.type, "value": time.value} for time in found_here]
        found.append({"id": each["id"], "timexes": timexes})
    scores = scored(shared / "gold" / "time" / "score.py", gold, found, tmp_path)
    assert scores["strict"]["f1"] >= TIME_STRICT_FLOOR
    assert scores["relaxed"]["f1"] >= TIME_RELAXED_FLOOR
    assert scores["value_f1"] >= TIME_VALUE_FLOOR


def test_attributions_of_political_news(shared: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    articles = list(lines(shared / "gold" / "attribution" / "polnear.dev.jsonl"))[:ARTICLES_SCORED]
    gold.write_text("".join(json.dumps(each) + "\n" for each in articles), encoding="utf-8")
    found = []
    for each in articles:
        record = dragoman.read_text(each["text"], published=each["date"], force=True)
        attributions = [
            {
                "source": [list(statement.speaker_span)] if statement.speaker_span else [],
                "cue": [list(statement.cue)] if statement.cue else [],
                "content": [list(span) for span in statement.content],
            }
            for statement in record.statements
        ]
        found.append({"id": each["id"], "attributions": attributions})
    scores = scored(shared / "gold" / "attribution" / "score.py", gold, found, tmp_path)
    assert scores["content@0.5"]["f1"] >= ATTRIBUTION_FLOOR
    assert scores["attribution_relaxed"]["f1"] >= COMPLETE_FLOOR
    assert scores["source_given_content"]["overlap"] >= SOURCE_FLOOR


def test_places_of_local_and_world_news(shared: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    every = list(lines(shared / "gold" / "place" / "places.dev.jsonl"))
    items = every[:: len(every) // PLACES_SCORED]
    gold.write_text("".join(json.dumps(each) + "\n" for each in items), encoding="utf-8")
    told = []
    for each in items:
        paper = document(each["text"], each["source"] or each["id"], Settings(force=True), title=each["title"])
        found = places(paper, parse(paper))
        toponyms = [{"start": at.span[0], "end": at.span[1], "lat": at.latitude, "lon": at.longitude} for at in found]
        told.append({"id": each["id"], "toponyms": toponyms})
    scores = scored(shared / "gold" / "place" / "score.py", gold, told, tmp_path)
    assert scores["recognition_overlap"]["f1"] >= PLACE_NAME_FLOOR
    assert scores["resolution"]["acc@161km"] >= PLACE_POINT_FLOOR


def test_articles_of_news_pages(shared: Path, tmp_path: Path) -> None:
    folder = shared / "gold" / "articles"
    found = []
    for each in lines(folder / "articles.sample.jsonl"):
        (document, *_) = documents(gzip.decompress((folder / each["html"]).read_bytes()), each["id"], Settings())
        body = "\n".join(document.text[slice(*block.span)] for block in document.blocks if block.kind in ("body", "crosshead"))
        found.append({"id": each["id"], "text": body, "title": document.title, "date": document.published, "authors": []})
    scores = scored(folder / "score.py", folder / "articles.sample.jsonl", found, tmp_path)["all"]
    assert scores["body"]["f1"] >= PAGE_BODY_FLOOR
    assert scores["title"]["accuracy"] >= PAGE_TITLE_FLOOR

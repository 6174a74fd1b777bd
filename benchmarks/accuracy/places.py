"""How well places are found and located in the place gold: LGL, TR-News, GeoVirus, GeoWebNews.

    python benchmarks/accuracy/places.py ../shared/gold/place/*.dev.jsonl [--given] [--errors 20]

End to end each text is read as it is and the record's places are scored, as the scorer beside the gold does it, corpus by corpus.
`--given` hands the gold's names over and leaves only the question where they lie, the usual setting of papers on resolution.

The corpora disagree on what a place name is. LGL, TR-News and GeoWebNews count national adjectives and peoples (*Turkish*,
*Georgians*); in the record these are mentions of actors, so for these corpora they are added with the point of their country. The
country of a contested place, in the record the place itself, is written as GeoNames files it, which is the view the gold takes.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale

from dragoman.knowledge.actors import registry
from dragoman.knowledge.places import located
from dragoman.knowledge.places.contested import contested
from dragoman.reading import STEPS, places
from dragoman.reading.parse import parse
from dragoman.reading.stage import Reading
from dragoman.record import Place
from dragoman.settings import Settings
from dragoman.sources import document

PEOPLES_COUNT = frozenset(("lgl", "trnews", "geowebnews"))
UP_TO_ACTORS = 3


def read(item: dict[str, Any]) -> Reading:
    """A gold document read as far as its actors; its source is what the document's outlet is known by."""
    settings = Settings(published=(item["date"] or "")[:10] or None if _is_day(item["date"]) else None, force=True)
    paper = document(item["text"], item["source"] or item["id"], settings, title=item["title"])
    reading = Reading(paper, parse(paper), settings)
    for step in STEPS[:UP_TO_ACTORS]:
        reading = step(reading)
    return reading


def _is_day(date: str | None) -> bool:
    return bool(date) and len(date or "") >= 10 and (date or "")[:4].isdigit() and (date or "")[4] == "-"


def found(item: dict[str, Any], reading: Reading) -> Iterator[dict[str, Any]]:
    """The places of the record as the scorer wants them."""
    for place in reading.places:
        yield _told(place)
    if item["corpus"] in PEOPLES_COUNT:
        taken = [place.span for place in reading.places]
        for span, id in _peoples(reading):
            if not any(span[0] < end and start < span[1] for start, end in taken):
                at = next((each for each in located(registry().entries[id].name) if each.kind == "country"), None)
                yield _told(Place("", span, at and at.latitude, at and at.longitude, at and at.country, None))


def given(item: dict[str, Any], reading: Reading) -> Iterator[dict[str, Any]]:
    """The gold's names with the places we take them for."""
    spans = [(each["start"], each["end"]) for each in item["toponyms"]]
    for place in places.resolve(reading.document, reading.parse, spans):
        yield _told(place)


def _peoples(reading: Reading) -> Iterator[tuple[tuple[int, int], str]]:
    """National adjectives and peoples, each with the polity."""
    for sentence in reading.parse.sentences:
        tokens = reading.parse.words(sentence)
        start = tokens[0].start
        for left, right, named in registry().find_names(reading.parse.text[start : tokens[-1].end]):
            if not isinstance(named, str) and named.form in ("adjective", "demonym"):
                yield (start + left, start + right), named.id


def _told(place: Place) -> dict[str, Any]:
    told = {"start": place.span[0], "end": place.span[1], "lat": place.latitude, "lon": place.longitude}
    return told | {"country": _alpha2().get(place.country or "")}


@cache
def _alpha2() -> dict[str, str | None]:
    """What a record says of a country → the ISO alpha-2 code that GeoNames files it under."""
    codes = {each.country: each.filed for name in Locale("en").territories.values() for each in located(name) if each.kind == "country"}
    return {key: code for key, code in codes.items() if key} | {each.territory: each.filed for each in contested().values()}


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path, nargs="+")
    options.add_argument("--given", action="store_true", help="locate the gold's names")
    options.add_argument("--errors", type=int, default=0, help="list so many of the places that lie elsewhere")
    chosen = options.parse_args()
    for path in chosen.gold:
        with path.open(encoding="utf-8") as file:
            items = list(map(json.loads, file))
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as answers:
            for item in items:
                reading = read(item)
                told = list(given(item, reading) if chosen.given else found(item, reading))
                answers.write(json.dumps({"id": item["id"], "toponyms": told}) + "\n")
            answers.flush()
            scorer = [sys.executable, str(path.parent / "score.py"), str(path), answers.name]
            subprocess.run([*scorer, "--corpus", "each", "--errors", str(chosen.errors)], check=True)


if __name__ == "__main__":
    main()

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

from dragoman.knowledge.actors import registry, words
from dragoman.knowledge.places import located
from dragoman.knowledge.places.contested import contested
from dragoman.reading import places
from dragoman.reading.graph import Parse
from dragoman.reading.parse import parse
from dragoman.record import Document, Place, Span
from dragoman.settings import Settings
from dragoman.sources import document

PEOPLES_COUNT = frozenset(("lgl", "trnews", "geowebnews"))


def found(item: dict[str, Any], paper: Document) -> Iterator[dict[str, Any]]:
    """The places of the record as the scorer wants them."""
    parsed = parse(paper)
    listed = places.places(paper, parsed)
    yield from map(_told, listed)
    if item["corpus"] in PEOPLES_COUNT:
        for span, id in _peoples(parsed):
            if not any(span[0] < place.span[1] and place.span[0] < span[1] for place in listed):
                yield _told(_country(id, span))


def given(item: dict[str, Any], paper: Document) -> Iterator[dict[str, Any]]:
    """The gold's names with the places we take them for."""
    spans = [(each["start"], each["end"]) for each in item["toponyms"]]
    for place in places.resolve(paper, spans):
        named = registry().names.get(words(paper.text[slice(*place.span)]))
        people = named is not None and named.form in ("adjective", "demonym")
        yield _told(_country(named.id, place.span) if named is not None and people else place)


def _peoples(parsed: Parse) -> Iterator[tuple[Span, str]]:
    """National adjectives and peoples outside the names of persons, each with the polity."""
    persons = {index for each in parsed.entities if each.label == "PER" for index in range(each.first, each.last)}
    for sentence in parsed.sentences:
        tokens = parsed.words(sentence)
        start = tokens[0].start
        for left, right, named in registry().find_names(parsed.text[start : tokens[-1].end]):
            span = start + left, start + right
            if isinstance(named, str) or named.form not in ("adjective", "demonym") or not named.id.startswith("dr:polity/"):
                continue
            if not any(token.index in persons for token in parsed.at(span)):
                yield span, named.id


def _country(id: str, span: Span) -> Place:
    """A polity as a place, where its adjective stands."""
    known = located(registry().entries[id].name)
    at = next((each for each in known if each.kind == "country"), known[0] if known else None)
    return Place("", span, at and at.latitude, at and at.longitude, at and at.country, None)


def _told(place: Place) -> dict[str, Any]:
    told = {"start": place.span[0], "end": place.span[1], "lat": place.latitude, "lon": place.longitude}
    return told | {"country": _alpha2().get(place.country or "")}


@cache
def _alpha2() -> dict[str, str | None]:
    """What a record says of a country → the ISO alpha-2 code that GeoNames files it under."""
    codes = {
        each.country: each.filed for name in Locale("en").territories.values() for each in located(name) if each.kind == "country"
    }
    return {key: code for key, code in codes.items() if key} | {each.territory: each.filed for each in contested().values()}


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path, nargs="+")
    options.add_argument("--given", action="store_true", help="locate the gold's names")
    options.add_argument("--no-outlet", action="store_true", help="do not tell where the outlet is at home")
    options.add_argument("--errors", type=int, default=0, help="list so many of the places that lie elsewhere")
    chosen = options.parse_args()
    for path in chosen.gold:
        with path.open(encoding="utf-8") as file:
            items = list(map(json.loads, file))
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as answers:
            for item in items:
                source = item["id"] if chosen.no_outlet else item["source"] or item["id"]
                paper = document(item["text"], source, Settings(force=True), title=item["title"])
                told = list(given(item, paper) if chosen.given else found(item, paper))
                answers.write(json.dumps({"id": item["id"], "toponyms": told}) + "\n")
            answers.flush()
            scorer = [sys.executable, str(path.parent / "score.py"), str(path), answers.name]
            subprocess.run([*scorer, "--corpus", "each", "--errors", str(chosen.errors)], check=True)


if __name__ == "__main__":
    main()

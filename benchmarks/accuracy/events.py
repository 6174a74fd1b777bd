"""How well events are coded, on each of the shared gold sets.

    python benchmarks/accuracy/events.py [SET …] [--gold ../shared/gold/events] [--errors 20]

The sets, each coded as its gold asks for:

    plv-given          source and target given, one PLOVER type asked for
    plv                the same sentences, both to be found
    gsr_cameo          PLOVER type and actors
    cameo_examples     the CAMEO root
    petrarch_unit      dyads of an invented world, whose actors `middle_earth.txt` states as PETRARCH would
    plover_examples    sentences and boundary rules of the PLOVER manual
    plover_headlines   headlines without actors of their own
    up_gsr_validation  wire sentences coded by a program and corrected by hand

Answers go to a temporary file and through the gold's own `score.py`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dragoman
from dragoman.reading.pairs import between, given
from dragoman.record import Record
from dragoman.settings import Settings
from dragoman.sources import document

SETTINGS = Settings(force=True)
Item = dict[str, Any]
HERE = Path(__file__).resolve().parent
GOLD = HERE.parents[2] / "shared" / "gold" / "events"
MIDDLE_EARTH = str(HERE / "middle_earth.txt")


def dyads(record: Record) -> list[Item]:
    """The events of a record, one for each source and target, as the scorer reads them."""
    actors = {actor.id: actor for actor in record.actors}

    def code(id: str) -> str | None:
        return actors[id].code if id else None

    def words(id: str) -> str | None:
        return record.words(actors[id].mentions[0]) if id and actors[id].mentions else None

    return [
        {
            "source": code(one),
            "target": code(other),
            "code": event.cameo,
            "type": event.type,
            "source_text": words(one),
            "target_text": words(other),
        }
        for event in record.events
        if event.same_as is None and event.under is None
        for source in event.sources or ("",)
        for target in event.targets or ("",)
        for one, other in ([(source, target), (target, source)] if event.reciprocal else [(source, target)])
    ]


def found(item: Item) -> list[Item]:
    """Source, target and type all to be found."""
    return dyads(dragoman.read_text(item["text"], published=item["date"], force=True))


def found_nameless(item: Item) -> list[Item]:
    """What headlines and rules tell of nobody in particular."""
    return dyads(dragoman.read_text(item["text"], published=item["date"], force=True, nameless=True))


def found_in_middle_earth(item: Item) -> list[Item]:
    """The same with the actors of the unit tests laid over the registry."""
    return dyads(dragoman.read_text(item["text"], published=item["date"], force=True, actors=MIDDLE_EARTH))


def between_given(item: Item) -> list[Item]:
    """The type alone, for each pair of source and target."""
    answers = []
    for event in item["events"]:
        text = document(item["text"], "text", SETTINGS)
        best = between(given(text, event["source_text"], event["target_text"], SETTINGS))
        if best is not None:
            answers.append({"type": best.type, "source_text": event["source_text"], "target_text": event["target_text"]})
    return answers


SETS: dict[str, tuple[str, Callable[[Item], list[Item]], tuple[str, ...]]] = {
    "plv-given": ("plv", between_given, ("--per-type",)),
    "plv": ("plv", found, ("--per-type",)),
    "gsr_cameo": ("gsr_cameo", found, ("--undirected", "--per-type")),
    "cameo_examples": ("cameo_examples", found, ()),
    "petrarch_unit": ("petrarch_unit", found_in_middle_earth, ()),
    "plover_examples": ("plover_examples", found_nameless, ()),
    "plover_headlines": ("plover_headlines", found_nameless, ("--per-type",)),
    "up_gsr_validation": ("up_gsr_validation", found, ()),
}


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("sets", nargs="*", metavar="SET", choices=[[], *SETS], help="all where none is named")
    options.add_argument("--gold", type=Path, default=GOLD, help="the folder of the gold sets and of score.py")
    options.add_argument("--part", default="dev", help="the part of each set: SET.PART.jsonl")
    options.add_argument("--errors", type=int, default=0, help="so many wrong sentences for each level")
    chosen = options.parse_args()
    without: Counter[str] = Counter()
    for name in chosen.sets or SETS:
        file, answer, more = SETS[name]
        gold = chosen.gold / f"{file}.{chosen.part}.jsonl"
        items = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
        answers = [{"id": item["id"], "events": answer(item)} for item in items]
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
            out.writelines(json.dumps(each) + "\n" for each in answers)
            out.flush()
            command = [sys.executable, str(chosen.gold / "score.py"), str(gold), out.name, *more, "--errors", str(chosen.errors)]
            scores = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        print(f"== {name}\n{scores}", flush=True)
        for item, each in zip(items, answers, strict=True):
            if answer is not between_given and "noevents" in item.get("flags", ()):
                without["all"] += 1
                without["any"] += bool(each["events"])
                without["dyad"] += any(event["source"] and event["target"] for event in each["events"])
    if without["all"]:
        print(f"of {without['all']} sentences without events {without['any']} got one, {without['dyad']} one with both sides")


if __name__ == "__main__":
    main()

"""Names of the political world put in the place of a treebank's names, so that the network has met them.

The names are those of dragoman's own tables and gazetteer, with pycountry's countries; the sentences are the
corpora's. A changed sentence keeps no tree: it trains names and sentence boundaries only.
"""

from __future__ import annotations

import csv
import random
import re
import sqlite3
from dataclasses import replace
from functools import cache
from pathlib import Path

import pycountry
from corpora import Sentence

KNOWLEDGE = Path(__file__).resolve().parent.parent / "src" / "dragoman" / "knowledge"
ACTORS = KNOWLEDGE / "actors"
LARGE = 30_000
"""Inhabitants from which a town's name is used."""

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*\.?|\d+|[^\w\s]")


def with_other_names(sentence: Sentence, chance: random.Random) -> Sentence:
    """`sentence` with each of its names replaced, three times in four, by another of its kind."""
    words, entities, at = [], [], 0
    for start, end, label in sentence.entities or []:
        words += sentence.words[at:start]
        taken = name(label, chance) if chance.random() < 0.75 else sentence.words[start:end]
        entities.append((len(words), len(words) + len(taken), label))
        words += taken
        at = end
    words += sentence.words[at:]
    bare = Sentence(words=words, spaces=[True] * len(words), entities=entities, opens=sentence.opens)
    return replace(bare)


def name(label: str, chance: random.Random) -> list[str]:
    """A name of the kind `label` in words as UD cuts them."""
    if label == "PER":
        first, last = people()
        draw = chance.random()
        chosen = chance.choice(last) if draw < 0.45 else f"{chance.choice(first)} {chance.choice(last)}"
    elif label == "ORG":
        chosen = chance.choice(organisations() if chance.random() < 0.8 else countries())
    else:
        chosen = chance.choice(countries() if chance.random() < 0.4 else towns())
    return _TOKEN.findall(chosen) or [chosen]


@cache
def people() -> tuple[list[str], list[str]]:
    """First names and surnames of office holders."""
    names = {row["name"] for table in sorted((ACTORS / "persons").glob("*.csv")) for row in _rows(table) if " " in row["name"]}
    return sorted({each.split(" ", 1)[0] for each in names}), sorted({each.split(" ", 1)[1] for each in names})


@cache
def organisations() -> list[str]:
    """International organisations, government bodies and armed groups with their short names."""
    return sorted(
        {
            each
            for table in ("organisations.csv", "bodies.csv", "groups.csv")
            for row in _rows(table)
            for each in [row["name"], *(row.get("aliases") or "").split("|")]
            if each[:1].isupper()
        }
    )


@cache
def countries() -> list[str]:
    """States and contested polities under their usual names."""
    ours = {row["name"] for table in ("states.csv", "contested.csv") for row in _rows(table)}
    return sorted(ours | {getattr(each, "common_name", each.name) for each in pycountry.countries if "," not in each.name})


@cache
def towns() -> list[str]:
    """Names of the larger towns."""
    with sqlite3.connect(KNOWLEDGE / "places" / "gazetteer.sqlite") as places:
        found = places.execute("SELECT DISTINCT name FROM places WHERE population >= ? ORDER BY name", (LARGE,))
        return [each for (each,) in found if each.isascii() or len(each) > 3]


def _rows(table: str | Path) -> list[dict[str, str]]:
    with (ACTORS / table).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))

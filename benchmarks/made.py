"""Records made by rule, without the language model: as many as wanted, the same ones for the same numbers."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from typing import Any

from dragoman.record import SCHEMA, content_id

STATES = ("russia", "georgia", "ukraine", "armenia", "moldova", "turkey", "serbia", "kosovo", "china", "france", "germany", "japan")
DEEDS = (
    ("signed a pact with", "SUPPORT", "057"),
    ("condemned", "ACCUSE", "111"),
    ("shelled", "ASSAULT", "190"),
    ("held talks with", "CONSULT", "046"),
    ("sent aid to", "AID", "070"),
    ("imposed sanctions on", "SANCTION", "163"),
)
RUN: dict[str, Any] = {
    "program": "0.1.0",
    "model": "made",
    "ontology": "made",
    "registry": "made",
    "settings": {},
    "wall_time": None,
}


def records(count: int, events: int = 5, *, seed: int = 1) -> Iterator[dict[str, Any]]:
    """`count` records with so many events each, as plain data."""
    for number in range(count):
        yield record(number, events, seed=seed)


def record(number: int, events: int = 5, *, seed: int = 1, program: str = "0.1.0") -> dict[str, Any]:
    """The record of report `number`."""
    chance = random.Random(seed * 1_000_003 + number)
    day = datetime.date(2008, 1, 1) + datetime.timedelta(days=chance.randrange(4000))
    text = f"Report {number} of series {seed}\n{chance.choice(STATES).title()}, {day.isoformat()} (AFP) - "
    start = len(text)
    made: list[Any] = []
    actors: dict[str, list[list[int]]] = {}
    for _ in range(events):
        one, other = chance.sample(STATES, 2)
        words, type, cameo = chance.choice(DEEDS)
        when = day - datetime.timedelta(days=chance.randrange(3))
        sentence = f"{one.title()} {words} {other.title()} on {when.isoformat()}."
        at = len(text)
        text += sentence + " "
        trigger = at + len(one) + 1, at + len(one) + 1 + len(words)
        made.append((one, other, type, cameo, when.isoformat(), trigger, (at, at + len(sentence) - 1)))
        actors.setdefault(one, []).append([at, at + len(one)])
        actors.setdefault(other, []).append([trigger[1] + 1, trigger[1] + 1 + len(other)])
    text = text.rstrip() + "\n"
    id = content_id("doc", text)
    return {
        "schema": SCHEMA,
        "document": {
            "id": id,
            "uri": f"made/{seed}/{number}.txt",
            "title": f"Report {number} of series {seed}",
            "published": day.isoformat(),
            "published_from": "dateline",
            "language": "en",
            "credits": ["AFP"],
            "poster": None,
            "blocks": [{"kind": "body", "span": [start, len(text) - 1]}],
            "text": text,
        },
        "actors": [actor(name, spans) for name, spans in actors.items()],
        "places": [],
        "times": [],
        "events": [_event(id, *each) for each in made],
        "statements": [_statement(id, *each) for each in made[:2]],
        "agreements": [],
        "statuses": [],
        "run": {**RUN, "program": program},
    }


def actor(name: str, spans: list[list[int]]) -> dict[str, Any]:
    return {
        "id": f"dr:polity/{name}",
        "name": name.replace("-", " ").title(),
        "registry": f"dr:polity/{name}",
        "code": name[:3].upper(),
        "kind": "state",
        "country": f"dr:polity/{name}",
        "roles": [],
        "mentions": spans,
    }


def _event(
    document: str, one: str, other: str, type: str, cameo: str, date: str, trigger: tuple[int, int], evidence: tuple[int, int]
) -> dict[str, Any]:
    return {
        "id": content_id("e", document, cameo, trigger),
        "type": type,
        "mode": None,
        "context": ["diplomatic"],
        "cameo": cameo,
        "sources": [f"dr:polity/{one}"],
        "targets": [f"dr:polity/{other}"],
        "reciprocal": False,
        "date": date,
        "place": None,
        "modality": "actual",
        "holder": "narrator",
        "trigger": list(trigger),
        "evidence": list(evidence),
        "rule": "made",
        "confidence": 0.9,
        "same_as": None,
    }


def _statement(
    document: str, one: str, _: str, __: str, ___: str, date: str, ____: object, evidence: tuple[int, int]
) -> dict[str, Any]:
    return {
        "id": content_id("s", document, one, evidence),
        "speaker": f"dr:polity/{one}",
        "speaker_span": [evidence[0], evidence[0] + len(one)],
        "cue": None,
        "content": [list(evidence)],
        "form": "indirect",
        "position": "report",
        "about": None,
        "date": date,
        "inferred": False,
        "rule": "made",
    }

"""Reports made by hand of short lines, each one event, for tests of joining."""

from __future__ import annotations

from typing import Any, NamedTuple

from made import RUN

from dragoman.record import SCHEMA, content_id


class Line(NamedTuple):
    """One event as a report tells it."""

    source: str
    target: str | None = None
    type: str = "ASSAULT"
    cameo: str = "190"
    date: str | None = None
    place: str | None = None
    modality: str = "actual"
    word: str = "shell"
    about: str = "positions"


def report(name: str, *lines: Line, published: str | None = None, program: str = "0.1.0") -> dict[str, Any]:
    """A report of these lines; `name` makes its text another one."""
    text = f"{name}\n"
    events, actors = [], dict[str, dict[str, Any]]()
    for line in lines:
        start = len(text)
        text += f"{line.source} {line.word}ed {line.about} of {line.target or 'somebody'}."
        span = [start, len(text)]
        text += "\n"
        trigger = [start + len(line.source) + 1, start + len(line.source) + 3 + len(line.word)]
        sides = [[f"dr:polity/{each}"] if each else [] for each in (line.source, line.target)]
        for each in (*sides[0], *sides[1]):
            actors.setdefault(each, _actor(each, span))
        events.append(
            {
                "id": content_id("e", name, line, span),
                "type": line.type,
                "mode": None,
                "context": [],
                "cameo": line.cameo,
                "sources": sides[0],
                "targets": sides[1],
                "reciprocal": False,
                "date": line.date,
                "place": line.place,
                "modality": line.modality,
                "holder": "narrator",
                "trigger": trigger,
                "evidence": span,
                "rule": f"{line.type}/{line.word}.1",
                "confidence": 0.9,
                "same_as": None,
            }
        )
    return {
        "schema": SCHEMA,
        "document": {
            "id": content_id("doc", text),
            "uri": f"made/{name}.txt",
            "title": name,
            "published": published,
            "published_from": "metadata" if published else None,
            "language": "en",
            "credits": [],
            "poster": None,
            "blocks": [{"kind": "body", "span": [0, len(text) - 1]}],
            "text": text,
        },
        "actors": list(actors.values()),
        "events": events,
        **{name: [] for name in ("places", "times", "statements", "agreements", "statuses")},
        "run": {**RUN, "program": program},
    }


def _actor(id: str, span: list[int]) -> dict[str, Any]:
    name = id.rpartition("/")[2]
    return {
        "id": id,
        "name": name,
        "registry": id,
        "code": None,
        "kind": "state",
        "country": id,
        "roles": [],
        "mentions": [[span[0], span[0] + len(name)]],
    }

"""Who is linked to whom, on short texts of our own: `linking.jsonl` holds a text a line with the links it must give.

A link names the words (its `nth` occurrence), and the actors mentioned by their last word: ids of the registry, or for actors
it does not know a name, with kind and country where they matter. An empty list: nobody is meant. `role` and `of` are those of
the one actor.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import dragoman
from dragoman.record import Actor, Record

CASES = [json.loads(line) for line in Path(__file__).with_name("linking.jsonl").read_text(encoding="utf-8").splitlines()]


def mentioned(record: Record, words: str, nth: int) -> list[Actor]:
    """The actors that the last word of `words` speaks of, the smallest mention first."""
    text = record.document.text
    found = list(re.finditer(rf"\b{re.escape(words)}(?!\w)", text))[nth - 1]
    last = found.end() - 1
    spans = {span for actor in record.actors for span in actor.mentions if span[0] <= last < span[1]}
    if not spans:
        return []
    smallest = min(spans, key=lambda span: span[1] - span[0])
    return [actor for actor in record.actors if smallest in actor.mentions]


def fits(actor: Actor, wanted: str | dict[str, str]) -> bool:
    if isinstance(wanted, str):
        return actor.registry == wanted
    return (
        actor.registry is None
        and actor.name == wanted["name"]
        and actor.kind == wanted.get("kind", actor.kind)
        and (actor.country or "") == wanted.get("country", actor.country or "")
        and ("role" not in wanted or wanted["role"] in {role.title for role in actor.roles})
    )


def miss(record: Record, link: dict[str, Any]) -> str | None:
    """What is wrong about the link, None where it holds."""
    found = mentioned(record, link["words"], link.get("nth", 1))
    told = [
        (actor.registry or actor.name, actor.kind, actor.country, [(role.title, role.of) for role in actor.roles])
        for actor in found
    ]
    if len(found) != len(link["actors"]) or not all(any(fits(actor, each) for actor in found) for each in link["actors"]):
        return f"{link['words']!r}: {told}, wanted {link['actors']}"
    roles = {(role.title.lower(), role.of) for actor in found for role in actor.roles}
    if "role" in link and (link["role"].lower(), link["of"]) not in roles:
        return f"{link['words']!r}: {told}, wanted {link['role']} of {link['of']}"
    if link.get("no_role") in {title for title, _ in roles}:
        return f"{link['words']!r}: {told}, wanted no {link['no_role']}"
    return None


def read(case: dict[str, Any]) -> list[str]:
    record = dragoman.read_text(case["text"], published=case["published"], force=True)
    return [f"{case['clause']}: {each}" for link in case["links"] if (each := miss(record, link))]


def test_every_link_is_found() -> None:
    misses = [each for case in CASES for each in read(case)]
    assert not misses, "\n".join(misses)


@pytest.mark.parametrize("clause", sorted({case["clause"] for case in CASES}))
def test_each_clause_has_texts(clause: str) -> None:
    assert sum(case["clause"] == clause for case in CASES) >= 3

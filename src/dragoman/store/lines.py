"""Corrections as JSON lines, one each, so that coders can share them. Nothing is lost on the way: the ids stay the same."""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from dragoman.errors import NotImportable
from dragoman.store.corrections import SAID, Correction, Kind, with_id
from dragoman.store.picture import CORRECTED

SCHEMA = "dragoman/correction/1"
REMEDY = "write it with `dragoman correct export`, and change nothing in it"
_TEXTS = ("user", "time", "reason")
_TEXTS_OR_NONE = ("document", "item", "raw", "uri", "undoes")


def line_of(correction: Correction) -> str:
    """The JSON line of a correction, without the end of the line."""
    return json.dumps({"schema": SCHEMA, **dataclasses.asdict(correction)}, ensure_ascii=False)


def correction_of(line: str | bytes, path: str, number: int) -> Correction:
    """The correction of a JSON line. Raises NotImportable with what is wrong where it is none."""
    try:
        values = json.loads(line)
    except ValueError as error:
        raise NotImportable(path, number, f"this is no JSON ({error})", REMEDY) from None
    problem = next(_problems(values), None)
    if problem is not None:
        raise NotImportable(path, number, problem, REMEDY)
    correction = Correction(**{name: values[name] for name in SAID})
    made = with_id(correction)
    if made.id != values.get("id"):
        raise NotImportable(path, number, f"the id {values.get('id')} is not that of what it says", REMEDY)
    return made


def _problems(values: Any) -> Iterator[str]:
    if not isinstance(values, Mapping):
        yield "this is no object"
        return
    if values.get("schema") != SCHEMA:
        yield f"schema is {values.get('schema')!r}, not {SCHEMA!r}"
    yield from (f"{name} is missing" for name in SAID if name not in values)
    if values["kind"] not in get_args(Kind):
        yield f"kind is {values['kind']!r}, none of {', '.join(get_args(Kind))}"
    if values["list"] not in CORRECTED:
        yield f"list is {values['list']!r}, none of {', '.join(CORRECTED)}"
    if "\\u0000" in json.dumps(values):
        yield "it holds a NUL character, which no database keeps"
    yield from (f"{name} is not text" for name in _TEXTS if not isinstance(values[name], str))
    yield from (f"{name} is neither text nor null" for name in _TEXTS_OR_NONE if not isinstance(values[name], str | None))
    yield from (f"{name} is no object" for name in ("body", "anchors") if not isinstance(values[name], Mapping))
    if not _is_time(values["time"]):
        yield f"time is {values['time']!r}, not as 2015-03-18T12:00:00.000000+00:00"
    if not _whole(values):
        yield f"this says too little for kind {values['kind']!r}"


def _is_time(text: str) -> bool:
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return False
    return moment.tzinfo is datetime.UTC and moment.isoformat(timespec="microseconds") == text


def _whole(values: Mapping[str, Any]) -> bool:
    """Whether a correction has the parts that its kind needs."""
    kind, body = values["kind"], values["body"]
    if values["item"] is None:
        return False
    if kind == "undo":
        return values["undoes"] is not None
    if kind == "add":
        return isinstance(body.get("item"), Mapping) and body["item"].get("id") == values["item"]
    if kind == "merge" and values["list"] == "actors":
        return isinstance(body.get("with"), str)
    if not isinstance(values["before"], Mapping) or values["document"] is None:
        return False
    if kind in ("merge", "split") and values["list"] == "events":
        return isinstance(body.get("with"), Mapping) and {"document", "raw", "uri", "item", "before", "anchors"} == set(
            body["with"]
        )
    if kind == "split":
        return values["list"] == "actors" and isinstance(body.get("as"), Mapping) and {"id", "name", "kind"} <= set(body["as"])
    return kind != "edit" or isinstance(body.get("set"), Mapping)

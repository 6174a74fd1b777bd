"""Values of a correction against the contract: what does not fit is told by field, with what would."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from dragoman import record
from dragoman.bounds import bounds
from dragoman.errors import CorrectionError
from dragoman.record import NARRATOR, Span, named, plain
from dragoman.store.anchors import SHAPES
from dragoman.store.likeness import PLACE
from dragoman.store.picture import Item
from dragoman.store.replay import HUMAN

FIXED = ("id", "rule", "confidence")
"""What a human does not set: who made an item and how sure it was stays as it was."""
PRESUMED = {"modality": "actual", "holder": NARRATOR, "polarity": "affirmed"}
DATES = {"events": ("date",), "statements": ("date",), "agreements": ("signed",), "statuses": ("from", "to")}


def fields_of(name: str) -> dict[str, Any]:
    """The fields of the items of a list that can be set, with their types."""
    hints = get_type_hints(SHAPES[name], vars(record))
    return {named(field): hint for field, hint in hints.items() if named(field) not in FIXED}


def check(name: str, values: Mapping[str, Any], text: str) -> None:
    """Raises CorrectionError where a value does not fit its field, or a span the text."""
    known = fields_of(name)
    for field, value in values.items():
        if field not in known:
            near = get_close_matches(field, known, n=2)
            remedy = " or ".join(near) or "one of " + ", ".join(known)
            what = "is not set by hand" if field in FIXED else f"is no field of {name}"
            raise CorrectionError(f"{field}: this {what}; write {remedy}")
        for problem in _problems(known[field], value, text):
            raise CorrectionError(f"{field}: {problem}")
        if field in DATES.get(name, ()) and value is not None and bounds(value) == (None, None):
            raise CorrectionError(f"{field}: {value!r} is no date; write 2015-03-18, 2015-03, 2015 or null")


def blank(name: str) -> dict[str, Any]:
    """What an added item says where the human says nothing: what a report says of itself, as a fact, and otherwise nothing."""
    found: dict[str, Any] = {}
    defaults = {named(each.name): each.default for each in dataclasses.fields(SHAPES[name])}
    for field, hint in fields_of(name).items():
        if defaults[field] is not dataclasses.MISSING:
            found[field] = plain(defaults[field])
        elif field in PRESUMED:
            found[field] = PRESUMED[field]
        elif get_origin(hint) in (Union, types.UnionType):
            found[field] = None
        elif hint is bool:
            found[field] = False
        elif get_origin(hint) is tuple and hint != Span and field != PLACE[name]:
            found[field] = []
    return found


def by_hand(name: str) -> dict[str, Any]:
    """The fields of an added item that no human sets."""
    values = {"rule": HUMAN, "confidence": 1.0}
    return {field: value for field, value in values.items() if field in {each.name for each in dataclasses.fields(SHAPES[name])}}


def complete(name: str, item: Item) -> None:
    """Raises CorrectionError where an item lacks a field."""
    missing = [field for field in fields_of(name) if field not in item]
    if missing:
        raise CorrectionError(f"{missing[0]}: {name} need it; set it, or null where it is not known")


def sound(name: str, item: Item) -> None:
    """Raises CorrectionError where an item lacks the words it stands on, or whom it is about."""
    if not item[PLACE[name]] and name != "actors":
        raise CorrectionError(f"{PLACE[name]}: an item stands on words; give at least one span")
    if name == "events" and not item["sources"] and not item["targets"]:
        raise CorrectionError("sources: an event has a source or a target; set one of them")


def _problems(hint: Any, value: Any, text: str) -> Iterator[str]:
    origin, arguments = get_origin(hint), get_args(hint)
    if hint == Span:
        if not (_pair(value) and 0 <= value[0] < value[1] <= len(text)):
            yield f"{value!r} are no characters of the text; write [start, end], up to {len(text)}"
    elif origin in (Union, types.UnionType):
        if value is not None:
            yield from _problems(next(each for each in arguments if each is not type(None)), value, text)
    elif origin is Literal:
        if value not in arguments:
            near = get_close_matches(str(value), arguments, n=3, cutoff=0.5) or get_close_matches(
                str(value).upper(), arguments, n=3
            )
            yield f"{value!r} is none; write {' or '.join(near) or 'one of ' + ', '.join(arguments)}"
    elif origin is tuple:
        if not isinstance(value, list | tuple):
            yield f"{value!r} is no list; write [{value!r}]"
            return
        for each in value:
            yield from _problems(arguments[0], each, text)
    elif isinstance(hint, type) and hasattr(hint, "__dataclass_fields__"):
        yield from _parts(hint, value, text)
    elif not isinstance(value, hint) or (hint is not bool and isinstance(value, bool)):
        words = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}
        yield f"{value!r} is not {words.get(hint, 'what it should be')}; write {words.get(hint, 'another value')}"


def _parts(shape: type[Any], value: Any, text: str) -> Iterator[str]:
    hints = get_type_hints(shape, vars(record))
    if not isinstance(value, Mapping):
        yield f"{value!r} is no object; write one with {', '.join(named(field) for field in hints)}"
        return
    for field, hint in hints.items():
        if named(field) not in value:
            yield f"{named(field)} is missing in {dict(value)!r}; add it, or null where it is not known"
        else:
            yield from (f"{named(field)}: {problem}" for problem in _problems(hint, value[named(field)], text))


def _pair(value: Any) -> bool:
    return isinstance(value, list | tuple) and len(value) == 2 and all(type(each) is int for each in value)

"""Plain data back to the shapes of the record, also from readings made before a field was there.

How a shape is filled is worked out once for each: reading the hints anew for every item took half of an ingest.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from dragoman import record
from dragoman.record import Items, Record, named

Filled = Callable[[Any], Any]


class _Field(NamedTuple):
    """A field of a shape: its name in Python and in JSON, how to fill it, and what it is where the data lack it."""

    name: str
    key: str
    filled: Filled | None
    missing: Any


def record_of(data: Mapping[str, Any]) -> Record:
    """The record that `Record.to_dict` gave `data` of."""
    found: Record = _shaped(Record)(data)
    return found


@cache
def _shaped(shape: type[Any]) -> Filled:
    """What makes a `shape` of data: a field they lack is None, empty or its default, one that the shape lacks is left out."""
    hints = get_type_hints(shape, vars(record))
    fields = [
        _Field(each.name, named(each.name), _filled(hints[each.name]), _missing(each, hints)) for each in dataclasses.fields(shape)
    ]

    def filled(data: Mapping[str, Any]) -> Any:
        values = {}
        for name, key, fill, missing in fields:
            if key in data:
                value = data[key]
                values[name] = value if fill is None or value is None else fill(value)
            elif missing is not dataclasses.MISSING:
                values[name] = missing
        return shape(**values)

    return filled


def _missing(field: dataclasses.Field[Any], hints: Mapping[str, Any]) -> Any:
    """What a field is that the data lack; MISSING where its own default serves."""
    if field.default is not dataclasses.MISSING:
        return dataclasses.MISSING
    return () if get_origin(hints[field.name]) in (tuple, Items) else None


def _filled(hint: Any) -> Filled | None:
    """What makes a value of its plain data; None where these are the value."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _filled(next(each for each in arguments if each is not type(None)))
    if origin in (Items, tuple):
        whole = Items if origin is Items else tuple
        one = None if len(arguments) == 2 and arguments[1] is not Ellipsis else _filled(arguments[0])
        return whole if one is None else lambda values: whole(map(one, values))
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return _shaped(hint)
    return None

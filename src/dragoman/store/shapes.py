"""Plain data back to the shapes of the record, also from readings made before a field was there."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from dragoman import record
from dragoman.record import Items, Record, named

T = TypeVar("T")


def record_of(data: Mapping[str, Any]) -> Record:
    """The record that `Record.to_dict` gave `data` of."""
    return shaped(Record, data)


def shaped(shape: type[T], data: Mapping[str, Any]) -> T:
    """`data` as a `shape`; a field it lacks is None, empty or its default, one that the shape lacks is left out."""
    values: dict[str, Any] = {}
    for name, hint, optional in _fields(shape.__name__):
        if named(name) in data:
            values[name] = _value(hint, data[named(name)])
        elif not optional:
            values[name] = () if get_origin(hint) in (tuple, Items) else None
    return shape(**values)


@cache
def _fields(name: str) -> list[tuple[str, Any, bool]]:
    """Name, hint and whether there is a default, of each field of a shape of the record."""
    shape = getattr(record, name)
    hints = get_type_hints(shape, vars(record))
    fields = dataclasses.fields(shape)
    return [(each.name, hints[each.name], each.default is not dataclasses.MISSING) for each in fields]


def _value(hint: Any, value: Any) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if value is None:
        return None
    if origin in (Union, types.UnionType):
        return _value(next(each for each in arguments if each is not type(None)), value)
    if origin is Items:
        return Items(_value(arguments[0], each) for each in value)
    if origin is tuple and len(arguments) == 2 and arguments[1] is not Ellipsis:
        return tuple(value)
    if origin is tuple:
        return tuple(_value(arguments[0], each) for each in value)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return shaped(hint, value)
    return value

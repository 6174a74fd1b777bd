"""The JSON Schema of the contract, made from the record shapes: `python -m dragoman.schema > docs/record.schema.json`."""

from __future__ import annotations

import dataclasses
import json
import sys
import types
from collections.abc import Mapping
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from dragoman import record
from dragoman.record import Items, Record, named

DRAFT = "https://json-schema.org/draft/2020-12/schema"
SPAN = {
    "type": "array",
    "prefixItems": [{"type": "integer", "minimum": 0}] * 2,
    "minItems": 2,
    "maxItems": 2,
    "description": "[start, end) in Unicode code points of document.text",
}


def schema() -> dict[str, Any]:
    """The schema of `dragoman read --json`; fields may be added to a record, none may be missing."""
    definitions: dict[str, Any] = {"Span": SPAN}
    whole = _shape(Record, definitions)
    whole["properties"]["schema"] = {"const": record.SCHEMA}
    return {"$schema": DRAFT, "title": record.SCHEMA, **whole, "$defs": dict(sorted(definitions.items()))}


def _shape(shape: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(shape, vars(record))
    properties = {named(each.name): _value(hints[each.name], definitions) for each in dataclasses.fields(shape)}
    return {
        "type": "object",
        "description": " ".join((shape.__doc__ or "").split()),
        "properties": properties,
        "required": list(properties),
    }


def _value(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if hint == record.Span:
        return {"$ref": "#/$defs/Span"}
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        if hint.__name__ not in definitions:
            definitions[hint.__name__] = {}
            definitions[hint.__name__] = _shape(hint, definitions)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_value(each, definitions) for each in arguments]}
    if origin in (tuple, Items):
        return {"type": "array", "items": _value(arguments[0], definitions)}
    if origin is Mapping:
        return {"type": "object"}
    plain = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
    return {"type": plain[hint]}


def reference() -> str:
    """The fields of the contract as Markdown: `python -m dragoman.schema --markdown > docs/record.md`."""
    whole = schema()
    lines = [
        "# The record, `dragoman/1`",
        "",
        "Made from `src/dragoman/record.py` by `make docs`; the same as JSON Schema is in [record.schema.json](record.schema.json).",
        "Spans are `[start, end)` in Unicode code points of `document.text`. Dates are EDTF level 1. Actor fields hold ids of",
        "`actors`. What is not known is `null`; a list is empty, never absent.",
    ]
    for name, shape in (("Record", whole), *((name, shape) for name, shape in whole["$defs"].items() if name != "Span")):
        lines += ["", f"## {name}", "", shape["description"], "", "| field | value |", "|---|---|"]
        lines += [f"| `{field}` | {_written(value)} |" for field, value in shape["properties"].items()]
    return "\n".join(lines) + "\n"


def _written(value: dict[str, Any]) -> str:
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return "span" if name == "Span" else f"[{name}](#{name.lower()})"
    if "anyOf" in value:
        return " or ".join(_written(each) for each in value["anyOf"])
    if "enum" in value:
        return ", ".join(f"`{each}`" for each in value["enum"])
    if "const" in value:
        return f"`{value['const']}`"
    if value["type"] == "array":
        return f"list of {_written(value['items'])}"
    return str(value["type"])


if __name__ == "__main__":
    if "--markdown" in sys.argv:
        sys.stdout.write(reference())
    else:
        json.dump(schema(), sys.stdout, indent=1)
        sys.stdout.write("\n")

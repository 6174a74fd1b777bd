"""Items as JSON text in a column, and back: compact, and fast, for a record packs and unpacks an item for every row."""

from __future__ import annotations

import json
from typing import Any

import orjson

_PLAIN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def packed(value: Any) -> str:
    """Plain data as compact JSON text."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:  # half a character, which UTF-8 cannot write, or a number above 64 bits
        return _PLAIN(value)


def loaded(text: str | bytes) -> Any:
    """The data of a JSON text. Raises json.JSONDecodeError."""
    return orjson.loads(text)

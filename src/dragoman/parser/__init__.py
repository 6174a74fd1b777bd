"""The language model: tokens, tags, trees, lemmas and names of English, by a small network that travels in the package.

pipeline    the spaCy pipeline: what goes in and what is set on a Doc
chunks      where a text is cut before it is read
pieces      words → the pieces the encoder knows
spelling    words → their case pattern and hashes of their ends
network     the ONNX graph
trees       scores of heads → one tree
names       scores of tags → spans
lemmas      base forms by rules and exceptions
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "model"
"""Where the network and its tables lie."""


@cache
def own_version() -> str:
    """Name and version of dragoman's own model, without loading it."""
    meta = json.loads((FOLDER / "labels.json").read_text(encoding="utf-8"))
    return f"{meta['name']} {meta['version']}"

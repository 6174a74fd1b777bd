"""One record as a self-contained HTML page: the text highlighted, the items beside it. Everything is escaped."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from dragoman.record import Record
from dragoman.views import wording
from dragoman.views.highlight import Segment, marks, segments, within
from dragoman.views.passages import passages

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("dragoman.views"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(record: Record, standings: Mapping[str, str] | None = None) -> str:
    """A whole HTML document that needs nothing beside itself. `standings`: what humans made of items, by id."""
    return (
        _environment()
        .get_template("page.html")
        .render(
            record=record,
            blocks=_blocks(record),
            events=wording.first_mentions(record),
            wording=wording,
            passages=passages,
            standings=standings or {},
        )
    )


def fragment(record: Record) -> str:
    """The items of a record as HTML tables, for a notebook cell."""
    return (
        _environment()
        .get_template("fragment.html")
        .render(record=record, events=wording.first_mentions(record), wording=wording, passages=passages, standings={})
    )


def _blocks(record: Record) -> list[tuple[str, list[Segment]]]:
    """The blocks of the document with their segments, in order."""
    found: list[tuple[str, list[Segment]]] = []
    marked = marks(record)
    for block in record.document.blocks:
        start, end = block.span
        found.append((block.kind, segments(record.document.text[start:end], within(marked, block.span))))
    return found

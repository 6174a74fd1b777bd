"""Where a command writes: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console

FAILED = 1
USAGE = 2


class Written(StrEnum):
    """How a table is written."""

    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"


def console(width: int, **options: Any) -> Console:
    """A console as wide as its terminal; `width` where there is none and COLUMNS does not say."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else width, **options)


@contextmanager
def target_of(output: Path | None) -> Iterator[Any]:
    """Standard output, or a file that takes its name when all is written."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    plain = output.is_file() or not output.exists()  # a device or a pipe is written into, and never replaced
    place = output.resolve() if plain else output
    partial = place.with_name(f"{place.name}.partial") if plain else place
    try:
        with partial.open("wb") as file:
            yield file
        if plain:
            partial.replace(place)
    except OSError as error:
        typer.echo(f"--output: {output} cannot be written ({error.strerror}); choose another file", err=True)
        raise typer.Exit(USAGE) from None
    finally:
        if plain:
            partial.unlink(missing_ok=True)

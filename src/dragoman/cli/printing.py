"""Where a command writes: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer

USAGE = 2


@contextmanager
def target_of(output: Path | None) -> Iterator[Any]:
    """Standard output, or a file that takes its name when all is written."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    partial = output.with_name(f"{output.name}.partial")
    try:
        with partial.open("wb") as file:
            yield file
        partial.replace(output)
    except OSError as error:
        typer.echo(f"--output: {output} cannot be written ({error.strerror}); choose another file", err=True)
        raise typer.Exit(USAGE) from None
    finally:
        partial.unlink(missing_ok=True)

"""A folder that is there whole or not at all, as files are."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dragoman.errors import NotWritable


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """A folder to write into, which takes the name `path` when the block ends; nothing is left where the block raises.

    Raises NotWritable where there is something at `path` already, but for an empty folder, or where the disk refuses.
    """
    path = path.absolute()
    if path.exists() and not path.is_dir():
        raise NotWritable(str(path), "there is a file already", "name a folder: nothing is overwritten")
    try:
        if path.exists() and any(path.iterdir()):
            raise NotWritable(str(path), "the folder is not empty", "name a new one: nothing is overwritten")
        with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as beside:
            partial = Path(beside) / path.name
            partial.mkdir()
            yield partial
            partial.replace(path)
    except OSError as error:
        raise NotWritable(str(path), f"the folder cannot be written ({error.strerror or error})", "choose another place") from error

"""Where output goes: a file takes its name when all is written; what is no file of its own is written into."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
import typer

from dragoman.cli.printing import target_of


def test_a_file_takes_its_name_when_all_is_written(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")

    def stop_halfway() -> None:
        with target_of(path) as target:
            target.write(b"new")
            raise ValueError("half")

    with pytest.raises(ValueError, match="half"):
        stop_halfway()
    assert (path.read_bytes(), [each.name for each in tmp_path.iterdir()]) == (b"old", ["out.csv"])
    with target_of(path) as target:
        target.write(b"new")
    assert path.read_bytes() == b"new"


def test_a_link_stays_one_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    path, link = tmp_path / "out.csv", tmp_path / "latest.csv"
    path.write_bytes(b"old")
    link.symlink_to(path)
    with target_of(link) as target:
        target.write(b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"


def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    with target_of(pipe) as target:
        target.write(b"rows")
    reader.join(5)
    assert read == [b"rows"]
    assert pipe.is_fifo()


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit), target_of(tmp_path / "none" / "out.csv"):
        pass
    assert "cannot be written (No such file or directory); choose another file" in capsys.readouterr().err

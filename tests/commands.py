"""Runs a command as a user would."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner, Result

from dragoman.cli import app


def run(*arguments: str | Path) -> Result:
    """What a command prints, and its exit status."""
    return CliRunner().invoke(app, [str(each) for each in arguments])

"""Every CAMEO code and every PLOVER mode has a frame that says it; `unreached.csv` lists those without one, with the reason."""

from __future__ import annotations

import csv
from pathlib import Path

from dragoman.knowledge.frames import classes
from dragoman.knowledge.lemmas import base_form
from dragoman.knowledge.verbs import cameo, event_frames

ROOT_DIGITS = 2
"""A code of two digits only gathers others."""


def unreached() -> dict[str, str]:
    """What no frame reaches, a CAMEO code or a type and its mode, with the reason."""
    with (Path(__file__).parent / "unreached.csv").open(encoding="utf-8") as lines:
        return {row["what"]: row["reason"] for row in csv.DictReader(lines)}


def asked() -> set[str]:
    """The CAMEO codes, and the PLOVER modes with their types, that there are."""
    codes = {code for code in cameo() if len(code) > ROOT_DIGITS}
    return codes | {f"{code.type} {code.mode}" for code in cameo().values() if code.mode}


def reached() -> set[str]:
    """The codes and modes that some frame gives."""
    found = set()
    for frame in event_frames():
        code = cameo()[frame.payload["cameo"]]
        found |= {frame.payload["cameo"], f"{code.type} {frame.payload['mode'] or code.mode}"}
    return found


def test_each_code_and_mode_is_reached_by_a_frame_or_listed_with_a_reason() -> None:
    missing = sorted(asked() - reached() - unreached().keys())
    print(*missing)
    assert missing == []


def test_what_is_listed_as_unreached_exists_and_has_a_reason() -> None:
    assert unreached().keys() <= asked()
    assert all(unreached().values())


def test_no_word_of_a_class_is_hidden_by_its_own_plural() -> None:
    """A plural in a class is taken for a base form, and the noun frames of its singular fall silent (*talks*, *funds*)."""
    heads = {frame.head for frame in event_frames() if frame.pos == "noun"}
    hidden = sorted(head for head in heads if base_form(f"{head}s", "NOUN") == f"{head}s" and f"{head}s" not in heads)
    hidden += sorted(
        f"{name}: {word}s"
        for name, words in classes().items()
        for word in words
        if f"{word}s" in words and f"{word}s" not in heads and word not in ("good", "kurd", "serb", "houthi", "palestinian")
    )
    assert hidden == []

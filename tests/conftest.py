"""What tests share: parses built by hand, and the places of samples and of the shared gold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.reading.graph import Entity, Parse, Sentence, Token

ROOT = Path(__file__).resolve().parent.parent
Build = Callable[..., Parse]


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the project."""
    return ROOT


@pytest.fixture(scope="session")
def samples() -> list[Path]:
    """The bundled sample reports that have a gold record."""
    return sorted((ROOT / "samples").glob("*.txt"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold sets beside the project; tests that need it are skipped where it is not there."""
    folder = ROOT.parent / "shared"
    if not (folder / "score_record.py").exists():
        pytest.skip("the gold sets are not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def build() -> Build:
    """Builds a parse from lines of `text lemma POS dep head` (head: the number of the word, 0 for the root).

    A fifth word such as `VBN` gives the tag; entities are given as (first, last, label).
    """

    def built(lines: str, entities: tuple[tuple[int, int, str], ...] = ()) -> Parse:
        text, tokens = "", []
        for index, line in enumerate(line.split() for line in lines.strip().splitlines()):
            word, lemma, pos, dep, head, *rest = line
            glued = word.startswith("+")
            word = word.removeprefix("+")
            text += "" if glued or not text else " "
            tag = rest[0] if rest else {"VERB": "VBD", "NOUN": "NN", "PROPN": "NNP", "ADJ": "JJ"}.get(pos, "XX")
            governor = index if head == "0" else int(head) - 1
            morph = frozenset(rest[1].split("|")) if len(rest) > 1 else frozenset()
            tokens.append(Token(index, word, lemma, pos, tag, dep, governor, len(text), len(text) + len(word), morph))
            text += word
        return Parse(text, tokens, [Sentence(0, len(tokens), 0)], [Entity(*entity) for entity in entities])

    return built

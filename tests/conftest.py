"""What tests share: parses built by hand, and the places of samples and of the shared gold."""

from __future__ import annotations

import os
import pwd
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from servers import Cluster, programs

from dragoman.reading.graph import Entity, Parse, Sentence, Token
from dragoman.store import Store

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


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server for the session; tests that need it are skipped where it is not installed."""
    bin = programs()
    if bin is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    if os.geteuid() == 0 and not any(user.pw_name == "postgres" for user in pwd.getpwall()):
        pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
    # Not below pytest's own folder, which other users may not enter; and sockets want short paths.
    folder = Path(tempfile.mkdtemp(prefix="dragoman-pg-"))
    server = Cluster(folder, bin)
    try:
        server.create()
        server.start()
        yield server
        server.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new store is: a file, then a database of the server."""
    if request.param == "sqlite":
        return str(tmp_path / "dragoman.db")
    server: Cluster = request.getfixturevalue("cluster")
    return server.database()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An empty store on each database."""
    with Store.open(url) as opened:
        yield opened

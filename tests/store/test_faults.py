"""What goes wrong around a store is told in one line with its place and what to do; nothing that was kept is lost."""

from __future__ import annotations

import os
import pwd
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import pytest
from made import record, records
from servers import Cluster
from sqlalchemy import text
from typer.testing import CliRunner, Result

from dragoman.cli import app
from dragoman.engines.local import Outcome
from dragoman.errors import StoreBusy, StoreDamaged, StoreError, StoreFull, StoreGone, StoreReadOnly
from dragoman.store import Store, database
from dragoman.store.shapes import record_of

FORK = get_context("fork")
"""A child with all that is loaded here: one that becomes another user may not be able to load more."""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command; what it reads are made records, so that no language model is needed."""

    def read_paths(paths: list[str], *_: object) -> Iterator[Outcome]:
        for number, path in enumerate(paths):
            yield Outcome(path, (record_of(record(int(path) if path.isdigit() else number)),), path.encode())

    monkeypatch.setattr("dragoman.engines.local.read_paths", read_paths)
    runner = CliRunner()
    return lambda *arguments: runner.invoke(app, [str(each) for each in arguments])


def read(run: Callable[..., Result], url: object, numbers: range) -> Result:
    return run("read", "--keep", "--record", url, *numbers)


def told(result: Result, words: str) -> None:
    """The command failed, and the last line it told says why."""
    assert result.exit_code == 1, result.output
    assert result.stdout == ""
    assert words in result.stderr.strip().splitlines()[-1]
    assert "Traceback" not in result.stderr


def in_child(work: Callable[[], str], before: Callable[[], None]) -> str:
    """What `work` returns, or the error it raises, in a process of its own in which `before` ran."""

    def answer(mouth: Connection) -> None:
        before()
        try:
            mouth.send(work())
        except Exception as error:
            mouth.send(f"{type(error).__name__}: {error}")

    ear, mouth = FORK.Pipe(duplex=False)
    child = FORK.Process(target=answer, args=(mouth,))
    child.start()
    mouth.close()
    found: str = ear.recv()
    child.join()
    return found


# No room


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A disk with so much room, where we may make one."""
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("a small disk can only be made by root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_full_disk_is_told_and_loses_nothing_that_was_kept(run: Callable[..., Result], tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "3m") as disk:
        url = disk / "dragoman.db"
        result = read(run, url, range(200))
        told(result, f"{url}: no room is left on the disk; make room and run again")
        kept = result.stderr.count("  new  ")
        assert 0 < kept < 200
        assert f"{url}: {kept} new" in result.stderr
        told(read(run, url, range(200)), "no room is left")
        subprocess.run(["mount", "-o", "remount,size=256m", str(disk)], check=True)
        with Store.open(url, create=False) as store:
            assert len(store.documents()) == kept
            assert store.check() == []
        again = read(run, url, range(200))
        assert again.exit_code == 0
        assert f"{200 - kept} new, {kept} unchanged" in again.stderr


def test_a_copy_or_an_export_that_finds_no_room_leaves_no_file(run: Callable[..., Result], tmp_path: Path) -> None:
    url = tmp_path / "dragoman.db"
    assert read(run, url, range(60)).exit_code == 0
    with small_disk(tmp_path / "disk", "40k") as disk:
        told(run("record", "backup", disk / "copy.db", "--record", url), f"{disk / 'copy.db'}: no room is left")
        exported = run("record", "events", "--format", "csv", "-o", disk / "events.csv", "--record", url)
        assert exported.exit_code != 0
        assert "cannot be written" in exported.stderr
        assert list(disk.iterdir()) == []


def test_a_limit_on_the_size_of_files_is_told_and_loses_nothing(tmp_path: Path) -> None:
    url = tmp_path / "dragoman.db"

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))

    def work() -> str:
        with Store.open(url) as store:
            for each in records(500):
                store.keep(each)
        return "all kept"

    assert "StoreFull" in in_child(work, limit)
    with Store.open(url) as store:
        assert 0 < len(store.documents()) < 500
        assert store.check() == []


# No right to write


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can enter, which pytest's own are not."""
    folder = Path(tempfile.mkdtemp(prefix="dragoman-faults-"))
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(folder)


def become_nobody() -> None:
    """Root may write everything."""
    if os.geteuid() == 0:
        os.setgid(pwd.getpwnam("nobody").pw_gid)
        os.setuid(pwd.getpwnam("nobody").pw_uid)


@pytest.mark.parametrize(("file", "folder"), [(0o444, 0o777), (0o666, 0o555), (0o444, 0o555)])
def test_what_may_only_be_read_can_be_read_and_says_so_when_written(open_folder: Path, file: int, folder: int) -> None:
    url = open_folder / "dragoman.db"
    with Store.open(url) as store:
        store.keep(record(1))
        store.events().to_dicts()
    before = url.read_bytes()
    url.chmod(file)
    open_folder.chmod(folder)

    def ask() -> str:
        with Store.open(url) as store:
            return str(len(store.events().to_dicts()))

    def write() -> str:
        with Store.open(url) as store:
            return store.keep(record(2)).change

    assert in_child(ask, become_nobody) == "5"
    assert in_child(write, become_nobody) == (
        f"StoreReadOnly: {url}: the record may only be read; give yourself the right to write the file and its directory, "
        "or name another --record"
    )
    assert url.read_bytes() == before


def test_a_folder_in_which_no_file_can_be_made_is_told(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    found = in_child(lambda: repr(Store.open(open_folder / "dragoman.db")), become_nobody)
    assert found.startswith("StoreReadOnly")
    assert "check that it and its directory may be read and written" in found
    assert list(open_folder.iterdir()) == []


def test_a_server_that_may_only_be_read_says_so(cluster: Cluster, run: Callable[..., Result]) -> None:
    url = cluster.database()
    with Store.open(url) as store:
        store.keep(record(1))
    reader = f"{url}&options=-c%20default_transaction_read_only%3Don"
    told(read(run, reader, range(2, 4)), "ask for the right to write")
    assert run("record", "events", "--record", reader).exit_code == 0


# Others who write


def test_a_writer_that_does_not_end_is_told_while_readers_go_on(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = tmp_path / "dragoman.db"
    assert read(run, url, range(1)).exit_code == 0
    monkeypatch.setattr(database, "PATIENCE", 0.05)
    monkeypatch.setattr(sys.modules["dragoman.cli.read"], "PATIENCE", 0.1)
    other = sqlite3.connect(url, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    result = read(run, url, range(1, 3))
    told(result, "another process has been writing for 0 seconds; wait until it ends and run again")
    assert "waiting up to" in result.stderr
    assert len(run("record", "events", "--format", "jsonl", "--record", url).stdout.splitlines()) == 5
    other.execute("ROLLBACK")
    other.close()
    assert read(run, url, range(1, 3)).exit_code == 0


def write_some(url: str, numbers: list[int], mouth: Connection) -> None:
    try:
        with Store.open(url) as store:
            mouth.send([store.keep(record(number)).change for number in numbers])
    except Exception as error:
        mouth.send(str(error))


def test_two_processes_make_one_record_at_once(url: str) -> None:
    context = get_context("forkserver")
    same, own = list(range(30)), [list(range(30, 50)), list(range(50, 70))]
    random.Random(1).shuffle(same)
    ears = []
    for number, mine in enumerate(own):
        ear, mouth = context.Pipe(duplex=False)
        wanted = [each for pair in zip(same[:: (-1) ** number], [*mine, *mine], strict=False) for each in pair]
        context.Process(target=write_some, args=(url, [*wanted, *same], mouth)).start()
        mouth.close()
        ears.append(ear)
    found = [ear.recv() for ear in ears]
    assert all(isinstance(each, list) for each in found), found
    assert sum(each.count("new") for each in found) == 70
    with Store.open(url) as store:
        assert len(store.documents()) == 70
        assert len(store.events()) == 350
        assert store.check() == []


def make_at(path: Path, at: Barrier, mouth: Connection) -> None:
    at.wait()
    try:
        database.into_wal(sqlite3.connect(path, timeout=10, isolation_level=None))
        mouth.send("made")
    except Exception as error:
        mouth.send(str(error))


def test_a_file_is_put_into_wal_mode_by_many_at_the_same_moment(tmp_path: Path) -> None:
    told = []
    for number in range(20):
        at, ears = FORK.Barrier(4), []
        for _ in range(4):
            ear, mouth = FORK.Pipe(duplex=False)
            FORK.Process(target=make_at, args=(tmp_path / f"{number}.db", at, mouth)).start()
            mouth.close()
            ears.append(ear)
        told += [ear.recv() for ear in ears]
    assert told == ["made"] * 80


# A server that goes away


def test_a_server_that_goes_away_is_waited_for_and_nothing_is_lost(cluster: Cluster) -> None:
    url = cluster.database()
    waited: list[StoreError] = []
    changes: list[str] = []
    half = threading.Event()

    def write() -> None:
        with Store.open(url) as store:
            for number in range(60):
                changes.append(store.keep(record(number), patience=60, waiting=waited.append).change)
                if number == 20:
                    half.set()

    writer = threading.Thread(target=write)
    writer.start()
    half.wait(30)
    cluster.stop("immediate")
    time.sleep(1)
    cluster.start()
    writer.join(60)
    assert len(changes) == 60
    assert [type(each) for each in waited] == [StoreGone]
    with Store.open(url) as store:
        assert len(store.documents()) == 60
        assert store.check() == []


def test_a_server_that_stays_away_is_told_and_the_next_run_goes_on(
    cluster: Cluster, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = cluster.database()
    monkeypatch.setattr(sys.modules["dragoman.cli.read"], "PATIENCE", 0.1)
    keep = Store.keep

    def stopping(self: Store, each: Any, *arguments: Any, **options: Any) -> Any:
        if each.document.uri.endswith("/3.txt"):
            cluster.stop("immediate")
        return keep(self, each, *arguments, **options)

    monkeypatch.setattr(Store, "keep", stopping)
    result = read(run, url, range(6))
    told(result, "the server does not answer")
    assert "3 new" in result.stderr
    told(run("record", "events", "--record", url), "start it and run again")
    monkeypatch.setattr(Store, "keep", keep)
    cluster.start()
    again = read(run, url, range(6))
    assert again.exit_code == 0
    assert "3 new, 3 unchanged" in again.stderr


@pytest.mark.parametrize(
    ("state", "error"),
    [("53100", StoreFull), ("53200", StoreFull), ("25006", StoreReadOnly), ("40P01", StoreBusy), ("57P01", StoreGone)],
)
def test_what_a_server_reports_is_told_in_plain_words(cluster: Cluster, state: str, error: type[StoreError]) -> None:
    with Store.open(cluster.database()) as store:
        with pytest.raises(error), store.database.writing() as connection:
            connection.execute(text(f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{state}', MESSAGE = 'made'; END $$"))
        assert store.keep(record(1)).change == "new"


# What is not what it should be


def test_a_record_of_a_newer_version_is_refused_and_left_alone(run: Callable[..., Result], url: str) -> None:
    assert read(run, url, range(1)).exit_code == 0
    with Store.open(url) as store, store.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for arguments in (("read", "--keep", "1"), ("record", "events"), ("record", "upgrade"), ("record", "check")):
        told(run(*arguments, "--record", url), "a newer dragoman made this record")


@pytest.mark.parametrize("content", [b"no database at all " * 500, b"SQLite format 3\0" + b"\1" * 5000])
def test_what_is_no_database_is_refused_and_left_alone(run: Callable[..., Result], tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.db"
    path.write_bytes(content)
    for arguments in (("read", "--keep", "1"), ("record", "events"), ("record", "upgrade"), ("record", "check")):
        told(run(*arguments, "--record", path), f"{path}: this is no sound record")
    assert path.read_bytes() == content


def test_a_database_of_something_else_is_refused_and_left_alone(run: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE songs (name TEXT)")
    other.close()
    for arguments in (("read", "--keep", "1"), ("record", "events"), ("record", "upgrade")):
        told(run(*arguments, "--record", path), "holds something else than a record")


def test_damaged_bytes_are_found_and_told(run: Callable[..., Result], tmp_path: Path) -> None:
    sound = tmp_path / "sound.db"
    assert read(run, sound, range(10)).exit_code == 0
    whole = sound.read_bytes()
    used = [at for at in range(0, len(whole), 64) if any(whole[at : at + 64])]
    path = tmp_path / "flipped.db"
    found = 0
    for at in random.Random(1).sample(used, 16):
        path.write_bytes(whole[:at] + bytes(byte ^ 0xFF for byte in whole[at : at + 64]) + whole[at + 64 :])
        for arguments in (("record", "check"), ("record", "events", "--format", "jsonl"), ("read", "--keep", *range(8, 12))):
            result = run(*arguments, "--record", path)
            assert result.exit_code in (0, 1), (at, arguments, result.output)
            assert result.exception is None or isinstance(result.exception, SystemExit), (at, arguments, result.exception)
            found += result.exit_code if arguments[1] == "check" else 0
    assert found >= 15


def test_a_damaged_reading_is_told_and_others_can_be_read(run: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "dragoman.db"
    assert read(run, path, range(2)).exit_code == 0
    with Store.open(path) as store:
        with store.database.writing() as connection:
            connection.execute(text("UPDATE readings SET record = x'00' WHERE document = 1"))
        one, other = store.documents
        with pytest.raises(StoreDamaged, match="restore a backup"):
            one.record()
        assert other.record()
        assert any("is not what was read" in problem for problem in store.check())


def test_a_report_that_no_store_takes_is_told_and_the_rest_goes_on(
    run: Callable[..., Result], url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    nul, torn = record(1), record(2)
    nul["document"]["text"] += "\0"
    torn["document"]["uri"] = "caf\udce9.txt"

    def read_paths(*_: object) -> Iterator[Outcome]:
        for each in (record(0), nul, torn, record(3)):
            yield Outcome("path", (record_of(each),), b"")

    monkeypatch.setattr("dragoman.engines.local.read_paths", read_paths)
    result = run("read", "--keep", "--record", url, "a", "b", "c", "d")
    told(result, "2 new, 2 refused")
    assert "NUL" in result.stderr
    assert "rename the file" in result.stderr
    with Store.open(url) as store:
        assert len(store.documents()) == 2

"""Makes the tables of a new store, and brings an older store to the tables of this program."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, select, text

from dragoman.errors import OtherVersion, StoreDamaged
from dragoman.store.database import Database, take_turns
from dragoman.store.joining import join_anew
from dragoman.store.tables import HEAD, documents, metadata
from dragoman.store.upkeep import make_anew

VERSION = "alembic_version"


def prepare(database: Database, *, create: bool) -> None:
    """Checks that the tables are those of this program; makes them where the store is new and `create` is given."""
    with database.reading() as connection:
        found = revision(connection, database)
    if found is None and create:
        upgrade(database)
    elif found is None:
        raise StoreDamaged(database.name, "this holds no record", "keep reports in it with `dragoman read --keep`")
    elif found != HEAD and found in revisions():
        raise OtherVersion(
            database.name, f"the tables are of an older version ({found}, not {HEAD})", "run `dragoman record upgrade`"
        )
    elif found != HEAD:
        raise OtherVersion(
            database.name, f"a newer dragoman made this record (tables {found}, this program knows {HEAD})", "update dragoman"
        )


def revision(connection: Connection, database: Database) -> str | None:
    """The revision of the tables; None where there are no tables at all."""
    names = set(inspect(connection).get_table_names())
    if VERSION in names:
        found: str | None = connection.execute(text(f"SELECT version_num FROM {VERSION}")).scalar()
        return found
    if names & set(metadata.tables) or (database.dialect == "sqlite" and names):
        raise StoreDamaged(database.name, "this database holds something else than a record", "name another --record")
    return None


def revisions() -> list[str]:
    """The revisions this program knows, the oldest first."""
    return sorted(path.name.partition("_")[0] for path in (Path(__file__).parent / "migrations" / "versions").glob("[0-9]*.py"))


def upgrade(database: Database) -> str | None:
    """Runs the revisions the store lacks and makes its lists anew, in one transaction, then joins; returns the revision it was of."""
    with database.writing() as connection:
        take_turns(connection, VERSION)
        before = revision(connection, database)
        if before is not None and before not in revisions():
            raise OtherVersion(database.name, f"a newer dragoman made this record (tables {before})", "update dragoman")
        migrate(connection)
        if before not in (None, HEAD):
            for number in connection.execute(select(documents.c.number)).scalars().all():
                make_anew(connection, number)
    if before not in (None, HEAD):
        join_anew(database)
    return before


def migrate(connection: Connection, to: str = "head") -> None:
    """Runs the revisions that the tables lack, up to one."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)

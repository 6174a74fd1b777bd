"""Events of reports are asked for among the events, no more among the assertions; actors that were merged are found by an index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Takes the copies out; what an import says of events stays."""
    op.execute("DELETE FROM assertions WHERE kind = 'happenings' AND document IS NOT NULL")
    merged = sa.text("actor <> id")
    op.create_index("ix_actors_merged", "actors", ["id"], unique=False, sqlite_where=merged, postgresql_where=merged)

"""What is held of a polity is found by the words it was said in, and when: what is said again and again is read once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Adds the columns; `dragoman record upgrade` fills them for reports. Where they are empty, nothing is left out."""
    for name in ("word", "since", "said"):
        op.add_column("assertions", sa.Column(name, sa.Text(), nullable=True))
    op.drop_index("ix_assertions_kind_key", table_name="assertions")
    op.create_index(op.f("ix_assertions_kind_key_word_said"), "assertions", ["kind", "key", "word", "said"], unique=False)

"""Dead letters are counted at every look of a supervisor: not by reading the whole outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    dead = sa.text("dead_at IS NOT NULL")
    op.create_index("ix_outbox_dead", "outbox", ["id"], unique=False, sqlite_where=dead, postgresql_where=dead)

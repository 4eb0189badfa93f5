"""A push remembers that somebody began to say it: a routine one is not said twice after a crash."""

import sqlalchemy as sa
from alembic import op


revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True))

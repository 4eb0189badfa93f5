"""A photo that waits for a person longer than is published is passed on to the street, once a round. What waits already
is passed on by the clock."""

import sqlalchemy as sa
from alembic import op


revision = "0050"
down_revision = "0049"


def upgrade() -> None:
    with op.batch_alter_table("photo_ruling") as batch:
        batch.add_column(sa.Column("passed_on_at", sa.DateTime(timezone=True), nullable=True))

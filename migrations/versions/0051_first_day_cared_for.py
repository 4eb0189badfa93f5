"""Who comes under a rule within a window: a visit before that day cannot meet it. Of windows that there are it is not
known any more, and they stay as they were judged."""

import sqlalchemy as sa
from alembic import op


revision = "0051"
down_revision = "0050"


def upgrade() -> None:
    with op.batch_alter_table("visit_window") as batch:
        batch.add_column(sa.Column("came_on", sa.Date(), nullable=True))

"""A roster is the register of households; who is on duty stands in the duty roster. What waits to be told of it is
told under its new name."""

import sqlalchemy as sa
from alembic import op


revision = "0043"
down_revision = "0042"


def upgrade() -> None:
    outbox = sa.table("outbox", sa.column("notice", sa.String))
    renamed = sa.update(outbox).where(outbox.c.notice == "roster_changed")
    op.execute(renamed.values(notice="duty_roster_changed"))

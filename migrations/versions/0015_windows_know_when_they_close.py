"""Visit windows know when they close and since when their person lives there: open ones go along with a move."""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op


revision = "0015"
down_revision = "0014"

GRACE = {"special_groups": 2, "needy_and_veterans": 3, "every_household": 5}
"""Days, as config.yaml had them when this was written; a rule of a street's own closes with its last day."""


def upgrade() -> None:
    with op.batch_alter_table("visit_window", schema=None) as batch_op:
        batch_op.add_column(sa.Column("closes_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("moved_on", sa.Date(), nullable=True))
    close_the_windows(op.get_bind())
    with op.batch_alter_table("visit_window", schema=None) as batch_op:
        batch_op.alter_column("closes_on", existing_type=sa.Date(), nullable=False)
        batch_op.drop_index("ix_visit_window_grid_id_ends_on")
        batch_op.drop_index("ix_visit_window_household_id_ends_on")
        batch_op.create_index("ix_visit_window_grid_id_closes_on", ["grid_id", "closes_on"], unique=False)
        batch_op.create_index("ix_visit_window_household_id_closes_on", ["household_id", "closes_on"], unique=False)


def close_the_windows(connection: sa.Connection) -> None:
    """By the few different ends there are."""
    columns = (sa.column("rule", sa.String), sa.column("ends_on", sa.Date), sa.column("closes_on", sa.Date))
    window = sa.table("visit_window", *columns)
    for rule, end in connection.execute(sa.select(window.c.rule, window.c.ends_on).distinct()).all():
        closes = end + timedelta(days=GRACE.get(rule, 0))
        of_these = (window.c.rule == rule) & (window.c.ends_on == end)
        connection.execute(sa.update(window).where(of_these).values(closes_on=closes))

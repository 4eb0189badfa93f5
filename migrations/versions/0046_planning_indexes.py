"""A morning finds when somebody was last met, and which windows have lapsed, in an index alone."""

import sqlalchemy as sa
from alembic import op


revision = "0046"
down_revision = "0045"

OF_HOME = "ix_visit_household_id_visited_on"
LAPSED = sa.text("lapsed_on IS NOT NULL")


def upgrade() -> None:
    op.drop_index(OF_HOME, table_name="visit")
    op.create_index(OF_HOME, "visit", ["household_id", "visited_on", "outcome", "recorded_at", "way"])
    op.create_index(
        "ix_visit_window_lapsed",
        "visit_window",
        ["closes_on", "rule"],
        sqlite_where=LAPSED,
        postgresql_where=LAPSED,
    )

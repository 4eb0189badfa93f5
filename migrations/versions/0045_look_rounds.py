"""Where no supervisor comes to look the next nearest are asked, then it is left to the community. What was drawn before
and nobody has looked at goes on at the next round."""

import sqlalchemy as sa
from alembic import op


revision = "0045"
down_revision = "0044"

WAITS, LEFT = sa.text("next_at IS NOT NULL"), sa.text("left_at IS NOT NULL AND looked_at IS NULL")


def upgrade() -> None:
    op.add_column("case_look", sa.Column("round", sa.Integer(), nullable=False, server_default=sa.text("1")))
    op.add_column("case_look", sa.Column("next_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("case_look", sa.Column("left_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE case_look SET next_at = drawn_at WHERE looked_at IS NULL")
    op.create_index("ix_case_look_next_at", "case_look", ["next_at"], sqlite_where=WAITS, postgresql_where=WAITS)
    left = ["community_id", "case_id"]
    op.create_index("ix_case_look_left", "case_look", left, sqlite_where=LEFT, postgresql_where=LEFT)

"""The history knows where a case stood, so that figures of a past day stay what they were.

Rows from before get what their case has now: no earlier version could change its grid, its category or its deadline.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

BACKFILL = """
UPDATE case_event SET
  unit_id = (SELECT coalesce(c.grid_id, c.community_id, c.street_id) FROM "case" c WHERE c.id = case_event.case_id),
  category_then = (SELECT c.category FROM "case" c WHERE c.id = case_event.case_id),
  respond_by = (SELECT c.respond_by FROM "case" c WHERE c.id = case_event.case_id)
"""


def upgrade() -> None:
    with op.batch_alter_table("case_event", schema=None) as batch_op:
        batch_op.add_column(sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
        batch_op.add_column(sa.Column("category_then", sa.String(length=30), nullable=True))
        batch_op.add_column(sa.Column("respond_by", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_case_event_unit_id"), "unit", ["unit_id"], ["id"])

    op.execute(BACKFILL)

    with op.batch_alter_table("case_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_event_respond_by_case_id"), ["respond_by", "case_id"], unique=False)

    with op.batch_alter_table("case_rating", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_rating_answered_at"), ["answered_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_rating_asked_at"), ["asked_at"], unique=False)

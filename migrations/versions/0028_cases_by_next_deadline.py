"""Cases know the deadline that comes next: of the answer while nobody has answered, then of the resolution."""

import sqlalchemy as sa
from alembic import op


revision = "0028"
down_revision = "0027"

UNITS = ("grid_id", "community_id", "street_id", "handler_id")


def upgrade() -> None:
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("due_by", sa.DateTime(timezone=True), nullable=True))
        for unit in UNITS:
            batch_op.drop_index(batch_op.f(f"ix_case_{unit}_state_resolve_by_id"))
    op.execute(
        """UPDATE "case" SET due_by = CASE WHEN state = 'submitted' THEN respond_by ELSE resolve_by END"""
    )
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.alter_column("due_by", existing_type=sa.DateTime(timezone=True), nullable=False)
        for unit in UNITS:
            batch_op.create_index(batch_op.f(f"ix_case_{unit}_state_due_by_id"), [unit, "state", "due_by", "id"])

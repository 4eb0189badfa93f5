"""A move gives a case its handler, grid, category or date."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("suspended_until", sa.Date(), nullable=True))

    with op.batch_alter_table("case_event", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("handler_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )
        batch_op.add_column(sa.Column("grid_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
        batch_op.add_column(sa.Column("other_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
        batch_op.add_column(sa.Column("category", sa.String(length=30), nullable=True))
        batch_op.add_column(sa.Column("until", sa.Date(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_case_event_handler_id"), "person", ["handler_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_case_event_other_id"), "case", ["other_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_case_event_grid_id"), "unit", ["grid_id"], ["id"])

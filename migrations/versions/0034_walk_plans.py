"""Walks are planned once a day for the whole street and kept; what was put off lately is found by its day."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    op.create_table("walk_plan",
    sa.Column("day", sa.Date(), nullable=False),
    sa.Column("grid_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("stops", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False),
    sa.ForeignKeyConstraint(["grid_id"], ["unit.id"], name=op.f("fk_walk_plan_grid_id")),
    sa.PrimaryKeyConstraint("day", "grid_id", name=op.f("pk_walk_plan"))
    )
    op.create_index("ix_visit_put_off_off_day", "visit_put_off", ["off_day"], unique=False)

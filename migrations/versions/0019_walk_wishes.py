"""A worker puts a door off to another day, and begins the round at a building of their choice."""

import sqlalchemy as sa
from alembic import op


revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table("visit_put_off",
    sa.Column("household_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column("off_day", sa.Date(), nullable=False),
    sa.Column("to_day", sa.Date(), nullable=True),
    sa.Column("worker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_visit_put_off_household_id")),
    sa.ForeignKeyConstraint(["worker_id"], ["person.id"], name=op.f("fk_visit_put_off_worker_id")),
    sa.PrimaryKeyConstraint("household_id", "off_day", name=op.f("pk_visit_put_off"))
    )
    op.create_table("walk_start",
    sa.Column("worker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column("day", sa.Date(), nullable=False),
    sa.Column("building_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.ForeignKeyConstraint(["building_id"], ["building.id"], name=op.f("fk_walk_start_building_id")),
    sa.ForeignKeyConstraint(["worker_id"], ["person.id"], name=op.f("fk_walk_start_worker_id")),
    sa.PrimaryKeyConstraint("worker_id", "day", name=op.f("pk_walk_start"))
    )

"""Riders have a nickname on the month's board, and the street's side can end an agreement."""

import sqlalchemy as sa
from alembic import op


revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.create_table(
        "rider_profile",
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("nickname", sa.String(length=20), nullable=True),
        sa.Column("platform", sa.String(length=20), nullable=True),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_rider_profile_person_id")),
        sa.ForeignKeyConstraint(["area_id"], ["unit.id"], name=op.f("fk_rider_profile_area_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_rider_profile")),
        sa.UniqueConstraint("nickname", name=op.f("uq_rider_profile_nickname")),
    )
    with op.batch_alter_table("agreement_accepted", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("ended_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )
        batch_op.add_column(sa.Column("reason", sa.String(length=200), nullable=True))
        batch_op.create_foreign_key(op.f("fk_agreement_accepted_ended_by"), "person", ["ended_by"], ["id"])
    with op.batch_alter_table("points_transfer", schema=None) as batch_op:
        batch_op.create_index("ix_points_transfer_on_date", ["on_date"], unique=False)

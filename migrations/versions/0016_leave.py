"""Leave is asked for and granted, somebody is asked to stand in; a roster names who sees to a grid on a rest day."""

import sqlalchemy as sa
from alembic import op


revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table("rest_duty",
    sa.Column("grid_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column("day", sa.Date(), nullable=False),
    sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column("set_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.ForeignKeyConstraint(["grid_id"], ["unit.id"], name=op.f("fk_rest_duty_grid_id")),
    sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_rest_duty_person_id")),
    sa.ForeignKeyConstraint(["set_by"], ["person.id"], name=op.f("fk_rest_duty_set_by")),
    sa.PrimaryKeyConstraint("grid_id", "day", name=op.f("pk_rest_duty"))
    )
    with op.batch_alter_table("rest_duty", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rest_duty_person_id"), ["person_id"], unique=False)

    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.add_column(sa.Column("state", sa.String(length=10), server_default="granted", nullable=False))
        batch_op.add_column(sa.Column("submission", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("reason", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("answer", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
        batch_op.add_column(sa.Column("offered_to", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
        batch_op.create_index("ix_absence_ends_on", ["ends_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_absence_offered_to"), ["offered_to"], unique=False)
        batch_op.create_unique_constraint(batch_op.f("uq_absence_submission"), ["submission"])
        batch_op.create_foreign_key(batch_op.f("fk_absence_offered_to"), "person", ["offered_to"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_absence_decided_by"), "person", ["decided_by"], ["id"])

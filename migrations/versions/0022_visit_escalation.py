"""Who was told of visits that were not made, and who acknowledged it."""

import sqlalchemy as sa
from alembic import op


revision = "0022"
down_revision = "0021"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "visit_escalation",
        sa.Column("id", ID, nullable=False),
        sa.Column("window_id", ID, nullable=False),
        sa.Column("level", sa.String(length=12), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_by", ID, nullable=True),
        sa.ForeignKeyConstraint(["window_id"], ["visit_window.id"], name=op.f("fk_visit_escalation_window_id")),
        sa.ForeignKeyConstraint(["acknowledged_by"], ["person.id"], name=op.f("fk_visit_escalation_acknowledged_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_escalation")),
        sa.UniqueConstraint("window_id", "level", name=op.f("uq_visit_escalation_window_id_level")),
    )
    with op.batch_alter_table("visit_escalation", schema=None) as batch_op:
        batch_op.create_index("ix_visit_escalation_told_at", ["told_at"], unique=False)

    op.create_table(
        "visit_escalation_told",
        sa.Column("escalation_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["escalation_id"], ["visit_escalation.id"], name=op.f("fk_visit_escalation_told_escalation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_visit_escalation_told_person_id")),
        sa.PrimaryKeyConstraint("escalation_id", "person_id", name=op.f("pk_visit_escalation_told")),
    )
    with op.batch_alter_table("visit_escalation_told", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_escalation_told_person_id"), ["person_id"], unique=False)

    op.create_table(
        "visit_shortfall",
        sa.Column("rule", sa.String(length=30), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("community_id", ID, nullable=False),
        sa.Column("street_id", ID, nullable=False),
        sa.Column("due", sa.Integer(), nullable=False),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["unit.id"], name=op.f("fk_visit_shortfall_community_id")),
        sa.ForeignKeyConstraint(["street_id"], ["unit.id"], name=op.f("fk_visit_shortfall_street_id")),
        sa.PrimaryKeyConstraint("rule", "starts_on", "community_id", name=op.f("pk_visit_shortfall")),
    )
    with op.batch_alter_table("visit_shortfall", schema=None) as batch_op:
        batch_op.create_index("ix_visit_shortfall_told_at", ["told_at"], unique=False)

"""The clock takes alarms of deadlines, once each, and draws cases to be called back about."""

import sqlalchemy as sa
from alembic import op


revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "case_alarm",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("clock", sa.String(length=12), nullable=False),
        sa.Column("level", sa.String(length=12), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_alarm_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_alarm")),
        sa.UniqueConstraint("case_id", "round", "clock", "level", name=op.f("uq_case_alarm_case_id_round_clock_level")),
    )
    with op.batch_alter_table("case_alarm", schema=None) as batch_op:
        batch_op.create_index("ix_case_alarm_told_at", ["told_at"], unique=False)

    op.create_table(
        "case_callback",
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("community_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("called_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reached", sa.Boolean(), nullable=True),
        sa.Column("solved", sa.Boolean(), nullable=True),
        sa.Column("satisfaction", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["called_by"], ["person.id"], name=op.f("fk_case_callback_called_by")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_callback_case_id")),
        sa.ForeignKeyConstraint(["community_id"], ["unit.id"], name=op.f("fk_case_callback_community_id")),
        sa.PrimaryKeyConstraint("case_id", "round", name=op.f("pk_case_callback")),
    )
    with op.batch_alter_table("case_callback", schema=None) as batch_op:
        batch_op.create_index("ix_case_callback_community_id_closed_at", ["community_id", "closed_at"], unique=False)
        batch_op.create_index(
            "ix_case_callback_to_call",
            ["community_id", "closed_at", "case_id"],
            unique=False,
            sqlite_where=sa.text("done_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL"),
        )

    op.create_table(
        "case_alarm_told",
        sa.Column("alarm_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["alarm_id"], ["case_alarm.id"], name=op.f("fk_case_alarm_told_alarm_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_case_alarm_told_person_id")),
        sa.PrimaryKeyConstraint("alarm_id", "person_id", name=op.f("pk_case_alarm_told")),
    )
    with op.batch_alter_table("case_alarm_told", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_alarm_told_person_id"), ["person_id"], unique=False)

    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("clock_from", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("next_alarm_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index("ix_case_closed_at_community_id", ["closed_at", "community_id"], unique=False)
        batch_op.create_index(
            "ix_case_next_alarm_at",
            ["next_alarm_at", "id"],
            unique=False,
            sqlite_where=sa.text("next_alarm_at IS NOT NULL"),
            postgresql_where=sa.text("next_alarm_at IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_case_suspended_until",
            ["suspended_until"],
            unique=False,
            sqlite_where=sa.text("suspended_until IS NOT NULL"),
            postgresql_where=sa.text("suspended_until IS NOT NULL"),
        )
    # The clock looks at every case whose time runs, as soon as it runs again.
    op.execute(
        'UPDATE "case" SET next_alarm_at = created_at'
        " WHERE state IN ('submitted', 'accepted', 'dispatched', 'handling')"
    )

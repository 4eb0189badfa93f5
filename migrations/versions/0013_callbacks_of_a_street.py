"""Call-backs are listed by street too and can be asked in the chat; cases are found by their state alone."""

import sqlalchemy as sa
from alembic import op


revision = "0013"
down_revision = "0012"

OPEN = sa.text("done_at IS NULL")


def upgrade() -> None:
    """Nothing has ever written a call-back: the table is made anew, which asks for no value of its new columns."""
    op.drop_table("case_callback")
    op.create_table(
        "case_callback",
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("street_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("community_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
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
        sa.ForeignKeyConstraint(["street_id"], ["unit.id"], name=op.f("fk_case_callback_street_id")),
        sa.PrimaryKeyConstraint("case_id", "round", name=op.f("pk_case_callback")),
    )
    with op.batch_alter_table("case_callback", schema=None) as batch_op:
        for unit in ("community", "street"):
            batch_op.create_index(f"ix_case_callback_{unit}_id_done_at", [f"{unit}_id", "done_at"], unique=False)
            batch_op.create_index(
                f"ix_case_callback_{unit}_to_call",
                [f"{unit}_id", "closed_at", "case_id"],
                unique=False,
                sqlite_where=OPEN,
                postgresql_where=OPEN,
            )
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.create_index("ix_case_state_id", ["state", "id"], unique=False)

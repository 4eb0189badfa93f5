"""Rider supervisors look whether a resolved hazard is gone."""

import sqlalchemy as sa
from alembic import op


revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.create_table(
        "case_look",
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("community_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("looked_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("gone", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_look_case_id")),
        sa.ForeignKeyConstraint(["community_id"], ["unit.id"], name=op.f("fk_case_look_community_id")),
        sa.ForeignKeyConstraint(["looked_by"], ["person.id"], name=op.f("fk_case_look_looked_by")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_look")),
    )
    with op.batch_alter_table("case_look", schema=None) as batch_op:
        batch_op.create_index(
            "ix_case_look_community_id_looked_at", ["community_id", "looked_at", "case_id"], unique=False
        )

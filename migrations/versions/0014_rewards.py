"""Points buy rewards: stock at stations and merchants, and the vouchers that hold it."""

import sqlalchemy as sa
from alembic import op


revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "reward_stock",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=30), nullable=False),
        sa.Column("came_in", sa.Integer(), nullable=False),
        sa.Column("free", sa.Integer(), nullable=False),
        sa.CheckConstraint("free >= 0", name=op.f("ck_reward_stock_never_negative")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_reward_stock_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reward_stock")),
        sa.UniqueConstraint("unit_id", "key", name=op.f("uq_reward_stock_unit_id_key")),
    )
    with op.batch_alter_table("reward_stock", schema=None) as batch_op:
        batch_op.create_index("ix_reward_stock_key_id", ["key", "id"], unique=False)

    op.create_table(
        "voucher",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("request", sa.String(length=40), nullable=False),
        sa.Column("stock_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("honoured_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("why", sa.String(length=14), nullable=True),
        sa.ForeignKeyConstraint(["honoured_by"], ["person.id"], name=op.f("fk_voucher_honoured_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_voucher_person_id")),
        sa.ForeignKeyConstraint(["stock_id"], ["reward_stock.id"], name=op.f("fk_voucher_stock_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher")),
        sa.UniqueConstraint("code", name=op.f("uq_voucher_code")),
        sa.UniqueConstraint("request", name=op.f("uq_voucher_request")),
    )
    with op.batch_alter_table("voucher", schema=None) as batch_op:
        batch_op.create_index("ix_voucher_held_until", ["held_until"], unique=False)
        batch_op.create_index("ix_voucher_person_id_id", ["person_id", "id"], unique=False)
        batch_op.create_index("ix_voucher_stock_id_posted_at", ["stock_id", "posted_at"], unique=False)

"""A street keeps its rewards in chat: what it says of one goes before the config. None has said anything yet."""

import sqlalchemy as sa
from alembic import op


revision = "0036"
down_revision = "0034"


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "reward_offer",
        sa.Column("street_id", number, nullable=False),
        sa.Column("key", sa.String(length=30), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("price", sa.Integer(), nullable=False),
        sa.Column("a_month", sa.Integer(), nullable=False),
        sa.Column("photo_id", number, nullable=True),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("price > 0 AND a_month > 0", name=op.f("ck_reward_offer_can_be_had")),
        sa.ForeignKeyConstraint(["photo_id"], ["media.id"], name=op.f("fk_reward_offer_photo_id")),
        sa.ForeignKeyConstraint(["street_id"], ["unit.id"], name=op.f("fk_reward_offer_street_id")),
        sa.PrimaryKeyConstraint("street_id", "key", name=op.f("pk_reward_offer")),
    )

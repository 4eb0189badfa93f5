"""How each kept photo looks, and which earlier ones it looks like: a picture used twice is seen before it is paid."""

import sqlalchemy as sa
from alembic import op


revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "photo_look",
        sa.Column("id", key, nullable=False),
        sa.Column("media_id", key, nullable=False),
        sa.Column("look", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["media_id"], ["media.id"], name=op.f("fk_photo_look_media_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo_look")),
        sa.UniqueConstraint("media_id", name=op.f("uq_photo_look_media_id")),
    )
    op.create_table(
        "photo_like",
        sa.Column("media_id", key, nullable=False),
        sa.Column("like_id", key, nullable=False),
        sa.Column("distance", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["media_id"], ["media.id"], name=op.f("fk_photo_like_media_id")),
        sa.ForeignKeyConstraint(["like_id"], ["media.id"], name=op.f("fk_photo_like_like_id")),
        sa.PrimaryKeyConstraint("media_id", "like_id", name=op.f("pk_photo_like")),
    )
    op.create_index(op.f("ix_photo_like_like_id"), "photo_like", ["like_id"], unique=False)

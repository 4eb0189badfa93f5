"""What comparing a hazard's photos led to, who ruled on it, and the rider's appeal: a picture used twice pays nothing."""

import sqlalchemy as sa
from alembic import op


revision = "0031"
down_revision = "0029"


def upgrade() -> None:
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "photo_check",
        sa.Column("case_id", key, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verdict", sa.String(12), nullable=False),
        sa.Column("because", sa.String(12), nullable=False),
        sa.Column("alike", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("serious", sa.Boolean(), nullable=False),
        sa.Column("solved", sa.Boolean(), nullable=False),
        sa.Column("distance", sa.Integer(), nullable=True),
        sa.Column("media_id", key, nullable=True),
        sa.Column("like_id", key, nullable=True),
        sa.Column("other_id", key, nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_photo_check_case_id")),
        sa.ForeignKeyConstraint(["media_id"], ["media.id"], name=op.f("fk_photo_check_media_id")),
        sa.ForeignKeyConstraint(["like_id"], ["media.id"], name=op.f("fk_photo_check_like_id")),
        sa.ForeignKeyConstraint(["other_id"], ["case.id"], name=op.f("fk_photo_check_other_id")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_photo_check")),
    )
    op.create_table(
        "photo_ruling",
        sa.Column("case_id", key, nullable=False),
        sa.Column("round", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", key, nullable=True),
        sa.Column("party", sa.String(12), nullable=True),
        sa.Column("pays", sa.Boolean(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["photo_check.case_id"], name=op.f("fk_photo_ruling_case_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_photo_ruling_decided_by")),
        sa.PrimaryKeyConstraint("case_id", "round", name=op.f("pk_photo_ruling")),
    )
    open_ones = sa.text("decided_at IS NULL")
    op.create_index(
        "ix_photo_ruling_to_rule",
        "photo_ruling",
        ["asked_at", "case_id"],
        unique=False,
        sqlite_where=open_ones,
        postgresql_where=open_ones,
    )
    op.create_table(
        "photo_appeal_media",
        sa.Column("case_id", key, nullable=False),
        sa.Column("media_id", key, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["photo_check.case_id"], name=op.f("fk_photo_appeal_media_case_id")),
        sa.ForeignKeyConstraint(["media_id"], ["media.id"], name=op.f("fk_photo_appeal_media_media_id")),
        sa.PrimaryKeyConstraint("case_id", "media_id", name=op.f("pk_photo_appeal_media")),
    )
    op.create_index(op.f("ix_case_media_media_id"), "case_media", ["media_id"], unique=False)

"""A visit that was written down wrongly is put right by another row; visits have photos and voice notes."""

import sqlalchemy as sa
from alembic import op


revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.create_table("visit_correction",
    sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column("submission", sa.String(length=40), nullable=False),
    sa.Column("reason", sa.LargeBinary(), nullable=True),
    sa.Column("replaced_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
    sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_visit_correction_by")),
    sa.ForeignKeyConstraint(["replaced_by"], ["visit.id"], name=op.f("fk_visit_correction_replaced_by")),
    sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visit_correction_visit_id")),
    sa.PrimaryKeyConstraint("visit_id", name=op.f("pk_visit_correction")),
    sa.UniqueConstraint("submission", name=op.f("uq_visit_correction_submission"))
    )
    op.create_table("visit_media",
    sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column("media_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.ForeignKeyConstraint(["media_id"], ["media.id"], name=op.f("fk_visit_media_media_id")),
    sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visit_media_visit_id")),
    sa.PrimaryKeyConstraint("visit_id", "media_id", name=op.f("pk_visit_media"))
    )

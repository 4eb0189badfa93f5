"""Letter boxes; whose number a case was filed for, and who says that a number is theirs."""

import sqlalchemy as sa
from alembic import op


revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "mailbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_mailbox_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailbox")),
        sa.UniqueConstraint("code", name=op.f("uq_mailbox_code")),
    )
    with op.batch_alter_table("mailbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mailbox_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "phone_claim",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("phone_index", sa.LargeBinary(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proven_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["answered_by"], ["person.id"], name=op.f("fk_phone_claim_answered_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_phone_claim_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone_claim")),
        sa.UniqueConstraint("person_id", "phone_index", name=op.f("uq_phone_claim_person_id_phone_index")),
    )
    with op.batch_alter_table("phone_claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_phone_claim_phone_index"), ["phone_index"], unique=False)

    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("contact_phone_index", sa.LargeBinary(), nullable=True))
        batch_op.create_index(batch_op.f("ix_case_contact_phone_index"), ["contact_phone_index"], unique=False)

"""Roster files that somebody sent, and the office's own number of a person."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0017"
down_revision = "0016"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("number", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("number_index", sa.LargeBinary(), nullable=True))
        batch_op.create_index(batch_op.f("ix_person_number_index"), ["number_index"], unique=False)

    op.create_table(
        "roster_file",
        sa.Column("id", ID, nullable=False),
        sa.Column("chat_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("file_id", sa.String(length=250), nullable=False),
        sa.Column("message_id", ID, nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("fingerprint", sa.String(length=64), nullable=True),
        sa.Column("ends_gone", sa.Boolean(), nullable=False),
        sa.Column("why", sa.String(length=30), nullable=True),
        sa.Column("report", sa.LargeBinary(), nullable=True),
        sa.Column("counts", JSON, nullable=True),
        sa.ForeignKeyConstraint(["chat_id"], ["chat.id"], name=op.f("fk_roster_file_chat_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_roster_file_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_file")),
    )
    with op.batch_alter_table("roster_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roster_file_chat_id"), ["chat_id"], unique=False)
        batch_op.create_index("ix_roster_file_state_next_try_at", ["state", "next_try_at"], unique=False)

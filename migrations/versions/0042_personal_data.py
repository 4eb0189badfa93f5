"""People get a copy of their data and have them erased: who asked, what is still to be done after the commit, and the
index by which old contacts are found. Files that somebody erased had sent for others stay without a chat."""

import sqlalchemy as sa
from alembic import op


revision = "0042"
down_revision = "0041"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
CONTACT = sa.text("contact_name IS NOT NULL OR contact_phone IS NOT NULL")


def upgrade() -> None:
    op.add_column("person", sa.Column("erased_at", MOMENT, nullable=True))
    with op.batch_alter_table("media") as table:
        table.alter_column("chat_id", existing_type=ID, nullable=True)
    op.create_index(
        "ix_case_contact_kept",
        "case",
        ["closed_at", "id"],
        unique=False,
        sqlite_where=CONTACT,
        postgresql_where=CONTACT,
    )
    op.create_table(
        "data_export",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("chat_id", ID, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["chat.id"], name=op.f("fk_data_export_chat_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_data_export_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_export")),
    )
    op.create_index("ix_data_export_person_id_asked_at", "data_export", ["person_id", "asked_at"], unique=False)
    op.create_index(op.f("ix_data_export_chat_id"), "data_export", ["chat_id"], unique=False)
    op.create_table(
        "erasure",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("way", sa.String(length=14), nullable=False),
        sa.Column("by", ID, nullable=True),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_erasure_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_erasure_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
    op.create_index("ix_erasure_at", "erasure", ["at"], unique=False)
    op.create_index(op.f("ix_erasure_person_id"), "erasure", ["person_id"], unique=False)
    op.create_table(
        "file_to_forget",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_file_to_forget")),
    )
    op.create_table(
        "chat_to_forget",
        sa.Column("chat_id", ID, autoincrement=False, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("next_try_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["chat.id"], name=op.f("fk_chat_to_forget_chat_id")),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_chat_to_forget")),
    )
    op.create_index(op.f("ix_chat_to_forget_next_try_at"), "chat_to_forget", ["next_try_at"], unique=False)

"""Nobody opened twice in a row: whom the case that this made is about."""

import sqlalchemy as sa
from alembic import op


revision = "0032"
down_revision = "0031"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "unmet_case",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("household_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_unmet_case_case_id")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_unmet_case_household_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_unmet_case_person_id")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_unmet_case")),
    )
    op.create_index(op.f("ix_unmet_case_household_id"), "unmet_case", ["household_id"], unique=False)
    op.create_index(op.f("ix_unmet_case_person_id"), "unmet_case", ["person_id"], unique=False)

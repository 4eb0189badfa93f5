"""Closed hazards are offered to the supervisors near by. What was drawn while it was only resolved and nobody has looked
at is forgotten: it may be drawn when it is closed."""

import sqlalchemy as sa
from alembic import op


revision = "0044"
down_revision = "0043"


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.execute("DELETE FROM case_look WHERE looked_at IS NULL")
    op.drop_index("ix_case_look_community_id_looked_at", table_name="case_look")
    op.create_table(
        "case_look_offer",
        sa.Column("case_id", number, nullable=False),
        sa.Column("person_id", number, nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("metres", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_look.case_id"], name=op.f("fk_case_look_offer_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_case_look_offer_person_id")),
        sa.PrimaryKeyConstraint("case_id", "person_id", name=op.f("pk_case_look_offer")),
    )
    op.create_index("ix_case_look_offer_person_id_offered_at", "case_look_offer", ["person_id", "offered_at"])

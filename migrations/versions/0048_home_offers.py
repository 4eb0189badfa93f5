"""A household goes to another community of the street: offered by the old one, taken by the new."""

import sqlalchemy as sa
from alembic import op


revision = "0048"
down_revision = "0047"

UNITS = ("from_id", "to_id", "stood_grid_id")
PEOPLE = ("person_id", "offered_by", "answered_by")
OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    leads = {"household_id": "household", "stood_building_id": "building"}
    leads |= {**dict.fromkeys(UNITS, "unit"), **dict.fromkeys(PEOPLE, "person")}
    op.create_table(
        "home_offer",
        sa.Column("id", number, nullable=False),
        *(sa.Column(name, number, nullable=name in ("person_id", "answered_by")) for name in leads),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("submission", sa.String(40), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("remind_on", sa.Date(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.id"], name=op.f(f"fk_home_offer_{name}"))
            for name, table in leads.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_home_offer")),
        sa.UniqueConstraint("submission", name=op.f("uq_home_offer_submission")),
    )
    op.create_index("ix_home_offer_open", "home_offer", ["until"], sqlite_where=OPEN, postgresql_where=OPEN)
    for name in ("household_id", "person_id"):
        op.create_index(op.f(f"ix_home_offer_{name}"), "home_offer", [name])

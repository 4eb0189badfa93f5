"""Riders check in at stations, and what is broken there is a case."""

import sqlalchemy as sa
from alembic import op


revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "station_check_in",
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("station_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_station_check_in_person_id")),
        sa.ForeignKeyConstraint(["station_id"], ["station.unit_id"], name=op.f("fk_station_check_in_station_id")),
        sa.PrimaryKeyConstraint("person_id", "on_date", name=op.f("pk_station_check_in")),
    )
    with op.batch_alter_table("station_check_in", schema=None) as batch_op:
        batch_op.create_index("ix_station_check_in_station_id_on_date", ["station_id", "on_date"], unique=False)
    with op.batch_alter_table("station_provision", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )
        batch_op.create_foreign_key(op.f("fk_station_provision_case_id"), "case", ["case_id"], ["id"])

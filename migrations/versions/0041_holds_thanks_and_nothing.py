"""Vouchers and take-ups are holds of one mechanism: the clock finds those that are held by their end, and reads none
that has ended. Whoever joined a hazard may thank its reporter. A transfer may be of nothing: what the day's cap left
nothing of is paid with nothing, so that it does not pay on another day."""

import sqlalchemy as sa
from alembic import op


revision = "0041"
down_revision = "0036"

HELD = sa.text("posted_at IS NULL AND voided_at IS NULL")
SAYS = "points transfers stay as they are: reverse one by another"


def upgrade() -> None:
    for table in ("voucher", "take_up"):
        op.drop_index(f"ix_{table}_held_until", table_name=table)
        index = f"ix_{table}_pending_until"
        op.create_index(index, table, ["held_until"], sqlite_where=HELD, postgresql_where=HELD)
    op.add_column("case_follower", sa.Column("thanked_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("points_transfer") as batch:
        batch.drop_constraint(op.f("ck_points_transfer_positive"), type_="check")
        batch.create_check_constraint(op.f("ck_points_transfer_not_negative"), "amount >= 0")
    if op.get_bind().dialect.name == "sqlite":  # it has built the table anew, and forgotten its triggers
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER points_transfer_no_{verb.lower()} BEFORE {verb} ON points_transfer "
                f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
            )

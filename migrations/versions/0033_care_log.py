"""Looks at care data know the street whose admin reads them, and are listed by it, by who looked and by household."""

import sqlalchemy as sa
from alembic import op


revision = "0033"
down_revision = "0032"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT_HOUSEHOLD = ("household", "visit_notes", "visit_corrected", "unmet_known")
AT_COMMUNITY = ("roster_matters", "roster_given_out")


def upgrade() -> None:
    with op.batch_alter_table("access_log") as table:
        table.add_column(sa.Column("street_id", ID, nullable=True))
        table.create_foreign_key(op.f("fk_access_log_street_id"), "unit", ["street_id"], ["id"])
        table.drop_index("ix_access_log_actor_id")
        table.create_index("ix_access_log_actor_id_at", ["actor_id", "at", "id"], unique=False)
        table.create_index("ix_access_log_street_id_at", ["street_id", "at", "id"], unique=False)
    log = sa.table("access_log", *(sa.column(name) for name in ("what", "subject_id", "street_id")))
    home = sa.table("household", sa.column("id"), sa.column("grid_id"))
    unit = sa.table("unit", sa.column("id"), sa.column("parent_id"))
    above = unit.alias("above")
    over_home = (
        sa.select(sa.func.coalesce(above.c.parent_id, unit.c.parent_id, unit.c.id))
        .select_from(home.join(unit, unit.c.id == home.c.grid_id).outerjoin(above, above.c.id == unit.c.parent_id))
        .where(home.c.id == log.c.subject_id)
        .scalar_subquery()
    )
    op.execute(sa.update(log).where(log.c.what.in_(AT_HOUSEHOLD)).values(street_id=over_home))
    over_community = sa.select(unit.c.parent_id).where(unit.c.id == log.c.subject_id).scalar_subquery()
    op.execute(sa.update(log).where(log.c.what.in_(AT_COMMUNITY)).values(street_id=over_community))

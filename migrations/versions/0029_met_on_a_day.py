"""The figures of visits find a month by its days: whom a visit met knows the day, and windows are listed by their end."""

import sqlalchemy as sa
from alembic import op


revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    with op.batch_alter_table("visit_met") as table:
        table.add_column(sa.Column("visited_on", sa.Date(), nullable=True))
    met = sa.table("visit_met", sa.column("visit_id"), sa.column("visited_on"))
    visit = sa.table("visit", sa.column("id"), sa.column("visited_on"))
    its_day = sa.select(visit.c.visited_on).where(visit.c.id == met.c.visit_id).scalar_subquery()
    op.execute(sa.update(met).values(visited_on=its_day))
    with op.batch_alter_table("visit_met") as table:
        table.alter_column("visited_on", existing_type=sa.Date(), nullable=False)
        table.drop_index("ix_visit_met_person_id")
        table.create_index("ix_visit_met_person_id_visited_on", ["person_id", "visited_on"], unique=False)
    op.create_index("ix_visit_window_grid_id_rule_ends_on", "visit_window", ["grid_id", "rule", "ends_on"], unique=False)

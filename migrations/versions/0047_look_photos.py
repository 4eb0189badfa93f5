"""A supervisor's photo of a look is compared as a hazard's is: a check, its rulings and its appeal say which they are
about. All there are so far are about hazards."""

import sqlalchemy as sa
from alembic import op


revision = "0047"
down_revision = "0046"

TABLES = (("photo_check", ("case_id",)), ("photo_ruling", ("case_id", "round")), ("photo_appeal_media", ("case_id", "media_id")))


def upgrade() -> None:
    rulings = TABLES[1:]
    for table, _ in rulings:
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(f"fk_{table}_case_id"), type_="foreignkey")
    for table, key in TABLES:
        with op.batch_alter_table(table) as batch:
            about = sa.Column("about", sa.String(8), nullable=False, server_default=sa.text("'hazard'"))
            batch.add_column(about)
            batch.drop_constraint(op.f(f"pk_{table}"), type_="primary")
            batch.create_primary_key(op.f(f"pk_{table}"), [key[0], "about", *key[1:]])
    for table, _ in rulings:
        with op.batch_alter_table(table) as batch:
            both = ["case_id", "about"]
            batch.create_foreign_key(op.f(f"fk_{table}_case_id_about"), "photo_check", both, both)

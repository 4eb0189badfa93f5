"""What is near by is found by cells: the index on latitudes held a whole street's width of cases."""

from math import floor

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

BATCH = 1000


def upgrade() -> None:
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_category_lat_created_at"))
        batch_op.add_column(sa.Column("cell", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_case_category_cell_created_at"), ["category", "cell", "created_at"], unique=False
        )
    number_the_cells(op.get_bind())


def number_the_cells(connection: sa.Connection) -> None:
    """As domain/geo counted them when this was written: a thousandth of a degree each way."""
    case = sa.table("case", sa.column("id"), sa.column("lat"), sa.column("lon"), sa.column("cell"))
    placed = sa.select(case.c.id, case.c.lat, case.c.lon).where(case.c.lat.is_not(None), case.c.lon.is_not(None))
    change = sa.update(case).where(case.c.id == sa.bindparam("case_id")).values(cell=sa.bindparam("its_cell"))
    last = 0
    while rows := connection.execute(placed.where(case.c.id > last).order_by(case.c.id).limit(BATCH)).all():
        connection.execute(change, [{"case_id": id_, "its_cell": cell(lat, lon)} for id_, lat, lon in rows])
        last = rows[-1][0]


def cell(lat: float, lon: float) -> int:
    return floor((lat + 90) / 0.001) * 360_000 + floor((lon + 180) / 0.001) % 360_000

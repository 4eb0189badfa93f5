"""How often the classifier is right can be counted: what it proposed stands beside what was chosen."""

import sqlalchemy as sa
from alembic import op


revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    with op.batch_alter_table('case', schema=None) as batch_op:
        batch_op.add_column(sa.Column('proposed', sa.String(length=30), nullable=True))
        batch_op.add_column(sa.Column('confidence', sa.Double(), nullable=True))

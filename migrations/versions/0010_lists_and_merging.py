"""Lists of cases are read in the order of an index; a follower knows which merged case brought them."""

import sqlalchemy as sa
from alembic import op


revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    with op.batch_alter_table('case', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_community_id_state_resolve_by'))
        batch_op.drop_index(batch_op.f('ix_case_grid_id_state_resolve_by'))
        batch_op.drop_index(batch_op.f('ix_case_handler_id'))
        batch_op.drop_index(batch_op.f('ix_case_street_id_state_resolve_by'))
        batch_op.create_index(batch_op.f('ix_case_community_id_id'), ['community_id', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_case_community_id_state_resolve_by_id'), ['community_id', 'state', 'resolve_by', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_case_compound_id_id'), ['compound_id', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_case_grid_id_id'), ['grid_id', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_case_grid_id_state_resolve_by_id'), ['grid_id', 'state', 'resolve_by', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_case_handler_id_state_resolve_by_id'), ['handler_id', 'state', 'resolve_by', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_case_joined_to'), ['joined_to'], unique=False)
        batch_op.create_index(batch_op.f('ix_case_street_id_id'), ['street_id', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_case_street_id_state_resolve_by_id'), ['street_id', 'state', 'resolve_by', 'id'], unique=False)

    with op.batch_alter_table('case_follower', schema=None) as batch_op:
        batch_op.add_column(sa.Column('merged_from', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_case_follower_merged_from'), 'case', ['merged_from'], ['id'])

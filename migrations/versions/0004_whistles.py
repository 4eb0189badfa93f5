"""Calls of the forces, who is on duty for them, and which force a member belongs to.

The kind of somebody who is a member already stands in the turns that they had as chief; two kinds get the names that
the config gives them.
"""

import sqlalchemy as sa
from alembic import op


revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table('duty',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('force_kind', sa.String(length=30), nullable=False),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('set_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_duty_person_id')),
    sa.ForeignKeyConstraint(['set_by'], ['person.id'], name=op.f('fk_duty_set_by')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_duty_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_duty')),
    sa.UniqueConstraint('person_id', 'force_kind', 'unit_id', 'starts_at', name=op.f('uq_duty_person_id_force_kind_unit_id_starts_at'))
    )
    with op.batch_alter_table('duty', schema=None) as batch_op:
        batch_op.create_index('ix_duty_unit_id_force_kind_starts_at', ['unit_id', 'force_kind', 'starts_at'], unique=False)

    op.create_table('whistle',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('case_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('force_kind', sa.String(length=30), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('needed', sa.Text(), nullable=False),
    sa.Column('called_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('called_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('community_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('street_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('community_told_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('street_told_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('taken_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('taken_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('work_by', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['called_by'], ['person.id'], name=op.f('fk_whistle_called_by')),
    sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_whistle_case_id')),
    sa.ForeignKeyConstraint(['taken_by'], ['person.id'], name=op.f('fk_whistle_taken_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_whistle')),
    sa.UniqueConstraint('case_id', 'force_kind', 'round', name=op.f('uq_whistle_case_id_force_kind_round'))
    )
    with op.batch_alter_table('whistle', schema=None) as batch_op:
        batch_op.create_index('ix_whistle_called_at', ['called_at'], unique=False)
        batch_op.create_index('ix_whistle_state_community_at', ['state', 'community_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_whistle_taken_by'), ['taken_by'], unique=False)

    op.create_table('whistle_called',
    sa.Column('whistle_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('declined_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_whistle_called_person_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_whistle_called_unit_id')),
    sa.ForeignKeyConstraint(['whistle_id'], ['whistle.id'], name=op.f('fk_whistle_called_whistle_id')),
    sa.PrimaryKeyConstraint('whistle_id', 'person_id', name=op.f('pk_whistle_called'))
    )
    with op.batch_alter_table('whistle_called', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_whistle_called_person_id'), ['person_id'], unique=False)

    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('force_kind', sa.String(length=30), nullable=True))

    with op.batch_alter_table('role_held', schema=None) as batch_op:
        batch_op.add_column(sa.Column('force_kind', sa.String(length=30), nullable=True))

    for old, new in (("law_enforcement", "police_and_enforcement"), ("red_caps", "red_hats")):
        op.execute(f"UPDATE chief_shift SET force_kind = '{new}' WHERE force_kind = '{old}'")
    op.execute(
        "UPDATE role_held SET force_kind = (SELECT min(chief_shift.force_kind) FROM chief_shift"
        " WHERE chief_shift.person_id = role_held.person_id) WHERE role = 'force'"
    )

"""Wishes on the wall and who holds them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table('wish',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('case_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('code', sa.String(length=8), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('street_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('community_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('category', sa.String(length=30), nullable=False),
    sa.Column('lat', sa.Double(), nullable=True),
    sa.Column('lon', sa.Double(), nullable=True),
    sa.Column('offered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('wording', sa.Text(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('approved_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('approved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('photo_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('contact', sa.LargeBinary(), nullable=True),
    sa.Column('shown', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['approved_by'], ['person.id'], name=op.f('fk_wish_approved_by')),
    sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_wish_case_id')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_wish_community_id')),
    sa.ForeignKeyConstraint(['photo_id'], ['media.id'], name=op.f('fk_wish_photo_id')),
    sa.ForeignKeyConstraint(['street_id'], ['unit.id'], name=op.f('fk_wish_street_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_wish')),
    sa.UniqueConstraint('case_id', name=op.f('uq_wish_case_id')),
    sa.UniqueConstraint('code', name=op.f('uq_wish_code'))
    )
    with op.batch_alter_table('wish', schema=None) as batch_op:
        batch_op.create_index('ix_wish_community_id_state_id', ['community_id', 'state', 'id'], unique=False)
        batch_op.create_index('ix_wish_street_id_state_id', ['street_id', 'state', 'id'], unique=False)

    op.create_table('take_up',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('wish_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('held_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('held_until', sa.DateTime(timezone=True), nullable=False),
    sa.Column('posted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('thanked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('why', sa.String(length=14), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('thanks', sa.Text(), nullable=True),
    sa.Column('thanks_media', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_take_up_person_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_take_up_unit_id')),
    sa.ForeignKeyConstraint(['wish_id'], ['wish.id'], name=op.f('fk_take_up_wish_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_take_up'))
    )
    with op.batch_alter_table('take_up', schema=None) as batch_op:
        batch_op.create_index('ix_take_up_held', ['wish_id'], unique=True, sqlite_where=sa.text('voided_at IS NULL'), postgresql_where=sa.text('voided_at IS NULL'))
        batch_op.create_index('ix_take_up_held_until', ['held_until'], unique=False)
        batch_op.create_index('ix_take_up_unit_id_role_held_at', ['unit_id', 'role', 'held_at'], unique=False)

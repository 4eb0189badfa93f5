"""Where people lived before they moved within the street. Of moves so far the windows open then tell the day: whoever
moved since lives where that window says, and from which home they came nobody noted."""

import sqlalchemy as sa
from alembic import op


revision = "0049"
down_revision = "0048"

# A window that moved along with its person, at the home where they still live.
FIRST_DAY = """
    UPDATE person SET moved_in_on = (
        SELECT max(w.moved_on) FROM visit_window AS w
        WHERE w.subject_id = person.id AND w.household_id = person.household_id AND w.moved_on IS NOT NULL)
    WHERE id IN (SELECT subject_id FROM visit_window WHERE moved_on IS NOT NULL)
"""
STILL_OPEN = """
    UPDATE visit_window SET moved_on = (SELECT p.moved_in_on FROM person AS p WHERE p.id = visit_window.subject_id)
    WHERE moved_on IS NULL AND EXISTS (
        SELECT 1 FROM person AS p JOIN visit_window AS w ON w.subject_id = p.id AND w.moved_on = p.moved_in_on
        WHERE p.id = visit_window.subject_id AND p.household_id = visit_window.household_id
        AND w.household_id = visit_window.household_id AND w.rule = visit_window.rule
        AND w.starts_on < visit_window.starts_on)
"""


def upgrade() -> None:
    op.add_column("person", sa.Column("moved_in_on", sa.Date(), nullable=True))
    op.create_table(
        "earlier_home",
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("household_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_earlier_home_person_id")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_earlier_home_household_id")),
        sa.PrimaryKeyConstraint("person_id", "household_id", "until", name=op.f("pk_earlier_home")),
    )
    op.create_index(op.f("ix_earlier_home_household_id"), "earlier_home", ["household_id"])
    op.execute(FIRST_DAY)
    op.execute(STILL_OPEN)

"""Visits: facts only. Whether a window is met, late or missed is worked out from them by domain/cadence."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, Sealed, bound_to

LAPSED = text("lapsed_on IS NOT NULL")


class VisitWindow(Base):
    """One window that needs a visit. `subject_id` is a person or a household, as the rule says. Dates are local and
    inclusive. `household_id` and `grid_id` are where the subject lives while the window is open. `closes_on` is the
    last day of its grace; a move may put it off. `moved_on` is a person's first day at this household, where it is
    known: visits there before it were others'. `came_on` is the first day on which they were under the rule, where that
    was later than the first of the window."""

    __tablename__ = "visit_window"
    __table_args__ = (
        UniqueConstraint("rule", "subject_id", "starts_on"),
        Index("ix_visit_window_grid_id_closes_on", "grid_id", "closes_on"),
        Index("ix_visit_window_household_id_closes_on", "household_id", "closes_on"),
        Index("ix_visit_window_grid_id_rule_ends_on", "grid_id", "rule", "ends_on"),
        Index("ix_visit_window_lapsed", "closes_on", "rule", sqlite_where=LAPSED, postgresql_where=LAPSED),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    rule: Mapped[str] = mapped_column(String(30))
    subject_id: Mapped[int] = mapped_column(Id)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"))
    grid_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    closes_on: Mapped[date]
    moved_on: Mapped[date | None] = mapped_column(default=None)
    came_on: Mapped[date | None] = mapped_column(default=None)
    lapsed_on: Mapped[date | None] = mapped_column(default=None)
    lapse_reason: Mapped[str | None] = mapped_column(String(40), default=None)


class Visit(Base):
    """A stop at a household as it happened. `outcome` is met or not_home; a correction is a new row, never an edit."""

    __tablename__ = "visit"
    __table_args__ = (
        # When somebody was last met is read from it alone.
        Index("ix_visit_household_id_visited_on", "household_id", "visited_on", "outcome", "recorded_at", "way"),
        Index("ix_visit_grid_id_visited_on", "grid_id", "visited_on"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"))
    grid_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    worker_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    visited_on: Mapped[date]
    recorded_at: Mapped[datetime]
    way: Mapped[str] = mapped_column(String(10))
    outcome: Mapped[str] = mapped_column(String(10))
    submission: Mapped[str] = mapped_column(String(40), unique=True)
    note: Mapped[Sealed | None] = mapped_column(default=None, info=bound_to("visit:{submission}:note"))
    late_reason: Mapped[str | None] = mapped_column(String(200), default=None)


class VisitMet(Base):
    """Whom a visit met, and its day again: somebody is visited a thousand times in three years, and the figures of a
    month ask for that month's."""

    __tablename__ = "visit_met"
    __table_args__ = (Index("ix_visit_met_person_id_visited_on", "person_id", "visited_on"),)

    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    visited_on: Mapped[date]


class VisitCorrection(Base):
    """A visit that was written down wrongly counts no longer from `at` on; `replaced_by` is the right one, None: nobody
    was there."""

    __tablename__ = "visit_correction"

    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), primary_key=True)
    at: Mapped[datetime]
    by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    submission: Mapped[str] = mapped_column(String(40), unique=True)
    reason: Mapped[Sealed | None] = mapped_column(default=None, info=bound_to("visit_correction:{submission}:reason"))
    replaced_by: Mapped[int | None] = mapped_column(ForeignKey("visit.id"), default=None)


class VisitMedia(Base):
    """A photo or a voice note of a visit."""

    __tablename__ = "visit_media"

    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), primary_key=True)
    media_id: Mapped[int] = mapped_column(ForeignKey("media.id"), primary_key=True)


class VisitPutOff(Base):
    """A household that its worker took off the walk of `off_day`, for that of `to_day`; None: whenever it is planned
    again. For `off_day` itself: back on."""

    __tablename__ = "visit_put_off"
    __table_args__ = (Index("ix_visit_put_off_off_day", "off_day"),)

    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), primary_key=True)
    off_day: Mapped[date] = mapped_column(primary_key=True)
    to_day: Mapped[date | None]
    worker_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]


class WalkStart(Base):
    """The building at which a worker begins the round of a day."""

    __tablename__ = "walk_start"

    worker_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    building_id: Mapped[int] = mapped_column(ForeignKey("building.id"))


class Absence(Base):
    """A worker's leave (domain/leave_flow) and who stands in. `offered_to` was asked to and has not answered. Where
    somebody else takes over in the midst of it, the days before stay as a row of their own, so that each row has one
    stand-in for all its days."""

    __tablename__ = "absence"
    __table_args__ = (Index("ix_absence_ends_on", "ends_on"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    worker_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    substitute_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None, index=True)
    state: Mapped[str] = mapped_column(String(10), default="granted", server_default="granted")
    submission: Mapped[str | None] = mapped_column(String(40), default=None, unique=True)
    reason: Mapped[Sealed | None] = mapped_column(default=None, info=bound_to("absence:{submission}:reason"))
    answer: Mapped[Sealed | None] = mapped_column(default=None, info=bound_to("absence:{submission}:answer"))
    asked_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    offered_to: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None, index=True)


class RestDuty(Base):
    """Who looks after a grid's visits on a rest day in place of its worker."""

    __tablename__ = "rest_duty"

    grid_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    set_by: Mapped[int] = mapped_column(ForeignKey("person.id"))

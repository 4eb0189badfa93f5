"""Cases: what somebody wants dealt with, and everything that happened to it."""

from datetime import date, datetime

from sqlalchemy import Connection, ForeignKey, Index, String, Text, event, text
from sqlalchemy.orm import Mapped, Mapper, mapped_column, object_session
from sqlalchemy.orm.util import identity_key

from domain.case_alarms import RUNNING, next_deadline
from domain.geo import Point, cell_of
from models.base import Base, Id, Sealed, bound_to

ALARM_WAITS = text("next_alarm_at IS NOT NULL")
SUSPENDED = text("suspended_until IS NOT NULL")
CONTACT = text("contact_name IS NOT NULL OR contact_phone IS NOT NULL")

UNITS = ("grid_id", "community_id", "street_id")
"""Lists of one unit are read by deadline within a state, and newest first."""


class Case(Base):
    """A wish, complaint, hazard or need. `version` turns a lost race into a refusal instead of a lost change.

    `proposed` is the category that the classifier proposed, with its probability, whatever was chosen then.
    `community_id` is None while nobody knows where it belongs; `grid_id` is None until the community has said.
    `due_by` is whichever deadline comes next, kept so that lists are read in its order.
    `clock_from` is where the time to resolve it in this round began (None: when it was filed); `next_alarm_at` is when
    the clock looks at it next. Latitude and longitude are WGS84 degrees, `cell` is domain.geo.cell_of them.
    """

    __tablename__ = "case"
    __table_args__ = (
        Index("ix_case_reporter_id_id", "reporter_id", "id"),
        *(Index(None, unit, "state", "due_by", "id") for unit in (*UNITS, "handler_id")),
        *(Index(None, unit, "id") for unit in (*UNITS, "compound_id")),
        Index("ix_case_category_cell_created_at", "category", "cell", "created_at"),
        Index("ix_case_next_alarm_at", "next_alarm_at", "id", sqlite_where=ALARM_WAITS, postgresql_where=ALARM_WAITS),
        Index("ix_case_suspended_until", "suspended_until", sqlite_where=SUSPENDED, postgresql_where=SUSPENDED),
        Index("ix_case_closed_at_community_id", "closed_at", "community_id"),
        Index("ix_case_state_id", "state", "id"),
        Index("ix_case_contact_kept", "closed_at", "id", sqlite_where=CONTACT, postgresql_where=CONTACT),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(12))
    category: Mapped[str] = mapped_column(String(30))
    route: Mapped[str] = mapped_column(String(12))
    collected: Mapped[str] = mapped_column(String(12))
    words: Mapped[str] = mapped_column(Text)
    street_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    created_at: Mapped[datetime]
    respond_by: Mapped[datetime]
    resolve_by: Mapped[datetime]
    submission: Mapped[str] = mapped_column(String(40), unique=True)
    community_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), default=None)
    grid_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), default=None)
    compound_id: Mapped[int | None] = mapped_column(ForeignKey("compound.id"), default=None)
    household_id: Mapped[int | None] = mapped_column(ForeignKey("household.id"), default=None)
    lat: Mapped[float | None] = mapped_column(default=None)
    lon: Mapped[float | None] = mapped_column(default=None)
    cell: Mapped[int | None] = mapped_column(Id, default=None)
    reporter_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    filed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    anonymous: Mapped[bool] = mapped_column(default=False)
    contact_name: Mapped[Sealed | None] = mapped_column(default=None, info=bound_to("case:{submission}:contact_name"))
    contact_phone: Mapped[Sealed | None] = mapped_column(default=None, info=bound_to("case:{submission}:contact_phone"))
    contact_phone_index: Mapped[bytes | None] = mapped_column(default=None, index=True)
    danger: Mapped[str | None] = mapped_column(String(12), default=None)
    proposed: Mapped[str | None] = mapped_column(String(30), default=None)
    confidence: Mapped[float | None] = mapped_column(default=None)
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    joined_to: Mapped[int | None] = mapped_column(ForeignKey("case.id"), default=None, index=True)
    supporters: Mapped[int] = mapped_column(default=1)
    reopened: Mapped[int] = mapped_column(default=0)
    responded_at: Mapped[datetime | None] = mapped_column(default=None)
    resolved_at: Mapped[datetime | None] = mapped_column(default=None)
    suspended_until: Mapped[date | None] = mapped_column(default=None)
    resolved_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    clock_from: Mapped[datetime | None] = mapped_column(default=None)
    next_alarm_at: Mapped[datetime | None] = mapped_column(default=None)
    due_by: Mapped[datetime] = mapped_column(init=False)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


@event.listens_for(Case, "before_insert")
@event.listens_for(Case, "before_update")
def _keep_cell(mapper: Mapper[Case], connection: Connection, case: Case) -> None:
    """Wherever the place comes from, the cell comes with it."""
    case.cell = None if case.lat is None or case.lon is None else cell_of(Point(case.lat, case.lon))


@event.listens_for(Case, "before_insert")
@event.listens_for(Case, "before_update")
def _look_again(mapper: Mapper[Case], connection: Connection, case: Case) -> None:
    """Whatever has changed, the next deadline follows, and the next tick works out anew what is due: no change can
    forget to say so."""
    case.due_by = next_deadline(case.state, case.respond_by, case.resolve_by)
    case.next_alarm_at = case.created_at if case.state in RUNNING else None


class CaseEvent(Base):
    """One row of the append-only history: who, when, from, to, note; and what the move gave the case: its handler, its
    grid, the case it was merged into, its category, the date until which it waits, its place.

    `unit_id` (the grid, else the community, else the street), `category_then` and `respond_by` are the case's as they
    stood after it, written down by themselves: the figures of any past day are drawn from them.
    """

    __tablename__ = "case_event"
    __table_args__ = (Index("ix_case_event_case_id_id", "case_id", "id"), Index(None, "respond_by", "case_id"))

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    at: Mapped[datetime]
    move: Mapped[str] = mapped_column(String(20))
    to_state: Mapped[str] = mapped_column(String(12))
    from_state: Mapped[str | None] = mapped_column(String(12), default=None)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    party: Mapped[str] = mapped_column(String(12), default="system")
    note: Mapped[str | None] = mapped_column(Text, default=None)
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    grid_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), default=None)
    other_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), default=None)
    category: Mapped[str | None] = mapped_column(String(30), default=None)
    until: Mapped[date | None] = mapped_column(default=None)
    lat: Mapped[float | None] = mapped_column(default=None)
    lon: Mapped[float | None] = mapped_column(default=None)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), default=None)
    category_then: Mapped[str | None] = mapped_column(String(30), default=None)
    respond_by: Mapped[datetime | None] = mapped_column(default=None)


@event.listens_for(CaseEvent, "before_insert")
def _keep_how_it_stands(mapper: Mapper[CaseEvent], connection: Connection, row: CaseEvent) -> None:
    """No move can forget it: whoever writes the history has the case at hand, in the same session."""
    session = object_session(row)
    case = session.identity_map.get(identity_key(Case, row.case_id)) if session else None
    if isinstance(case, Case):
        row.unit_id = case.grid_id or case.community_id or case.street_id
        row.category_then, row.respond_by = case.category, case.respond_by


class CaseMedia(Base):
    """A photo or voice note of a case; `event_id` tells at which step it came."""

    __tablename__ = "case_media"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    media_id: Mapped[int] = mapped_column(ForeignKey("media.id"), primary_key=True, index=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("case_event.id"), default=None)


class CaseSource(Base):
    """A message of a chat whose words went into a case, as they read now: somebody may change them in the chat."""

    __tablename__ = "case_source"

    chat_id: Mapped[int] = mapped_column(ForeignKey("chat.id"), primary_key=True)
    message_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    words: Mapped[str] = mapped_column(Text)


class CaseFollower(Base):
    """Somebody who met the same thing and follows this case. `merged_from` is the case of theirs that was merged into
    this one; None: they joined on their own. `thanked_at`: once it was solved, they thanked whoever reported it."""

    __tablename__ = "case_follower"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    since: Mapped[datetime]
    merged_from: Mapped[int | None] = mapped_column(ForeignKey("case.id"), default=None)
    thanked_at: Mapped[datetime | None] = mapped_column(default=None)


class CaseRating(Base):
    """What the reporter was asked after the check, once a round, and what they answered, if they did."""

    __tablename__ = "case_rating"
    __table_args__ = (Index(None, "answered_at"), Index(None, "asked_at"))

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    asked_at: Mapped[datetime]
    solved: Mapped[bool | None] = mapped_column(default=None)
    satisfaction: Mapped[int | None] = mapped_column(default=None)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)


class CaseCounter(Base):
    """The last number given, by prefix and year."""

    __tablename__ = "case_counter"

    prefix: Mapped[str] = mapped_column(String(2), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]

"""People: who they are, in which chats they are known, what they agreed to, what they may do."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, Sealed, bound_to, index_of


class Person(Base):
    """Somebody: on the roster, in a chat, or both. The id is made by `services.people.people.new_person_id`
    before the row, since the sealed columns are bound to it. `number` is the office's own, where it has given one.
    `erased_at`: their data are erased, and the row stays for the figures and the ledger, saying nothing of anybody."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    created_at: Mapped[datetime]
    name: Mapped[Sealed | None] = mapped_column(default=None, info=bound_to("person:{id}:name"))
    phone: Mapped[Sealed | None] = mapped_column(default=None, info=bound_to("person:{id}:phone"))
    phone_index: Mapped[bytes | None] = mapped_column(default=None, index=True, info=index_of("phone"))
    number: Mapped[Sealed | None] = mapped_column(default=None, info=bound_to("person:{id}:number"))
    number_index: Mapped[bytes | None] = mapped_column(default=None, index=True, info=index_of("number"))
    nickname: Mapped[str | None] = mapped_column(String(40), default=None)
    language: Mapped[str] = mapped_column(String(2), default="zh")
    large_type: Mapped[bool] = mapped_column(default=False)
    community_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), default=None, index=True)
    compound_id: Mapped[int | None] = mapped_column(ForeignKey("compound.id"), default=None)
    household_id: Mapped[int | None] = mapped_column(ForeignKey("household.id"), default=None, index=True)
    moved_in_on: Mapped[date | None] = mapped_column(default=None)
    moved_out_on: Mapped[date | None] = mapped_column(default=None)
    erased_at: Mapped[datetime | None] = mapped_column(default=None)


class EarlierHome(Base):
    """Where somebody lived before they moved within the street: visits there count as theirs. `since` is None where it
    was before anybody noted it; `until` is the day of the move, on which a visit counts at both doors."""

    __tablename__ = "earlier_home"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), primary_key=True, index=True)
    until: Mapped[date] = mapped_column(primary_key=True)
    since: Mapped[date | None] = mapped_column(default=None)


class Chat(Base):
    """A private chat on a channel. `sending_until` is the sender's lease: one process at a time speaks in a chat."""

    __tablename__ = "chat"
    __table_args__ = (UniqueConstraint("channel", "external_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    channel: Mapped[str] = mapped_column(String(20))
    external_id: Mapped[int] = mapped_column(Id)
    created_at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None, index=True)
    language: Mapped[str] = mapped_column(String(2), default="zh")
    blocked_at: Mapped[datetime | None] = mapped_column(default=None)
    sending_until: Mapped[datetime | None] = mapped_column(default=None)


class Consent(Base):
    """A person agreed to one version of the privacy notice."""

    __tablename__ = "consent"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    notice_version: Mapped[str] = mapped_column(String(20), primary_key=True)
    given_at: Mapped[datetime]


class PhoneClaim(Base):
    """Somebody says that a number is theirs. Only its blind index is kept. `proven_at`: the channel vouched for it, or
    the worker who had filed for that number knew them (`answered_by`); `refused_at`: that worker did not."""

    __tablename__ = "phone_claim"
    __table_args__ = (UniqueConstraint("person_id", "phone_index"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    phone_index: Mapped[bytes] = mapped_column(index=True)
    claimed_at: Mapped[datetime]
    proven_at: Mapped[datetime | None] = mapped_column(default=None)
    refused_at: Mapped[datetime | None] = mapped_column(default=None)
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)


class AgreementAccepted(Base):
    """A rider accepted one version of the two-way service agreement 双向服务协议.

    `ended_by`: the street's side ended it, and said why; then only that side opens it again."""

    __tablename__ = "agreement_accepted"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    version: Mapped[str] = mapped_column(String(20), primary_key=True)
    accepted_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    reason: Mapped[str | None] = mapped_column(String(200), default=None)


class RoleHeld(Base):
    """A role, held for a unit and a period; `force_kind` says which of the forces a member belongs to."""

    __tablename__ = "role_held"
    __table_args__ = (Index("ix_role_held_unit_id_role", "unit_id", "role"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None] = mapped_column(default=None)
    force_kind: Mapped[str | None] = mapped_column(String(30), default=None)


class Invitation(Base):
    """A single-use link that gives a staff role. Only the hash of its token is kept."""

    __tablename__ = "invitation"

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(String(20))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    issued_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[datetime]
    used_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    used_at: Mapped[datetime | None] = mapped_column(default=None)
    force_kind: Mapped[str | None] = mapped_column(String(30), default=None)


class Care(Base):
    """Why a person is visited more often, and since when. Sensitive: every look is logged."""

    __tablename__ = "care"
    __table_args__ = (Index("ix_care_category_person_id", "category", "person_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    category: Mapped[str] = mapped_column(String(30))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None] = mapped_column(default=None)
    note: Mapped[Sealed | None] = mapped_column(default=None, info=bound_to("care:{person_id}:{category}:note"))


class Quieted(Base):
    """A routine push that somebody wants less of: silent up to and including `until`, None: until they switch it on
    again."""

    __tablename__ = "quieted"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    notice: Mapped[str] = mapped_column(String(40), primary_key=True)
    until: Mapped[date | None] = mapped_column(default=None)

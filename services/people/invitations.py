"""Roles are given by invitation: a single-use link with an expiry, and ended by whoever may give them. Every step is in
the access log."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, or_, select, update

from domain.errors import (
    ConsentNeeded,
    InvitationInvalid,
    NotAllowed,
    NotFound,
    OwnInvitation,
    RoleAlreadyHeld,
    RoleEndedAlready,
)
from domain.notices import Notice
from domain.rider_errors import SupervisorsRide
from domain.roles import HELD_FOR, MAY_GIVE, Held, Role
from domain.whistle_flow import PARTNERS
from models.audit import AccessLog
from models.people import Invitation, Person, RoleHeld
from models.places import Unit
from models.whistle import Duty
from services.act import Ctx
from services.notify import tell
from services.people.people import roles_of
from services.rider.rider_roll import payable
from services.whistle.forces import active_at

PAGE = 8
TOKEN_BYTES = 24


@dataclass(frozen=True)
class Offer:
    """A role as it is offered: `kind` is the kind of force."""

    role: Role
    unit: str
    kind: str | None
    until: datetime


@dataclass(frozen=True)
class Page:
    """Ids with their names; `after` is where the next page starts, None: this is the last."""

    rows: tuple[tuple[int, str], ...]
    after: int | None


def may_give(ctx: Ctx) -> tuple[Role, ...]:
    """The roles that the actor may give and end, in the table's order."""
    return tuple(dict.fromkeys(role for held in ctx.actor.roles for role in MAY_GIVE.get(held.role, ())))


def force_kinds(ctx: Ctx) -> tuple[str, ...]:
    return tuple(kind.key for kind in ctx.settings.forces.kinds if kind.key != PARTNERS)


def opens(roles: tuple[Held, ...], role: Role, unit: Unit) -> bool:
    """Whether somebody with `roles` may give `role` for `unit`: of its kind, and within a subtree of theirs."""
    return unit.kind in HELD_FOR[role] and any(
        role in MAY_GIVE.get(held.role, ()) and held.opens(unit.path) for held in roles
    )


async def units_for(ctx: Ctx, role: Role, after: int = 0) -> Page:
    """The units for which the actor may give `role`; keyset by id. Raises NotAllowed."""
    paths = [held.path for held in ctx.actor.roles if role in MAY_GIVE.get(held.role, ())]
    if not paths:
        raise NotAllowed
    query = (
        select(Unit.id, Unit.name)
        .where(Unit.kind.in_(HELD_FOR[role]), or_(*(Unit.path.startswith(path) for path in paths)), Unit.id > after)
        .order_by(Unit.id)
        .limit(PAGE + 1)
    )
    found = [(id_, name) for id_, name in (await ctx.session.execute(query)).all()]
    return Page(tuple(found[:PAGE]), found[PAGE - 1][0] if len(found) > PAGE else None)


async def invite(ctx: Ctx, role: Role, unit_id: int, kind: str | None = None) -> tuple[str, Offer]:
    """The token of a new link, told this once, and what it offers. Raises NotAllowed, NotFound."""
    unit = await ctx.session.get(Unit, unit_id)
    if unit is None or not opens(ctx.actor.roles, role, unit):
        raise NotAllowed
    if (kind in force_kinds(ctx)) != (role is Role.FORCE):
        raise NotFound
    token = secrets.token_urlsafe(TOKEN_BYTES)
    expires_at = ctx.now + timedelta(days=ctx.settings.invitations.days)
    ctx.session.add(
        Invitation(
            token_hash=_hash(token),
            role=role,
            unit_id=unit_id,
            issued_by=ctx.person_id,
            expires_at=expires_at,
            force_kind=kind if role is Role.FORCE else None,
        )
    )
    _log(ctx, "role_invited", unit_id)
    await ctx.session.flush()
    return token, Offer(role, unit.name, kind, expires_at)


async def offered(ctx: Ctx, token: str) -> Offer:
    """What a link offers to the actor. Raises InvitationInvalid, OwnInvitation, RoleAlreadyHeld."""
    invitation, unit = await _live(ctx, token)
    return Offer(Role(invitation.role), unit.name, invitation.force_kind, invitation.expires_at)


async def _live(ctx: Ctx, token: str) -> tuple[Invitation, Unit]:
    query = (
        select(Invitation, Unit)
        .join(Unit, Unit.id == Invitation.unit_id)
        .where(Invitation.token_hash == _hash(token), Invitation.used_by.is_(None), Invitation.expires_at > ctx.now)
    )
    row = (await ctx.session.execute(query)).one_or_none()
    if row is None:
        raise InvitationInvalid
    invitation, unit = row
    if invitation.issued_by is not None:
        if invitation.issued_by == ctx.actor.person_id:
            raise OwnInvitation
        issuer = (await roles_of(ctx, [invitation.issued_by])).get(invitation.issued_by, [])
        if not opens(tuple(issuer), Role(invitation.role), unit):
            raise InvitationInvalid
    mine = ((held.role, held.unit_id, held.force_kind) for held in ctx.actor.roles)
    if (Role(invitation.role), unit.id, invitation.force_kind) in mine:
        raise RoleAlreadyHeld
    return invitation, unit


async def accept(ctx: Ctx, token: str) -> Offer:
    """The actor takes the role, from today. Of two who open one link at once the row count decides: the other is told
    that it is used. Raises what `offered` raises, and ConsentNeeded."""
    if ctx.actor.person_id is None or not ctx.actor.consented:
        raise ConsentNeeded
    invitation, unit = await _live(ctx, token)
    if invitation.role == Role.RIDER_SUPERVISOR and not await payable(ctx, [ctx.person_id]):
        raise SupervisorsRide
    claimed = await ctx.session.execute(
        update(Invitation)
        .where(Invitation.token_hash == invitation.token_hash, Invitation.used_by.is_(None))
        .values(used_by=ctx.person_id, used_at=ctx.now)
        .returning(Invitation.token_hash)
    )
    if claimed.first() is None:
        raise InvitationInvalid
    held = RoleHeld(
        person_id=ctx.person_id,
        role=invitation.role,
        unit_id=unit.id,
        starts_on=ctx.today,
        force_kind=invitation.force_kind,
    )
    ctx.session.add(held)
    _log(ctx, "role_accepted", ctx.person_id)
    await ctx.session.flush()
    if invitation.issued_by is not None:
        key = f"invitation:{held.id}"
        await tell(ctx, [invitation.issued_by], Notice.INVITATION_ACCEPTED, key, held=held.id)
    return Offer(Role(invitation.role), unit.name, invitation.force_kind, invitation.expires_at)


@dataclass(frozen=True)
class Holder:
    """Somebody's role. `name` is empty where nobody has told it."""

    id: int
    person_id: int
    name: str
    role: Role
    unit_id: int
    unit: str
    kind: str | None


async def people_with_roles(ctx: Ctx, after: int = 0) -> tuple[tuple[Holder, ...], int | None]:
    """Whoever holds a role that the actor may end, a page at a time; keyset by the role's id. Raises NotAllowed."""
    mine = [(role, held.path) for held in ctx.actor.roles for role in MAY_GIVE.get(held.role, ())]
    if not mine:
        raise NotAllowed
    query = (
        _holders()
        .where(
            or_(*((RoleHeld.role == role) & Unit.path.startswith(path) for role, path in mine)),
            RoleHeld.ends_on.is_(None) | (RoleHeld.ends_on >= ctx.today),
            RoleHeld.id > after,
        )
        .order_by(RoleHeld.id)
        .limit(PAGE + 1)
    )
    found = [_holder(ctx, *row) for row in (await ctx.session.execute(query)).all()]
    return tuple(found[:PAGE]), found[PAGE - 1].id if len(found) > PAGE else None


async def holder(ctx: Ctx, held_id: int) -> Holder | None:
    """One of them, ended or not, for a push about it."""
    row = (await ctx.session.execute(_holders().where(RoleHeld.id == held_id))).one_or_none()
    return _holder(ctx, *row) if row else None


async def endable(ctx: Ctx, held_id: int) -> Holder:
    """Raises NotFound for a role that the actor may not end."""
    row = (await ctx.session.execute(_holders().where(RoleHeld.id == held_id))).one_or_none()
    if row is None or not opens(ctx.actor.roles, Role(row[0].role), row[2]):
        raise NotFound
    return _holder(ctx, *row)


async def end_role(ctx: Ctx, held_id: int) -> Holder:
    """End somebody's role now, and their duty with it; they are told. Raises NotFound for a role that the actor may not
    end, RoleEndedAlready."""
    held = await endable(ctx, held_id)
    ended = await ctx.session.execute(
        update(RoleHeld)
        .where(RoleHeld.id == held_id, RoleHeld.ends_on.is_(None) | (RoleHeld.ends_on >= ctx.today))
        .values(ends_on=ctx.today - timedelta(days=1))
        .returning(RoleHeld.person_id)
    )
    person_id = ended.scalar_one_or_none()
    if person_id is None:
        raise RoleEndedAlready
    duty = (Duty.person_id == person_id, Duty.unit_id == held.unit_id)
    await ctx.session.execute(update(Duty).where(*duty, active_at(ctx.now)).values(ends_at=ctx.now))
    await ctx.session.execute(delete(Duty).where(*duty, Duty.starts_at > ctx.now))
    _log(ctx, "role_ended", person_id)
    await ctx.session.flush()
    await tell(ctx, [person_id], Notice.ROLE_ENDED, f"role-ended:{held_id}", held=held_id)
    return held


def _holders() -> Select[RoleHeld, Person, Unit]:
    return (
        select(RoleHeld, Person, Unit)
        .join(Person, Person.id == RoleHeld.person_id)
        .join(Unit, Unit.id == RoleHeld.unit_id)
    )


def _holder(ctx: Ctx, held: RoleHeld, person: Person, unit: Unit) -> Holder:
    name = ctx.vault.open(person.name, f"person:{person.id}:name") if person.name else person.nickname
    return Holder(held.id, person.id, name or "", Role(held.role), unit.id, unit.name, held.force_kind)


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _log(ctx: Ctx, what: str, subject_id: int) -> None:
    ctx.session.add(AccessLog(at=ctx.now, actor_id=ctx.person_id, what=what, subject_id=subject_id))

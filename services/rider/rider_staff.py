"""The street's side of the agreement: the riders whom a community or the street sees, and ending it with a reason."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, or_, select, update

from domain.errors import NotAllowed, NotFound, ReasonNeeded
from domain.notices import Notice
from domain.roles import Role
from models.audit import AccessLog
from models.people import AgreementAccepted, Person, RoleHeld
from models.rider import RiderProfile
from services.act import Ctx
from services.notify import tell
from services.people.people import spoken_name
from services.streets import root

PAGE = 8


@dataclass(frozen=True)
class RiderLine:
    """`ended`: the street's side ended the agreement. `name` is empty where nobody has said it."""

    held_id: int
    person_id: int
    name: str
    platform: str | None
    ended: bool


async def riders_seen(ctx: Ctx, after: int = 0) -> tuple[list[RiderLine], int | None]:
    """A page; keyset by the role's id. A community sees those who ride there or anywhere, the street all. Raises
    NotAllowed."""
    query = _seen(ctx).where(RoleHeld.id > after).order_by(RoleHeld.id).limit(PAGE + 1)
    lines = [_line(ctx, *row) for row in (await ctx.session.execute(query)).all()]
    return lines[:PAGE], lines[PAGE - 1].held_id if len(lines) > PAGE else None


async def rider_seen(ctx: Ctx, held_id: int) -> RiderLine:
    """Raises NotAllowed, NotFound."""
    row = (await ctx.session.execute(_seen(ctx).where(RoleHeld.id == held_id))).one_or_none()
    if row is None:
        raise NotFound
    return _line(ctx, *row)


async def close_agreement(ctx: Ctx, held_id: int, reason: str) -> None:
    """End it for the street's side: the rider is told why, and points earned stay. Raises NotAllowed, NotFound,
    ReasonNeeded."""
    line = await rider_seen(ctx, held_id)
    if not reason:
        raise ReasonNeeded
    mine = (AgreementAccepted.person_id == line.person_id, AgreementAccepted.ended_at.is_(None))
    ended = {"ended_at": ctx.now, "ended_by": ctx.person_id, "reason": reason[:200]}
    statement = update(AgreementAccepted).where(*mine).values(ended).returning(AgreementAccepted.version)
    if (await ctx.session.execute(statement)).first() is None:
        raise NotFound
    ctx.session.add(AccessLog(at=ctx.now, actor_id=ctx.person_id, what="agreement_ended", subject_id=line.person_id))
    await ctx.session.flush()
    key = f"agreement-ended:{held_id}:{ctx.now.isoformat()}"
    await tell(ctx, [line.person_id], Notice.AGREEMENT_ENDED, key, reason=reason[:200])


async def open_agreement(ctx: Ctx, held_id: int) -> None:
    """They may sign again. Raises NotAllowed, NotFound."""
    line = await rider_seen(ctx, held_id)
    theirs = update(AgreementAccepted).where(AgreementAccepted.person_id == line.person_id)
    await ctx.session.execute(theirs.values(ended_by=None, reason=None))


def _seen(ctx: Ctx) -> Select[RoleHeld, Person, RiderProfile, datetime | None]:
    """Joined with when the street's side ended the agreement. Raises NotAllowed for who is neither."""
    actor = ctx.actor
    street = {root(held.path) for held in actor.roles if held.role in (Role.STREET_STAFF, Role.ADMIN)}
    office = [held for held in actor.roles if held.role is Role.COMMUNITY_STAFF]
    if not street and not office:
        raise NotAllowed
    seen: ColumnElement[bool] = RoleHeld.unit_id.in_(street)
    if office:
        rides_here = or_(RiderProfile.area_id.is_(None), RiderProfile.area_id.in_([held.unit_id for held in office]))
        seen = or_(seen, RoleHeld.unit_id.in_({root(held.path) for held in office}) & rides_here)
    closed = (
        select(AgreementAccepted.ended_at)
        .where(AgreementAccepted.person_id == Person.id, AgreementAccepted.ended_by.is_not(None))
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(RoleHeld, Person, RiderProfile, closed)
        .join(Person, Person.id == RoleHeld.person_id)
        .outerjoin(RiderProfile, RiderProfile.person_id == Person.id)
        .where(
            RoleHeld.role == Role.RIDER,
            RoleHeld.starts_on <= ctx.today,
            RoleHeld.ends_on.is_(None) | (RoleHeld.ends_on >= ctx.today),
            seen,
        )
    )


def _line(ctx: Ctx, held: RoleHeld, person: Person, profile: RiderProfile | None, closed: datetime | None) -> RiderLine:
    name = (profile.nickname if profile else None) or spoken_name(ctx, person)
    return RiderLine(held.id, person.id, name, profile.platform if profile else None, closed is not None)

"""Rider supervisors 骑手小哥监督员: a community picks them from the riders it sees, and ends it again. The riders hear
of both, and so does whoever else staffs the community."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from domain.errors import NotAllowed, NotFound
from domain.notices import Notice
from domain.rider_errors import OwnAppointment, SupervisorsRide
from domain.roles import MAY_GIVE, Role
from models.audit import AccessLog
from models.people import Person, RoleHeld
from models.places import Unit
from services.act import Ctx
from services.notify import holders, tell
from services.people import invitations
from services.rider.rider_roll import payable
from services.rider.rider_staff import RiderLine, rider_seen


@dataclass(frozen=True)
class Supervises:
    """A rider supervises a community; `held_id` is the role's."""

    held_id: int
    unit_id: int
    unit: str
    since: date


@dataclass(frozen=True)
class RiderCard:
    """A rider, and the community that the actor may appoint them for, by id and name; None: for none."""

    rider: RiderLine
    supervises: tuple[Supervises, ...]
    community: tuple[int, str] | None


async def card(ctx: Ctx, held_id: int) -> RiderCard:
    """Raises NotAllowed, NotFound."""
    rider = await rider_seen(ctx, held_id)
    mine = (await supervising(ctx, [rider.person_id])).get(rider.person_id, ())
    free = [unit for unit in await _communities(ctx) if unit[0] not in {one.unit_id for one in mine}]
    appointed = rider.person_id != ctx.person_id and rider.person_id in await payable(ctx, [rider.person_id])
    return RiderCard(rider, mine, free[0] if free and appointed else None)


async def supervising(ctx: Ctx, people: Iterable[int]) -> dict[int, tuple[Supervises, ...]]:
    """Which communities of the actor's each of them supervises today."""
    communities = dict(await _communities(ctx))
    query = select(RoleHeld).where(RoleHeld.person_id.in_(set(people)), RoleHeld.unit_id.in_(communities), *_live(ctx))
    found: dict[int, tuple[Supervises, ...]] = {}
    for held in await ctx.session.scalars(query.order_by(RoleHeld.id)):
        one = Supervises(held.id, held.unit_id, communities[held.unit_id], held.starts_on)
        found[held.person_id] = (*found.get(held.person_id, ()), one)
    return found


async def appoint(ctx: Ctx, held_id: int, unit_id: int) -> None:
    """The rider with that role supervises the community from today; again is the same as once. Of two at once the
    rider's row lets one pass.

    Raises NotAllowed, NotFound, OwnAppointment, SupervisorsRide.
    """
    rider = await rider_seen(ctx, held_id)
    if unit_id not in dict(await _communities(ctx)):
        raise NotAllowed
    if rider.person_id == ctx.person_id:
        raise OwnAppointment
    await ctx.session.execute(select(Person.id).where(Person.id == rider.person_id).with_for_update())
    if rider.person_id not in await payable(ctx, [rider.person_id]):
        raise SupervisorsRide
    same = select(RoleHeld.id).where(RoleHeld.person_id == rider.person_id, RoleHeld.unit_id == unit_id, *_live(ctx))
    if await ctx.session.scalar(same.limit(1)) is not None:
        return
    held = RoleHeld(person_id=rider.person_id, role=Role.RIDER_SUPERVISOR, unit_id=unit_id, starts_on=ctx.today)
    ctx.session.add(held)
    ctx.session.add(AccessLog(at=ctx.now, actor_id=ctx.person_id, what="role_accepted", subject_id=rider.person_id))
    await ctx.session.flush()
    told = [rider.person_id, *await _colleagues(ctx, unit_id)]
    await tell(ctx, told, Notice.SUPERVISOR_NEWS, f"supervisor:{held.id}", held=held.id, what="appointed")


async def end(ctx: Ctx, held_id: int) -> None:
    """By the id of the supervisor's role. Raises NotFound, RoleEndedAlready."""
    held = await invitations.endable(ctx, held_id)
    if held.role is not Role.RIDER_SUPERVISOR:
        raise NotFound
    await invitations.end_role(ctx, held_id)
    told, key = await _colleagues(ctx, held.unit_id), f"supervisor:{held_id}:ended"
    await tell(ctx, told, Notice.SUPERVISOR_NEWS, key, held=held_id, what="ended")


async def _communities(ctx: Ctx) -> list[tuple[int, str]]:
    """For which the actor may appoint."""
    mine = [held.unit_id for held in ctx.actor.roles if Role.RIDER_SUPERVISOR in MAY_GIVE.get(held.role, ())]
    query = select(Unit.id, Unit.name).where(Unit.id.in_(mine)).order_by(Unit.id)
    return [(id_, name) for id_, name in (await ctx.session.execute(query)).all()] if mine else []


def _live(ctx: Ctx) -> tuple[Any, ...]:
    return (
        RoleHeld.role == Role.RIDER_SUPERVISOR,
        RoleHeld.starts_on <= ctx.today,
        RoleHeld.ends_on.is_(None) | (RoleHeld.ends_on >= ctx.today),
    )


async def _colleagues(ctx: Ctx, unit_id: int) -> list[int]:
    return [one for one in await holders(ctx, Role.COMMUNITY_STAFF, unit_id) if one != ctx.person_id]

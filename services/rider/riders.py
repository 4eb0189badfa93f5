"""Riders: the two-way service agreement 双向服务协议, by which a courier becomes a mobile grid worker.

Accepting it is also how riders join: it gives the role, for the rider's whole street, from today.
"""

from datetime import datetime

from sqlalchemy import select, update

from domain.errors import AgreementNeeded, ConsentNeeded
from domain.rider_errors import AgreementClosed
from domain.roles import Role
from models.people import AgreementAccepted, Person, RoleHeld
from services.act import Ctx
from services.insert import insert_new
from services.points import points
from services.rider.rider_roll import riding
from services.streets import own_street


async def accept_agreement(ctx: Ctx) -> None:
    """The actor accepts the version in force; again is the same as once. Raises ConsentNeeded, AgreementClosed.

    1. The person's row is locked: two taps at once give one role.
    2. The agreement is written down, or taken up again after it was ended.
    3. Role and points account, where they are not there yet.
    """
    if ctx.actor.person_id is None or not ctx.actor.consented:
        raise ConsentNeeded
    person = ctx.person_id
    await ctx.session.execute(select(Person.id).where(Person.id == person).with_for_update())
    closed = select(AgreementAccepted.reason).where(
        AgreementAccepted.person_id == person, AgreementAccepted.ended_by.is_not(None)
    )
    if (reason := await ctx.session.scalar(closed.limit(1))) is not None:
        raise AgreementClosed(reason=reason)
    version = ctx.settings.street.agreement_version
    row = {"person_id": person, "version": version, "accepted_at": ctx.now}
    await ctx.session.execute(insert_new(ctx.session, AgreementAccepted).values(row))
    await ctx.session.execute(
        update(AgreementAccepted)
        .where(
            AgreementAccepted.person_id == person,
            AgreementAccepted.version == version,
            AgreementAccepted.ended_at.is_not(None),
        )
        .values(accepted_at=ctx.now, ended_at=None)
    )
    if not await riding(ctx, [person]):
        street = await own_street(ctx)
        ctx.session.add(RoleHeld(person_id=person, role=Role.RIDER, unit_id=street, starts_on=ctx.today))
        await ctx.session.flush()
    await points.account_of(ctx, person)


async def agreed_at(ctx: Ctx) -> datetime | None:
    """Since when the actor, a rider, keeps to the version in force; None: not (any more)."""
    if not ctx.actor.has(Role.RIDER):
        return None
    return await ctx.session.scalar(
        select(AgreementAccepted.accepted_at).where(
            AgreementAccepted.person_id == ctx.actor.person_id,
            AgreementAccepted.version == ctx.settings.street.agreement_version,
            AgreementAccepted.ended_at.is_(None),
        )
    )


async def agreement_live(ctx: Ctx) -> bool:
    return await agreed_at(ctx) is not None


async def need_agreement(ctx: Ctx) -> None:
    """Raises AgreementNeeded."""
    if not await agreement_live(ctx):
        raise AgreementNeeded


async def end_agreement(ctx: Ctx) -> None:
    """The actor ends it, every version. Points stay, and so does the role: it can be taken up again at any time."""
    mine = (AgreementAccepted.person_id == ctx.actor.person_id, AgreementAccepted.ended_at.is_(None))
    await ctx.session.execute(update(AgreementAccepted).where(*mine).values(ended_at=ctx.now))

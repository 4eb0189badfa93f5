"""The month's board of riders who chose a nickname for it, and each rider's badges."""

from dataclasses import dataclass

from sqlalchemy import Select, case, func, or_, select, update

from domain.nickname import nickname
from domain.points_rules import Reason
from domain.rider_errors import NicknameTaken
from domain.roles import Role
from models.case import Case
from models.people import Person, RoleHeld
from models.points import PointsAccount, PointsTransfer
from models.rider import RiderProfile
from services.act import Ctx
from services.insert import insert_new, upsert
from services.people.people import spoken_name
from services.points.points import SystemAccount
from services.rider.riders import need_agreement
from services.streets import own_street

PAID = (Reason.HAZARD_CONFIRMED, Reason.SOLVED_ON_SPOT)


@dataclass(frozen=True)
class Board:
    """`rows` are nicknames with this month's points, the most first; `mine` is the actor's, None: not on it."""

    rows: tuple[tuple[str, int], ...]
    mine: str | None


async def board(ctx: Ctx) -> Board:
    """What was earned this month, less what was corrected; of those alone who want to be seen, and ride in the actor's
    street."""
    own = select(RiderProfile.nickname).where(RiderProfile.person_id == ctx.actor.person_id)
    earned = PointsTransfer.from_id == SystemAccount.ISSUED
    rider = case((earned, PointsTransfer.to_id), else_=PointsTransfer.from_id)
    points = func.sum(case((earned, PointsTransfer.amount), else_=-PointsTransfer.amount))
    query = (
        select(RiderProfile.nickname, points)
        .select_from(PointsTransfer)
        .join(PointsAccount, PointsAccount.id == rider)
        .join(RiderProfile, RiderProfile.person_id == PointsAccount.person_id)
        .where(
            PointsTransfer.on_date >= ctx.today.replace(day=1),
            or_(earned, PointsTransfer.to_id == SystemAccount.ISSUED),
            RiderProfile.nickname.is_not(None),
            PointsAccount.person_id.in_(await _who_ride_here(ctx)),
        )
        .group_by(RiderProfile.nickname)
        .order_by(points.desc(), RiderProfile.nickname)
        .limit(ctx.settings.riders.board_shows)
    )
    rows = tuple((name or "", int(sum_)) for name, sum_ in await ctx.session.execute(query))
    return Board(rows, await ctx.session.scalar(own))


async def _who_ride_here(ctx: Ctx) -> Select[int]:
    return select(RoleHeld.person_id).where(
        RoleHeld.role == Role.RIDER,
        RoleHeld.unit_id == await own_street(ctx),
        RoleHeld.starts_on <= ctx.today,
        RoleHeld.ends_on.is_(None) | (RoleHeld.ends_on >= ctx.today),
    )


async def stand_on_board(ctx: Ctx, typed: str) -> str:
    """The actor, a rider, wants to be seen as `typed`. Raises AgreementNeeded, NicknameUnfit, NicknameTaken."""
    await need_agreement(ctx)
    person = await ctx.session.get(Person, ctx.person_id)
    chosen = nickname(typed, ctx.settings.riders, spoken_name(ctx, person) if person and person.name else "")
    taken = select(RiderProfile.person_id).where(
        RiderProfile.nickname == chosen, RiderProfile.person_id != ctx.person_id
    )
    if await ctx.session.scalar(taken) is not None:
        raise NicknameTaken
    await ctx.session.execute(insert_new(ctx.session, RiderProfile).values(person_id=ctx.person_id))
    mine = update(RiderProfile).where(RiderProfile.person_id == ctx.person_id)
    await ctx.session.execute(mine.values(nickname=chosen))
    return chosen


async def leave_board(ctx: Ctx) -> None:
    mine = update(RiderProfile).where(RiderProfile.person_id == ctx.actor.person_id)
    await ctx.session.execute(mine.values(nickname=None))


async def say_platform(ctx: Ctx, platform: str) -> None:
    """Whom the actor rides for; what the config does not know is passed over."""
    if platform in ctx.settings.riders.platforms and ctx.actor.person_id is not None:
        row = {"person_id": ctx.person_id, "platform": platform}
        await ctx.session.execute(upsert(ctx.session, RiderProfile, ["person_id"], ["platform"]).values(row))


async def say_area(ctx: Ctx, area_id: int | None) -> None:
    """Where the actor mostly rides: one of the street's communities, as the caller has made sure, or anywhere."""
    if ctx.actor.person_id is not None:
        row = {"person_id": ctx.person_id, "area_id": area_id}
        await ctx.session.execute(upsert(ctx.session, RiderProfile, ["person_id"], ["area_id"]).values(row))


async def badges(ctx: Ctx) -> list[tuple[str, int, int]]:
    """Categories with the actor's confirmed hazards and the badge they give (1, 2, 3 …), the most first."""
    count = func.count()
    query = (
        select(Case.category, count)
        .select_from(PointsTransfer)
        .join(Case, Case.id == PointsTransfer.case_id)
        .join(PointsAccount, PointsAccount.id == PointsTransfer.to_id)
        .where(PointsAccount.person_id == ctx.actor.person_id, PointsTransfer.reason.in_(PAID))
        .group_by(Case.category)
        .order_by(count.desc(), Case.category)
    )
    steps = ctx.settings.riders.badges
    counted = [(category, int(n)) for category, n in await ctx.session.execute(query)]
    return [(category, n, sum(n >= step for step in steps)) for category, n in counted if n >= min(steps)]

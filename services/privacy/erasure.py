"""Somebody's data are erased: all in one transaction, at once; files and the channels' copies follow it.

The person's row stays with nothing in it: the figures count and the ledger adds up, and do not say whom they are about.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, or_, select

from domain.erasing import LEAVES_WITH_THEM, Way
from domain.errors import ConsentNeeded, NotAllowed, NotFound
from domain.notices import Notice
from domain.privacy_errors import ErasedAlready, ErasureStale, RoleFirst
from domain.roles import Role
from domain.wish_flow import WishMove, step_of
from models.audit import AccessLog
from models.case_look import CaseLookOffer
from models.media import Media
from models.people import AgreementAccepted, Care, Consent, EarlierHome, Person, PhoneClaim, Quieted, RoleHeld
from models.places import Household, Unit
from models.points import PointsAccount
from models.privacy import Erasure
from models.reward import Voucher
from models.rider import RiderProfile
from models.station import StationCheckIn
from models.wish import Wish
from services.act import SYSTEM, Ctx
from services.notify import holders, tell
from services.privacy.erase_cases import erase_cases
from services.privacy.erase_chats import erase_chats
from services.privacy.erase_home import erase_home
from services.privacy.erase_media import erase_media
from services.privacy.erase_points import erase_points
from services.privacy.whose import Whose, whose
from services.visit.visit_duty import case_workers
from services.visit.visits import COMMUNITY, home_for

LOGGED = "erased"
FORGOTTEN = (
    Consent,
    PhoneClaim,
    AgreementAccepted,
    Care,
    EarlierHome,
    Quieted,
    RiderProfile,
    StationCheckIn,
    CaseLookOffer,
)
"""Rows that say something of a person and nothing of anybody else."""
EMPTIED = ("name", "phone", "phone_index", "number", "number_index", "nickname", "community_id", "compound_id")


@dataclass(frozen=True)
class Going:
    """What an erasure would take away and what it would leave, for whoever is about to decide."""

    open_cases: int
    past_cases: int
    wishes: int
    files: int
    chats: int
    points: int
    vouchers: int
    visited: bool


async def going(ctx: Ctx) -> Going:
    """Of the actor. Raises ConsentNeeded where nothing is stored, RoleFirst."""
    if ctx.actor.person_id is None:
        raise ConsentNeeded
    await refuse_roles(ctx, ctx.person_id)
    return await _going(ctx, await ctx.session.get_one(Person, ctx.person_id))


async def _going(ctx: Ctx, person: Person) -> Going:
    theirs = await whose(ctx, person)
    on_wall = Wish.case_id.in_(theirs.cases) & Wish.state.in_(step_of(WishMove.END).sources)
    files = select(func.count()).select_from(Media).where(Media.chat_id.in_(theirs.chats))
    vouchers = select(func.count()).select_from(Voucher).where(Voucher.person_id == person.id, Voucher.pending())
    cared_for = select(Care.id).where(Care.person_id == person.id).limit(1)
    return Going(
        open_cases=len(theirs.running),
        past_cases=len(theirs.over),
        wishes=await ctx.session.scalar(select(func.count()).select_from(Wish).where(on_wall)) or 0,
        files=await ctx.session.scalar(files) or 0,
        chats=len(theirs.chats),
        points=await ctx.session.scalar(select(PointsAccount.balance).where(PointsAccount.person_id == person.id)) or 0,
        vouchers=await ctx.session.scalar(vouchers) or 0,
        visited=person.household_id is not None or await ctx.session.scalar(cared_for) is not None,
    )


async def erase_me(ctx: Ctx, asked_at: datetime) -> None:
    """The actor confirms what they were asked at `asked_at`. Raises ConsentNeeded, ErasureStale, RoleFirst,
    ErasedAlready."""
    if ctx.actor.person_id is None:
        raise ConsentNeeded
    if not 0 <= (ctx.now - asked_at).total_seconds() < ctx.settings.privacy.erase_minutes * 60:
        raise ErasureStale
    await erase(ctx, ctx.person_id, Way.CHAT)


async def going_of(ctx: Ctx, household_id: int, person_id: int) -> Going:
    """Of somebody who lives there and asks the community's staff. Raises NotFound, NotAllowed, RoleFirst."""
    person = await _resident(ctx, household_id, person_id)
    await refuse_roles(ctx, person_id)
    return await _going(ctx, person)


async def erase_for(ctx: Ctx, household_id: int, person_id: int, asked_at: datetime) -> None:
    """A community's officer erases a resident who has asked them face to face; who did it is kept. Raises NotFound,
    NotAllowed, ErasureStale, RoleFirst, ErasedAlready."""
    await _resident(ctx, household_id, person_id)
    if not 0 <= (ctx.now - asked_at).total_seconds() < ctx.settings.privacy.erase_minutes * 60:
        raise ErasureStale
    await erase(ctx, person_id, Way.FACE_TO_FACE)


async def _resident(ctx: Ctx, household_id: int, person_id: int) -> Person:
    """The grid's worker may look after somebody, and has no say in this."""
    home = await home_for(ctx, household_id)
    path = await ctx.session.scalar(select(Unit.path).where(Unit.id == home.grid_id))
    if path is None or not any(held.role in COMMUNITY and held.opens(path) for held in ctx.actor.roles):
        raise NotAllowed
    person = await ctx.session.get(Person, person_id)
    if person is None or person.household_id != household_id:
        raise NotFound
    return person


async def refuse_roles(ctx: Ctx, person_id: int) -> None:
    """Whoever works for others stays responsible until that is handed over."""
    held = select(RoleHeld.role).where(
        RoleHeld.person_id == person_id,
        RoleHeld.role.not_in(LEAVES_WITH_THEM),
        or_(RoleHeld.ends_on.is_(None), RoleHeld.ends_on >= ctx.today),
    )
    roles = sorted(set(await ctx.session.scalars(held)))
    if roles:
        raise RoleFirst(roles=tuple(f"role-{role}" for role in roles))


async def erase(ctx: Ctx, person_id: int, way: Way) -> None:
    """Whoever asks has been looked at. Raises RoleFirst, ErasedAlready.

    1. The person's row is locked: of two confirmations the second finds nobody.
    2. Points first, by the order of locks; then cases, home, chats, files.
    3. The row itself, emptied; and that it was done, by whom.
    """
    locked = select(Person).where(Person.id == person_id).with_for_update().execution_options(populate_existing=True)
    person = await ctx.session.scalar(locked)
    if person is None or person.erased_at is not None:
        raise ErasedAlready
    await refuse_roles(ctx, person_id)
    theirs = await whose(ctx, person)
    await erase_points(ctx, person_id)
    await erase_cases(ctx, theirs)
    visits = await erase_home(ctx, theirs)
    await _tell_who_visits(ctx, theirs)
    await erase_media(ctx, theirs, visits)
    await erase_chats(ctx, theirs)
    await _empty(ctx, person)
    by = ctx.actor.person_id
    ctx.session.add(Erasure(person_id=person_id, at=ctx.now, way=way, by=None if by == person_id else by))
    if ctx.actor != SYSTEM:
        ctx.session.add(AccessLog(at=ctx.now, actor_id=ctx.person_id, what=LOGGED, subject_id=person_id))
    await ctx.session.flush()


async def _empty(ctx: Ctx, person: Person) -> None:
    for table in FORGOTTEN:
        await ctx.session.execute(delete(table).where(table.person_id == person.id))
    roles = delete(RoleHeld).where(RoleHeld.person_id == person.id, RoleHeld.role.in_(LEAVES_WITH_THEM))
    await ctx.session.execute(roles)
    for column in EMPTIED:
        setattr(person, column, None)
    if person.household_id is not None:
        person.moved_out_on = min(person.moved_out_on or ctx.today, ctx.today)
    person.household_id, person.moved_in_on, person.large_type, person.erased_at = None, None, False, ctx.now
    await ctx.session.flush()


async def _tell_who_visits(ctx: Ctx, theirs: Whose) -> None:
    """Nobody who must be visited is forgotten in silence: the worker and the community hear that somebody in that
    building is visited no more, and not who."""
    if theirs.person.household_id is None:
        return
    grid, building = (
        await ctx.session.execute(
            select(Household.grid_id, Household.building_id).where(Household.id == theirs.person.household_id)
        )
    ).one()
    community = await ctx.session.scalar(select(Unit.parent_id).where(Unit.id == grid))
    office: Sequence[int] = await holders(ctx, Role.COMMUNITY_STAFF, community)
    told = [one for one in {*await case_workers(ctx, grid), *office} if one != ctx.actor.person_id]
    await tell(ctx, told, Notice.RESIDENT_ERASED, f"resident-erased:{theirs.id}", building=building)

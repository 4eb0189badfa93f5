"""A rider supervisor looks whether a resolved hazard is gone: "gone" is the check, "still there" sends it back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from domain.case_flow import CaseState, Move, Party
from domain.errors import AgreementNeeded, NotFound
from domain.points_rules import Reason
from domain.rider_errors import LookOver
from domain.roles import Role
from models.case import Case, CaseMedia
from models.case_look import CaseLook
from models.media import Media
from services.act import Ctx
from services.case.case_given import Given
from services.case.case_look_draw import concerned
from services.case.case_moves import make
from services.case.case_views import place_of
from services.points.earnings import earn
from services.rider.rider_roll import payable
from services.rider.supervisors import refuse_who_was

PAGE = 8


@dataclass(frozen=True)
class LookCard:
    """What a supervisor needs to find it; not who reported or dealt with it. WGS84 degrees."""

    number: str
    category: str
    words: str
    place: str
    point: tuple[float, float] | None
    media: tuple[int, ...]


async def card(ctx: Ctx, number: str) -> LookCard:
    """Raises NotFound, LookOver."""
    case, _ = await _for_supervisor(ctx, number)
    photos = (
        select(CaseMedia.media_id)
        .join(Media, Media.id == CaseMedia.media_id)
        .where(CaseMedia.case_id == case.id, Media.state != "bad", Media.kind == "photo")
        .order_by(CaseMedia.media_id)
    )
    point = None if case.lat is None or case.lon is None else (case.lat, case.lon)
    media = tuple(await ctx.session.scalars(photos))
    return LookCard(case.number, case.category, case.words, await place_of(ctx, case), point, media)


async def waiting(ctx: Ctx) -> list[str]:
    """Numbers of what may be looked at now in the actor's communities, the oldest first; one page."""
    query = (
        select(Case.number)
        .join(CaseLook, CaseLook.case_id == Case.id)
        .where(
            CaseLook.community_id.in_(ctx.actor.units(Role.RIDER_SUPERVISOR)),
            CaseLook.looked_at.is_(None),
            Case.state == CaseState.RESOLVED,
            Case.reporter_id.is_distinct_from(ctx.actor.person_id),
        )
        .order_by(CaseLook.case_id)
        .limit(PAGE)
    )
    return list(await ctx.session.scalars(query))


async def look(ctx: Ctx, number: str, *, gone: bool, files: Sequence[Mapping[str, Any]], note: str | None) -> int:
    """The first who answers; a photo shows it. Paid once for the case, whatever was found. Returns the points.

    Raises NotFound, LookOver, PhotoNeeded."""
    case, row = await _for_supervisor(ctx, number, lock=True)
    row.looked_at, row.looked_by, row.gone = ctx.now, ctx.person_id, gone
    name = Move.CHECK if gone else Move.SEND_BACK
    await make(ctx, case, frozenset({Party.SUPERVISOR}), name, Given(note=note, files=files))
    amount = ctx.settings.points.supervisor_check
    return await earn(ctx, ctx.person_id, Reason.SUPERVISOR_CHECK, amount, str(case.id), case_id=case.id)


async def _for_supervisor(ctx: Ctx, number: str, *, lock: bool = False) -> tuple[Case, CaseLook]:
    """Raises NotFound for everybody but a supervisor of the place who had nothing to do with it; NoSupervisorNow,
    AgreementNeeded, LookOver."""
    query = select(Case).where(Case.number == number)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    case = await ctx.session.scalar(query)
    if case is None:
        raise NotFound
    if case.community_id not in ctx.actor.units(Role.RIDER_SUPERVISOR):
        await refuse_who_was(ctx, case.community_id)
        raise NotFound
    if not await payable(ctx, [ctx.person_id]):
        raise AgreementNeeded
    row = await ctx.session.get(CaseLook, case.id, populate_existing=True)
    if row is None:
        raise NotFound
    if row.looked_at is not None or case.state != CaseState.RESOLVED:
        raise LookOver(number=number)
    if ctx.person_id in await concerned(ctx, case):
        raise NotFound
    return case, row

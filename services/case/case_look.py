"""A rider supervisor looks whether a closed hazard is gone, or its community where none came: "still there" reopens it,
or hands it to the street."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from domain.case_flow import OFFICE, REOPENINGS, CaseKind, CaseState, Move, Needs, Party
from domain.errors import AgreementNeeded, NotFound
from domain.rider_errors import LookOver, NoSupervisorNow
from domain.roles import Role
from models.case import Case, CaseMedia
from models.case_look import CaseLook, CaseLookOffer
from models.media import Media
from services.access import parties_of
from services.act import Ctx
from services.case.case_given import Given, check
from services.case.case_look_draw import concerned
from services.case.case_look_left import hands
from services.case.case_moves import make
from services.case.case_rating import hand_to_street
from services.case.case_views import place_of
from services.case.cases import attach
from services.points import photo_checks
from services.rider.rider_roll import payable

PAGE = 8


@dataclass(frozen=True)
class LookCard:
    """What whoever looks needs to find it; not who reported or dealt with it. WGS84 degrees; `metres` from where a
    supervisor was last or mostly is, None for the community."""

    number: str
    category: str
    words: str
    place: str
    point: tuple[float, float] | None
    media: tuple[int, ...]
    metres: int | None


async def card(ctx: Ctx, number: str) -> LookCard:
    """Raises NotFound, NoSupervisorNow, AgreementNeeded, LookOver."""
    case, _, party = await _for_looker(ctx, number)
    offer = await ctx.session.get(CaseLookOffer, (case.id, ctx.person_id)) if party is Party.SUPERVISOR else None
    photos = (
        select(CaseMedia.media_id)
        .join(Media, Media.id == CaseMedia.media_id)
        .where(CaseMedia.case_id == case.id, Media.state != "bad", Media.kind == "photo")
        .order_by(CaseMedia.media_id)
    )
    point = None if case.lat is None or case.lon is None else (case.lat, case.lon)
    media = tuple(await ctx.session.scalars(photos))
    return LookCard(
        case.number, case.category, case.words, await place_of(ctx, case), point, media, offer.metres if offer else None
    )


async def waiting(ctx: Ctx) -> list[str]:
    """Numbers of what the actor was asked to look at and may still, the oldest first; one page."""
    if not ctx.actor.units(Role.RIDER_SUPERVISOR):
        return []
    query = (
        select(Case.number)
        .join(CaseLook, CaseLook.case_id == Case.id)
        .join(CaseLookOffer, CaseLookOffer.case_id == Case.id)
        .where(
            CaseLookOffer.person_id == ctx.person_id,
            CaseLookOffer.offered_at > _since(ctx),
            CaseLook.looked_at.is_(None),
            Case.state == CaseState.CLOSED,
        )
        .order_by(CaseLookOffer.offered_at, Case.id)
        .limit(PAGE)
    )
    return list(await ctx.session.scalars(query))


async def look(ctx: Ctx, number: str, *, gone: bool, files: Sequence[Mapping[str, Any]], note: str | None) -> bool:
    """The first who answers; a photo shows it. A supervisor is paid once for the case, whatever was found, as the photo
    allows. Returns whether that is so.

    Raises NotFound, NoSupervisorNow, AgreementNeeded, LookOver, PhotoNeeded."""
    case, row, party = await _for_looker(ctx, number, lock=True)
    row.looked_at, row.looked_by, row.gone, row.next_at = ctx.now, ctx.person_id, gone, None
    given = Given(note=note, files=files)
    if gone or case.reopened < REOPENINGS:
        await make(ctx, case, frozenset({party}), Move.LOOK if gone else Move.REOPEN, given)
    else:
        check(Needs.PHOTO, CaseKind(case.kind), given)
        event = await hand_to_street(ctx, case, party, note)
        await attach(ctx, case.id, event.id, files)
    if party is Party.SUPERVISOR:
        await photo_checks.settle_look(ctx, case)
    return party is Party.SUPERVISOR


async def _for_looker(ctx: Ctx, number: str, *, lock: bool = False) -> tuple[Case, CaseLook, Party]:
    """The case, and as what the actor looks. Raises NotFound, NoSupervisorNow, AgreementNeeded, LookOver."""
    query = select(Case).where(Case.number == number)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    case = await ctx.session.scalar(query)
    row = await ctx.session.get(CaseLook, case.id, populate_existing=True) if case is not None else None
    if case is None or row is None:
        raise NotFound
    return case, row, await _as_what(ctx, case, row)


async def _as_what(ctx: Ctx, case: Case, row: CaseLook) -> Party:
    """Raises NotFound for everybody but a supervisor who was asked and had nothing to do with it and, once it was left
    to them, the office's staff without its reporter and resolver; NoSupervisorNow, AgreementNeeded, LookOver."""
    over = row.looked_at is not None or case.state != CaseState.CLOSED
    offer = await ctx.session.get(CaseLookOffer, (case.id, ctx.person_id))
    if offer is None:
        if row.left_at is None or not parties_of(ctx, case) & OFFICE or ctx.person_id in hands(case):
            raise NotFound
        if over:
            raise LookOver(number=case.number)
        return Party.CHECKER
    if not ctx.actor.units(Role.RIDER_SUPERVISOR):
        raise NoSupervisorNow
    if not await payable(ctx, [ctx.person_id]):
        raise AgreementNeeded
    if over or offer.offered_at <= _since(ctx):
        raise LookOver(number=case.number)
    if ctx.person_id in await concerned(ctx, case):
        raise NotFound
    return Party.SUPERVISOR


def _since(ctx: Ctx) -> datetime:
    """What was offered before is over."""
    return ctx.now - timedelta(hours=ctx.settings.cases.look.hours)

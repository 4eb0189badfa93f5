"""What the reporter makes of their own case after it was filed: other words, more words, files, a place, an urging.

`change` is what a move makes of the case, before its row of the history is written; `follow_up` is who hears of it.
"""

from datetime import datetime, time, timedelta

from sqlalchemy import select

from domain.case_flow import CaseState, HandlingRoute, Move
from domain.danger import DangerKind
from domain.errors import UrgedToday
from domain.notices import Notice
from models.case import Case, CaseEvent
from services.act import Ctx
from services.case.case_place import locate
from services.case.case_standard import deadlines
from services.case.case_tell import tell_danger, tell_filed, tell_handler
from services.case.cases import check_length

PlaceGiven = tuple[float, float] | None
"""WGS84 degrees, north and east."""


async def change(ctx: Ctx, case: Case, event: CaseEvent, place: PlaceGiven) -> None:
    """Raises TooLong, OutsideTheStreet, UrgedToday. The words that an edit replaces stay in the history."""
    move = Move(event.move)
    if move is Move.URGE:
        await _once_a_day(ctx, case)
    if move not in (Move.EDIT, Move.ADD, Move.REOPEN):
        return
    check_length(ctx, event.note or "")
    if move is Move.EDIT and event.note:
        case.words, event.note = event.note, case.words
    if _alarms(ctx, case, event):
        _on_the_spot(ctx, case, event)
    if place is not None:
        await _put_at(ctx, case, event, place)


async def follow_up(ctx: Ctx, case: Case, event: CaseEvent) -> None:
    """Danger is told at once. Several changes within minutes are one push, told when those minutes are over: whoever
    reads it finds all of them."""
    match Move(event.move):
        case Move.EDIT | Move.ADD | Move.REOPEN if _alarms(ctx, case, event):
            await tell_danger(ctx, case, f"danger:{case.number}:{event.id}")
        case Move.EDIT | Move.ADD:
            minutes = timedelta(minutes=ctx.settings.cases.added_told_after_minutes)
            slot = int(ctx.now.timestamp() // minutes.total_seconds())
            over = datetime.fromtimestamp((slot + 1) * minutes.total_seconds(), tz=ctx.now.tzinfo)
            await tell_handler(ctx, case, Notice.CASE_ADDED, f"added:{case.number}:{slot}", at=over)
        case Move.URGE:
            await tell_handler(ctx, case, Notice.CASE_URGED, f"urged:{case.number}:{ctx.today}", community=True)


async def _once_a_day(ctx: Ctx, case: Case) -> None:
    """A day of the street's own calendar."""
    midnight = datetime.combine(ctx.today, time(), tzinfo=ctx.zone)
    urged = select(CaseEvent.id).where(
        CaseEvent.case_id == case.id, CaseEvent.move == Move.URGE, CaseEvent.at >= midnight
    )
    if await ctx.session.scalar(urged.limit(1)) is not None:
        raise UrgedToday(number=case.number)


def _alarms(ctx: Ctx, case: Case, event: CaseEvent) -> tuple[DangerKind, ...]:
    """The danger that `event` newly speaks of; a slip of the pen put right in words of danger is none."""
    danger_in = ctx.settings.cases.danger_in
    edited = event.move == Move.EDIT
    found = danger_in((case.words if edited else event.note) or "")
    known = danger_in(event.note or "") if edited else None
    before = known.kinds if known else ()
    return tuple(kind for kind in found.kinds if kind not in before) if found else ()


def _on_the_spot(ctx: Ctx, case: Case, event: CaseEvent) -> None:
    """Urgent from now on, and due no later than it was."""
    case.danger = case.danger or _alarms(ctx, case, event)[0]
    case.route = HandlingRoute.ON_SPOT
    respond_by, resolve_by = deadlines(ctx, case.category, HandlingRoute.ON_SPOT)
    case.respond_by, case.resolve_by = min(case.respond_by, respond_by), min(case.resolve_by, resolve_by)


async def _put_at(ctx: Ctx, case: Case, event: CaseEvent, place: tuple[float, float]) -> None:
    """The latest place counts. Until somebody has taken the case in, it also decides whose it is, as at the filing."""
    where = await locate(ctx, *place, case.compound_id)
    case.lat, case.lon = event.lat, event.lon = place
    if case.state == CaseState.SUBMITTED and where.grid_id != case.grid_id:
        case.street_id, case.community_id, case.grid_id = where.street_id, where.community_id, where.grid_id
        await tell_filed(ctx, case)

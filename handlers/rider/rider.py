"""What a rider opens: points and their history, the two-way agreement, a new hazard, and joining one near by."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery
from aiogram.types import Message as Incoming

from handlers.desk import Desk, Replies
from handlers.form import drafts, forms
from handlers.form.form_router import old_card
from handlers.report.hazard import HazardForm, join_near, start_hazard
from handlers.report.hazard_cards import joined_card
from handlers.rider.rider_cards import RiderTap, agreement_card, button, history_card, points_card
from services.case import case_thanks
from services.points import points_views
from services.ports import Message
from services.rider import riders

RIDER_LINK = "rider"

router = Router(name="rider")


async def show_points(desk: Desk, *, fresh: bool = True) -> Message:
    purse = await desk.act.look(points_views.balance)
    months, thanks = await desk.act.look(points_views.expiries), await desk.act.look(case_thanks.received)
    return points_card(desk, purse, months, thanks, fresh=fresh)


async def show_agreement(desk: Desk, *, fresh: bool = True) -> Message:
    """Also how somebody becomes a rider: by accepting it."""
    since = await desk.act.look(riders.agreed_at)
    return agreement_card(desk, since.astimezone(desk.act.ctx.zone).date() if since else None, fresh=fresh)


@router.message(Command("rider"))
async def rider(message: Incoming, desk: Desk) -> Replies:
    return await show_agreement(desk)


@router.callback_query(RiderTap.filter(F.do.in_({"points", "back"})))
async def points(query: CallbackQuery, desk: Desk, callback_data: RiderTap) -> Replies:
    return await show_points(desk, fresh=callback_data.do == "points")


@router.callback_query(RiderTap.filter(F.do.in_({"history", "older"})))
async def history(query: CallbackQuery, desk: Desk, callback_data: RiderTap) -> Replies:
    before = int(callback_data.value) if callback_data.value.isdecimal() else None
    return history_card(desk, await desk.act.look(points_views.history, before))


@router.callback_query(RiderTap.filter(F.do.in_({"agreement", "keep"})))
async def agreement(query: CallbackQuery, desk: Desk, callback_data: RiderTap) -> Replies:
    return await show_agreement(desk, fresh=callback_data.do == "agreement")


@router.callback_query(RiderTap.filter(F.do == "accept"))
async def accept(query: CallbackQuery, desk: Desk, callback_data: RiderTap) -> Replies:
    await desk.act(riders.accept_agreement)
    return Message(
        text=desk.t("agreement-accepted"),
        buttons=((button(desk, "about"),), (button(desk, "hazard"),)),
        card="agreement",
    )


@router.callback_query(RiderTap.filter(F.do == "end"))
async def end(query: CallbackQuery, desk: Desk, callback_data: RiderTap) -> Replies:
    """Asked once more, since ending it stops the earning."""
    rows = ((button(desk, "keep"),), (button(desk, "end_sure"),))
    return Message(text=desk.t("agreement-end-ask"), buttons=rows, card="agreement")


@router.callback_query(RiderTap.filter(F.do == "end_sure"))
async def end_sure(query: CallbackQuery, desk: Desk, callback_data: RiderTap) -> Replies:
    await desk.act(riders.end_agreement)
    return Message(text=desk.t("agreement-ended"), buttons=((button(desk, "agreement"),),), card="agreement")


@router.callback_query(RiderTap.filter(F.do == "hazard"))
async def hazard(query: CallbackQuery, desk: Desk, callback_data: RiderTap) -> Replies:
    return await start_hazard(desk, [])


@router.callback_query(RiderTap.filter(F.do == "join"))
async def join(query: CallbackQuery, desk: Desk, callback_data: RiderTap) -> Replies:
    """ "我也遇到" on the card of an open hazard form: no new case, and the card becomes the record."""
    draft = await drafts.current(desk)
    if draft is None or draft.form != HazardForm.name:
        return old_card(desk)
    joined = await join_near(desk, draft, callback_data.value)
    return joined_card(desk, draft, joined) if joined else await forms.proceed(desk, draft)

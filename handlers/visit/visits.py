"""Visits in chat: the walk of the day, a household, and writing a visit down in two or three taps."""

from dataclasses import replace

from aiogram import F, Router
from aiogram.types import CallbackQuery

from domain.cadence import Outcome
from domain.notices import Notice
from handlers.back import opened_from
from handlers.desk import Desk, Replies
from handlers.report.report import start_need
from handlers.visit.household_cards import choice_card, chosen, household_card, more_card, show_household
from handlers.visit.visit_cards import (
    WHERE_LEFT_OFF,
    HomeTap,
    WalkTap,
    day_of,
    walk_card,
)
from handlers.visit.visit_earlier import start_earlier
from handlers.visit.visit_form import start_note
from services import quiet
from services.ports import Message
from services.visit import visit_log, visit_walk, visits
from services.visit.visit_log import EVERYBODY, Everybody, Report
from services.visit.visit_views import Logged

router = Router(name="visits")


async def show_walk(desk: Desk, page: int = WHERE_LEFT_OFF, toast: str | None = None) -> Message:
    """Today's walk of whoever is asking."""
    act = desk.act
    walk = await act(visit_walk.my_walk)
    off = await act.look(quiet.is_off, Notice.VISIT_REMAINDER)
    return replace(walk_card(desk, walk, page, off=off), toast=toast)


@router.callback_query(WalkTap.filter(F.do == "walk"))
async def open_walk(query: CallbackQuery, desk: Desk, callback_data: WalkTap) -> Replies:
    return await show_walk(desk, callback_data.page)


@router.callback_query(WalkTap.filter(F.do == "on"))
async def remind_again(query: CallbackQuery, desk: Desk, callback_data: WalkTap) -> Replies:
    await desk.act(quiet.switch_on, Notice.VISIT_REMAINDER)
    return await show_walk(desk, toast=desk.t.plain("visit-remind-on-done"))


@router.callback_query(HomeTap.filter(F.do.in_({"open", "again"})))
async def open_household(query: CallbackQuery, desk: Desk, callback_data: HomeTap) -> Replies:
    if callback_data.do == "open":
        await opened_from(desk, callback_data.stamp, f"household:{callback_data.household}")
    return await show_household(desk, callback_data.household)


@router.callback_query(HomeTap.filter(F.do == "all"))
async def met_everybody(query: CallbackQuery, desk: Desk, callback_data: HomeTap) -> Replies:
    return await record(desk, callback_data, Outcome.MET, EVERYBODY)


@router.callback_query(HomeTap.filter(F.do == "away"))
async def not_at_home(query: CallbackQuery, desk: Desk, callback_data: HomeTap) -> Replies:
    return await record(desk, callback_data, Outcome.NOT_HOME, frozenset())


@router.callback_query(HomeTap.filter(F.do.in_({"choose", "toggle"})))
async def choose(query: CallbackQuery, desk: Desk, callback_data: HomeTap) -> Replies:
    card = await desk.act(visits.household, callback_data.household)
    return choice_card(desk, card, callback_data.way, callback_data.mask)


@router.callback_query(HomeTap.filter(F.do == "chosen"))
async def met_chosen(query: CallbackQuery, desk: Desk, callback_data: HomeTap) -> Replies:
    card = await desk.act(visits.household, callback_data.household)
    return await record(desk, callback_data, Outcome.MET, chosen(card, callback_data.mask))


@router.callback_query(HomeTap.filter(F.do == "need"))
async def need_found(query: CallbackQuery, desk: Desk, callback_data: HomeTap) -> Replies:
    """A need becomes a case: words, and send."""
    await desk.act.look(visits.home_for, callback_data.household)
    return await start_need(desk, callback_data.household)


@router.callback_query(HomeTap.filter(F.do == "note"))
async def note(query: CallbackQuery, desk: Desk, callback_data: HomeTap) -> Replies:
    """Words for the visit recorded last."""
    card = await desk.act(visits.household, callback_data.household)
    if not card.visits_today or card.visits_today[-1].has_note:
        return await household_card(desk, card)
    return await start_note(desk, card.household_id, card.visits_today[-1].visit_id)


@router.callback_query(HomeTap.filter(F.do == "more"))
async def more(query: CallbackQuery, desk: Desk, callback_data: HomeTap) -> Replies:
    tap = callback_data
    return more_card(desk, await desk.act(visits.household, tap.household), tap.mask)


@router.callback_query(HomeTap.filter(F.do == "earlier"))
async def visited_earlier(query: CallbackQuery, desk: Desk, callback_data: HomeTap) -> Replies:
    return await start_earlier(desk, callback_data.household)


async def record(desk: Desk, tap: HomeTap, outcome: Outcome, met: frozenset[int] | Everybody) -> Message:
    """Write the visit down and draw the card anew, with what was recorded on it. A card of another day records
    nothing; the same button twice, one visit."""
    if day_of(tap.stamp) != desk.act.ctx.today:
        return await show_household(desk, tap.household, desk.t.plain("visit-card-of-another-day"), alert=True)
    submission = f"{desk.actor.person_id or 0:x}.{tap.household:x}.{tap.stamp}"
    logged = await desk.act(visit_log.log_visit, tap.household, Report(submission, outcome, way=tap.way, met=met))
    return await show_household(desk, tap.household, _said(desk, logged), alert=logged.alarmed)


def _said(desk: Desk, logged: Logged) -> str:
    t = desk.t
    if logged.repeated:
        return t.plain("visit-toast-repeated")
    if logged.alarmed:
        return t.plain("visit-toast-alarmed")
    if logged.outcome is Outcome.NOT_HOME:
        return t.plain("visit-toast-not-home")
    return t.plain("visit-toast-met" if logged.settled else "visit-toast-met-more", count=len(logged.settled))

"""The duty roster in chat: staff choose a unit, a day, a kind, the hours, and people by name."""

from datetime import date

from aiogram import F, Router
from aiogram.types import CallbackQuery

from domain.errors import NotFound
from domain.roles import Role
from handlers.desk import Desk, Replies
from handlers.whistle import duty_roster_cards as cards
from handlers.whistle.duty_roster_cards import DutyRosterTap
from services.people import invitations
from services.ports import Message
from services.whistle import duty_roster

router = Router(name="duty_roster")


@router.callback_query(DutyRosterTap.filter(F.do == "units"))
async def units(query: CallbackQuery, desk: Desk, callback_data: DutyRosterTap) -> Replies:
    return cards.units_card(desk, await desk.act.look(invitations.units_for, Role.FORCE, callback_data.after))


@router.callback_query(DutyRosterTap.filter(F.do == "board"))
async def board(query: CallbackQuery, desk: Desk, callback_data: DutyRosterTap) -> Replies:
    return await _board(desk, callback_data.id, _day(callback_data), callback_data.after)


@router.callback_query(DutyRosterTap.filter(F.do == "kinds"))
async def kinds(query: CallbackQuery, desk: Desk, callback_data: DutyRosterTap) -> Replies:
    found = await desk.act.look(duty_roster.kinds_of, callback_data.id)
    return cards.kinds_card(desk, callback_data.id, _day(callback_data), found)


@router.callback_query(DutyRosterTap.filter(F.do == "shifts"))
async def shifts(query: CallbackQuery, desk: Desk, callback_data: DutyRosterTap) -> Replies:
    found = await desk.act.look(duty_roster.kinds_of, callback_data.id)
    if callback_data.kind not in dict(found):
        raise NotFound
    return cards.shifts_card(desk, callback_data.id, _day(callback_data), callback_data.kind)


@router.callback_query(DutyRosterTap.filter(F.do == "people"))
async def people(query: CallbackQuery, desk: Desk, callback_data: DutyRosterTap) -> Replies:
    return await _people(desk, callback_data)


@router.callback_query(DutyRosterTap.filter(F.do == "put"))
async def put(query: CallbackQuery, desk: Desk, callback_data: DutyRosterTap) -> Replies:
    tap = callback_data
    change = await desk.act(duty_roster.put_down, tap.id, _day(tap), tap.shift)
    return await _people(desk, tap.model_copy(update={"id": change.unit_id, "kind": change.kind}), "duty-roster-put")


@router.callback_query(DutyRosterTap.filter(F.do == "un"))
async def unput(query: CallbackQuery, desk: Desk, callback_data: DutyRosterTap) -> Replies:
    tap = callback_data
    change = await desk.act(duty_roster.take_back, tap.id)
    return await _people(desk, tap.model_copy(update={"id": change.unit_id, "kind": change.kind}), "duty-roster-taken")


@router.callback_query(DutyRosterTap.filter(F.do == "back"))
async def back(query: CallbackQuery, desk: Desk, callback_data: DutyRosterTap) -> Replies:
    change = await desk.act(duty_roster.take_back, callback_data.id)
    return await _board(desk, change.unit_id, change.day)


async def _board(desk: Desk, unit_id: int, day: date, after: int = 0) -> Message:
    return cards.board_card(desk, await desk.act.look(duty_roster.board, unit_id, day, after))


async def _people(desk: Desk, tap: DutyRosterTap, toast: str | None = None) -> Message:
    found = await desk.act.look(duty_roster.candidates, tap.id, tap.kind, _day(tap), tap.shift, tap.after)
    return cards.people_card(desk, tap, *found, toast=desk.t.plain(toast) if toast else None)


def _day(tap: DutyRosterTap) -> date:
    """Raises NotFound for a forged one."""
    if not 1 <= tap.day <= date.max.toordinal():
        raise NotFound
    return date.fromordinal(tap.day)

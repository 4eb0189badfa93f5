"""Red spots 红点 in chat: for whoever looks after doors, those doors; for the street, how many there are where."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery
from aiogram.types import Message as Incoming

from domain.roles import Role
from handlers.back import RED, at_page
from handlers.desk import Desk, Replies
from handlers.menu import role_of
from handlers.visit.red_cards import RedTap, doors_card, units_card
from services.unit_figures import own_unit
from services.visit import red_spots

router = Router(name="red_spots")
STREET = frozenset({Role.STREET_STAFF, Role.ADMIN})


@router.message(Command("red"))
async def typed(message: Incoming, desk: Desk) -> Replies:
    return await show_red(desk)


async def show_red(desk: Desk) -> Replies:
    if role_of(desk) in STREET:
        unit = await desk.act.look(own_unit)
        found = await desk.act.look(red_spots.red_units, unit)
        return units_card(desk, found, RedTap(do="units", unit=unit), fresh=True)
    await at_page(desk, RED, RedTap(do="own").pack())
    return doors_card(desk, await desk.act(red_spots.own_spots), first=True, fresh=True)


@router.callback_query(RedTap.filter(F.do == "own"))
async def own(query: CallbackQuery, desk: Desk, callback_data: RedTap) -> Replies:
    """Doors and names are care data: the look is written down."""
    after = callback_data.days, callback_data.after
    await at_page(desk, RED, callback_data.pack())
    return doors_card(desk, await desk.act(red_spots.own_spots, after), first=not callback_data.after)


@router.callback_query(RedTap.filter(F.do == "units"))
async def units(query: CallbackQuery, desk: Desk, callback_data: RedTap) -> Replies:
    return units_card(desk, await desk.act.look(red_spots.red_units, callback_data.unit), callback_data)

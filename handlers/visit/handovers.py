"""Handing a grid to another worker, in chat: which grid, to whom, sure; and what both are told."""

from collections.abc import Mapping
from typing import Any

from aiogram import F, Router
from aiogram.types import CallbackQuery

from domain.notices import Notice
from domain.roles import Role
from handlers.desk import Desk, Reader, Replies
from handlers.menu import MenuTap
from handlers.visit.home_cards import HomeMoveTap
from handlers.visit.leave_cards import HandoverTap
from services.people import invitations
from services.ports import Button, Message
from services.visit import handover
from services.visit.handover import GridCard

CARD = "handover"

router = Router(name="handovers")


@router.callback_query(HandoverTap.filter(F.do == "grids"))
async def grids(query: CallbackQuery, desk: Desk, callback_data: HandoverTap) -> Replies:
    t, page = desk.t, await desk.act.look(invitations.units_for, Role.GRID_WORKER, callback_data.id)
    rows = [(Button(name, HandoverTap(do="grid", id=id_).pack()),) for id_, name in page.rows]
    if page.after is not None:
        rows.append((Button(t.plain("list-more"), HandoverTap(do="grids", id=page.after).pack()),))
    return Message(text=t("handover-grids"), buttons=tuple(rows), card=CARD, fresh=True)


@router.callback_query(HandoverTap.filter(F.do == "grid"))
async def grid(query: CallbackQuery, desk: Desk, callback_data: HandoverTap) -> Replies:
    """Who has it, what goes along, and whom it can go to."""
    t, tap = desk.t, callback_data
    found = await desk.act.look(handover.grid_card, tap.id, tap.who)
    rows = [
        (Button(_name(desk, name), HandoverTap(do="sure", id=tap.id, who=person).pack()),)
        for person, name in found.takers
    ]
    if found.after is not None:
        rows.append((Button(t.plain("list-more"), HandoverTap(do="grid", id=tap.id, who=found.after).pack()),))
    rows.append((Button(t.plain("home-move-of-grid"), HomeMoveTap(do="in", id=tap.id).pack()),))
    text = f"{_grid_lines(desk, found)}\n{t('handover-to' if found.takers else 'handover-nobody')}"
    return Message(text=text, buttons=tuple(rows), card=CARD)


@router.callback_query(HandoverTap.filter(F.do == "sure"))
async def sure(query: CallbackQuery, desk: Desk, callback_data: HandoverTap) -> Replies:
    """It takes effect at once, so it is asked once more."""
    t, tap = desk.t, callback_data
    found = await desk.act.look(handover.grid_card, tap.id)
    to = _name(desk, await desk.act.look(handover.taker, tap.id, tap.who))
    yes = Button(t.plain("handover-sure"), HandoverTap(do="give", id=tap.id, who=tap.who).pack())
    no = Button(t.plain("handover-keep"), HandoverTap(do="grid", id=tap.id).pack())
    text = f"{_grid_lines(desk, found)}\n{t('handover-ask', grid=found.grid, who=to)}"
    return Message(text=text, buttons=((yes, no),), card=CARD)


@router.callback_query(HandoverTap.filter(F.do == "give"))
async def give(query: CallbackQuery, desk: Desk, callback_data: HandoverTap) -> Replies:
    tap = callback_data
    to = await desk.act.look(handover.taker, tap.id, tap.who)
    await desk.act(handover.hand_over, tap.id, tap.who)
    found = await desk.act.look(handover.grid_card, tap.id)
    return Message(text=desk.t("handover-done", grid=found.grid, who=_name(desk, to)), card=CARD)


async def handed_over(reader: Reader, values: Mapping[str, Any]) -> Message:
    """To the new worker with the way to the walk; to the old one that it is over."""
    t, mine = reader.t, values["to"] == reader.actor.person_id
    name = await reader.act.look(handover.name_of, values["grid"])
    if not mine:
        return Message(text=t("notice-handover-from", grid=name))
    walk = Button(t.plain("menu-walk"), MenuTap(do="walk").pack())
    return Message(text=t("notice-handover-to", grid=name, cases=values["cases"]), buttons=((walk,),))


COMPOSERS = {Notice.GRID_HANDED_OVER: handed_over}


def _grid_lines(reader: Reader, card: GridCard) -> str:
    t = reader.t
    who = t.plain("visit-and").join(_name(reader, name) for name in card.workers) or t.plain("handover-vacancy")
    return t("handover-card", grid=card.grid, who=who, households=card.households, cases=card.cases)


def _name(reader: Reader, name: str) -> str:
    return name or reader.t.plain("visit-no-name")

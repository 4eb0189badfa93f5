"""Photos that are looked at before they pay, in chat: the rider's own check and appeal, the community's rulings."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiogram import F, Router
from aiogram.types import CallbackQuery

from domain.errors import NotFound
from domain.notices import Notice
from domain.photo_check import About, Standing
from handlers.desk import Desk, Reader, Replies
from handlers.form import forms
from handlers.form.forms import Draft
from handlers.points.photo_cards import WAYS, check_card, how_card, list_card, pictures, ruling_card
from handlers.points.photo_forms import AppealForm, RulingForm
from handlers.points.photo_tap import PhotoTap, about_of
from services.points import photo_views
from services.ports import Message

RULED = {Standing.PAID, Standing.REFUSED, Standing.REFUSED_FOR_GOOD}

router = Router(name="photo_checks")


async def show_photos(
    desk: Desk, after: str | None = None, about: About = About.HAZARD, *, fresh: bool = True
) -> Message:
    rows, more = await desk.act.look(photo_views.to_rule, after, about)
    return list_card(desk, rows, more, first=after is None, fresh=fresh)


@router.callback_query(PhotoTap.filter(F.do == "list"))
async def turn_page(query: CallbackQuery, desk: Desk, callback_data: PhotoTap) -> Replies:
    return await show_photos(desk, callback_data.number or None, callback_data.about, fresh=not callback_data.number)


@router.callback_query(PhotoTap.filter(F.do.in_({"open", "pair"})))
async def open_ruling(query: CallbackQuery, desk: Desk, callback_data: PhotoTap) -> Replies:
    """Both pictures, and under them the question."""
    one = await desk.act.look(photo_views.ruling, callback_data.number, callback_data.about)
    return *pictures(desk, one), ruling_card(desk, one, fresh=True)


@router.callback_query(PhotoTap.filter(F.do == "rule"))
async def begin_ruling(query: CallbackQuery, desk: Desk, callback_data: PhotoTap) -> Replies:
    """An old card shows what became of it."""
    number, about = callback_data.number, callback_data.about
    round_, what = (*callback_data.value.split("."), "")[:2]
    one = await desk.act.look(photo_views.ruling, number, about)
    if str(one.round) != round_ or not one.open or one.barred or what not in WAYS:
        return ruling_card(desk, one)
    pieces = {"number": number, "about": about, "round": one.round, "pays": what == "pays"}
    return await forms.start(desk, Draft(RulingForm.name, pieces=pieces))


async def show_rules(desk: Desk) -> Message:
    return how_card(desk)


@router.callback_query(PhotoTap.filter(F.do == "how"))
async def how(query: CallbackQuery, desk: Desk) -> Replies:
    return await show_rules(desk)


@router.callback_query(PhotoTap.filter(F.do == "mine"))
async def mine(query: CallbackQuery, desk: Desk, callback_data: PhotoTap) -> Replies:
    return check_card(
        desk, await desk.act.look(photo_views.check, callback_data.number, callback_data.about), fresh=True
    )


@router.callback_query(PhotoTap.filter(F.do == "appeal"))
async def appeal(query: CallbackQuery, desk: Desk, callback_data: PhotoTap) -> Replies:
    check = await desk.act.look(photo_views.check, callback_data.number, callback_data.about)
    if not check.appeal:
        return check_card(desk, check)
    return await forms.start(desk, Draft(AppealForm.name, pieces={"number": check.number, "about": check.about}))


async def photo_held(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    """To the rider; nothing where it was decided meanwhile."""
    check = await reader.act.look(photo_views.check, values["number"], about_of(values))
    return None if check.standing in RULED else check_card(reader, check, fresh=True)


async def photo_to_rule(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    """To the community; nothing where somebody has decided, or it is none of the reader's business any more."""
    try:
        one = await reader.act.look(photo_views.ruling, values["number"], about_of(values))
    except NotFound:
        return None
    if not one.open or one.round != values["round"]:
        return None
    card = ruling_card(reader, one, fresh=True)
    return replace(card, text=f"{reader.t('photo-late')}\n\n{card.text}") if values.get("late") else card


async def photo_ruled(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    return check_card(reader, await reader.act.look(photo_views.check, values["number"], about_of(values)), fresh=True)


COMPOSERS = {
    Notice.PHOTO_HELD: photo_held,
    Notice.PHOTO_TO_RULE: photo_to_rule,
    Notice.PHOTO_RULED: photo_ruled,
}

"""Who sees to the visits of a rest day, in chat: a day, a grid, a name."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from aiogram import F, Router
from aiogram.types import CallbackQuery

from domain.errors import NotFound
from domain.notices import Notice
from handlers.desk import Desk, Reader, Replies
from handlers.visit.leave_cards import RestDutyTap
from handlers.when import on_day
from services.ports import Button, Message
from services.visit import rest_duty

CARD = "rest-duty"
SHOWN = 4
"""Grids a page."""

router = Router(name="rest_duties")


@router.callback_query(RestDutyTap.filter(F.do == "day"))
async def day(query: CallbackQuery, desk: Desk, callback_data: RestDutyTap) -> Replies:
    days = rest_duty.rest_days(desk.act.ctx)
    tap = callback_data
    return await _day_card(desk, _day(tap.day) if tap.day else days[0], tap.who, fresh=not tap.day)


@router.callback_query(RestDutyTap.filter(F.do == "days"))
async def days(query: CallbackQuery, desk: Desk, callback_data: RestDutyTap) -> Replies:
    t, today = desk.t, desk.act.ctx.today
    rows = tuple(
        (Button(on_day(t, each, today), RestDutyTap(do="day", day=each.toordinal()).pack()),)
        for each in rest_duty.rest_days(desk.act.ctx)
    )
    return Message(text=t("rest-which-day"), buttons=rows, card=CARD)


@router.callback_query(RestDutyTap.filter(F.do == "grid"))
async def grid(query: CallbackQuery, desk: Desk, callback_data: RestDutyTap) -> Replies:
    t, tap = desk.t, callback_data
    name, people, after = await desk.act.look(rest_duty.choices, tap.grid, tap.who)
    rows = [
        (Button(one or t.plain("visit-no-name"), tap.model_copy(update={"do": "name", "who": id_}).pack()),)
        for id_, one in people
    ]
    if after is not None:
        rows.append((Button(t.plain("list-more"), tap.model_copy(update={"who": after}).pack()),))
    rows.append((Button(t.plain("rest-worker"), tap.model_copy(update={"do": "name", "who": 0}).pack()),))
    text = t("rest-who", grid=name, day=on_day(t, _day(tap.day), desk.act.ctx.today))
    return Message(text=text, buttons=tuple(rows), card=CARD)


@router.callback_query(RestDutyTap.filter(F.do == "name"))
async def name(query: CallbackQuery, desk: Desk, callback_data: RestDutyTap) -> Replies:
    tap = callback_data
    await desk.act(rest_duty.name, _day(tap.day), tap.grid, tap.who)
    return await _day_card(desk, _day(tap.day), toast=desk.t.plain("rest-named"))


async def on_roster(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    """What the reader has that day, after however many changes; nothing where it was taken back."""
    on = date.fromisoformat(values["day"])
    grids = await reader.act.look(rest_duty.my_grids, on)
    t = reader.t
    if not grids:
        return None
    day = on_day(t, on, reader.act.ctx.today)
    return Message(text=t("notice-rest-duty", day=day, grids=t.plain("visit-and").join(grids)))


COMPOSERS = {Notice.REST_DUTY: on_roster}


async def _day_card(desk: Desk, on: date, page: int = 0, *, fresh: bool = False, toast: str | None = None) -> Message:
    """The grids of a rest day, a few a page, each with who was named; below, the way to the other days."""
    t, today = desk.t, desk.act.ctx.today
    found = await desk.act.look(rest_duty.rest_day, on)
    rows: list[tuple[Button, ...]] = []
    pages = max(1, -(-len(found.grids) // SHOWN))
    here = page % pages
    for id_, grid_name, who in found.grids[here * SHOWN : (here + 1) * SHOWN]:
        named = t.plain("rest-line", grid=grid_name, who=who or t.plain("visit-no-name"))
        text = t.plain("rest-line-worker", grid=grid_name) if who is None else named
        rows.append((Button(text, RestDutyTap(do="grid", day=on.toordinal(), grid=id_).pack()),))
    if pages > 1:
        turn = RestDutyTap(do="day", day=on.toordinal(), who=(here + 1) % pages)
        rows.append((Button(t.plain("rest-other-grids"), turn.pack()),))
    rows.append((Button(t.plain("rest-other-day"), RestDutyTap(do="days").pack()),))
    text = t("rest-day", day=on_day(t, on, today))
    return Message(text=text, buttons=tuple(rows), card=CARD, fresh=fresh, toast=toast)


def _day(ordinal: int) -> date:
    """Raises NotFound for a forged one."""
    if not 1 <= ordinal <= date.max.toordinal():
        raise NotFound
    return date.fromordinal(ordinal)

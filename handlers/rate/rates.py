"""The three rates in chat: the card, its picture and table, the cases behind each number, and last month's push."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery
from aiogram.types import Message as Incoming

from domain.errors import NotFound
from domain.notices import Notice
from domain.rates import Rate, Tally
from handlers.back import RATES, at_page
from handlers.case.case_cards import CaseTap
from handlers.desk import Desk, Reader, Replies
from handlers.rate.rate_cards import (
    PAGES,
    UNANSWERED,
    RateTap,
    card,
    compact,
    group_name,
    groups_of,
    heading,
    period_name,
    picture,
    sheet,
)
from services.ports import Button, Message
from services.rate import rates
from services.rate.rates import CountedCase, CountedPage, Group
from services.unit_figures import own_unit

router = Router(name="rates")


@router.message(Command("rates"))
async def typed(message: Incoming, desk: Desk, command: CommandObject) -> Replies:
    """`/rates 2026-10-31`: the month as it looked on the evening of that day; without a day, today."""
    try:
        day = date.fromisoformat(command.args.strip()) if command.args else None
    except ValueError:
        return Message(text=desk.t("rates-no-such-day"))
    return await show_rates(desk, day)


async def show_rates(desk: Desk, day: date | None = None) -> Replies:
    """The own unit's month, with its picture."""
    unit = await desk.act.look(own_unit)
    tap = RateTap(do="show", unit=unit, day=compact(day or desk.act.ctx.today))
    figures = await desk.act.look(rates.figures, tap.question(desk.act.ctx.today))
    message = card(desk, tap, figures, fresh=True)
    return replace(message, picture=picture(desk, tap, figures) if figures.total != Tally() else None)


@router.callback_query(RateTap.filter(F.do.in_({"show", *PAGES})))
async def show(query: CallbackQuery, desk: Desk, callback_data: RateTap) -> Replies:
    return card(desk, callback_data, await desk.act.look(rates.figures, _question(desk, callback_data)))


@router.callback_query(RateTap.filter(F.do == "picture"))
async def as_picture(query: CallbackQuery, desk: Desk, callback_data: RateTap) -> Replies:
    """With the same figures in words under it."""
    figures = await desk.act.look(rates.figures, _question(desk, callback_data))
    return replace(card(desk, callback_data, figures, fresh=True), picture=picture(desk, callback_data, figures))


@router.callback_query(RateTap.filter(F.do == "sheet"))
async def as_sheet(query: CallbackQuery, desk: Desk, callback_data: RateTap) -> Replies:
    figures = await desk.act.look(rates.figures, _question(desk, callback_data))
    title = heading(desk, callback_data, figures)
    table = sheet(desk.t, title, figures, groups_of(callback_data, figures))
    return Message(text=desk.t("rates-sheet-sent", title=title), sheet=table)


@router.callback_query(RateTap.filter(F.do.in_({*Rate, UNANSWERED})))
async def rows(query: CallbackQuery, desk: Desk, callback_data: RateTap) -> Replies:
    tap = callback_data
    rate = None if tap.do == UNANSWERED else Rate(tap.do)
    page = await desk.act.look(rates.counted_cases, _question(desk, tap), rate, tap.after)
    await at_page(desk, RATES, tap.pack())
    return _page(desk, tap, rate, page)


def _question(desk: Desk, tap: RateTap) -> rates.Question:
    """What was forged sounds like what is not there."""
    try:
        return tap.question(desk.act.ctx.today)
    except ValueError as forged:
        raise NotFound from forged


def _page(desk: Desk, tap: RateTap, rate: Rate | None, page: CountedPage) -> Message:
    """A line for each case that the number is of: whether it counts, in words; who reported it is not there."""
    t, name = desk.t, tap.do
    title = t(f"rates-rows-{name}", unit=page.unit, period=period_name(desk, tap))
    lines = [_row(desk, rate, row) for row in page.rows] or [t("rates-rows-none")]
    named = [row for row in page.rows if row.number]
    buttons = [
        (Button(row.number or "", CaseTap(do="open", number=row.number or "", value=RATES).pack()),) for row in named
    ]
    if page.after is not None:
        buttons.append((Button(t.plain("list-more"), tap.to(after=page.after).pack()),))
    back = tap.to(do="show", after=0)
    return Message(
        text="\n".join([title, "", *lines]),
        buttons=(*buttons, (Button(t.plain("rates-back"), back.pack()),)),
        card="rates",
    )


def _row(desk: Desk, rate: Rate | None, row: CountedCase) -> str:
    t = desk.t
    category = group_name(t, Group(None, None, row.category, Tally()))
    number = row.number or t.plain("rates-elsewhere")
    counts = t.plain("rates-row-unanswered" if rate is None else f"rates-row-{rate}-{'yes' if row.counted else 'no'}")
    stars = t.plain("rates-row-stars", stars=row.stars) if rate is Rate.SATISFACTION and row.stars else ""
    return t("rates-row", number=number, category=category, counts=counts + stars)


async def last_month(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    """The push on the first: the month that has ended, of the unit that the reader staffs. What leads to other months
    comes once the card is used."""
    tap = RateTap(do="show", unit=values["unit"], day=values["day"])
    try:
        figures = await reader.act.look(rates.figures, tap.question(reader.act.ctx.today))
    except NotFound:
        return None
    if figures.total == Tally():
        return None
    message = card(reader, tap, figures, fresh=True)
    return replace(message, picture=picture(reader, tap, figures), buttons=message.buttons[1:])


COMPOSERS = {Notice.RATES_MONTH: last_month}

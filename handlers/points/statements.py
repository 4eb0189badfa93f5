"""Monthly statements in chat: opened, turned month by month, taken as a table; and the push on the first."""

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
from domain.rates import Span, period_of
from handlers.desk import Desk, Reader, Replies
from handlers.points.statement_cards import StatementTap, card, month_of, places_card, title_of
from handlers.points.statement_sheets import table
from services.points import statements
from services.ports import Message

router = Router(name="statements")


@router.message(Command("statement"))
async def typed(message: Incoming, desk: Desk, command: CommandObject) -> Replies:
    """`/statement 2026-10`; without a month, the present one."""
    try:
        day = date.fromisoformat(f"{command.args.strip()}-01") if command.args else None
    except ValueError:
        return Message(text=desk.t("statement-no-such-month"))
    return await show_statement(desk, day)


async def show_statement(desk: Desk, day: date | None = None) -> Replies:
    return await _opening(desk, day or desk.act.ctx.today)


async def _opening(reader: Reader, day: date) -> Message:
    """The street's or the shop's own; for whoever has several, the list."""
    unit = await reader.act.look(statements.own)
    if unit is None:
        page = await reader.act.look(statements.places, day)
        return places_card(reader, page, period_of(Span.MONTH, day), fresh=True)
    return card(reader, await reader.act.look(statements.statement, unit, day), fresh=True)


@router.callback_query(StatementTap.filter(F.do == "show"))
async def show(query: CallbackQuery, desk: Desk, callback_data: StatementTap) -> Replies:
    return card(desk, await desk.act.look(statements.statement, callback_data.unit, _day(callback_data)))


@router.callback_query(StatementTap.filter(F.do == "places"))
async def places(query: CallbackQuery, desk: Desk, callback_data: StatementTap) -> Replies:
    day = _day(callback_data)
    page = await desk.act.look(statements.places, day, callback_data.after)
    return places_card(desk, page, period_of(Span.MONTH, day))


@router.callback_query(StatementTap.filter(F.do == "sheet"))
async def sheet(query: CallbackQuery, desk: Desk, callback_data: StatementTap) -> Replies:
    found = await desk.act.look(statements.statement, callback_data.unit, _day(callback_data))
    said = desk.t("statement-sent", title=title_of(desk.t, found))
    return Message(text=said, sheet=table(desk.t, found, desk.act.ctx.zone))


def _day(tap: StatementTap) -> date:
    """What was forged sounds like what is not there."""
    try:
        return month_of(tap.month)
    except ValueError as forged:
        raise NotFound from forged


async def last_month(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    """The push on the first; for whoever has no statement any more, nothing."""
    try:
        message = await _opening(reader, date.fromisoformat(values["month"]))
    except NotFound:
        return None
    return replace(message, text=f"{reader.t('statement-news')}\n\n{message.text}")


COMPOSERS = {Notice.STATEMENT_MONTH: last_month}

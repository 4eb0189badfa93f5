"""Coverage in chat: the card, its picture and tables, and the windows behind each number."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery
from aiogram.types import Message as Incoming

from domain.coverage import Coverage
from domain.roles import Role
from handlers.back import COUNTED, at_page
from handlers.desk import Desk, Replies
from handlers.menu import role_of
from handlers.visit import coverage_cards as cards
from handlers.visit.coverage_cards import CoverageTap
from handlers.visit.coverage_pictures import picture
from handlers.visit.coverage_sheets import sheet
from handlers.visit.home_cards import address_line
from handlers.visit.names import rule_name
from handlers.visit.own_months import show_own_month
from handlers.visit.visit_cards import HomeTap
from handlers.when import on_day
from services.ports import Button, Message
from services.unit_figures import own_unit
from services.visit import coverage, coverage_rows
from services.visit.coverage import Figures, Group
from services.visit.coverage_rows import CountedPage, CountedWindow

router = Router(name="coverage")
A_MONTH = re.compile(r"(\d{4})-(\d{1,2})")


@router.message(Command("coverage"))
async def typed(message: Incoming, desk: Desk, command: CommandObject) -> Replies:
    """`/coverage 2026-10`: that month; `/coverage 2026-10-15`: the month as it looked that evening."""
    try:
        day = day_asked(command.args.strip()) if command.args else None
    except ValueError:
        return Message(text=desk.t("coverage-no-such-day"))
    return await show_own_month(desk, day) if role_of(desk) is Role.GRID_WORKER else await show_coverage(desk, day)


def day_asked(words: str) -> date:
    """Of a month its last day. ValueError for anything else."""
    month = A_MONTH.fullmatch(words)
    if month is None:
        return date.fromisoformat(words)
    year, number = map(int, month.groups())
    return date(year, number, 1).replace(day=monthrange(year, number)[1])


async def show_coverage(desk: Desk, day: date | None = None) -> Replies:
    """The own unit's month, with its picture."""
    unit, today = await desk.act.look(own_unit), desk.act.ctx.today
    tap = CoverageTap(unit=unit, day=cards.compact(day or today))
    figures, workers = await _figures(desk, tap)
    message = cards.card(desk, tap, figures, workers, fresh=True)
    drawn = picture(desk, tap, figures, workers) if figures.total != Coverage() else None
    return replace(message, picture=drawn)


@router.callback_query(CoverageTap.filter(F.do.in_({cards.SHOW, *cards.PAGES})))
async def show(query: CallbackQuery, desk: Desk, callback_data: CoverageTap) -> Replies:
    return cards.card(desk, callback_data, *await _figures(desk, callback_data))


@router.callback_query(CoverageTap.filter(F.do == cards.PICTURE))
async def as_picture(query: CallbackQuery, desk: Desk, callback_data: CoverageTap) -> Replies:
    """With the same figures in words under it."""
    tap = callback_data.to()
    found = await _figures(desk, tap)
    return replace(cards.card(desk, tap, *found, fresh=True), picture=picture(desk, tap, *found))


@router.callback_query(CoverageTap.filter(F.do.in_({cards.XLSX, cards.CSV})))
async def as_sheet(query: CallbackQuery, desk: Desk, callback_data: CoverageTap) -> Replies:
    figures, workers = await _figures(desk, callback_data)
    by, groups = cards.listed(callback_data, figures, workers)
    named = [(cards.group_name(desk, by, group), group) for group in groups]
    title = cards.heading(desk, callback_data, figures)
    ending = "csv" if callback_data.do == cards.CSV else "xlsx"
    made = sheet(desk.t, title, figures, by, named, ending)
    return Message(text=desk.t("coverage-sheet-sent", title=title), sheet=made)


@router.callback_query(CoverageTap.filter(F.do.in_(cards.STATES)))
async def rows(query: CallbackQuery, desk: Desk, callback_data: CoverageTap) -> Replies:
    """Doors and names are care data: the look is written down."""
    tap, state = callback_data, cards.STATES[callback_data.do]
    await at_page(desk, COUNTED, tap.pack())
    return _page(desk, tap, await desk.act(coverage_rows.counted_windows, tap.question(), state, tap.after))


async def _figures(desk: Desk, tap: CoverageTap) -> tuple[Figures, Sequence[Group]]:
    question = tap.question()
    figures = await desk.act.look(coverage.figures, question)
    workers = await desk.act.look(coverage.workers, question) if cards.wants_workers(tap, figures) else ()
    return figures, workers


def _page(desk: Desk, tap: CoverageTap, page: CountedPage) -> Message:
    """A line for each window that the number counts; a button opens the door's card."""
    t, asked = desk.t, tap.question()
    period = cards.period_name(t, tap.span, asked.days, min(asked.as_of, desk.act.ctx.today))
    unit = cards.place_called(t, page.unit, in_grid=not asked.no_grid)
    lines = [t(f"coverage-rows-{cards.STATES[tap.do]}", unit=unit, period=period), ""]
    lines += [_row(desk, row) for row in page.rows] or [t("coverage-rows-none")]
    if any(row.who is None for row in page.rows):
        lines += ["", t("coverage-rows-no-doors")]
    doors = {row.who.household_id: row.who for row in page.rows if row.who}
    buttons = [
        Button(
            address_line(desk, who.address),
            HomeTap(do="open", household=who.household_id, stamp=COUNTED).pack(),
        )
        for who in doors.values()
    ]
    turned = [[button] for button in buttons]
    if page.after is not None:
        turned.append([Button(t.plain("list-more"), tap.to(do=tap.do, after=page.after).pack())])
    turned.append([Button(t.plain("coverage-back"), tap.to().pack())])
    return Message(text="\n".join(lines), buttons=tuple(map(tuple, turned)), card=cards.CARD)


def _row(desk: Desk, row: CountedWindow) -> str:
    t = desk.t
    where = cards.place_called(t, row.grid, in_grid=row.in_grid)
    if row.who is not None:
        address = row.who.address
        where = t.plain("coverage-door", compound=address.compound, building=address.building, door=address.door)
    days = {
        "month": row.starts_on.month,
        "day": row.starts_on.day,
        "last_month": row.ends_on.month,
        "last_day": row.ends_on.day,
    }
    one_day = row.starts_on == row.ends_on
    when = (
        t.plain("coverage-row-day", month=row.ends_on.month, day=row.ends_on.day)
        if one_day
        else t.plain("coverage-row-days", **days)
    )
    on = t.plain("coverage-row-on", day=on_day(t, row.on, desk.act.ctx.today)) if row.on and not one_day else ""
    who = row.who.name or t.plain("coverage-household") if row.who else ""
    return t("coverage-row", where=where, who=who, rule=rule_name(desk, row.rule), when=when, on=on)

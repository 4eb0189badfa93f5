"""A worker's own days in chat: warm, and of use in the talk with the supervisor."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from aiogram import F, Router
from aiogram.types import CallbackQuery

from domain.coverage import Coverage
from handlers.desk import Desk, Reader, Replies
from handlers.visit import coverage_cards as cards
from handlers.visit.coverage_cards import CoverageTap, WorkerTap
from handlers.visit.coverage_pictures import chart
from handlers.visit.names import rule_name
from handlers.visit.red_cards import RedTap
from services.pictures import BarChart
from services.ports import Button, Message
from services.visit import worker_month
from services.visit.coverage import Group
from services.visit.worker_month import Month

router = Router(name="own_months")
GRIDS_SHOWN = 4
"""Grids whose missed visits have a button of their own; few hold more."""


async def show_own_month(desk: Desk, day: date | None = None) -> Replies:
    """This month, with its picture."""
    ctx = desk.act.ctx
    tap = WorkerTap(worker=ctx.actor.person_id or 0, day=cards.compact(day or ctx.today))
    month = await _month(desk, tap)
    return replace(card(desk, tap, month, fresh=True), picture=_picture(desk, tap, month))


@router.callback_query(WorkerTap.filter(F.do == "show"))
async def show(query: CallbackQuery, desk: Desk, callback_data: WorkerTap) -> Replies:
    return card(desk, callback_data, await _month(desk, callback_data))


@router.callback_query(WorkerTap.filter(F.do == "picture"))
async def as_picture(query: CallbackQuery, desk: Desk, callback_data: WorkerTap) -> Replies:
    """With the same figures in words under it."""
    month = await _month(desk, callback_data)
    return replace(card(desk, callback_data, month, fresh=True), picture=_picture(desk, callback_data, month))


async def _month(desk: Desk, tap: WorkerTap) -> Month:
    days = cards.days_of(tap.span, tap.day)
    return await desk.act.look(worker_month.worker_month, tap.worker, days, cards.day_said(tap.day))


def card(reader: Reader, tap: WorkerTap, month: Month, *, fresh: bool = False) -> Message:
    t = reader.t
    lines = [_title(reader, tap, month), t("own-month-grids", grids=t.plain("visit-and").join(month.grids.values()))]
    lines += ["", *_figures(reader, month), *(_rule(reader, group) for group in month.rules), ""]
    calendar, total = month.calendar, month.total
    counts = {"stops": month.stops, "nobody_home": month.nobody_home}
    lines.append(t("own-month-days", working=calendar.working, walked=calendar.walked, **counts))
    lines += [t("own-month-leave", days=calendar.on_leave)] if calendar.on_leave else []
    lines += [t("own-month-for-others", count=month.for_others)] if month.for_others else []
    lines += [t("own-month-streak", days=month.streak)] if month.streak and total.due else []
    lines += [t("own-month-gap", days=total.gap, missed=total.missed)] if total.gap else []
    return Message(text="\n".join(lines), buttons=_buttons(reader, tap, month), card=cards.CARD, fresh=fresh)


def _title(reader: Reader, tap: WorkerTap, month: Month) -> str:
    name = month.name or reader.t.plain("visit-no-name")
    return reader.t("own-month-title", name=name, period=_period(reader, tap, month))


def _period(reader: Reader, tap: WorkerTap, month: Month) -> str:
    return cards.period_name(reader.t, tap.span, month.days, month.as_of)


def _figures(reader: Reader, month: Month) -> list[str]:
    t, total = reader.t, month.total
    if not total.due:
        return [t("own-month-none")]
    if total.visited.counted == total.due:
        return [t("own-month-all-done", due=total.due)]
    counts = {"met": total.met, "late": total.late, "missed": total.missed, "open": total.open}
    return [t("own-month-visited", percent=cards.percent(t, total.visited), due=total.due, **counts)]


def _rule(reader: Reader, group: Group) -> str:
    found = group.coverage
    counts = {"visited": found.visited.counted, "due": found.due, "met": found.met, "late": found.late}
    return reader.t("own-month-rule", rule=rule_name(reader, group.name), missed=found.missed, **counts)


def _buttons(reader: Reader, tap: WorkerTap, month: Month) -> tuple[tuple[Button, ...], ...]:
    t, today = reader.t, reader.act.ctx.today
    turns = [
        Button(t.plain(key), tap.model_copy(update={"do": "show", "day": cards.compact(day)}).pack())
        for key, day in cards.steps(tap.span, month.days, today)
    ]
    rows: list[Sequence[Button]] = [turns]
    if month.total.missed:
        rows.append([_missed(reader, tap, month, grid) for grid in list(month.grids)[:GRIDS_SHOWN]])
    drawn = [Button(t.plain("coverage-picture"), tap.model_copy(update={"do": "picture"}).pack())]
    if tap.worker == reader.actor.person_id:
        drawn.append(Button(t.plain("own-month-red"), RedTap(do="own").pack()))
    rows.append(drawn if month.total != Coverage() else drawn[1:])
    if tap.unit:
        back = CoverageTap(unit=tap.unit, span=tap.span, day=tap.day, by=cards.BY_WORKER)
        rows.append([Button(t.plain("coverage-back"), back.pack())])
    return tuple(tuple(row) for row in rows if row)


def _missed(reader: Reader, tap: WorkerTap, month: Month, grid: int) -> Button:
    text = reader.t.plain("own-month-missed")
    if len(month.grids) > 1:
        text = f"{text} {month.grids[grid]}"
    return Button(text, CoverageTap(do="d", unit=grid, span=tap.span, day=tap.day).pack())


def _picture(reader: Reader, tap: WorkerTap, month: Month) -> BarChart | None:
    if not month.total.due:
        return None
    t = reader.t
    told = [(t.plain("coverage-all"), month.total)]
    told += [(rule_name(reader, group.name), group.coverage) for group in month.rules]
    name = month.name or t.plain("visit-no-name")
    title = t.plain("own-month-picture", name=name, period=_period(reader, tap, month))
    footnote = t.plain("own-month-footnote", streak=month.streak, days=month.total.gap or 0)
    return chart(t, title, told, footnote)

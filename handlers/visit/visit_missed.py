"""Whom nobody met: the message to worker, community and street, and the one tap that acknowledges it."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from aiogram import F, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery

from domain.errors import NotFound
from domain.notices import Notice
from domain.visit_escalation import Level
from handlers.desk import Desk, Reader, Replies
from handlers.visit.home_cards import address_line
from handlers.visit.names import rule_name
from handlers.visit.visit_cards import HomeTap
from handlers.when import on_day
from services.ports import Button, Message
from services.visit import visit_escalation_views as views
from services.visit.visit_escalation_views import MissedDoor, MissedGrid, MissedList, Short

router = Router(name="visit_missed")
EPOCH, MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)


class MissedTap(CallbackData, prefix="ve"):
    """`do`: page, ack. `at` is the moment of telling, in microseconds since 1970."""

    do: str
    at: int
    page: int = 0

    @property
    def moment(self) -> datetime:
        """NotFound for what no calendar has."""
        try:
            return EPOCH + self.at * MICROSECOND
        except OverflowError as forged:
            raise NotFound from forged


async def missed(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    """What is still missed when it is sent."""
    moment = datetime.fromisoformat(values["at"])
    found = await reader.act.look(views.told_together, moment)
    return _card(reader, found, moment, 0) if found else None


@router.callback_query(MissedTap.filter(F.do == "page"))
async def turn(query: CallbackQuery, desk: Desk, callback_data: MissedTap) -> Replies:
    found = await desk.act(views.look_together, callback_data.moment, max(0, callback_data.page))
    if found is None:
        return Message(text=desk.t("missed-nothing-left"), card=_name(callback_data.moment))
    return _card(desk, found, callback_data.moment, max(0, callback_data.page))


@router.callback_query(MissedTap.filter(F.do == "ack"))
async def acknowledge(query: CallbackQuery, desk: Desk, callback_data: MissedTap) -> Replies:
    await desk.act(views.acknowledge, callback_data.moment)
    found = await desk.act(views.look_together, callback_data.moment, max(0, callback_data.page))
    if found is None:
        return Message(text=desk.t("missed-nothing-left"), card=_name(callback_data.moment))
    return _card(desk, found, callback_data.moment, max(0, callback_data.page))


def _name(moment: datetime) -> str:
    return f"missed:{(moment - EPOCH) // MICROSECOND}"


def _card(reader: Reader, found: MissedList, moment: datetime, page: int) -> Message:
    t, size = reader.t, reader.act.ctx.settings.visits.escalation.list_shows
    late = [t("visit-caught-up")] if found.late else []
    lines = [*late, t("missed-title-instead" if found.instead else f"missed-title-{found.level}", count=found.total)]
    lines += ["", *(_door(reader, one) for one in found.doors), *(_grid(reader, one) for one in found.grids), ""]
    do = "missed-do-instead" if found.instead else f"missed-do-{found.level}"
    lines.append(t("missed-acknowledged") if found.acknowledged else t(do))
    at = (moment - EPOCH) // MICROSECOND
    rows = [(_open(reader, one),) for one in found.doors]
    if not found.acknowledged:
        rows.append((Button(t.plain("missed-ack"), MissedTap(do="ack", at=at, page=page).pack()),))
    left = found.total - (page + 1) * size
    if left > 0:
        later = MissedTap(do="page", at=at, page=page + 1)
        rows.append((Button(t.plain("missed-page-later", count=left), later.pack()),))
    elif page > 0:
        rows.append((Button(t.plain("red-first"), MissedTap(do="page", at=at).pack()),))
    return Message(text="\n".join(lines), buttons=tuple(rows), card=_name(moment))


def _door(reader: Reader, one: MissedDoor) -> str:
    t, where = reader.t, one.address
    met = t("visit-met-on", day=on_day(t, one.last_met, reader.act.ctx.today)) if one.last_met else None
    return t(
        "missed-door" if one.level in (Level.COMMUNITY, Level.STREET) else "missed-door-last",
        compound=where.compound,
        building=where.building,
        door=where.door,
        windows=one.windows,
        met=met or t("visit-met-never"),
    )


def _grid(reader: Reader, one: MissedGrid) -> str:
    return reader.t("missed-grid", community=one.community, grid=one.grid, people=one.people, windows=one.windows)


def _open(reader: Reader, one: MissedDoor) -> Button:
    return Button(address_line(reader, one.address), HomeTap(do="open", household=one.household_id).pack())


async def short(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    """Counts only, of rules whose windows are many."""
    try:
        found = await reader.act.look(views.short_together, datetime.fromisoformat(values["at"]), values["street"])
    except NotFound:
        return None
    t = reader.t
    lines = [t("short-title")]
    for rule, starts_on in dict.fromkeys((one.rule, one.starts_on) for one in found):
        several = [one for one in found if (one.rule, one.starts_on) == (rule, starts_on)]
        due, gone = sum(one.due for one in several), sum(one.missed for one in several)
        day = on_day(t, starts_on, reader.act.ctx.today)
        name = rule_name(reader, rule)
        lines += ["", t("short-rule", rule=name, day=day, due=due, missed=gone, percent=gone * 100 // due)]
        lines += [_short_line(reader, one) for one in several]
    return Message(text="\n".join(lines))


def _short_line(reader: Reader, one: Short) -> str:
    percent = one.missed * 100 // one.due
    return reader.t("short-line", name=one.community, due=one.due, missed=one.missed, percent=percent)


COMPOSERS: dict[Notice, Callable[[Reader, Mapping[str, Any]], Awaitable[Message | None]]] = {
    Notice.VISIT_ESCALATED: missed,
    Notice.VISIT_SHORT: short,
}

"""Nobody opened twice in a row: the push with its case, and what is known of whom it is about."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiogram import F, Router
from aiogram.types import CallbackQuery

from domain.errors import NotFound
from domain.notices import Notice
from domain.roles import Role
from handlers.case.case_cards import CaseTap
from handlers.desk import Desk, Reader, Replies
from handlers.visit.visit_cards import HomeTap
from handlers.when import on_day
from services.ports import Button, Message
from services.visit import unmet_cases
from services.visit.unmet_views import Known, Reached

router = Router(name="unmet")
TRIES_SHOWN = 4


async def nobody_opened(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    """Where, when last seen, and the case; who it is, and whom to call, stands behind a button that is logged. The
    street reads no door."""
    t, today = reader.t, reader.act.ctx.today
    try:
        alarm = await reader.act.look(unmet_cases.nobody_opened, values["household"])
    except NotFound:
        return None
    staffs = reader.actor.has(Role.COMMUNITY_STAFF)
    where = alarm.address
    lines = [t("visit-alarm-title")]
    if staffs:
        lines.append(t("visit-home-title", compound=where.compound, building=where.building, door=where.door))
    tries = t.plain("visit-and").join(on_day(t, day, today) for day in alarm.tries[:2])
    lines += [
        *([t("visit-alarm-tries", days=tries)] if tries else []),
        t("visit-last-met", day=on_day(t, alarm.last_met, today)) if alarm.last_met else t("visit-last-none"),
        t("visit-alarm-do"),
    ]
    rows = [_row(reader, number, staffs=staffs) for number in alarm.numbers]
    return Message(text="\n".join(lines), buttons=tuple(rows))


def _row(reader: Reader, number: str, *, staffs: bool) -> tuple[Button, ...]:
    t = reader.t
    case = Button(t.plain("unmet-case-button", number=number), CaseTap(do="open", number=number).pack())
    known = Button(t.plain("unmet-known-button"), CaseTap(do="known", number=number).pack())
    return (case, known) if staffs else (case,)


@router.callback_query(CaseTap.filter(F.do == "known"))
async def known(query: CallbackQuery, desk: Desk, callback_data: CaseTap) -> Replies:
    found = await desk.act(unmet_cases.known, callback_data.number)
    home = Button(desk.t.plain("visit-button-household"), HomeTap(do="open", household=found.household_id).pack())
    back = Button(
        desk.t.plain("unmet-case-button", number=found.number), CaseTap(do="open", number=found.number).pack()
    )
    text = "\n".join(_known(desk, found))
    return Message(text=text, buttons=((home, back),), card=f"known:{found.number}", fresh=True)


def _known(desk: Desk, found: Known) -> list[str]:
    t, today, where = desk.t, desk.act.ctx.today, found.address
    who = found.name or t.plain("visit-anyone" if found.name is None else "visit-no-name")
    lines = [
        t("unmet-known-title", number=found.number),
        t("visit-home-title", compound=where.compound, building=where.building, door=where.door),
        t("unmet-known-who", who=who),
    ]
    tries = found.tries[:TRIES_SHOWN]
    lines += [
        t("unmet-known-try", day=on_day(t, one.on, today), by=one.by or t.plain("visit-no-name")) for one in tries
    ]
    if found.seen is None:
        lines.append(t("unmet-known-never"))
    else:
        by, way = found.seen.by or t.plain("visit-no-name"), t.plain(f"way-{found.seen.way}")
        lines.append(t("unmet-known-seen", day=on_day(t, found.seen.on, today), way=way, by=by))
    lines += ["", t("unmet-known-call"), *(_contact(desk, one) for one in found.contacts)]
    return [*lines, *([t("unmet-known-nobody")] if not found.contacts else []), t("unmet-known-logged")]


def _contact(desk: Desk, one: Reached) -> str:
    t = desk.t
    return t("unmet-contact", name=one.name or t.plain("visit-no-name"), phone=one.phone or t.plain("contact-no-phone"))


COMPOSERS: dict[Notice, Callable[[Reader, Mapping[str, Any]], Awaitable[Message | None]]] = {
    Notice.VISIT_UNMET: nobody_opened,
}

"""Riders as the community and the street see them: a list, who supervises, and ending an agreement."""

from typing import Any, ClassVar

from aiogram import F, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery

from handlers.desk import Desk, Reader, Replies
from handlers.form import forms
from handlers.form.buttons import tap
from handlers.form.forms import Draft, Form, register
from handlers.form.inputs import Kind
from handlers.when import on_day
from services.ports import Button, Message
from services.rider import rider_staff, supervisors
from services.rider.rider_staff import RiderLine

router = Router(name="rider_staff")


class StaffTap(CallbackData, prefix="rs"):
    """`do`: list, open, end, again. `held` is a role's id, or where a page starts."""

    do: str
    held: int = 0


class SupervisorTap(CallbackData, prefix="rv"):
    """`do`: appoint, dismiss. `held` is the rider's role, `what` a community or a supervisor's role."""

    do: str
    held: int
    what: int


class EndForm(Form):
    """`held` is there from the start; the reason is what the rider reads."""

    name = "end_agreement"
    takes: ClassVar = {Kind.WORDS: "reason"}
    about = ("held",)

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        return None if draft.pieces.get("reason") else "reason"

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        return Message(text=desk.t("riders-ask-reason"))

    async def put(self, desk: Desk, draft: Draft, piece: str, value: Any) -> None:
        await super().put(desk, draft, piece, value)

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        send = Button(desk.t.plain("riders-end-sure"), tap(draft, "send"))
        return Message(text=desk.t("riders-confirm", reason=draft.pieces["reason"]), buttons=((send,),))

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        await desk.act(rider_staff.close_agreement, draft.pieces["held"], draft.pieces["reason"])
        return (Message(text=desk.t("riders-ended"), card=draft.card),)


register(EndForm())


async def show_riders(desk: Desk, after: int = 0, *, fresh: bool = True) -> Message:
    t = desk.t
    lines, more = await desk.act.look(rider_staff.riders_seen, after)
    picked = await desk.act.look(supervisors.supervising, [one.person_id for one in lines])
    rows = []
    for one in lines:
        name = _name(desk, one)
        label = t.plain("riders-is-supervisor", name=name) if one.person_id in picked else name
        rows.append((Button(label, StaffTap(do="open", held=one.held_id).pack()),))
    if more is not None:
        rows.append((Button(t.plain("list-more"), StaffTap(do="list", held=more).pack()),))
    return Message(text=t("riders-title" if lines else "riders-none"), buttons=tuple(rows), card="riders", fresh=fresh)


def _name(reader: Reader, one: RiderLine) -> str:
    t = reader.t
    name = one.name or t.plain("riders-nameless", id=str(one.person_id)[-4:])
    platform = t.plain(f"platform-{one.platform}") if one.platform else ""
    return f"{name}　{platform}".strip("　")


@router.callback_query(StaffTap.filter(F.do == "list"))
async def page(query: CallbackQuery, desk: Desk, callback_data: StaffTap) -> Replies:
    return await show_riders(desk, callback_data.held, fresh=False)


@router.callback_query(StaffTap.filter(F.do == "open"))
async def open_rider(query: CallbackQuery, desk: Desk, callback_data: StaffTap) -> Replies:
    return await _card(desk, callback_data.held)


async def _card(desk: Desk, held_id: int, said: str | None = None) -> Message:
    """Who it is, what they supervise, and what the reader may do about it; `said`: what has just been done."""
    t, today = desk.t, desk.act.ctx.today
    card = await desk.act.look(supervisors.card, held_id)
    one = card.rider
    lines = [*([said, ""] if said else []), _name(desk, one), *([t("riders-stopped")] if one.ended else [])]
    lines += [t("riders-supervises", unit=s.unit, day=on_day(t, s.since, today)) for s in card.supervises]
    rows = []
    for s in card.supervises:
        tap = SupervisorTap(do="dismiss", held=held_id, what=s.held_id)
        rows.append((Button(t.plain("riders-dismiss", unit=s.unit), tap.pack()),))
    if card.community is not None:
        unit_id, unit = card.community
        tap = SupervisorTap(do="appoint", held=held_id, what=unit_id)
        rows.append((Button(t.plain("riders-appoint", unit=unit), tap.pack()),))
    do = "again" if one.ended else "end"
    rows.append((Button(t.plain(f"riders-{do}"), StaffTap(do=do, held=held_id).pack()),))
    rows.append((Button(t.plain("riders-back"), StaffTap(do="list").pack()),))
    return Message(text="\n".join(lines), buttons=tuple(rows), card="riders")


@router.callback_query(SupervisorTap.filter(F.do == "appoint"))
async def appoint(query: CallbackQuery, desk: Desk, callback_data: SupervisorTap) -> Replies:
    await desk.act(supervisors.appoint, callback_data.held, callback_data.what)
    return await _card(desk, callback_data.held, desk.t("riders-appointed"))


@router.callback_query(SupervisorTap.filter(F.do == "dismiss"))
async def dismiss(query: CallbackQuery, desk: Desk, callback_data: SupervisorTap) -> Replies:
    await desk.act(supervisors.end, callback_data.what)
    return await _card(desk, callback_data.held, desk.t("riders-dismissed"))


@router.callback_query(StaffTap.filter(F.do == "end"))
async def end(query: CallbackQuery, desk: Desk, callback_data: StaffTap) -> Replies:
    await desk.act.look(rider_staff.rider_seen, callback_data.held)
    return await forms.start(desk, Draft(EndForm.name, pieces={"held": callback_data.held}))


@router.callback_query(StaffTap.filter(F.do == "again"))
async def again(query: CallbackQuery, desk: Desk, callback_data: StaffTap) -> Replies:
    await desk.act(rider_staff.open_agreement, callback_data.held)
    return Message(text=desk.t("riders-may-sign"), card="riders")

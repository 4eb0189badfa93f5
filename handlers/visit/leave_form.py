"""Two little forms: asking for leave (from, until, why), and the words with which one is refused."""

from datetime import date, timedelta
from typing import Any, ClassVar

from domain.date_said import date_said
from domain.move_errors import DateNotUnderstood
from handlers.desk import Desk, Replies
from handlers.form import forms
from handlers.form.buttons import choices, skip_row, tap
from handlers.form.forms import Draft, Form, register
from handlers.form.inputs import Input, Kind
from handlers.visit.leave_cards import leave_card
from handlers.when import on_day
from services.ports import Button, Message
from services.visit import leave, leave_access, leave_views
from services.visit.leave import Wish

DAYS_OFFERED = 4


class LeaveForm(Form):
    """`first` and `last` are dates as they are kept, taps or words. The reason is sealed when it is sent. `worker` is
    there from the start where the community enters it for somebody."""

    name = "leave"
    takes: ClassVar = {Kind.WORDS: "reason"}
    sealed = frozenset({"reason"})

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        for piece in ("first", "last"):
            if piece not in draft.pieces:
                return piece
        return None if "reason" in (*draft.pieces, *draft.skipped) else "reason"

    def piece_for(self, draft: Draft, given: Input) -> str | None:
        """Days may be typed."""
        if given.kind is Kind.WORDS and draft.asking in ("first", "last"):
            return draft.asking
        return super().piece_for(draft, given)

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        t, today = desk.t, desk.act.ctx.today
        if piece == "reason":
            return Message(text=t("leave-ask-reason"), buttons=(skip_row(desk, draft, "reason"),))
        first = date.fromisoformat(draft.pieces["first"]) if piece == "last" else today
        days = [first + timedelta(days=n) for n in range(DAYS_OFFERED)]
        options = [(day.isoformat(), on_day(t, day, today)) for day in days]
        question = t("leave-ask-first") if piece == "first" else t("leave-ask-last", first=on_day(t, first, today))
        return Message(text=question, buttons=tuple(choices(draft, piece, options)))

    async def put(self, desk: Desk, draft: Draft, piece: str, value: Any) -> None:
        """Days that cannot be are refused here, before anything else is asked."""
        if piece in ("first", "last"):
            day = date_said(value, desk.act.ctx.today)
            if day is None:
                raise DateNotUnderstood
            first = date.fromisoformat(draft.pieces["first"]) if piece == "last" else day
            await desk.act.look(leave.check_days, first, day, draft.pieces.get("worker"))
            value = day.isoformat()
            if piece == "first":
                draft.pieces.pop("last", None)
        await super().put(desk, draft, piece, value)

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        t, today = desk.t, desk.act.ctx.today
        first, last = (on_day(t, date.fromisoformat(draft.pieces[piece]), today) for piece in ("first", "last"))
        lines = [t("leave-confirm", first=first, last=last)]
        if draft.pieces.get("reason"):
            lines.append(t("leave-reason", reason=draft.pieces["reason"]))
        edit = Button(t.plain("leave-edit-days"), tap(draft, "edit", "first"))
        return Message(text="\n".join(lines), buttons=((Button(t.plain("form-send"), tap(draft, "send")), edit),))

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        wish = Wish(
            f"{desk.actor.person_id or 0:x}.{draft.submission}",
            date.fromisoformat(draft.pieces["first"]),
            date.fromisoformat(draft.pieces["last"]),
            draft.pieces.get("reason"),
        )
        worker = draft.pieces.get("worker")
        made = await (desk.act(leave.enter, worker, wish) if worker else desk.act(leave.ask, wish))
        sent = Message(text=desk.t("leave-entered" if worker else "leave-sent"), card=draft.card)
        return sent, leave_card(desk, *await desk.act.look(leave_views.choices, made))


class RefusalForm(Form):
    """`leave` is there from the start; the words are the worker's to read."""

    name = "leave_refusal"
    takes: ClassVar = {Kind.WORDS: "answer"}

    def completes(self, desk: Desk, draft: Draft) -> bool:
        return True

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        return None if "answer" in (*draft.pieces, *draft.skipped) else "answer"

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        return Message(text=desk.t("leave-ask-answer"), buttons=(skip_row(desk, draft, "answer"),))

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        """Shown by back at the end only: the one answer ends the form."""
        return await self.ask(desk, draft, "answer")

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        leave_id = draft.pieces["leave"]
        await desk.act(leave.refuse, leave_id, draft.pieces.get("answer"))
        view = await desk.act.look(leave_views.leave, leave_id)
        return Message(text=desk.t.plain("leave-done-refuse"), card=draft.card), leave_card(desk, view)


register(LeaveForm())
register(RefusalForm())


async def start_leave(desk: Desk) -> Replies:
    """Who holds no grid is told so at once."""
    await desk.act.look(leave_access.need_grid)
    return await forms.start(desk, Draft(LeaveForm.name))


async def start_entering(desk: Desk, worker_id: int) -> Replies:
    await desk.act.look(leave_access.may_enter, worker_id)
    return await forms.start(desk, Draft(LeaveForm.name, pieces={"worker": worker_id}))


async def start_refusal(desk: Desk, leave_id: int) -> Replies:
    await desk.act.look(leave_access.leave_for, leave_id)
    return await forms.start(desk, Draft(RefusalForm.name, pieces={"leave": leave_id}))

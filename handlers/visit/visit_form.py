"""The little form of a visit's note: words, and it is there; photos and voice notes before them, or instead."""

from typing import ClassVar

from handlers.desk import Desk, Replies
from handlers.form import forms
from handlers.form.buttons import tap
from handlers.form.forms import Draft, Form, register
from handlers.form.inputs import Kind
from handlers.visit.household_cards import show_household
from services.ports import Button, Message
from services.visit import visit_log


class VisitNoteForm(Form):
    """`household` and `visit` are there from the start."""

    name = "visit_note"
    takes: ClassVar = {Kind.WORDS: "note", Kind.PHOTO: "files", Kind.VOICE: "files"}
    many = frozenset({"files"})
    sealed = frozenset({"note"})

    def completes(self, desk: Desk, draft: Draft) -> bool:
        return bool(draft.pieces.get("note"))

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        return None if draft.pieces.get("note") or draft.pieces.get("files") else "note"

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        return Message(text=desk.t("visit-note-ask"))

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        """Words end the form; photos and voice notes may have more to come."""
        files = draft.pieces.get("files", [])
        send = Button(desk.t.plain("form-send"), tap(draft, "send"))
        return Message(text=desk.t("visit-note-files", count=len(files)), buttons=((send,),) if files else ())

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        pieces = draft.pieces
        await desk.act(
            visit_log.add_note, pieces["household"], pieces["visit"], pieces.get("note"), pieces.get("files", ())
        )
        return Message(text=desk.t("visit-note-kept"), card=draft.card), await show_household(desk, pieces["household"])


register(VisitNoteForm())


async def start_note(desk: Desk, household_id: int, visit_id: int) -> Replies:
    return await forms.start(desk, Draft("visit_note", pieces={"household": household_id, "visit": visit_id}))

"""The little form of a call-back: reached or not, solved or not, how satisfied, and a note. A reporter who was asked in
the chat fills in the same, for themselves."""

from typing import Any, ClassVar

from handlers.back import way_back
from handlers.clip import WORDS_ON_CARD, clip
from handlers.desk import Desk
from handlers.form import forms
from handlers.form.buttons import choices, skip_row, tap
from handlers.form.forms import Draft, Form, register
from handlers.form.inputs import Kind
from services.case import case_callback
from services.case.case_callback import Heard
from services.case.case_callback_views import CallCard
from services.ports import Button, Message

STARS = 5
ORDER = ("reached", "solved", "satisfaction", "note")


async def note_call(desk: Desk, card: CallCard) -> tuple[Message, ...]:
    """For the caller."""
    pieces = {"number": card.case.number, "tries": card.tries, "anonymous": card.case.anonymous}
    return await forms.start(desk, Draft(CallbackForm.name, pieces=pieces))


async def note_answer(desk: Desk, number: str, *, solved: bool) -> tuple[Message, ...]:
    """For the reporter, who has begun to answer."""
    pieces = {"number": number, "own": True, "reached": "yes", "solved": "yes" if solved else "no"}
    return await forms.start(desk, Draft(CallbackForm.name, pieces=pieces))


class CallbackForm(Form):
    """`number` is there from the start, and `tries` or `own`."""

    name = "callback"
    takes: ClassVar = {Kind.WORDS: "note"}
    about = ("number", "own")

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        pieces = draft.pieces
        asked = ORDER if pieces.get("reached") != "no" else ("reached", "note")
        skipped = draft.skipped if pieces.get("solved") != "no" else ()
        return next((piece for piece in asked if not pieces.get(piece) and piece not in skipped), None)

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        t, pieces = desk.t, draft.pieces
        whose = "own" if pieces.get("own") else "call"
        match piece:
            case "reached":
                values = ("no",) if pieces["anonymous"] else ("yes", "no")
                options = [(value, t.plain(f"callback-reached-{value}")) for value in values]
                key = "callback-ask-reached-anonymous" if pieces["anonymous"] else "callback-ask-reached"
                return Message(text=t(key, number=pieces["number"]), buttons=tuple(choices(draft, piece, options)))
            case "solved":
                options = [("yes", t.plain("rate-solved")), ("no", t.plain("rate-not-solved"))]
                text = t("callback-ask-solved", number=pieces["number"])
                return Message(text=text, buttons=tuple(choices(draft, piece, options)))
            case "satisfaction":
                options = [(str(n), t.plain(f"rate-{n}")) for n in range(STARS, 0, -1)]
                text = t(f"callback-ask-satisfaction-{whose}", number=pieces["number"])
                return Message(text=text, buttons=tuple(choices(draft, piece, options, per_row=1)))
        if pieces.get("solved") == "no":
            return Message(text=t(f"callback-ask-why-{whose}", number=pieces["number"]))
        text = t(f"callback-ask-note-{whose}", number=pieces["number"])
        return Message(text=text, buttons=(skip_row(desk, draft, "note"),))

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        t, pieces = desk.t, draft.pieces
        lines = [t("callback-confirm", number=pieces["number"])]
        if pieces["reached"] == "yes":
            lines.append(t.plain("rate-solved" if pieces["solved"] == "yes" else "rate-not-solved"))
            lines.append(t.plain(f"rate-{pieces['satisfaction']}"))
        else:
            lines.append(t.plain("callback-reached-no"))
        if pieces.get("note"):
            lines.append(t("move-said", note=clip(pieces["note"], WORDS_ON_CARD)))
        edit = [(Button(t.plain("form-edit-note"), tap(draft, "edit", "note")),)] if pieces.get("note") else []
        return Message(text="\n".join(lines), buttons=((Button(t.plain("form-send"), tap(draft, "send")),), *edit))

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        pieces, number = draft.pieces, draft.pieces["number"]
        heard = _heard(pieces)
        if pieces.get("own"):
            await desk.act(case_callback.answer, number, heard)
        else:
            await desk.act(case_callback.record, number, pieces["tries"], heard)
        key = "callback-recorded"
        if heard.reached and not heard.solved:
            key = "callback-recorded-reopened"
        elif pieces.get("own"):
            key = "callback-recorded-own"
        back = await way_back(desk, f"callback:{number}")
        return (Message(text=desk.t(key, number=number), buttons=((back,),) if back else (), card=draft.card),)


def _heard(pieces: dict[str, Any]) -> Heard:
    if pieces["reached"] == "no":
        return Heard(reached=False, note=pieces.get("note"))
    return Heard(True, pieces["solved"] == "yes", int(pieces["satisfaction"]), pieces.get("note"))


register(CallbackForm())

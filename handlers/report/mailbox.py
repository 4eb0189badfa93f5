"""乐呵信箱: an anonymous drop by the box's own link, and the letters that a worker takes out of it."""

from dataclasses import replace
from typing import Any, ClassVar

from domain.errors import NotAllowed
from handlers.desk import Desk, Replies
from handlers.form import forms
from handlers.form.buttons import choices
from handlers.form.forms import Draft, Form, register
from handlers.people.home import ask_home, took_home
from handlers.report.behalf_cards import filed_card as letter_filed_card
from handlers.report.mailbox_cards import again_button, box_card, empty_button
from handlers.report.report import REPORT, ReportForm, filing_of
from handlers.report.report_cards import edits, filed_card, speaks_of_danger, with_received
from services.case import mailboxes
from services.ports import Button, Message


class BoxForm(Form):
    """What both have in common: `box` is there from the start or chosen; the rest is collected as in a report."""

    takes = ReportForm.takes
    many = ReportForm.many

    def completes(self, desk: Desk, draft: Draft) -> bool:
        return REPORT.completes(desk, draft)

    async def put(self, desk: Desk, draft: Draft, piece: str, value: Any) -> None:
        await REPORT.put(desk, draft, piece, value)

    async def pick(self, desk: Desk, draft: Draft, piece: str, value: str) -> Desk | None:
        match piece:
            case "consent":
                draft.pieces["consent"] = value
                return await took_home(desk, draft, piece)
            case "box":
                draft.pieces["box"] = int(value)
            case _:
                return await REPORT.pick(desk, draft, piece, value)
        return None

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        return box_card(desk, draft, await self.box(desk, draft))

    def lines(self, desk: Desk, draft: Draft) -> list[Button]:
        return edits(desk, draft)

    async def box(self, desk: Desk, draft: Draft) -> mailboxes.Box:
        return await desk.act.look(mailboxes.by_id, draft.pieces["box"])


class DropForm(BoxForm):
    """Consent, then words or a picture; it stays anonymous."""

    name: ClassVar = "drop"

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        pieces = draft.pieces
        if not desk.actor.consented and not pieces.get("consent"):
            return "consent"
        if self.completes(desk, draft):
            return None
        if not pieces.get("words") and not pieces.get("media"):
            return "words"
        return None if pieces.get("category") else "category"

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        """Who sees what is said before anything is stored; danger before that."""
        t = desk.t
        if piece == "consent":
            asked = await ask_home(desk, draft, piece)
            name = (await self.box(desk, draft)).name
            danger = speaks_of_danger(desk, draft.pieces.get("words", ""))
            first = t("danger-call", numbers=" ".join(danger.numbers)) + "\n\n" if danger else ""
            return replace(asked, text=f"{first}{t('mailbox-welcome', name=name)}\n\n{asked.text}")
        if piece == "words" and not draft.pieces.get("words"):
            box = await self.box(desk, draft)
            rows = ((empty_button(desk, box),),) if box in await desk.act.look(mailboxes.own_boxes) else ()
            return Message(text=t("mailbox-ask-words", name=box.name), buttons=rows)
        return await REPORT.ask(desk, draft, piece)

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        box = await self.box(desk, draft)
        return (filed_card(desk, draft, await desk.act(mailboxes.drop, filing_of(draft), box.code)),)


class LetterForm(BoxForm):
    """The box, the pages of the letter, and what it says if the worker writes that down."""

    name: ClassVar = "letter"

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        pieces = draft.pieces
        if not desk.actor.consented and not pieces.get("consent"):
            return "consent"
        if "box" not in pieces:
            return "box"
        if self.completes(desk, draft):
            return None
        if not any(file["kind"] == "photo" for file in pieces.get("media", [])):
            return "media"
        return None if pieces.get("category") else "category"

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        t = desk.t
        match piece:
            case "consent":
                return await ask_home(desk, draft, piece)
            case "box":
                options = [(str(box.id), box.name) for box in await own_boxes(desk)]
                return Message(text=t("letter-ask-box"), buttons=tuple(choices(draft, "box", options, per_row=1)))
            case "media":
                name = (await self.box(desk, draft)).name
                received = with_received(desk, draft.pieces.get("media", []), t("letter-ask-pages", name=name))
                return Message(text=received)
        return await REPORT.ask(desk, draft, piece)

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        box = draft.pieces["box"]
        filed = await desk.act(mailboxes.file_letter, filing_of(draft), box)
        return (letter_filed_card(desk, draft, filed, again_button(desk, box)),)


register(DropForm())
register(LetterForm())


async def own_boxes(desk: Desk) -> list[mailboxes.Box]:
    """NotAllowed for whoever empties none."""
    boxes = await desk.act.look(mailboxes.own_boxes)
    if not boxes:
        raise NotAllowed
    return boxes


async def start_drop(desk: Desk, code: str) -> Replies:
    box = await desk.act.look(mailboxes.by_code, code)
    return await forms.start(desk, Draft("drop", pieces={"box": box.id, "anonymous": True}))


async def start_letter(desk: Desk, box_id: int | None = None) -> Replies:
    """The box is chosen, unless it is the one just emptied or there is only one."""
    boxes = await own_boxes(desk)
    known = [box.id for box in boxes if box_id in (None, box.id)]
    pieces: dict[str, Any] = {"box": known[0]} if len(known) == 1 else {}
    return await forms.start(desk, Draft("letter", pieces=pieces))

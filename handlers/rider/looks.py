"""A look at a closed hazard in chat, a rider supervisor's or the community's: gone or still there, and a photo."""

from collections.abc import Mapping
from typing import Any, ClassVar

from aiogram import F, Router
from aiogram.types import CallbackQuery

from domain.errors import AgreementNeeded, NotFound
from domain.rider_errors import LookOver, NoSupervisorNow
from handlers.clip import WORDS_ON_CARD, clip
from handlers.desk import Desk, Reader, Replies
from handlers.form import forms
from handlers.form.buttons import tap
from handlers.form.forms import Draft, Form, register
from handlers.form.inputs import Kind
from handlers.report.report_cards import with_received
from handlers.rider.look_tap import LookTap
from services.case import case_look
from services.case.case_look import LookCard
from services.ports import Button, Message, Place

router = Router(name="looks")


class LookForm(Form):
    """`number` and `gone` are there from the start."""

    name = "look"
    takes: ClassVar = {Kind.PHOTO: "photos", Kind.WORDS: "note"}
    many = frozenset({"photos"})
    about = ("number", "gone")

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        return None if draft.pieces.get("photos") else "photos"

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        return Message(text=desk.t(f"look-ask-{'gone' if draft.pieces['gone'] else 'there'}"))

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        t, pieces = desk.t, draft.pieces
        found = t(f"look-{'gone' if pieces['gone'] else 'there'}")
        text = with_received(desk, pieces["photos"], t("look-card", number=pieces["number"], found=found))
        return Message(text=text, buttons=((Button(t.plain("form-send"), tap(draft, "send")),),))

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        pieces, number = draft.pieces, draft.pieces["number"]
        files, note = pieces["photos"], pieces.get("note")
        try:
            paid = await desk.act(case_look.look, number, gone=pieces["gone"], files=files, note=note)
        except LookOver as over:
            return (Message(text=desk.t(over.key, number=number), card=draft.card),)
        done = desk.t("look-done-gone" if pieces["gone"] else "look-done-there", number=number)
        return (Message(text=f"{done}\n{desk.t('look-points')}" if paid else done, card=draft.card),)


register(LookForm())


def _card(reader: Reader, card: LookCard) -> Message:
    """To a supervisor how far it is and what it pays, to the community why it is asked."""
    t, look = reader.t, reader.act.ctx.settings.cases.look
    supervisor = card.metres is not None
    lines = [
        t("look-asked", number=card.number, metres=card.metres or 0)
        if supervisor
        else t("look-left", number=card.number, rounds=look.rounds),
        t("case-category", category=t.plain(f"category-{card.category}")),
        *([t("case-place", place=card.place)] if card.place else []),
        t("case-words", words=clip(card.words, WORDS_ON_CARD) or t.plain("case-no-words")),
        *([t("look-safe", points=reader.act.ctx.settings.points.supervisor_check)] if supervisor else []),
    ]
    taps = [(do, LookTap(do=do, number=card.number).pack()) for do in ("gone", "there")]
    row = tuple(Button(t.plain(f"look-{do}"), data) for do, data in taps)
    where = (Button(t.plain("look-open"), LookTap(do="open", number=card.number).pack()),)
    return Message(text="\n".join(lines), buttons=(row, where), card=f"look:{card.number}", fresh=True)


async def look_asked(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    """The push; nothing once somebody has looked."""
    try:
        return _card(reader, await reader.act.look(case_look.card, values["number"]))
    except (NotFound, LookOver, NoSupervisorNow, AgreementNeeded):
        return None


async def show_looks(desk: Desk) -> Replies:
    t, numbers = desk.t, await desk.act.look(case_look.waiting)
    rows = tuple((Button(number, LookTap(do="open", number=number).pack()),) for number in numbers)
    return Message(text=t("looks-title" if numbers else "looks-none"), buttons=rows, card="looks", fresh=True)


@router.callback_query(LookTap.filter(F.do == "open"))
async def open_look(query: CallbackQuery, desk: Desk, callback_data: LookTap) -> Replies:
    """The photos of before and after, where it is, and the question."""
    card = await desk.act.look(case_look.card, callback_data.number)
    photos = (Message(text=desk.t("case-photos-of", number=card.number), media=card.media),) if card.media else ()
    where = Place(*card.point, title=card.number, address=card.place or card.number) if card.point else None
    return *photos, *((Message(place=where),) if where else ()), _card(desk, card)


@router.callback_query(LookTap.filter(F.do.in_({"gone", "there"})))
async def begin_look(query: CallbackQuery, desk: Desk, callback_data: LookTap) -> Replies:
    await desk.act.look(case_look.card, callback_data.number)
    pieces = {"number": callback_data.number, "gone": callback_data.do == "gone"}
    return await forms.start(desk, Draft(LookForm.name, pieces=pieces))

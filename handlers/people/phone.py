"""Whose number it is: binding one's own, the worker's word on somebody else's, and how to reach a case's person."""

from typing import Any, ClassVar

from aiogram import F, Router
from aiogram.types import CallbackQuery
from aiogram.types import Message as Incoming

from domain.contact import phone_in
from domain.errors import ConsentNeeded, SomebodyElsesNumber
from handlers.case.case_cards import CaseTap
from handlers.desk import Desk, Replies
from handlers.form import forms
from handlers.form.forms import Draft, Form, register
from handlers.form.inputs import Kind, taken
from handlers.menu import MenuTap
from handlers.people.home import ask_home, took_home
from handlers.people.phone_notices import PhoneTap
from handlers.report.behalf_cards import contact_line
from services.case import case_contact
from services.people import phones
from services.ports import Keyboard, Message

router = Router(name="phone")
binding = Router(name="binding")
"""A contact out of the blue; asked after whatever form is open, which may have a use for it."""


class PhoneForm(Form):
    """One piece, the number. It is not kept: sharing it ends the form."""

    name = "phone"
    takes: ClassVar = {Kind.PHONE: "phone"}
    sealed = frozenset({"phone"})

    def completes(self, desk: Desk, draft: Draft) -> bool:
        return True

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        if not desk.actor.consented and not draft.pieces.get("consent"):
            return "consent"
        return None if draft.pieces.get("phone") else "phone"

    def accepts(self, piece: str, kind: Kind) -> bool:
        return super().accepts(piece, kind) or (piece == "phone" and kind is Kind.WORDS)

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        if piece == "consent":
            return await ask_home(desk, draft, piece)
        share = Keyboard(rows=((desk.t.plain("phone-share"),),), asks="phone")
        return Message(text=desk.t("phone-ask"), keyboard=share)

    async def put(self, desk: Desk, draft: Draft, piece: str, value: Any) -> None:
        """Typed, it proves nothing; another's contact even less. Before the consent it is not taken at all."""
        if piece == "phone" and not desk.actor.consented:
            raise ConsentNeeded
        if piece == "phone":
            shared: dict[str, Any] = {"phone": value, "own": None} if isinstance(value, str) else value
            if shared["own"] is False:
                raise SomebodyElsesNumber
            value = {"phone": phone_in(shared["phone"]), "own": shared["own"]}
        await super().put(desk, draft, piece, value)

    async def pick(self, desk: Desk, draft: Draft, piece: str, value: str) -> Desk | None:
        draft.pieces[piece] = value
        return await took_home(desk, draft, piece)

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        """Shown by back at the end only: the one answer ends the form."""
        return await self.ask(desk, draft, "phone")

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        said = draft.pieces["phone"]
        count = await desk.act(phones.claim, said["phone"], proven=said["own"] is True)
        text = desk.t("phone-asked") if count is None else desk.t("phone-bound", count=count)
        away = Message(text=desk.t("form-keyboard-away"), keyboard=Keyboard())
        return Message(text=text, card=draft.card), away


register(PhoneForm())


@router.callback_query(MenuTap.filter(F.do == "phone"))
async def bind(query: CallbackQuery, desk: Desk) -> Replies:
    return await forms.start(desk, Draft("phone"))


@binding.message(F.contact)
async def contact(message: Incoming, desk: Desk) -> Replies:
    most = desk.act.ctx.settings.storage.photo_bytes
    return await forms.start(desk, Draft("phone"), taken(message, most) if desk.actor.consented else [])


@router.callback_query(PhoneTap.filter())
async def answer(query: CallbackQuery, desk: Desk, callback_data: PhoneTap) -> Replies:
    """The worker's word on whether it is the person that they had filed for."""
    known = callback_data.do == "yes"
    await desk.act(phones.answer, callback_data.claim, callback_data.number, known=known)
    text = desk.t("phone-answered-yes" if known else "phone-answered-no", number=callback_data.number)
    return Message(text=text, card=f"claim:{callback_data.claim}")


@router.callback_query(CaseTap.filter(F.do == "contact"))
async def look_up(query: CallbackQuery, desk: Desk, callback_data: CaseTap) -> Replies:
    found = await desk.act(case_contact.look_up, callback_data.number)
    text = f"{desk.t('contact-of', number=callback_data.number)}\n{contact_line(desk, found)}"
    return Message(text=text, card=f"contact:{callback_data.number}", fresh=True)

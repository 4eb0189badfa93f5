"""The last router: whatever no other took. Free words, a photo, a place start the likely form; the rest is answered."""

from aiogram import Router
from aiogram.types import CallbackQuery, ChatMemberUpdated
from aiogram.types import Message as Incoming

from handlers.begin import begin
from handlers.desk import Desk, Replies
from handlers.edited import reworded
from handlers.form import drafts, forms
from handlers.form.form_router import old_card
from handlers.form.forms import Draft
from handlers.form.inputs import Kind, only_polite, taken
from handlers.menu import menu
from handlers.opens import opened_by_words
from services.people import people
from services.ports import Message

PRIVATE = "private"
OUT = frozenset({"kicked", "left"})

router = Router(name="anything")


@router.message()
async def anything(message: Incoming, desk: Desk) -> Replies:
    if message.chat.type != PRIVATE:
        return None
    inputs = taken(message, desk.act.ctx.settings.storage.photo_bytes)
    if not inputs:
        return Message(text=desk.t("form-cannot-use")), await menu(desk)
    if (message.text or "").startswith("/"):
        return Message(text=desk.t("unknown-command")), await menu(desk)
    if only_polite(inputs, desk.act.ctx.settings.cases.small_talk):
        if not desk.actor.consented:
            return await forms.start(desk, Draft("join"))
        return Message(text=desk.t("small-talk")), await menu(desk, draft_open=await drafts.waiting(desk) is not None)
    words = inputs[0].value if desk.actor.consented and inputs[0].kind is Kind.WORDS else ""
    return await opened_by_words(desk, words) or await begin(desk, inputs)


@router.edited_message()
async def edited(message: Incoming, desk: Desk) -> Replies:
    """Changed words change what they went into; a place that moves along, or a new preview, is nothing to answer."""
    words = (message.text or message.caption or "").strip()
    if message.chat.type != PRIVATE or not words:
        return None
    return await reworded(desk, message.message_id, words)


@router.callback_query()
async def unknown_tap(query: CallbackQuery, desk: Desk) -> Replies:
    return old_card(desk)


@router.my_chat_member()
async def membership(update: ChatMemberUpdated, desk: Desk) -> Replies:
    """Blocked or opened again by the person."""
    await desk.act(people.set_blocked, update.new_chat_member.status in OUT)
    return None
